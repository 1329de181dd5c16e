"""A leaf -> its tables and its frames of text, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from attrs import evolve, frozen

from agenda_ical.document import Cell
from agenda_ical.reading.pdf.columns import rows_to_bands, rows_to_cells
from agenda_ical.reading.pdf.frames import Frame, frames_to_rows, pieces_to_frames
from agenda_ical.reading.pdf.leaves import Leaf
from agenda_ical.reading.pdf.ruled import Box, Ruled, Slot
from agenda_ical.reading.pdf.words import Piece
from agenda_ical.reading.pdf.wrapping import lines_of, pieces_to_text

LONELY = 2
"""How many rows of a table may follow each other that have but one cell."""
FAR = 3.0
"""How much further than usual rows are apart that are not of the same table."""
LARGER = 1.15


@frozen
class Table:
    """A table of a page."""

    cells: tuple[Cell, ...]
    xs: tuple[float, ...]
    """Where its columns begin."""
    ruled: bool
    page: int
    top: float
    bottom: float


@frozen
class Text:
    """A frame of running text."""

    frame: Frame
    left: float
    right: float
    page: int
    gap: bool


Element = Table | Text


def leaf_to_elements(leaf: Leaf) -> list[Element]:
    """What stands on *leaf*, in reading order."""
    tables = [table for table in leaf.tables if not _frames_pages(table, leaf.pieces)]
    regions: list[list[Piece]] = [[] for _ in range(len(tables) + 1)]
    within: list[list[Piece]] = [[] for _ in tables]
    for piece in leaf.pieces:
        x, y = (piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2
        home = next((at for at, table in enumerate(tables) if table.box.holds(x, y)), None)
        if home is None:
            regions[sum((table.box.y0 + table.box.y1) / 2 < y for table in tables)].append(piece)
        else:
            within[home].append(piece)
    elements: list[Element] = []
    for at, region in enumerate(regions):
        elements += _region(region, leaf)
        if at < len(tables):
            elements.append(_ruled(tables[at], within[at], leaf.number))
    return elements


def _frames_pages(table: Ruled, pieces: Sequence[Piece]) -> bool:
    """Whether the lines only frame pieces of the page: few cells, of which one holds many lines side by side."""
    held = [[piece for piece in pieces if _holds(slot, piece)] for slot in table.slots]
    filled = [found for found in held if found]
    if len(filled) > 3:
        return False
    return any(len(lines_of(found)) > 6 and len(found) > 1.4 * len(lines_of(found)) for found in filled) or (
        len(filled) < 2
    )


def _holds(slot: Slot, piece: Piece) -> bool:
    return slot.box.holds((piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2)


def _ruled(table: Ruled, pieces: Sequence[Piece], page: int) -> Table:
    """The table that is ruled as *table* and holds *pieces*."""
    held: list[list[Piece]] = [[] for _ in table.slots]
    for piece in pieces:
        home = next((at for at, slot in enumerate(table.slots) if _holds(slot, piece)), None)
        if home is not None:
            held[home].append(piece)
    cells = []
    for slot, found in zip(table.slots, held, strict=True):
        rich = pieces_to_text(found, slot.box.x0, slot.box.x1)
        cells.append(
            Cell(
                rich.text,
                slot.row,
                slot.column,
                slot.rows,
                slot.columns,
                emphasis=rich.emphasis,
                links=rich.links,
            )
        )
    return Table(tuple(cells), table.xs[:-1], ruled=True, page=page, top=table.box.y0, bottom=table.box.y1)


def _region(pieces: Sequence[Piece], leaf: Leaf) -> Iterator[Element]:
    """The elements of a part of a page without rules."""
    if not pieces:
        return
    frames = pieces_to_frames(pieces, leaf.bars)
    for column in side_by_side(frames):
        yield from _column(column, leaf)


def side_by_side(frames: Sequence[Frame]) -> list[list[Frame]]:
    """*frames* in parts that are read one after the other: columns of the page, and what is above and below them."""
    rows = frames_to_rows(frames)
    for begin in range(len(rows)):
        if len(rows[begin]) < 2:
            continue
        stop = len(rows)
        while stop > begin + 3:
            run = [frame for row in rows[begin:stop] for frame in row]
            gutter = _gutter(run)
            if gutter is not None:
                above = [frame for row in rows[:begin] for frame in row]
                below = [frame for row in rows[stop:] for frame in row]
                left = [frame for frame in run if frame.x1 <= gutter]
                right = [frame for frame in run if frame.x1 > gutter]
                return [part for part in (above, left, right, *side_by_side(below)) if part]
            stop -= 1
        break
    return [list(frames)]


def _gutter(frames: Sequence[Frame]) -> float | None:
    """Where two columns of a page meet: all on the left is drawn before all on the right, and both hold much."""
    edges = sorted((frame.x0, frame.x1) for frame in frames)
    left, right = edges[0][0], max(x1 for _, x1 in edges)
    reach = edges[0][1]
    for x0, x1 in edges[1:]:
        if x0 > reach + 6 and 0.3 < (x0 - left) / (right - left) < 0.7:
            first = [frame for frame in frames if frame.x1 <= reach]
            second = [frame for frame in frames if frame.x0 >= x0]
            drawn = max(frame.order for frame in first) < min(frame.order for frame in second)
            if drawn and min(_lines(first), _lines(second)) >= 4 and _ragged(first, second):
                return (reach + x0) / 2
        reach = max(reach, x1)
    return None


def _lines(frames: Sequence[Frame]) -> int:
    return len(lines_of([piece for frame in frames for piece in frame.pieces]))


def _ragged(first: Sequence[Frame], second: Sequence[Frame]) -> bool:
    """Whether both sides are about as wide, as columns of a page are."""
    widths = [max(frame.x1 for frame in side) - min(frame.x0 for frame in side) for side in (first, second)]
    return min(widths) > 0.5 * max(widths)


def _column(frames: Sequence[Frame], leaf: Leaf) -> Iterator[Element]:
    rows = frames_to_rows(frames)
    left, right = min(frame.x0 for frame in frames), max(frame.x1 for frame in frames)
    at = 0
    last: Frame | None = None
    while at < len(rows):
        stop = _table_end(rows, at)
        if stop > at:
            yield _unruled(rows[at:stop], left, right, leaf.number)
            at, last = stop, None
            continue
        frame = Frame(tuple(piece for frame in rows[at] for piece in frame.pieces))
        gap = last is None or frame.top - last.bottom > 0.6 * frame.size
        yield Text(frame, left, right, leaf.number, gap)
        last = frame
        at += 1


def _table_end(rows: Sequence[Sequence[Frame]], begin: int) -> int:
    """Behind which row the table ends that begins with the row *begin*; *begin* where none does."""
    if len(rows[begin]) < 2:
        return begin
    several, lonely, stop, at = 0, 0, begin, begin
    apart = _far(rows)
    while (
        at < len(rows) and at - stop <= LONELY and (at == begin or _distance(rows[at - 1], rows[at]) < apart)
    ):
        if len(rows[at]) > 1:
            several += 1
            lonely += at - stop
            stop = at + 1
        elif rows[at][0].size > LARGER * max(frame.size for frame in rows[stop - 1]):
            break
        at += 1
    return stop if several > max(1, 2 * lonely) else begin


def _distance(above: Sequence[Frame], below: Sequence[Frame]) -> float:
    return min(frame.top for frame in below) - max(frame.bottom for frame in above)


def _far(rows: Sequence[Sequence[Frame]]) -> float:
    """How far apart rows are that are not of the same table."""
    distances = [_distance(above, below) for above, below in pairwise(rows)]
    size = max(frame.size for row in rows for frame in row)
    return max(FAR * median(distances), 2 * size) if distances else 0.0


def _unruled(rows: Sequence[Sequence[Frame]], left: float, right: float, page: int) -> Table:
    cells = rows_to_cells(rows, left, right)
    xs = tuple(band.x0 for band in rows_to_bands(rows))
    top = min(frame.top for frame in rows[0])
    bottom = max(frame.bottom for frame in rows[-1])
    return Table(tuple(cells), xs, ruled=False, page=page, top=top, bottom=bottom)


def shifted(table: Table, rows: int) -> tuple[Cell, ...]:
    """The cells of *table*, *rows* further down."""
    return tuple(evolve(cell, row=cell.row + rows) for cell in table.cells)


__all__ = ["Box", "Element", "Table", "Text", "leaf_to_elements", "shifted"]
