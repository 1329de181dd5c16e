"""A sheet -> a leaf: its pieces of text, its ruled tables, and the bars between its rows; without its drawing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from agenda_ical.reading.pdf.drawing import Sheet
from agenda_ical.reading.pdf.ruled import Ruled, sheet_to_tables
from agenda_ical.reading.pdf.words import Piece, sheet_to_pieces

MARGIN = 0.12
"""Which part of a page, at its top and at its bottom, may hold what is printed on every page."""
NUMBER = re.compile(r"\d{1,4}")


@frozen
class Leaf:
    """What stands on a page."""

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    tables: tuple[Ruled, ...]
    bars: tuple[float, ...]
    """How far down lines are drawn that go over a good part of the page."""


def sheet_to_leaf(sheet: Sheet) -> Leaf:
    """What stands on *sheet*."""
    bars = [
        stroke.y0 for stroke in sheet.strokes if stroke.lies and stroke.x1 - stroke.x0 > 0.3 * sheet.width
    ]
    bars += [y for fill in sheet.fills if fill.x1 - fill.x0 > 0.3 * sheet.width for y in (fill.y0, fill.y1)]
    return Leaf(
        sheet.number,
        sheet.width,
        sheet.height,
        tuple(sheet_to_pieces(sheet)),
        tuple(sheet_to_tables(sheet)),
        tuple(sorted(set(bars))),
    )


def without_running_heads(leaves: Sequence[Leaf]) -> list[Leaf]:
    """*leaves* without what is printed on every page at its edge; words stay on the first page that has them."""
    counted = Counter(key for leaf in leaves for key in {key for _, key in _keys(leaf)})
    repeated = {key for key, count in counted.items() if count >= max(2, len(leaves) * 0.4)}
    met: set[tuple[object, ...]] = set()
    cleaned = []
    for leaf in leaves:
        dropped = set()
        for piece, key in _keys(leaf):
            if key in repeated and (key in met or isinstance(key[0], tuple)):
                dropped.add(piece.order)
            met.add(key)
        cleaned.append(
            evolve(leaf, pieces=tuple(piece for piece in leaf.pieces if piece.order not in dropped))
        )
    return cleaned


def _keys(leaf: Leaf) -> Iterator[tuple[Piece, tuple[object, ...]]]:
    """The pieces at the edges of *leaf*, each with what it must have in common with others to be printed on every page."""
    for piece in leaf.pieces:
        near = min(piece.top, leaf.height - piece.bottom)
        if near < MARGIN * leaf.height and not any(
            table.box.holds(piece.x0, piece.base) for table in leaf.tables
        ):
            text = piece.text.strip()
            spot = (round(piece.base / 4), round(piece.x0 / 8) if len(text) > 8 else 0)
            yield piece, (text, *spot)
            for found in NUMBER.finditer(text):
                counted = (text[: found.start()], text[found.end() :], int(found[0]) - leaf.number)
                yield piece, (counted, spot[0])


def usual_size(leaves: Sequence[Leaf]) -> float:
    """How high the letters of most of the text are."""
    counted: Counter[float] = Counter()
    for leaf in leaves:
        for piece in leaf.pieces:
            counted[round(piece.size * 2) / 2] += len(piece.text)
    return counted.most_common(1)[0][0] if counted else 10.0
