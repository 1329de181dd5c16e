"""The lines of one cell or paragraph -> its text: what was only wrapped is joined, what was parted stays so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve

from agenda_ical.reading.inline import Inline, Rich
from agenda_ical.reading.pdf.words import WIDE, Piece, Run

SYLLABLE = re.compile("[\uac00-\ud7a3]")
NEWLINE = "\n"
BROKEN = "-"
"""Between two lines: a word was broken at a hyphen."""
MARGIN = 6.0
"""How far, in points, the text of a cell stands from its edge, unless it is set in its middle."""
LEADS = re.compile(r"\s*(?:[-*•◦▪▫‣⁃●○·∙⋅◆◇■□▶▷➢✓※]|\(?\d{1,2}[.)])\s")
"""How a line begins that is an item of its own."""


def lines_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """*pieces* by lines from top to bottom, each from left to right."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.base, piece.x0)):
        if lines and _on_line(lines[-1], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    for line in lines:
        line.sort(key=lambda piece: piece.x0)
    return lines


def _on_line(line: Sequence[Piece], piece: Piece) -> bool:
    last = line[-1]
    if last.upright != piece.upright:
        return False
    small = min(last.size, piece.size)
    return (
        piece.base - last.base < 0.5 * small
        if small > 0.7 * max(last.size, piece.size)
        else piece.top < last.bottom
    )


def pieces_to_text(pieces: Sequence[Piece], left: float, right: float) -> Rich:
    """The text of what stands between *left* and *right*, with its emphasis and links."""
    lines = lines_of(pieces)
    room = _room(lines, left, right)
    joints = [_joint(above, below, room) for above, below in pairwise(lines)]
    inline = Inline()
    written = Run("")
    for line, joint in zip(lines, (*joints, ""), strict=False):
        for at, piece in enumerate(line):
            for run in _without_hyphen(piece.runs) if joint == BROKEN and piece is line[-1] else piece.runs:
                _turn(inline, written, run)
                inline.add(run.text)
                written = run
            if at + 1 < len(line) or joint == " ":
                inline.space()
        if joint == NEWLINE:
            inline.newline()
    _turn(inline, written, Run(""))
    return inline.take()


def _turn(inline: Inline, last: Run, run: Run) -> None:
    """Begin and end emphasis and links where *run* looks other than *last*."""
    if last.href != run.href and last.href:
        inline.close_link()
    if last.style != run.style:
        if last.style:
            inline.close_emphasis()
        if run.style:
            inline.open_emphasis()
    if last.href != run.href and run.href:
        inline.open_link(run.href)


def _without_hyphen(runs: Sequence[Run]) -> tuple[Run, ...]:
    return (*runs[:-1], evolve(runs[-1], text=runs[-1].text[:-1]))


def _room(lines: Sequence[Sequence[Piece]], left: float, right: float) -> float:
    """How wide a line may be: as wide as the space without its margins, which are small, and alike on both sides."""
    widest = max((line[-1].x1 - line[0].x0 for line in lines), default=0.0)
    margin = min((min(line[0].x0 - left, right - line[-1].x1) for line in lines), default=0.0)
    return max(right - left - 2 * min(max(margin, 0.0), MARGIN), widest)


def _joint(above: Sequence[Piece], below: Sequence[Piece], room: float) -> str:
    """What stands between two lines: a newline, or where the one was only wrapped a blank, nothing, or a hyphen less."""
    if not is_wrapped(above, below, room):
        return NEWLINE
    upper = above[-1]
    last, first = upper.text[-1:], below[0].text[:1]
    if SYLLABLE.match(last) and SYLLABLE.match(first):
        parted = upper.blank or room - (upper.x1 - above[0].x0) > 1.1 * upper.size
        return " " if parted else ""
    if WIDE.match(last) and WIDE.match(first):
        return ""
    return BROKEN if last == "-" and first.islower() and upper.text[-2:-1].isalpha() else " "


def is_wrapped(above: Sequence[Piece], below: Sequence[Piece], room: float) -> bool:
    """Whether *below* goes on with what *above* says: its first word would not have fitted there."""
    upper, lower = above[-1], below[0]
    if upper.runs[-1].style != lower.runs[0].style or abs(upper.size - lower.size) > 0.12 * max(
        upper.size, lower.size
    ):
        return False
    text = lower.text
    if LEADS.match(text) or not text:
        return False
    first = lower.size if WIDE.match(text) and not SYLLABLE.match(text) else lower.first
    used = above[-1].x1 - above[0].x0
    return used + 0.25 * lower.size + first > room + 0.02 * room


def leading(lines: Sequence[Sequence[Piece]]) -> float:
    """The usual distance of *lines*, or 0 for one alone."""
    distances = sorted(below[0].base - above[0].base for above, below in pairwise(lines))
    return distances[len(distances) // 2] if distances else 0.0
