"""Tables whose cells are parted by upright strokes, as Markdown has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from agenda_ical.document import Cell, Grid, canonical_grid
from agenda_ical.place import Place
from agenda_ical.reading.inline import Rich
from agenda_ical.regexes import regex

RULE = regex(r"\s*[|+]?\s*:?-+:?\s*(?:[|+]\s*:?-+:?\s*)*[|+]?\s*")
STROKE = regex(r"(?<!\\)\|")


def is_rule(line: str) -> bool:
    """Whether *line* is the one below a header: ``|---|:--:|``."""
    return ("|" in line or "+" in line) and RULE.fullmatch(line) is not None


def is_row(line: str) -> bool:
    """Whether *line* is a row between outer strokes."""
    stripped = line.strip()
    return len(stripped) > 2 and stripped.startswith("|") and stripped.endswith("|")


def split_row(line: str) -> list[str]:
    """The cells of a row, with or without outer strokes; a stroke behind a backslash, or within a code span, parts none."""
    stripped = line.strip().removeprefix("|")
    cells = [cell.replace("\\|", "|").strip() for cell in STROKE.split(stripped)]
    if len(cells) > 1 and not cells[-1] and stripped.endswith("|"):
        cells.pop()
    return cells


def _plain(text: str) -> Rich:
    return Rich(" ".join(text.split()))


def pipes_to_grid(lines: Sequence[str], place: Place = Place(), rich: Callable[[str], Rich] = _plain) -> Grid:
    """The grid of the rows on *lines*; rows above the first rule are header; *rich* reads a cell's text."""
    header_ends = next((number for number, line in enumerate(lines) if number and is_rule(line)), 0)
    rows = [(number < header_ends, split_row(line)) for number, line in enumerate(lines) if not is_rule(line)]
    cells = [
        _cell(rich(text), row, column, header=header)
        for row, (header, texts) in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    return canonical_grid(cells, place)


def _cell(rich: Rich, row: int, column: int, *, header: bool) -> Cell:
    return Cell(
        rich.text, row, column, header=header and bool(rich.text), emphasis=rich.emphasis, links=rich.links
    )
