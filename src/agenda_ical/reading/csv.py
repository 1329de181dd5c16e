"""A file of rows whose cells are parted by a character (CSV, TSV; RFC 4180 and what programs really write) -> its blocks."""

from __future__ import annotations

import csv
import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal

from attrs import frozen

from agenda_ical.document import Document
from agenda_ical.errors import UnreadableFile
from agenda_ical.limits import Limits
from agenda_ical.place import Place
from agenda_ical.reading.sheetblocks import SheetBlocks
from agenda_ical.reading.sheetcells import Seen
from agenda_ical.reading.sheettexts import plain_text
from agenda_ical.reading.text import lines_to_blocks
from agenda_ical.regexes import regex

DELIMITERS = "\t;,|"
"""What may part cells; the first of several that fit equally well is it."""
SAMPLE = 200
"""How many rows are looked at to find out which."""
DECLARED = regex(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)
"""The first line in which spreadsheets say it."""
TAG = regex(r"</?(?P<name>a|b|br|div|em|i|li|ol|p|small|span|strong|sub|sup|u|ul)\b[^<>]*>", re.IGNORECASE)
MARKUP = regex(r"</[a-z]+>|\S\s*<br\s*/?>\s*\S", re.IGNORECASE)
"""What tags do in a text: they end, or they part its lines."""
MOST_CELLS = 16_384
"""Cells of a row: as many as a spreadsheet has columns."""
LONGEST_CELL = 131_072
"""Characters: the csv module reads no longer ones."""


@frozen
class Row:
    """A row of a file, and the line on which it begins."""

    line: int
    cells: list[str]


def csv_to_document(text: str, limits: Limits = Limits()) -> Document:
    """The rows of *text*, as a sheet would show them; a text whose lines have no cells is read as lines."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    delimiter, skipped = _declared(lines)
    delimiter = delimiter or _delimiter(lines)
    if delimiter is None:
        return Document(tuple(lines_to_blocks(text.split("\n"))))
    seen: list[list[Seen]] = []
    cells = 0
    numbers: dict[int, int] = {}
    for at, row in enumerate(_rows(lines[skipped:], delimiter)):
        numbers[at] = row.line + skipped
        shown = enumerate(plain_text(_without_markup(cell)) for cell in row.cells)
        if filled := [Seen(at, column, text) for column, text in shown if text]:
            seen.append(filled)
            cells += len(filled)
            limits.check("cells", cells, "cells")
    tables = SheetBlocks()
    blocks = tuple(tables.blocks(seen, lambda at: Place(line=numbers[at])))
    return Document(blocks, cuts=tuple(tables.cuts))


def _without_markup(cell: str) -> str:
    """The text of a cell that was exported from a web page with its tags: "<i>Keynote:</i> Rivers"."""
    if "<" not in cell or MARKUP.search(cell) is None:
        return cell
    return html.unescape(
        TAG.sub(lambda tag: "\n" if tag["name"].lower() in ("br", "p", "div", "li") else "", cell)
    )


def _declared(lines: Sequence[str]) -> tuple[str | None, int]:
    """The delimiter that the first line says, and how many lines that takes."""
    found = DECLARED.fullmatch(lines[0].rstrip("\r\n")) if lines else None
    return (found[1], 1) if found else (None, 0)


def _delimiter(lines: Sequence[str]) -> str | None:
    """What parts the cells of *lines*: what most rows have equally often; None where most have nothing of the kind."""
    fits = {delimiter: _fit(list(islice(_rows(lines, delimiter), SAMPLE))) for delimiter in DELIMITERS}
    best = max(fits, key=lambda delimiter: fits[delimiter])
    return best if fits[best] > (0.0, 0) else None


def _fit(rows: Sequence[Row]) -> tuple[float, int]:
    """Which share of *rows* has as many cells as the most of those with several; and how many cells that is."""
    counts = [len(row.cells) for row in rows if any(cell.strip() for cell in row.cells)]
    several = Counter(count for count in counts if count > 1)
    if sum(several.values()) * 2 < len(counts) or not several:
        return 0.0, 0
    cells, often = max(several.items(), key=lambda item: (item[1], item[0]))
    return often / len(counts), cells


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[Row]:
    """The rows of *lines*; quotes that are never closed are taken as they stand."""
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if _closes_quotes(lines, delimiter) else csv.QUOTE_NONE
    reader = csv.reader(
        _bounded(lines, delimiter), delimiter=delimiter, quoting=quoting, skipinitialspace=delimiter != "\t"
    )
    line = 1
    for cells in reader:
        yield Row(line, cells)
        line = reader.line_num + 1


def _closes_quotes(lines: Sequence[str], delimiter: str) -> bool:
    """Whether a cell that begins with a quote ends with one, before the file does."""
    reader = csv.reader(_bounded(lines, delimiter), delimiter=delimiter, strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error:
        return reader.line_num < len(lines)
    return True


def _bounded(lines: Sequence[str], delimiter: str) -> Iterator[str]:
    for line in lines:
        if line.count(delimiter) >= MOST_CELLS or len(line) > LONGEST_CELL:
            raise UnreadableFile(
                f"A line has more than {MOST_CELLS:,} cells or {LONGEST_CELL:,} characters: it is no table of rows."
            )
        yield line.replace("\0", "")
