"""Emphasis and links as they are written in the drawn page: ``**emphasis**``, ``[text](address)``, and back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agenda_ical.document import Link
from agenda_ical.reading.inline import Rich
from agenda_ical.regexes import regex

ESCAPES = {"\\": "\\\\", "*": "\\*", "[": "\\[", "]": "\\]", "\t": "\\t"}

TOKEN = regex(r"\\.|(\]\()", re.DOTALL)
"""A character behind a backslash, or the end of a link's text."""


def mark_up(text: str, emphasis: Sequence[tuple[int, int]] = (), links: Sequence[Link] = ()) -> str:
    """*text* with its ranges marked, and a backslash before whatever would be taken for a mark."""
    edges: dict[int, list[str]] = {}
    for link in links:
        edges.setdefault(link.start, []).append("[")
        edges.setdefault(link.stop, []).insert(0, f"]({_escaped_address(link.href)})")
    for start, stop in emphasis:
        edges.setdefault(start, []).append("**")
        edges.setdefault(stop, []).insert(0, "**")
    pieces: list[str] = []
    for at, character in enumerate(text):
        pieces.extend(edges.get(at, ()))
        pieces.append(_escaped(text, at, character, links=bool(links)))
    pieces.extend(edges.get(len(text), ()))
    return "".join(pieces)


def _escaped(text: str, at: int, character: str, *, links: bool) -> str:
    """The character as it is drawn; brackets need a backslash only where links are, or seem to be."""
    if character in "[]" and not links and not text.startswith("](", at):
        return character
    return ESCAPES.get(character, character)


def _escaped_address(href: str) -> str:
    return href.replace("\\", "\\\\").replace(")", "\\)").replace("\n", "")


def read_marks(drawn: str) -> Rich:
    """The text that was marked up, with its ranges."""
    reader = _MarkReader(drawn)
    while reader.at < len(drawn):
        reader.step()
    return reader.rich()


class _MarkReader:
    def __init__(self, drawn: str) -> None:
        self.drawn = drawn
        self.at = 0
        self.text: list[str] = []
        self.emphasis: list[tuple[int, int]] = []
        self.links: list[Link] = []
        self.begun: int | None = None
        self.bracket: int | None = None
        self.last_link = max((end.start() for end in TOKEN.finditer(drawn) if end[1]), default=-1)

    def step(self) -> None:
        """Take in one character or mark."""
        drawn, at = self.drawn, self.at
        if drawn[at] == "\\" and at + 1 < len(drawn):
            self._take("\t" if drawn[at + 1] == "t" else drawn[at + 1], 2)
        elif drawn.startswith("**", at):
            self._toggle()
        elif drawn[at] == "[" and at < self.last_link:
            self.bracket = len(self.text)
            self.at += 1
        elif drawn.startswith("](", at) and self.bracket is not None:
            self._close_link()
        else:
            self._take(drawn[at], 1)

    def _take(self, character: str, length: int) -> None:
        self.text.append(character)
        self.at += length

    def _toggle(self) -> None:
        if self.begun is None:
            self.begun = len(self.text)
        else:
            self.emphasis.append((self.begun, len(self.text)))
            self.begun = None
        self.at += 2

    def _close_link(self) -> None:
        at, address = self.at + 2, []
        while at < len(self.drawn) and self.drawn[at] != ")":
            at += self.drawn[at] == "\\"
            address.append(self.drawn[at : at + 1])
            at += 1
        self.links.append(Link(self.bracket or 0, len(self.text), "".join(address)))
        self.bracket, self.at = None, at + 1

    def rich(self) -> Rich:
        """What was read."""
        return Rich("".join(self.text), tuple(self.emphasis), tuple(self.links))
