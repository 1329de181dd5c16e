"""The zones of a calendar: whether each that is named is described, and described as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from attrs import frozen

from agenda_ical.errors import UnknownZone
from agenda_ical.publishing.lint.codes import Fault
from agenda_ical.publishing.lint.components import Component, Property
from agenda_ical.publishing.lint.moments import moment_of, moments_of
from agenda_ical.publishing.lint.onsets import Clock, component_to_clock, is_usual
from agenda_ical.publishing.lint.standard import LOCAL_TIMES, OBSERVANCES, OFFSETS
from agenda_ical.publishing.lint.values import Moment, as_told, to_moment
from agenda_ical.telling import counted
from agenda_ical.zones import Localizer

_KNOWN_YEARS: Final = range(1902, 2038)
"""The years of which the data of the zones tell every change."""


@frozen
class Zone:
    """One zone, as a calendar names and describes it."""

    name: str
    component: Component | None
    """Its VTIMEZONE."""
    clock: Clock | None
    """The clock that this describes."""
    real: Localizer | None
    """The zone with that name."""
    uses: tuple[Property, ...]

    def offset(self, wall: datetime) -> timedelta | None:
        """How far from UTC it is at *wall*, by what can be known."""
        if self.real is not None and wall.year in _KNOWN_YEARS:
            return self.real.aware(wall)[0].utcoffset()
        return self.clock.offset(wall) if self.clock else None


def calendar_to_zones(calendar: Component) -> dict[str, Zone]:
    """The zones that *calendar* names or describes, by their names."""
    uses = _uses(calendar)
    described: dict[str, Component] = {}
    for component in calendar.parts_called("VTIMEZONE"):
        described.setdefault(component.value("TZID"), component)
    years = _years(one for properties in uses.values() for one in properties)
    return {
        name: Zone(
            name,
            described.get(name),
            component_to_clock(described[name], years) if name in described else None,
            _zone(name),
            tuple(uses.get(name, ())),
        )
        for name in (*described, *(name for name in uses if name not in described))
    }


def _uses(calendar: Component) -> dict[str, list[Property]]:
    uses: dict[str, list[Property]] = {}
    for component in calendar.within():
        for properties in component.properties.values():
            for one in properties:
                name = one.parameter("TZID") if one.name in LOCAL_TIMES else None
                if name is not None:
                    uses.setdefault(name, []).append(one)
    return uses


def _years(properties: Iterable[Property]) -> range:
    years = [moment.wall.year for one in properties for moment in moments_of(one)]
    first, last = min(years, default=2000), max(years, default=2000)
    return range(max(first - 1, _KNOWN_YEARS.start), min(last + 4, _KNOWN_YEARS.stop))


def _zone(name: str) -> Localizer | None:
    try:
        return Localizer(name)
    except UnknownZone:
        return None


def zone_faults(calendar: Component, zones: Mapping[str, Zone]) -> Iterator[Fault]:
    """What is wrong with the zones of *calendar*."""
    yield from _block_faults(calendar, zones)
    for zone in zones.values():
        if zone.uses:
            yield from _name_faults(zone)
            for one in zone.uses:
                yield from _time_faults(one, zone)
    yield from _repetition_faults(calendar, zones)


def _block_faults(calendar: Component, zones: Mapping[str, Zone]) -> Iterator[Fault]:
    """What is wrong with each VTIMEZONE by itself."""
    begun: set[str] = set()
    first_event = next((part.line for part in calendar.parts if part.name != "VTIMEZONE"), None)
    for component in calendar.parts_called("VTIMEZONE"):
        name, here = component.value("TZID"), (component.line,)
        if name in begun:
            yield Fault("vtimezone-repeated", here, f"There is another VTIMEZONE of {name}.")
        elif name and first_event is not None and not zones[name].uses:
            yield Fault("vtimezone-unused", here, f"No time is in the zone {name}.")
        begun.add(name)
        if first_event is not None and component.line > first_event:
            yield Fault("vtimezone-behind", here, f"The VTIMEZONE of {name} stands behind what uses it.")
        if not any(component.parts_called(*OBSERVANCES)):
            yield Fault(
                "vtimezone-empty", here, f"The VTIMEZONE of {name} has neither STANDARD nor DAYLIGHT."
            )
        for observance in component.parts_called(*OBSERVANCES):
            yield from _observance_faults(observance, name)
        yield from _zone_habits(component, name)


def _observance_faults(observance: Component, name: str) -> Iterator[Fault]:
    for one in (*observance.all("DTSTART"), *observance.all("RDATE")):
        moments = [to_moment(value) for value in one.value.split(",")]
        if (
            not all(moment and not moment.is_utc and not moment.is_date for moment in moments)
            or "TZID" in one.parameters
        ):
            yield Fault(
                "observance-time",
                (one.line,),
                f"{one.name} in the VTIMEZONE of {name} is no plain local time.",
            )
    start = moment_of(observance.one("DTSTART"))
    for rule in observance.all("RRULE") if start else ():
        if start and not is_usual(rule.value, start.wall):
            yield Fault(
                "vtimezone-rule",
                (rule.line,),
                f"The VTIMEZONE of {name} changes by an unusual rule: {rule.value}.",
            )


def _zone_habits(component: Component, name: str) -> Iterator[Fault]:
    """What is unusual in all that a VTIMEZONE tells."""
    observances = list(component.parts_called(*OBSERVANCES))
    dates = [one.line for observance in observances for one in observance.all("RDATE")]
    if dates:
        yield Fault(
            "vtimezone-dates", tuple(dates[:10]), f"The VTIMEZONE of {name} tells its changes by RDATE."
        )
    seconds = [
        one.line for part in observances for key in OFFSETS for one in part.all(key) if len(one.value) > 5
    ]
    if seconds:
        told = f"The VTIMEZONE of {name} counts seconds in {counted(len(seconds), 'offset')}."
        yield Fault("offset-seconds", tuple(sorted(seconds)[:10]), told)


def _name_faults(zone: Zone) -> Iterator[Fault]:
    lines = tuple(one.line for one in zone.uses)
    told = counted(len(lines), "time")
    if zone.component is None:
        yield Fault("tzid-undefined", lines[:10], f"{zone.name}, the zone of {told}, has no VTIMEZONE.")
    if zone.real is None:
        yield Fault(
            "tzid-unknown",
            lines[:10],
            f"{zone.name}, the zone of {told}, is no name that is known everywhere.",
        )


def _time_faults(one: Property, zone: Zone) -> Iterator[Fault]:
    for moment in moments_of(one):
        if not moment.is_date and not moment.is_utc:
            yield from _moment_faults(one, moment, zone)


def _moment_faults(one: Property, moment: Moment, zone: Zone) -> Iterator[Fault]:
    here, told = (one.line,), f"{one.name} {as_told(moment)}"
    described = zone.clock.offset(moment.wall) if zone.clock else None
    if zone.clock and zone.clock.shown and described is None:
        yield Fault(
            "vtimezone-late", here, f"{told} lies before all that the VTIMEZONE of {zone.name} tells."
        )
    if zone.real is None or moment.wall.year not in _KNOWN_YEARS:
        return
    real, odd = zone.real.aware(moment.wall)
    if odd == "missing":
        yield Fault(
            "time-skipped", here, f"{told} does not exist in {zone.name}: clocks are put forward then."
        )
    elif odd == "twice":
        yield Fault("time-twice", here, f"{told} exists twice in {zone.name}: clocks are put back then.")
    elif described is not None and described != real.utcoffset():
        theirs, ours = _offset(described), _offset(real.utcoffset() or timedelta(0))
        yield Fault(
            "vtimezone-offset", here, f"{told} is {theirs} by the VTIMEZONE of {zone.name}, and {ours} there."
        )


def _offset(offset: timedelta) -> str:
    minutes = round(abs(offset) / timedelta(minutes=1))
    return f"UTC{'-' if offset < timedelta(0) else '+'}{minutes // 60:02d}:{minutes % 60:02d}"


def _repetition_faults(calendar: Component, zones: Mapping[str, Zone]) -> Iterator[Fault]:
    """Where a zone's description fails what repeats: whoever looks only at the first time sees nothing."""
    repeating = {
        one.parameter("TZID"): one
        for event in calendar.parts
        if event.one("RRULE")
        for one in event.all("DTSTART")
    }
    for name, one in repeating.items():
        zone = zones.get(name or "")
        first = next(moments_of(one), None)
        if not zone or not zone.clock or not zone.real or not zone.component or not first:
            continue
        for wall in _through_the_years(first.wall):
            _, odd = zone.real.aware(wall)
            described = zone.clock.offset(wall)
            if not odd and described is not None and described != zone.offset(wall):
                told = f"The VTIMEZONE of {zone.name} is wrong on {wall:%Y-%m-%d}, while something repeats in that zone."
                yield Fault("vtimezone-differs", (zone.component.line,), told)
                break


def _through_the_years(first: datetime) -> Iterator[datetime]:
    """Twice in each month of the two years from *first* on."""
    for day in range(0, 730, 15) if first.year in _KNOWN_YEARS else ():
        wall = first + timedelta(days=day)
        if wall.year in _KNOWN_YEARS:
            yield wall
