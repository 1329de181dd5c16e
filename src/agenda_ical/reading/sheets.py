"""A sheet of a workbook -> the cells that a person sees on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree as ET

from attrs import define, field, frozen

from agenda_ical.reading.inline import Rich
from agenda_ical.reading.numberformats import GENERAL, general, serial_to_date
from agenda_ical.reading.packed import Packed, local_name
from agenda_ical.reading.workbook import Style, attribute, is_true, item_text, plain_text, relations

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
"""A sheet has no more."""
REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
HYPERLINK = re.compile(r'\s*(?:_xlfn\.)?HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)
OUTSIDE = ("http:", "https:", "mailto:")
PLAIN = Style(general)


class Range(NamedTuple):
    """A rectangle of a sheet: the rows and columns that it covers, from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


class Filled(NamedTuple):
    """A cell with something in it."""

    column: int
    content: str | Rich
    style: int
    href: str


@frozen
class Texts:
    """What the sheets of a workbook share."""

    strings: Sequence[str | Rich]
    styles: Sequence[Style]
    since_1904: bool = False


@define
class Sheet:
    """A sheet as it stands in its part."""

    rows: dict[int, list[Filled]] = field(factory=dict)
    hidden_rows: set[int] = field(factory=set)
    hidden_columns: set[int] = field(factory=set)
    merged: list[Range] = field(factory=list)
    headers: list[Range] = field(factory=list)
    """The header rows of its tables."""
    links: list[tuple[Range, str]] = field(factory=list)
    cells: int = 0


def read_sheet(packed: Packed, part: str, texts: Texts, before: int = 0) -> Sheet:
    """The sheet that *part* holds; *before* are the cells of other sheets, which count for the limit too."""
    sheet = Sheet(cells=before)
    links = relations(packed, part)
    reader = _Rows(texts, sheet)
    for piece in packed.pieces(part, {"row", "col", "mergeCell", "hyperlink"}):
        name = local_name(piece.tag)
        if name == "row":
            reader.row(piece)
            packed.limits.check("cells", sheet.cells, "cells")
        elif name == "col":
            _hide_columns(sheet, piece)
        elif (area := read_range(piece.get("ref", ""))) is not None:
            if name == "mergeCell":
                sheet.merged.append(area)
            else:
                link = links.get(attribute(piece, "id"))
                if link is not None and link.target.lower().startswith(OUTSIDE):
                    sheet.links.append((area, link.target))
    for link in links.values():
        if link.kind == "table" and link.target in packed.names:
            sheet.headers += _table_headers(packed, link.target)
    return sheet


def read_range(reference: str) -> Range | None:
    """The rectangle that ``B2:D5`` or ``B2`` names, within what a sheet can have."""
    first, _, last = reference.partition(":")
    begin, end = REFERENCE.fullmatch(first), REFERENCE.fullmatch(last or first)
    if begin is None or end is None:
        return None
    rows = sorted((int(begin[2]) - 1, int(end[2]) - 1))
    columns = sorted((column_number(begin[1]), column_number(end[1])))
    if rows[0] < 0 or rows[1] >= MOST_ROWS or columns[1] >= MOST_COLUMNS:
        return None
    return Range(rows[0], columns[0], rows[1], columns[1])


@lru_cache(maxsize=MOST_COLUMNS)
def column_number(letters: str) -> int:
    """``A`` -> 0, ``AA`` -> 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _hide_columns(sheet: Sheet, piece: ET.Element) -> None:
    if is_true(piece.get("hidden")) or piece.get("width") == "0":
        first, last = _whole(piece.get("min")), _whole(piece.get("max"))
        sheet.hidden_columns.update(range(max(first, 1) - 1, min(last, MOST_COLUMNS)))


def _whole(value: str | None) -> int:
    return int(value) if value is not None and value.isdecimal() and len(value) < 8 else 0


def _table_headers(packed: Packed, part: str) -> Iterator[Range]:
    for table in packed.pieces(part, {"table"}):
        area = read_range(table.get("ref", ""))
        rows = table.get("headerRowCount", "1")
        if area is not None and rows.isdecimal() and 0 < int(rows[:3]) < 4:
            yield area._replace(bottom=area.top + int(rows[:3]) - 1)


class _Rows:
    """Takes the rows of a sheet as they come, and counts those that do not say their number."""

    def __init__(self, texts: Texts, sheet: Sheet) -> None:
        self.strings = texts.strings
        self.styles = texts.styles
        self.since_1904 = texts.since_1904
        self.sheet = sheet
        self.number = -1
        self.shown: dict[tuple[int, str], str] = {}
        """What was shown of a number in a style: times and dates come again and again."""

    def row(self, piece: ET.Element) -> None:
        """Take one row; a number beyond the end of a sheet is that of no row."""
        self.number = _whole(piece.get("r")) - 1 if "r" in piece.attrib else self.number + 1
        if not 0 <= self.number < MOST_ROWS:
            return
        if is_true(piece.get("hidden")):
            self.sheet.hidden_rows.add(self.number)
        cells = list(self._cells(piece))
        if cells:
            cells.sort(key=lambda cell: cell.column)
            self.sheet.rows.setdefault(self.number, []).extend(cells)
            self.sheet.cells += len(cells)

    def _cells(self, piece: ET.Element) -> Iterator[Filled]:
        column = -1
        for cell in piece:
            get = cell.attrib.get
            reference = get("r")
            column = column_number(reference.rstrip("0123456789")[:4]) if reference else column + 1
            if not 0 <= column < MOST_COLUMNS or not len(cell):
                continue
            value, inline, formula = _parts(cell)
            style = get("s", "0")
            at = int(style) if style.isdecimal() and len(style) < 7 else 0
            content = inline if inline is not None else self._content(get("t", "n"), value, at)
            if content:
                found = HYPERLINK.match(formula) if formula else None
                href = found[1] if found and found[1].lower().startswith(OUTSIDE) else ""
                yield Filled(column, content, at, href)

    def _content(self, kind: str, value: str, style: int) -> str | Rich:
        """What a cell shows: the cached value of a formula like any other."""
        if not value or kind == "e":
            return ""
        if kind == "n":
            known = self.shown.get((style, value))
            if known is None:
                known = self.shown[style, value] = self._number(value, self._style(style))
            return known
        if kind == "s":
            at = int(value) if value.strip().isdecimal() and len(value) < 10 else -1
            return self._around(self.strings[at], style) if 0 <= at < len(self.strings) else ""
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if kind == "d":
            return self._dated(value.strip(), self._style(style))
        return self._around(plain_text(value), style)

    def _style(self, at: int) -> Style:
        return self.styles[at] if at < len(self.styles) else PLAIN

    def _number(self, value: str, style: Style) -> str:
        try:
            number = float(value)
        except ValueError:
            return plain_text(value)
        if number != number or number in (float("inf"), float("-inf")):  # noqa: PLR0124 : not a number
            return ""
        return style.shown(number)

    def _dated(self, value: str, style: Style) -> str:
        """A date that is written as ISO 8601 has it."""
        number = iso_to_serial(value, since_1904=self.since_1904)
        if number is None:
            return plain_text(value)
        if style.code != GENERAL:
            return style.shown(number)
        day, _, clock = value.partition("T")
        return f"{day} {clock[:5]}".strip() if clock.strip("0:.Z") or ":" in day else day

    def _around(self, text: str | Rich, style: int) -> str | Rich:
        """*text* with what its format puts around it."""
        around = self._style(style).around
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


def _parts(cell: ET.Element) -> tuple[str, str | Rich | None, str]:
    """The value, the inline text and the formula of a cell."""
    value, inline, formula = "", None, ""
    for part in cell:
        tag = part.tag
        if tag.endswith("}v") or tag == "v":
            value = part.text or ""
        elif tag.endswith("}is") or tag == "is":
            inline = item_text(part)
        elif tag.endswith("}f") or tag == "f":
            formula = part.text or ""
    return value, inline, formula
