"""A HWPX file (Hangul; KS X 6101, OWPML) -> the headings, paragraphs and tables that its pages show, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree import ElementTree as ET

from attrs import define, field

from agenda_ical.document import Document
from agenda_ical.errors import UnreadableFile
from agenda_ical.limits import Limits
from agenda_ical.reading.hwpxstyles import HangulStyles, read_styles
from agenda_ical.reading.layout import Scale, Weight, lays_out
from agenda_ical.reading.packed import Packed
from agenda_ical.reading.printed import PrintedPage, PrintedText
from agenda_ical.reading.spans import Spanning
from agenda_ical.regexes import regex

SECTION = regex(r"Contents/section(\d{1,6})\.xml")
CONTENTS = "Contents/content.hpf"
HEADER = "Contents/header.xml"
LOCKS = "META-INF/manifest.xml"

BOXES = frozenset(
    {
        "arc",
        "connectLine",
        "container",
        "curve",
        "ellipse",
        "line",
        "ole",
        "pic",
        "polygon",
        "rect",
        "textart",
    }
)
"""What is drawn on the page and may hold text of its own."""
MARGINS = frozenset({"header", "footer"})
SIGNS: dict[str, Callable[[PrintedText], None]] = {
    "tab": PrintedText.tab,
    "lineBreak": PrintedText.line_break,
    "nbSpace": lambda text: text.inline.space(),
    "fwSpace": lambda text: text.inline.space(),
    "hyphen": lambda text: text.inline.add("-"),
}
"""What stands for a character."""


def hwpx_to_document(content: bytes, limits: Limits = Limits()) -> Document:
    """
    What the pages of a HWPX file show, and what it says of itself.

    Text in boxes counts only where there is no other. Raises UnreadableFile or BeyondLimits.
    """
    packed = Packed(content, limits)
    names = sections_of(packed)
    styles = read_styles(packed.tree(HEADER) if HEADER in packed.names else None)
    sections = [packed.tree(name) for name in names]
    page = HangulPage(limits, PrintedText(), styles=styles)
    for section in sections:
        page.walk(section)
    if not page.blocks:
        page.through = BOXES
        for section in sections:
            page.walk(section)
    title, remarks = about(packed)
    lines = [line for section in sections for line in margin_lines(section, styles)]
    return page.document(title, [*remarks, *lines])


def sections_of(packed: Packed) -> list[str]:
    """The parts that hold the text, in order; raises UnreadableFile where there are none, or they are locked."""
    if LOCKS in packed.names and b"encryption-data" in packed.read(LOCKS):
        raise UnreadableFile("The file is locked with a password: save it without one.")
    found = {int(match[1]): name for name in packed.names if (match := SECTION.fullmatch(name))}
    if not found:
        raise UnreadableFile("The file has no text in it: it is no HWPX file, or damaged. Save it again.")
    return [found[number] for number in sorted(found)]


def about(packed: Packed) -> tuple[str, list[str]]:
    """The title of a file, and its subject, description and keywords."""
    if CONTENTS not in packed.names:
        return "", []
    root = packed.tree(CONTENTS)
    title = " ".join((root.findtext("metadata/title") or "").split())
    said = {meta.get("name"): (meta.text or "").strip() for meta in root.iterfind("metadata/meta")}
    return title, [value for name in ("subject", "description", "keyword") if (value := said.get(name))]


@define
class HangulPage(PrintedPage):
    """Collects the blocks of a HWPX file."""

    styles: HangulStyles = field(factory=HangulStyles)
    through: frozenset[str] = frozenset()
    """The boxes that are read as if they were part of the text."""
    links: list[bool] = field(factory=list)
    """Of each field that is open whether it is a link."""
    deleted: int = 0
    """In how many pieces we are that somebody deleted and nobody has agreed to yet."""

    def walk(self, parent: ET.Element) -> None:
        """Take in the paragraphs of a section, or of a cell or a box that only lays out the page."""
        for paragraph in parent:
            if paragraph.tag == "p":
                heading, level = self.styles.paragraph(paragraph)
                self.begin(heading, level)
                self._take_in(paragraph, self._table)
                self.end()

    def _take_in(self, paragraph: ET.Element, table: Callable[[ET.Element], None]) -> None:
        """Take in what a paragraph shows; *table* takes in a table that stands in it."""
        for run in paragraph.iterfind("run"):
            letters = run.get("charPrIDRef", "")
            emphasised = letters in self.styles.strong or (
                letters in self.styles.underlined and not self.text.links
            )
            for child in run:
                if child.tag == "t":
                    self._text(child, emphasised=emphasised)
                elif child.tag == "tbl":
                    table(child)
                elif child.tag == "ctrl":
                    self._control(child)
                elif child.tag == "dutmal":
                    self._add(child.findtext("mainText") or "", emphasised=emphasised)
                elif child.tag == "compose":
                    self._add(child.get("composeText") or "", emphasised=emphasised)
                elif child.tag in self.through:
                    for inner in texts_of_box(child):
                        self._end_before(inner)
        self.text.end()
        self.links.clear()

    def _end_before(self, text: ET.Element) -> None:
        """End the paragraph, and take in the text of a box as paragraphs of their own."""
        self.text.end()
        self.end()
        self.walk(text)

    def _text(self, text: ET.Element, *, emphasised: bool) -> None:
        self._add(text.text or "", emphasised=emphasised)
        for mark in text:
            if mark.tag == "deleteBegin":
                self.deleted += 1
            elif mark.tag == "deleteEnd":
                self.deleted = max(self.deleted - 1, 0)
            elif mark.tag in SIGNS and not self.deleted:
                SIGNS[mark.tag](self.text)
            self._add(mark.tail or "", emphasised=emphasised)

    def _add(self, letters: str, *, emphasised: bool) -> None:
        if letters and not self.deleted:
            self.text.add(letters, emphasised=emphasised)

    def _control(self, control: ET.Element) -> None:
        """Take in the beginning or the end of a link; notes, headers and comments stand elsewhere."""
        for child in control:
            if child.tag == "fieldBegin":
                address = link_of(child)
                self.links.append(bool(address))
                if address:
                    self.text.open_link(address)
            elif child.tag == "fieldEnd" and self.links and self.links.pop():
                self.text.close_link()

    def _table(self, table: ET.Element) -> None:
        """Take in a table of the page, the paragraph around it in two parts."""
        heading, level, text = self.heading, self.level, self.text
        text.end()
        if text.inline.length:
            self.end()
        self.begin_table()
        laid = nests(table) and lays_out(weigh(table))
        if laid or not self.take_in_table(self._rows(table), self._caption(table)):
            for row in table.iterfind("tr"):
                for cell in row.iterfind("tc/subList"):
                    self.walk(cell)
                    self.gap = True
        self.begin(heading, level)

    def _rows(self, table: ET.Element) -> list[list[Spanning]]:
        return [
            [self._cell(cell) for cell in sorted(row.iterfind("tc"), key=_column)]
            for row in table.iterfind("tr")
        ]

    def _cell(self, cell: ET.Element) -> Spanning:
        self.count()
        self._lines(cell)
        rich = self.text.inline.take()
        span = cell.find("cellSpan")
        rows, columns = (_number(span, "rowSpan"), _number(span, "colSpan")) if span is not None else (1, 1)
        header = cell.get("header") == "1"
        return Spanning(rich.text, max(rows, 1), max(columns, 1), header, rich.emphasis, rich.links)

    def _lines(self, cell: ET.Element) -> None:
        """Take in whatever stands in a cell, tables too, as lines."""
        for paragraph in cell.iterfind("subList/p"):
            self._take_in(paragraph, self._lines_of_table)
            self.text.inline.newline()

    def _lines_of_table(self, table: ET.Element) -> None:
        self.text.inline.newline()
        for cell in table.iterfind("tr/tc"):
            self.count()
            self._lines(cell)

    def _caption(self, table: ET.Element) -> str:
        for caption in table.iterfind("caption"):
            self._lines(caption)
        return " ".join(self.text.inline.take().text.split())


def texts_of_box(box: ET.Element) -> Iterator[ET.Element]:
    """The texts that stand in a drawn box, or in those that are grouped in it."""
    for text in box.iter("drawText"):
        yield from text.iterfind("subList")


def margin_lines(section: ET.Element, styles: HangulStyles) -> Iterator[str]:
    """The lines of the headers and footers of a section."""
    for control in section.iterfind("p/run/ctrl"):
        for margin in control:
            if margin.tag in MARGINS:
                page = HangulPage(Limits(), PrintedText(), styles=styles)
                for text in margin.iterfind("subList"):
                    page.walk(text)
                yield from (block.text for block in page.blocks if hasattr(block, "text"))


def link_of(begin: ET.Element) -> str:
    """The address that a field leads to, or nothing; colons are written with a backslash before them."""
    if begin.get("type") != "HYPERLINK":
        return ""
    said = {param.get("name"): param.text or "" for param in begin.iterfind("parameters/stringParam")}
    address = said.get("Path") or said.get("Command", "").replace("\\;", "\0").partition(";")[0]
    return address.replace("\0", ";").replace("\\", "")


def nests(table: ET.Element) -> bool:
    """Whether there are tables within *table*."""
    return sum(1 for _ in zip(table.iter("tbl"), range(2), strict=False)) > 1


def weigh(table: ET.Element) -> Weight:
    """The weight of *table*."""
    scale = Scale()
    whole = scale.begin(table=True)
    stack: list[ET.Element | None] = list(reversed(table))
    while stack:
        element = stack.pop()
        if element is None:
            scale.end()
            continue
        if element.tag == "t":
            scale.add(sum(map(len, element.itertext())))
        elif element.tag in {"tbl", "tc"}:
            scale.begin(table=element.tag == "tbl")
            stack.append(None)
        stack.extend(reversed(element))
    return whole


def _column(cell: ET.Element) -> int:
    address = cell.find("cellAddr")
    return _number(address, "colAddr") if address is not None else 0


def _number(element: ET.Element, name: str) -> int:
    digits = element.get(name, "")
    return int(digits[:10]) if digits.isascii() and digits.isdigit() else 0
