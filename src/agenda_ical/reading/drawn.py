"""
The drawn page: a document as text that a person reads, and back.

Headings begin with ``#``, items with ``-``; a line that ends with a backslash goes on in the next; a blank line is a
gap. Tables are Pandoc's grid tables: a cell is drawn once, over all that it covers, and a header's lower edge is
double. ``**emphasis**``, ``[text](address)``; a backslash before what would be misread. A spot that no cell covers is
drawn as a cell with a lone backslash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve

from agenda_ical.document import Block, Document, Grid, Heading, Paragraph
from agenda_ical.place import Place
from agenda_ical.reading.boxes import draw_box, is_edge, lines_to_grid
from agenda_ical.reading.marks import mark_up, read_marks
from agenda_ical.regexes import regex

HEADING = regex(r"(#{1,6}) (.*)", re.DOTALL)
ITEM = regex(r"( *)- (.*)", re.DOTALL)
MISREAD = regex(r"#|- |\+|\||: ")
"""What at the start of a paragraph would begin something else."""


def draw(document: Document) -> str:
    """The page of *document*, as `read_drawn` reads it back."""
    lines: list[str] = []
    for block in document.blocks:
        if lines and _stands_apart(block):
            lines.append("")
        lines.extend(_draw_block(block))
    return "".join(f"{line}\n" for line in lines)


def draw_grid(grid: Grid, *, heads: Sequence[str] = ()) -> str:
    """The drawing of one table, with the labels *heads* above its columns, from left to right."""
    return "\n".join(draw_box(grid, heads))


def _stands_apart(block: Block) -> bool:
    return not isinstance(block, Paragraph) or block.gap


def _draw_block(block: Block) -> list[str]:
    if isinstance(block, Grid):
        caption = [f": {mark_up(' '.join(block.caption.split()))}"] if block.caption else []
        return caption + draw_box(block)
    if isinstance(block, Heading):
        text = f"{'#' * block.level} {mark_up(block.text, (), block.links)}"
    else:
        text = mark_up(block.text, block.emphasis, block.links)
        if block.level:
            text = f"{'  ' * (block.level - 1)}- {text}"
        elif MISREAD.match(text):
            text = f"\\{text}"
    return text.replace("\n", "\\\n").split("\n")


def read_drawn(text: str) -> Document:
    """The document that was drawn as *text*; its paragraphs and tables are counted from 1."""
    return Document(tuple(_numbered(_blocks(text.split("\n")))))


def _numbered(blocks: Iterator[Block]) -> Iterator[Block]:
    grids = others = 0
    for block in blocks:
        if isinstance(block, Grid):
            grids += 1
            yield evolve(block, place=Place(table=grids))
        else:
            others += 1
            yield evolve(block, place=Place(paragraph=others))


def _blocks(lines: list[str]) -> Iterator[Block]:
    gap, at, caption = True, 0, ""
    while at < len(lines):
        line = lines[at]
        stop = at + 1
        if is_edge(line):
            while stop < len(lines) and lines[stop][:1] in {"|", "+"}:
                stop += 1
            yield lines_to_grid(lines[at:stop], caption=caption)
            caption = ""
        elif line.startswith(": ") and stop < len(lines) and is_edge(lines[stop]):
            caption = read_marks(line[2:]).text
        elif line.strip():
            while _goes_on(lines[stop - 1]) and stop < len(lines):
                stop += 1
            yield _block("\n".join(_without_continuation(part) for part in lines[at:stop]), gap=gap)
        gap = not line.strip()
        at = stop


def _goes_on(line: str) -> bool:
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1


def _without_continuation(line: str) -> str:
    return line[:-1] if _goes_on(line) else line


def _block(text: str, *, gap: bool) -> Block:
    if found := HEADING.fullmatch(text):
        rich = read_marks(found[2])
        return Heading(rich.text, len(found[1]), links=rich.links)
    level = 0
    if found := ITEM.fullmatch(text):
        level, text = len(found[1]) // 2 + 1, found[2]
    rich = read_marks(text)
    return Paragraph(rich.text, level, Place(), rich.emphasis, rich.links, gap)
