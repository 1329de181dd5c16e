"""The parts of a workbook beside its sheets: which sheets there are, the texts that they share, how cells look."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from attrs import frozen

from agenda_ical.errors import UnreadableFile
from agenda_ical.reading.numberformats import BUILT_IN, GENERAL, Shown, number_format, text_format
from agenda_ical.reading.packed import Packed
from agenda_ical.reading.sheettexts import TRUE, plain_text


@frozen
class Relation:
    """Where a part leads: another part, or an address outside."""

    kind: str
    target: str
    outside: bool = False


@frozen
class SheetPart:
    """A visible sheet: its name and the part that holds it."""

    name: str
    part: str


@frozen
class Workbook:
    """What a workbook says of itself."""

    sheets: tuple[SheetPart, ...]
    since_1904: bool = False
    strings: str = ""
    """The part with the texts that its sheets share, or nothing."""
    styles: str = ""
    """The part that says how cells look, or nothing."""


@frozen(eq=False)
class Style:
    """How a cell shows what is in it."""

    shown: Shown
    around: tuple[str, str] | None = ("", "")
    """What stands before and behind a text; None where a text is not shown."""
    code: str = GENERAL
    bold: bool = False


def read_workbook(packed: Packed) -> Workbook:
    """The visible sheets of a workbook in their order, and where the rest is; raises UnreadableFile where it is none."""
    part = next(
        (link.target for link in relations(packed, "").values() if link.kind == "officeDocument"),
        "xl/workbook.xml",
    )
    if part not in packed.names:
        raise UnreadableFile("The file holds no workbook. Open it in its program and save it as XLSX.")
    links = relations(packed, part)
    by_kind = {link.kind: link.target for link in links.values() if link.target in packed.names}
    sheets: list[SheetPart] = []
    since_1904 = False
    for element in packed.tree(part).iter():
        if element.tag == "workbookPr":
            since_1904 = is_true(element.get("date1904"))
        elif element.tag == "sheet" and element.get("state", "visible") == "visible":
            link = links.get(attribute(element, "id"))
            if link is not None and link.kind == "worksheet" and link.target in packed.names:
                sheets.append(SheetPart(element.get("name", ""), link.target))
    return Workbook(tuple(sheets), since_1904, by_kind.get("sharedStrings", ""), by_kind.get("styles", ""))


def relations(packed: Packed, part: str) -> dict[str, Relation]:
    """Where *part* leads, by the names that it uses."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in packed.names:
        return {}
    written = {name.lower(): name for name in packed.names}
    links = packed.tree(path).iter("Relationship")
    return {element.get("Id", ""): _relation(element, folder, written) for element in links}


def _relation(element: ET.Element, folder: str, written: dict[str, str]) -> Relation:
    """Where *element* leads from *folder*; the names of parts are the same in capitals (ECMA-376, part 2, 6.2.2)."""
    kind = element.get("Type", "").rpartition("/")[2]
    target = element.get("Target", "")
    if element.get("TargetMode", "").lower() == "external":
        return Relation(kind, target, outside=True)
    path = posixpath.normpath(posixpath.join("/", folder, unquote(target.replace("\\", "/")))).lstrip("/")
    return Relation(kind, written.get(path.lower(), path))


def attribute(element: ET.Element, name: str) -> str:
    """The value of the attribute *name* of another namespace, such as ``r:id``."""
    return next((value for key, value in element.attrib.items() if key.endswith(f"}}{name}")), "")


def is_true(value: str | None) -> bool:
    """Whether an attribute says yes."""
    return value in TRUE


def read_styles(packed: Packed, part: str, *, since_1904: bool = False) -> dict[str, Style]:
    """How cells look, by the numbers that they name."""
    codes = dict(BUILT_IN)
    fonts: list[bool] = []
    styles: dict[str, Style] = {}
    known: dict[str, tuple[Shown, tuple[str, str] | None]] = {}
    if not part:
        return styles
    for element in packed.tree(part):
        if element.tag == "numFmts":
            codes |= {_number(one.get("numFmtId")): one.get("formatCode", GENERAL) for one in element}
        elif element.tag == "fonts":
            fonts = [_is_bold(font) for font in element]
        elif element.tag == "cellXfs":
            for look in element:
                code = codes.get(_number(look.get("numFmtId")), GENERAL)
                if code not in known:
                    known[code] = number_format(code, since_1904=since_1904), text_format(code)
                font = _number(look.get("fontId"))
                bold = font < len(fonts) and fonts[font]
                styles[str(len(styles))] = Style(*known[code], code, bold)
    return styles


def _is_bold(font: ET.Element) -> bool:
    return any(mark.tag == "b" and mark.get("val", "1") in TRUE for mark in font)


def _number(value: str | None) -> int:
    return int(value) if value is not None and value.isdecimal() and len(value) < 8 else 0


def read_title(packed: Packed) -> tuple[str, str]:
    """What the workbook's properties call it, and what else they say of it."""
    part = next(
        (link.target for link in relations(packed, "").values() if link.kind == "core-properties"), ""
    )
    if part not in packed.names:
        return "", ""
    told = {element.tag: plain_text(element.text or "") for element in packed.tree(part)}
    others = (told.get(name, "") for name in ("subject", "description", "keywords"))
    return told.get("title", ""), "\n".join(filter(None, others))
