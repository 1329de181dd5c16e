"""
A PDF -> the headings, paragraphs, list items and tables that its pages show, in reading order.

A PDF holds letters and lines where they are drawn, and nothing of what they are. What belongs together is told by
the lines between, by the order in which things are drawn, and by where they stand.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve
from pdfminer.pdftypes import dict_value, resolve1
from pdfminer.utils import decode_text

from agenda_ical.document import Block, Document, Heading, Paragraph, canonical_grid
from agenda_ical.errors import UnreadableFile
from agenda_ical.limits import Limits
from agenda_ical.place import Place
from agenda_ical.reading.pdf.drawing import Drawing, Sheet
from agenda_ical.reading.pdf.flow import Element, Table, Text, leaf_to_elements
from agenda_ical.reading.pdf.joining import join_pages
from agenda_ical.reading.pdf.leaves import Leaf, sheet_to_leaf, usual_size, without_running_heads
from agenda_ical.reading.pdf.opening import MeasuringFonts, document_pages, open_document
from agenda_ical.reading.pdf.wrapping import pieces_to_text
from agenda_ical.reading.printed import stands_in
from agenda_ical.reading.text import ITEM

logging.getLogger("pdfminer").addHandler(
    logging.NullHandler()
)  # its remarks on fonts are nobody's concern here

LARGER = 1.15
"""How much higher than most letters those of a heading are."""
LONG = 160
"""Letters that no heading has."""
SCAN = (
    "There is no text in the PDF, only pictures of it: run it through text recognition (OCR), ask for the file that "
    "it was made from, or type what it shows into a text file."
)
REPRINT = "print only the pages that hold the programme into a new PDF, without their pictures"
NAMELESS = (
    "The PDF does not say which letters it shows: print it into a new PDF, ask for the file that it was made from, "
    "or run it through text recognition (OCR)."
)


def pdf_to_document(content: bytes, limits: Limits) -> Document:
    """
    What the pages of a PDF show, and what it says of itself.

    Raises UnreadableFile where it is locked, damaged or has no text, BeyondLimits where it has too many pages or letters.
    """
    source = open_document(content, limits)
    drawing = Drawing(MeasuringFonts(), limits)
    leaves: list[Leaf] = []
    cuts: list[str] = []
    unknown = known = 0
    for number, page in enumerate(document_pages(source, limits), 1):
        sheet = drawing.draw(page, number)
        unknown += sheet.unknown
        known += len(sheet.glyphs)
        leaves.append(sheet_to_leaf(sheet))
        cuts += sheet.cuts
    _refuse_without_text(known, unknown, cuts)
    leaves = without_running_heads(leaves)
    body = usual_size(leaves)
    elements = join_pages([leaf_to_elements(leaf) for leaf in leaves])
    document = Document(
        tuple(_blocks(elements, body)), language=_text(source.catalog.get("Lang")), cuts=tuple(cuts)
    )
    title, year = _title(source.info), _year(source.info)
    told = stands_in(title, document)
    remarks = [year] if told else [title, year]
    return evolve(document, title=title if told else "", description="\n".join(filter(None, remarks)))


def _refuse_without_text(known: int, unknown: int, cuts: Sequence[str]) -> None:
    if unknown > known:
        raise UnreadableFile(NAMELESS)
    if not known and cuts:
        raise UnreadableFile(f"{cuts[0]} Nothing was left to read: {REPRINT}.")
    if not known:
        raise UnreadableFile(SCAN)


def _title(infos: Sequence[dict[str, Any]]) -> str:
    """The title that the file says it has."""
    return next((text for info in infos if (text := _text(dict_value(info).get("Title")))), "")


def _year(infos: Sequence[dict[str, Any]]) -> str:
    """The year in which the file was made."""
    dates = (_text(dict_value(info).get("CreationDate")) for info in infos)
    return next((found[1] for date in dates if (found := re.match(r"(?:D:)?((?:19|20)\d\d)", date))), "")


def _text(value: object) -> str:
    value = resolve1(value)
    return " ".join(decode_text(value).split()) if isinstance(value, bytes) else ""


def _blocks(elements: Sequence[Element], body: float) -> Iterator[Block]:
    """*elements* as blocks, numbered."""
    levels = _levels(elements, body)
    indents = sorted({round(e.frame.x0 / 8) for e in elements if isinstance(e, Text) and _is_item(e)})
    tables = paragraphs = 0
    for element in elements:
        sheet = f"page {element.page}"
        if isinstance(element, Table):
            tables += 1
            yield canonical_grid(element.cells, Place(table=tables, sheet=sheet))
        else:
            paragraphs += 1
            yield _text_block(element, Place(paragraph=paragraphs, sheet=sheet), levels, indents)


def _levels(elements: Sequence[Element], body: float) -> dict[float, int]:
    """The sizes of headings, each with its level."""
    sizes = {
        _rounded(element.frame.size)
        for element in elements
        if isinstance(element, Text) and element.frame.size > LARGER * body
    }
    return {size: min(level, 5) for level, size in enumerate(sorted(sizes, reverse=True), 1)}


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _is_item(element: Text) -> bool:
    return ITEM.match(element.frame.pieces[0].text) is not None


def _text_block(element: Text, place: Place, levels: dict[float, int], indents: Sequence[int]) -> Block:
    frame = element.frame
    rich = pieces_to_text(frame.pieces, element.left, element.right)
    level = levels.get(_rounded(frame.size))
    if level and len(rich.text) < LONG:
        return Heading(" ".join(rich.text.split()), level, place, rich.links)
    if item := ITEM.fullmatch(rich.text):
        depth = 1 + indents.index(round(frame.x0 / 8))
        return Paragraph(item["text"], min(depth, 6), place, gap=element.gap)
    return Paragraph(rich.text, 0, place, rich.emphasis, rich.links, element.gap)


__all__ = ["Sheet", "pdf_to_document"]
