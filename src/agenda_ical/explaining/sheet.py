"""Document, Programme and their trace -> what the proof sheet shows: the page block by block, the sessions, the doubts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from attrs import evolve, frozen

from agenda_ical.document import Block, Document, Grid, Heading, Paragraph
from agenda_ical.explaining.kept import Trace, Traced
from agenda_ical.explaining.pieces import UNUSED, Piece, to_pieces
from agenda_ical.interpreting.draft import TableReading
from agenda_ical.place import Place
from agenda_ical.programme import Problem, Programme, Session

_LONG_RUN = 5
"""More texts than these in a row of which nothing was used are folded away."""
_BROAD = 5
"""A table with more columns than these is printed in landscape."""


@frozen
class Doubt:
    """A problem with its number on the sheet, and the spot of the page at which it is told."""

    number: int
    problem: Problem
    spot: int | None
    following: int | None = None
    """The number of the next one."""


@frozen
class SpotView:
    """A text of the page, or a hole in a table: a spot that none of its cells covers."""

    number: int | None
    """None for a hole."""
    pieces: tuple[Piece, ...]
    sessions: tuple[int, ...]
    """The numbers of the sessions on the sheet, from 1, that something here was read into."""
    homes: tuple[int, ...]
    """Those of them that stand here."""
    doubts: tuple[Doubt, ...]
    rows: int = 1
    columns: int = 1
    is_header: bool = False

    @property
    def is_used(self) -> bool:
        """Whether anything was made of it, or is to be said of it."""
        return bool(self.sessions or self.doubts) or any(
            piece.use not in ("", UNUSED) for piece in self.pieces
        )


@frozen
class BlockView:
    """A block of the page; a table has rows, every other block one spot."""

    kind: str
    """``heading``, ``paragraph``, ``item`` or ``table``."""
    level: int
    place: Place
    rows: tuple[tuple[SpotView, ...], ...]
    caption: str = ""
    reading: TableReading | None = None
    sessions: int = 0
    """How many sessions stand in it."""

    @property
    def spot(self) -> SpotView:
        """The text of a block that is no table."""
        return self.rows[0][0]

    @property
    def is_used(self) -> bool:
        """Whether anything was made of it."""
        return any(spot.is_used for row in self.rows for spot in row)


@frozen
class Run:
    """Blocks that follow each other; those of which nothing was used are folded away where they are many."""

    blocks: tuple[BlockView, ...]
    is_folded: bool


@frozen
class Card:
    """A session, and the spot of the page at which it stands."""

    number: int
    session: Session
    spot: int | None
    doubts: tuple[Doubt, ...]


@frozen
class Sheet:
    """All that the proof sheet shows."""

    runs: tuple[Run, ...]
    cards: tuple[Card, ...]
    doubts: tuple[Doubt, ...]
    words: int
    """How many words the page has."""
    unused: int
    """Those of them that nothing was made of."""

    @property
    def is_broad(self) -> bool:
        """Whether a table has more columns than a page in portrait has room for."""
        blocks = (block for run in self.runs for block in run.blocks)
        return any(sum(spot.columns for spot in row) > _BROAD for block in blocks for row in block.rows)

    @property
    def loose_doubts(self) -> tuple[Doubt, ...]:
        """The doubts that concern no session of its own."""
        return tuple(doubt for doubt in self.doubts if doubt.problem.session is None)


def to_sheet(
    document: Document, programme: Programme | None, traced: Trace, tables: Sequence[TableReading]
) -> Sheet:
    """What the proof sheet shows; *tables* say how each table of *document* was understood."""
    numbers = _numbers(programme)
    doubts = _to_doubts(programme, traced)
    viewer = _Viewer(numbers, _at_spots(doubts), {reading.place: reading for reading in tables})
    blocks = [viewer.block(*each) for each in zip(document.blocks, traced.of_block, strict=True)]
    pieces = [piece for block in blocks for row in block.rows for spot in row for piece in spot.pieces]
    return Sheet(
        runs=tuple(_to_runs(blocks)),
        cards=_to_cards(programme, traced, numbers, doubts),
        doubts=doubts,
        words=sum(piece.words for piece in pieces),
        unused=sum(piece.words for piece in pieces if piece.use == UNUSED),
    )


def _numbers(programme: Programme | None) -> dict[int, int]:
    """The number on the sheet of each session of the whole programme that is wanted."""
    if programme is None:
        return {}
    wanted = iter(enumerate(programme.sessions, 1))
    following = next(wanted, None)
    numbers: dict[int, int] = {}
    for index, session in enumerate((programme.whole or programme).sessions):
        if following is not None and session == following[1]:
            numbers[index] = following[0]
            following = next(wanted, None)
    return numbers


def _to_doubts(programme: Programme | None, traced: Trace) -> tuple[Doubt, ...]:
    """What concerns no session, then the others in the order of the sessions."""
    problems = sorted(programme.problems if programme else (), key=_order)
    doubts = [
        Doubt(number, problem, traced.spot_of(problem.place)) for number, problem in enumerate(problems, 1)
    ]
    followed = [evolve(doubt, following=after.number) for doubt, after in pairwise(doubts)]
    return (*followed, *doubts[-1:])


def _order(problem: Problem) -> int:
    return -1 if problem.session is None else problem.session


def _at_spots(doubts: Sequence[Doubt]) -> dict[int, tuple[Doubt, ...]]:
    found: defaultdict[int, tuple[Doubt, ...]] = defaultdict(tuple)
    for doubt in doubts:
        if doubt.spot is not None:
            found[doubt.spot] += (doubt,)
    return dict(found)


def _to_cards(
    programme: Programme | None, traced: Trace, numbers: Mapping[int, int], doubts: Sequence[Doubt]
) -> tuple[Card, ...]:
    if programme is None:
        return ()
    concerned: defaultdict[int, list[Doubt]] = defaultdict(list)
    for doubt in doubts:
        if doubt.problem.session is not None:
            concerned[doubt.problem.session].append(doubt)
    homes = {number: traced.homes[index] for index, number in numbers.items()}
    return tuple(
        Card(number, session, homes.get(number), tuple(concerned[number - 1]))
        for number, session in enumerate(programme.sessions, 1)
    )


def _to_runs(blocks: Sequence[BlockView]) -> Iterator[Run]:
    for is_shown, group in groupby(blocks, lambda block: block.is_used or block.kind == "table"):
        run = tuple(group)
        yield Run(run, is_folded=not is_shown and len(run) > _LONG_RUN)


@frozen
class _Viewer:
    """What all spots of one sheet have in common."""

    numbers: Mapping[int, int]
    doubts: Mapping[int, tuple[Doubt, ...]]
    readings: Mapping[Place, TableReading]

    def block(self, block: Block, traced: Sequence[Traced]) -> BlockView:
        match block:
            case Grid():
                return self._table(block, traced)
            case Heading():
                return BlockView("heading", block.level, block.place, ((self._spot(traced[0]),),))
            case Paragraph():
                kind = "item" if block.level else "paragraph"
                return BlockView(kind, block.level, block.place, ((self._spot(traced[0]),),))

    def _table(self, grid: Grid, traced: Sequence[Traced]) -> BlockView:
        views = {
            (cell.row, cell.column): evolve(
                self._spot(one), rows=cell.rows, columns=cell.columns, is_header=cell.header
            )
            for cell, one in zip(grid.cells, traced, strict=True)
        }
        rows = tuple(tuple(_row(grid, row, views)) for row in range(grid.height))
        sessions = {number for one in traced for number in self._shown(one.homes)}
        return BlockView(
            "table", 0, grid.place, rows, grid.caption, self.readings.get(grid.place), len(sessions)
        )

    def _spot(self, traced: Traced) -> SpotView:
        number = traced.spot.number
        return SpotView(
            number,
            tuple(to_pieces(traced)),
            self._shown(traced.sessions),
            self._shown(traced.homes),
            self.doubts.get(number, ()),
        )

    def _shown(self, sessions: Sequence[int]) -> tuple[int, ...]:
        return tuple(self.numbers[session] for session in sessions if session in self.numbers)


def _row(grid: Grid, row: int, views: Mapping[tuple[int, int], SpotView]) -> Iterator[SpotView]:
    """The cells that begin in *row*, and holes where nothing covers it, so that no cell slides under another head."""
    at = 0
    for cell in grid.row(row):
        if cell.column > at:
            yield _hole(cell.column - at)
        if cell.row == row:
            yield views[row, cell.column]
        at = cell.column + cell.columns
    if at < grid.width:
        yield _hole(grid.width - at)


def _hole(columns: int) -> SpotView:
    return SpotView(None, (), (), (), (), columns=columns)
