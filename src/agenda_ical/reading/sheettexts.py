"""The texts of a workbook's cells, shared or in the cell: their runs of letters, without what only says how they sound."""

from __future__ import annotations

import re

from attrs import field, mutable

from agenda_ical.limits import Limits
from agenda_ical.reading.inline import INVISIBLE, Inline, Rich
from agenda_ical.reading.packed import Packed
from agenda_ical.regexes import regex

ESCAPE = regex(r"_x([0-9A-Fa-f]{4})_")
"""How a character that XML cannot hold is written (ECMA-376, 22.9.2.19)."""
TRUE = frozenset({"1", "true", "on"})


class LocalNames(dict[str, str]):
    """The names of elements as they are written -> without the prefix of their namespace."""

    def __missing__(self, name: str) -> str:
        """The name, worked out once."""
        local = self[name] = name.rpartition(":")[2]
        return local


@mutable
class ItemTeller:
    """Is told of a part, and puts together the texts in it."""

    limits: Limits
    depth: int = 0
    names: LocalNames = field(factory=LocalNames)
    heard: str = ""
    """The text since the last element that may hold one began."""
    runs: list[tuple[bool, str]] = field(factory=list)
    """The pieces of the text that we are in, and whether each is bold."""
    bold: bool = False
    spoken: bool = False
    """Whether we are in what says how a text is spoken."""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        self.depth += 1
        self.begin_item(self.names[name], attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self.depth -= 1
        self.end_item(self.names[name])

    def text(self, data: str) -> None:
        """Take a piece of text."""
        self.heard += data

    def begin_item(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of a part of a text."""
        if name == "t":
            self.heard = ""
        elif name in {"si", "is"}:
            self.runs, self.bold, self.spoken = [], False, False
        elif name == "r":
            self.bold = False
        elif name == "b":
            self.bold = attributes.get("val", "1") in TRUE
        elif name == "rPh":
            self.spoken = True

    def end_item(self, name: str) -> None:
        """Take the end of a part of a text."""
        if name == "t":
            if not self.spoken:
                self.runs.append((self.bold, self.heard))
        elif name == "rPh":
            self.spoken = False
        elif name == "r":
            self.bold = False


@mutable
class StringsTeller(ItemTeller):
    """Is told of the part with the shared texts."""

    strings: list[str | Rich] = field(factory=list)

    def end_item(self, name: str) -> None:
        """Take the end of a text, or of a part of it."""
        if name != "si":
            ItemTeller.end_item(self, name)
            return
        self.strings.append(runs_to_text(self.runs))
        if len(self.strings) > self.limits.cells:
            self.limits.check("cells", len(self.strings), "texts in its cells")


def read_strings(packed: Packed, part: str) -> list[str | Rich]:
    """The texts that the sheets share, by their numbers."""
    teller = StringsTeller(packed.limits)
    if part:
        packed.tell(part, teller)
    return teller.strings


def runs_to_text(runs: list[tuple[bool, str]]) -> str | Rich:
    """The text of the pieces *runs*, the bold ones emphasised."""
    if len(runs) == 1 and not runs[0][0]:
        return plain_text(runs[0][1])
    if not any(bold for bold, _ in runs):
        return plain_text("".join(text for _, text in runs))
    inline = Inline()
    for bold, text in runs:
        if bold:
            inline.open_emphasis()
        add_lines(inline, text)
        if bold:
            inline.close_emphasis()
    return inline.take()


def add_lines(inline: Inline, text: str) -> None:
    """Let the lines of *text* come in."""
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
    """*text* with the characters that were written as ``_x000D_``, its lines ended by newlines."""
    text = ESCAPE.sub(_character, text) if "_x" in text else text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _character(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character.isprintable() or character in "\n\r\t" else ""
