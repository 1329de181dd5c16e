"""Lines whose columns are only aligned with blanks -> lines whose columns are parted by tabs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TypeAlias

from attrs import define

from agenda_ical.reading.columns import display_columns
from agenda_ical.regexes import regex

LINES_AT_LEAST = 3
"""So many lines below each other make a column; fewer may be chance."""
Pieces: TypeAlias = list[tuple[int, int, str]]
PIECE = regex(r"\S+(?: \S+)*")


def align_columns(lines: Sequence[str]) -> list[str]:
    """
    *lines*, with tabs where at least three lines below each other have their text at the same place of the display.

    A piece of text counts if at least two blanks stand before it. A line that begins below another's second column
    gets a leading tab: it goes on in that column.
    """
    pieces = [_pieces(line) for line in lines]
    starts = _common_starts(pieces)
    return [
        _with_tabs(line, parts, starts[at])
        for at, (line, parts) in enumerate(zip(lines, pieces, strict=True))
    ]


def _pieces(line: str) -> Pieces:
    """The pieces of *line* between runs of blanks: first column of the display, column behind the last, text."""
    if "  " not in line or "\t" in line:
        stripped = line.strip()
        return [(0, len(display_columns(line)), stripped)] if stripped else []
    if line.isascii():
        return [(found.start(), found.end(), found[0]) for found in PIECE.finditer(line)]
    columns = display_columns(line)
    flat = "".join("\x7f" if column == "\0" else column[0] for column in columns)
    return [
        (found.start(), found.end(), "".join(columns[found.start() : found.end()]).replace("\0", ""))
        for found in PIECE.finditer(flat)
    ]


def _common_starts(pieces: Sequence[Pieces]) -> list[list[int]]:
    """For each line the columns of the display that it shares with its neighbours."""
    shared: list[list[int]] = [[] for _ in pieces]
    runs: dict[int, _Run] = {}
    for at, parts in enumerate(pieces):
        if not parts:
            continue
        begun = {start for start, _, _ in (parts if parts[0][0] > 0 else parts[1:])}
        for start in list(runs):
            if start not in begun and runs[start].ends_at(start, parts):
                _settle(start, runs.pop(start), shared)
        after_the_first = {start for start, _, _ in parts[1:]}
        for start in begun:
            runs.setdefault(start, _Run(at)).go_on(at, telling=start in after_the_first)
    for start, run in runs.items():
        _settle(start, run, shared)
    return [sorted(starts) for starts in shared]


@define
class _Run:
    """Lines below each other, some of which have text at one column of the display, and none of which crosses it."""

    first: int
    last: int = 0
    telling: int = 0
    """How many have text there, and text before it."""
    passed: int = 0
    """How many lines without text there came last."""

    def go_on(self, at: int, *, telling: bool) -> None:
        """Take in a line that has text there."""
        self.last = at
        self.telling += telling
        self.passed = 0

    def ends_at(self, start: int, parts: Pieces) -> bool:
        """Whether a line without text at *start* ends the run: its text crosses the column, or too many passed by."""
        self.passed += 1
        before = bisect_left(parts, (start,)) - 1
        return self.passed > LINES_AT_LEAST or (before >= 0 and parts[before][1] >= start)


def _settle(start: int, run: _Run, shared: list[list[int]]) -> None:
    """Let *start* be a column of the lines in *run*, if enough of them tell so."""
    if run.telling >= LINES_AT_LEAST:
        for at in range(run.first, run.last + 1):
            shared[at].append(start)


def _with_tabs(line: str, parts: Pieces, starts: Sequence[int]) -> str:
    if not starts or not parts:
        return line
    pieces, passed = [], 0
    for number, (start, _, text) in enumerate(parts):
        reached = bisect_right(starts, start)
        if reached > passed and starts[reached - 1] == start:
            pieces.append("\t" * (reached - passed))
            passed = reached
        elif number:
            pieces.append("  ")
        pieces.append(text)
    return "".join(pieces)
