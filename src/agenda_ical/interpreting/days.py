"""
Dates as written -> dates: the year that nobody wrote, day and month in either order, "Day 2", "Tuesday".

All marks of a programme are settled together: what makes weekdays and the order of days agree wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from attrs import evolve, frozen

from agenda_ical.errors import NoDate
from agenda_ical.interpreting.draft import DayMark, Draft, Entry, Evidence, Hints
from agenda_ical.phrases.dates import PartialDate
from agenda_ical.phrases.times import find_times
from agenda_ical.place import Place
from agenda_ical.programme import Problem

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CERTAIN = 2
"""How much better one order of day and month must fit than the other, to be told without a doubt: one weekday."""


@frozen
class Settled:
    """How the marks of a programme were read."""

    dates: dict[DayMark, date]
    problems: tuple[Problem, ...] = ()


def give_days(draft: Draft, evidence: Evidence, hints: Hints) -> Draft:
    """The draft with a date for every entry; raises NoDate where nothing tells one."""
    named = {id(m): m for e in draft.entries for m in (e.mark, e.last_mark) if m is not None}
    marks = list(dict.fromkeys(named.values()))
    settled = settle_marks(marks, evidence, hints)
    fallback: date | None = None
    problems = list(settled.problems)
    if any(entry.mark is None for entry in draft.entries):
        fallback, assumed = _fallback_day(evidence, hints, settled)
        problems += assumed
    days = {key: settled.dates[mark] for key, mark in named.items()}
    entries = tuple(_with_day(entry, days, fallback) for entry in draft.entries)
    return evolve(draft, entries=entries, problems=(*draft.problems, *problems))


def _with_day(entry: Entry, days: dict[int, date], fallback: date | None) -> Entry:
    """*entry* with its day; *days* go by the identity of marks, since entries share them by the hundred."""
    day = days[id(entry.mark)] if entry.mark is not None else fallback
    last = days[id(entry.last_mark)] if entry.last_mark is not None else None
    return entry.but(day=day, last_day=last)


def settle_marks(marks: Sequence[DayMark], evidence: Evidence, hints: Hints) -> Settled:
    """The date of each mark; raises NoDate where a mark cannot be dated."""
    if not marks:
        return Settled({})
    plain = [mark.date for mark in marks]
    ambiguous = any(d.ambiguous for d in plain)
    swapped = [d.swapped() if d.ambiguous else d for d in plain]
    lead = _fit(swapped, evidence, hints) - _fit(plain, evidence, hints) if ambiguous else 0
    read = swapped if lead > 0 else plain
    problems: list[Problem] = []
    year = _year_of(read, evidence, hints)
    if year is not None and year.assumed and any(d.month and d.day and not d.year for d in read):
        problems.append(_year_assumed(year, marks[0].place))
    if ambiguous and abs(lead) < CERTAIN:
        problems.append(_order_assumed(read[0], marks[0].place, lead))
    dates = _in_order(read, year.year if year else None, evidence, hints, marks)
    problems += _weekday_problems(read, dates, marks)
    return Settled(dict(zip(marks, dates, strict=True)), tuple(problems))


@frozen
class Year:
    """A year and whether it is no more than likely."""

    year: int
    assumed: bool = False
    reason: str = ""


def _year_of(dates: Sequence[PartialDate], evidence: Evidence, hints: Hints) -> Year | None:
    """The year of dates that name none: written beside them, said by a person, or the likeliest."""
    written = [d.year for d in dates if d.year]
    ranged = [m.date.year for m in evidence.dates if m.date.year and _same_season(m.date, dates)]
    told = hints.year or (hints.date.year if hints.date is not None else None)
    sure = next(iter(written), None) or next(iter(ranged), None) or told
    return Year(sure) if sure else _likely_year([d for d in dates if d.month and d.day], evidence, hints)


def _likely_year(dated: Sequence[PartialDate], evidence: Evidence, hints: Hints) -> Year | None:
    """The year that stands elsewhere and fits the weekdays; else the nearest one that fits them; else any that stands."""
    named = any(d.weekday is not None for d in dated)
    fitting = [year for year in evidence.years if _weekdays_fit(dated, year)]
    if fitting and named:
        reason = f"the year {fitting[0]} stands elsewhere on the page and fits the weekday"
        return Year(fitting[0], assumed=True, reason=reason)
    by_weekday = _year_by_weekday(dated, hints.today) if named or not evidence.years else None
    if by_weekday is not None:
        return Year(by_weekday, assumed=True, reason="it is the nearest year in which the weekday fits")
    if evidence.years:
        year = evidence.years[0]
        return Year(year, assumed=True, reason=f"the year {year} stands elsewhere on the page")
    return None


def _same_season(found: PartialDate, dates: Sequence[PartialDate]) -> bool:
    """Whether a date found on the page can be one of the programme's days: same month, or the months of a range."""
    months = {found.month, found.last.month if found.last else found.month}
    return not any(d.month for d in dates) or any(d.month in months for d in dates if d.month)


def _weekdays_fit(dates: Iterable[PartialDate], year: int) -> bool:
    return all(d.weekday is None or _weekday(d, d.year or year) == d.weekday for d in dates)


def _weekday(d: PartialDate, year: int) -> int | None:
    try:
        return date(year, d.month or 1, d.day or 1).weekday()
    except ValueError:
        return None


def _year_by_weekday(dates: Sequence[PartialDate], today: date | None) -> int | None:
    with_weekday = [d for d in dates if d.weekday is not None]
    if not with_weekday or today is None:
        return None
    years = sorted(range(today.year - 7, today.year + 8), key=lambda year: (abs(year - today.year), -year))
    scores = {year: sum(_weekday(d, year) == d.weekday for d in with_weekday) for year in years}
    best = max(scores.values())
    if best == 0:
        return None
    fitting = [year for year in years if scores[year] == best]
    return min(fitting, key=lambda year: abs(_day_in(with_weekday[0], year, today) - today))


def _day_in(d: PartialDate, year: int, otherwise: date) -> date:
    try:
        return date(year, d.month or 1, d.day or 1)
    except ValueError:
        return otherwise


def _fit(dates: Sequence[PartialDate], evidence: Evidence, hints: Hints) -> float:
    """How well *dates* agree with their weekdays, with one another and with the event's range."""
    year = hints.year or next((d.year for d in dates if d.year), None) or next(iter(evidence.years), None)
    score, days = 0.0, []
    for d in dates:
        if not d.month or not d.day:
            continue
        try:
            day = date(d.year or year or 2000, d.month, d.day)
        except ValueError:
            score -= 5
            continue
        days.append(day)
        if d.weekday is not None and (d.year or year):
            score += 2 if day.weekday() == d.weekday else -2
        score += 2 * any(_covers(mark.date, day) for mark in evidence.dates)
    for one, other in pairwise(days):
        apart = (other - one).days
        score += 2 if 0 <= apart <= 3 else 0 if 0 <= apart <= 21 else -2
    return score


def _covers(found: PartialDate, day: date) -> bool:
    """Whether an unambiguous date or range of the page holds *day*."""
    if not found.month or not found.day or found.ambiguous:
        return False
    last = found.last or found
    try:
        first = date(found.year or day.year, found.month, found.day)
        end = date(last.year or found.year or day.year, last.month or found.month, last.day or found.day)
    except ValueError:
        return False
    return first <= day <= end


def _in_order(
    dates: Sequence[PartialDate], year: int | None, evidence: Evidence, hints: Hints, marks: Sequence[DayMark]
) -> list[date]:
    """The date of each mark, from its own words and from those around it."""
    known: list[date | None] = []
    for d in dates:
        known.append(_whole(d, year, known))
    first = _first_day(dates, known, evidence, hints, year)
    result: list[date] = []
    for position, (d, day) in enumerate(zip(dates, known, strict=True)):
        previous = result[-1] if result else None
        found = day or _by_context(d, previous, first, year)
        if found is None:
            raise NoDate(_no_date(marks[position]))
        result.append(found)
    return result


def _whole(d: PartialDate, year: int | None, before: Sequence[date | None]) -> date | None:
    """The date that *d* names with month and day; a year that nobody wrote goes on from December to January."""
    if not d.month or not d.day:
        return None
    chosen = d.year or year
    if chosen is None:
        return None
    try:
        day = date(chosen, d.month, d.day)
    except ValueError:
        return None
    previous = next((b for b in reversed(before) if b is not None), None)
    if d.year is None and previous is not None and (previous - day).days > 300:
        return _day_in(d, day.year + 1, day)
    return day


def _first_day(
    dates: Sequence[PartialDate],
    known: Sequence[date | None],
    evidence: Evidence,
    hints: Hints,
    year: int | None,
) -> date | None:
    """The first day of the event, from which numbered and named days follow."""
    for d, day in zip(dates, known, strict=True):
        if day is not None:
            return day - timedelta(days=(d.ordinal or 1) - 1) if d.ordinal else day
    if hints.date is not None:
        return hints.date
    for mark in sorted(evidence.dates, key=lambda mark: mark.date.last is None):
        day = _whole(mark.date, year, ())
        if day is not None:
            return day
    return None


def _by_context(d: PartialDate, previous: date | None, first: date | None, year: int | None) -> date | None:
    """The date of a mark that names a number, a weekday or a day of the month only."""
    base = previous or first
    if base is None or first is None:
        return None
    if d.day is not None:
        return _day_of_month(d, base, year)
    if d.ordinal is not None:
        return first + timedelta(days=d.ordinal - 1)
    if d.weekday is not None:
        return base + timedelta(days=(d.weekday - base.weekday()) % 7)
    return base


def _day_of_month(d: PartialDate, base: date, year: int | None) -> date | None:
    """The next date with that day of the month, from *base* on; the base's own month where it fits."""
    month = d.month or base.month
    for ahead in range(3):
        index = month - 1 + (0 if d.month else ahead)
        try:
            day = date(
                d.year or (year if d.month and year else base.year + index // 12), index % 12 + 1, d.day or 1
            )
        except ValueError:
            continue
        fits = d.month or d.weekday is None or day.weekday() == d.weekday
        if fits and (ahead or d.month or (base - day).days < 15):
            return day
    return None


def _fallback_day(evidence: Evidence, hints: Hints, settled: Settled) -> tuple[date, list[Problem]]:
    """The day of entries above which no date stands."""
    if settled.dates:
        return min(settled.dates.values()), []
    if hints.date is not None:
        return hints.date, []
    marks = [m for m in evidence.dates if m.date.month and m.date.day]
    if not marks:
        raise NoDate(_no_date(None))
    chosen = min(marks, key=lambda m: (not _has_time(m), m.date.year is None, m.date.last is None))
    year = _year_of([chosen.date], evidence, hints)
    day = _whole(chosen.date, year.year if year else None, ())
    if day is None:
        raise NoDate(_no_date(chosen))
    problems = _weekday_problems([chosen.date], [day], [chosen])
    if year is not None and year.assumed and not chosen.date.year:
        problems.append(_year_assumed(year, chosen.place))
    return day, problems


def _has_time(mark: DayMark) -> bool:
    """Whether a time stands beside the date: "Saturday 4 June, 13:20 - 17:30" is when the event is."""
    return bool(find_times(mark.text))


def _no_date(mark: DayMark | None) -> str:
    if mark is None:
        return (
            "The programme was found, but no date stands anywhere on the page: "
            "say the first day with --date YYYY-MM-DD."
        )
    what = " ".join(mark.text.split()) or "a day"
    if mark.date.month and mark.date.day:
        return f"No year could be found for {what!r} ({mark.place}): say it with --year YYYY."
    return (
        f"Which date is meant by {what!r} ({mark.place}) could not be found: "
        "say the first day with --date YYYY-MM-DD."
    )


def _year_assumed(year: Year, place: Place) -> Problem:
    return Problem(
        "year-assumed", "note",
        f"The dates name no year; {year.year} was taken because {year.reason}.",
        "If it is another year, say so with --year.", place,
    )  # fmt: skip


def _order_assumed(d: PartialDate, place: Place, lead: float) -> Problem:
    reason = "since that fits the other dates better" if lead else "since no weekday and no other date tells"
    return Problem(
        "order-assumed", "warning",
        f"Day and month could be meant in either order; they were read as day {d.day}, month {d.month}, {reason}.",
        "Check the first date; if it is wrong, write the month as a word.", place,
    )  # fmt: skip


def _weekday_problems(
    dates: Sequence[PartialDate], days: Sequence[date], marks: Sequence[DayMark]
) -> list[Problem]:
    """A weekday that is not the date's: the date counts."""
    return [
        Problem(
            "weekday-mismatch", "warning",
            f"{day.isoformat()} is a {WEEKDAYS[day.weekday()]}, but the page says {WEEKDAYS[d.weekday]}; the date was taken.",
            "Ask the organiser which of the two is right.", mark.place,
        )
        for d, day, mark in zip(dates, days, marks, strict=True)
        if d.weekday is not None and d.day is not None and day.weekday() != d.weekday
    ]  # fmt: skip
