"""A table of a Word file -> rows of cells with their spans."""

from __future__ import annotations

from attrs import define, field
from lxml.etree import iterwalk

from agenda_ical.reading.layout import Scale, Weight, lays_out
from agenda_ical.reading.printed import PrintedPage
from agenda_ical.reading.spans import Spanning
from agenda_ical.reading.wordflow import TBL, TEXT, P, WordFlow, children
from agenda_ical.reading.wordparts import VAL, Node, W, hexadecimal, to_number
from agenda_ical.reading.wordstyles import OFF

ROW, CELL = f"{W}tr", f"{W}tc"
NARROWEST = 100
"""Twips, 1.8 mm: between edges that are closer no letter fits; somebody meant them to be one."""


@define
class _Extent:
    """What a cell says of its reach: how many columns of the grid, and whether it goes on from another cell."""

    columns: int = 1
    below: str = ""
    """``restart`` or ``continue`` where it is merged with cells in other rows (``w:vMerge``)."""
    beside: str = ""
    """The same for cells in its row (``w:hMerge``)."""
    deleted: bool = False


@define
class _Held:
    """A merged cell that the next row may continue, and the column behind it."""

    cell: Spanning
    right: int


@define
class WordTables:
    """Turns the tables of one file into rows of cells."""

    flow: WordFlow
    page: PrintedPage
    body: Node
    _weights: dict[Node, Weight] = field(factory=dict)

    def lays_out(self, table: Node) -> bool:
        """Whether tables within it are the most of *table*."""
        if next(table.iterdescendants(TBL), None) is None:
            return False
        self._weights = self._weights or weigh(self.body)
        return lays_out(self._weights.get(table, Weight()))

    def rows(self, table: Node) -> list[list[Spanning]]:
        """The cells of *table*, each in the row in which it begins."""
        edges = _edges(table)
        rows: list[list[Spanning]] = []
        held: dict[int, _Held] = {}
        for row in shown_rows(table):
            cells, held = self._row(row, edges, held)
            rows.append(cells)
        return self._with_header(table, rows)

    def _row(
        self, row: Node, edges: tuple[int, ...], above: dict[int, _Held]
    ) -> tuple[list[Spanning], dict[int, _Held]]:
        """The cells that begin in a row, and those that the next row may continue."""
        cells: list[Spanning] = []
        below: dict[int, _Held] = {}
        header, at = _row_properties(row)
        column = _edge(edges, at)
        if column:
            cells.append(Spanning("", columns=column))
        for cell in children(row):
            if cell.tag != CELL:
                continue
            extent = _extent(cell)
            if extent.deleted:
                continue
            at += extent.columns
            left, column = column, _edge(edges, at)
            self.page.count()
            held = above.get(left)
            if extent.beside == "continue" and cells:
                cells[-1].columns += column - left
            elif column == left:
                continue
            elif extent.below == "continue" and held is not None and held.right == column:
                held.cell.rows += 1
                below[left] = held
            else:
                cells.append(self._spanning(cell, column - left, header=header))
                if extent.below:
                    below[left] = _Held(cells[-1], column)
        return cells, below

    def _spanning(self, cell: Node, columns: int, *, header: bool) -> Spanning:
        self._lines(cell)
        rich = self.flow.text.inline.take()
        return Spanning(rich.text, 1, columns, header, rich.emphasis, rich.links)

    def _lines(self, cell: Node) -> None:
        """Take in whatever stands in a cell, tables too, as lines."""
        for block in children(cell):
            if block.tag == P:
                self.flow.take_in(block, self.flow.styles.paragraph(block.find(f"{W}pPr")))
                self.flow.text.inline.newline()
            elif block.tag == TBL:
                for row in shown_rows(block):
                    for inner in children(row):
                        if inner.tag == CELL:
                            self.page.count()
                            self._lines(inner)

    def _with_header(self, table: Node, rows: list[list[Spanning]]) -> list[list[Spanning]]:
        """*rows*, the first as a header where the table's style makes it look like one."""
        if (
            rows
            and not any(cell.header for row in rows for cell in row)
            and self._first_row_stands_out(table)
        ):
            for cell in rows[0]:
                cell.header = True
        return rows

    def _first_row_stands_out(self, table: Node) -> bool:
        look, style = table.find(f"{W}tblPr/{W}tblLook"), table.find(f"{W}tblPr/{W}tblStyle")
        if look is None or style is None:
            return False
        asked = look.get(f"{W}firstRow")
        if asked is None:
            asked = "1" if hexadecimal(look.get(VAL), 0) & 0x20 else "0"
        return asked not in OFF and self.flow.styles.marks_first_row(style.get(VAL))


def shown_rows(table: Node) -> list[Node]:
    """The rows of *table* that are neither hidden nor deleted."""
    return [row for row in children(table) if row.tag == ROW and _is_shown(row)]


def _is_shown(row: Node) -> bool:
    properties = row.find(f"{W}trPr")
    if properties is None:
        return True
    hidden = properties.find(f"{W}hidden")
    return properties.find(f"{W}del") is None and (hidden is None or hidden.get(VAL, "1") in OFF)


def _row_properties(row: Node) -> tuple[bool, int]:
    """Whether a row is repeated on each page as a header, and how many columns it leaves free at its beginning."""
    properties = row.find(f"{W}trPr")
    if properties is None:
        return False, 0
    header = properties.find(f"{W}tblHeader")
    before = properties.find(f"{W}gridBefore")
    return (
        header is not None and header.get(VAL, "1") not in OFF,
        to_number(before.get(VAL), 0) if before is not None else 0,
    )


def _extent(cell: Node) -> _Extent:
    extent = _Extent()
    properties = cell.find(f"{W}tcPr")
    for one in properties if properties is not None else ():
        tag = one.tag
        if tag == f"{W}gridSpan":
            extent.columns = max(to_number(one.get(VAL), 1), 1)
        elif tag == f"{W}vMerge":
            extent.below = one.get(VAL, "continue")
        elif tag == f"{W}hMerge":
            extent.beside = one.get(VAL, "continue")
        elif tag == f"{W}cellDel":
            extent.deleted = True
    return extent


def _edges(table: Node) -> tuple[int, ...]:
    """
    The column that each edge of the table's grid (``w:tblGrid``) begins, those that are nearly one as one.

    People drag the edges of single cells, and Word makes a column of every hair's breadth. Where text stands in
    such a column, the widths mean nothing.
    """
    grid = table.find(f"{W}tblGrid")
    widths = (
        [column.get(f"{W}w", "") for column in grid.iterchildren(f"{W}gridCol")] if grid is not None else []
    )
    if not all(width.isascii() and width.isdigit() for width in widths):
        return ()
    narrow = [len(width) < 4 and int(width) < NARROWEST for width in widths]
    if not any(narrow) or _stands_in(table, narrow):
        return ()
    edges = [0]
    for is_narrow in narrow:
        edges.append(edges[-1] + (not is_narrow))
    return tuple(edges)


def _stands_in(table: Node, narrow: list[bool]) -> bool:
    """Whether some cell with a text has none but narrow columns."""
    for row in table.iterchildren(ROW):
        _, left = _row_properties(row)
        for cell in row.iterchildren(CELL):
            right = left + _extent(cell).columns
            if all(narrow[left:right]) and left < len(narrow) and next(cell.iter(TEXT), None) is not None:
                return True
            left = right
    return False


def _edge(edges: tuple[int, ...], at: int) -> int:
    """The column that begins at an edge of the grid; edges that the table does not declare follow the last one."""
    if not edges:
        return at
    return edges[at] if at < len(edges) else edges[-1] + at - len(edges) + 1


def weigh(body: Node) -> dict[Node, Weight]:
    """The weight of each table in *body*."""
    weights: dict[Node, Weight] = {}
    scale = Scale()
    for event, element in iterwalk(body, events=("start", "end"), tag=(TBL, CELL, TEXT)):
        if element.tag == TEXT:
            scale.add(len(element.text or "") if event == "start" else 0)
        elif event == "end":
            scale.end()
        elif element.tag == TBL:
            weights[element] = scale.begin(table=True)
        else:
            scale.begin(table=False)
    return weights
