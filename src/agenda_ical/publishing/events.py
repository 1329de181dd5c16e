"""
A programme -> what its calendar file says: a VCALENDAR with its zone and one VEVENT per session.

What each property is and why it is there: RFC 5545 (iCalendar), RFC 7986 (names, refresh, conferences), and
what calendar programs are known to make of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from attrs import frozen

from agenda_ical.programme import Programme, Session
from agenda_ical.publishing.identity import programme_to_uid, programme_to_uids
from agenda_ical.publishing.lines import duration_to_text
from agenda_ical.publishing.parts import Common, Part, Property
from agenda_ical.publishing.texts import to_line, to_text, to_uri
from agenda_ical.publishing.vtimezone import is_utc, zone_to_part
from agenda_ical.publishing.wallclock import WallClock
from agenda_ical.publishing.words import Words, words_of

PRODID = "-//agenda-ical//agenda-ical//EN"
REFRESH = timedelta(hours=6)
# vdirsyncer takes the first line that begins with "UID:" for every event's UID, and so keeps one event only;
# the names of properties have no case (RFC 5545, section 1.2)
_CALENDAR_UID = "uid"
_FREE = frozenset({"break", "meal", "registration"})  # nobody is busy in them
_QUOTABLE = re.compile(
    r"""\s*[":;,’\\]+\s*"""
)  # what a label needs quotes for, on which FullCalendar 6 loses the file
_SEPARATOR = re.compile(r"\s*[,;]\s*")


@frozen
class _Edition:
    """What all events of one file have in common."""

    clock: WallClock
    is_utc: bool
    words: Words
    venue: str | None
    page: str | None
    """The address of the page, for the events that have none of their own."""
    zone: tuple[tuple[str, str], ...]
    """The parameters of a time in the event's zone."""
    busy: Common
    free: Common


def programme_to_part(
    programme: Programme, *, url: str | None, stamp: datetime, refresh: timedelta | None
) -> Part:
    """
    The VCALENDAR of *programme*; its events come one by one as they are asked for.

    :param url: the address at which the file will stand
    :param stamp: when this edition was made, aware
    :param refresh: how often subscribers should ask for news; six hours where None
    :raises UnknownZone: when the programme's zone has no IANA name
    :raises ValueError: when *stamp* is not aware
    """
    if stamp.tzinfo is None:
        raise ValueError("The stamp needs a time zone: datetime.now(UTC), not datetime.now()")
    properties = tuple(_calendar_properties(programme, url, refresh or REFRESH))
    return Part("VCALENDAR", properties, _calendar_parts(programme, url, stamp.astimezone(UTC)))


def _calendar_properties(programme: Programme, url: str | None, refresh: timedelta) -> Iterator[Property]:
    yield Property("VERSION", "text", "2.0")
    yield Property("PRODID", "text", PRODID)
    yield Property("CALSCALE", "text", "GREGORIAN")
    yield Property(_CALENDAR_UID, "text", programme_to_uid(programme, url=url))
    yield from _both("NAME", "X-WR-CALNAME", to_line(programme.title))
    yield from _both("DESCRIPTION", "X-WR-CALDESC", _about(programme))
    yield Property("X-WR-TIMEZONE", "text", programme.timezone)
    yield Property("REFRESH-INTERVAL", "duration", refresh, (("VALUE", "DURATION"),))
    yield Property("X-PUBLISHED-TTL", "text", duration_to_text(refresh))
    if source := to_uri(url or programme.url or ""):
        yield Property("SOURCE", "uri", source, (("VALUE", "URI"),))


def _both(name: str, old_name: str, text: str) -> Iterator[Property]:
    """A property of RFC 7986 and the one that calendar programs knew before it."""
    if text:
        yield Property(name, "text", text)
        yield Property(old_name, "text", text)


def _about(programme: Programme) -> str:
    words = words_of(programme.language)
    venue = to_line(programme.location or "")
    lines = (words.venue.format(venue) if venue else "", to_line(programme.url or ""))
    return "\n".join(line for line in lines if line)


def _calendar_parts(programme: Programme, url: str | None, stamp: datetime) -> Iterator[Part]:
    years = [session.start.year for session in programme.sessions] or [stamp.year]
    utc = is_utc(programme.timezone)
    if not utc or not programme.sessions:
        yield zone_to_part(programme.timezone, min(years), max(years))
    edition = _Edition(
        clock=WallClock(programme.timezone),
        is_utc=utc,
        words=words_of(programme.language),
        venue=programme.location,
        page=to_uri(programme.url or ""),
        zone=(("TZID", programme.timezone),),
        busy=_common("OPAQUE", stamp),
        free=_common("TRANSPARENT", stamp),
    )
    for uid, session in zip(programme_to_uids(programme, url=url), programme.sessions, strict=True):
        common = edition.free if session.kind in _FREE else edition.busy
        yield Part("VEVENT", tuple(_event_properties(uid, session, edition)), common=common)


def _common(transparency: str, stamp: datetime) -> Common:
    """What every event of an edition says of itself, as busy or free time."""
    return Common(
        (
            Property("TRANSP", "text", transparency),
            Property("STATUS", "text", "CONFIRMED"),
            Property("SEQUENCE", "integer", 0),
            Property("DTSTAMP", "utc", stamp),
            Property("CREATED", "utc", stamp),
            Property("LAST-MODIFIED", "utc", stamp),
        )
    )


def _event_properties(uid: str, session: Session, edition: _Edition) -> Iterator[Property]:
    yield Property("UID", "text", uid)
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
    names = (_SEPARATOR.sub(" / ", to_line(name)).strip(" /") for name in (*tracks, kind))
    return tuple(dict.fromkeys(name for name in names if name))


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
