"""A Word file -> the headings, paragraphs, list items and tables that its pages show, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agenda_ical.document import Block, Document, Heading, Paragraph, document_texts
from agenda_ical.limits import Limits
from agenda_ical.place import Place
from agenda_ical.reading.inline import Rich
from agenda_ical.reading.wordflow import P, TBL, WordFlow, children
from agenda_ical.reading.wordparts import Node, W, open_word
from agenda_ical.reading.wordstyles import ParagraphLook, Styles, read_styles
from agenda_ical.reading.wordtables import CELL, WordTables, shown_rows

WORDS = re.compile(r"\w+")


def docx_to_document(content: bytes, limits: Limits = Limits()) -> Document:
    """
    What the pages of a Word file show, and what it says of itself in its headers, footers and properties.

    Read as ECMA-376, part 1, has it. Raises UnreadableFile or BeyondLimits.
    """
    parts = open_word(content, limits)
    styles = read_styles(parts.styles, parts.numbering)
    page = WordPage(WordTables(WordFlow(styles, parts.links), limits, parts.body))
    page.walk(parts.body)
    blocks = tuple(page.blocks)
    title = " ".join(parts.title.split())
    told = _stands_in(title, Document(blocks))
    remarks = [*parts.remarks, *margin_lines(parts.margins, styles)]
    return Document(
        blocks,
        title=title if told else "",
        description="\n".join(filter(None, remarks if told else [title, *remarks])),
        cuts=tuple(page.cuts),
    )


class WordPage:
    """Collects the blocks of a Word file."""

    def __init__(self, tables: WordTables) -> None:
        """Begin with no blocks."""
        self.tables = tables
        self.flow = tables.flow
        self.blocks: list[Block] = []
        self.cuts: list[str] = []
        self.grids = 0
        self.gap = True
        self.look = ParagraphLook()

    def walk(self, parent: Node) -> None:
        """Take in the paragraphs and tables of the text, of a cell."""
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
        self.look = look
        self.flow.on_break = self._break
        self.flow.indents = not look.heading
        self.flow.take_in(paragraph, look)
        if properties is None or properties.find(f"{W}rPr/{W}del") is None:
            self._end()

    def _break(self) -> None:
        """Take in a line break; two of them end a paragraph, as they look."""
        inline = self.flow.inline
        if inline.pending == "\n" and inline.length and not self.look.heading and not self.look.level:
            self._end()
            self.gap = True
        inline.newline()

    def _end(self) -> None:
        """End the paragraph that was being collected; an empty one is a gap."""
        rich = self.flow.inline.take()
        self.tables.count()
        if not rich.text:
            self.gap = True
            return
        self.blocks.append(self._block(rich))
        self.gap = bool(self.look.level)

    def _block(self, rich: Rich) -> Block:
        place = Place(paragraph=len(self.blocks) - self.grids + 1)
        if self.look.heading:
            return Heading(rich.text, self.look.heading, place, rich.links)
        gap = self.gap or self.look.level > 0
        return Paragraph(rich.text, self.look.level, place, rich.emphasis, rich.links, gap)

    def _table(self, table: Node) -> None:
        self.flow.on_break = None
        self.flow.indents = False
        self.gap = True
        found = self.tables.to_grid(table, Place(table=self.grids + 1))
        if found is None:
            for row in shown_rows(table):
                for cell in children(row):
                    if cell.tag == CELL:
                        self.walk(cell)
                        self.gap = True
            return
        grid, cuts = found
        self.grids += 1
        self.blocks.append(grid)
        self.cuts.extend(cuts)
        self.gap = True


def margin_lines(margins: Iterable[Node], styles: Styles) -> list[str]:
    """The lines of the headers and footers, each once."""
    flow = WordFlow(styles, {})
    lines: dict[str, None] = {}
    for margin in margins:
        for paragraph in margin.iter(P):
            flow.take_in(paragraph, ParagraphLook())
            lines[flow.inline.take().text] = None
    return list(filter(None, lines))


def _stands_in(title: str, document: Document) -> bool:
    """
    Whether a title of several words is on the page too.

    Files keep the titles of the templates and the older files that they were made from.
    """
    words = set(map(str.casefold, WORDS.findall(title)))
    if len(words) < 2:
        return False
    return words <= {word.casefold() for text in document_texts(document) for word in WORDS.findall(text)}
