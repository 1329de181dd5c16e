"""Document -> its spots, the texts that can be pointed at one by one; and the spot at which a session stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from attrs import evolve, frozen

from agenda_ical.document import Document, Grid
from agenda_ical.explaining.findings import Locator
from agenda_ical.explaining.letters import to_letters
from agenda_ical.interpreting.columns import upright
from agenda_ical.place import Place


@frozen
class Spot:
    """A heading, a paragraph or a cell. The rows and columns of a cell are those by which the table was read."""

    number: int
    """Its index among all spots of the page, in reading order."""
    block: int
    text: str
    rows: range = range(1)
    columns: range = range(1)
    in_table: bool = False

    def covers(self, column: int | None) -> bool:
        """Whether it reaches over *column*, if one is named."""
        return column is None or column in self.columns


@frozen
class Spots:
    """Every spot of a page, and those of each block."""

    all: tuple[Spot, ...]
    of_block: tuple[range, ...]
    """The numbers of the spots of each block; the cells of a table in the order in which it has them."""
    _grids: dict[int, _Rows]
    _locator: Locator

    def home(self, place: Place, title: str = "") -> Spot | None:
        """The spot at *place*, or that one of its row which says *title*; None where the place is the whole page."""
        block = self._locator.block_of(place)
        if block is None:
            return None
        if block not in self._grids:
            return self.all[self.of_block[block].start]
        return self._grids[block].home(place, title)

    def in_rows(self, block: int, rows: range) -> Iterator[Spot]:
        """The cells of a table that begin in one of *rows*."""
        begun = self._grids[block].begun
        return chain.from_iterable(begun[row] for row in rows if row < len(begun))

    def beside(self, spot: Spot) -> Iterator[Spot]:
        """The cells that reach into the first row of *spot*."""
        return iter(self._grids[spot.block].reaching[spot.rows.start])


def document_to_spots(document: Document) -> Spots:
    """Every spot of *document*, in reading order."""
    spots: list[Spot] = []
    of_block: list[range] = []
    grids: dict[int, _Rows] = {}
    for number, block in enumerate(document.blocks):
        first = len(spots)
        if isinstance(block, Grid):
            spots += _cells(block, number, first)
            grids[number] = _grid_to_rows(block, spots[first:])
        else:
            spots.append(Spot(first, number, block.text))
        of_block.append(range(first, len(spots)))
    locator = Locator([block.place for block in document.blocks])
    return Spots(tuple(spots), tuple(of_block), grids, locator)


def _cells(grid: Grid, block: int, first: int) -> Iterator[Spot]:
    turned = upright(grid) is not grid
    for number, cell in enumerate(grid.cells, first):
        rows = range(cell.row, cell.row + cell.rows)
        columns = range(cell.column, cell.column + cell.columns)
        down, along = (columns, rows) if turned else (rows, columns)
        yield Spot(number, block, cell.text, down, along, in_table=True)


@frozen
class _Rows:
    """The cells of one table by the rows that they begin in, and by those that they reach into."""

    begun: list[list[Spot]]
    reaching: list[list[Spot]]
    named: dict[tuple[int | None, int | None], int]
    """The row that stands at a row or line of the source, where the table does not begin with the first."""
    turned: bool = False
    """Whether these are the columns of the page."""

    def home(self, place: Place, title: str) -> Spot | None:
        if self.turned:
            place = evolve(place, row=place.column, column=place.row)
        row = self.named.get((place.row, place.line), (place.row or 1) - 1)
        cells = self.reaching[row] if row < len(self.reaching) else []
        column = None if place.column is None else place.column - 1
        here = [cell for cell in cells if cell.covers(column)] if column is not None else []
        return next(iter(here), None) or _saying(title, cells)


def _saying(title: str, cells: Sequence[Spot]) -> Spot | None:
    """The cell that says *title*, or the one with the most to say."""
    wanted = to_letters(title).text
    saying = [cell for cell in cells if wanted and wanted in to_letters(cell.text).text]
    return next(iter(saying), None) or max(cells, key=lambda cell: len(cell.text), default=None)


def _grid_to_rows(grid: Grid, spots: Sequence[Spot]) -> _Rows:
    height = max((spot.rows.stop for spot in spots), default=0)
    begun: list[list[Spot]] = [[] for _ in range(height)]
    reaching: list[list[Spot]] = [[] for _ in range(height)]
    for spot in spots:
        begun[spot.rows.start].append(spot)
        for row in spot.rows:
            reaching[row].append(spot)
    named = {(place.row, place.line): row for row, place in enumerate(grid.rows)}
    return _Rows(begun, reaching, named, turned=upright(grid) is not grid)
