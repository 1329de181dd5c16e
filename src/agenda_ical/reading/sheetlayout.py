"""
The cells of a sheet as they are written -> the cells that show, each with the rectangle that it covers.

Of a merged range only the first cell shows; where a part of the range is hidden, it shows in the rest. A range may
claim all of a sheet in a few characters, so only rows that hold something are looked at, and so many of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from attrs import field, frozen, mutable

from agenda_ical.document import Cell, Link
from agenda_ical.reading.inline import Rich
from agenda_ical.reading.sheets import Filled, Range, Sheet
from agenda_ical.reading.workbook import Style

SPOTS_PER_CELL = 64
SPOTS_AT_LEAST = 10_000
"""How many rows the merged ranges of a sheet may cover, all together."""


@frozen
class Laid:
    """The cells that show on a sheet, in order; hidden rows are not counted."""

    cells: list[Cell]
    numbers: dict[int, int]
    """The row of a cell -> the number that the sheet gives to it."""
    dropped: int = 0
    """How many merged ranges were left out."""


def lay_out(sheet: Sheet, styles: Sequence[Style]) -> Laid:
    """The cells of *sheet* that show."""
    merged = _Merged(sheet)
    hidden = sorted(sheet.hidden_rows)
    look = _Look(sheet, [style.bold for style in styles])
    cells: list[Cell] = []
    numbers: dict[int, int] = {}
    for row in sorted(sheet.rows):
        for area, cell in merged.visible(row, sheet.rows[row]):
            shown = row if area is None else area.top
            at = shown - bisect_left(hidden, shown) if hidden else shown
            numbers[at] = shown + 1
            cells.append(look.cell(cell, row, at, area, hidden))
    if merged.moved:
        cells.sort(key=lambda cell: (cell.row, cell.column))
    return Laid(cells, numbers, merged.dropped)


class _Look:
    """Makes the cells of a document from those of a sheet."""

    def __init__(self, sheet: Sheet, bold: Sequence[bool]) -> None:
        self.bold = bold
        self.links = {(area.top, area.left): href for area, href in sheet.links}
        self.headers: dict[int, list[Range]] = {}
        for area in sheet.headers:
            for row in range(area.top, area.bottom + 1):
                self.headers.setdefault(row, []).append(area)

    def cell(self, cell: Filled, row: int, at: int, area: Range | None, hidden: Sequence[int]) -> Cell:
        """The cell that shows *cell* of *row* in row *at*, over all of *area*."""
        content = cell.content
        if isinstance(content, Rich):
            text, emphasis = content.text, content.emphasis
        else:
            text, emphasis = content, ()
            if cell.style < len(self.bold) and self.bold[cell.style]:
                emphasis = ((0, len(text)),)
        href = cell.href or self.links.get((row, cell.column), "")
        links = (Link(0, len(text), href),) if href else ()
        header = any(area.left <= cell.column <= area.right for area in self.headers.get(row, ()))
        if area is None:
            return Cell(text, at, cell.column, 1, 1, header, emphasis, links)
        rows = (
            area.bottom - area.top + 1 - (bisect_right(hidden, area.bottom) - bisect_left(hidden, area.top))
        )
        return Cell(text, at, area.left, rows, area.right - area.left + 1, header, emphasis, links)


@mutable(init=False)
class _Merged:
    """The merged ranges of a sheet, by the rows that hold something."""

    sheet: Sheet
    by_row: dict[int, list[Range]] = field(factory=dict)
    dropped: int = 0
    moved: bool = False
    """Whether a cell shows elsewhere than it stands."""

    def __init__(self, sheet: Sheet) -> None:
        self.__attrs_init__(sheet)
        used = sorted(sheet.rows)
        budget = SPOTS_PER_CELL * sum(map(len, sheet.rows.values())) + SPOTS_AT_LEAST
        for area in sorted(sheet.merged):
            rows = used[bisect_left(used, area.top) : bisect_right(used, area.bottom)]
            budget -= len(rows)
            if budget < 0 or any(self._crosses(row, area) for row in rows):
                self.dropped += 1
                continue
            for row in rows:
                lane = self.by_row.setdefault(row, [])
                lane.insert(bisect_left(lane, area.left, key=_left), area)

    def _crosses(self, row: int, area: Range) -> bool:
        lane = self.by_row.get(row, ())
        behind = bisect_right(lane, area.right, key=_left)
        return behind > 0 and lane[behind - 1].right >= area.left

    def visible(self, row: int, cells: Sequence[Filled]) -> Iterator[tuple[Range | None, Filled]]:
        """The cells of *row* that show, each with the visible part of its merged range."""
        lane = self.by_row.get(row, ())
        hides_columns = bool(self.sheet.hidden_columns)
        for cell in cells:
            area = _area_at(lane, cell.column) if lane else None
            if area is None:
                if row in self.sheet.hidden_rows or (
                    hides_columns and cell.column in self.sheet.hidden_columns
                ):
                    continue
                yield None, cell
            elif area.top == row and area.left == cell.column and (shown := self._shown(area)) is not None:
                self.moved |= shown[:2] != area[:2]
                yield shown, cell

    def _shown(self, area: Range) -> Range | None:
        """*area* from its first row and column that are not hidden."""
        top, left = area.top, area.left
        while top <= area.bottom and top in self.sheet.hidden_rows:
            top += 1
        while left <= area.right and left in self.sheet.hidden_columns:
            left += 1
        return area._replace(top=top, left=left) if top <= area.bottom and left <= area.right else None


def _left(area: Range) -> int:
    return area.left


def _area_at(lane: Sequence[Range], column: int) -> Range | None:
    """The range of a row that covers *column*."""
    behind = bisect_right(lane, column, key=_left)
    area = lane[behind - 1] if behind else None
    return area if area is not None and area.right >= column else None
