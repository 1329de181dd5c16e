"""What a calendar file says of itself, before its events: RFC 5545 (iCalendar), RFC 7986 (names, refresh)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from attrs import frozen

from agenda_ical.colors import colors
from agenda_ical.programme import Programme
from agenda_ical.publishing.identity import programme_to_uid
from agenda_ical.publishing.lines import duration_to_text
from agenda_ical.publishing.parts import Part, Property
from agenda_ical.publishing.texts import to_line, to_uri
from agenda_ical.publishing.vtimezone import is_utc, zone_to_part
from agenda_ical.publishing.words import words_of
from agenda_ical.style import REFRESH, Style

PRODID: Final = "-//agenda-ical//agenda-ical//EN"
FORM: Final = (
    Property("VERSION", "text", "2.0"),
    Property("PRODID", "text", PRODID),
    Property("CALSCALE", "text", "GREGORIAN"),
)
"""With what every calendar file begins."""
PUBLISHED: Final = Property("METHOD", "text", "PUBLISH")
"""What programs are told of a file whose events name their organiser (RFC 5546, section 3.2.1)."""
# vdirsyncer takes the first line that begins with "UID:" for every event's UID, and so keeps one event only;
# the names of properties have no case (RFC 5545, section 1.2)
_CALENDAR_UID: Final = "uid"


@frozen
class Head:
    """What a calendar says of itself."""

    uid: str
    name: str
    about: str
    timezone: str
    """An IANA name."""
    years: tuple[int, int]
    """The first and the last year in which something begins."""
    refresh: timedelta = REFRESH
    """How often subscribers should ask for news."""
    source: str | None = None
    """The address of the file, or of the page that it was made of."""
    color: str | None = None
    """Its name in CSS 3."""
    method: Property | None = None
    """What programs are to do with the file (RFC 5546); one that is published has none without an organiser."""


def programme_to_head(
    programme: Programme,
    *,
    url: str | None,
    year: int,
    style: Style = Style(),
    uid: str | None = None,
) -> Head:
    """
    What the calendar of *programme* says of itself.

    :param url: the address at which the file will stand
    :param year: the year of a programme in which nothing happens
    :param style: how the organiser wants it written
    :param uid: the calendar's own, where it has one already
    """
    years = [session.start.year for session in programme.sessions] or [year]
    return Head(
        uid=uid or programme_to_uid(programme, url=url),
        name=to_line(programme.title),
        about=_about(programme),
        timezone=programme.timezone,
        years=(min(years), max(years)),
        refresh=style.refresh or REFRESH,
        source=url or programme.url,
        color=style.color,
        method=PUBLISHED if style.organiser and programme.sessions else None,
    )


def _about(programme: Programme) -> str:
    words = words_of(programme.language)
    venue = to_line(programme.location or "")
    lines = (words.venue.format(venue) if venue else "", to_line(programme.url or ""))
    return "\n".join(line for line in lines if line)


def head_to_properties(head: Head) -> Iterator[Property]:
    """The properties with which the file begins."""
    yield from FORM
    if head.method:
        yield head.method
    yield Property(_CALENDAR_UID, "text", head.uid)
    yield from _both("NAME", "X-WR-CALNAME", head.name)
    yield from _both("DESCRIPTION", "X-WR-CALDESC", head.about)
    yield Property("X-WR-TIMEZONE", "text", head.timezone)
    yield Property("REFRESH-INTERVAL", "duration", head.refresh, (("VALUE", "DURATION"),))
    yield Property("X-PUBLISHED-TTL", "text", duration_to_text(head.refresh))
    if source := to_uri(head.source or ""):
        yield Property("SOURCE", "uri", source, (("VALUE", "URI"),))
    if head.color:
        yield Property("COLOR", "text", head.color)
        yield Property("X-APPLE-CALENDAR-COLOR", "text", colors()[head.color])


def _both(name: str, old_name: str, text: str) -> Iterator[Property]:
    """A property of RFC 7986 and the one that calendar programs knew before it."""
    if text:
        yield Property(name, "text", text)
        yield Property(old_name, "text", text)


def head_to_zones(head: Head, zones: Iterable[str] = (), *, has_events: bool) -> Iterator[Part]:
    """
    The rules of the zone, and of other *zones* in which an event is told.

    For UTC none are needed, but a calendar must have some part (RFC 5545, section 3.6).
    """
    own = () if has_events and is_utc(head.timezone) else (head.timezone,)
    for zone in dict.fromkeys((*own, *zones)):
        yield zone_to_part(zone, *head.years)
