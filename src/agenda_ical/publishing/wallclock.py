"""
An instant -> the wall-clock time that DTSTART and DTEND carry beside the zone's name.

A wall clock that is put back shows an hour twice, and RFC 5545 (section 3.3.5) means the first of them: a
moment in the second cannot be told with a zone's name.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo

from agenda_ical.zones import Localizer, zone_named


class WallClock:
    """The clock on the wall of one zone."""

    def __init__(self, timezone: str) -> None:
        self._zone = zone_named(timezone)
        self._localizer = Localizer(timezone)
        self._steady: dict[tuple[tzinfo | None, int], bool] = {}

    def at(self, moment: datetime) -> datetime | None:
        """The aware *moment* in this zone, or None where its wall-clock time would be taken for another moment."""
        day = (moment.tzinfo, moment.toordinal())
        steady = self._steady.get(day)
        if steady is None:
            steady = self._steady[day] = self._is_steady(moment)
        return moment if steady else self._asked(moment)

    def _is_steady(self, moment: datetime) -> bool:
        """Whether all times of that day, with that tzinfo, are times of this zone that exist once."""
        midnight = datetime.combine(moment.date(), time.min)
        first, odd = self._localizer.aware(midnight)
        last, also_odd = self._localizer.aware(midnight + timedelta(days=1))
        return not (odd or also_odd) and first.tzinfo is moment.tzinfo is last.tzinfo

    def _asked(self, moment: datetime) -> datetime | None:
        here = self._zone.normalize(moment.astimezone(self._zone))
        there, _ = self._localizer.aware(here.replace(tzinfo=None))
        return here if there == moment else None
