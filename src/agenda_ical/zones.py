"""
The one place where pytz is used: a zone's name -> the zone, a wall-clock time -> an aware datetime.

A pytz zone handed to ``datetime(tzinfo=…)`` is local mean time (Seoul: +8:28), so every time goes
through ``localize`` here, and a time that a zone does not have, or has twice, is told.
"""

from __future__ import annotations

import contextlib
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import starmap
from typing import Literal

import pytz
from attrs import frozen
from pytz.tzfile import build_tzinfo
from pytz.tzinfo import BaseTzInfo

from agenda_ical.errors import UnknownZone

Oddity = Literal["missing", "twice"]


@lru_cache(maxsize=64)
def zone_named(name: str) -> BaseTzInfo:
    """The zone with the IANA *name*; raises UnknownZone with the nearest names."""
    try:
        _open_alone(name)
        zone = pytz.timezone(name)
    except (pytz.UnknownTimeZoneError, ValueError, AttributeError, UnicodeError) as error:
        raise UnknownZone(_no_such_zone(name)) from error
    if not hasattr(zone, "localize") or zone.zone is None:
        raise UnknownZone(_no_such_zone(name))
    return zone


def _open_alone(name: str) -> None:
    """Have pytz know the zone, where that is its very *name*: by itself it asks the disk for all six hundred first."""
    opened: dict[str, object] | None = getattr(pytz, "_tzinfo_cache", None)
    if opened is None or name in opened or name not in getattr(pytz, "_all_timezones_unchecked", ()):
        return
    with contextlib.suppress(OSError), pytz.open_resource(name) as file:  # type: ignore[attr-defined]
        opened[name] = build_tzinfo(name, file)


def _no_such_zone(name: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - for its weight

    by_last = {zone.rsplit("/", 1)[-1].casefold(): zone for zone in pytz.all_timezones}
    by_last |= {zone.casefold(): zone for zone in pytz.all_timezones}
    asked = name.strip().replace(" ", "_").casefold()
    near = dict.fromkeys(by_last[match] for match in get_close_matches(asked, by_last, n=4, cutoff=0.6))
    hint = f"; did you mean {', '.join(near)}?" if near else "; use an IANA name such as Asia/Seoul"
    return f"There is no time zone {name!r}{hint}"


@lru_cache(maxsize=64)
def zone_abbreviations(name: str) -> frozenset[str]:
    """What people call the zone beside a time: ``KST`` and ``UTC+9``, in summer and in winter."""
    zone = zone_named(name)
    words: set[str] = set()
    for month in (1, 7):
        moment = zone.localize(datetime(2026, month, 1, 12))  # noqa: DTZ001 - localize makes it aware
        hours = (moment.utcoffset() or timedelta()) / timedelta(hours=1)
        offset = f"{hours:+g}" if hours else ""
        words |= {moment.tzname() or "", f"UTC{offset}", f"GMT{offset}"}
    return frozenset(words - {""})


@lru_cache(maxsize=1)
def _zones_of_cities() -> dict[str, str]:
    """The IANA names of the zones by the cities that they are named after."""
    zones = (
        zone for zone in pytz.common_timezones if "/" in zone and not zone.startswith(("US/", "Canada/"))
    )
    return {zone.rsplit("/", 1)[1].replace("_", " "): zone for zone in zones}


def zone_of_city(city: str) -> str | None:
    """The IANA name of the zone that is named after *city*, or that *city* itself is; None where there is none."""
    return city if city in pytz.common_timezones_set and "/" in city else _zones_of_cities().get(city)


def are_alike(one: str, other: str) -> bool:
    """Whether the clocks of two zones show the same, in summer and in winter."""
    moments = [datetime(2026, month, 1, 12) for month in (1, 7)]  # noqa: DTZ001 - localize makes it aware
    return all(utc_offset(one, moment) == utc_offset(other, moment) for moment in moments)


def utc_offset(name: str, moment: datetime) -> timedelta | None:
    """How far the zone is from UTC at the wall-clock time *moment*."""
    return zone_named(name).localize(moment).utcoffset()


class Localizer:
    """Wall-clock times of one zone -> aware datetimes, fast where a whole day has one offset."""

    def __init__(self, timezone: str) -> None:
        self._zone = zone_named(timezone)
        self._by_day: dict[int, BaseTzInfo | None] = {}

    def aware(self, wall: datetime) -> tuple[datetime, Oddity | None]:
        """The aware datetime of *wall*, and whether the zone lacks that time or has it twice."""
        day = wall.toordinal()
        if day not in self._by_day:
            self._by_day[day] = self._offset_of_day(wall)
        constant = self._by_day[day]
        if constant is not None:
            return wall.replace(tzinfo=constant), None
        return self._localize(wall)

    def in_zone(self, moment: datetime) -> datetime:
        """The aware *moment* as the clock of the zone shows it."""
        return self._zone.normalize(moment.astimezone(self._zone))

    def _offset_of_day(self, wall: datetime) -> BaseTzInfo | None:
        """The zone with its offset where it is the same from midnight to midnight."""
        midnight = wall.replace(hour=0, minute=0, second=0, microsecond=0)
        first, odd = self._localize(midnight)
        last, also_odd = self._localize(midnight + timedelta(days=1))
        if odd or also_odd or first.utcoffset() != last.utcoffset() or first.tzname() != last.tzname():
            return None
        return first.tzinfo  # type: ignore[return-value]

    def _localize(self, wall: datetime) -> tuple[datetime, Oddity | None]:
        try:
            return self._zone.localize(wall, is_dst=None), None
        except pytz.NonExistentTimeError:
            return self._zone.normalize(max(self._both(wall))), "missing"
        except pytz.AmbiguousTimeError:
            return min(self._both(wall)), "twice"

    def _both(self, wall: datetime) -> tuple[datetime, datetime]:
        """*wall* by the clock before and after a change; pytz's ``is_dst`` is true of Dublin's winter."""
        return self._zone.localize(wall, is_dst=True), self._zone.localize(wall, is_dst=False)


def moment_in(timezone: str, moment: datetime) -> datetime:
    """
    The *moment* in the zone with the IANA name *timezone*; without an offset it is by the clock there.

    Raises UnknownZone, and ValueError where that clock never shows it.
    """
    localizer = Localizer(timezone)
    if moment.tzinfo is not None:
        return localizer.in_zone(moment)
    aware, odd = localizer.aware(moment)
    if odd == "missing":
        raise ValueError(f"{moment} does not exist in {timezone}")
    return aware


@frozen
class ZoneChange:
    """One change of a zone's offset or name; the first of a zone is the state that it began with."""

    at: datetime
    """When, in UTC and without tzinfo; ``datetime.min`` for the state that the zone began with."""
    before: timedelta
    """The offset from UTC until then."""
    after: timedelta
    name: str
    """The abbreviation from then on: ``KST``."""
    summer: bool
    """Whether summer time begins."""


@lru_cache(maxsize=64)
def zone_changes(name: str) -> tuple[ZoneChange, ...]:
    """All changes of the zone with the IANA *name* that pytz knows (up to 2037), in order."""
    zone = zone_named(name)
    moments: list[datetime] = getattr(zone, "_utc_transition_times", [datetime.min])  # noqa: DTZ901
    states: list[_State] = getattr(zone, "_transition_info", [_steady_state(zone)])
    earlier = [states[0], *states]
    return tuple(starmap(_change, zip(moments, earlier, states, strict=False)))


_State = tuple[timedelta, timedelta, str]


def _change(at: datetime, old: _State, new: _State) -> ZoneChange:
    """The change between two states (offset, summer time's share of it, abbreviation); Dublin's share is negative."""
    (before, old_share, _), (after, share, name) = old, new
    return ZoneChange(at, before, after, name, summer=after > before and bool(share or old_share))


def _steady_state(zone: BaseTzInfo) -> _State:
    """The offset, summer time's share of it, and the abbreviation of a zone that never changes."""
    any_time = datetime(2000, 1, 1)  # noqa: DTZ001
    return (zone.utcoffset(any_time) or timedelta(0), timedelta(0), zone.tzname(any_time) or "UTC")
