"""Spots and a date -> the spot that says it: the nearest before a session, and where none is, a range or a later one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from agenda_ical.explaining.spots import Spot
from agenda_ical.phrases.dates import PartialDate, find_dates, whole_date

_LONGEST = 240
"""In a longer text a date governs nothing."""


@frozen
class Dated:
    """A date as it stands at a spot."""

    spot: int
    date: PartialDate


@frozen
class Dates:
    """The dates of a page, in reading order."""

    dated: tuple[Dated, ...]
    _of_day: dict[date, tuple[list[int], list[Dated]]] = field(factory=dict, init=False)

    def nearest(self, day: date, spot: Spot) -> Dated | None:
        """What says *day* to what stands at *spot*."""
        numbers, fitting = self._fitting(day)
        before = bisect_right(numbers, spot.number)
        if before:
            return fitting[before - 1]
        return next(iter(fitting), None)

    def _fitting(self, day: date) -> tuple[list[int], list[Dated]]:
        """Every place that says *day* itself; where none does, those with a range that it lies in."""
        if day not in self._of_day:
            one = [dated for dated in self.dated if dated.date.last is None and _says(dated.date, day)]
            found = one or [dated for dated in self.dated if _spans(dated.date, day)]
            self._of_day[day] = ([dated.spot for dated in found], found)
        return self._of_day[day]


def spots_to_dates(spots: Iterable[Spot]) -> Dates:
    """Every date that one of *spots* says."""
    return Dates(
        tuple(
            Dated(spot.number, date)
            for spot in spots
            if 0 < len(spot.text) <= _LONGEST
            for date in find_dates(spot.text) or _whole(spot.text)
        )
    )


def _whole(text: str) -> tuple[PartialDate, ...]:
    """The date that is all of *text*."""
    date = whole_date(text)
    return () if date is None else (date,)


def _says(partial: PartialDate, day: date) -> bool:
    """Whether *partial* can be *day*, and says more of it than its month."""
    if partial.day is None and partial.weekday is None:
        return False
    told = ((partial.year, day.year), (partial.weekday, day.weekday()))
    if any(said is not None and said != is_ for said, is_ in told):
        return False
    written = (partial.month, partial.day)
    fits = all(said in (None, is_) for said, is_ in zip(written, (day.month, day.day), strict=True))
    return fits or (partial.ambiguous and written == (day.day, day.month))


def _spans(partial: PartialDate, day: date) -> bool:
    """Whether *day* lies in the range that *partial* begins."""
    last = partial.last
    if last is None or partial.day is None or last.day is None:
        return False
    first = (partial.month or last.month or day.month, partial.day)
    return first <= (day.month, day.day) <= (last.month or first[0], last.day)
