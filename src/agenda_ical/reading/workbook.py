"""The parts of a workbook beside its sheets: which sheets there are, the texts that they share, how cells look."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from attrs import frozen

from agenda_ical.errors import UnreadableFile
from agenda_ical.reading.inline import INVISIBLE, Inline, Rich
from agenda_ical.reading.numberformats import BUILT_IN, GENERAL, Shown, number_format, text_format
from agenda_ical.reading.packed import Packed, local_name

ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a character that XML cannot hold is written (ECMA-376, 22.9.2.19)."""
TRUE = frozenset({"1", "true", "on"})


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


@frozen
class Style:
    """How a cell shows what is in it."""

    shown: Shown
    code: str = GENERAL
    around: tuple[str, str] | None = ("", "")
    """What stands before and behind a text; None where a text is not shown."""
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
    for element in packed.pieces(part, {"workbookPr", "sheet"}):
        if local_name(element.tag) == "workbookPr":
            since_1904 = is_true(element.get("date1904"))
        elif element.get("state", "visible") == "visible":
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
    return {
        element.get("Id", ""): _relation(element, folder) for element in packed.pieces(path, {"Relationship"})
    }


def _relation(element: ET.Element, folder: str) -> Relation:
    kind = element.get("Type", "").rpartition("/")[2]
    target = element.get("Target", "")
    if element.get("TargetMode", "").lower() == "external":
        return Relation(kind, target, outside=True)
    path = unquote(target.replace("\\", "/"))
    return Relation(kind, posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/"))


def attribute(element: ET.Element, name: str) -> str:
    """The value of the attribute *name* of another namespace, such as ``r:id``."""
    return next((value for key, value in element.attrib.items() if key.endswith(f"}}{name}")), "")


def is_true(value: str | None) -> bool:
    """Whether an attribute says yes."""
    return value in TRUE


def read_strings(packed: Packed, part: str) -> list[str | Rich]:
    """The texts that the sheets share, by their numbers."""
    strings: list[str | Rich] = []
    if not part:
        return strings
    most = packed.limits.cells
    for item in packed.pieces(part, {"si"}):
        strings.append(item_text(item))
        if len(strings) > most:
            packed.limits.check("cells", len(strings), "texts in its cells")
    return strings


def item_text(item: ET.Element) -> str | Rich:
    """The text of a shared or an inline string, with the emphasis of its runs; how it is spoken is left out."""
    if len(item) == 1 and local_name(item[0].tag) == "t":
        return plain_text(item[0].text or "")
    inline = Inline()
    for bold, text in _runs(item):
        if bold:
            inline.open_emphasis()
        _add_lines(inline, text)
        if bold:
            inline.close_emphasis()
    rich = inline.take()
    return rich if rich.emphasis else rich.text


def _runs(item: ET.Element) -> Iterator[tuple[bool, str]]:
    """The pieces of a text, and whether each is bold."""
    for child in item:
        name = local_name(child.tag)
        if name == "t":
            yield False, child.text or ""
        elif name == "r":
            parts = {local_name(part.tag): part for part in child}
            text = parts["t"].text if "t" in parts else ""
            yield "rPr" in parts and _is_bold(parts["rPr"]), text or ""


def _is_bold(font: ET.Element) -> bool:
    return any(local_name(mark.tag) == "b" and mark.get("val", "1") in TRUE for mark in font)


def _add_lines(inline: Inline, text: str) -> None:
    for number, line in enumerate(unescaped(text).split("\n")):
        if number:
            inline.newline()
        inline.add(line)


def plain_text(text: str) -> str:
    """*text* with its blanks collapsed, its lines kept."""
    if "_x" in text:
        text = unescaped(text)
    if not text.isascii():
        text = text.translate(INVISIBLE)
    if "\n" not in text and "\r" not in text:
        return " ".join(text.split())
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def unescaped(text: str) -> str:
    """*text* with the characters that were written as ``_x000D_``."""
    text = ESCAPE.sub(_character, text) if "_x" in text else text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _character(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character.isprintable() or character in "\n\r\t" else ""


def read_styles(packed: Packed, part: str, *, since_1904: bool = False) -> list[Style]:
    """How cells look, by the numbers that they name."""
    codes = dict(BUILT_IN)
    fonts: list[bool] = []
    styles: list[Style] = []
    known: dict[str, tuple[Shown, tuple[str, str] | None]] = {}
    if not part:
        return styles
    for element in packed.pieces(part, {"numFmt", "fonts", "cellXfs"}):
        name = local_name(element.tag)
        if name == "numFmt":
            codes[_number(element.get("numFmtId"))] = element.get("formatCode", GENERAL)
        elif name == "fonts":
            fonts = [_is_bold(font) for font in element]
        else:
            for look in element:
                code = codes.get(_number(look.get("numFmtId")), GENERAL)
                if code not in known:
                    known[code] = number_format(code, since_1904=since_1904), text_format(code)
                font = _number(look.get("fontId"))
                styles.append(Style(known[code][0], code, known[code][1], font < len(fonts) and fonts[font]))
    return styles


def _number(value: str | None) -> int:
    return int(value) if value is not None and value.isdecimal() and len(value) < 8 else 0


def read_title(packed: Packed) -> tuple[str, str]:
    """What the workbook's properties call it, and what else they say of it."""
    part = next(
        (link.target for link in relations(packed, "").values() if link.kind == "core-properties"), ""
    )
    if part not in packed.names:
        return "", ""
    told = {
        local_name(element.tag): plain_text(element.text or "")
        for element in packed.pieces(part, {"title", "subject", "description", "keywords"})
    }
    return told.pop("title", ""), "\n".join(filter(None, told.values()))
