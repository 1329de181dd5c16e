"""What a text says of a date, and how two such sayings become one."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from attrs import frozen

from agenda_ical.phrases.datewords import Part


@frozen
class PartialDate:
    """
    What a text says of a date; what it does not say is None.

    ``weekday`` is 0 for Monday; ``ordinal`` the number of "Day 2"; ``ambiguous`` means that day and month could be
    the other way round; ``last`` is the end of a range. ``text[begin:stop]`` are the characters it takes.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    ordinal: int | None = None
    part: Part | None = None
    ambiguous: bool = False
    last: PartialDate | None = None
    begin: int = 0
    stop: int = 0

    def swapped(self) -> PartialDate:
        """The same with day and month exchanged, also at the end of its range."""
        last = self.last.swapped() if self.last is not None and self.last.ambiguous else self.last
        return changed(self, month=self.day, day=self.month, last=last)


_FIELDS = ("year", "month", "day", "weekday", "ordinal", "part", "ambiguous", "last", "begin", "stop")
_VALUES = attrgetter(*_FIELDS)


def changed(date: PartialDate, **changes: Any) -> PartialDate:
    """*date* with *changes*, at a third of what ``attrs.evolve`` takes."""
    return PartialDate(**{**dict(zip(_FIELDS, _VALUES(date), strict=True)), **changes})


def merged(first: PartialDate, second: PartialDate) -> PartialDate | None:
    """The two as one date, where they do not speak of the same thing: "Day 1" and "Thursday, 28 March"."""
    fields: dict[str, Any] = {}
    for name in ("year", "month", "day", "weekday", "ordinal", "part", "last"):
        one, other = getattr(first, name), getattr(second, name)
        if one is not None and other is not None and one != other:
            return None
        fields[name] = other if one is None else one
    return PartialDate(
        **fields, ambiguous=first.ambiguous or second.ambiguous, begin=first.begin, stop=second.stop
    )


def same_years(first: PartialDate, last: PartialDate, stop: int) -> tuple[PartialDate, int] | None:
    """The range of the two, each with the other's year where it has none; None where it would run backwards."""
    later = (last.month or 0, last.day or 0) > (first.month or 0, first.day or 0)
    if first.year is None and last.year is not None:
        first = changed(first, year=last.year if later else last.year - 1)
    elif last.year is None and first.year is not None:
        last = changed(last, year=first.year if later else first.year + 1)
    elif first.year is None and not later and (last.month or 0) == (first.month or 0):
        return None
    return changed(first, last=last), stop


def shorter(date: PartialDate) -> PartialDate:
    """A range of dates that may be read in two orders, in the one that makes it days and not months: "8/1 - 8/2"."""
    if date.last is None or not (date.ambiguous and date.last.ambiguous):
        return date
    swapped = date.swapped()
    return (
        swapped
        if date.month != date.last.month and swapped.last and swapped.month == swapped.last.month
        else date
    )
