"""Pasted or typed text -> its lines, and the tables that are drawn in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from agenda_ical.document import Block, Document, Grid, Paragraph
from agenda_ical.place import Place
from agenda_ical.reading.alignment import align_columns
from agenda_ical.reading.boxes import is_edge, lines_to_grid
from agenda_ical.reading.inline import INVISIBLE
from agenda_ical.reading.pipes import is_row, is_rule, pipes_to_grid
from agenda_ical.regexes import regex

BLANKS = {
    ord(blank): " "
    for blank in "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
} | {0x3000: "  "}
"""Other blanks -> as many of ours as they take on a display."""
CONTROLS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)))
NEWLINES = regex("[\n\v\f\x85\u2028\u2029]")
DROPPED = {**INVISIBLE, **BLANKS, **CONTROLS}

LYING = "─━┄┅┈┉╌╍═╴╶╸╺╼╾"
UPRIGHT = "│┃┆┇┊┋╎╏║╵╷╹╻╽╿"
BOXES = {
    **dict.fromkeys(range(0x2500, 0x2580), "+"),
    **dict.fromkeys(map(ord, LYING), "-"),
    **dict.fromkeys(map(ord, UPRIGHT), "|"),
}
"""Lines of box drawing (U+2500 ff.) -> the ASCII that people use for the same."""
DRAWN_BOX = regex("[\u2500-\u257f]")

ITEM = regex(r"(?P<indent>\s*)(?:[-*•◦▪▫‣⁃●○·∙⋅ㆍㅇ])\s+(?P<text>\S.*)")
RULE = regex(r"\s*(?:[-=_*~─━═]\s?){3,}\s*")


def text_to_document(text: str) -> Document:
    """The lines of *text* as paragraphs and list items, the tables that are drawn in it as grids."""
    return Document(tuple(lines_to_blocks(NEWLINES.split(text))))


def lines_to_blocks(lines: Sequence[str]) -> Iterator[Block]:
    """
    A paragraph for each line that is not blank, an item for each that begins with a bullet, a grid for each table.

    Tabs stay in the text, and columns that are only aligned are parted by tabs too: only who knows what the page is
    about can tell which lines go on in a cell.
    """
    cleaned = list(map(clean_line, lines))
    grids, at, gap = 0, 0, True
    aligned = align_columns(cleaned)
    while at < len(cleaned):
        found = _table(cleaned, at)
        if found is not None:
            grids += 1
            grid, at = found
            yield evolve(grid, place=Place(table=grids))
            gap = True
            continue
        line = aligned[at]
        at += 1
        if not line.strip() or RULE.fullmatch(line):
            gap = True
        else:
            yield _line_to_block(line, at, gap=gap)
            gap = False


def clean_line(line: str) -> str:
    """*line* without control characters and characters that take no room, with plain blanks and ASCII boxes."""
    if not line.isascii():
        line = line.translate(DROPPED)
        if DRAWN_BOX.search(line):
            line = line.translate(BOXES)
    elif not line.isprintable():
        line = line.translate(CONTROLS)
    return line.rstrip(" ")


def _line_to_block(line: str, number: int, *, gap: bool) -> Paragraph:
    item = ITEM.fullmatch(line)
    place = Place(line=number)
    if item and "\t" not in item["indent"]:
        return Paragraph(item["text"].strip(" "), 1 + min(len(item["indent"]) // 2, 5), place, gap=gap)
    return Paragraph(line.strip(" "), place=place, gap=gap)


def _table(lines: Sequence[str], at: int) -> tuple[Grid, int] | None:
    """The table that begins on line *at*, and the line behind it."""
    first = lines[at].strip()
    if not is_edge(first) and (not is_row(first) or is_rule(first)):
        return None
    stop = at
    while stop < len(lines) and lines[stop].strip()[:1] in {"+", "|"} and lines[stop].strip():
        stop += 1
    indent = min(len(line) - len(line.lstrip(" ")) for line in lines[at:stop])
    drawn = [line[indent:] for line in lines[at:stop]]
    if is_edge(first):
        edges = [number for number, line in enumerate(drawn) if is_edge(line)]
        if len(edges) < 2:
            return None
        whole = drawn[: edges[-1] + 1]
        grid = _ruled(whole, edges)
        return (grid, at + len(whole)) if len(grid.cells) > 1 else None
    rows = next((number for number, line in enumerate(drawn) if line.count("|") < 2), len(drawn))
    if rows < 2:
        return None
    return pipes_to_grid(drawn[:rows]), at + rows


def _ruled(drawn: Sequence[str], edges: list[int]) -> Grid:
    """
    The grid of a box.

    Where only the header is ruled off, as databases print tables, each line is a row of its own.
    """
    whole = len(edges) == 3 and edges[1] == 2 and edges[2] > 4 and len(set(map(len, drawn))) == 1
    if whole and drawn[0] == drawn[2] == drawn[-1]:
        body = [line for number, line in enumerate(drawn) if number not in edges[:1] + edges[-1:]]
        return pipes_to_grid([body[0], "|---|", *body[2:]])
    return lines_to_grid(drawn)
