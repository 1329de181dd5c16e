"""Spots and a date -> the spot that says it: the nearest before a session, and where none is, a range or a later one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from attrs import field, frozen

from agenda_ical.explaining.spots import Spot
from agenda_ical.phrases.dates import PartialDate, find_dates, find_years, whole_date

_LONGEST = 240
"""In a longer text a date governs nothing."""


@frozen
class Dated:
    """A date as it stands at a spot."""

    spot: int
    date: PartialDate


@frozen
class Dates:
    """The dates and years of a page, in reading order, and the days of its programme."""

    dated: tuple[Dated, ...]
    years: tuple[Dated, ...]
    """The years that stand in short texts, each as a date of which nothing else is said."""
    days: tuple[date, ...]
    _of_day: dict[date, tuple[list[int], list[Dated]]] = field(factory=dict, init=False)
    _of_year: dict[int, Dated | None] = field(factory=dict, init=False)

    def nearest(self, day: date, spot: Spot) -> Dated | None:
        """What says *day* to what stands at *spot*."""
        numbers, fitting = self._fitting(day)
        before = bisect_right(numbers, spot.number)
        if before:
            return fitting[before - 1]
        return next(iter(fitting), None)

    def with_year(self, day: date) -> Dated | None:
        """What says the year of *day*: a range around it, or another date if there is such, else the year alone."""
        if day.year not in self._of_year:
            told = [dated for dated in self.dated if dated.date.year == day.year]
            around = [dated for dated in told if _says(dated.date, day) or _spans(dated.date, day)]
            alone = [dated for dated in self.years if dated.date.year == day.year]
            self._of_year[day.year] = next(iter(around or told or alone), None)
        return self._of_year[day.year]

    def _fitting(self, day: date) -> tuple[list[int], list[Dated]]:
        """Every place that says *day* itself; where none does, those with a range that it lies in."""
        if day not in self._of_day:
            one = [dated for dated in self.dated if dated.date.last is None and self._is(dated.date, day)]
            found = one or [dated for dated in self.dated if _spans(dated.date, day)]
            self._of_day[day] = ([dated.spot for dated in found], found)
        return self._of_day[day]

    def _is(self, partial: PartialDate, day: date) -> bool:
        """Whether *partial* is *day*; "Day 2" is the second on which something begins."""
        if partial.day is None and partial.ordinal is not None:
            return self.days[partial.ordinal - 1 : partial.ordinal] == (day,)
        return _says(partial, day)


def spots_to_dates(spots: Iterable[Spot], days: Iterable[date]) -> Dates:
    """Every date and year that one of *spots* says; *days* are those of the programme, in order."""
    short = [spot for spot in spots if 0 < len(spot.text) <= _LONGEST]
    dated = tuple(
        Dated(spot.number, date)
        for spot in short
        for date in find_dates(spot.text) or _whole(spot.text)
        if _governs(date, spot.text)
    )
    return Dates(dated, tuple(year for spot in short for year in _years(spot)), tuple(days))


def _years(spot: Spot) -> Iterator[Dated]:
    for year in find_years(spot.text):
        begin = spot.text.find(str(year))
        if begin >= 0:
            yield Dated(spot.number, PartialDate(year=year, begin=begin, stop=begin + len(str(year))))


def _governs(date: PartialDate, text: str) -> bool:
    """Whether *date* may be that of what follows; a weekday among many words is only mentioned."""
    is_said = date.day is not None or date.ordinal is not None
    return is_said or 2 * (date.stop - date.begin) >= len(text.strip())


def _whole(text: str) -> tuple[PartialDate, ...]:
    """The date that is all of *text*."""
    date = whole_date(text)
    return () if date is None else (date,)


def _says(partial: PartialDate, day: date) -> bool:
    """Whether *partial* is *day*: by its day and month, with whatever weekday; by its weekday where it says no more."""
    if partial.year not in (None, day.year):
        return False
    if partial.day is None:
        return partial.weekday == day.weekday() and partial.month is None
    written = (partial.month or day.month, partial.day)
    return written == (day.month, day.day) or (partial.ambiguous and written == (day.day, day.month))


def _spans(partial: PartialDate, day: date) -> bool:
    """Whether *day* lies in the range that *partial* begins."""
    last = partial.last
    if last is None or partial.day is None or last.day is None:
        return False
    first = (partial.month or last.month or day.month, partial.day)
    return first <= (day.month, day.day) <= (last.month or first[0], last.day)
