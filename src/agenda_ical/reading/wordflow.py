"""The paragraphs of a Word file -> running text, as it stands on the printed page."""

# ruff: noqa: SIM905 : a set of names reads best as a sentence

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from attrs import define, field

from agenda_ical.reading.printed import PrintedText
from agenda_ical.reading.wordparts import R_ID, Node, W, hexadecimal
from agenda_ical.reading.wordstyles import PLAIN, Look, ParagraphLook, Styles
from agenda_ical.regexes import regex

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

P, TBL, RUN, TEXT = f"{W}p", f"{W}tbl", f"{W}r", f"{W}t"
RUN_PROPERTIES, LINK, SIMPLE_FIELD = f"{W}rPr", f"{W}hyperlink", f"{W}fldSimple"
FIELD_MARK, FIELD_CODE, FIGURE = f"{W}fldChar", f"{W}instrText", f"{W}sym"
MATHS_TEXT = f"{MATHS}t"
CONTROL = f"{W}sdt"
ALTERNATIVES, CHOICE, FALLBACK = f"{MC}AlternateContent", f"{MC}Choice", f"{MC}Fallback"
THROUGH = frozenset(
    {f"{W}{name}" for name in "bdo customXml dir ins moveTo ruby rubyBase sdtContent smartTag".split()}
    | {CONTROL, ALTERNATIVES}
    | {f"{MATHS}{name}" for name in "oMath oMathPara r f num den sSup sSub e sup sub".split()}
)
"""What is only there around other elements; what was deleted or moved away is not among it."""
SIGNS: dict[str, Callable[[PrintedText], None]] = {
    f"{W}tab": PrintedText.tab,
    f"{W}ptab": PrintedText.tab,
    f"{W}br": PrintedText.line_break,
    f"{W}cr": PrintedText.line_break,
    f"{W}noBreakHyphen": lambda text: text.inline.add("-"),
}
"""What stands for a character."""

LINK_CODE = regex(r'\s*HYPERLINK\s+"?(?P<address>[^\s"\\][^\s"]*)', re.IGNORECASE)
LONGEST_CODE = 4000
MOST_FIELDS = 32
"""Fields within fields."""

FIGURES = {
    "symbol": {0x2D: "−", 0xAC: "←", 0xAE: "→", 0xB7: "•", 0xDE: "⇒"},
    "wingdings": {0x6C: "●", 0x6E: "■", 0x9F: "•", 0xA7: "▪", 0xDF: "←", 0xE0: "→", 0xE8: "→", 0xFC: "✓"},
}
"""What the commonest signs look like of fonts that hold no letters."""


def children(parent: Node) -> Iterator[Node]:
    """The elements within *parent*, those that are only there around others read through."""
    stack = [iter(parent)]
    while stack:
        for child in stack[-1]:
            if child.tag not in THROUGH:
                yield child
                continue
            inner = _alternative(child) if child.tag == ALTERNATIVES else child
            if inner is not None and not _is_prompt(child):
                stack.append(iter(inner))
                break
        else:
            stack.pop()


def _alternative(choices: Node) -> Node | None:
    """What simple programs show; nothing is shown twice, and pictures and boxes are no text in either."""
    fallback = choices.find(FALLBACK)
    return fallback if fallback is not None else choices.find(CHOICE)


def _is_prompt(control: Node) -> bool:
    """Whether a content control still asks for its text."""
    return control.tag == CONTROL and control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


@define
class _Field:
    """A field: its code as far as it was read, whether its result has begun, whether that is a link."""

    code: str = ""
    shown: bool = False
    linked: bool = False


@define
class WordFlow:
    """Takes in the runs of paragraphs."""

    styles: Styles
    links: dict[str, str]
    """The relationships that lead out of the file -> their addresses."""
    text: PrintedText = field(factory=PrintedText)
    fields: list[_Field] = field(factory=list)
    letters: Look = PLAIN

    def take_in(self, paragraph: Node, look: ParagraphLook) -> None:
        """Take in what a paragraph shows."""
        self.letters, self.text.stops = look.letters, look.stops
        label = self.styles.lists.label(paragraph, look.number)
        if label:
            self.text.inline.add(label + " ")
        self._take(paragraph)
        self.text.end()
        self.fields.clear()

    def _take(self, parent: Node) -> None:
        for child in children(parent):
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif tag == LINK:
                self.text.open_link(self._address(child))
                self._take(child)
                self.text.close_link()
            elif tag == SIMPLE_FIELD:
                self._simple_field(child)
            elif tag == MATHS_TEXT and child.text:
                self.text.inline.add(child.text)

    def _address(self, link: Node) -> str:
        address, spot = self.links.get(link.get(R_ID, ""), ""), link.get(f"{W}anchor")
        return f"{address}#{spot}" if address and spot and "#" not in address else address

    def _run(self, run: Node) -> None:
        look = self.styles.run(run.find(RUN_PROPERTIES), self.letters)
        for child in children(run):
            tag = child.tag
            if tag == FIELD_MARK:
                self._field_mark(child.get(f"{W}fldCharType"))
            elif tag == FIELD_CODE:
                self._field_code(child.text or "")
            elif not look.hidden and all(one.shown for one in self.fields):
                self._shown(child, tag, look)

    def _shown(self, child: Node, tag: str, look: Look) -> None:
        if tag == TEXT:
            if child.text:
                underlined = bool(look.underline) and not self.text.links
                self.text.add(child.text, emphasised=bool(look.bold or look.italic or underlined))
        elif tag in SIGNS:
            SIGNS[tag](self.text)
        elif tag == FIGURE:
            self.text.inline.add(_figure(child.get(f"{W}font", ""), child.get(f"{W}char")))

    def _simple_field(self, simple: Node) -> None:
        found = LINK_CODE.match(simple.get(f"{W}instr", ""))
        self.text.open_link(found["address"] if found else "")
        self._take(simple)
        self.text.close_link()

    def _field_mark(self, kind: str | None) -> None:
        """Begin a field, its result, or what comes behind it (17.16.18)."""
        if kind == "begin":
            if len(self.fields) < MOST_FIELDS:
                self.fields.append(_Field())
        elif kind == "separate" and self.fields and not self.fields[-1].shown:
            one = self.fields[-1]
            one.shown = True
            found = LINK_CODE.match(one.code)
            if found:
                one.linked = True
                self.text.open_link(found["address"])
        elif kind == "end" and self.fields and self.fields.pop().linked:
            self.text.close_link()

    def _field_code(self, code: str) -> None:
        if self.fields and len(self.fields[-1].code) < LONGEST_CODE:
            self.fields[-1].code += code


def _figure(font: str, number: str | None) -> str:
    """A character that is named by its number in a font (17.3.3.30); one that is no letter is a blank."""
    at = hexadecimal(number, 0x20)
    private = 0xF000 <= at <= 0xF0FF
    plain = chr(at) if not private and 0x20 <= at < 0xD800 else " "
    return FIGURES.get(font.lower(), {}).get(at & 0xFF if private else at, plain)
