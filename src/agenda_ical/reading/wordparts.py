"""A Word file -> its parts: the text, the styles, the numbering, the addresses of its links, what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import docx
from attrs import frozen
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.parts.document import DocumentPart
from lxml.etree import XMLSyntaxError

from agenda_ical.errors import UnreadableFile
from agenda_ical.limits import Limits
from agenda_ical.reading.packed import Packed

Node: TypeAlias = Any
"""An element of lxml, which has no types of its own."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships/metadata/",
        b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""The namespaces of the strict form of the standard (ISO/IEC 29500-1) -> those of the usual one (29500-4)."""
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OTHER_MAINS = (
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
"""What files with macros and templates call their text."""
TYPES = "[Content_Types].xml"
NEEDED = ("/officeDocument", "/styles", "/numbering", "/header", "/footer", "/core-properties")
"""How the relationships to those parts end that are read."""


@frozen
class WordParts:
    """What of a Word file is read; elements are those of ``w:`` (ECMA-376, part 1, 17)."""

    body: Node
    styles: Node | None
    numbering: Node | None
    margins: tuple[Node, ...]
    """The headers and footers of its pages."""
    links: dict[str, str]
    """The relationships that lead out of the file -> their addresses."""
    title: str
    remarks: tuple[str, ...]
    """Its subject, keywords and comments."""


def open_word(content: bytes, limits: Limits) -> WordParts:
    """
    The parts of a Word file.

    python-docx is handed only those parts that are read, each of them vetted: it takes all of them into memory at
    once, and gives up where a picture is missing. Raises UnreadableFile or BeyondLimits.
    """
    packed = Packed(content, limits)
    if TYPES not in packed.names:
        raise UnreadableFile("The file is no Word document: save it as DOCX again.")
    try:
        part = docx.Document(BytesIO(_repacked(packed))).part
    except XMLSyntaxError as error:
        if "depth" in str(error):
            limits.check("depth", limits.depth + 1, "elements within elements")
        raise
    body = part.element.find(f"{W}body")
    if body is None:
        raise UnreadableFile("The file has no text in it: it is no Word document, or damaged. Save it again.")
    core = part.package.core_properties if _related(part.package, RT.CORE_PROPERTIES) is not None else None
    return WordParts(
        body,
        _related(part, RT.STYLES),
        _related(part, RT.NUMBERING),
        tuple(_margins(part)),
        {name: link.target_ref for name, link in part.rels.items() if link.is_external},
        core.title if core else "",
        (core.subject, core.keywords, core.comments) if core else (),
    )


def _related(source: Any, kind: str) -> Node | None:
    """The root of the part of that *kind*, or None."""
    found = next((link for link in source.rels.values() if link.reltype == kind), None)
    return None if found is None or found.is_external else found.target_part.element


def _margins(part: DocumentPart) -> Iterator[Node]:
    for link in part.rels.values():
        if link.reltype in {RT.HEADER, RT.FOOTER} and not link.is_external:
            yield link.target_part.element


def _repacked(packed: Packed) -> bytes:
    """The same file with nothing in it but the parts that are read."""
    types = _usual(packed.xml(TYPES))
    for other in OTHER_MAINS:
        types = types.replace(other, MAIN)
    buffer = BytesIO()
    with ZipFile(buffer, "w") as repacked:
        repacked.writestr(TYPES, types)
        sources = [""]
        for source in sources:
            links, targets = _links(packed, source)
            if links:
                repacked.writestr(_links_name(source), links)
            for target in targets:
                if target not in sources:
                    part = _usual(packed.xml(target))
                    repacked.writestr(target, part)
                    sources.append(target)
    return buffer.getvalue()


def _usual(part: bytes) -> bytes:
    """The part with the usual namespaces."""
    if b"purl.oclc.org" not in part:
        return part
    for strict, usual in STRICT:
        part = part.replace(strict, usual)
    return part


def _links_name(source: str) -> str:
    folder, _, name = source.rpartition("/")
    return join(folder, "_rels", f"{name}.rels")


def _links(packed: Packed, source: str) -> tuple[bytes, list[str]]:
    """The relationships of a part that lead to what is needed and there, or out of the file; and their targets."""
    name = _links_name(source)
    if name not in packed.names:
        return b"", []
    root = ET.fromstring(_usual(packed.xml(name)))  # noqa: S314 : vetted
    targets = []
    for link in list(root):
        target = normpath(join("/", dirname(source), link.get("Target", "")))[1:]
        if link.get("TargetMode") == "External":
            continue
        if link.get("Type", "").endswith(NEEDED) and target in packed.names:
            targets.append(target)
        else:
            root.remove(link)
    return ET.tostring(root, encoding="utf-8"), targets


def hexadecimal(digits: str | None, otherwise: int) -> int:
    """The number that *digits* write, as ECMA-376 writes codes and flags."""
    try:
        return int((digits or "")[:8], 16)
    except ValueError:
        return otherwise


def to_number(digits: str | None, otherwise: int) -> int:
    """The number that *digits* write, or *otherwise* where they are none."""
    return int(digits[:10]) if digits and digits.isascii() and digits.isdigit() else otherwise
