"""
What may be wrong with a programme as it was read: each doubt at its place, with what to do.

What the stages met on their way is told as they met it; here is what shows only in the result.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from agenda_ical.interpreting.draft import Told, Wording
from agenda_ical.phrases.people import people_evidence
from agenda_ical.phrases.titles import is_label
from agenda_ical.place import Place
from agenda_ical.programme import Problem, Programme, Session

SURE = 0.7
"""From this evidence on a title is the name of somebody."""
LONG_TITLE = 180
"""No title of the programmes that we know is longer; a longer one is two things run together, or an abstract."""


SHOWN_IN_RESULT = frozenset({"overlap"})
"""The codes of the doubts that ``find_clashes`` finds."""


def find_doubts(programme: Programme, told: Sequence[Told]) -> tuple[Problem, ...]:
    """The problems that reading met, those of *programme* and those of its words, each with its session."""
    problems = [*programme.problems, *_titles(told), *_without_activity(told)]
    by_place = {session.place: index for index, session in reversed(tuple(enumerate(programme.sessions)))}
    return tuple(
        problem if problem.session is not None else evolve(problem, session=by_place.get(problem.place))
        for problem in dict.fromkeys(problems)
    )


def find_clashes(programme: Programme, parallel: Container[Place]) -> Iterator[Problem]:
    """The problems that show in the result; what stands at a *parallel* place may be beside something else."""
    yield from _overlaps(programme.sessions, parallel)


def parallel_places(told: Iterable[Told]) -> frozenset[Place]:
    """The places of what stands beside a time that covers several rows."""
    return frozenset(one.entry.place for one in told if one.entry.merged)


def _titles(told: Iterable[Told]) -> Iterator[Problem]:
    """Titles that another line may be the better of, or that may be several."""
    for one in told:
        title, wording = one.wording.title, one.wording
        if wording.doubtful:
            yield Problem(
                "title-doubtful", "warning",
                f"{title[:80]!r} was taken as the title because it is emphasised, though it is not the first line.",
                "Look at the page; the other line is in the description.", one.entry.place,
            )  # fmt: skip
        elif len(title) > LONG_TITLE:
            yield Problem(
                "title-long", "warning",
                f"The title {title[:60]!r}… is so long that it may be several things run together.",
                "Look at the page, and shorten it there if it is.", one.entry.place,
            )  # fmt: skip
        elif title and one.entry.apart:
            yield Problem(
                "title-apart", "warning",
                f"{title[:80]!r} stands on another line than its time; elsewhere on the page they stand together.",
                "Look at the page; it may be the heading of what follows.", one.entry.place,
            )  # fmt: skip
        elif wording.description and people_evidence(title) > SURE:
            yield Problem(
                "title-is-name", "warning",
                f"The title {title!r} is a name, and other words stand beside it that may be the title.",
                "Look at the page; the other words are in the description.", one.entry.place,
            )  # fmt: skip
        elif is_label(title) and (wording.description or _has_speaker(wording)) and _could_be_better(one):
            yield Problem(
                "title-is-label", "warning",
                f"{title!r} only says of which sort the session is; something beside it may be its title.",
                "Look at the page; what stands beside it is in the description.", one.entry.place,
            )  # fmt: skip


def _has_speaker(wording: Wording) -> bool:
    return any(presenter.role == "speaker" for presenter in wording.presenters)


def _could_be_better(one: Told) -> bool:
    """Whether what stands in the activity's own cell is more than its label."""
    return bool(one.entry.activity) and not one.entry.people


def _without_activity(told: Iterable[Told]) -> Iterator[Problem]:
    """Times beside which something stands, but nothing that could be a title."""
    for one in told:
        if not one.wording.title and any(any(map(str.isalnum, piece.text)) for piece in one.entry.rooms):
            yield Problem(
                "time-without-activity", "warning",
                "This time has a place, but nothing says what happens; no session was made of it.",
                "If something happens then, ask the organiser what.", one.entry.place,
            )  # fmt: skip


def _overlaps(sessions: Sequence[Session], parallel: Container[Place]) -> Iterator[Problem]:
    """Sessions for everybody that begin before the one before them ends, where that is the exception."""
    plenary = [
        (number, session)
        for number, session in enumerate(sessions)
        if not session.tracks and session.place not in parallel
    ]
    found = [
        (one, other, number)
        for (_, one), (number, other) in pairwise(plenary)
        if one.end is not None and not one.end_assumed and other.start < one.end
        and (one.location is None or one.location == other.location) and not _within(one, other) and not _within(other, one)
    ]  # fmt: skip
    if not found or len(found) > max(1, 0.15 * len(plenary)):
        return
    for one, other, number in found:
        yield Problem(
            "overlap", "warning",
            f"{other.title[:80]!r} begins before {one.title[:80]!r} ends.",
            "If they are not at the same time, ask the organiser for the right one.", other.place, number,
        )  # fmt: skip


def _within(block: Session, part: Session) -> bool:
    """Whether *part* is a part of *block*, and not the whole of it."""
    if part.end is None or block.end is None:
        return part.start > block.start
    whole = (part.start, part.end) == (block.start, block.end)
    return block.start <= part.start and part.end <= block.end and not whole
