"""Rows of frames that no lines part -> the columns in which they stand, and their grid."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from attrs import define

from agenda_ical.document import Cell
from agenda_ical.reading.pdf.frames import Frame
from agenda_ical.reading.pdf.wrapping import pieces_to_text


@define
class Band:
    """A column: from where to where it goes."""

    x0: float
    x1: float

    def has_part_of(self, frame: Frame) -> bool:
        """Whether a good part of *frame* is in it, or it is for a good part under *frame*."""
        narrower = max(min(self.x1 - self.x0, frame.x1 - frame.x0), 1.0)
        return min(self.x1, frame.x1) - max(self.x0, frame.x0) > 0.3 * narrower


def rows_to_bands(rows: Sequence[Sequence[Frame]]) -> list[Band]:
    """
    The columns of *rows*, from left to right.

    Narrow frames tell where columns are; a wide one over several of them makes them one, unless some row has
    several frames below it: then it is a cell that covers several columns.
    """
    bands: list[Band] = []
    middles = [sorted((frame.x0 + frame.x1) / 2 for frame in row) for row in rows if len(row) > 1]
    several = [frame for row in rows for frame in row if len(row) > 1]
    for frame in sorted(several, key=lambda frame: frame.x1 - frame.x0):
        if any(bisect_left(row, frame.x1) - bisect_left(row, frame.x0) > 1 for row in middles):
            continue
        under = [band for band in bands if band.has_part_of(frame)]
        x0 = min([frame.x0, *(band.x0 for band in under)])
        x1 = max([frame.x1, *(band.x1 for band in under)])
        bands = sorted(
            [*(band for band in bands if band not in under), Band(x0, x1)], key=lambda band: band.x0 + band.x1
        )
    return bands


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
