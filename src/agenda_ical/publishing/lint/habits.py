"""What calendar programs are known to do with what the standards allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from agenda_ical.publishing.lint.codes import Fault
from agenda_ical.publishing.lint.components import Component, Property
from agenda_ical.publishing.lint.contentlines import shortened
from agenda_ical.publishing.lint.moments import moments_of
from agenda_ical.publishing.lint.texts import named, unescaped
from agenda_ical.publishing.lint.zones import Zone

_SHOWN: Final = 10
_NESTED: Final = ("PARTICIPANT", "VLOCATION", "VRESOURCE")
_OVERWRITING: Final = ("SUMMARY", "DESCRIPTION")


def calendar_habits(calendar: Component, zones: dict[str, Zone]) -> Iterator[Fault]:
    """What becomes of what *calendar* says of itself."""
    name, old_name = calendar.one("NAME"), calendar.one("X-WR-CALNAME")
    if name and old_name and unescaped(name.value) != unescaped(old_name.value):
        told = f"NAME is {_short(name)}, and X-WR-CALNAME is {_short(old_name)}."
        yield Fault("calendar-names", (name.line, old_name.line), told)
    if not name and not old_name and len(list(calendar.parts_called("VEVENT"))) > 1:
        yield Fault("calendar-unnamed", (calendar.line,), "The calendar has no name.")
    zone = calendar.one("X-WR-TIMEZONE")
    if zone and any(one.uses for one in zones.values()) and zone.value.strip() not in zones:
        told = f"X-WR-TIMEZONE is {_short(zone)}, and no time is in that zone."
        yield Fault("calendar-zone", (zone.line,), told)
    yield from _utc_habits(calendar)


def _short(one: Property) -> str:
    return repr(shortened(unescaped(one.value), 40))


def _utc_habits(calendar: Component) -> Iterator[Fault]:
    starts = [one for event in calendar.parts_called("VEVENT") for one in event.all("DTSTART")]
    in_utc = [one.line for one in starts if _is_in_utc(one)]
    if in_utc:
        how_many = "Every event" if len(in_utc) == len(starts) else f"{len(in_utc)} of {len(starts)} events"
        told = f"{how_many} {'begins' if len(in_utc) in {1, len(starts)} else 'begin'} at a time in UTC."
        yield Fault("time-in-utc", tuple(in_utc[:_SHOWN]), told)


def _is_in_utc(one: Property) -> bool:
    return one.parameter("TZID") is None and any(moment.is_utc for moment in moments_of(one))


def uid_line_habits(calendar: Component) -> Iterator[Fault]:
    """Where the calendar's own UID is taken for that of its events."""
    own = calendar.one("UID")
    if own is not None and own.spelling == "UID" and sum(1 for _ in calendar.parts_called("VEVENT")) > 1:
        yield Fault(
            "calendar-uid", (own.line,), "The calendar's own UID is the first line that begins with UID:."
        )


def cancelled_habits(events: Sequence[Component]) -> Iterator[Fault]:
    """What becomes of those of *events* that are cancelled; where all are, that is told once."""
    cancelled = [
        (event, one.line)
        for event in events
        for one in event.all("STATUS")
        if one.value.upper() == "CANCELLED"
    ]
    if len(cancelled) == len(events) > 1:
        lines = tuple(line for _, line in cancelled)
        yield Fault("cancelled-event", lines[:_SHOWN], "Every event is cancelled.")
        return
    for event, line in cancelled:
        yield Fault("cancelled-event", (line,), f"{named(event)} is cancelled.")


def event_habits(event: Component) -> Iterator[Fault]:
    """What becomes of *event*."""
    yield from _text_habits(event)
    for part in event.parts_called(*_NESTED):
        yield Fault("nested-component", (part.line,), f"{named(event)} holds a {part.name}.")
        for one in (one for name in _OVERWRITING for one in part.all(name)):
            told = f"{one.name} of a {part.name} in {named(event)} is taken for the event's own."
            yield Fault("nested-text", (one.line,), told)


def _text_habits(event: Component) -> Iterator[Fault]:
    about, url, html = event.one("DESCRIPTION"), event.one("URL"), event.one("X-ALT-DESC")
    if html is not None and about is None:
        yield Fault("description-html-only", (html.line,), f"{named(event)} is described in HTML only.")
    if url is not None and url.value.strip() and url.value not in unescaped(about.value if about else ""):
        yield Fault(
            "url-alone", (url.line,), f"The address of {named(event)} does not stand in its DESCRIPTION."
        )
    for one in event.all("CATEGORIES"):
        if "\\," in one.value:
            told = f"A category of {named(event)} has a comma in its name: {shortened(one.value, 40)}."
            yield Fault("category-comma", (one.line,), told)
