"""Lines whose cells are parted by tabs or bars -> the grid that they were before they were copied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve, field, mutable

from agenda_ical.document import Cell, Grid, canonical_grid
from agenda_ical.interpreting.running import Line, is_time_cell
from agenda_ical.phrases.dates import whole_date
from agenda_ical.phrases.languages import Lexicon
from agenda_ical.phrases.people import people_evidence
from agenda_ical.phrases.times import is_meridiem, leading_time, whole_time
from agenda_ical.place import Place


def part_at_bars(lines: Sequence[Line]) -> list[Line]:
    """*lines*, the bars between their cells as tabs, where several of them begin with a time and a bar."""
    barred = [
        line for line in lines if " | " in line.text and whole_time(line.text.split(" | ", 1)[0]) is not None
    ]
    if len(barred) < 2:
        return list(lines)
    return [evolve(line, text=line.text.replace(" | ", "\t")) for line in lines]


def tabbed_part(lines: Sequence[Line], lexicon: Lexicon) -> tuple[int, int]:
    """Where the rows of a tabbed programme begin and end in *lines*; (0, 0) where there is none."""
    rows = [
        i for i, line in enumerate(lines) if "\t" in line.text.strip() or _is_row_with_empty_cell(line.text)
    ]
    timed = [i for i in rows if any(map(is_time_cell, line_cells(lines[i].text)))]
    if len(timed) < 2:
        return (0, 0)
    first = timed[0]
    while first > 0 and (first - 1 in rows or whole_date(lines[first - 1].text)):
        first -= 1
    last = timed[-1]
    longest = max((b - a for a, b in pairwise(timed)), default=1)
    while last + 1 < len(lines) and _begins_with_time(lines[last + 1].text):
        last += 1
    stop = last + 1
    while stop < len(lines) and stop - last < max(2, longest) and not _ends(lines[stop], lexicon):
        stop += 1
    return (first, stop)


def _begins_with_time(text: str) -> bool:
    """Whether *text* is a row whose cells nothing parts: its time, and what happens then."""
    time = leading_time(text)
    return time is not None and (time.end is not None or ":" in text[: time.stop])


def _is_row_with_empty_cell(text: str) -> bool:
    return text.endswith("\t") and whole_time(text.strip()) is not None


def _ends(line: Line, lexicon: Lexicon) -> bool:
    """Whether *line* begins something that is no programme."""
    return line.heading > 0 or lexicon.is_distractor(line.text) or line.text.lstrip()[:1] in "©※*"


def line_cells(text: str) -> list[str]:
    """The cells of a line whose cells are parted by tabs; "AM" beside a time is a part of it."""
    cells: list[str] = []
    for piece in map(str.strip, text.split("\t")):
        if cells and is_meridiem(piece) and whole_time(cells[-1]) is not None:
            cells[-1] = f"{cells[-1]} {piece}"
        else:
            cells.append(piece)
    return cells


def tabbed_grid(lines: Sequence[Line], lexicon: Lexicon) -> Grid:
    """The grid that *lines* were before their borders became tabs and the lines of their cells lines of text."""
    builder = _Rows(_width(lines), _time_column(lines), lexicon)
    for line in lines:
        builder.take(line)
    return builder.grid()


def _width(lines: Sequence[Line]) -> int:
    """How many cells a whole row has."""
    counts = Counter(len(line_cells(line.text)) for line in lines if "\t" in line.text)
    return max((width for width, count in counts.items() if count >= max(2, counts.total() / 8)), default=2)


def _time_column(lines: Sequence[Line]) -> int:
    """In which column the times of whole rows stand."""
    width = _width(lines)
    whole = [cells for cells in (line_cells(line.text) for line in lines) if len(cells) == width]
    firsts = Counter(next((i for i, cell in enumerate(cells) if is_time_cell(cell)), 0) for cells in whole)
    return firsts.most_common(1)[0][0] if firsts else 0


@mutable
class _Rows:
    """Rows being gathered from lines; a cell of several lines goes over several of them."""

    width: int
    time_at: int
    lexicon: Lexicon
    rows: list[list[str]] = field(factory=list)
    places: list[Place] = field(factory=list)
    open: bool = False
    """Whether the last row may still grow."""

    def take(self, line: Line) -> None:
        """Begin a row with *line*, or let the last row grow by it."""
        cells = line_cells(line.text)
        self._take(line, cells)
        self.places += [line.place] * (len(self.rows) - len(self.places))

    def _take(self, line: Line, cells: list[str]) -> None:
        if len(cells) == 1:
            self._single(line, cells[0])
        elif any(map(is_time_cell, cells)) or leading_time(cells[0]):
            self._begin(self._in_place(cells))
        elif self._names_columns(cells):
            self._begin(cells)
        elif whole_date(cells[0]) or not self.open:
            self._begin(cells, growing=False)
        elif len(self.rows[-1]) < self.width and cells[0]:
            self._grow(cells)
        else:
            offset = 1 if cells[0] and len(cells) < self.width else 0
            self._begin([""] * offset + cells)

    def _in_place(self, cells: list[str]) -> list[str]:
        """*cells* with blanks for the merged ones on their left that the copy lost."""
        at = next((i for i, cell in enumerate(cells) if is_time_cell(cell)), self.time_at)
        missing = min(self.time_at - at, self.width - len(cells))
        return [""] * missing + cells if missing > 0 else cells

    def _single(self, line: Line, text: str) -> None:
        if line.heading or whole_date(text):
            self._begin([text], growing=False)
        elif whole_time(text):
            self._begin([text])
        elif (time := leading_time(text)) is not None:
            self._begin(self._in_place([text[: time.stop], text[time.stop :].strip()]))
        elif not self.open or self._parts(text):
            self._begin([text], growing=False)
        else:
            self._grow([text])

    def _parts(self, text: str) -> bool:
        """Whether a line below a whole row names a part of the programme."""
        full = len(self.rows[-1]) >= self.width and bool(self.rows[-1][-1])
        return full and self.lexicon.is_part_label(text)

    def _names_columns(self, cells: Sequence[str]) -> bool:
        return sum(bool(self.lexicon.header_roles(cell)) for cell in cells if cell and len(cell) < 40) >= 2

    def _begin(self, cells: list[str], *, growing: bool = True) -> None:
        self.rows.append(list(cells))
        self.open = growing

    def _grow(self, cells: Sequence[str]) -> None:
        row = self.rows[-1]
        row[-1] = f"{row[-1]}\n{cells[0]}".strip("\n")
        row.extend(cells[1:])

    def _fits_right(self, number: int, row: Sequence[str]) -> bool:
        """Whether the times or people that short headers name stand further to the right than the headers do."""
        missing = self.width - len(row)
        if 0 < self.time_at <= missing and "time" in self.lexicon.header_roles(row[0]):
            return True
        people = [i for i, cell in enumerate(row) if "people" in self.lexicon.header_roles(cell)]
        below = [cells for cells in self.rows[number + 1 : number + 40] if len(cells) == self.width]
        return sum(self._evidence(below, i + missing) - self._evidence(below, i) for i in people) > 0

    def _evidence(self, rows: Sequence[Sequence[str]], column: int) -> float:
        return sum(people_evidence(cells[column]) for cells in rows if column < len(cells))

    def grid(self) -> Grid:
        """The rows as a grid; a last cell with nothing beside it covers the rest of its row."""
        width = max(self.width, *(len(row) for row in self.rows))
        cells: list[Cell] = []
        for number, row in enumerate(self.rows):
            if len(row) < self.width and self._names_columns(row) and self._fits_right(number, row):
                cells += _first_spread(row, number, width)
                continue
            for column, text in enumerate(row):
                last = column == len(row) - 1 and column < width - 1 and len(row) <= 2
                cells.append(Cell(text, number, column, columns=width - column if last else 1))
        return evolve(canonical_grid(cells), rows=tuple(self.places))


def _first_spread(row: Sequence[str], number: int, width: int) -> list[Cell]:
    """A row of headers whose first cell covers what the others leave."""
    first = width - len(row) + 1
    return [
        Cell(row[0], number, 0, columns=first),
        *(Cell(text, number, first + column) for column, text in enumerate(row[1:])),
    ]
