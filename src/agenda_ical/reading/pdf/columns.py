"""Rows of frames that no lines part -> the columns in which they stand, and their grid."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise

from attrs import define, field

from agenda_ical.document import Cell
from agenda_ical.reading.pdf.frames import Frame
from agenda_ical.reading.pdf.wrapping import pieces_to_text

ALIGNED = 1.5
"""How far apart, in points, edges may be that stand below each other."""


_EDGES: tuple[Callable[[Frame], float], ...] = (
    lambda frame: frame.x0,
    lambda frame: frame.x1,
    lambda frame: (frame.x0 + frame.x1) / 2,
)


@define
class Band:
    """A column: from where to where it goes, and in which rows something stands in it."""

    x0: float
    x1: float
    rows: set[int] = field(factory=set)

    def has_part_of(self, frame: Frame | Band) -> bool:
        """Whether a good part of *frame* is in it, or it is for a good part under *frame*."""
        narrower = max(min(self.x1 - self.x0, frame.x1 - frame.x0), 1.0)
        return min(self.x1, frame.x1) - max(self.x0, frame.x0) > 0.3 * narrower


def rows_to_bands(rows: Sequence[Sequence[Frame]]) -> list[Band]:
    """
    The columns of *rows*, from left to right.

    Frames that begin, end or have their middle below each other are a column. What fits into one that more frames
    make belongs to it; and two beside each other that never have something in the same row are one.
    """
    bands: list[Band] = []
    for aligned in sorted(_aligned(rows), key=lambda band: -len(band.rows)):
        under = [band for band in bands if band.has_part_of(aligned)]
        if len(under) == 1:
            _widen(under[0], aligned, bands)
        elif not under:
            bands.append(aligned)
    bands.sort(key=lambda band: band.x0)
    return _without_lonely(bands)


def _aligned(rows: Sequence[Sequence[Frame]]) -> list[Band]:
    """The frames of *rows* that stand beside others, those together that are aligned below each other."""
    middles = [sorted((frame.x0 + frame.x1) / 2 for frame in row) for row in rows if len(row) > 1]
    found = [
        (number, frame)
        for number, row in enumerate(rows)
        for frame in row
        if len(row) > 1 and not _covers_several(frame, middles)
    ]
    group = list(range(len(found)))
    for edge in _EDGES:
        ordered = sorted(range(len(found)), key=lambda at: edge(found[at][1]))
        for left, right in pairwise(ordered):
            one, other = found[left][1], found[right][1]
            if edge(other) - edge(one) < ALIGNED and one.x0 < other.x1 and other.x0 < one.x1:
                group[_root(group, right)] = _root(group, left)
    bands: dict[int, Band] = {}
    for at, (number, frame) in enumerate(found):
        band = bands.setdefault(_root(group, at), Band(frame.x0, frame.x1))
        band.x0, band.x1 = min(band.x0, frame.x0), max(band.x1, frame.x1)
        band.rows.add(number)
    return list(bands.values())


def _covers_several(frame: Frame, middles: Sequence[Sequence[float]]) -> bool:
    """Whether *frame* stands over or under several frames of most rows, not only of an odd one."""
    under = [bisect_left(row, frame.x1) - bisect_left(row, frame.x0) for row in middles]
    return sum(count > 1 for count in under) > sum(count == 1 for count in under) - 1


def _root(group: list[int], at: int) -> int:
    while group[at] != at:
        group[at] = group[group[at]]
        at = group[at]
    return at


def _widen(band: Band, other: Band, bands: Sequence[Band]) -> None:
    """Let *band* take in *other*, as far as no other of *bands* stands there."""
    left = max((b.x1 for b in bands if b is not band and b.x1 <= band.x0), default=other.x0)
    right = min((b.x0 for b in bands if b is not band and b.x0 >= band.x1), default=other.x1)
    band.x0, band.x1 = min(band.x0, max(other.x0, left)), max(band.x1, min(other.x1, right))
    band.rows |= other.rows


def _without_lonely(bands: Sequence[Band]) -> list[Band]:
    """*bands*, two beside each other joined where never both have something in the same row."""
    kept: list[Band] = []
    for band in bands:
        if kept and not kept[-1].rows & band.rows:
            kept[-1] = Band(kept[-1].x0, max(kept[-1].x1, band.x1), kept[-1].rows | band.rows)
        else:
            kept.append(band)
    return kept


def covered(frame: Frame, bands: Sequence[Band]) -> tuple[int, int]:
    """The first column that *frame* covers, and the one behind the last."""
    inside = [at for at, band in enumerate(bands) if band.has_part_of(frame)]
    if not inside:
        middle = (frame.x0 + frame.x1) / 2
        at = min(range(len(bands)), key=lambda at: abs((bands[at].x0 + bands[at].x1) / 2 - middle))
        return at, at + 1
    return inside[0], inside[-1] + 1


def row_to_spots(row: Sequence[Frame], bands: Sequence[Band]) -> list[tuple[int, int, list[Frame]]]:
    """The frames of *row* by the columns that they cover; none covers what another does."""
    spots: list[tuple[int, int, list[Frame]]] = []
    for frame in sorted(row, key=lambda frame: (covered(frame, bands), frame.order)):
        start, stop = covered(frame, bands)
        if spots and start < spots[-1][1]:
            last_start, last_stop, frames = spots[-1]
            if start == last_start or stop <= last_stop:
                frames.append(frame)
                spots[-1] = (last_start, max(stop, last_stop), frames)
                continue
            start = last_stop
        spots.append((start, stop, [frame]))
    return spots


def rows_to_cells(rows: Sequence[Sequence[Frame]], left: float, right: float) -> list[Cell]:
    """The cells of *rows*, which stand between *left* and *right*."""
    bands = rows_to_bands(rows)
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        for start, stop, frames in row_to_spots(row, bands):
            begin = bands[start].x0 if start else left
            end = bands[stop].x0 if stop < len(bands) else right
            pieces = [piece for frame in frames for piece in frame.pieces]
            rich = pieces_to_text(pieces, begin, end)
            cells.append(
                Cell(rich.text, number, start, columns=stop - start, emphasis=rich.emphasis, links=rich.links)
            )
    return cells
