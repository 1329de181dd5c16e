"""The values of properties, as RFC 5545 (section 3.3) has them written -> dates, times, durations, offsets; or None."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from attrs import frozen

_MOMENT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?\Z", re.ASCII)
_DURATION: Final = re.compile(
    r"""
    ([+-]?) P
    (?: (\d+) W
      | (?: (\d+) D )?
        (?: T (?=\d) (?: (\d+) H )? (?: (\d+) M )? (?: (\d+) S )? )?
    ) \Z
    """,
    re.VERBOSE | re.ASCII,
)
_OFFSET: Final = re.compile(r"([+-])(\d\d)([0-5]\d)([0-5]\d)?\Z", re.ASCII)
_LONGEST: Final = 7
"""Digits that an amount in a duration may have: more than eight thousand years in seconds are nobody's."""


@frozen
class Moment:
    """A DATE or a DATE-TIME as it is written."""

    wall: datetime
    """What calendar and clock show; midnight of a DATE."""
    is_date: bool = False
    is_utc: bool = False

    @property
    def kind(self) -> str:
        """The name of its type."""
        return "DATE" if self.is_date else "DATE-TIME"


@lru_cache(maxsize=4096)
def to_moment(text: str) -> Moment | None:
    """The date or the time that *text* is (sections 3.3.4 and 3.3.5); a leap second is the second before it."""
    found = _MOMENT.match(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, utc = found.groups()
    try:
        if hour is None:
            return Moment(
                datetime.combine(date(int(year), int(month), int(day)), datetime.min.time()), is_date=True
            )
        clock = int(hour), int(minute), min(int(second), 59) if second == "60" else int(second)
        wall = datetime(int(year), int(month), int(day), *clock)  # noqa: DTZ001 - its zone is told beside it
    except ValueError:
        return None
    return Moment(wall, is_utc=bool(utc))


def to_duration(text: str) -> timedelta | None:
    """How long *text* is (section 3.3.6)."""
    found = _DURATION.match(text)
    if found is None or not any(found.groups()[1:]):
        return None
    if any(len(amount or "") > _LONGEST for amount in found.groups()[1:]):
        return None
    weeks, days, hours, minutes, seconds = (int(amount or 0) for amount in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length


def to_offset(text: str) -> timedelta | None:
    """How far from UTC *text* is (section 3.3.14)."""
    found = _OFFSET.match(text)
    if found is None or (found[1] == "-" and not text.strip("-0")) or int(found[2]) > 23:
        return None
    length = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -length if found[1] == "-" else length


def as_told(moment: Moment) -> str:
    """*moment* as people write it."""
    if moment.is_date:
        return f"{moment.wall:%Y-%m-%d}"
    return f"{moment.wall:%Y-%m-%d %H:%M}{':' + format(moment.wall, '%S') if moment.wall.second else ''}{' UTC' if moment.is_utc else ''}"
