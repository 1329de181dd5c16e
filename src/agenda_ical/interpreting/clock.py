"""
Times as written -> times: am or pm where nobody wrote it, ends where nobody wrote them.

Settled for the whole programme: whether it runs on a 12-hour clock shows in no single row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time, timedelta
from itertools import groupby

from attrs import evolve, frozen

from agenda_ical.interpreting.draft import Draft, Entry
from agenda_ical.interpreting.timedoubts import ends_assumed
from agenda_ical.phrases.times import Clock, TimeSpan
from agenda_ical.programme import Problem

NOON, EVENING, MIDNIGHT = 12 * 60, 18 * 60, 24 * 60
HALF_DAY = 12 * 60
EARLIEST = 7
"""An hour before this, without am or pm, on a clock that knows no 13, is one of the afternoon."""


@frozen
class Minutes:
    """Start and end in minutes after the midnight with which the day begins."""

    start: int
    end: int | None = None
    doubt: str = ""
    """Why one of them may be wrong: a code of a problem, or nothing."""


def settle_clock(draft: Draft) -> Draft:
    """The draft with a start for each entry, and an end where it is written or follows from a duration."""
    dated = [entry for entry in draft.entries if entry.span.start is not None and entry.day is not None]
    full_day = runs_24_hours(entry.span for entry in dated)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for _, group in groupby(dated, key=lambda entry: (entry.section, entry.day)):
        settled, doubts = _settle_day(list(group), full_day=full_day)
        entries += settled
        problems += doubts
    return evolve(draft, entries=tuple(entries), problems=(*draft.problems, *problems))


def runs_24_hours(spans: Iterable[TimeSpan]) -> bool:
    """Whether hours after noon are written as 13 and more."""
    clocks = (clock for span in spans for clock in (span.start, span.end) if clock is not None)
    return any(clock.meridiem is None and (clock.hour >= 13 or clock.hour == 0) for clock in clocks)


def _settle_day(entries: Sequence[Entry], *, full_day: bool) -> tuple[list[Entry], list[Problem]]:
    """Start and end of the entries of one day, in the order of the page."""
    settled: list[Entry] = []
    problems: list[Problem] = []
    previous = 0
    for entry in entries:
        minutes = _minutes(entry, previous, full_day=full_day)
        previous = max(previous, minutes.start) if minutes.start < MIDNIGHT else previous
        settled.append(_at(entry, minutes))
        problems += _doubts(entry, minutes)
    return settled, problems


def _at(entry: Entry, minutes: Minutes) -> Entry:
    assert entry.day is not None  # noqa: S101
    midnight = datetime.combine(entry.day, time())
    end = None if minutes.end is None else midnight + timedelta(minutes=minutes.end)
    return entry.but(start=midnight + timedelta(minutes=minutes.start), end=end)


def _minutes(entry: Entry, previous: int, *, full_day: bool) -> Minutes:
    """Start and end of *entry*, which stands below one that begins at *previous*."""
    span = entry.span
    assert span.start is not None  # noqa: S101
    start, doubt = _start(entry, span.start, previous, full_day=full_day)
    if span.end is None:
        return Minutes(start, start + span.minutes if span.minutes else None, doubt)
    if entry.last_day is not None and entry.day is not None:
        return Minutes(start, span.end.minutes() + MIDNIGHT * (entry.last_day - entry.day).days, doubt)
    end, late = _end(start, span.end, full_day=full_day)
    if end is None and span.minutes:
        end = start + span.minutes
    return Minutes(start, end, late or doubt)


def _start(entry: Entry, clock: Clock, previous: int, *, full_day: bool) -> tuple[int, str]:
    """The start of *entry* in minutes, below one that begins at *previous*; and what was assumed of it."""
    start = clock.minutes()
    part = entry.mark.date.part if entry.mark is not None else None
    if clock.meridiem is not None:
        noon = clock.meridiem == "am" and clock.hour == 12 and (previous > 0 or entry.span.end is not None)
        return (NOON + clock.minute if noon else start), ""
    if part in ("afternoon", "evening") and start < NOON:
        return start + HALF_DAY, ""
    return _start_of_24(start, previous) if full_day else _start_of_12(start, previous)


def _start_of_24(start: int, previous: int) -> tuple[int, str]:
    """A start where hours after noon are 13 and more: one that falls back is past midnight, or a slip."""
    if start < previous and start < 5 * 60 and previous >= 20 * 60:
        return start + MIDNIGHT, ""
    if start < previous and start < EARLIEST * 60 and start + HALF_DAY >= previous:
        return start + HALF_DAY, "hour-assumed"
    return start, ""


def _start_of_12(start: int, previous: int) -> tuple[int, str]:
    """A start on a clock of twelve hours: an early one, or one that falls back after noon, is of the afternoon."""
    if start < NOON and (start < EARLIEST * 60 or (start < previous and previous >= NOON)):
        return start + HALF_DAY, "afternoon-assumed"
    return start, ""


def _end(start: int, clock: Clock, *, full_day: bool) -> tuple[int | None, str]:
    """The end of what begins at *start*, and what is odd about it."""
    end = clock.minutes()
    if clock.meridiem == "am" and clock.hour == 12 and start < NOON:
        return NOON + clock.minute, ""
    if end > start:
        return end, ""
    if end == start:
        return None, ""
    if (
        clock.meridiem is None
        and clock.hour < 12
        and end + HALF_DAY > start
        and not (full_day and start >= EVENING)
    ):
        return end + HALF_DAY, "end-before-start" if full_day else ""
    if start >= EVENING:
        return end + MIDNIGHT, ""
    return None, "end-before-start"


def fill_ends(draft: Draft) -> Draft:
    """The draft with ends that follow from the next start, in a programme that gives starts only."""
    if not _starts_only(draft.entries):
        return draft
    filled: dict[int, Entry] = {}
    indexed = sorted(enumerate(draft.entries), key=lambda pair: (pair[1].day, pair[1].start))
    for _, group in groupby(indexed, key=lambda pair: pair[1].day):
        day = list(group)
        for place, (index, entry) in enumerate(day):
            if entry.end is None and entry.span.end is None:
                later = [other for _, other in day[place + 1 :]]
                end = _next_start(entry, (other for other in later if other.section == entry.section))
                end = end or _next_start(entry, later)
                filled[index] = entry.but(end=end, end_assumed=end is not None)
    entries = tuple(filled.get(index, entry) for index, entry in enumerate(draft.entries))
    assumed = [entry for entry in entries if entry.end_assumed]
    return evolve(draft, entries=entries, problems=(*draft.problems, *ends_assumed(assumed)))


def blocks_to_headings(draft: Draft, names_part: Callable[[str], bool]) -> Draft:
    """
    The draft without blocks that have only a start, and the same as the first thing in them: they are headings.

    *names_part* tells whether a text is one like "Session 2: …" or "Panel 1".
    """
    kept: list[Entry] = []
    for entry, after in zip(draft.entries, [*draft.entries[1:], None], strict=True):
        if after is not None and _heads(entry, after) and names_part(_first_line(entry)):
            continue
        kept.append(entry)
    return evolve(draft, entries=tuple(kept))


def _heads(entry: Entry, after: Entry) -> bool:
    """Whether *entry* begins with *after*, tells no end, and names nobody."""
    same = entry.start == after.start and entry.section == after.section and entry.tracks == after.tracks
    return same and entry.span.end is None and not entry.span.minutes and not entry.people and not entry.rooms


def _first_line(entry: Entry) -> str:
    return entry.activity[0].text.split("\n")[0] if entry.activity else ""


def _starts_only(entries: Sequence[Entry]) -> bool:
    """Whether entries mostly have no end of their own."""
    return sum(entry.end is not None for entry in entries) <= len(entries) / 3


def _next_start(entry: Entry, later: Iterable[Entry]) -> datetime | None:
    """The first start after that of *entry* of something that its visitors could go to."""
    for other in later:
        assert other.start is not None and entry.start is not None  # noqa: S101, PT018
        if other.start > entry.start and (
            not entry.tracks or not other.tracks or set(entry.tracks) & set(other.tracks)
        ):
            return other.start
    return None


def _doubts(entry: Entry, minutes: Minutes) -> list[Problem]:
    """What is odd about the times of *entry*."""
    found = []
    if minutes.doubt == "hour-assumed":
        found.append(
            Problem(
                "hour-assumed", "warning",
                f"The time {_written(entry.span)} falls back behind the one before it; it was read as an hour of the afternoon.",
                "Check the time, and write it with its hour of the day (13:00).", entry.place,
            )
        )  # fmt: skip
    if minutes.doubt == "afternoon-assumed":
        found.append(
            Problem(
                "afternoon-assumed", "note",
                f"The time {_written(entry.span)} says neither am nor pm; it was read as an hour of the afternoon, {_why(entry.span)}.",
                "Nothing, if the order of the day is right.", entry.place,
            )
        )  # fmt: skip
    if minutes.doubt == "end-before-start":
        taken = (
            "no end was taken"
            if minutes.end is None
            else f"it was read as {minutes.end // 60:02}:{minutes.end % 60:02}"
        )
        found.append(
            Problem(
                "end-before-start", "warning",
                f"The end of {_written(entry.span)} lies before its start; {taken}.",
                "Ask the organiser when it ends.", entry.place,
            )
        )  # fmt: skip
    stated = entry.span.minutes
    if (
        stated
        and minutes.end is not None
        and entry.span.end is not None
        and minutes.end - minutes.start != stated
    ):
        found.append(
            Problem(
                "duration-mismatch", "warning",
                f"{_written(entry.span)} lasts {minutes.end - minutes.start} minutes, but {stated} minutes are stated; the times were taken.",
                "Ask the organiser which of the two is right.", entry.place,
            )
        )  # fmt: skip
    return found


def _why(span: TimeSpan) -> str:
    """Why the start of *span*, without am or pm, is one of the afternoon."""
    early = span.start is not None and span.start.hour < EARLIEST
    return "since few things begin so early" if early else "since it stands below a later one"


def _written(span: TimeSpan) -> str:
    """A time as people write it."""
    if span.start is None:
        return ""
    start = f"{span.start.hour}:{span.start.minute:02}"
    return start if span.end is None else f"{start}–{span.end.hour}:{span.end.minute:02}"
