"""
The calendar file of an earlier edition -> its sessions: who they are, in which version, and what it says of them.

The way back from `lines`, for files that we wrote: a value is read as the type as which we write it, so that what
stands there and what is to stand there can be compared. A property that we do not write stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from attrs import frozen

from agenda_ical.errors import ForeignFeed, UnknownZone
from agenda_ical.publishing.entries import Entry, Said, Version, entry_to_chunk
from agenda_ical.publishing.heads import PRODID
from agenda_ical.publishing.participants import without_uid
from agenda_ical.publishing.parts import Part, Property, Value, ValueType
from agenda_ical.zones import Localizer

_FOLD: Final = re.compile(rb"\r?\n[ \t]")
_HEAD: Final = re.compile(r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^":;])*)*):')
_PARAMETER: Final = re.compile(r';([A-Za-z0-9-]+)=(?:"([^"]*)"|([^":;]*))')
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_CARET: Final = re.compile(r"\^(\^|n|')")
_ITEM: Final = re.compile(r"((?:[^\\,]|\\.)*)(?:,|$)", re.DOTALL)
_OF_CARET: Final = {"^": "^", "n": "\n", "'": '"'}
_TEXTS: Final = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION"})
_TIMES: Final = frozenset({"DTSTART", "DTEND"})
_VERSION: Final = frozenset({"UID", "SEQUENCE", "DTSTAMP", "CREATED", "LAST-MODIFIED", "TRANSP", "STATUS"})
_BEGINS: Final = "BEGIN:"
_ENDS: Final = "END:"
_BEGINS_EVENT: Final = "BEGIN:VEVENT"
_ENDS_EVENT: Final = "END:VEVENT"
_DEEPEST: Final = 8
"""How deep parts may lie within each other; the standards have three."""


@frozen
class Earlier:
    """What an earlier calendar file holds."""

    uid: str | None
    """The calendar's own."""
    entries: tuple[Entry, ...]
    dropped: tuple[Entry, ...] = ()
    """What it held no more, as it stood in the edition before that."""


def ical_to_earlier(content: bytes, name: str) -> Earlier:
    """
    What the calendar file *content* holds, which people know by its *name*.

    :raises ForeignFeed: when we did not write it, or it can no longer be read
    """
    if not is_ours(content):
        raise foreign(name)
    try:
        lines = _unfolded(content)
        return Earlier(_calendar_uid(lines), tuple(map(lines_to_entry, _events(lines))))
    except (ValueError, KeyError, UnknownZone) as error:
        raise ForeignFeed(
            f"{name} was changed so that it can no longer be read ({error}); "
            "put back what was published, or replace it with --replace."
        ) from error


def foreign(name: str) -> ForeignFeed:
    """What to say when *name* is to be overwritten, which we did not write."""
    return ForeignFeed(
        f"{name} was not written by agenda-ical, and is left alone; "
        "name another place, or replace it with --replace."
    )


def is_ours(content: bytes) -> bool:
    """Whether *content* is a calendar file that we wrote."""
    beginning = content[: content.find(b"\nBEGIN:VEVENT")].replace(b"\r\n", b"\n")
    return beginning.startswith(b"BEGIN:VCALENDAR\n") and f"\nPRODID:{PRODID}\n".encode() in beginning


def is_calendar(content: bytes) -> bool:
    """Whether *content* is a calendar file, whoever wrote it."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].upper() == b"BEGIN:VCALENDAR"


def _unfolded(content: bytes) -> Sequence[str]:
    """The content lines; their ends may be those of another system, on which the file lay."""
    return [line for line in _FOLD.sub(b"", content).decode().replace("\r\n", "\n").split("\n") if line]


def _calendar_uid(lines: Iterable[str]) -> str | None:
    for line in lines:
        if line == _BEGINS_EVENT:
            return None
        if line.upper().startswith("UID:"):
            return _unescaped(line[4:])
    return None


def _events(lines: Iterable[str]) -> Iterator[list[str]]:
    """The lines of each event, with those of what lies within it."""
    within: list[str] = []
    event: list[str] = []
    for line in lines:
        event.append(line)
        if line.startswith(_BEGINS):
            within.append(line)
            event = [] if line == _BEGINS_EVENT else event
        elif line.startswith(_ENDS):
            if not within or within.pop() != _BEGINS + line.removeprefix(_ENDS):
                raise ValueError("its parts do not lie within each other")
            if line == _ENDS_EVENT:
                yield event[:-1]
    if within:
        raise ValueError("it has no end")


def entry_to_lines(entry: Entry) -> list[str]:
    """The content lines of *entry*, unfolded, without those that begin and end it."""
    return list(_unfolded(entry_to_chunk(entry)))[1:-1]


def lines_to_entry(lines: Iterable[str]) -> Entry:
    """The session that these content lines tell; raises ValueError, KeyError or UnknownZone when they cannot be read."""
    properties, parts = _lines_to_part(iter(lines))
    told = {one.name: str(one.value) for one in properties if one.name in _VERSION}
    said = Said(
        tuple(one for one in properties if one.name not in _VERSION),
        free=told.get("TRANSP") == "TRANSPARENT",
        status="CANCELLED" if told.get("STATUS") == "CANCELLED" else "CONFIRMED",
        parts=parts,
    )
    if not any(one.name == "DTSTART" for one in said.properties):
        raise ValueError("an event has no start")
    stamp = _utc(told["DTSTAMP"])
    version = Version(
        int(told.get("SEQUENCE", "0")),
        stamp,
        _utc(told["CREATED"]) if "CREATED" in told else stamp,
        _utc(told["LAST-MODIFIED"]) if "LAST-MODIFIED" in told else stamp,
    )
    return Entry(_unescaped(told["UID"]), said, version)


def _lines_to_part(
    lines: Iterator[str], end: str | None = None, depth: int = 0
) -> tuple[tuple[Property, ...], tuple[Part, ...]]:
    """The properties and the parts in it up to the line that is its *end*, or up to the last line."""
    properties: list[Property] = []
    parts: list[Part] = []
    for line in lines:
        if line == end:
            return tuple(properties), tuple(parts)
        if line.startswith(_BEGINS) and depth < _DEEPEST:
            name = line.removeprefix(_BEGINS)
            parts.append(without_uid(Part(name, *_lines_to_part(lines, _ENDS + name, depth + 1))))
        elif line.startswith((_BEGINS, _ENDS)):
            raise ValueError("its parts do not lie within each other")
        else:
            properties.append(_line_to_property(line))
    if end:
        raise ValueError("a part has no end")
    return tuple(properties), tuple(parts)


def _line_to_property(line: str) -> Property:
    head = _HEAD.match(line)
    if head is None:
        raise ValueError(f"{line[:40]!r} is no property")
    name, parameters = head[1].upper(), _parameters(head[2])
    return Property(name, *_typed(name, line[head.end() :], parameters), parameters)


@lru_cache(maxsize=1024)
def _parameters(text: str) -> tuple[tuple[str, str], ...]:
    """The parameters, their values without quotes and carets (RFC 6868)."""
    return tuple(
        (key, _CARET.sub(lambda sign: _OF_CARET[sign[1]], quoted or plain))
        for key, quoted, plain in _PARAMETER.findall(text)
    )


def _typed(name: str, text: str, parameters: tuple[tuple[str, str], ...]) -> tuple[ValueType, Value]:
    if name in _TEXTS:
        return "text", _unescaped(text)
    if name == "CATEGORIES":
        return "texts", tuple(_unescaped(item) for item in _ITEM.findall(text)[:-1])
    if name in _TIMES:
        return _moment(text, dict(parameters).get("TZID"))
    return "written", text


def _moment(text: str, timezone: str | None) -> tuple[ValueType, Value]:
    if timezone is None:
        return "utc", _utc(text)
    wall = datetime.strptime(text, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - its zone is the parameter's
    return "zoned", _localizer(timezone).aware(wall)[0]


@lru_cache(maxsize=64)
def _localizer(timezone: str) -> Localizer:
    return Localizer(timezone)


@lru_cache(maxsize=1024)
def _utc(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} is in no zone")
    return moment.astimezone(UTC)


def _unescaped(text: str) -> str:
    """A TEXT value as people read it (RFC 5545, section 3.3.11)."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], text)
