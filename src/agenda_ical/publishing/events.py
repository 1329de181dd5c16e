"""
A programme -> what its calendar file says of each session: one VEVENT each, under the calendar's head and zone.

What each property is and why it is there: RFC 5545 (iCalendar), RFC 7986 (conferences), and what calendar
programs are known to make of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache

from attrs import frozen

from agenda_ical.programme import Programme, Session
from agenda_ical.publishing.entries import Entry, Said, entry_to_part, first_version
from agenda_ical.publishing.heads import Head, head_to_properties, head_to_zones, programme_to_head
from agenda_ical.publishing.identity import programme_to_uids
from agenda_ical.publishing.parts import Part, Property
from agenda_ical.publishing.texts import to_line, to_text, to_uri
from agenda_ical.publishing.vtimezone import is_utc
from agenda_ical.publishing.wallclock import WallClock
from agenda_ical.publishing.words import Words, words_of
from agenda_ical.style import Style

_FREE = frozenset({"break", "meal", "registration"})  # nobody is busy in them
_QUOTABLE = re.compile(
    r"""\s*[":;,’\\]+\s*"""
)  # what a label needs quotes for, on which FullCalendar 6 loses the file
_SEPARATOR = re.compile(r"\s*[,;]\s*")


@frozen
class _Edition:
    """What all events of one programme have in common."""

    clock: WallClock
    is_utc: bool
    words: Words
    venue: str | None
    page: str | None
    """The address of the page, for the events that have none of their own."""
    zone: tuple[tuple[str, str], ...]
    """The parameters of a time in the event's zone."""
    style: Style


def programme_to_part(
    programme: Programme, *, url: str | None, stamp: datetime, style: Style = Style()
) -> Part:
    """
    The VCALENDAR of *programme* as it is first published; its events come one by one as they are asked for.

    :param url: the address at which the file will stand
    :param stamp: when this edition was made, aware
    :param style: how the organiser wants it written
    :raises UnknownZone: when the programme's zone has no IANA name
    :raises ValueError: when *stamp* is not aware
    """
    stamp = to_utc(stamp)
    head = programme_to_head(programme, url=url, year=stamp.year, style=style)
    return Part(
        "VCALENDAR", tuple(head_to_properties(head)), _first_parts(programme, url, head, stamp, style)
    )


def to_utc(stamp: datetime) -> datetime:
    """*stamp* in UTC; raises ValueError when it is not aware."""
    if stamp.tzinfo is None:
        raise ValueError("The stamp needs a time zone: datetime.now(UTC), not datetime.now()")
    return stamp.astimezone(UTC)


def _first_parts(
    programme: Programme, url: str | None, head: Head, stamp: datetime, style: Style
) -> Iterator[Part]:
    yield from head_to_zones(head, has_events=bool(programme.sessions))
    version = first_version(stamp)
    uids = programme_to_uids(programme, url=url)
    for uid, said in zip(uids, programme_to_said(programme, style), strict=True):
        yield entry_to_part(Entry(uid, said, version))


def programme_to_said(programme: Programme, style: Style = Style()) -> Iterator[Said]:
    """What a calendar says of each session, in their order."""
    edition = _Edition(
        clock=WallClock(programme.timezone),
        is_utc=is_utc(programme.timezone),
        words=words_of(programme.language),
        venue=programme.location,
        page=to_uri(programme.url or ""),
        zone=(("TZID", programme.timezone),),
        style=style,
    )
    for session in programme.sessions:
        yield Said(tuple(_event_properties(session, edition)), free=session.kind in _FREE)


def _event_properties(session: Session, edition: _Edition) -> Iterator[Property]:
    yield from _times(session, edition)
    if title := to_line(session.title):
        yield Property("SUMMARY", "text", title)
    if description := _description(session, edition.words):
        yield Property("DESCRIPTION", "text", description)
    if location := to_line(session.location or edition.venue or ""):
        yield Property("LOCATION", "text", location)
    if address := to_uri(session.url or "") or edition.page:
        yield Property("URL", "uri", address)
    if categories := _categories(session.tracks, session.kind, edition.words):
        yield Property("CATEGORIES", "texts", categories)
    if session.links:
        yield from _conferences(session, edition.words)


def _times(session: Session, edition: _Edition) -> Iterator[Property]:
    """
    Start and end in the event's zone; in UTC where a wall clock cannot tell one of them.

    An end that does not lie after the start is not legal (RFC 5545, section 3.8.2.2) and left out.
    """
    start, end = session.start, session.end
    if end is not None and end <= start:
        end = None
    here, until = edition.clock.at(start), end and edition.clock.at(end)
    if edition.is_utc or here is None or (end and not until):
        yield Property("DTSTART", "utc", start.astimezone(UTC))
        if end:
            yield Property("DTEND", "utc", end.astimezone(UTC))
        return
    yield Property("DTSTART", "zoned", here, edition.zone)
    if until:
        yield Property("DTEND", "zoned", until, edition.zone)


def _description(session: Session, words: Words) -> str:
    """Who gives it, what it is about, where it leads, and what we assumed: a paragraph each."""
    paragraphs = (_people(session, words), to_text(session.description), _details(session, words))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _people(session: Session, words: Words) -> str:
    """The presenters in their order, those of one role on one line."""
    by_role: dict[str, list[str]] = {}
    for presenter in session.presenters:
        if name := to_line(str(presenter)):
            by_role.setdefault(presenter.role, []).append(name)
    return "\n".join(
        words.roles[role][len(names) > 1].format(", ".join(names)) for role, names in by_role.items()
    )


def _details(session: Session, words: Words) -> str:
    lines = [to_line(session.url or "")]
    lines += [": ".join(filter(None, (to_line(link.label), to_line(link.url)))) for link in session.links]
    if session.language:
        spoken = words.languages.get(session.language.lower().partition("-")[0], to_line(session.language))
        lines.append(words.spoken.format(spoken))
    if session.end_assumed and session.end is not None:
        lines.append(words.end_assumed)
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=1024)
def _categories_of(tracks: tuple[str, ...], kind: str) -> tuple[str, ...]:
    """The names, without what several programs take for the end of a name, each once."""
    names = map(name_to_category, (*tracks, kind))
    return tuple(dict.fromkeys(name for name in names if name))


def name_to_category(name: str) -> str:
    """*name* as it stands among the categories of a session."""
    return _SEPARATOR.sub(" / ", to_line(name)).strip(" /")


def _categories(tracks: tuple[str, ...], kind: str, words: Words) -> tuple[str, ...]:
    return _categories_of(tracks, words.kinds.get(kind, ""))


def _conferences(session: Session, words: Words) -> Iterator[Property]:
    for link in session.links:
        if link.conference and (address := to_uri(link.url)):
            feature = "PHONE" if address.lower().startswith("tel:") else "VIDEO"
            label = _QUOTABLE.sub(" ", to_line(link.label)).strip() or words.join
            yield Property(
                "CONFERENCE", "uri", address, (("VALUE", "URI"), ("FEATURE", feature), ("LABEL", label))
            )
