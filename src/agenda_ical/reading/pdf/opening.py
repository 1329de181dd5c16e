"""
A PDF -> its pages, at a bounded cost.

pdfminer, on which pdfplumber stands, trusts what a file says of itself: a stream unpacks to whatever it likes, a
range of letters goes as far as it says, a chain of references ends somewhere. Here each of these is measured before
it is followed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from attrs import define
from pdfminer.pdfdocument import PDFBaseXRef, PDFDocument, PDFEncryptionError, PDFXRefFallback
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    PDFStream,
    dict_value,
    list_value,
    resolve1,
)
from pdfminer.psparser import literal_name

from agenda_ical.errors import UnreadableFile
from agenda_ical.limits import Limits

MOST_LOOKUPS = 2_000_000
"""Objects that may be asked for: references that lead back to themselves would be followed without end."""
MOST_LINES = 1_000_000
"""Lines of a file whose table of objects is broken: each is looked at."""
MOST_EDITIONS = 256
"""How often a file may have been saved over itself."""
MOST_LETTERS = 70_000
"""Codes that a font may give letters or widths to; a code has two bytes."""
SLOWLY_UNPACKED = 4 * 2**20
"""Bytes that may be packed in one of the ways that are undone byte by byte."""
INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")

RANGES = re.compile(rb"begin(?:bf|cid|notdef)range(.*?)(?:end(?:bf|cid|notdef)range|\Z)", re.DOTALL)
RANGE = re.compile(rb"<([0-9A-Fa-f\s]{1,16})>\s*<([0-9A-Fa-f\s]{1,16})>\s*(?:<[^>]*>|\[[^\]]*\]|\d+)")
LOCKED = "The file is locked with a password: open it with the password, and print it into a new PDF."


@define
class Spending:
    """What was spent on a file so far."""

    limits: Limits
    unpacked: int = 0
    lookups: int = 0

    def unpack(self, size: int) -> None:
        """Take note of *size* more bytes; raises BeyondLimits."""
        self.unpacked += size
        self.limits.check("unpacked", self.unpacked, "bytes when unpacked")

    def look_up(self) -> None:
        """Take note of one more object that was asked for; raises UnreadableFile."""
        self.lookups += 1
        if self.lookups > MOST_LOOKUPS:
            raise UnreadableFile(
                "The file leads from one part to another without end: print it into a new PDF."
            )


class MeasuredStream(PDFStream):
    """A stream that is measured before it is unpacked."""

    spending: Spending

    def decode(self) -> None:
        """Unpack the stream; raises BeyondLimits, or UnreadableFile where that would take too long."""
        filters = [packed for packed, _ in self.get_filters()]
        if any(packed in LITERALS_FLATE_DECODE for packed in filters):
            self._measure(filters)
        elif filters and len(self.rawdata or b"") > SLOWLY_UNPACKED:
            raise UnreadableFile(
                "The file is packed in a way that takes too long to undo: print it into a new PDF."
            )
        super().decode()

    def _measure(self, filters: list[object]) -> None:
        data = self.rawdata or b""
        if self.decipher and self.objid is not None and self.genno is not None:
            data = self.decipher(self.objid, self.genno, data, self.attrs)
        for packed in filters:
            if packed in LITERALS_FLATE_DECODE:
                data = self._inflated(data)
            elif packed in (*LITERALS_ASCII85_DECODE, *LITERALS_ASCIIHEX_DECODE):
                data = PDFStream({"Filter": packed}, data).get_data()
            else:
                return

    def _inflated(self, data: bytes) -> bytes:
        inflating = zlib.decompressobj()
        blocks: list[bytes] = []
        try:
            while data and not inflating.eof:
                blocks.append(inflating.decompress(data, 1 << 20))
                self.spending.unpack(len(blocks[-1]))
                data = inflating.unconsumed_tail
        except zlib.error:
            pass  # pdfminer keeps what came before the damage
        return b"".join(blocks)


class MeasuringParser(PDFParser):
    """Finds the parts of a file; its streams are measured."""

    def __init__(self, content: bytes, spending: Spending) -> None:
        """Begin with the bytes of a file."""
        self.spending = spending
        super().__init__(BytesIO(content))

    def push(self, *objs: tuple[int, Any]) -> None:
        """Take in what was found."""
        super().push(*((at, self._measured(found)) for at, found in objs))

    def _measured(self, found: Any) -> Any:
        if type(found) is not PDFStream:
            return found
        stream = MeasuredStream(found.attrs, found.rawdata or b"", found.decipher)
        stream.spending = self.spending
        return stream


class MeasuringDocument(PDFDocument):
    """A file whose parts can be asked for, though not without end."""

    def __init__(self, parser: MeasuringParser) -> None:
        """Read where the parts of the file are."""
        self.spending = parser.spending
        self.begun: set[int] = set()
        super().__init__(parser)

    def getobj(self, objid: int) -> object:
        """The part called *objid*."""
        self.spending.look_up()
        return super().getobj(objid)

    def read_xref_from(self, parser: PDFParser, start: int, xrefs: list[PDFBaseXRef]) -> None:
        """Read the table of objects that begins at *start*, and those that it leads to."""
        if start not in self.begun and len(self.begun) < MOST_EDITIONS:
            self.begun.add(start)
            super().read_xref_from(parser, start, xrefs)


class MeasuringFonts(PDFResourceManager):
    """The fonts of a file, their ranges measured."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """The font that *spec* describes."""
        tame = {key: value for key, value in spec.items() if not _goes_too_far(key, value)}
        return super().get_font(objid, tame)


def _goes_too_far(key: str, value: object) -> bool:
    """Whether a part of a font's description has ranges without end."""
    value = resolve1(value)
    if key in {"W", "W2"}:
        numbers = [number for number in list_value(value) if isinstance(number, int)]
        return max(numbers, default=0) > MOST_LETTERS
    if key in {"ToUnicode", "Encoding"} and isinstance(value, PDFStream):
        ranges = [found for block in RANGES.findall(value.get_data()) for found in RANGE.findall(block)]
        return sum(max(_number(stop) - _number(start), 0) for start, stop in ranges) > 4 * MOST_LETTERS
    return False


def _number(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def open_document(content: bytes, limits: Limits) -> MeasuringDocument:
    """The file that *content* is; raises UnreadableFile where it is locked, or damaged beyond what can be mended."""
    if content.count(b"\n") + content.count(b"\r") > MOST_LINES and not _has_table(content):
        raise UnreadableFile("The file is damaged: its table of contents is lost. Print it into a new PDF.")
    try:
        return MeasuringDocument(MeasuringParser(content, Spending(limits)))
    except PDFEncryptionError as error:
        raise UnreadableFile(LOCKED) from error


def _has_table(content: bytes) -> bool:
    """Whether a table of objects stands where the end of the file says."""
    found = re.search(rb"startxref\s+(\d+)", content[-2048:])
    if found is None:
        return False
    table = content[int(found[1]) :][:40].lstrip()
    return table.startswith(b"xref") or re.match(rb"\d+\s+\d+\s+obj", table) is not None


def document_pages(document: MeasuringDocument, limits: Limits) -> Iterator[PDFPage]:
    """The pages of *document* one after the other; raises BeyondLimits before the first if there are too many."""
    found = list(_page_values(document, limits))
    limits.check("pages", len(found), "pages")
    for number, values in found:
        yield PDFPage(document, number, values, None)


def _page_values(document: MeasuringDocument, limits: Limits) -> Iterator[tuple[int, dict[Any, Any]]]:
    """Each page's entries with those that it inherits, up to one page more than there may be."""
    found = 0
    seen: set[int] = set()
    stack: list[tuple[Any, dict[Any, Any]]] = [(document.catalog.get("Pages"), {})]
    while stack and found <= limits.pages:
        node, inherited = stack.pop()
        number = getattr(node, "objid", 0) or id(node)
        values = {**inherited, **dict_value(node)}
        if number in seen:
            continue
        seen.add(number)
        if "Kids" in values:
            passed = {key: values[key] for key in INHERITED if key in values}
            stack.extend((kid, passed) for kid in reversed(list_value(values["Kids"])))
        elif values.get("Type") is None or literal_name(values["Type"]) == "Page":
            found += 1
            yield number, values
    if not found:
        yield from _lost_pages(document, limits)


def _lost_pages(document: MeasuringDocument, limits: Limits) -> Iterator[tuple[int, dict[Any, Any]]]:
    """The pages of a file whose tree of pages is broken, in the order in which they stand in it."""
    for xref in document.xrefs:
        if isinstance(xref, PDFXRefFallback):
            for number in list(xref.get_objids())[: 100 * limits.pages]:
                values = document.getobj(number)
                if isinstance(values, dict) and literal_name(values.get("Type")) == "Page":
                    yield number, values
