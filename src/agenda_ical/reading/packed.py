"""A packed file (ZIP with XML in it: DOCX, XLSX, HWPX) -> its parts, at a bounded cost."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from typing import IO, TypeAlias
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from agenda_ical.errors import UnreadableFile
from agenda_ical.limits import Limits

MOST_PARTS = 20_000
BLOCK = 1 << 16
Parser: TypeAlias = "ET.XMLPullParser[ET.Element]"
DECLARATION = b"<!DOCTYPE"


class Packed:
    """The parts of a packed file, read one at a time; together they may not unpack to more than the limits say."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Open the file; raises UnreadableFile where it is none, BeyondLimits where it says it unpacks to too much."""
        self.limits = limits
        self.spent = 0
        self.counted = 0
        try:
            self._zip = ZipFile(BytesIO(content))
        except BadZipFile as error:
            raise UnreadableFile(
                "The file is damaged: its parts cannot be unpacked. Save it again."
            ) from error
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS:
            raise UnreadableFile(
                f"The file has more than {MOST_PARTS:,} parts: it is no document of an office."
            )
        limits.check("unpacked", sum(part.file_size for part in parts), "bytes when unpacked")
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableFile("The file is locked with a password: save it without one.")
        self.names = frozenset(part.filename for part in parts)

    def read(self, name: str) -> bytes:
        """The bytes of a part; KeyError where there is none."""
        with self._zip.open(name) as part:
            return b"".join(self._blocks(part))

    def xml(self, name: str) -> bytes:
        """
        The bytes of a part that is XML and goes into memory as a tree.

        Raises UnreadableFile where it declares entities, BeyondLimits where all such parts together hold more tags
        and attributes than the limits allow.
        """
        part = self.read(name)
        _refuse_declarations(part)
        self.counted += part.count(b"<") + part.count(b"=")
        self.limits.check("elements", self.counted, "tags and attributes")
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
            raise UnreadableFile("The file is damaged: a part of it is empty. Save it again.")
        return root

    def _blocks(self, part: IO[bytes]) -> Iterator[bytes]:
        """A part block by block: what the file says of its size need not be true."""
        try:
            while block := part.read(BLOCK):
                self.spent += len(block)
                self.limits.check("unpacked", self.spent, "bytes when unpacked")
                yield block
        except (BadZipFile, zlib.error, EOFError) as error:
            raise UnreadableFile(
                "The file is damaged: a part of it cannot be unpacked. Save it again."
            ) from error

    def elements(self, name: str) -> Iterator[tuple[str, ET.Element]]:
        """
        The elements of a part as they begin and end (``start``, ``end``); whoever takes them clears them.

        Raises UnreadableFile where it is no XML, or declares entities, which no office does.
        """
        parser: Parser = ET.XMLPullParser(("start", "end"))
        depth = 0
        seam = b""
        with self._zip.open(name) as part:
            for block in self._blocks(part):
                _refuse_declarations(seam + block)
                seam = block[-2 * len(DECLARATION) :]
                for event, element in _fed(parser, block):
                    depth += 1 if event == "start" else -1
                    self.limits.check("depth", depth, "elements within elements")
                    yield event, element


def _fed(parser: Parser, block: bytes) -> Iterator[tuple[str, ET.Element]]:
    try:
        parser.feed(block)
        yield from parser.read_events()  # type: ignore[misc]
    except ET.ParseError as error:
        raise UnreadableFile(f"The file is damaged: its XML breaks off ({error}). Save it again.") from error


def _closed(parser: Parser) -> Iterator[tuple[str, ET.Element]]:
    """What is left of a part at its end; raises UnreadableFile where it ends too early."""
    try:
        parser.close()
        yield from parser.read_events()  # type: ignore[misc]
    except ET.ParseError as error:
        raise UnreadableFile(f"The file is damaged: its XML breaks off ({error}). Save it again.") from error


def _refuse_declarations(block: bytes) -> None:
    """Refuse a document type: it is the way to entities that grow without end."""
    if DECLARATION in block or (b"\0" in block and DECLARATION in block.replace(b"\0", b"")):
        raise UnreadableFile("The file declares entities, which no office program writes: it is not read.")
