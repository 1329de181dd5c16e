"""
A programme and what somebody wants of it -> the sessions that are wanted, which stay who they are.

What a person says of a session is understood here in one way, for filters and for corrections alike: a day by its
date, number or weekday, a name by its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from attrs import evolve, frozen

from agenda_ical.errors import NothingSelected
from agenda_ical.phrases.dates import whole_date
from agenda_ical.phrases.folding import fold, has_cjk
from agenda_ical.phrases.partialdate import PartialDate
from agenda_ical.programme import Kind, Problem, Programme, Session
from agenda_ical.telling import counted, listed

DaySaid = date | int | str
"""A day as people say it: its date, its number among the programme's days, or a weekday or date in words."""
BREAKS: frozenset[Kind] = frozenset({"break", "meal"})
"""The kinds in which nothing is on."""

_Test = Callable[[Session], bool]


@frozen
class Wanted:
    """Which sessions are wanted: of what is named for one thing any, and of different things all."""

    days: tuple[DaySaid, ...] = ()
    tracks: tuple[str, ...] = ()
    """Words of their names; an empty name is that of the sessions for everybody."""
    presenters: tuple[str, ...] = ()
    """Words of the names of people or organisations."""
    kinds: tuple[Kind, ...] = ()
    words: tuple[str, ...] = ()
    """What stands in the title or the description."""
    breaks: bool = True
    """Whether breaks and meals are wanted too."""


def select_sessions(programme: Programme, wanted: Wanted) -> Programme:
    """
    The programme with the sessions that are *wanted*, and with the problems of these and of the page as a whole.

    It knows the *whole* that it is a part of, so its sessions keep their identities.
    Raises NothingSelected where no session is left, or where something wanted is in no session at all.
    """
    tests = {what: tuple(group) for what, group in _tests(programme, wanted) if group}
    if not tests:
        return programme
    _refuse_unknown(programme, tests)
    kept = [
        number
        for number, session in enumerate(programme.sessions)
        if all(any(test(session) for _, test in group) for group in tests.values())
    ]
    if not kept:
        raise NothingSelected(_nothing_left(programme, tests))
    return _part(programme, kept)


def _part(programme: Programme, kept: Sequence[int]) -> Programme:
    """The sessions with the indices *kept*, and what concerns them."""
    if len(kept) == len(programme.sessions):
        return programme
    new = {old: number for number, old in enumerate(kept)}
    return evolve(
        programme,
        sessions=tuple(programme.sessions[number] for number in kept),
        problems=renumbered(programme.problems, new),
        whole=programme.whole or programme,
    )


def renumbered(problems: Iterable[Problem], new: Mapping[int, int]) -> tuple[Problem, ...]:
    """*problems* with the *new* indices of their sessions, without those of sessions that are no more."""
    return tuple(
        problem if problem.session is None else evolve(problem, session=new[problem.session])
        for problem in problems
        if problem.session is None or problem.session in new
    )


_Tests = Sequence[tuple[str, _Test]]


def _tests(programme: Programme, wanted: Wanted) -> Iterator[tuple[str, _Tests]]:
    """For each thing that is asked for, what was said of it, each with the test of a session."""
    dates = [day.date for day in programme.days]
    yield "day", [(str(said), _on(dates_said(said, dates, programme.language))) for said in wanted.days]
    yield "track", [(said, _in_track(said)) for said in wanted.tracks]
    yield "presenter", [(said, _given_by(said)) for said in wanted.presenters]
    yield "kind", [(said, _of_kind(said)) for said in wanted.kinds]
    yield "words", [(said, _about(said)) for said in wanted.words]
    yield "", [] if wanted.breaks else [("", lambda session: session.kind not in BREAKS)]


def _on(dates: Sequence[date]) -> _Test:
    return lambda session: session.start.date() in dates


def _in_track(said: str) -> _Test:
    return lambda session: any(is_said(said, track) for track in session.tracks or ("",))


def _given_by(said: str) -> _Test:
    return lambda session: any(is_said(said, str(presenter)) for presenter in session.presenters)


def _of_kind(said: str) -> _Test:
    return lambda session: session.kind == said


def _about(said: str) -> _Test:
    words = fold(said)
    return lambda session: words in fold(session.title) or words in fold(session.description)


def is_said(said: str, text: str) -> bool:
    """Whether the words *said* stand in *text* as whole words, in their order; nothing is said of an empty text only."""
    if not said.strip():
        return not text.strip()
    return _as_words(fold(said)).search(fold(text)) is not None


@lru_cache(maxsize=256)
def _as_words(said: str) -> re.Pattern[str]:
    """*said* where it is no part of a longer word; CJK words are written without blanks around them."""
    before = "" if has_cjk(said[0]) else r"(?<!\w)"
    after = "" if has_cjk(said[-1]) else r"(?!\w)"
    return re.compile(before + re.escape(said) + after)


def dates_said(said: DaySaid, dates: Sequence[date], language: str | None = None) -> tuple[date, ...]:
    """Those of *dates* that *said* means: a date, a number counted from 1, or a date or weekday in any words."""
    if isinstance(said, date):
        return tuple(day for day in dates if day == said)
    text = str(said).strip()
    if text.isdecimal() and len(text) < 4:
        return tuple(dates[int(text) - 1 : int(text)]) if int(text) else ()
    partial = whole_date(text, language)
    if partial is None:
        return ()
    meant = _meant(partial, dates)
    return meant or (_meant(partial.swapped(), dates) if partial.ambiguous else ())


def _meant(partial: PartialDate, dates: Sequence[date]) -> tuple[date, ...]:
    asked = (
        (lambda day: day.year, partial.year), (lambda day: day.month, partial.month),
        (lambda day: day.day, partial.day), (date.weekday, partial.weekday),
    )  # fmt: skip
    told = [(read, value) for read, value in asked if value is not None]
    counted_from_1 = dates if partial.ordinal is None else dates[max(partial.ordinal - 1, 0) :][:1]
    return tuple(day for day in counted_from_1 if all(read(day) == value for read, value in told))


def _refuse_unknown(programme: Programme, tests: Mapping[str, _Tests]) -> None:
    for what, group in tests.items():
        for said, test in group:
            if not any(map(test, programme.sessions)):
                raise NothingSelected(_unknown(programme, what, said))


def _unknown(programme: Programme, what: str, said: str) -> str:
    """What to say where *said* is nowhere in the programme: what there is, the nearest first."""
    match what:
        case "day":
            days = [f"{day.date} ({day.date:%A})" for day in programme.days]
            return f"Nothing begins on the day {said!r}; the days are {listed(days)}."
        case "words":
            return f"No title and no description has the words {said!r}; ask for fewer or other words."
        case "":
            return "All sessions are breaks and meals; ask for them too."
        case _:
            there = _names(programme, what)
            known = f"there are {listed(_nearest(said, there))}" if there else f"no session names a {what}"
            return f"No session has the {what} {said!r}; {known}."


def _names(programme: Programme, what: str) -> list[str]:
    match what:
        case "track":
            names = [track for session in programme.sessions for track in session.tracks]
        case "presenter":
            names = [str(one) for session in programme.sessions for one in session.presenters]
        case _:
            names = [session.kind for session in programme.sessions]
    return list(dict.fromkeys(name for name in names if name))


def _nearest(said: str, names: Sequence[str], most: int = 12) -> list[str]:
    """The *names* that are most like *said*; in their order where all of them can be told."""
    if len(names) <= most:
        return list(names)
    from difflib import SequenceMatcher  # noqa: PLC0415 - for its weight

    likeness = SequenceMatcher(b=fold(said))

    def unlike(name: str) -> float:
        likeness.set_seq1(fold(name))
        return -likeness.ratio()

    return sorted(names, key=unlike)[:most]


def _nothing_left(programme: Programme, tests: Mapping[str, _Tests]) -> str:
    """What to say where each filter finds something, but nothing passes all of them."""
    each = [
        f"{counted(sum(any(test(one) for _, test in group) for one in programme.sessions), 'session')} "
        + (f"by {what}" if what else "without breaks")
        for what, group in tests.items()
    ]
    return f"No session passes all filters: each alone leaves {listed(each)}; ask for less."
