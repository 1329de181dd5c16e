"""
A session <-> its record: a text for each fact, as it stands in a row of a table that is to be read back.

A table of records is known by its header: the names in `FIRST`, in this order, and after them any of those in `MORE`.
What stands in it is taken as it is; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, get_args

from attrs import frozen

from agenda_ical.programme import Kind, Session, SessionLink, presenter_to_record, text_to_presenter
from agenda_ical.zones import Localizer, Oddity

FIRST: Final = ("start", "end", "title", "presenters", "location", "track", "kind")
MORE: Final = ("description", "language", "url", "links", "timezone")
OF_THE_EVENT: Final = ("timezone", "location", "url", "language")
"""What a page of records may say of the whole event: a line ``timezone: Asia/Seoul``."""

EMPTY: Final = "¶"
"""A line of a description that is empty; pages show no empty lines in a cell."""

_MOMENT = re.compile(
    r"""
    (?P<assumed>~)? \s* (?:(?P<day>\d{4}-\d\d-\d\d)[ T]+)? (?P<hour>\d{1,2}):(?P<minute>\d\d) (?::00)?
    (?:\s*\(\+(?P<nights>\d+)\))? (?:\s*(?P<offset>[+-]\d\d:\d\d|Z))?
    """,
    re.VERBOSE,
)
_LINK = re.compile(r"(?P<sign>[-=]>)\s*(?P<url>\S+)(?:\s+(?P<label>.*))?")


@frozen
class Read:
    """A session that was read from a record, and what is odd about its times."""

    session: Session
    kind_told: bool
    oddity: Oddity | None = None


def is_header(names: Sequence[str]) -> bool:
    """Whether a row with these texts heads a table of records."""
    told = [name.strip().casefold() for name in names]
    rest = told[len(FIRST) :]
    return tuple(told[: len(FIRST)]) == FIRST and set(rest) <= set(MORE) and len(set(rest)) == len(rest)


def session_to_record(session: Session, localizer: Localizer) -> dict[str, str]:
    """The facts of *session* by the names of `FIRST` and `MORE`; what is not known is empty."""
    start, end = session.start, session.end
    return {
        "start": f"{start:%H:%M}{_offset(start, localizer)}",
        "end": ""
        if end is None
        else f"{'~' * session.end_assumed}{end:%H:%M}{_nights(start, end)}{_offset(end, localizer)}",
        "title": session.title,
        "presenters": "\n".join(map(presenter_to_record, session.presenters)),
        "location": session.location or "",
        "track": "\n".join(session.tracks),
        "kind": session.kind,
        "description": "\n".join(line or EMPTY for line in session.description.split("\n"))
        if session.description
        else "",
        "language": session.language or "",
        "url": session.url or "",
        "links": "\n".join(_link_to_text(link) for link in session.links),
    }


def _nights(start: datetime, end: datetime) -> str:
    """How many midnights lie between, where the clock alone would not tell."""
    nights = (end.date() - start.date()).days
    told = 1 if end.time() <= start.time() else 0
    return "" if nights == told else f" (+{nights})"


def _offset(moment: datetime, localizer: Localizer) -> str:
    """The offset where the clock shows this time twice, and the second is meant."""
    first, _ = localizer.aware(moment.replace(tzinfo=None))
    return "" if first == moment else f" {moment.isoformat()[-6:]}"


def _link_to_text(link: SessionLink) -> str:
    return f"{'=>' if link.conference else '->'} {link.url} {link.label}".rstrip()


def record_to_session(record: Mapping[str, str], day: date | None, localizer: Localizer) -> Read:
    """
    The session that *record* tells; its day is *day* where its start names none.

    Raises ValueError with what is wrong.
    """
    title = " ".join(record["title"].split())
    if not title:
        raise ValueError("has no title")
    start, odd, _ = _moment(record["start"], day, localizer)
    end, end_odd, assumed = (
        _moment(record["end"], start.date(), localizer, start)
        if record["end"].strip()
        else (None, None, False)
    )
    kinds: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
    kind = record["kind"].strip().casefold()
    if kind and kind not in kinds:
        raise ValueError(f"has the kind {kind!r}; there are {', '.join(kinds)}")
    session = Session(
        title=title, start=start, end=end, end_assumed=assumed, kind=kinds.get(kind, "talk"),
        presenters=tuple(map(text_to_presenter, _lines(record["presenters"]))),
        location=record["location"].strip() or None, tracks=_lines(record["track"]),
        description=_text(record.get("description", "")), language=record.get("language", "").strip() or None,
        url=record.get("url", "").strip() or None, links=tuple(map(_text_to_link, _lines(record.get("links", "")))),
    )  # fmt: skip
    return Read(session, bool(kind), odd or end_odd)


def _text(text: str) -> str:
    """The lines of *text*, with the empty ones that are marked."""
    return "\n".join("" if line == EMPTY else line for line in _lines(text))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _text_to_link(text: str) -> SessionLink:
    found = _LINK.fullmatch(text)
    if not found:
        return SessionLink(text)
    return SessionLink(found["url"], found["label"] or "", conference=found["sign"] == "=>")


def _moment(
    text: str, day: date | None, localizer: Localizer, after: datetime | None = None
) -> tuple[datetime, Oddity | None, bool]:
    """The moment that *text* tells, what is odd about it, whether it was assumed; an end is *after* its start."""
    found = _MOMENT.fullmatch(text.strip())
    if not found or int(found["hour"]) > 24 or int(found["minute"]) > 59:
        raise ValueError(f"has the time {text.strip()!r}, which is none")
    if found["day"]:
        day = date.fromisoformat(found["day"])
    if day is None:
        raise ValueError("has no day, and none stands above it")
    wall = datetime.combine(day, time(int(found["hour"]) % 24, int(found["minute"])))
    wall += timedelta(days=_midnights(found, wall, after))
    if found["offset"]:
        aware = datetime.fromisoformat(f"{wall.isoformat()}{found['offset']}")
        return localizer.in_zone(aware), None, bool(found["assumed"])
    return *localizer.aware(wall), bool(found["assumed"])


def _midnights(found: re.Match[str], wall: datetime, after: datetime | None) -> int:
    """How many midnights lie between the day and the moment."""
    if found["nights"]:
        return int(found["nights"])
    if after is None or found["day"]:
        return int(found["hour"]) // 24
    return int(wall.time() <= after.time())
