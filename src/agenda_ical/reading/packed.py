"""A packed file (ZIP with XML in it: DOCX, XLSX, HWPX) -> its parts, at a bounded cost."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from typing import IO, Protocol, TypeAlias
from xml.etree import ElementTree as ET
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from agenda_ical.errors import UnreadableFile
from agenda_ical.limits import Limits

MOST_PARTS = 20_000
ENTRY = b"PK\x01\x02"
"""How each part begins in the list of parts at the end of the file."""
BLOCK = 1 << 16
MOST_NAMES = 10_000
"""Names of elements that are kept for the next one of the same name."""
Parser: TypeAlias = "ET.XMLPullParser[ET.Element]"
DECLARATION = b"<!DOCTYPE"


class Teller(Protocol):
    """Takes the elements of a part as they come; names are told as they are written, with the prefix of a namespace."""

    depth: int
    """How many elements are open."""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, data: str) -> None:
        """Take a piece of text."""


class Packed:
    """The parts of a packed file, read one at a time; together they may not unpack to more than the limits say."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Open the file; raises UnreadableFile where it is none, BeyondLimits where it says it unpacks to too much."""
        self.limits = limits
        self.spent = 0
        self.pieces = 0
        if content.count(ENTRY) > MOST_PARTS:
            raise UnreadableFile(
                f"The file has more than {MOST_PARTS:,} parts: it is no document of an office."
            )
        try:
            self._zip = ZipFile(BytesIO(content))
        except BadZipFile as error:
            raise _damaged("its parts cannot be unpacked") from error
        parts = self._zip.infolist()
        limits.check("unpacked", sum(part.file_size for part in parts), "bytes when unpacked")
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableFile("The file is locked with a password: save it without one.")
        if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
            raise _damaged("its parts are packed in a way that no office uses")
        self.names = frozenset(part.filename for part in parts)

    def read(self, name: str) -> bytes:
        """The bytes of a part; KeyError where there is none."""
        return b"".join(self._blocks(name))

    def xml(self, name: str) -> bytes:
        """
        The bytes of a part that is XML and goes into memory as a tree.

        Raises UnreadableFile where it declares entities, BeyondLimits where all such parts together hold more tags
        and attributes than the limits allow.
        """
        part = self.read(name)
        _refuse_declarations(part)
        self.pieces += part.count(b"<") + part.count(b"=")
        self.limits.check("elements", self.pieces, "tags and attributes")
        return part

    def tree(self, name: str) -> ET.Element:
        """The root of a part that is XML, the names of its elements without their namespaces."""
        parser: Parser = ET.XMLPullParser(("start", "end"))
        events = chain(_fed(parser, self.xml(name)), _closed(parser))
        root: ET.Element | None = None
        depth = 0
        for event, element in events:
            if event == "end":
                depth -= 1
                continue
            depth += 1
            self.limits.check("depth", depth, "elements within elements")
            element.tag = element.tag.rpartition("}")[2]
            root = element if root is None else root
        if root is None:
            raise _damaged("a part of it is empty")
        return root

    def tell(self, name: str, teller: Teller) -> None:
        """
        Tell *teller* of each element of a part that is XML, and keep nothing of it.

        Raises KeyError where there is no such part, UnreadableFile where it is no XML or declares entities, which no
        office does, BeyondLimits where it nests too deep.
        """
        names: dict[str, str] = {}
        parser = expat.ParserCreate(intern=names)
        parser.buffer_text = True
        parser.StartElementHandler = teller.begin
        parser.EndElementHandler = teller.end
        parser.CharacterDataHandler = teller.text
        seam = b""
        try:
            for block in self._blocks(name):
                _refuse_declarations(seam + block)
                seam = block[-2 * len(DECLARATION) :]
                parser.Parse(block)
                self.limits.check("depth", teller.depth, "elements within elements")
                if len(names) > MOST_NAMES:
                    names.clear()
            parser.Parse(b"", True)  # noqa: FBT003 : expat's interface
        except expat.ExpatError as error:
            raise _damaged(f"its XML breaks off ({error})") from error

    def _blocks(self, name: str) -> Iterator[bytes]:
        """A part block by block: what the file says of its size need not be true."""
        try:
            with self._zip.open(name) as part:
                yield from self._measured(part)
        except (BadZipFile, zlib.error, EOFError) as error:
            raise _damaged("a part of it cannot be unpacked") from error

    def _measured(self, part: IO[bytes]) -> Iterator[bytes]:
        while block := part.read(BLOCK):
            self.spent += len(block)
            self.limits.check("unpacked", self.spent, "bytes when unpacked")
            yield block


def _fed(parser: Parser, block: bytes) -> Iterator[tuple[str, ET.Element]]:
    try:
        parser.feed(block)
        yield from parser.read_events()  # type: ignore[misc]
    except ET.ParseError as error:
        raise _damaged(f"its XML breaks off ({error})") from error


def _closed(parser: Parser) -> Iterator[tuple[str, ET.Element]]:
    """What is left of a part at its end; raises UnreadableFile where it ends too early."""
    try:
        parser.close()
        yield from parser.read_events()  # type: ignore[misc]
    except ET.ParseError as error:
        raise _damaged(f"its XML breaks off ({error})") from error


def _refuse_declarations(block: bytes) -> None:
    """Refuse a document type: it is the way to entities that grow without end."""
    if DECLARATION in block or (b"\0" in block and DECLARATION in block.replace(b"\0", b"")):
        raise UnreadableFile("The file declares entities, which no office program writes: it is not read.")


def _damaged(how: str) -> UnreadableFile:
    return UnreadableFile(f"The file is damaged: {how}. Save it again.")
