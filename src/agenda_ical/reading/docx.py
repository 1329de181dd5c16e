"""A Word file -> the headings, paragraphs, list items and tables that its pages show, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from agenda_ical.document import Document
from agenda_ical.limits import Limits
from agenda_ical.reading.printed import PrintedPage
from agenda_ical.reading.wordflow import CHOICE, FALLBACK, TBL, P, WordFlow, children
from agenda_ical.reading.wordparts import Node, W, open_word
from agenda_ical.reading.wordstyles import ParagraphLook, Styles, read_styles
from agenda_ical.reading.wordtables import CELL, WordTables, shown_rows

BOX = f"{W}txbxContent"


def docx_to_document(content: bytes, limits: Limits = Limits()) -> Document:
    """
    What the pages of a Word file show, and what it says of itself in its headers, footers and properties.

    Read as ECMA-376, part 1, has it; text in boxes counts only where there is no other. Raises UnreadableFile or BeyondLimits.
    """
    parts = open_word(content, limits)
    styles = read_styles(parts.styles, parts.numbering)
    page = WordPage(WordFlow(styles, parts.links), parts.body, limits)
    page.walk(parts.body)
    if not page.blocks:
        for box in boxes(parts.body):
            page.walk(box)
    return page.document(parts.title, [*parts.remarks, *margin_lines(parts.margins, styles)])


class WordPage(PrintedPage):
    """Collects the blocks of a Word file."""

    def __init__(self, flow: WordFlow, body: Node, limits: Limits) -> None:
        """Begin with no blocks."""
        super().__init__(limits, flow.text)
        self.flow = flow
        self.tables = WordTables(flow, self, body)

    def walk(self, parent: Node) -> None:
        """Take in the paragraphs and tables of the text, or of a cell that only lays it out."""
        for block in children(parent):
            if block.tag == P:
                self._paragraph(block)
            elif block.tag == TBL:
                self._table(block)

    def _paragraph(self, paragraph: Node) -> None:
        properties = paragraph.find(f"{W}pPr")
        look = self.flow.styles.paragraph(properties)
        if look.contents:
            return
        self.begin(look.heading, look.level)
        self.flow.take_in(paragraph, look)
        if properties is None or properties.find(f"{W}rPr/{W}del") is None:
            self.end()

    def _table(self, table: Node) -> None:
        self.begin_table()
        if not self.tables.lays_out(table) and self.take_in_table(self.tables.rows(table)):
            return
        for row in shown_rows(table):
            for cell in children(row):
                if cell.tag == CELL:
                    self.walk(cell)
                    self.gap = True


def boxes(body: Node) -> Iterator[Node]:
    """The texts of boxes, each once: a box is written in two ways, for new and for old programs."""
    for box in body.iter(BOX):
        around = next((a for a in box.iterancestors(CHOICE, FALLBACK, BOX)), None)
        if around is None or around.tag == FALLBACK or around.getparent().find(FALLBACK) is None:
            yield box


def margin_lines(margins: Iterable[Node], styles: Styles) -> list[str]:
    """The lines of the headers and footers, each once."""
    flow = WordFlow(styles, {})
    lines: dict[str, None] = {}
    for margin in margins:
        for paragraph in margin.iter(P):
            flow.take_in(paragraph, ParagraphLook())
            lines[flow.text.inline.take().text] = None
    return list(filter(None, lines))
