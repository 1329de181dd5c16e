"""What an edition of a calendar is, and what happened to whom since the edition before."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from attrs import frozen

ChangeKind = Literal["new", "moved", "changed", "back", "cancelled"]
Cancelled = Literal["status", "prefix", "drop"]
"""How subscribers learn that a session is cancelled: its status, words before its title, or that it is gone."""


@frozen
class Difference:
    """One thing that is told otherwise than before."""

    of: str
    """``title``, ``time``, ``presenters``, ``place``, ``track``, ``description`` or ``other``."""
    before: str = ""
    after: str = ""
    """Both empty where they are too long to be told."""


@frozen
class Change:
    """What happened to one session since the edition before."""

    kind: ChangeKind
    uid: str
    title: str
    time: str
    """``2019-03-28 13:00–14:00``, in the event's zone."""
    presenters: str = ""
    place: str = ""
    differences: tuple[Difference, ...] = ()


@frozen
class News:
    """What changed in one edition."""

    stamp: datetime
    """When the edition was made, in UTC."""
    changes: tuple[Change, ...]


@frozen
class Edition:
    """A calendar that was revised after an earlier one."""

    content: bytes
    """The calendar file."""
    events: int
    """How many events stand in it, the cancelled ones included."""
    changes: tuple[Change, ...]


@frozen
class Publication:
    """What ``publish`` has made of a folder."""

    url: str
    """The address at which the folder is to stand."""
    edition: Edition
    """The whole calendar; its changes are all new ones in a first edition."""
    is_first: bool
    files: tuple[str, ...]
    """The paths below the folder of all that belongs to this edition."""
    written: tuple[str, ...]
    """Those of them that had another content or were not there; the others were not touched."""
