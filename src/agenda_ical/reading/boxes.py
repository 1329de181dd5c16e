"""A table as a box of lines (Pandoc's grid table, reStructuredText's, what databases print), both ways."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agenda_ical.document import Cell, Grid, canonical_grid
from agenda_ical.place import Place
from agenda_ical.reading.columns import PAD, display_columns, display_width
from agenda_ical.reading.marks import mark_up, read_marks
from agenda_ical.regexes import regex

EDGE = regex(r"\+(?:[-=:]+\+)+\s*")
STRETCH = regex(r"(?<!\\)\+(?:-+|=+|:?[-=]+:?)(?=\+)")
HOLE = "\\"
"""What is drawn where no cell is."""


def is_edge(line: str) -> bool:
    """Whether *line* is the upper or lower edge of a whole box."""
    return EDGE.fullmatch(line) is not None


def draw_box(grid: Grid, heads: Sequence[str] = ()) -> list[str]:
    """The lines of the drawing of *grid*, with the labels *heads* above its columns."""
    holes = _holes(grid)
    cells = [*grid.cells, *holes]
    content = [*map(_drawn_lines, grid.cells), *([HOLE] for _ in holes)]
    widths = _sizes(
        grid.width,
        [
            (c.column, c.columns, max(map(display_width, lines)) + 2)
            for c, lines in zip(cells, content, strict=True)
        ]
        + [(column, 1, display_width(head) + 1) for column, head in enumerate(heads[: grid.width])],
    )
    heights = _sizes(
        grid.height, [(c.row, c.rows, len(lines)) for c, lines in zip(cells, content, strict=True)]
    )
    canvas = _Canvas(_edges(widths), _edges(heights))
    for cell in cells:
        canvas.outline(cell)
    for cell, lines in zip(cells, content, strict=True):
        canvas.write(cell, lines)
    return [*_labels(heads, canvas.columns), *canvas.lines()]


def _holes(grid: Grid) -> list[Cell]:
    covered = {
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    spots = ((row, column) for row in range(grid.height) for column in range(grid.width))
    return [Cell("", row, column) for row, column in spots if (row, column) not in covered]


def _drawn_lines(cell: Cell) -> list[str]:
    drawn = mark_up(cell.text, cell.emphasis, cell.links)
    return [_safe(line) for line in drawn.split("\n")]


def _safe(line: str) -> str:
    """*line* without what would be taken for a piece of an edge."""
    return re.sub(r"\+(?=[-=:+])", r"\\+", line.replace("|", "\\|"))


def _sizes(count: int, wishes: list[tuple[int, int, int]]) -> list[int]:
    """The least sizes of *count* tracks that give each (first track, tracks, room) its room, edges between included."""
    sizes = [1] * count
    for first, length, room in sorted(wishes, key=lambda wish: (wish[1], wish[0])):
        lacking = room - sum(sizes[first : first + length]) - (length - 1)
        if lacking > 0:
            sizes[first + length - 1] += lacking
    return sizes


def _edges(sizes: list[int]) -> list[int]:
    edges = [0]
    for size in sizes:
        edges.append(edges[-1] + size + 1)
    return edges


def _labels(heads: Sequence[str], columns: list[int]) -> list[str]:
    line = ""
    for head, column in zip(heads, columns, strict=False):
        line += " " * (column + 2 - display_width(line)) + head if head else ""
    return [line] if line else []


class _Canvas:
    """A page of characters, one for each column of the display; the second half of a wide one is `PAD`."""

    def __init__(self, columns: list[int], rows: list[int]) -> None:
        self.columns = columns
        self.rows = rows
        self.page = [[" "] * (columns[-1] + 1) for _ in range(rows[-1] + 1)]

    def outline(self, cell: Cell) -> None:
        """Draw the four edges of *cell*; the upper one belongs to whatever is above."""
        top, bottom = self.rows[cell.row], self.rows[cell.row + cell.rows]
        left, right = self.columns[cell.column], self.columns[cell.column + cell.columns]
        lower = "=" if cell.header else "-"
        for column in range(left + 1, right):
            self.page[bottom][column] = lower if self.page[bottom][column] != "+" else "+"
            if self.page[top][column] == " ":
                self.page[top][column] = "-"
        for row in range(top + 1, bottom):
            for column in (left, right):
                if self.page[row][column] == " ":
                    self.page[row][column] = "|"
        for row in (top, bottom):
            for column in (left, right):
                self.page[row][column] = "+"

    def write(self, cell: Cell, lines: list[str]) -> None:
        """Write the lines of *cell* into it."""
        left = self.columns[cell.column] + 2
        for row, line in enumerate(lines, self.rows[cell.row] + 1):
            for column, character in enumerate(display_columns(line), left):
                self.page[row][column] = character

    def lines(self) -> list[str]:
        """The page."""
        return ["".join(row).replace(PAD, "") for row in self.page]


def lines_to_grid(lines: Sequence[str], place: Place = Place(), caption: str = "") -> Grid:
    """The grid that is drawn as a box on *lines*."""
    page = [display_columns(line.rstrip()) for line in lines]
    width = max(map(len, page))
    page = [row + [" "] * (width - len(row)) for row in page]
    stretches = [list(STRETCH.finditer("".join(column[0] for column in row))) for row in page]
    rows = [number for number, found in enumerate(stretches) if found]
    columns = sorted(
        {edge for found in stretches for piece in found for edge in (piece.start(), piece.end())}
    )
    box = _Box(page, rows, columns)
    cells = (box.cell(*rectangle) for rectangle in box.rectangles())
    return canonical_grid((cell for cell in cells if cell is not None), place, caption)


class _Box:
    """A drawn box: its characters, and on which rows and columns of the display its edges lie."""

    def __init__(self, page: list[list[str]], rows: list[int], columns: list[int]) -> None:
        self.page = page
        self.rows = rows
        self.columns = columns

    def rectangles(self) -> list[tuple[int, int, int, int]]:
        """Top, left, rows and columns of each cell."""
        height, width = len(self.rows) - 1, len(self.columns) - 1
        taken = [[False] * width for _ in range(height)]
        found = []
        for top in range(height):
            for left in range(width):
                if not taken[top][left]:
                    rows, columns = self._extent(top, left)
                    found.append((top, left, rows, columns))
                    for row in taken[top : top + rows]:
                        row[left : left + columns] = [True] * columns
        return found

    def _extent(self, top: int, left: int) -> tuple[int, int]:
        right = left
        while right < len(self.columns) - 2 and not self._wall(top, right + 1):
            right += 1
        bottom = top
        while bottom < len(self.rows) - 2 and not self._floor(bottom + 1, left):
            bottom += 1
        return bottom - top + 1, right - left + 1

    def _wall(self, row: int, edge: int) -> bool:
        """Whether an upright edge closes the spots of *row* before *edge*."""
        column = self.columns[edge]
        between = range(self.rows[row] + 1, self.rows[row + 1])
        return all(self.page[line][column] == "|" and self._bare(line, column) for line in between)

    def _bare(self, line: int, column: int) -> bool:
        return column == 0 or self.page[line][column - 1] != "\\"

    def _floor(self, edge: int, column: int) -> bool:
        """Whether a lying edge closes the spots of *column* above *edge*."""
        line = self.page[self.rows[edge]]
        between = line[self.columns[column] + 1 : self.columns[column + 1]]
        return all(character in "-=:+" for character in between) and bool(between)

    def cell(self, top: int, left: int, rows: int, columns: int) -> Cell | None:
        """The cell that is drawn there, or None for a hole."""
        first, last = self.rows[top] + 1, self.rows[top + rows]
        start, stop = self.columns[left] + 1, self.columns[left + columns]
        lines = ["".join(row[start:stop]).replace(PAD, "").strip(" ") for row in self.page[first:last]]
        drawn = "\n".join(lines).strip("\n")
        if drawn == HOLE:
            return None
        rich = read_marks(drawn)
        header = "=" in self.page[last][start : start + 2]
        return Cell(rich.text, top, left, rows, columns, header, rich.emphasis, rich.links)
