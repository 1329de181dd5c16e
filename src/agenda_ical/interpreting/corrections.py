"""
A programme and its corrections -> the programme as it should be, and what became of each correction.

Entries are applied in their order. Doubts that an entry settles go with it, the others stay with their sessions; what
shows only in the result is looked for again. An entry that does not fit the page any more changes nothing and is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from attrs import evolve, frozen

from agenda_ical.interpreting.changing import Clock, merge_sessions, split_session, to_session, with_facts
from agenda_ical.interpreting.fix import Facts, Fix, has_name, said
from agenda_ical.interpreting.naming import Shown, changed_since, find, find_named
from agenda_ical.interpreting.unfitting import (
    add_without_day,
    ambiguous,
    changed_there,
    doubt_gone,
    part_gone,
    stale,
)
from agenda_ical.programme import Problem, Programme, Session, session_order
from agenda_ical.zones import Localizer

_OF_TITLES = frozenset(
    {
        "title-doubtful", "title-is-label", "title-is-name", "title-apart", "title-long", "title-cut", "title-goes-on",
        "title-is-header", "title-repeated", "title-run-together", "presenter-is-session",
    }
)  # fmt: skip
SETTLED_BY: dict[str, frozenset[str]] = {
    "title": _OF_TITLES,
    "start": frozenset(
        {
            "afternoon-assumed",
            "hour-assumed",
            "time-in-zone",
            "duration-mismatch",
            "time-falls-back",
            "outside-day",
        }
    ),
    "end": frozenset({"end-before-start", "time-in-zone", "duration-mismatch", "outside-day"}),
    "date": frozenset({"weekday-mismatch", "order-assumed", "time-falls-back"}),
    "presenters": frozenset({"presenter-is-session"}),
}
"""A fact -> the doubts, met in reading, that are settled when a person says it."""
ALL = frozenset({"*"})
"""Every doubt about a session."""

FindAgain = Callable[[Programme], Iterable[Problem]]


@frozen
class _Item:
    """A session on its way, with the doubts about it."""

    session: Session
    doubts: tuple[Problem, ...] = ()
    settled: frozenset[str] = frozenset()
    """The codes of the doubts that a person does not share."""

    def has(self, code: str) -> bool:
        """Whether doubts of this *code* still hold."""
        return "*" not in self.settled and code not in self.settled


@frozen
class _State:
    """The sessions on their way, in order of time, and the problems of the page as a whole."""

    items: tuple[_Item, ...]
    loose: tuple[Problem, ...]
    clock: Clock

    @property
    def shown(self) -> Shown:
        """The sessions as a person sees them now."""
        return Shown(tuple(item.session for item in self.items), self.clock.language)

    def with_items(self, changed: Mapping[int, tuple[_Item, ...]], added: Iterable[_Item] = ()) -> _State:
        """The state with other items in the places of those that *changed*, and with those *added*."""
        kept = [one for number, item in enumerate(self.items) for one in changed.get(number, (item,))]
        ordered = sorted([*kept, *added], key=lambda item: session_order(item.session))
        return evolve(self, items=tuple(ordered))

    def telling(self, problem: Problem) -> _State:
        """The state with one more problem."""
        if problem.session is None:
            return evolve(self, loose=(*self.loose, problem))
        item = self.items[problem.session]
        doubted = evolve(item, doubts=(*item.doubts, problem))
        return self.with_items({problem.session: (doubted,)})


def correct(programme: Programme, fixes: Sequence[Fix], find_again: FindAgain) -> Programme:
    """
    *programme* with all *fixes* applied in their order.

    *find_again* finds the doubts that show in a result; those of *programme* are not among its problems yet.
    A fix that fits no session, or several, is a problem of the programme: ``fix-stale``, ``fix-ambiguous``.
    """
    state = _begin(programme)
    for fix in fixes:
        state = _apply(fix, state)
    settled = {problem_key(one) for one in programme.problems} - {problem_key(one) for one in state.loose}
    sessions = tuple(item.session for item in state.items)
    met = [
        evolve(doubt, session=number)
        for number, item in enumerate(state.items)
        for doubt in item.doubts
        if item.has(doubt.code)
    ]
    corrected = evolve(programme, sessions=sessions, problems=(*state.loose, *met))
    again = [
        one
        for one in find_again(corrected)
        if (
            problem_key(one) not in settled if one.session is None else state.items[one.session].has(one.code)
        )
    ]
    return evolve(corrected, problems=(*corrected.problems, *again))


def problem_key(problem: Problem) -> tuple[str, str]:
    """What a problem is known by where it concerns no session."""
    return (problem.code, problem.message)


def _begin(programme: Programme) -> _State:
    doubts: dict[int, list[Problem]] = {}
    for problem in programme.problems:
        if problem.session is not None:
            doubts.setdefault(problem.session, []).append(problem)
    return _State(
        tuple(_Item(one, tuple(doubts.get(number, ()))) for number, one in enumerate(programme.sessions)),
        tuple(problem for problem in programme.problems if problem.session is None),
        Clock(programme.timezone, Localizer(programme.timezone), programme.language),
    )


def _apply(fix: Fix, state: _State) -> _State:
    if fix.add is not None:
        return _add(fix, fix.add, state)
    if not has_name(fix.named):
        return _settle_page(fix, state)
    found = find_named(fix, state.shown)
    if not found:
        return state.telling(stale(fix, state.shown))
    if len(found) > 1 and not fix.all:
        return state.telling(ambiguous(fix, found, state.shown))
    for number in found:
        if changed := changed_since(fix.was, state.items[number].session, state.shown):
            return state.telling(changed_there(fix, number, changed, state.shown))
    return _change(fix, found, state)


def _change(fix: Fix, found: tuple[int, ...], state: _State) -> _State:
    if fix.merge:
        return _merge(fix, found[0], state)
    if fix.skip:
        return state.with_items(dict.fromkeys(found, ()))
    if fix.split:
        return state.with_items({number: _split(fix, state.items[number], state) for number in found})
    if fix.right:
        codes = frozenset({fix.doubt}) if fix.doubt else ALL
        return state.with_items({number: (_settle(state.items[number], codes),) for number in found})
    return _set(fix, found, state)


def _settle(item: _Item, codes: frozenset[str]) -> _Item:
    return evolve(item, settled=item.settled | codes)


def _answered(fix: Fix) -> frozenset[str]:
    """The codes of the doubts that are settled by the facts that *fix* says."""
    facts = said(fix.set)
    of_facts = (SETTLED_BY.get(name, frozenset()) for name in facts)
    return frozenset({fix.doubt} if facts else ()).union(*of_facts)


def _set(fix: Fix, found: tuple[int, ...], state: _State) -> _State:
    for number in found:
        day = _day_of(fix.set, state.items[number].session.start.date(), state)
        if day is None:
            return state.telling(add_without_day(fix, fix.set))
    changed = {number: (_corrected(fix, state.items[number], state),) for number in found}
    moves = [(state.items[number].session, items[0].session) for number, items in changed.items()]
    return _follow(moves, state.with_items(changed))


def _corrected(fix: Fix, item: _Item, state: _State) -> _Item:
    day = _day_of(fix.set, item.session.start.date(), state) or item.session.start.date()
    session, odd = with_facts(item.session, fix.set, day, state.clock)
    answered = _answered(fix)
    kept = tuple(doubt for doubt in item.doubts if doubt.code not in answered)
    return evolve(item, session=session, doubts=(*kept, *odd))


def _day_of(facts: Facts, otherwise: date | None, state: _State) -> date | None:
    """The day that *facts* name: a date may be a new one, words must mean one of the programme's days."""
    if facts.date is None:
        return otherwise
    if isinstance(facts.date, date):
        return facts.date
    days = state.shown.days(facts.date)
    return days[0] if len(days) == 1 else None


def _follow(moves: Iterable[tuple[Session, Session]], state: _State) -> _State:
    """Ends that were assumed because the next session begins go with its beginning when that is corrected."""
    for old, new in moves:
        if old.start == new.start or old.start.date() != new.start.date():
            continue
        ends = {
            number: (evolve(item, session=evolve(item.session, end=new.start)),)
            for number, item in enumerate(state.items)
            if item.session.end_assumed and item.session.end == old.start and item.session.start < new.start
            and item.session != new and not (item.session.tracks and new.tracks and item.session.tracks != new.tracks)
        }  # fmt: skip
        state = state.with_items(ends)
    return state


def _split(fix: Fix, item: _Item, state: _State) -> tuple[_Item, ...]:
    parts = split_session(item.session, fix.split, state.clock)
    return tuple(_Item(session, odd) for session, odd in parts)


def _merge(fix: Fix, first: int, state: _State) -> _State:
    numbers = [first]
    for named in fix.merge:
        day = state.items[first].session.start.date() if named.day is None else named.day
        found = [
            one
            for one in find(evolve(named, day=day), frozenset({"title"}), state.shown)
            if one not in numbers
        ]
        if len(found) != 1:
            return state.telling(part_gone(fix, named, found, state.shown))
        numbers += found
    together = [state.items[number].session for number in numbers]
    merged = merge_sessions(together, fix.set.title or together[0].title)
    item = _corrected(fix, _Item(merged), state)
    return state.with_items({**dict.fromkeys(numbers, ()), first: (item,)})


def _add(fix: Fix, facts: Facts, state: _State) -> _State:
    day = _day_of(facts, None, state)
    if day is None:
        return state.telling(add_without_day(fix, facts))
    session, odd = to_session(facts, day, state.clock)
    added = state.with_items({}, [_Item(session, odd)])
    return _without(fix, added) if fix.says else added


def _settle_page(fix: Fix, state: _State) -> _State:
    """The state without the doubt about the page that *fix* quotes."""
    if not any(problem_key(one) == (fix.doubt, fix.says) for one in state.loose):
        return state.telling(doubt_gone(fix))
    return _without(fix, state) if fix.right else state


def _without(fix: Fix, state: _State) -> _State:
    kept = tuple(one for one in state.loose if problem_key(one) != (fix.doubt, fix.says))
    return evolve(state, loose=kept)
