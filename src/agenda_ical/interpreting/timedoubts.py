"""What may be wrong with a time: it falls back, lies outside the day, or more times stand in the words of one session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise

from agenda_ical.interpreting.draft import Entry, Told
from agenda_ical.phrases.languages import lexicon
from agenda_ical.phrases.times import leading_time
from agenda_ical.phrases.zonedtimes import zone_words
from agenda_ical.place import Place
from agenda_ical.programme import Problem
from agenda_ical.telling import counted

_FEW = 0.15
"""What at most this share of the sessions does is the exception."""
_DAWN = 6
_PAUSES = ("break", "meal")
_LONGEST = timedelta(hours=14)
_LOOK = "Look at the page, and ask the organiser for the right one."


def time_doubts(told: Sequence[Told], headings: Sequence[Place]) -> Iterator[Problem]:
    """The doubts about times that show in the order of the page, with its *headings*, and in the words beside them."""
    yield from _falling_back([one for one in told if one.wording.title], headings)
    for one in told:
        if one.wording.title:
            yield from _outside_day(one)
            yield from _in_words(one)


def ends_assumed(entries: Sequence[Entry]) -> Iterator[Problem]:
    """The note that *entries* have assumed ends: one for all, since all have the same reason."""
    if entries:
        yield Problem(
            "end-assumed", "note",
            f"Most sessions have no end on the page; {counted(len(entries), 'session')} will last until the next begins.",
            "If one ends earlier, say so in a corrections file.",
        )  # fmt: skip


def _falling_back(told: Sequence[Told], headings: Sequence[Place]) -> Iterator[Problem]:
    """Sessions that stand below a later one, with no heading between them, where that is the exception."""
    back = [(one, other) for one, other in pairwise(told) if _falls_back(one.entry, other.entry)]
    if not back or len(back) > max(1, _FEW * len(told)):
        return
    for one, other in back:
        between = (_number(one.entry.place), _number(other.entry.place))
        headed = any(between[0] < _number(heading) <= between[1] for heading in headings)
        if not headed and not _overlap(one.entry, other.entry):
            yield Problem(
                "time-falls-back", "warning",
                f"{other.wording.title[:80]!r} begins before {one.wording.title[:80]!r}, which stands above it; both were "
                "taken to be on the same day.",
                "If another day begins there, write its date above it in a copy of the page.", other.entry.place,
            )  # fmt: skip


def _falls_back(above: Entry, below: Entry) -> bool:
    """Whether *below* begins before *above*, under the same date and heading."""
    if below.lanes or above.start is None or below.start is None:
        return False
    return below.start < above.start and _context(above) == _context(below)


def _overlap(above: Entry, below: Entry) -> bool:
    """Whether *below*, which begins first, lasts when *above* begins: that is told as such."""
    return below.end is not None and above.start is not None and below.end > above.start


def _number(place: Place) -> int:
    """Which line or paragraph *place* is; 0 for one in a table, which headings do not part."""
    return place.line or place.paragraph or 0


def _context(entry: Entry) -> tuple[object, ...]:
    return (entry.section, entry.day, entry.tracks, entry.heading)


def _outside_day(one: Told) -> Iterator[Problem]:
    """A session that begins in the small hours, or lasts longer than a day of a programme."""
    start, end = one.entry.start, one.entry.end
    if start is None:
        return
    overlong = end is not None and one.entry.last_day is None and end - start > _LONGEST
    if overlong or (start.hour < _DAWN and start.date() == one.entry.day):
        yield Problem(
            "outside-day", "warning",
            f"{one.wording.title[:80]!r} would be at {start:%H:%M}{f'–{end:%H:%M}' if end else ''}, outside the hours of a programme.",
            _LOOK, one.entry.place,
        )  # fmt: skip


def _in_words(one: Told) -> Iterator[Problem]:
    """What stands in the description of a session and seems to be one of its own: it has a time, or is a break."""
    kind_of = lexicon().kind_of
    pause = kind_of(one.wording.title) in _PAUSES
    for line in one.wording.description.split("\n") if one.wording.description else ():
        if _is_elsewhere(line, one.entry) or (not pause and kind_of(line) in _PAUSES):
            yield Problem(
                "session-in-words", "warning",
                f"{line[:80]!r} stands in the description of {one.wording.title[:80]!r}, and may be a session of its own.",
                "If it is one, give it a time of its own in a copy of the page.", one.entry.place,
            )  # fmt: skip
            return


def _is_elsewhere(line: str, entry: Entry) -> bool:
    """Whether *line* begins with a time that lies not within that of *entry*, and with words behind it."""
    span = leading_time(line) if line[:1].isdigit() else None
    if span is None or span.start is None or entry.start is None or any(zone_words(line)):
        return False
    start = datetime.combine(entry.start.date(), time()) + timedelta(minutes=span.start.minutes())
    outside = start < entry.start or entry.end is None or start >= entry.end
    return outside and any(map(str.isalpha, line[span.stop :]))
