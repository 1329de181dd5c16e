"""A packed file (ZIP with XML in it: DOCX, XLSX, HWPX) -> its parts, at a bounded cost."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator
from io import BytesIO
from typing import IO, Any, TypeAlias
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from agenda_ical.errors import UnreadableFile
from agenda_ical.limits import Limits

MOST_PARTS = 20_000
BLOCK = 1 << 16
ENTRY = b"PK\x01\x02"
"""How each part begins in the list of parts at the end of the file."""
DECLARATION = b"<!DOCTYPE"
LOCKED = 1
"""The flag of a part that needs a password (APPNOTE 4.4.4)."""
Parser: TypeAlias = "ET.XMLPullParser[ET.Element]"


class Packed:
    """The parts of a packed file, read one at a time; together they may not unpack to more than the limits say."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Open the file; raises UnreadableFile where it is none, BeyondLimits where it says it unpacks to too much."""
        self.limits = limits
        self.spent = 0
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
        if any(part.flag_bits & LOCKED for part in parts):
            raise UnreadableFile("The file is locked with a password: save it without one.")
        if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
            raise _damaged("its parts are packed in a way that no office uses")
        self.names = frozenset(part.filename for part in parts)

    def read(self, name: str) -> bytes:
        """The bytes of a part; KeyError where there is none."""
        return b"".join(self._blocks(name))

    def elements(self, name: str) -> Iterator[tuple[str, ET.Element]]:
        """
        The elements of a part as they begin and end (``start``, ``end``); whoever takes them clears them.

        Raises KeyError where there is no such part, UnreadableFile where it is no XML or declares entities, which no
        office does, BeyondLimits where it nests too deep.
        """
        deepest = self.limits.depth
        parser: Parser = ET.XMLPullParser(("start", "end"))
        depth = 0
        seam = b""
        try:
            for block in self._blocks(name):
                _refuse_declarations(seam + block)
                seam = block[-2 * len(DECLARATION) :]
                parser.feed(block)
                events: Iterator[Any] = parser.read_events()
                for happened in events:
                    if happened[0] == "end":
                        depth -= 1
                    else:
                        depth += 1
                        if depth > deepest:
                            self.limits.check("depth", depth, "elements within elements")
                    yield happened
            parser.close()
        except ET.ParseError as error:
            raise _damaged(f"its XML breaks off ({error})") from error

    def pieces(self, name: str, wanted: Collection[str]) -> Iterator[ET.Element]:
        """
        Each element of a part whose name (without its namespace) is in *wanted*, whole, with all that is in it.

        Nothing is kept: a piece is forgotten when the next one is asked for, and what is in none at once. Errors as
        `elements` has them.
        """
        known: dict[str, bool] = {}
        path: list[ET.Element] = []
        within = 0
        for event, element in self.elements(name):
            if event == "start":
                path.append(element)
                if not within and _is_wanted(element.tag, wanted, known):
                    within = len(path)
                continue
            if within == len(path):
                yield element
                within = 0
            path.pop()
            if not within and path:
                del path[-1][:]  # also those that go on: they are held by their own events

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


def local_name(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag[tag.rfind("}") + 1 :]


def _is_wanted(tag: str, wanted: Collection[str], known: dict[str, bool]) -> bool:
    found = known.get(tag)
    if found is None:
        found = known[tag] = local_name(tag) in wanted
    return found


def _refuse_declarations(block: bytes) -> None:
    """Refuse a document type: it is the way to entities that grow without end."""
    if DECLARATION in block or (b"\0" in block and DECLARATION in block.replace(b"\0", b"")):
        raise UnreadableFile("The file declares entities, which no office program writes: it is not read.")


def _damaged(how: str) -> UnreadableFile:
    return UnreadableFile(f"The file is damaged: {how}. Save it again.")
