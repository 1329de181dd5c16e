"""The lines of a cell: which stand in brackets, which go on, which explain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agenda_ical.interpreting.draft import Piece
from agenda_ical.phrases.folding import has_cjk
from agenda_ical.regexes import regex

_SHORT = 16


_MARKED = regex(r"[:：()（）\[\]|/\d]|^[-–•·*]")


NO_TALK = ("break", "meal", "registration", "opening", "closing", "social")


def brackets_joined(lines: Sequence[str]) -> list[str]:
    """*lines*, one that stands all in brackets joined to the line above it, but for the first."""
    joined: list[str] = []
    for line in lines:
        if len(joined) > 1 and in_brackets(line) and "," not in line and not in_brackets(joined[-1]):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def short_lines_joined(lines: list[str]) -> list[str]:
    """Two short lines of CJK letters as one: such a title is often broken where it would not be wrapped."""
    if len(lines) == 2 and all(
        has_cjk(line) and len(line) <= _SHORT and not _MARKED.search(line) for line in lines
    ):
        return [" ".join(lines)]
    return lines


def unbracketed(line: str) -> str:
    """*line* without the brackets around the whole of it."""
    return line[1:-1] if in_brackets(line) and not re.search(r"[()（）]", line[1:-1]) else line


def in_brackets(line: str) -> bool:
    return line[:1] in "(（" and line[-1:] in ")）"


def is_sentence(line: str) -> bool:
    """Whether *line* explains rather than names."""
    return len(line.split()) > 4 and line.endswith((".", "!", "。"))


def is_filled(text: str) -> bool:
    return any(map(str.isalnum, text))


def emphasised_lines(piece: Piece) -> list[str]:
    """The lines of *piece* that are emphasised from end to end."""
    found, at = [], 0
    for line in piece.text.split("\n"):
        stop = at + len(line)
        covered = sum(min(stop, b) - max(at, a) for a, b in piece.emphasis if a < stop and b > at)
        if line.strip() and covered >= len(line.strip()):
            found.append(line.strip())
        at = stop + 1
    return found
