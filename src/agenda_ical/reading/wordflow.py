"""The paragraphs of a Word file -> running text, as it stands on the printed page."""

# ruff: noqa: SIM905 : a set of names reads best as a sentence

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from attrs import define, field

from agenda_ical.reading.inline import Inline
from agenda_ical.reading.wordparts import R_ID, VAL, Node, W
from agenda_ical.reading.wordstyles import PLAIN, Look, ParagraphLook, Styles

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

P, TBL, RUN, TEXT = f"{W}p", f"{W}tbl", f"{W}r", f"{W}t"
CONTROL = f"{W}sdt"
ALTERNATIVES, CHOICE, FALLBACK = f"{MC}AlternateContent", f"{MC}Choice", f"{MC}Fallback"
THROUGH = frozenset(
    {f"{W}{name}" for name in "bdo customXml dir ins moveTo ruby rubyBase sdtContent smartTag".split()}
    | {CONTROL, ALTERNATIVES}
    | {f"{MATHS}{name}" for name in "oMath oMathPara r f num den sSup sSub e sup sub".split()}
)
"""What is only there around other elements; what was deleted or moved away is not among it."""

FIELD_LINK = re.compile(r'\s*HYPERLINK\s+"?(?P<address>[^\s"\\][^\s"]*)', re.IGNORECASE)

FIGURES = {
    "symbol": {0xAC: "←", 0xAE: "→", 0xB7: "•", 0xDE: "⇒", 0x2D: "−"},
    "wingdings": {0xDF: "←", 0xE0: "→", 0xE8: "→", 0x6C: "●", 0x6E: "■", 0xA7: "▪", 0xFC: "✓", 0x9F: "•"},
}
"""What the commonest signs of fonts look like that hold no letters."""


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
    """A field: its code as far as it was read, and whether its result has begun."""

    code: str = ""
    shown: bool = False
    linked: bool = False


@define
class WordFlow:
    """Collects the text of paragraphs in an `Inline`."""

    styles: Styles
    links: dict[str, str]
    inline: Inline = field(factory=Inline)
    fields: list[_Field] = field(factory=list)
    emphasised: bool = False
    linked: int = 0
    """In how many hyperlinks we are: they are underlined without being set apart."""
    stops: bool = False
    """Whether the paragraph has tab stops of its own, so that each tab counts."""
    indents: bool = False
    """Whether a tab at the beginning of a line counts."""
    on_break: Callable[[], None] | None = None
    """What to do at a line break, if more than beginning a line."""
    letters: Look = PLAIN

    def take_in(self, paragraph: Node, look: ParagraphLook) -> None:
        """Take in the runs of a paragraph."""
        self.letters, self.stops = look.letters, look.stops
        self._take(paragraph)
        self._mark(emphasised=False)
        for one in self.fields:
            if one.linked:
                self._leave_link()
        self.fields.clear()

    def _take(self, parent: Node) -> None:
        for child in children(parent):
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif tag == f"{W}hyperlink":
                self._hyperlink(child)
            elif tag == f"{W}fldSimple":
                self._simple_field(child)
            elif tag == f"{MATHS}t" and child.text:
                self.inline.add(child.text)

    def _run(self, run: Node) -> None:
        properties = run.find(f"{W}rPr")
        look = self.styles.run(properties, self.letters)
        shown = not look.hidden
        emphasised = bool(look.bold or look.italic or (look.underline and not self.linked))
        for child in children(run):
            tag = child.tag
            if tag == TEXT:
                if shown and child.text and not self._in_code():
                    self._text(child.text, emphasised=emphasised)
            elif tag in FIELD_STEPS:
                FIELD_STEPS[tag](self, child)
            elif tag in SIGNS and shown and not self._in_code():
                SIGNS[tag](self, child)

    def _text(self, text: str, *, emphasised: bool) -> None:
        if emphasised != self.emphasised and not text.isspace():
            self._mark(emphasised=emphasised)
        self.inline.add(text)

    def _mark(self, *, emphasised: bool) -> None:
        if emphasised and not self.emphasised:
            self.inline.open_emphasis()
        elif self.emphasised and not emphasised:
            self.inline.close_emphasis()
        self.emphasised = emphasised

    def _hyperlink(self, link: Node) -> None:
        address = self.links.get(link.get(R_ID, ""))
        self._enter_link(address)
        self._take(link)
        self._leave_link()

    def _enter_link(self, address: str | None) -> None:
        self._mark(emphasised=False)
        self.linked += 1
        self.inline.open_link("".join((address or "").split()))

    def _leave_link(self) -> None:
        self._mark(emphasised=False)
        self.linked -= 1
        self.inline.close_link()

    def _simple_field(self, simple: Node) -> None:
        found = FIELD_LINK.match(simple.get(f"{W}instr", ""))
        if found:
            self._enter_link(found["address"])
        self._take(simple)
        if found:
            self._leave_link()

    def _in_code(self) -> bool:
        return bool(self.fields) and not all(one.shown for one in self.fields)

    def _field_step(self, step: Node) -> None:
        """Begin a field, its result, or what comes behind it (17.16.18)."""
        kind = step.get(f"{W}fldCharType")
        if kind == "begin":
            self.fields.append(_Field())
        elif not self.fields:
            return
        elif kind == "separate":
            one = self.fields[-1]
            one.shown = True
            found = FIELD_LINK.match(one.code)
            if found and not self._in_code():
                one.linked = True
                self._enter_link(found["address"])
        elif kind == "end" and self.fields.pop().linked:
            self._leave_link()

    def _field_code(self, code: Node) -> None:
        if self.fields and len(self.fields[-1].code) < 4000:
            self.fields[-1].code += code.text or ""

    def _tab(self, _tab: Node) -> None:
        """Take in a tab; several are one, and none begins a line, unless they lead to stops that somebody set."""
        begins = not self.inline.length or self.inline.pending[:1] == "\n"
        if (begins and not self.indents) or (self.inline.pending[-1:] == "\t" and not self.stops):
            self.inline.space()
        else:
            self.inline.tab()

    def _break(self, _break: Node) -> None:
        if self.on_break is not None:
            self.on_break()
        else:
            self.inline.newline()

    def _hyphen(self, _hyphen: Node) -> None:
        self.inline.add("-")

    def _sign(self, sign: Node) -> None:
        """Take in a character that is named by its number in a font; one that is no letter is a blank."""
        number = int(sign.get(f"{W}char", "20")[:6], 16)
        private = 0xF000 <= number <= 0xF0FF
        figures = FIGURES.get(sign.get(f"{W}font", "").lower(), {})
        plain = chr(number) if not private and 0x20 <= number < 0xD800 else " "
        self.inline.add(figures.get(number & 0xFF if private else number, plain))

    def newline(self) -> None:
        """Begin a line."""
        self.inline.newline()


Step = Callable[[WordFlow, Node], None]
FIELD_STEPS: dict[str, Step] = {
    f"{W}fldChar": WordFlow._field_step,  # noqa: SLF001 : the class's own table
    f"{W}instrText": WordFlow._field_code,  # noqa: SLF001
}
SIGNS: dict[str, Step] = {
    f"{W}tab": WordFlow._tab,  # noqa: SLF001
    f"{W}ptab": WordFlow._tab,  # noqa: SLF001
    f"{W}br": WordFlow._break,  # noqa: SLF001
    f"{W}cr": WordFlow._break,  # noqa: SLF001
    f"{W}noBreakHyphen": WordFlow._hyphen,  # noqa: SLF001
    f"{W}sym": WordFlow._sign,  # noqa: SLF001
}
"""What stands for a character."""
