"""
The filled cells of a sheet, or of a file of rows -> its blocks: what stands above a table, and the table.

Empty rows part the days of one programme as often as two tables. A new table is begun only where a row of headers
follows an empty row; all else goes on in the table above, where columns keep their meaning.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from statistics import median_low
from typing import TypeAlias

from attrs import field, frozen, mutable

from agenda_ical.document import Block, Cell, Grid, Paragraph
from agenda_ical.place import Place
from agenda_ical.reading.sheetcells import Seen
from agenda_ical.reading.spans import MOST_COLUMNS

Row: TypeAlias = list[Seen]
HEADERS_WITHIN = 3
"""The row of headers is one of the first rows of its table."""


@mutable
class SheetBlocks:
    """Turns sheets into blocks, and numbers their tables."""

    tables: int = 0
    cuts: list[str] = field(factory=list)

    def blocks(self, rows: Sequence[Row], place_of: Callable[[int], Place]) -> Iterator[Block]:
        """The blocks of *rows*, none of which is empty; *place_of* says where a row is, as a person looks it up."""
        for part in _parts(_runs(rows)):
            above, table = _split_lead(part)
            yield from _paragraphs(above, place_of)
            if table:
                yield self._grid(table, place_of)

    def _grid(self, rows: Sequence[Row], place_of: Callable[[int], Place]) -> Grid:
        self.tables += 1
        sheet = place_of(rows[0][0].row).sheet
        place = Place(table=self.tables, sheet=sheet)
        columns = sorted({cell.column for row in rows for cell in row})
        if len(columns) > MOST_COLUMNS:
            rows, dropped = _cut(rows, columns[MOST_COLUMNS])
            columns = columns[:MOST_COLUMNS]
            self.cuts.append(f"In {place}, {dropped} cells beyond column {MOST_COLUMNS} were left out.")
        places = tuple(_numbered(place_of(row[0].row), self.tables) for row in rows)
        return Grid(tuple(_cells(rows, columns)), place, rows=places)


def _cut(rows: Sequence[Row], column: int) -> tuple[list[Row], int]:
    """*rows* up to *column*, and how many cells were behind it."""
    kept = [[cell for cell in row if cell.column < column] for row in rows]
    return list(filter(None, kept)), sum(map(len, rows)) - sum(map(len, kept))


def _cells(rows: Sequence[Row], columns: Sequence[int]) -> Iterator[Cell]:
    """The cells of a table, its rows and columns counted without those in which no cell begins."""
    ranks = {column: rank for rank, column in enumerate(columns)}
    starts = [row[0].row for row in rows]
    for at, row in enumerate(rows):
        for cell in row:
            left, down, right = ranks[cell.column], 1, 1
            if cell.rows > 1 or cell.columns > 1:
                down = bisect_left(starts, cell.row + cell.rows) - at
                right = bisect_left(columns, cell.column + cell.columns) - left
            yield Cell(cell.text, at, left, down, right, cell.header, cell.emphasis, cell.links)


def _numbered(place: Place, table: int) -> Place:
    return Place(table, place.row, place.column, place.line, place.paragraph, place.sheet)


@frozen
class _Run:
    """Rows with no empty row between them."""

    rows: tuple[Row, ...]

    @property
    def breadth(self) -> int:
        """How many cells its rows have, as a rule; 0 where every row has but one."""
        counts = [len(row) for row in self.rows if len(row) > 1]
        return median_low(counts) if counts else 0


def _runs(rows: Sequence[Row]) -> list[_Run]:
    """*rows*, parted where there is an empty row that no merged cell covers."""
    runs: list[list[Row]] = []
    reached = -2
    for row in rows:
        if row[0].row > reached + 1:
            runs.append([])
        runs[-1].append(row)
        reached = max(reached, *[cell.row + cell.rows - 1 for cell in row])
    return [_Run(tuple(run)) for run in runs]


def _parts(runs: Sequence[_Run]) -> list[list[Row]]:
    """The rows of each table, with the lone cells that stand above it."""
    parts: list[list[Row]] = []
    waiting: list[Row] = []
    for run in runs:
        if not run.breadth:
            waiting += run.rows
        elif not parts or _begins_table(run):
            parts.append([*waiting, *run.rows])
            waiting = []
        else:
            parts[-1] += [*waiting, *run.rows]
            waiting = []
    if waiting and not parts:
        return [waiting]
    if waiting:
        parts[-1] += waiting
    return parts


def _begins_table(run: _Run) -> bool:
    """Whether one of the first rows of *run* heads the columns of the others."""
    rows = [row for row in run.rows if len(row) > 1]
    return any(_heads(row, rows[at + 1 :], run.breadth) for at, row in enumerate(rows[:HEADERS_WITHIN]))


def _heads(row: Row, below: Sequence[Row], breadth: int) -> bool:
    """Whether *row* names columns: it fills them, begins with a word, and looks other than the rows *below*."""
    if not below or len(row) < breadth or row[0].numbered:
        return False
    if all(cell.set_apart for cell in row):
        return not all(cell.set_apart for other in below for cell in other)
    numbered = sum(any(cell.numbered for cell in other[:2]) for other in below)
    return not any(cell.numbered for cell in row) and numbered * 2 >= len(below)


def _split_lead(rows: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Row]]:
    """The lone cells above a table, and the table."""
    first = next((at for at, row in enumerate(rows) if len(row) > 1), len(rows))
    return rows[:first], rows[first:]


def _paragraphs(rows: Sequence[Row], place_of: Callable[[int], Place]) -> Iterator[Paragraph]:
    before = -2
    for (cell,) in rows:
        gap = cell.row > before + 1
        before = cell.row + cell.rows - 1
        yield Paragraph(cell.text, 0, place_of(cell.row), cell.emphasis, cell.links, gap)
