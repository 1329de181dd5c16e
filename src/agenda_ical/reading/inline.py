"""Pieces of a line as they come -> one text with its blanks collapsed, and the ranges of emphasis and links."""

from __future__ import annotations

from attrs import define, field

from agenda_ical.document import Link

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))
"""Characters that take no room on the page: they would only come between the letters of a word."""


@define
class Rich:
    """A text, the ranges of it that are emphasised, and its links."""

    text: str
    emphasis: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()


@define(eq=False)
class _Mark:
    href: str | None
    start: int | None = None


@define
class Inline:
    """
    Collects one paragraph's or one cell's text.

    Blanks and newlines at its edges, and blanks beside newlines, never come in; so every range begins and ends
    with a visible character. Tabs come in where they are asked for, and never at the end.
    """

    pieces: list[str] = field(factory=list)
    length: int = 0
    last: str = ""
    """The last visible character."""
    pending: str = ""
    """The blank, the newline or the tabs that will stand before the next visible character."""
    depth: int = 0
    """How many elements of emphasis are open."""
    marks: list[_Mark] = field(factory=list)
    fresh: list[_Mark] = field(factory=list)
    """The open marks that have met no visible character yet."""
    emphasis: list[tuple[int, int]] = field(factory=list)
    links: list[Link] = field(factory=list)

    def add(self, data: str) -> None:
        """Append *data*, its runs of blanks and newlines collapsed to one blank."""
        if not data.isascii():
            data = data.translate(INVISIBLE)
        text = " ".join(data.split())
        if not text:
            if data:
                self.pending = self.pending or " "
            return
        if data[0].isspace():
            self.pending = self.pending or " "
        self._put(text)
        if data[-1].isspace():
            self.pending = " "

    def _put(self, text: str) -> None:
        if self.pending and (self.length or self.pending[-1] == "\t"):
            gap = self.pending if self.length else self.pending.lstrip(" \n")
            self.pieces.append(gap)
            self.length += len(gap)
        self.pending = ""
        for mark in self.fresh:
            mark.start = self.length
        self.fresh.clear()
        self.pieces.append(text)
        self.length += len(text)
        self.last = text[-1]

    def space(self) -> None:
        """Let at least a blank stand before what comes next."""
        self.pending = self.pending or " "

    def newline(self) -> None:
        """Let a newline stand before what comes next."""
        self.pending = "\n"

    def tab(self) -> None:
        """Let a tab stand before what comes next, behind a newline and other tabs."""
        self.pending = self.pending.strip(" ") + "\t"

    def open_emphasis(self) -> None:
        """Begin a piece that is set apart; one within another is part of it."""
        self.depth += 1
        if self.depth == 1:
            self._open(_Mark(None))

    def close_emphasis(self) -> None:
        """End the piece that was begun last."""
        self.depth = max(self.depth - 1, 0)
        if self.depth == 0:
            self._close(is_link=False)

    def open_link(self, href: str) -> None:
        """Begin a piece that leads to *href*; it is no link where that is empty."""
        self._open(_Mark(href))

    def close_link(self) -> None:
        """End the link that was begun last."""
        self._close(is_link=True)

    def _open(self, mark: _Mark) -> None:
        self.marks.append(mark)
        self.fresh.append(mark)

    def _close(self, *, is_link: bool) -> None:
        for mark in reversed(self.marks):
            if (mark.href is not None) == is_link:
                self.marks.remove(mark)
                if mark in self.fresh:
                    self.fresh.remove(mark)
                self._record(mark)
                return

    def _record(self, mark: _Mark) -> None:
        if mark.start is None or mark.start >= self.length:
            return
        if mark.href == "":
            return
        if mark.href is not None:
            self.links.append(Link(mark.start, self.length, mark.href))
        elif self.emphasis and self.emphasis[-1][1] == mark.start:
            self.emphasis[-1] = (self.emphasis[-1][0], self.length)
        else:
            self.emphasis.append((mark.start, self.length))

    def take(self) -> Rich:
        """What was collected; what is still open goes on in the next text."""
        for mark in self.marks:
            self._record(mark)
            mark.start = None
        rich = Rich("".join(self.pieces), tuple(self.emphasis), tuple(self.links))
        self.pieces, self.emphasis, self.links = [], [], []
        self.length, self.last, self.pending = 0, "", ""
        self.fresh = list(self.marks)
        return rich
