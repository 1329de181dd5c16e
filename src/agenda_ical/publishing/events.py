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
from agenda_ical.publishing.alarms import title_to_alarm
from agenda_ical.publishing.alternative import description_to_html
from agenda_ical.publishing.entries import Entry, Said, entry_to_part, first_version
from agenda_ical.publishing.heads import Head, head_to_properties, head_to_zones, programme_to_head
from agenda_ical.publishing.identity import programme_to_uids
from agenda_ical.publishing.organising import organiser_to_property, to_label
from agenda_ical.publishing.participants import presenters_to_parts
from agenda_ical.publishing.parts import Part, Property
from agenda_ical.publishing.texts import to_line, to_text, to_uri
from agenda_ical.publishing.titling import with_presenters
from agenda_ical.publishing.vtimezone import is_utc
from agenda_ical.publishing.wallclock import WallClock
from agenda_ical.publishing.words import Words, words_of
from agenda_ical.style import Style

_FREE = frozenset({"break", "meal", "registration"})  # nobody is busy in them
_SEPARATOR = re.compile(r"\s*[,;]\s*")


@frozen
class _Edition:
    """What all events of one programme have in common."""

    clock: WallClock
    is_utc: bool
    words: Words
    title: str
    venue: str | None
    page: str | None
    """The address of the page, for the events that have none of their own."""
    zone: tuple[tuple[str, str], ...]
    """The parameters of a time in the event's zone."""
    style: Style
    organiser: Property | None
    has_parts: bool
    """Whether anything may lie within an event."""


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
        title=to_line(programme.title),
        organiser=organiser_to_property(style.organiser) if style.organiser else None,
        has_parts=style.participants or style.alarm is not None,
    )
    for session in programme.sessions:
        yield _said(session, edition)


def _said(session: Session, edition: _Edition) -> Said:
    title, free = _title(session, edition.style), session.kind in _FREE
    properties = tuple(_event_properties(session, title, edition))
    parts = tuple(_parts(session, title, edition, is_free=free)) if edition.has_parts else ()
    return Said(properties, free, parts=parts)


def _title(session: Session, style: Style) -> str:
    title = to_line(session.title)
    return with_presenters(title, session.presenters) if style.presenters_in_title else title


def _parts(session: Session, title: str, edition: _Edition, *, is_free: bool) -> Iterator[Part]:
    """What lies within the event; nobody needs to be called to a break."""
    style = edition.style
    if style.participants:
        yield from presenters_to_parts(session.presenters)
    about = title or edition.title
    if style.alarm is not None and about and not is_free:
        yield title_to_alarm(about, style.alarm)


def _event_properties(session: Session, title: str, edition: _Edition) -> Iterator[Property]:
    end = _end(session)
    yield from _times(session.start, end or _assumed_end(session, edition.style), edition)
    if title:
        yield Property("SUMMARY", "text", title)
    if description := _description(session, edition, ends=end is not None):
        yield Property("DESCRIPTION", "text", description)
        if edition.style.html_description:
            yield description_to_html(description)
    if location := to_line(session.location or edition.venue or ""):
        yield Property("LOCATION", "text", location)
    if address := to_uri(session.url or "") or edition.page:
        yield Property("URL", "uri", address)
    if categories := _categories(session.tracks, session.kind, edition.words):
        yield Property("CATEGORIES", "texts", categories)
    if session.links:
        yield from _conferences(session, edition.words)
    if edition.organiser:
        yield edition.organiser


def _end(session: Session) -> datetime | None:
    """Its end; one that does not lie after the start is not legal (RFC 5545, section 3.8.2.2), and is none."""
    return session.end if session.end is not None and session.end > session.start else None


def _assumed_end(session: Session, style: Style) -> datetime | None:
    return None if style.assume_end is None else session.start + style.assume_end


def _times(start: datetime, end: datetime | None, edition: _Edition) -> Iterator[Property]:
    """Start and end in the event's zone; in UTC where a wall clock cannot tell one of them."""
    here, until = edition.clock.at(start), end and edition.clock.at(end)
    if edition.is_utc or here is None or (end and not until):
        yield Property("DTSTART", "utc", start.astimezone(UTC))
        if end:
            yield Property("DTEND", "utc", end.astimezone(UTC))
        return
    yield Property("DTSTART", "zoned", here, edition.zone)
    if until:
        yield Property("DTEND", "zoned", until, edition.zone)


def _description(session: Session, edition: _Edition, *, ends: bool) -> str:
    """Who gives it, what it is about, where it leads, and what we assumed: a paragraph each."""
    words = edition.words
    details = "\n".join(filter(None, (*_details(session, words), _assumption(session, edition, ends=ends))))
    paragraphs = (_people(session, words), to_text(session.description), details)
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


def _details(session: Session, words: Words) -> Iterator[str]:
    yield to_line(session.url or "")
    for link in session.links:
        yield ": ".join(filter(None, (to_line(link.label), to_line(link.url))))
    if session.language:
        spoken = words.languages.get(session.language.lower().partition("-")[0], to_line(session.language))
        yield words.spoken.format(spoken)


def _assumption(session: Session, edition: _Edition, *, ends: bool) -> str:
    """What people are told of an end that the programme does not tell."""
    if ends:
        return edition.words.end_assumed if session.end_assumed else ""
    return "" if edition.style.assume_end is None else edition.words.length_assumed


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
            label = to_label(link.label) or words.join
            yield Property(
                "CONFERENCE", "uri", address, (("VALUE", "URI"), ("FEATURE", feature), ("LABEL", label))
            )
