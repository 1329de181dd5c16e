"""The styles and lists of a Word file -> which paragraph is a heading, an item, and how its runs look."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from attrs import define, evolve, field, frozen

from agenda_ical.reading.wordlists import Lists, read_lists
from agenda_ical.reading.wordparts import VAL, Node, W, to_number
from agenda_ical.regexes import regex

T = TypeVar("T")

HEADING = regex(r"heading ([1-9])", re.IGNORECASE)
"""Word stores these names in English, whatever the language of its menus (17.7.4.9)."""
CONTENTS = regex(r"toc ([1-9])", re.IGNORECASE)
DEEPER_LIST = regex(r"list(?: bullet| number| continue)? ([2-9])", re.IGNORECASE)
BODY_TEXT = 9
"""The outline level of what is no heading (17.3.1.20)."""
LINK_STYLES = frozenset({"hyperlink", "followedhyperlink"})
LONGEST_CHAIN = 64
"""Styles that are based on each other; Word allows fewer."""
OFF = frozenset({"0", "false", "off", "none"})

BOLD, ITALIC, HIDDEN, UNDERLINE = f"{W}b", f"{W}i", f"{W}vanish", f"{W}u"
TOGGLES = frozenset({BOLD, ITALIC, HIDDEN})
RUN_STYLE = f"{W}rStyle"


@frozen
class Look:
    """What a style or a run says of its letters; None where it says nothing."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    underline: bool | None = None
    style: str | None = None
    """The character style that is named."""

    def over(self, below: Look) -> Look:
        """What it says itself, and where it says nothing what the one *below* says."""
        return Look(
            below.bold if self.bold is None else self.bold,
            below.italic if self.italic is None else self.italic,
            below.hidden if self.hidden is None else self.hidden,
            below.underline if self.underline is None else self.underline,
        )

    def toggled(self, other: Look) -> Look:
        """Both of them at once: what two levels of styles switch on is off again (17.7.3)."""
        return Look(
            bool(self.bold) != bool(other.bold),
            bool(self.italic) != bool(other.italic),
            bool(self.hidden) != bool(other.hidden),
            other.underline if other.underline is not None else self.underline,
        )


PLAIN = Look()


@frozen
class ParagraphLook:
    """How a paragraph stands on the page."""

    heading: int = 0
    """Its level as a heading, or 0."""
    number: tuple[str, int] | None = None
    """Its list and its level in it, from 0."""
    deeper: int = 0
    """By how many levels the name of its style says that it is deeper."""
    contents: bool = False
    """Whether it is a line of a table of contents."""
    stops: bool = False
    """Whether it has tab stops of its own."""
    letters: Look = Look()

    @property
    def level(self) -> int:
        """1 for an item of a list, 2 for one within another; 0 for a paragraph."""
        return min(self.number[1] + 1 + self.deeper, 6) if self.number else 0


@define
class Styles:
    """The styles of one file; each is worked out once."""

    elements: dict[str | None, Node] = field(factory=dict)
    first: str | None = None
    """The style of paragraphs that name none."""
    lists: Lists = field(factory=Lists)
    paragraphs: dict[str | None, ParagraphLook] = field(factory=dict)
    characters: dict[str | None, Look] = field(factory=dict)
    tables: dict[str | None, bool] = field(factory=dict)

    def paragraph(self, properties: Node | None) -> ParagraphLook:
        """How a paragraph with these properties (``w:pPr``) stands on the page."""
        if properties is None:
            return self._by_style(self.first)
        named = properties.find(f"{W}pStyle")
        name = named.get(VAL) if named is not None else None
        return self._with_properties(
            self._by_style(name if name in self.elements else self.first), properties
        )

    def run(self, properties: Node | None, paragraph: Look) -> Look:
        """How a run with these properties (``w:rPr``) looks in a paragraph that looks so."""
        if properties is None:
            return paragraph
        own = look_of(properties)
        below = paragraph.toggled(self.character(own.style)) if own.style else paragraph
        return own.over(below)

    def character(self, name: str | None) -> Look:
        """What a character style says."""
        return self._resolved(name, self.characters, PLAIN, _with_letters)

    def marks_first_row(self, name: str | None) -> bool:
        """Whether a table style makes the first row look different from the others."""
        return self._resolved(name, self.tables, initial=False, step=_with_first_row)

    def _by_style(self, name: str | None) -> ParagraphLook:
        return self._resolved(name, self.paragraphs, ParagraphLook(), self._with_style)

    def _resolved(
        self, name: str | None, known: dict[str | None, T], initial: T, step: Callable[[T, Node], T]
    ) -> T:
        """What a style says over those that it is based on; each is worked out once."""
        chain: list[str | None] = []
        while (
            name in self.elements and name not in known and name not in chain and len(chain) < LONGEST_CHAIN
        ):
            chain.append(name)
            base = self.elements[name].find(f"{W}basedOn")
            name = base.get(VAL) if base is not None else None
        result = known.get(name, initial)
        for style in reversed(chain):
            result = known[style] = step(result, self.elements[style])
        return result

    def _with_style(self, look: ParagraphLook, style: Node) -> ParagraphLook:
        name = _name(style)
        letters = look_of(style.find(f"{W}rPr")).over(look.letters)
        look = evolve(look, letters=letters, contents=look.contents or bool(CONTENTS.fullmatch(name)))
        heading, deeper = HEADING.fullmatch(name), DEEPER_LIST.fullmatch(name)
        if heading or name == "title":
            look = evolve(look, heading=min(int(heading[1]), 6) if heading else 1)
        if deeper:
            look = evolve(look, deeper=int(deeper[1]) - 1)
        properties = style.find(f"{W}pPr")
        if properties is None:
            return look
        return self._with_properties(look, properties, style.get(f"{W}styleId"))

    def _with_properties(
        self, look: ParagraphLook, properties: Node, style: str | None = None
    ) -> ParagraphLook:
        changes: dict[str, object] = {}
        outline = _number(properties.find(f"{W}outlineLvl"))
        if outline is not None:
            changes["heading"] = 0 if outline >= BODY_TEXT else min(outline + 1, 6)
        if any(stop.get(VAL) != "clear" for stop in properties.iterfind(f"{W}tabs/{W}tab")):
            changes["stops"] = True
        numbered = properties.find(f"{W}numPr")
        if numbered is not None:
            changes["number"] = self._number(look, numbered, style)
        return evolve(look, **changes) if changes else look  # type: ignore[arg-type]

    def _number(self, look: ParagraphLook, numbered: Node, style: str | None) -> tuple[str, int] | None:
        """The list and the level that ``w:numPr`` names; list 0 takes a paragraph out of its style's list."""
        named = numbered.find(f"{W}numId")
        name = named.get(VAL) if named is not None else (look.number or ("0", 0))[0]
        if name is None or name == "0":
            return None
        level = _number(numbered.find(f"{W}ilvl"))
        return name, self.lists.level_of(name, style) if level is None else level


def read_styles(styles: Node | None, numbering: Node | None) -> Styles:
    """The styles of the parts ``styles`` and ``numbering``."""
    read = Styles(lists=read_lists(numbering))
    if styles is None:
        return read
    for style in styles.iterchildren(f"{W}style"):
        name = style.get(f"{W}styleId")
        if name is not None:
            read.elements.setdefault(name, style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in OFF:
                read.first = read.first or name
    return read


def look_of(properties: Node | None) -> Look:
    """What the properties of a run (``w:rPr``) say themselves."""
    if properties is None:
        return Look()
    said: dict[str, bool] = {}
    style = None
    for one in properties:
        tag = one.tag
        if tag in TOGGLES or tag == UNDERLINE:
            said[tag] = one.get(VAL, "1") not in OFF
        elif tag == RUN_STYLE:
            style = one.get(VAL)
    if not said and style is None:
        return PLAIN
    return Look(said.get(BOLD), said.get(ITALIC), said.get(HIDDEN), said.get(UNDERLINE), style)


def _with_letters(below: Look, style: Node) -> Look:
    if _name(style) in LINK_STYLES:
        return PLAIN
    return look_of(style.find(f"{W}rPr")).over(below)


def _with_first_row(below: bool, style: Node) -> bool:  # noqa: FBT001 : what the styles below say
    return below or any(
        part.get(f"{W}type") == "firstRow" and len(part) for part in style.iterchildren(f"{W}tblStylePr")
    )


def _name(style: Node) -> str:
    name = style.find(f"{W}name")
    return name.get(VAL, "").lower() if name is not None else ""


def _number(element: Node | None) -> int | None:
    number = -1 if element is None else to_number(element.get(VAL), -1)
    return None if number < 0 else number
