"""A sheet of a workbook -> the cells that a person sees on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from itertools import islice
from math import isfinite
from typing import NamedTuple

from attrs import define, field, frozen, mutable

from agenda_ical.document import Link
from agenda_ical.reading.inline import Rich
from agenda_ical.reading.numberformats import GENERAL, general, serial_to_date
from agenda_ical.reading.packed import Packed
from agenda_ical.reading.sheetcells import Seen
from agenda_ical.reading.sheettexts import ItemTeller, plain_text, runs_to_text
from agenda_ical.reading.workbook import Relation, Style, is_true, relations
from agenda_ical.regexes import regex

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
"""A sheet has no more."""
MOST_TABLES = 1000
"""Tables and links of one sheet that are looked up."""
REFERENCE = regex(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
HYPERLINK = regex(r'\s*(?:_xlfn\.)?HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)
OUTSIDE = ("http:", "https:", "mailto:")
PLAIN = Style(general)
DIGITS = "0123456789"
SAID_OF_CELLS = frozenset({"col", "mergeCell", "hyperlink"})


class Range(NamedTuple):
    """A rectangle of a sheet: the rows and columns that it covers, from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@frozen
class Texts:
    """What the sheets of a workbook share."""

    strings: Sequence[str | Rich]
    styles: Mapping[str, Style]
    """How cells look, by the numbers that they name."""
    since_1904: bool = False


@define
class Sheet:
    """A sheet as it stands in its part."""

    rows: dict[int, list[Seen]] = field(factory=dict)
    hidden_rows: set[int] = field(factory=set)
    hidden_columns: set[int] = field(factory=set)
    merged: list[Range] = field(factory=list)
    headers: list[Range] = field(factory=list)
    """The header rows of its tables."""
    links: list[tuple[Range, str]] = field(factory=list)
    cells: int = 0

    def hide_columns(self, first: int, behind: int) -> None:
        """Leave out the columns from *first* to the one before *behind*."""
        if not self.hidden_columns.issuperset((first, behind - 1)):
            self.hidden_columns.update(range(first, behind))


def read_sheet(packed: Packed, part: str, texts: Texts, before: int = 0) -> Sheet:
    """The sheet that *part* holds; *before* are the cells of other sheets, which count for the limit too."""
    sheet = Sheet(cells=before)
    links = relations(packed, part)
    packed.tell(part, SheetTeller(packed.limits, texts=texts, sheet=sheet, links=links))
    for link in islice(links.values(), MOST_TABLES):
        if link.kind == "table" and link.target in packed.names:
            sheet.headers += _table_headers(packed, link.target)
        elif link.kind == "pivotTable" and link.target in packed.names:
            _leave_out_sums(sheet, packed, link.target)
    return sheet


def read_range(reference: str) -> Range | None:
    """The rectangle that ``B2:D5`` or ``B2`` names, within what a sheet can have."""
    first, _, last = reference.partition(":")
    begin, end = REFERENCE.fullmatch(first), REFERENCE.fullmatch(last or first)
    if begin is None or end is None:
        return None
    rows = sorted((int(begin[2]) - 1, int(end[2]) - 1))
    columns = sorted((COLUMNS[begin[1]], COLUMNS[end[1]]))
    if rows[0] < 0 or rows[1] >= MOST_ROWS or columns[1] >= MOST_COLUMNS:
        return None
    return Range(rows[0], columns[0], rows[1], columns[1])


class ColumnNumbers(dict[str, int]):
    """The letters of columns -> their numbers: ``A`` is 0, ``AA`` 26; what is no column is beyond the last."""

    def __missing__(self, letters: str) -> int:
        """The number, worked out once for those that exist."""
        number = 0
        for letter in letters[:4].upper():
            number = number * 26 + ord(letter) - 64
        if not 0 < number <= MOST_COLUMNS:
            return MOST_COLUMNS
        self[letters] = number - 1
        return number - 1


COLUMNS = ColumnNumbers()


def _whole(value: str | None) -> int:
    return int(value) if value is not None and value.isdecimal() and len(value) < 8 else 0


def _table_headers(packed: Packed, part: str) -> Iterator[Range]:
    table = packed.tree(part)
    area = read_range(table.get("ref", ""))
    rows = _whole(table.get("headerRowCount", "1"))
    if area is not None and 0 < rows < 4:
        yield area._replace(bottom=area.top + rows - 1)


def _leave_out_sums(sheet: Sheet, packed: Packed, part: str) -> None:
    """Take a pivot table out of *sheet*: it tells of other cells, and nothing of its own."""
    location = packed.tree(part).find("location")
    area = read_range(location.get("ref", "")) if location is not None else None
    if area is None:
        return
    for row in [row for row in sheet.rows if area.top <= row <= area.bottom]:
        sheet.rows[row] = [cell for cell in sheet.rows[row] if not area.left <= cell.column <= area.right]


@mutable
class SheetTeller(ItemTeller):
    """Is told of the part of a sheet, and takes its rows, cells and what is said of them."""

    texts: Texts = field(kw_only=True)
    sheet: Sheet = field(kw_only=True)
    links: Mapping[str, Relation] = field(kw_only=True)
    row: int = -1
    column: int = -1
    cells: list[Seen] = field(factory=list)
    """The filled cells of the row that we are in."""
    cell: dict[str, str] = field(factory=dict)
    """The attributes of the cell that we are in."""
    value: str = ""
    formula: str = ""
    shown: dict[tuple[Style, str], str] = field(factory=dict)
    """What was shown of a number in a style: times and dates come again and again."""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        self.depth += 1
        name = self.names[name]
        if name == "c":
            self.cell = attributes
            self.value = self.formula = ""
            self.runs = []
        elif name in {"v", "f"}:
            self.heard = ""
        elif name == "row":
            self._begin_row(attributes)
        elif name in SAID_OF_CELLS:
            self._say_of_cells(name, attributes)
        else:
            self.begin_item(name, attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self.depth -= 1
        name = self.names[name]
        if name == "c":
            self._end_cell()
        elif name == "v":
            self.value = self.heard
        elif name == "row":
            self._end_row()
        elif name == "f":
            self.formula = self.heard
        else:
            self.end_item(name)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        """Begin a row, or pass over it where its number is that of none."""
        self.row = _whole(attributes["r"]) - 1 if "r" in attributes else self.row + 1
        self.column = -1
        self.cells = []
        if is_true(attributes.get("hidden")):
            self.sheet.hidden_rows.add(self.row)

    def _end_row(self) -> None:
        if not self.cells or not 0 <= self.row < MOST_ROWS:
            return
        self.sheet.cells += len(self.cells)
        self.limits.check("cells", self.sheet.cells, "cells")
        columns = [cell.column for cell in self.cells]
        if self.row in self.sheet.rows or sorted(set(columns)) != columns:
            told = {cell.column: cell for cell in (*self.sheet.rows.get(self.row, ()), *self.cells)}
            self.cells = [told[column] for column in sorted(told)]
        self.sheet.rows[self.row] = self.cells

    def _end_cell(self) -> None:
        """Take a cell, if there is anything in it."""
        told = self.cell
        self.column = column = COLUMNS[told["r"].rstrip(DIGITS)] if "r" in told else self.column + 1
        if not (self.value or self.runs) or column >= MOST_COLUMNS:
            return
        style = self.texts.styles.get(told.get("s", "0"), PLAIN)
        content = (
            self._around(runs_to_text(self.runs), style)
            if self.runs
            else self._content(told.get("t", "n"), self.value, style)
        )
        if not content:
            return
        if isinstance(content, str):
            cell = Seen(self.row, column, content)
            if style.bold:
                cell.emphasis = ((0, len(content)),)
        else:
            cell = Seen(self.row, column, content.text, emphasis=content.emphasis)
        self.cells.append(cell)
        found = HYPERLINK.match(self.formula) if self.formula else None
        if found and found[1].lower().startswith(OUTSIDE):
            cell.links = (Link(0, len(cell.text), found[1]),)

    def _say_of_cells(self, name: str, attributes: dict[str, str]) -> None:
        """Take what is said of cells elsewhere: that columns are hidden, cells merged, or lead somewhere."""
        if name == "col":
            if is_true(attributes.get("hidden")) or attributes.get("width") == "0":
                first, last = _whole(attributes.get("min")), _whole(attributes.get("max"))
                self.sheet.hide_columns(max(first, 1) - 1, min(last, MOST_COLUMNS))
            return
        area = read_range(attributes.get("ref", ""))
        if area is not None and name == "mergeCell":
            self.sheet.merged.append(area)
        elif area is not None:
            named = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            link = self.links.get(named)
            if link is not None and link.target.lower().startswith(OUTSIDE):
                self.sheet.links.append((area, link.target))

    def _content(self, kind: str, value: str, style: Style) -> str | Rich:
        """What a cell shows: the cached value of a formula like any other."""
        if kind == "s":
            at = int(value) if value.isdecimal() and len(value) < 10 else -1
            strings = self.texts.strings
            return self._around(strings[at], style) if 0 <= at < len(strings) else ""
        if kind == "n":
            known = self.shown.get((style, value))
            if known is None:
                known = self.shown[style, value] = _number_shown(value, style)
            return known
        if kind == "e":
            return ""
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if kind == "d":
            return self._dated(value.strip(), style)
        return self._around(plain_text(value), style)

    def _dated(self, value: str, style: Style) -> str:
        """A date that is written as ISO 8601 has it."""
        number = iso_to_serial(value, since_1904=self.texts.since_1904)
        if number is None:
            return plain_text(value)
        if style.code != GENERAL:
            return style.shown(number)
        day, _, clock = value.partition("T")
        return f"{day} {clock[:5]}".strip() if clock.strip("0:.Z") or ":" in day else day

    def _around(self, text: str | Rich, style: Style) -> str | Rich:
        """*text* with what its format puts around it."""
        around = style.around
        if around is None:
            return ""
        if around == ("", "") or not isinstance(text, str):
            return text
        return f"{around[0]}{text}{around[1]}".strip()


def iso_to_serial(value: str, *, since_1904: bool) -> float | None:
    """The number that a workbook gives to a date, a time, or both; None for what is none of them."""
    first = serial_to_date(61, since_1904=since_1904) - timedelta(days=61)
    try:
        if "-" not in value:
            moment = datetime.combine(first, time.fromisoformat(value.removesuffix("Z")))
        else:
            moment = datetime.fromisoformat(value.removesuffix("Z"))
    except ValueError:
        return None
    return (moment.replace(tzinfo=None) - datetime.combine(first, time())) / timedelta(days=1)


def _number_shown(value: str, style: Style) -> str:
    try:
        number = float(value)
    except ValueError:
        return plain_text(value)
    return style.shown(number) if isfinite(number) else ""
