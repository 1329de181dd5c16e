"""
Rows of cells with their spans -> cells with their rectangles (HTML standard, "forming a table").

The grid is sparse: a cell is stored once, whatever it covers. A page of a few kilobytes can ask for billions of
spots, so columns and covered spots are bounded; what was cut is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, count, repeat
from typing import Any

from attrs import define, field

from agenda_ical.document import Cell, Grid, Link, canonical_grid
from agenda_ical.place import Place

MOST_COLUMNS = 1000
"""As many as browsers allow to one cell."""
PLAIN = {str}
SPOTS_PER_CELL = 64
SPOTS_AT_LEAST = 10_000


@define
class Spanning:
    """A cell as it is written: what stands in it, and how far it asks to reach; 0 rows: to the end of its group."""

    text: str
    rows: int = 1
    columns: int = 1
    header: bool = False
    emphasis: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()


@define
class _Slots:
    budget: int
    """How many spots may still be covered by spans."""
    cells: list[Cell] = field(factory=list)
    row: int = 0
    begun: set[int] = field(factory=set)
    """The columns in which some cell begins."""
    widest: int = 0
    """How many columns, from the first, begin in some row without spans."""
    canonical: bool = True
    dropped: int = 0
    shortened: int = 0

    def group(self, rows: Sequence[Sequence[str | Spanning]]) -> None:
        """Lay the rows of one row group; no cell reaches out of it."""
        end = self.row + len(rows)
        reaching: list[tuple[int, int, int]] = []
        for row in rows:
            if reaching:
                reaching = [span for span in reaching if span[2] > self.row]
            before = len(self.cells)
            if not reaching and len(row) <= MOST_COLUMNS and set(map(type, row)) <= PLAIN:
                self._lay_plain(row)
            else:
                reaching += self._lay(row, sorted(reaching), end)
            self.canonical &= len(self.cells) > before
            self.row += 1

    def _lay_plain(self, row: Sequence[Any]) -> None:
        """Lay a row of nothing but texts, with nothing in their way."""
        self.cells.extend(map(Cell, row, repeat(self.row), count()))
        self.widest = max(self.widest, len(row))

    def _lay(
        self, row: Sequence[str | Spanning], taken: list[tuple[int, int, int]], end: int
    ) -> list[tuple[int, int, int]]:
        """Lay one row around the spots *taken* from above (first column, column behind the last, row behind the last)."""
        reaching = []
        column = reached = 0
        for cell in row:
            while reached < len(taken) and taken[reached][0] <= column:
                column = max(column, taken[reached][1])
                reached += 1
            if column >= MOST_COLUMNS:
                self.dropped += 1
                continue
            room = (taken[reached][0] if reached < len(taken) else MOST_COLUMNS) - column
            if isinstance(cell, str):
                rows = columns = 1
                self.cells.append(Cell(cell, self.row, column))
            else:
                rows, columns = self._clamp(cell, room, end - self.row)
                self.cells.append(
                    Cell(cell.text, self.row, column, rows, columns, cell.header, cell.emphasis, cell.links)
                )
            self.begun.add(column)
            if rows > 1:
                reaching.append((column, column + columns, self.row + rows))
            column += columns
        return reaching

    def _clamp(self, cell: Spanning, room: int, height: int) -> tuple[int, int]:
        if cell.rows == 1 and cell.columns == 1:
            return 1, 1
        rows = min(cell.rows, height) if cell.rows > 0 else height
        columns = max(min(cell.columns, room), 1)
        if rows * columns > self.budget:
            columns = min(columns, max(self.budget, 1))
            rows = max(min(rows, self.budget // columns), 1)
            self.shortened += 1
        self.budget -= rows * columns
        return rows, columns


def rows_to_grid(
    groups: Sequence[Sequence[Sequence[str | Spanning]]], place: Place = Place(), caption: str = ""
) -> tuple[Grid, tuple[str, ...]]:
    """
    The grid of the rows of each row group, in its canonical form, and sentences about what was cut.

    A cell that is nothing but a text may be given as that text. Cells that ask for a spot that is taken get what is free beside it: no spot is covered twice.
    """
    written = sum(map(len, chain.from_iterable(groups)))
    slots = _Slots(budget=SPOTS_PER_CELL * written + SPOTS_AT_LEAST)
    for group in groups:
        slots.group(group)
    if slots.canonical and _fits(slots):
        return Grid(tuple(slots.cells), place, caption), _sentences(slots, place)
    return canonical_grid(slots.cells, place, caption), _sentences(slots, place)


def _fits(slots: _Slots) -> bool:
    begun = slots.begun.union(range(slots.widest))
    width = len(begun)
    if width != max(begun, default=-1) + 1:
        return False
    return all(cell.column + cell.columns <= width for cell in slots.cells if cell.columns > 1)


def _sentences(slots: _Slots, place: Place) -> tuple[str, ...]:
    told = []
    if slots.dropped:
        told.append(f"In {place}, {slots.dropped} cells beyond column {MOST_COLUMNS} were left out.")
    if slots.shortened:
        told.append(
            f"In {place}, {slots.shortened} merged cells claimed more of the table than there can be."
        )
    return tuple(told)
