"""The times in a cell, and the entries in a cell whose lines have times of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from agenda_ical.document import Cell, Grid
from agenda_ical.interpreting.draft import DayMark, Entry, Piece
from agenda_ical.phrases.dates import PartialDate, find_dates, whole_date
from agenda_ical.phrases.times import (
    TimeSpan,
    find_times,
    leading_time,
    trailing_time,
    whole_time,
)
from agenda_ical.phrases.zonedtimes import time_in_several_zones
from agenda_ical.regexes import regex


@frozen
class CellTime:
    """A time in a cell, a date beside it, and the words that belong to neither."""

    span: TimeSpan
    words: str = ""
    date: PartialDate | None = None
    last: DayMark | None = None


def cell_times(text: str) -> list[CellTime]:
    """The times that the text of a time cell tells; several where it names several ranges, and not several zones."""
    zoned = time_in_several_zones(text)
    if zoned is not None and (span := whole_time(zoned.first)) is not None:
        rest = f"{text[: zoned.begin]} {text[zoned.stop :]}".split()
        return [CellTime(span, " ".join([*rest, ", ".join(zoned.others)]))]
    whole = whole_time(text)
    if whole is not None:
        return [CellTime(whole)]
    several = _several_lines(text)
    if several:
        return several
    times = find_times(text)
    if not times:
        leading = leading_time(text)
        return [CellTime(leading, text[leading.stop :].strip(" \n-–—:|"))] if leading is not None else []
    dates = find_dates(text)
    if dates:
        return [_dated(text, times, dates)]
    words = _without(text, [(time.begin, time.stop) for time in times])
    ranges = [time for time in times if time.end is not None]
    if len(times) > 1 and len(ranges) == len(times):
        return [CellTime(time, words) for time in times]
    return [CellTime(times[0], words)]


def _several_lines(text: str) -> list[CellTime]:
    """The times of a cell in which each line has one, and words of its own."""
    lines = [line for line in text.split("\n") if line.strip()]
    spans = [leading_time(line) for line in lines]
    if len(lines) < 2 or any(span is None for span in spans):
        return []
    timed = [
        CellTime(span, line[span.stop :].strip(" -–—:|"))
        for line, span in zip(lines, spans, strict=True)
        if span is not None
    ]
    return timed if all(one.words for one in timed) else []


def _dated(text: str, times: Sequence[TimeSpan], dates: Sequence[PartialDate]) -> CellTime:
    """A time with its date: "Thu (11. 9.), 09:00 to Fri (12. 9.), 12:30" has two of each."""
    first, last = times[0], times[-1]
    spans = [(time.begin, time.stop) for time in times] + [(date.begin, date.stop) for date in dates]
    words = _without(text, spans)
    words = words if sum(map(str.isalpha, words)) > 5 else ""
    if len(times) > 1 and first.end is None:
        ends = dates[-1] if len(dates) > 1 else _bracketed_date(text[first.stop : last.begin])
        if ends is not None:
            return CellTime(evolve(first, end=last.start), words, dates[0], DayMark(ends))
    return CellTime(first, words, dates[0])


def _bracketed_date(text: str) -> PartialDate | None:
    """The date in brackets of a text between two times, whatever stands before it."""
    begin, stop = text.find("("), text.find(")")
    return whole_date(text[begin + 1 : stop]) if 0 <= begin < stop else None


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The words of *text* outside *spans*."""
    kept, at = [], 0
    for begin, stop in sorted(spans):
        kept.append(text[at:begin])
        at = max(at, stop)
    kept.append(text[at:])
    return " ".join("".join(kept).split()).strip(" -–—:|,;/()[]")


def cell_piece(grid: Grid, cell: Cell) -> Piece:
    """The text of *cell* with its marks and its place."""
    return Piece(cell.text, grid.place_of(cell), cell.emphasis, cell.links)


def timed_pieces(entry: Entry, piece: Piece) -> Iterator[Entry]:
    """*entry* with *piece* as its activity; several where lines of it begin with times of their own."""
    starts = timed_lines_of(piece.text)
    if not starts:
        if entry.span.start is not None:
            yield entry.but(activity=(piece, *entry.activity))
        return
    whole = entry.span.start is not None
    before = piece.text[: starts[0][0]].strip()
    if whole and len(starts) > 1 and before:
        yield entry.but(activity=(Piece(before, piece.place), *entry.activity))
    for (begin, span), (stop, _) in zip(
        starts, [*starts[1:], (len(piece.text), TimeSpan(None))], strict=True
    ):
        words = piece.text[begin:stop]
        text = (words[: span.begin] + " " + words[span.stop :]).strip(" \n\t-–—:|")
        if len(starts) == 1 and before:
            text = f"{before}\n{text}".strip()
        if text:
            yield entry.but(span=span, activity=(Piece(text, piece.place), *entry.activity))


LIKE_A_TIME = regex(r"\d\s?(?:[:：.∶~∼〜～–—-]|[^\W\d_])")
"""What a text has that tells a time: looked for before the times themselves, for most titles have none."""


def timed_lines_of(text: str) -> list[tuple[int, TimeSpan]]:
    """Where the lines begin that have a time at their start or end, and the time within the rest of the text."""
    if LIKE_A_TIME.search(text) is None:
        return []
    found: list[tuple[int, TimeSpan]] = []
    at = 0
    for line in text.split("\n"):
        span = leading_time(line) or trailing_time(line)
        if span is not None and (span.end is not None or not found or span.begin == 0):
            found.append((at, span))
        at += len(line) + 1
    return found
