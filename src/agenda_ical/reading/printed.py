"""What word processors have in common: paragraphs, tables and text as they stand on a printed page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import define, evolve, field

from agenda_ical.document import Block, Document, Heading, Paragraph, document_texts
from agenda_ical.limits import Limits
from agenda_ical.place import Place
from agenda_ical.reading.inline import Inline, Rich
from agenda_ical.reading.layout import frames
from agenda_ical.reading.spans import Spanning, rows_to_grid
from agenda_ical.regexes import regex

WORDS = regex(r"\w+")


@define
class PrintedText:
    """Collects the text of a paragraph or a cell."""

    inline: Inline = field(factory=Inline)
    emphasised: bool = False
    links: int = 0
    """In how many links we are: they are underlined without being set apart."""
    stops: bool = False
    """Whether the paragraph has tab stops of its own, so that each tab counts."""
    in_cell: bool = False
    """Whether lines are those of a cell, in which a tab indents."""
    on_break: Callable[[], None] | None = None
    """What to do at a line break, if more than beginning a line."""

    def add(self, text: str, *, emphasised: bool) -> None:
        """Take in some letters; blanks between emphasised ones are emphasised too."""
        if emphasised != self.emphasised and not text.isspace():
            self._mark(emphasised=emphasised)
        self.inline.add(text)

    def end(self) -> None:
        """End the line; emphasis and links end with it."""
        self._mark(emphasised=False)
        while self.links:
            self.close_link()

    def open_link(self, address: str) -> None:
        """Begin a link; one that leads to another spot of the file, or nowhere, has no address that counts."""
        self._mark(emphasised=False)
        self.links += 1
        address = "".join(address.split())
        self.inline.open_link("" if address.lower().startswith(("#", "javascript:")) else address)

    def close_link(self) -> None:
        """End the link that was begun last."""
        if self.links:
            self._mark(emphasised=False)
            self.links -= 1
            self.inline.close_link()

    def tab(self) -> None:
        """Take in a tab; several are one, and none begins a line of a cell, unless they lead to stops somebody set."""
        begins = not self.inline.length or self.inline.pending[:1] == "\n"
        if (begins and self.in_cell) or (self.inline.pending[-1:] == "\t" and not self.stops):
            self.inline.space()
        else:
            self.inline.tab()

    def line_break(self) -> None:
        """Take in a line break."""
        if self.on_break is not None:
            self.on_break()
        else:
            self.inline.newline()

    def _mark(self, *, emphasised: bool) -> None:
        if emphasised and not self.emphasised:
            self.inline.open_emphasis()
        elif self.emphasised and not emphasised:
            self.inline.close_emphasis()
        self.emphasised = emphasised


@define
class PrintedPage:
    """Collects the blocks of a page; counts what they cost."""

    limits: Limits
    text: PrintedText
    blocks: list[Block] = field(factory=list)
    cuts: list[str] = field(factory=list)
    grids: int = 0
    cells: int = 0
    gap: bool = True
    heading: int = 0
    """The level of the heading that we are in, or 0."""
    level: int = 0
    """The level of the item that we are in, or 0."""

    def document(self, title: str, remarks: Sequence[str]) -> Document:
        """The page, with what its file says of itself."""
        document = Document(tuple(self.blocks), cuts=tuple(self.cuts))
        title = " ".join(title.split())
        told = stands_in(title, document)
        lines = filter(None, remarks if told else [title, *remarks])
        return evolve(document, title=title if told else "", description="\n".join(dict.fromkeys(lines)))

    def count(self) -> None:
        """Count a cell or a paragraph; raises BeyondLimits at one too many."""
        self.cells += 1
        self.limits.check("cells", self.cells, "cells and paragraphs")

    def begin(self, heading: int, level: int) -> None:
        """Begin a paragraph: a heading, an item, or neither."""
        self.heading, self.level = heading, 0 if heading else level
        self.text.in_cell = heading > 0
        self.text.on_break = self._break

    def end(self) -> None:
        """End the paragraph that was being collected; an empty one is a gap."""
        rich = self.text.inline.take()
        self.count()
        if rich.text:
            self.blocks.append(self._block(rich))
            self.gap = self.level > 0
        else:
            self.gap = True

    def _block(self, rich: Rich) -> Block:
        place = Place(paragraph=len(self.blocks) - self.grids + 1)
        if self.heading:
            return Heading(" ".join(rich.text.split("\t")), self.heading, place, rich.links)
        gap = self.gap or self.level > 0
        return Paragraph(rich.text, self.level, place, rich.emphasis, rich.links, gap)

    def _break(self) -> None:
        """Take in a line break; two of them end a paragraph, as they look."""
        inline = self.text.inline
        if inline.pending == "\n" and inline.length and not self.heading and not self.level:
            self.text.end()
            self.end()
            self.gap = True
        inline.newline()

    def begin_table(self) -> None:
        """Begin the cells of a table: their lines are no paragraphs."""
        self.text.on_break, self.text.in_cell = None, True
        self.gap = True

    def take_in_table(self, rows: Sequence[Sequence[str | Spanning]], caption: str = "") -> bool:
        """Take in the rows of a table; False if they only lay the page out."""
        if frames([rows]):
            return False
        self.grids += 1
        grid, cuts = rows_to_grid([rows], Place(table=self.grids), caption)
        self.blocks.append(grid)
        self.cuts.extend(cuts)
        self.gap = True
        return True


def stands_in(title: str, document: Document) -> bool:
    """
    Whether a title of several words is on the page too.

    Files keep the titles of the templates and the older files that they were made from.
    """
    words = set(map(str.casefold, WORDS.findall(title)))
    if len(words) < 2:
        return False
    return words <= {word.casefold() for text in document_texts(document) for word in WORDS.findall(text)}
