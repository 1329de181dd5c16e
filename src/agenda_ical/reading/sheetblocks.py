"""
The filled cells of a sheet, or of a file of rows -> its blocks: what stands above a table, and the table.

Empty rows part the days of one programme as often as two tables. A new table is begun only where a row of headers
follows an empty row; all else goes on in the table above, where columns keep their meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from statistics import median_low
from typing import TypeAlias

from attrs import field, frozen, mutable

from agenda_ical.document import Block, Cell, Grid, Paragraph, canonical_grid
from agenda_ical.place import Place
from agenda_ical.reading.spans import MOST_COLUMNS

Row: TypeAlias = tuple[Cell, ...]
HEADERS_WITHIN = 3
"""The row of headers is one of the first rows of its table."""


@mutable
class SheetBlocks:
    """Turns sheets into blocks, and numbers their tables."""

    tables: int = 0
    cuts: list[str] = field(factory=list)

    def blocks(self, cells: Sequence[Cell], place_of: Callable[[int], Place]) -> Iterator[Block]:
        """The blocks of *cells*, which stand in order; *place_of* says where a row is, which a person looks up."""
        for part in _parts(_runs(cells)):
            above, rows = _split_lead(part)
            yield from _paragraphs(above, place_of)
            if rows:
                yield self._grid(rows, place_of)

    def _grid(self, rows: Sequence[Row], place_of: Callable[[int], Place]) -> Grid:
        self.tables += 1
        places = tuple(_numbered(place_of(row[0].row), self.tables) for row in rows)
        cells = [cell for row in rows for cell in row]
        columns = sorted({cell.column for cell in cells})
        place = Place(table=self.tables, sheet=places[0].sheet)
        if len(columns) > MOST_COLUMNS:
            kept = [cell for cell in cells if cell.column < columns[MOST_COLUMNS]]
            self.cuts.append(
                f"In {place}, {len(cells) - len(kept)} cells beyond column {MOST_COLUMNS} were left out."
            )
            begun = {cell.row for cell in kept}
            places = tuple(at for at, row in zip(places, rows, strict=True) if row[0].row in begun)
            cells = kept
        grid = canonical_grid(cells, place)
        return Grid(grid.cells, place, rows=places)


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


def _runs(cells: Sequence[Cell]) -> list[_Run]:
    """The rows of *cells*, parted where there is an empty row that no merged cell covers."""
    runs: list[list[Row]] = []
    reached = -2
    for at, row in groupby(cells, key=lambda cell: cell.row):
        if at > reached + 1:
            runs.append([])
        runs[-1].append(tuple(row))
        reached = max(reached, *(cell.row + cell.rows - 1 for cell in runs[-1][-1]))
    return [_Run(tuple(rows)) for rows in runs]


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
    if not below or len(row) < breadth or _has_digit(row[0]):
        return False
    if all(map(_is_set_apart, row)):
        return not all(_is_set_apart(cell) for other in below for cell in other)
    numbered = sum(any(map(_has_digit, other[:2])) for other in below)
    return not any(map(_has_digit, row)) and numbered * 2 >= len(below)


def _is_set_apart(cell: Cell) -> bool:
    return cell.header or cell.emphasis == ((0, len(cell.text)),)


def _has_digit(cell: Cell) -> bool:
    return any(map(str.isdigit, cell.text))


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
