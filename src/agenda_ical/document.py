"""
What stands on the page: headings, paragraphs, list items and grids, in reading order.

Nothing here knows what an agenda is. Every reader ends in these values, every stage of
interpretation begins with them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from itertools import chain

from attrs import evolve, frozen

from agenda_ical.place import Place


@frozen
class Link:
    """A piece of a text that leads somewhere: the characters ``text[start:stop]``."""

    start: int
    stop: int
    href: str


@frozen
class Heading:
    """A heading; its level is 1 for the page's title, 6 for the least."""

    text: str
    level: int = 2
    place: Place = Place()
    links: tuple[Link, ...] = ()


@frozen
class Paragraph:
    """A paragraph, or an item of a list; its lines end with a newline."""

    text: str
    level: int = 0
    """0 for a paragraph, 1 for an item of a list, 2 for an item of a list within a list."""
    place: Place = Place()
    emphasis: tuple[tuple[int, int], ...] = ()
    """The emphasised pieces, each the characters ``text[start:stop]``."""
    links: tuple[Link, ...] = ()
    gap: bool = True
    """Whether a blank line or the edge of another block stands before it."""


@frozen
class Cell:
    """One cell and the rectangle of the grid that it covers; its lines end with a newline."""

    text: str
    row: int
    """The first row that it covers, from 0."""
    column: int
    """The first column that it covers, from 0."""
    rows: int = 1
    columns: int = 1
    header: bool = False
    """Whether the page itself calls it a header."""
    emphasis: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()


@frozen
class Grid:
    """
    A table: its cells, each stored once, in the order of their first row and column.

    Canonical: every row and every column is the first of some cell; ``canonical_grid`` makes it so.
    """

    cells: tuple[Cell, ...]
    place: Place = Place()
    caption: str = ""
    rows: tuple[Place, ...] = ()
    """Where each row stands, where that is no row of a table: a line of copied text."""
    turned: bool = False
    """Whether its rows stand as columns on the page, from which places are told."""

    @cached_property
    def height(self) -> int:
        """How many rows there are."""
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @cached_property
    def width(self) -> int:
        """How many columns there are."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)

    @cached_property
    def _by_row(self) -> tuple[tuple[Cell, ...], ...]:
        rows: list[list[Cell]] = [[] for _ in range(self.height)]
        merged = False
        for cell in self.cells:
            if cell.rows == 1:
                rows[cell.row].append(cell)
            else:
                merged = True
                for covered in rows[cell.row : cell.row + cell.rows]:
                    covered.append(cell)
        if merged:
            for row in rows:
                row.sort(key=lambda cell: cell.column)
        return tuple(map(tuple, rows))

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells that cover a part of *row*, from left to right; a merged one is met in each of its rows."""
        return self._by_row[row]

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers the spot, or None where the row has none."""
        if not 0 <= row < self.height:
            return None
        for cell in self._by_row[row]:
            if cell.column <= column < cell.column + cell.columns:
                return cell
        return None

    def place_of(self, cell: Cell) -> Place:
        """Where *cell* stands, as people count rows and columns."""
        if self.rows:
            return self.rows[cell.row]
        place = self.place
        row, column = (cell.column, cell.row) if self.turned else (cell.row, cell.column)
        return Place(place.table, row + 1, column + 1, place.line, place.paragraph, place.sheet)

    def place_of_row(self, row: int) -> Place:
        """Where *row* stands, as people count rows; the head of its column where it is turned."""
        if self.rows:
            return self.rows[row]
        place = self.place
        if self.turned:
            return Place(place.table, 1, row + 1, place.line, place.paragraph, place.sheet)
        return Place(place.table, row + 1, place.column, place.line, place.paragraph, place.sheet)


Block = Heading | Paragraph | Grid


@frozen
class Event:
    """What a page says of an event in data for machines (schema.org); each value as it is written there."""

    name: str = ""
    start: str = ""
    end: str = ""
    location: str = ""
    url: str = ""
    timezone: str = ""


@frozen
class Document:
    """A page: its blocks in reading order, and what it says of itself beside them."""

    blocks: tuple[Block, ...]
    title: str = ""
    """The page's name (an HTML title, a front matter's title), which need not be visible on it."""
    language: str = ""
    """The language that the page declares, as BCP 47 writes it, or nothing."""
    description: str = ""
    """What the page says of itself in its metadata: evidence for the year, nothing more."""
    events: tuple[Event, ...] = ()
    source: str = ""
    """The address at which the page was found, else the one that it gives as its own, or nothing."""
    cuts: tuple[str, ...] = ()
    """What the reader had to leave out to stay within its limits, one sentence each."""

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The tables of the page, in the order in which their places number them."""
        return tuple(block for block in self.blocks if isinstance(block, Grid))


def canonical_grid(cells: Iterable[Cell], place: Place = Place(), caption: str = "") -> Grid:
    """The grid of *cells* without the rows and columns in which no cell begins."""
    kept = sorted(cells, key=lambda cell: (cell.row, cell.column))
    rows = _ranks(cell.row for cell in kept)
    columns = _ranks(cell.column for cell in kept)
    if len(rows) == max(rows, default=-1) + 1 and len(columns) == max(columns, default=-1) + 1:
        height, width = len(rows), len(columns)
        if all(c.row + c.rows <= height and c.column + c.columns <= width for c in kept):
            return Grid(tuple(kept), place, caption)
    return Grid(tuple(_squeeze(kept, rows, columns)), place, caption)


def _ranks(starts: Iterable[int]) -> dict[int, int]:
    """Each different number with its rank."""
    return {start: rank for rank, start in enumerate(sorted(set(starts)))}


def _squeeze(cells: list[Cell], rows: dict[int, int], columns: dict[int, int]) -> Iterable[Cell]:
    row_starts, column_starts = list(rows), list(columns)
    for cell in cells:
        top, left = rows[cell.row], columns[cell.column]
        yield evolve(
            cell,
            row=top,
            column=left,
            rows=bisect_left(row_starts, cell.row + cell.rows) - top,
            columns=bisect_left(column_starts, cell.column + cell.columns) - left,
        )


def document_texts(document: Document) -> Iterable[str]:
    """Every visible text of *document*, in reading order."""
    return chain.from_iterable(
        (cell.text for cell in block.cells) if isinstance(block, Grid) else (block.text,)
        for block in document.blocks
    )
