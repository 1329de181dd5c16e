"""The lines drawn on a page -> its tables: pdfplumber's cells, each once, over the rectangle that it covers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from attrs import define, frozen
from pdfplumber.table import TableFinder, merge_edges

from agenda_ical.reading.pdf.drawing import Fill, Sheet, Stroke

TOLERANCE = 3.0
"""How far apart, in points, lines may be that are one line, or that meet."""
MOST_EDGES = 400
"""Lines of the tables of one page, after those that touch were made one."""
MOST_CROSSINGS = 2_500
SHORT = 4.0


@frozen
class Box:
    """A rectangle of a page."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        """Whether the spot is within."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@frozen
class Slot:
    """A cell of a ruled table: its box, and the rows and columns that it covers."""

    box: Box
    row: int
    column: int
    rows: int
    columns: int


@frozen
class Ruled:
    """A ruled table: its cells, and where its columns begin and end."""

    box: Box
    slots: tuple[Slot, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]


@define
class _Cluster:
    """Lines that touch each other."""

    edges: list[dict[str, Any]]

    def side(self, key: str) -> list[float]:
        return [edge[key] for edge in self.edges]


def sheet_to_tables(sheet: Sheet) -> list[Ruled]:
    """The ruled tables on *sheet*, from top to bottom; lines too many to be tables are told in its cuts."""
    tables = _tables(sheet, _edges(sheet.strokes, sheet))
    filled = _tables(sheet, _edges(_outlines(sheet.fills, sheet), sheet)) if sheet.fills else []
    whole = [
        table for table in filled if len(table.ys) > 3 and len(table.xs) > 2 and not _meets(table, tables)
    ]
    return sorted((*tables, *whole), key=lambda table: (table.box.y0, table.box.x0))


def _meets(table: Ruled, others: Iterable[Ruled]) -> bool:
    box = table.box
    return any(
        box.x0 < other.box.x1 and other.box.x0 < box.x1 and box.y0 < other.box.y1 and other.box.y0 < box.y1
        for other in others
    )


def _outlines(fills: Iterable[Fill], sheet: Sheet) -> Iterable[Stroke]:
    """The edges of coloured boxes, but not of one that is the page's ground."""
    for fill in fills:
        if (fill.x1 - fill.x0) * (fill.y1 - fill.y0) < 0.8 * sheet.width * sheet.height:
            for y in (fill.y0, fill.y1):
                yield Stroke(fill.x0, y, fill.x1, y)
            for x in (fill.x0, fill.x1):
                yield Stroke(x, fill.y0, x, fill.y1)


def _edges(strokes: Iterable[Stroke], sheet: Sheet) -> list[dict[str, Any]]:
    """*strokes* as pdfplumber writes edges, those that touch end to end made one."""
    edges: dict[tuple[float, ...], dict[str, Any]] = {}
    for stroke in strokes:
        x0, x1 = max(stroke.x0, 0.0), min(stroke.x1, sheet.width)
        y0, y1 = max(stroke.y0, 0.0), min(stroke.y1, sheet.height)
        if max(x1 - x0, y1 - y0) > 1:
            edges[round(x0), round(y0), round(x1), round(y1)] = _edge(x0, y0, x1, y1, lies=stroke.lies)
    if not edges:
        return []
    merged = merge_edges(list(edges.values()), TOLERANCE, TOLERANCE, TOLERANCE, TOLERANCE)
    return [edge for edge in merged if max(edge["width"], edge["height"]) >= SHORT]


def _edge(x0: float, y0: float, x1: float, y1: float, *, lies: bool) -> dict[str, Any]:
    return {
        "x0": x0, "x1": x1, "top": y0, "bottom": y1, "width": x1 - x0, "height": y1 - y0,
        "orientation": "h" if lies else "v", "object_type": "line_edge",
    }  # fmt: skip


def _tables(sheet: Sheet, edges: Sequence[dict[str, Any]]) -> list[Ruled]:
    if len(edges) > MOST_EDGES:
        sheet.cuts.append(
            f"Page {sheet.number} has too many lines to be those of tables; they were not followed."
        )
        return []
    found: list[Ruled] = []
    for cluster in _clusters(edges):
        closed = _closed(cluster)
        if len(closed) > 3 and _crossings(closed) <= MOST_CROSSINGS:
            found += _cells(closed)
    return found


def _clusters(edges: Sequence[dict[str, Any]]) -> list[_Cluster]:
    """*edges* in groups that touch each other."""
    clusters: list[_Cluster] = []
    for edge in edges:
        touching = [cluster for cluster in clusters if any(_touch(edge, other) for other in cluster.edges)]
        joined = [edge, *(other for cluster in touching for other in cluster.edges)]
        clusters = [cluster for cluster in clusters if cluster not in touching]
        clusters.append(_Cluster(joined))
    return clusters


def _touch(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(
        one["x0"] <= other["x1"] + TOLERANCE
        and other["x0"] <= one["x1"] + TOLERANCE
        and one["top"] <= other["bottom"] + TOLERANCE
        and other["top"] <= one["bottom"] + TOLERANCE
    )


DRAWN = 0.97
"""The share of an outer edge from which on it is drawn; the end of a page leaves a cell open that goes on behind it."""


def _closed(cluster: _Cluster) -> list[dict[str, Any]]:
    """The lines of a table, with its outer edge where that is not drawn."""
    lying = [edge for edge in cluster.edges if edge["orientation"] == "h"]
    upright = [edge for edge in cluster.edges if edge["orientation"] == "v"]
    if len(lying) < 2 or not upright:
        return []
    x0, x1 = min(cluster.side("x0")), max(cluster.side("x1"))
    y0, y1 = min(cluster.side("top")), max(cluster.side("bottom"))
    sides = [
        _edge(x, y0, x, y1, lies=False)
        for x in (x0, x1)
        if sum(edge["height"] for edge in upright if abs(edge["x0"] - x) <= TOLERANCE) < DRAWN * (y1 - y0)
    ]
    ends = [
        _edge(x0, y, x1, y, lies=True)
        for y in (y0, y1)
        if sum(edge["width"] for edge in lying if abs(edge["top"] - y) <= TOLERANCE) < DRAWN * (x1 - x0)
    ]
    return [*cluster.edges, *sides, *ends]


def _crossings(edges: Sequence[dict[str, Any]]) -> int:
    lying = [edge for edge in edges if edge["orientation"] == "h"]
    return sum(_touch(edge, other) for edge in edges if edge["orientation"] == "v" for other in lying)


def _cells(edges: Sequence[dict[str, Any]]) -> list[Ruled]:
    finder = TableFinder(
        None,  # type: ignore[arg-type]  # the page is only asked for lines that are not given
        {
            "vertical_strategy": "explicit",
            "horizontal_strategy": "explicit",
            "explicit_vertical_lines": [edge for edge in edges if edge["orientation"] == "v"],
            "explicit_horizontal_lines": [edge for edge in edges if edge["orientation"] == "h"],
        },
    )
    return [_ruled([Box(*cell) for cell in table.cells]) for table in finder.tables]


def _ruled(boxes: Sequence[Box]) -> Ruled:
    """The table of *boxes*: which rows and columns each covers follows from where all of them begin and end."""
    xs = _levels(value for box in boxes for value in (box.x0, box.x1))
    ys = _levels(value for box in boxes for value in (box.y0, box.y1))
    slots = []
    for box in boxes:
        row, column = _level(ys, box.y0), _level(xs, box.x0)
        rows, columns = _level(ys, box.y1) - row, _level(xs, box.x1) - column
        slots.append(Slot(box, row, column, max(rows, 1), max(columns, 1)))
    return Ruled(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(slots), xs, ys)


def _levels(values: Iterable[float]) -> tuple[float, ...]:
    ordered = sorted(set(values))
    return (ordered[0], *(high for low, high in pairwise(ordered) if high - low > TOLERANCE))


def _level(levels: Sequence[float], value: float) -> int:
    at = bisect_left(levels, value)
    near = range(max(at - 1, 0), min(at + 1, len(levels)))
    return min(near, key=lambda level: abs(levels[level] - value))
