"""
What may be wrong with a programme as it was read: each doubt at its place, with what to do.

What the stages met on their way is told as they met it; here is what shows only in the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from agenda_ical.interpreting.clashes import find_clashes
from agenda_ical.interpreting.draft import Told
from agenda_ical.interpreting.timedoubts import time_doubts
from agenda_ical.interpreting.titledoubts import title_doubts
from agenda_ical.place import Place
from agenda_ical.programme import Problem, Programme

__all__ = ["SHOWN_IN_RESULT", "find_clashes", "find_doubts", "parallel_places"]

SHOWN_IN_RESULT = frozenset({"overlap", "presenter-twice", "gap"})
"""The codes of the doubts that ``find_clashes`` finds."""


def find_doubts(
    programme: Programme, told: Sequence[Told], headings: Sequence[Place] = ()
) -> tuple[Problem, ...]:
    """The problems that reading met, those of *programme* and those of its words, each with its session."""
    problems = [
        *programme.problems,
        *title_doubts(told),
        *time_doubts(told, headings),
        *_without_activity(told),
    ]
    by_place = {session.place: index for index, session in reversed(tuple(enumerate(programme.sessions)))}
    return tuple(
        problem if problem.session is not None else evolve(problem, session=by_place.get(problem.place))
        for problem in dict.fromkeys(problems)
    )


def parallel_places(told: Iterable[Told]) -> frozenset[Place]:
    """The places of what stands beside a time that covers several rows."""
    return frozenset(one.entry.place for one in told if one.entry.merged)


def _without_activity(told: Iterable[Told]) -> Iterator[Problem]:
    """Times beside which something stands, but nothing that could be a title."""
    for one in told:
        if not one.wording.title and any(any(map(str.isalnum, piece.text)) for piece in one.entry.rooms):
            yield Problem(
                "time-without-activity", "warning",
                "This time has a place, but nothing says what happens; no session was made of it.",
                "If something happens then, ask the organiser what.", one.entry.place,
            )  # fmt: skip
