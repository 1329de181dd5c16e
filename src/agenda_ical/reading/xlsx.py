"""A workbook (XLSX, ECMA-376) -> its visible sheets: a heading each, and the tables that a person sees on it."""

from __future__ import annotations

from collections.abc import Callable

from agenda_ical.document import Block, Document, Heading
from agenda_ical.limits import Limits
from agenda_ical.place import Place
from agenda_ical.reading.packed import Packed
from agenda_ical.reading.sheetblocks import SheetBlocks
from agenda_ical.reading.sheetlayout import Laid, lay_out
from agenda_ical.reading.sheets import Texts, read_sheet
from agenda_ical.reading.sheettexts import read_strings
from agenda_ical.reading.workbook import read_styles, read_title, read_workbook


def xlsx_to_document(content: bytes, limits: Limits) -> Document:
    """The sheets of a workbook in its order; raises UnreadableFile where it is none, BeyondLimits where it is too big."""
    packed = Packed(content, limits)
    workbook = read_workbook(packed)
    styles = read_styles(packed, workbook.styles, since_1904=workbook.since_1904)
    texts = Texts(read_strings(packed, workbook.strings), styles, workbook.since_1904)
    tables = SheetBlocks()
    blocks: list[Block] = []
    cells = 0
    for part in workbook.sheets:
        sheet = read_sheet(packed, part.part, texts, cells)
        cells = sheet.cells
        laid = lay_out(sheet)
        if laid.dropped:
            tables.cuts.append(
                f"In {part.name}, {laid.dropped} merged cells overlap others or claim too much."
            )
        if laid.rows:
            blocks.append(Heading(part.name, 2, Place(sheet=part.name)))
            blocks.extend(tables.blocks(laid.rows, _places(part.name, laid)))
    title, description = read_title(packed)
    return Document(tuple(blocks), title, description=description, cuts=tuple(tables.cuts))


def _places(name: str, laid: Laid) -> Callable[[int], Place]:
    return lambda row: Place(row=laid.numbers[row], sheet=name)
