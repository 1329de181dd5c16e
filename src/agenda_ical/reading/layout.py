"""Tables that only lay the page out, told from those that hold a table's cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from attrs import define, field

from agenda_ical.reading.spans import Spanning


@define
class Weight:
    """How much text a cell or a table holds, and how much of it within nested tables."""

    text: int = 0
    nested: int = 0
    cells: list[Weight] = field(factory=list)


@define
class Scale:
    """Weighs tables and their cells as they begin and end, those within others before them."""

    open: list[Weight] = field(factory=lambda: [Weight()])
    tables: list[bool] = field(factory=list)
    """Of each that is open whether it is a table."""

    def begin(self, *, table: bool) -> Weight:
        """The weight of the table or cell that begins; it grows until it ends."""
        weight = Weight()
        if not table:
            self.open[-1].cells.append(weight)
        self.open.append(weight)
        self.tables.append(table)
        return weight

    def add(self, length: int) -> None:
        """Count a text."""
        self.open[-1].text += length

    def end(self) -> None:
        """End what was begun last."""
        weight = self.open.pop()
        self.open[-1].text += weight.text
        self.open[-1].nested += weight.text if self.tables.pop() else weight.nested


def lays_out(weight: Weight) -> bool:
    """Whether nested tables are the most of a table."""
    if not weight.nested:
        return False
    filled = [cell for cell in weight.cells if cell.text]
    biggest = max(filled, key=lambda cell: cell.text, default=Weight())
    return (
        len(filled) < 2
        or weight.nested * 2 >= weight.text
        or (biggest.nested > 0 and biggest.text * 10 >= weight.text * 6)
    )


def frames(groups: Sequence[Sequence[Sequence[str | Spanning]]]) -> bool:
    """
    Whether the cells hold pieces of the page and not of a table.

    So it is where no two cells stand beside each other, and with a single row of which some cell holds many lines
    that no other cell answers: a menu at the left, the page at the right.
    """
    if all(len(row) < 2 for group in groups for row in group):
        return True
    filled: list[list[str]] = []
    for row in chain.from_iterable(groups):
        if texts := list(filter(None, map(_text, row))):
            filled.append(texts)
        if len(filled) > 1:
            return False
    if sum(map(len, filled)) < 2:
        return True
    lines = [text.count("\n") + 1 for text in filled[0]]
    return max(lines) >= 5 and min(lines) * 2 < max(lines)


def _text(cell: str | Spanning) -> str:
    return cell if isinstance(cell, str) else cell.text
