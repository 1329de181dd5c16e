"""Running text, line by line: what can be told of a line without its neighbours."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from agenda_ical.document import Block, Heading, Link, Paragraph
from agenda_ical.phrases.dates import find_dates
from agenda_ical.phrases.times import find_times, is_meridiem, whole_time
from agenda_ical.place import Place


@frozen
class Line:
    """One line of running text, with what can be told of it without its neighbours."""

    text: str
    place: Place
    level: int = 0
    heading: int = 0
    """The level of the heading that it is, or 0."""
    gap: bool = True
    block: int = 0
    """Which block of the page it is a line of."""
    emphasis: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()


def blocks_to_lines(blocks: Iterable[Block]) -> list[Line]:
    """The lines of *blocks*, which hold no grids."""
    lines: list[Line] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Heading):
            text = " ".join(block.text.split())
            lines.append(Line(text, block.place, heading=block.level, block=number, links=block.links))
        elif isinstance(block, Paragraph):
            lines += _lines_of(block, number)
    return _with_meridiems(line for line in lines if line.text.strip())


def _with_meridiems(lines: Iterable[Line]) -> list[Line]:
    """*lines*, one that says nothing but "AM" joined to the time above it."""
    joined: list[Line] = []
    for line in lines:
        if joined and is_meridiem(line.text) and whole_time(joined[-1].text) is not None:
            joined[-1] = evolve(joined[-1], text=f"{joined[-1].text} {line.text}")
        else:
            joined.append(line)
    return joined


def _lines_of(block: Paragraph, number: int) -> list[Line]:
    found, at = [], 0
    for row, text in enumerate(block.text.split("\n")):
        stop = at + len(text)
        emphasis = tuple(
            (max(a, at) - at, min(b, stop) - at) for a, b in block.emphasis if a < stop and b > at
        )
        links = tuple(
            evolve(link, start=max(link.start, at) - at, stop=min(link.stop, stop) - at)
            for link in block.links
            if link.start < stop and link.stop > at
        )
        gap = block.gap and row == 0
        found.append(
            Line(text, block.place, block.level, gap=gap, block=number, emphasis=emphasis, links=links)
        )
        at = stop + 1
    return found


def is_time_cell(text: str) -> bool:
    """Whether the text of a cell is a time, or a time with its date."""
    if whole_time(text) is not None:
        return True
    return (
        len(text) < 60 and any(map(str.isdigit, text)) and bool(find_dates(text)) and bool(find_times(text))
    )
