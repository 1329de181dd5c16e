"""The elements of one page after another -> one sequence: a table that goes on over the end of a page is one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from agenda_ical.document import Cell
from agenda_ical.reading.pdf.flow import Element, Table

APART = 6.0
"""How far apart, in points, the columns of two parts of a table may begin."""


def join_pages(pages: Iterable[Sequence[Element]]) -> list[Element]:
    """The elements of all *pages*; where one ends in a table and the next begins with its rest, they are one."""
    joined: list[Element] = []
    for elements in pages:
        last = joined[-1] if joined else None
        first = elements[0] if elements else None
        if isinstance(last, Table) and isinstance(first, Table) and _goes_on(last, first):
            joined[-1] = _joined(last, first)
            joined.extend(elements[1:])
        else:
            joined.extend(elements)
    return joined


def _goes_on(table: Table, rest: Table) -> bool:
    if table.ruled != rest.ruled or len(table.xs) != len(rest.xs):
        return False
    return all(abs(x - other) <= APART for x, other in zip(table.xs, rest.xs, strict=True))


def _joined(table: Table, rest: Table) -> Table:
    """One table of both; the header that is printed again is left out, and cells that the page cut go on."""
    cells = list(rest.cells)
    again = _repeated(table.cells, cells)
    height = max(cell.row + cell.rows for cell in table.cells)
    moved = [evolve(cell, row=cell.row - again + height) for cell in cells if cell.row >= again]
    kept = list(table.cells)
    for cell in [cell for cell in moved if cell.row == height]:
        cut = _cut(kept, cell, height)
        if cut is not None:
            kept[cut] = evolve(kept[cut], rows=kept[cut].rows + cell.rows)
            moved.remove(cell)
    return evolve(table, cells=(*kept, *moved), page=rest.page, bottom=rest.bottom)


def _repeated(cells: Sequence[Cell], rest: Sequence[Cell]) -> int:
    """How many rows at the top of *rest* are the first rows of *cells* printed again."""
    rows = 0
    while rows < 4:
        again = _row(rest, rows)
        if not again or again != _row(cells, rows):
            break
        rows += 1
    return rows


def _row(cells: Sequence[Cell], row: int) -> list[tuple[int, str]]:
    return sorted((cell.column, cell.text) for cell in cells if cell.row == row and cell.text)


def _cut(cells: Sequence[Cell], rest: Cell, height: int) -> int | None:
    """Which of *cells* was cut by the end of the page and goes on, with nothing more to say, as *rest*."""
    if rest.text:
        return None
    for at, cell in enumerate(cells):
        same = cell.column == rest.column and cell.columns == rest.columns
        if same and cell.row + cell.rows == height and (cell.rows > 1 or rest.rows > 1):
            return at
    return None
