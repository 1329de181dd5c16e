"""
A day -> where each of its sessions stands in a table of its tracks.

A row for each time at which something begins, a column for each track; what belongs to all tracks goes across. A
session reaches down over the rows that begin before it ends, as long as nothing else stands in its columns there, so
no two ever cover each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from attrs import evolve, frozen

from agenda_ical.programme import Session


@frozen
class Spot:
    """The rectangle that a session covers; rows and columns count from 0."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@frozen
class Timetable:
    """The columns of a day, the time at which each row begins, and the spot of each session, in their order."""

    columns: tuple[str, ...]
    """The tracks, or the rooms where there are none; empty where nothing goes on side by side."""
    rows: tuple[datetime, ...]
    spots: tuple[Spot, ...]


def tracks_in_order(sessions: Sequence[Session]) -> tuple[str, ...]:
    """The tracks of *sessions* as they come up, those that begin at the same time as they stand on the page."""
    read = sorted(sessions, key=lambda session: (session.start, *_position(session)))
    return tuple(dict.fromkeys(track for session in read for track in session.tracks))


def _position(session: Session) -> tuple[int, ...]:
    place = session.place
    return tuple(number or 0 for number in (place.table, place.line, place.row, place.column))


def sessions_to_timetable(sessions: Sequence[Session], tracks: Sequence[str]) -> Timetable:
    """The table of a day's *sessions*, which are in the order of their start; its columns are in that of *tracks*."""
    lanes = [session.tracks for session in sessions]
    if not any(lanes) and _overlap(sessions):
        lanes = [(session.location,) if session.location else () for session in sessions]
    columns = tuple(sorted(dict.fromkeys(lane for names in lanes for lane in names), key=_rank(tracks)))
    if len(columns) < 2:
        columns = ()
    rows, spots = _place(sessions, [_columns_of(names, columns) for names in lanes])
    return Timetable(columns, rows, _reach_down(sessions, rows, spots))


def _rank(tracks: Sequence[str]) -> Callable[[str], int]:
    """The place of a name among *tracks*; rooms, which are none of them, stay as they are."""
    ranks = {track: number for number, track in enumerate(tracks)}
    return lambda name: ranks.get(name, 0)


def _overlap(sessions: Sequence[Session]) -> bool:
    """Whether something begins in one room while another session goes on elsewhere."""
    return any(
        after.start < (before.end or before.start) and after.location != before.location
        for before, after in pairwise(sessions)
    )


def _columns_of(names: tuple[str, ...], columns: tuple[str, ...]) -> tuple[int, int]:
    """The first column of a session and their number: its tracks where they are neighbours, else its first one."""
    numbers = sorted({columns.index(name) for name in names if name in columns})
    if not numbers:
        return 0, max(len(columns), 1)
    neighbours = numbers[-1] - numbers[0] == len(numbers) - 1
    return numbers[0], len(numbers) if neighbours else 1


def _place(
    sessions: Sequence[Session], wide: Sequence[tuple[int, int]]
) -> tuple[tuple[datetime, ...], list[Spot]]:
    """Give each session the first row of its start in which its columns are free."""
    rows: list[datetime] = []
    spots: list[Spot] = []
    first = 0
    taken: list[set[int]] = []
    for session, (column, columns) in zip(sessions, wide, strict=True):
        if not rows or session.start != rows[-1]:
            first, taken = len(rows), []
        mine = set(range(column, column + columns))
        row = next((number for number, used in enumerate(taken) if not used & mine), len(taken))
        if row == len(taken):
            taken.append(set())
            rows.append(session.start)
        taken[row] |= mine
        spots.append(Spot(first + row, column, 1, columns))
    return tuple(rows), spots


def _reach_down(
    sessions: Sequence[Session], rows: Sequence[datetime], spots: Sequence[Spot]
) -> tuple[Spot, ...]:
    """The *spots*, each as long as its session goes on and nothing else begins in its columns."""
    taken = {(spot.row, column) for spot in spots for column in _columns(spot)}
    reached = []
    for session, spot in zip(sessions, spots, strict=True):
        free = tuple(_free_below(session, rows, spot, taken))
        taken |= {(row, column) for row in free for column in _columns(spot)}
        reached.append(evolve(spot, rows=1 + len(free)))
    return tuple(reached)


def _free_below(
    session: Session, rows: Sequence[datetime], spot: Spot, taken: set[tuple[int, int]]
) -> Iterator[int]:
    for row in range(spot.row + 1, len(rows)):
        goes_on = session.end is not None and rows[row] < session.end
        if not goes_on or any((row, column) in taken for column in _columns(spot)):
            return
        yield row


def _columns(spot: Spot) -> range:
    return range(spot.column, spot.column + spot.columns)
