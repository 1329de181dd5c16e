"""A table of a page -> its grid; or the news that it is no table at all, but a way to lay the page out."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from agenda_ical.document import Grid
from agenda_ical.place import Place
from agenda_ical.reading.flow import CellFlow
from agenda_ical.reading.hidden import Hidden
from agenda_ical.reading.inline import INVISIBLE
from agenda_ical.reading.layout import Scale, Weight, frames, lays_out
from agenda_ical.reading.markup import Node, Tree, nests_tables
from agenda_ical.reading.spans import Spanning, rows_to_grid

GROUPS = frozenset({"thead", "tbody", "tfoot"})
CELLS = frozenset({"td", "th"})
ROLES = frozenset({"table", "grid", "treegrid"})
ROLES_OF_GROUPS = frozenset({"rowgroup", "presentation", "none"})
ROLES_OF_HEADERS = frozenset({"columnheader", "rowheader"})
ROLES_OF_CELLS = ROLES_OF_HEADERS | {"cell", "gridcell"}


@define
class Tables:
    """Turns the tables of one page into grids."""

    tree: Tree
    hidden: Hidden
    cell_flow: CellFlow = field(init=False)
    weights: dict[int, Weight] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Weigh the tables, if some are nested."""
        self.cell_flow = CellFlow(self.tree, self.hidden)
        self.weights = _weigh(self.tree) if nests_tables(self.tree.page) else {}

    def to_grid(self, table: Node, place: Place) -> tuple[Grid, tuple[str, ...]] | None:
        """The grid of *table* and what was cut from it, or None if the table only lays out the page."""
        weight = self.weights.get(hash(table))
        if weight is not None and lays_out(weight):
            return None
        groups = [[self._cells(row) for row in rows] for rows in self._groups(table)]
        if frames(groups):
            return None
        return rows_to_grid(groups, place, self._caption(table))

    def to_grid_by_roles(self, element: Node, place: Place) -> tuple[Grid, tuple[str, ...]] | None:
        """The grid of an element that says that it is a table (ARIA), or None if it has no rows of cells."""
        rows = list(self._rows_by_role(element))
        if sum(map(len, rows)) < 2 or max(map(len, rows)) < 2:
            return None
        return rows_to_grid([rows], place)

    def _groups(self, table: Node) -> list[list[Node]]:
        """The rows of each row group, those of ``tfoot`` last, as browsers show them."""
        groups: list[list[Node]] = []
        feet: list[list[Node]] = []
        loose: list[Node] | None = None
        element = self.tree.element
        for child in table.children:
            if type(child) is not element or self.hidden(child):
                continue
            if child.tag in GROUPS:
                loose = None
                rows = [row for row in child.children if type(row) is element and self._is_shown(row, "tr")]
                (feet if child.tag == "tfoot" else groups).append(rows)
            elif child.tag == "tr":
                if loose is None:
                    groups.append(loose := [])
                loose.append(child)
        return groups + feet

    def _is_shown(self, node: Node, tag: str) -> bool:
        return type(node) is self.tree.element and node.tag == tag and not self.hidden(node)

    def _cells(self, row: Node) -> list[str | Spanning]:
        """The cells of a row; one that is nothing but a text is that text."""
        element, text = self.tree.element, self.tree.text
        cells: list[str | Spanning] = []
        for node in row.children:
            if type(node) is not element or (tag := node.tag) not in CELLS:
                continue
            if tag == "td" and not len(node.attrs):
                children = node.children
                if not children:
                    cells.append("")
                    continue
                if len(children) == 1 and type(children[0]) is text:
                    data = children[0].data
                    cells.append(" ".join((data if data.isascii() else data.translate(INVISIBLE)).split()))
                    continue
            if not self.hidden(node):
                cells.append(self._spanning(node))
        return cells

    def _spanning(self, node: Node, prefix: str = "") -> Spanning:
        rich = self.cell_flow.take(node)
        rows, columns = (
            span(node.attr(f"{prefix}rowspan"), zero=0),
            span(node.attr(f"{prefix}colspan"), zero=1),
        )
        header = node.tag == "th" or (node.attr("role") or "") in ROLES_OF_HEADERS
        return Spanning(rich.text, rows, columns, header, rich.emphasis, rich.links)

    def _caption(self, table: Node) -> str:
        captions = [child for child in table.children if self._is_shown(child, "caption")]
        return " ".join(" ".join(self.cell_flow.take(caption).text.split()) for caption in captions).strip()

    def _rows_by_role(self, element: Node) -> Iterator[list[Spanning]]:
        for row in self._with_roles(element, frozenset({"row"}), ROLES_OF_GROUPS):
            cells = self._with_roles(row, ROLES_OF_CELLS, ROLES_OF_GROUPS)
            yield [self._spanning(node, "aria-") for node in cells]

    def _with_roles(self, element: Node, wanted: frozenset[str], within: frozenset[str]) -> Iterator[Node]:
        """The nearest elements below *element* that have a role *wanted*, looked for within others without a role."""
        stack = list(reversed(element.children))
        while stack:
            node = stack.pop()
            if type(node) is self.tree.element and not self.hidden(node):
                role = node.attr("role")
                if role in wanted:
                    yield node
                elif role is None or role in within:
                    stack.extend(reversed(node.children))


def span(value: str | None, *, zero: int) -> int:
    """The number at the start of *value* as HTML reads numbers (``2px`` is 2), or 1; *zero* where it is 0."""
    if value is None:
        return 1
    digits = value.strip().removeprefix("+")
    stop = next((at for at, character in enumerate(digits) if character not in "0123456789"), len(digits))
    if stop == 0:
        return 1
    return (int(digits[:stop]) or zero) if stop < 10 else 10**9


def _weigh(tree: Tree) -> dict[int, Weight]:
    """The weight of each table, by its hash."""
    weights: dict[int, Weight] = {}
    scale = Scale()
    stack: list[Node | None] = [tree.root]
    while stack:
        node = stack.pop()
        if node is None:
            scale.end()
        elif isinstance(node, tree.text):
            scale.add(len(node.data.strip()))
        elif not isinstance(node, tree.element) or node.tag not in {"script", "style", "template"}:
            tag = getattr(node, "tag", "")
            if tag == "table":
                weights[hash(node)] = scale.begin(table=True)
                stack.append(None)
            elif tag in CELLS:
                scale.begin(table=False)
                stack.append(None)
            stack.extend(reversed(getattr(node, "children", ())))
    return weights
