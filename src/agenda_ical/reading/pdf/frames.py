"""Pieces of text -> frames: what was written as one, a cell or a paragraph; and the rows in which frames stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from attrs import frozen

from agenda_ical.reading.pdf.words import Piece

CLOSE = 1.75
"""How far, in heights of the letters, the next line of a frame may be below the last."""
REGULAR = 1.12
"""How much further than the lines before it, where there are some."""


@frozen(eq=False)
class Frame:
    """Lines that were written one after the other below each other: a cell, a paragraph, or a part of one."""

    pieces: tuple[Piece, ...]

    @property
    def x0(self) -> float:
        """Its left edge."""
        return min(piece.x0 for piece in self.pieces)

    @property
    def x1(self) -> float:
        """Its right edge."""
        return max(piece.x1 for piece in self.pieces)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(piece.bottom for piece in self.pieces)

    @property
    def size(self) -> float:
        """How high its letters are."""
        return max(piece.size for piece in self.pieces)

    @property
    def order(self) -> int:
        """Where it comes in what is drawn."""
        return self.pieces[0].order


def pieces_to_frames(pieces: Sequence[Piece], bars: Sequence[float] = ()) -> list[Frame]:
    """The frames of *pieces*, which come as they are drawn; no frame goes over a line drawn at one of *bars*."""
    frames: list[Frame] = []
    current: list[Piece] = []
    for piece, follower in zip_longest(pieces, pieces[1:]):
        if current and not (
            _goes_on(current, piece)
            and not _barred(current[-1], piece, bars)
            and not _reaches_over(current, piece, follower)
        ):
            frames.append(Frame(tuple(current)))
            current = []
        current.append(piece)
    if current:
        frames.append(Frame(tuple(current)))
    return frames


def _barred(upper: Piece, lower: Piece, bars: Sequence[float]) -> bool:
    return any(upper.base < bar < lower.base for bar in bars)


def _reaches_over(lines: Sequence[Piece], piece: Piece, follower: Piece | None) -> bool:
    """Whether *lines* reach over what stands beside *piece*: then they are no part of its cell, but stand above both."""
    if follower is None or abs(follower.base - piece.base) > 0.15 * piece.size:
        return False
    return piece.x1 < follower.x0 < max(line.x1 for line in lines)


def _goes_on(lines: Sequence[Piece], piece: Piece) -> bool:
    """Whether *piece* is the next line of what *lines* begin."""
    last = lines[-1]
    size = max(last.size, piece.size)
    if not (last.upright and piece.upright) or min(last.size, piece.size) < 0.9 * size:
        return False
    distance = piece.base - last.base
    if not 0.5 * size < distance <= CLOSE * size:
        return False
    if len(lines) > 1 and distance > REGULAR * (last.base - lines[-2].base) + 0.5:
        return False
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return piece.x0 < right and left < piece.x1


def frames_to_rows(frames: Sequence[Frame]) -> list[list[Frame]]:
    """*frames* in rows from top to bottom: those of one stand beside each other."""
    rows: list[list[Frame]] = []
    floor = 0.0
    for frame in sorted(frames, key=lambda frame: (frame.top, frame.x0)):
        if rows and frame.top < floor - 0.15 * frame.size:
            rows[-1].append(frame)
            floor = max(floor, frame.bottom)
        else:
            rows.append([frame])
            floor = frame.bottom
    return rows
