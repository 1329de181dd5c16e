"""The styles of a HWPX file -> which paragraph is a heading or an item, and which letters are set apart."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from attrs import define, field

from agenda_ical.regexes import regex

HEADING = regex(r"(?:outline|heading) (\d{1,2})", re.IGNORECASE)
"""What the outline styles are called in English, whatever the language of the program."""
LEAST = 6


@define
class HangulStyles:
    """What ``header.xml`` says of paragraphs and letters, by the numbers that the text names."""

    outlined: dict[str, int] = field(factory=dict)
    """Shapes of paragraphs -> the level of a heading."""
    listed: dict[str, int] = field(factory=dict)
    """Shapes of paragraphs -> the level of an item."""
    named: dict[str, int] = field(factory=dict)
    """Styles -> the level of a heading that their names say."""
    strong: set[str] = field(factory=set)
    """Shapes of letters that are bold or italic."""
    underlined: set[str] = field(factory=set)

    def paragraph(self, paragraph: ET.Element) -> tuple[int, int]:
        """The level of a paragraph as a heading and as an item; 0 where it is neither."""
        shape, style = paragraph.get("paraPrIDRef", ""), paragraph.get("styleIDRef", "")
        return self.outlined.get(shape) or self.named.get(style, 0), self.listed.get(shape, 0)


def read_styles(header: ET.Element | None) -> HangulStyles:
    """The styles of the part ``header.xml``."""
    styles = HangulStyles()
    if header is None:
        return styles
    for shape in header.iter("paraPr"):
        heading = shape.find("heading")
        if heading is not None:
            _read_heading(styles, shape.get("id", ""), heading)
    for style in header.iter("style"):
        found = HEADING.fullmatch(style.get("engName", ""))
        if found:
            styles.named[style.get("id", "")] = min(max(int(found[1]), 1), LEAST)
    for letters in header.iter("charPr"):
        _read_letters(styles, letters)
    return styles


def _read_heading(styles: HangulStyles, shape: str, heading: ET.Element) -> None:
    digits = heading.get("level", "0")
    level = min(int(digits) + 1 if digits.isascii() and digits.isdigit() and len(digits) < 3 else 1, LEAST)
    if heading.get("type") == "OUTLINE":
        styles.outlined[shape] = level
    elif heading.get("type") in {"NUMBER", "BULLET"}:
        styles.listed[shape] = level


def _read_letters(styles: HangulStyles, letters: ET.Element) -> None:
    underline = letters.find("underline")
    if underline is not None and underline.get("type", "NONE") != "NONE":
        styles.underlined.add(letters.get("id", ""))
    if letters.find("bold") is not None or letters.find("italic") is not None:
        styles.strong.add(letters.get("id", ""))
