"""Events and what is like them: when each begins and ends, how it repeats, whether it has a title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from agenda_ical.publishing.lint.codes import Fault
from agenda_ical.publishing.lint.components import Component, Property
from agenda_ical.publishing.lint.moments import moment_of, moments_of
from agenda_ical.publishing.lint.rules import WEEKDAYS, rule_to_parts, rule_until
from agenda_ical.publishing.lint.texts import named
from agenda_ical.publishing.lint.values import Moment, as_told, to_duration
from agenda_ical.publishing.lint.zones import Zone

_DAY = timedelta(days=1)


def event_faults(event: Component, zones: Mapping[str, Zone], *, has_method: bool) -> Iterator[Fault]:
    """What is wrong with when *event* takes place."""
    start, end = event.one("DTSTART"), _end_of(event)
    begins = moment_of(start)
    if start is None and event.name == "VEVENT" and not has_method:
        yield Fault("dtstart-missing", (event.line,), f"{named(event)} has no DTSTART.")
    if end is not None and (length := event.one("DURATION")):
        yield Fault(
            "end-and-duration", (end.line, length.line), f"{named(event)} has both {end.name} and DURATION."
        )
    if start is not None and begins is not None:
        yield from _end_faults(event, start, zones)
        yield from _alike_faults(event, begins)
        for rule in event.all("RRULE"):
            yield from _rule_faults(event, start, begins, rule)
    if not event.value("SUMMARY").strip():
        yield Fault("summary-missing", (event.line,), f"{named(event)} has no SUMMARY.")


def _end_of(event: Component) -> Property | None:
    """What tells when *event* ends, or a task is due (RFC 5545, section 3.8.2.3)."""
    return event.one("DUE" if event.name == "VTODO" else "DTEND")


def _end_faults(event: Component, start: Property, zones: Mapping[str, Zone]) -> Iterator[Fault]:
    end, length = _end_of(event), event.one("DURATION")
    begins, ends = moment_of(start), moment_of(end)
    if begins is None:
        return
    if end is not None and ends is not None:
        yield from _order_faults(event, (start, begins), (end, ends), zones)
    elif length is not None and begins.is_date and (lasts := to_duration(length.value)) and lasts % _DAY:
        told = f"{named(event)} begins on a date, and lasts {length.value}: no whole days."
        yield Fault("duration-of-date", (length.line,), told)
    elif end is None and length is None and not begins.is_date and event.name == "VEVENT":
        yield Fault("end-untold", (start.line,), f"{named(event)} has no end.")


def _order_faults(
    event: Component, start: tuple[Property, Moment], end: tuple[Property, Moment], zones: Mapping[str, Zone]
) -> Iterator[Fault]:
    (begin, begins), (finish, ends) = start, end
    here = begin.line, finish.line
    told = f"DTSTART {as_told(begins)}, {finish.name} {as_told(ends)}"
    if begins.is_date != ends.is_date:
        yield Fault("end-type", here, f"{named(event)} begins on a {begins.kind} and ends on a {ends.kind}.")
        return
    if _floats(begin, begins) != _floats(finish, ends):
        yield Fault(
            "end-floating", here, f"{named(event)}: only one of DTSTART and {finish.name} is in a zone."
        )
        return
    if begin.parameter("TZID") != finish.parameter("TZID") and not (begins.is_utc and ends.is_utc):
        yield Fault("end-zone", here, f"{named(event)} begins and ends in different zones.")
    first, last = _comparable(begin, begins, finish, ends, zones)
    if first is not None and last is not None and last < first:
        yield Fault("end-before-start", here, f"{named(event)} ends before it begins: {told}.")
    elif first is not None and first == last:
        yield Fault("end-is-start", here, f"{named(event)} ends when it begins: {told}.")


def _floats(one: Property, moment: Moment) -> bool:
    return not moment.is_date and not moment.is_utc and one.parameter("TZID") is None


def _comparable(
    begin: Property, begins: Moment, finish: Property, ends: Moment, zones: Mapping[str, Zone]
) -> tuple[datetime | None, datetime | None]:
    """Both times by one clock, as far as they can be told so."""
    if begin.parameter("TZID") == finish.parameter("TZID") and begins.is_utc == ends.is_utc:
        return begins.wall, ends.wall
    return _in_utc(begin, begins, zones), _in_utc(finish, ends, zones)


def _in_utc(one: Property, moment: Moment, zones: Mapping[str, Zone]) -> datetime | None:
    if moment.is_utc:
        return moment.wall
    zone = zones.get(one.parameter("TZID") or "")
    offset = zone.offset(moment.wall) if zone else None
    return moment.wall - offset if offset is not None and 1 < moment.wall.year < 9999 else None


def _alike_faults(event: Component, begins: Moment) -> Iterator[Fault]:
    """Where what counts among the repetitions is not told as the first of them is."""
    for name in ("RECURRENCE-ID", "EXDATE"):
        for one in event.all(name):
            other = next((moment for moment in moments_of(one) if moment.is_date != begins.is_date), None)
            if other and not (name == "RECURRENCE-ID" and begins.is_date):
                told = f"{named(event)} begins on a {begins.kind}, and its {name} is a {other.kind}."
                yield Fault("recurrence-type", (one.line,), told)


def _rule_faults(event: Component, start: Property, begins: Moment, rule: Property) -> Iterator[Fault]:
    until = rule_until(rule.value)
    is_zoned = begins.is_utc or start.parameter("TZID") is not None
    if until and until.is_date != begins.is_date:
        told = f"{named(event)} begins on a {begins.kind}, and repeats until a {until.kind}."
        yield Fault("rule-until", (rule.line,), told)
    elif until and not until.is_date and until.is_utc != is_zoned:
        told = "must be told in UTC" if is_zoned else "must not be told in UTC, as its start is not"
        yield Fault("rule-until", (rule.line,), f"{named(event)}: the UNTIL of its rule {told}.")
    parts = rule_to_parts(rule.value)
    weekdays = parts.get("BYDAY", "").split(",") if parts.get("FREQ") == "WEEKLY" else []
    weekday = WEEKDAYS[begins.wall.weekday()]
    if weekdays and set(weekdays) <= set(WEEKDAYS) and weekday not in weekdays:
        told = f"{named(event)} begins on a {begins.wall:%A}, and repeats on other days: {parts['BYDAY']}."
        yield Fault("rule-start", (start.line, rule.line), told)
