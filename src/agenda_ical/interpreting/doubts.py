"""
What may be wrong with a programme as it was read: each doubt at its place, with what to do.
"""

from __future__ import annotations

from collections.abc import Sequence

from agenda_ical.interpreting.draft import Draft, Told
from agenda_ical.programme import Problem, Programme


def find_doubts(programme: Programme, told: Sequence[Told], draft: Draft) -> tuple[Problem, ...]:
    """All problems of *programme*: those that reading met, and those that show in the result."""
    return programme.problems
