"""Times that stand on the page and from which no session was made: told, so that nobody misses what happens then."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from agenda_ical.document import Cell, Document, Grid
from agenda_ical.interpreting.draft import Entry
from agenda_ical.phrases.languages import Lexicon
from agenda_ical.phrases.times import Clock, TimeSpan, leading_time
from agenda_ical.place import Place
from agenda_ical.programme import Problem

_LONGEST = 250
"""A longer line tells of something rather than naming it."""

Block = tuple[str | None, int | None]
Row = tuple[Block, int | None]
Span = tuple[Clock | None, Clock | None]


def unused_times(document: Document, entries: Sequence[Entry], lexicon: Lexicon) -> Iterator[Problem]:
    """A warning for each line and each row of *document* that begins with start and end, where no entry has these."""
    blocks = [_block(entry.place) for entry in entries]
    used = {(block, _span(entry.span)) for block, entry in zip(blocks, entries, strict=True)}
    rows = {(block, entry.place.row) for block, entry in zip(blocks, entries, strict=True)}
    for place, line in _lines(document, rows):
        span = leading_time(line)
        if span is None or span.end is None or (_block(place), _span(span)) in used:
            continue
        if any(map(str.isalpha, line[span.stop :])) and not lexicon.is_distractor(line):
            yield Problem(
                "time-without-session", "warning",
                f"No session was made of {line[:120]!r}, though a time stands before it.",
                "If it belongs to the programme, add it to a copy of the page, or with a corrections file.", place,
            )  # fmt: skip


def _block(place: Place) -> Block:
    """The table that a place lies in; all that is in none belongs together."""
    return (place.sheet, place.table) if place.table else (None, None)


def _span(span: TimeSpan) -> Span:
    return (span.start, span.end)


def _lines(document: Document, rows: Container[Row]) -> Iterator[tuple[Place, str]]:
    """The lines that begin with a figure, each with its place, and those of tables that are none of *rows*."""
    for block in document.blocks:
        if isinstance(block, Grid):
            first = (cell for cell in block.cells if cell.text[:1].isdigit())
            yield from (
                (block.place_of(cell), _row(block, cell)) for cell in first if not _is_read(block, cell, rows)
            )
        else:
            lines = (line for line in block.text.split("\n") if line[:1].isdigit() and len(line) <= _LONGEST)
            yield from ((block.place, line) for line in lines)


def _is_read(grid: Grid, cell: Cell, rows: Container[Row]) -> bool:
    """Whether something was read of a row that *cell* covers, or of one from which a merged cell reaches into it."""
    block = _block(grid.place)
    if (block, grid.place_of_row(cell.row).row) in rows:
        return True
    first = min(other.row for other in grid.row(cell.row))
    covered = (grid.place_of_row(row).row for row in range(first, cell.row + cell.rows))
    return any((block, row) in rows for row in covered)


def _row(grid: Grid, cell: Cell) -> str:
    """The text of *cell* and of what begins right of it."""
    beside = (
        other.text for other in grid.row(cell.row) if other.row == cell.row and other.column > cell.column
    )
    return " ".join(" ".join([cell.text, *beside]).split())
