"""
A correction as a person writes it: which session it means by what is seen of it, and what is right.

Times are wall-clock times of the programme's zone.
"""

from __future__ import annotations

from datetime import time
from typing import Literal

from attrs import fields, frozen

from agenda_ical.programme import Kind, Presenter
from agenda_ical.selecting import DaySaid

NO_END: Literal[""] = ""
"""What is written for the end of a session that has none."""


@frozen
class Named:
    """A session by what a person sees of it; what is not said is None."""

    day: DaySaid | None = None
    start: time | None = None
    title: str | None = None
    """Words of its title."""
    track: str | None = None
    presenter: str | None = None
    location: str | None = None


@frozen
class Facts:
    """What a session is, or was; what is not said is None."""

    title: str | None = None
    start: time | None = None
    end: time | Literal[""] | None = None
    """Nothing (``""``) where it has none; not after the start where it is on the next day."""
    date: DaySaid | None = None
    presenters: tuple[Presenter, ...] | None = None
    location: str | None = None
    tracks: tuple[str, ...] | None = None
    kind: Kind | None = None
    description: str | None = None


@frozen
class Fix:
    """One entry of a corrections file: a session, and what to do with it."""

    number: int
    """Which entry of the file it is, counted from 1."""
    named: Named = Named()
    was: Facts = Facts()
    """What the page says where it is wrong; the entry is stale when it says something else."""
    set: Facts = Facts()
    skip: bool = False
    merge: tuple[Named, ...] = ()
    """The sessions that are one with the named one."""
    split: tuple[Facts, ...] = ()
    add: Facts | None = None
    right: bool = False
    """Whether the session was read rightly, whatever we doubt."""
    all: bool = False
    """Whether every session that is named is meant."""
    doubt: str = ""
    """The code of the doubt that it answers."""
    says: str = ""
    """The doubt's message, where the doubt concerns no session."""


NAMING = {
    "day": "date",
    "start": "start",
    "title": "title",
    "track": "tracks",
    "presenter": "presenters",
    "location": "location",
}
"""By what a session is named -> the fact of it that is looked at."""


def said(facts: Facts) -> frozenset[str]:
    """The names of what *facts* tell."""
    return frozenset(one.name for one in fields(Facts) if getattr(facts, one.name) is not None)


def has_name(named: Named) -> bool:
    """Whether anything is said by which a session can be found."""
    return named != Named()
