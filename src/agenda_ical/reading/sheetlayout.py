"""
The cells of a sheet as they are written -> the cells that show, each with the rectangle that it covers.

Of a merged range only the first cell shows; where a part of the range is hidden, it shows in the rest. A range may
claim all of a sheet in a few characters, so only rows that hold something are looked at, and so many of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from attrs import field, frozen, mutable

from agenda_ical.document import Link
from agenda_ical.reading.sheetcells import Seen
from agenda_ical.reading.sheets import Range, Sheet

SPOTS_PER_CELL = 64
SPOTS_AT_LEAST = 10_000
"""How many rows the merged ranges of a sheet may cover, all together."""


@frozen
class Laid:
    """The rows of a sheet that show, in order; hidden ones are not counted."""

    rows: list[list[Seen]]
    numbers: dict[int, int]
    """The row of a cell -> the number that the sheet gives to it."""
    dropped: int = 0
    """How many merged ranges were left out."""


def lay_out(sheet: Sheet) -> Laid:
    """The cells of *sheet* that show."""
    _mark(sheet)
    merged = _Merged(sheet)
    hidden = sorted(sheet.hidden_rows)
    rows: dict[int, list[Seen]] = {}
    for row in sorted(sheet.rows):
        cells = sheet.rows[row]
        lane = merged.by_row.get(row)
        if lane or sheet.hidden_columns or row in sheet.hidden_rows:
            for cell in merged.visible(cells, lane or [], hidden):
                rows.setdefault(cell.row, []).append(cell)
        elif cells:
            rows.setdefault(row, []).extend(cells)
    numbers = {row - bisect_left(hidden, row): row + 1 for row in rows}
    return Laid(
        [_in_order(rows[row], bisect_left(hidden, row)) for row in sorted(rows)], numbers, merged.dropped
    )


def _in_order(cells: list[Seen], above: int) -> list[Seen]:
    """The *cells* of a row from left to right; *above* are the hidden rows above it."""
    if above:
        for cell in cells:
            cell.row -= above
    cells.sort(key=_column)
    return cells


def _column(cell: Seen) -> int:
    return cell.column


def _mark(sheet: Sheet) -> None:
    """Let the cells of *sheet* know which of them are headers, and where they lead."""
    for area in sheet.headers:
        for row in range(area.top, area.bottom + 1):
            for cell in sheet.rows.get(row, ()):
                cell.header |= area.left <= cell.column <= area.right
    links = {(area.top, area.left): href for area, href in sheet.links}
    for row in {row for row, _ in links}:
        for cell in sheet.rows.get(row, ()):
            href = links.get((row, cell.column))
            if href and not cell.links:
                cell.links = (Link(0, len(cell.text), href),)


@mutable(init=False)
class _Merged:
    """The merged ranges of a sheet, by the rows that hold something."""

    sheet: Sheet
    by_row: dict[int, list[Range]] = field(factory=dict)
    dropped: int = 0

    def __init__(self, sheet: Sheet) -> None:
        self.__attrs_init__(sheet)
        used = sorted(sheet.rows)
        budget = SPOTS_PER_CELL * sum(map(len, sheet.rows.values())) + SPOTS_AT_LEAST
        for area in sorted(sheet.merged):
            first, behind = bisect_left(used, area.top), bisect_right(used, area.bottom)
            budget -= behind - first
            rows = used[first:behind] if budget >= 0 else []
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

    def visible(self, cells: Sequence[Seen], lane: Sequence[Range], hidden: Sequence[int]) -> Iterator[Seen]:
        """The *cells* of a row that show, over all that shows of their merged ranges, which are those of *lane*."""
        for cell in cells:
            area = _area_at(lane, cell.column)
            if area is None:
                if cell.row not in self.sheet.hidden_rows and cell.column not in self.sheet.hidden_columns:
                    yield cell
            elif (
                area.top == cell.row and area.left == cell.column and (shown := self._shown(area)) is not None
            ):
                cell.row, cell.column = shown.top, shown.left
                cell.columns = shown.right - shown.left + 1
                cell.rows = shown.bottom - shown.top + 1
                cell.rows -= bisect_right(hidden, shown.bottom) - bisect_left(hidden, shown.top)
                yield cell

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
