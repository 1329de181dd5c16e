"""
What a calendar says of one session, in which version, and under which UID.

A session's own words are one thing, which version of them stands in the file another: an edition gives a session
that says something new a new version, and leaves the others theirs.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Final, Literal

from attrs import frozen

from agenda_ical.publishing.lines import part_to_chunks, property_to_line
from agenda_ical.publishing.participants import with_uid
from agenda_ical.publishing.parts import Common, Part, Property

Status = Literal["CONFIRMED", "CANCELLED"]

_KNOWN_VERSIONS: Final = 1024
"""Versions whose lines are kept; an edition has as many as there were editions before it."""


@frozen
class Version:
    """Which version of a session stands in the file; all moments in UTC."""

    sequence: int
    stamp: datetime
    """When this version was written (DTSTAMP)."""
    created: datetime
    modified: datetime


def first_version(stamp: datetime) -> Version:
    """The version of a session that is published for the first time."""
    return Version(0, stamp, stamp, stamp)


def next_version(version: Version, stamp: datetime) -> Version:
    """The version after *version*: it counts on, and its session stays as old as it is."""
    return Version(version.sequence + 1, stamp, version.created, stamp)


@frozen
class Said:
    """What a calendar says of a session, whoever it is."""

    properties: tuple[Property, ...]
    free: bool = False
    """Whether whoever attends counts as free (RFC 5545, TRANSP)."""
    status: Status = "CONFIRMED"
    parts: tuple[Part, ...] = ()
    """What lies within the event: an alarm, participants; these without their UIDs."""

    def text(self, name: str) -> str:
        """The value of the text property *name*, or nothing."""
        return next((str(one.value) for one in self.properties if one.name == name), "")

    @property
    def start(self) -> datetime:
        """When it begins."""
        return self._moment("DTSTART") or datetime.min  # noqa: DTZ901 - every event has its start

    @property
    def end(self) -> datetime | None:
        """When it ends, where that is told."""
        return self._moment("DTEND")

    def _moment(self, name: str) -> datetime | None:
        values = (one.value for one in self.properties if one.name == name)
        return next((value for value in values if isinstance(value, datetime)), None)

    @property
    def timezone(self) -> str | None:
        """The zone in which its times are told; None for UTC."""
        start = next(one for one in self.properties if one.name == "DTSTART")
        return dict(start.parameters).get("TZID")

    @property
    def is_whole_day(self) -> bool:
        """Whether it is told by dates, as a note is, and not by times."""
        return any(one.name == "DTSTART" and one.type == "date" for one in self.properties)

    @property
    def categories(self) -> tuple[str, ...]:
        """Its tracks and its kind."""
        values = (one.value for one in self.properties if one.name == "CATEGORIES")
        return next((value for value in values if isinstance(value, tuple)), ())


@frozen
class Entry:
    """One session as it stands in the file."""

    uid: str
    said: Said
    version: Version


def says_the_same(one: Said, other: Said) -> bool:
    """Whether both make the same lines, whatever their values were read from."""
    if (one.free, one.status) != (other.free, other.status):
        return False
    if list(map(property_to_line, one.properties)) != list(map(property_to_line, other.properties)):
        return False
    return _within(one) == _within(other)


def _within(said: Said) -> list[bytes]:
    return [chunk for part in said.parts for chunk in part_to_chunks(part)]


def entry_to_part(entry: Entry) -> Part:
    """The VEVENT of *entry*."""
    said = entry.said
    properties = (Property("UID", "text", entry.uid), *said.properties)
    parts = tuple(with_uid(part, entry.uid) for part in said.parts) if said.parts else ()
    return Part("VEVENT", properties, parts, _common(said.free, said.status, entry.version))


def entry_to_chunk(entry: Entry) -> bytes:
    """The lines of *entry*, joined but without the last line's end."""
    return b"\r\n".join(part_to_chunks(entry_to_part(entry)))


@lru_cache(maxsize=_KNOWN_VERSIONS)
def _common(free: bool, status: Status, version: Version) -> Common:  # noqa: FBT001 - a key of the cache
    """What all events of a version say of themselves, as busy or free time."""
    return Common(
        (
            Property("TRANSP", "text", "TRANSPARENT" if free else "OPAQUE"),
            Property("STATUS", "text", status),
            Property("SEQUENCE", "integer", version.sequence),
            Property("DTSTAMP", "utc", version.stamp),
            Property("CREATED", "utc", version.created),
            Property("LAST-MODIFIED", "utc", version.modified),
        )
    )
