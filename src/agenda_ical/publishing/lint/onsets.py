"""A VTIMEZONE -> when its clock is put forward or back, and so how far from UTC it is at any time (RFC 5545, 3.6.5)."""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final

from attrs import frozen

from agenda_ical.publishing.lint.components import Component
from agenda_ical.publishing.lint.moments import moment_of, moments_of
from agenda_ical.publishing.lint.rules import WEEKDAYS, rule_faults, rule_to_parts
from agenda_ical.publishing.lint.standard import OBSERVANCES
from agenda_ical.publishing.lint.values import to_moment, to_offset

_EARLIEST: Final = datetime(2, 1, 1)  # noqa: DTZ001
_LATEST: Final = datetime(9998, 12, 31)  # noqa: DTZ001
_PARTS: Final = {"FREQ", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "INTERVAL", "WKST"}


@frozen
class Clock:
    """The clock that a VTIMEZONE describes."""

    shown: tuple[datetime, ...]
    """What it shows right after each onset, in order."""
    offsets: tuple[timedelta, ...]
    """How far from UTC it is from then on."""

    def offset(self, wall: datetime) -> timedelta | None:
        """How far from UTC it is when it shows *wall*, or None before its first onset."""
        at = bisect_right(self.shown, wall)
        return self.offsets[at - 1] if at else None


def component_to_clock(component: Component, years: range) -> Clock | None:
    """The clock of a VTIMEZONE as it goes in *years*, or None where it is not told, or by a rule that nobody writes."""
    onsets: list[tuple[datetime, timedelta]] = []
    for observance in component.parts_called(*OBSERVANCES):
        start = moment_of(observance.one("DTSTART"))
        before, after = to_offset(observance.value("TZOFFSETFROM")), to_offset(observance.value("TZOFFSETTO"))
        if start is None or before is None or after is None:
            return None
        walls = _walls(observance, start.wall, before, years)
        if walls is None:
            return None
        onsets += [(_countable(wall) - before + after, after) for wall in walls]
    onsets.sort(key=lambda one: one[0] - one[1])
    return Clock(tuple(shown for shown, _ in onsets), tuple(after for _, after in onsets))


def _walls(observance: Component, start: datetime, before: timedelta, years: range) -> list[datetime] | None:
    """When *observance* sets in, by the clock before it."""
    walls = [start, *(moment.wall for one in observance.all("RDATE") for moment in moments_of(one))]
    rule = observance.one("RRULE")
    if rule is None:
        return walls
    parts = rule_to_parts(rule.value)
    if not is_usual(rule.value, start):
        return None
    until = to_moment(parts["UNTIL"]) if "UNTIL" in parts else None
    last = _countable(until.wall) + (before if until.is_utc else timedelta(0)) if until else _LATEST
    if "COUNT" in parts:
        repeated: Iterator[datetime] = islice(
            _repeated(parts, start, range(start.year, years.stop)), int(parts["COUNT"])
        )
    else:
        repeated = _repeated(parts, start, range(max(start.year, years.start - 1), years.stop))
    return walls + [wall for wall in repeated if wall <= last]


def _countable(wall: datetime) -> datetime:
    """*wall*, or a time near it from which hours can be taken or added."""
    return min(max(wall, _EARLIEST), _LATEST)


def is_usual(rule: str, start: datetime) -> bool:
    """Whether *rule* says when in each year clocks are put forward or back, as such rules do, at the hour of *start*."""
    parts = rule_to_parts(rule)
    clock = {"BYHOUR": start.hour, "BYMINUTE": start.minute, "BYSECOND": start.second}
    return (
        not any(rule_faults(rule))
        and parts["FREQ"] == "YEARLY"
        and parts.get("INTERVAL", "1") == "1"
        and parts.keys() <= _PARTS | clock.keys()
        and all(parts.get(name, "").lstrip("0") in {"", str(number)} for name, number in clock.items())
        and ("BYMONTH" in parts or not {"BYDAY", "BYMONTHDAY"} & parts.keys())
    )


def _repeated(parts: dict[str, str], start: datetime, years: range) -> Iterator[datetime]:
    months = sorted(map(int, parts.get("BYMONTH", str(start.month)).split(",")))
    for year in years:
        for month in months:
            for day in range(1, monthrange(year, month)[1] + 1):
                if _is_meant(date(year, month, day), parts, start):
                    wall = datetime.combine(date(year, month, day), start.time())
                    if wall >= start:
                        yield wall


def _is_meant(day: date, parts: dict[str, str], start: datetime) -> bool:
    last = monthrange(day.year, day.month)[1]
    if "BYMONTHDAY" in parts and not {str(day.day), f"+{day.day}", str(day.day - last - 1)} & set(
        parts["BYMONTHDAY"].split(",")
    ):
        return False
    if "BYDAY" not in parts:
        return "BYMONTHDAY" in parts or day.day == start.day
    weekday, week, from_end = WEEKDAYS[day.weekday()], (day.day + 6) // 7, (last - day.day) // 7 + 1
    return bool(
        {weekday, f"{week}{weekday}", f"+{week}{weekday}", f"-{from_end}{weekday}"}
        & set(parts["BYDAY"].split(","))
    )
