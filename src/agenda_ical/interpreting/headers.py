"""Rows of column headers: what each names, and how two of them read as one."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from agenda_ical.document import Cell, Grid
from agenda_ical.interpreting.draft import Column, ColumnRole
from agenda_ical.phrases.dates import whole_date
from agenda_ical.phrases.languages import Lexicon
from agenda_ical.phrases.times import leading_time, whole_time
from agenda_ical.programme import Role
from agenda_ical.regexes import regex


@frozen
class Header:
    """A row of column headers, one meaning or none for each column."""

    row: int
    columns: tuple[Column, ...]


_NUMBERED_ROOM = regex(r"(?P<name>[^\W\d_][^\d]{0,24}?)[ -]?(?P<number>[A-Z]?\d{1,4}[A-Za-z]?|[A-Z])")
_BEGINS_WITH_TIME = regex(r"\s*\d{1,2}\s?[^\d\s/.\-]\s?\d\d(?!\d)")


def header_of_row(grid: Grid, row: int, lexicon: Lexicon) -> Header | None:
    """The header that *row* is, or None: it names columns and has no time of its own."""
    cells = [cell for cell in grid.row(row) if cell.text.strip()]
    if (
        not cells
        or any(_BEGINS_WITH_TIME.match(cell.text) for cell in cells)
        or (any(cell.row != row for cell in cells if cell.columns < grid.width) and len(cells) < 2)
    ):
        return None
    named = [header_cell_column(cell, lexicon) for cell in cells]
    meanings = [column for column in named if column.role]
    told = _is_header(cells, meanings, grid.width) or _tops_times(grid, row, cells, named)
    if not told and not _counts_rooms(cells, lexicon):
        return None
    columns = [Column("")] * grid.width
    for cell, column in zip(cells, named, strict=True):
        spread = evolve(column, spread=cell.columns)
        for spot in range(cell.column, cell.column + cell.columns):
            columns[spot] = spread
    return Header(row, tuple(columns))


def under(above: Header, below: Header) -> Header:
    """Two rows of headers as one: dates over rooms, halls over rooms; the inner name counts."""
    return Header(below.row, tuple(map(_under, above.columns, below.columns)))


def _under(above: Column, below: Column) -> Column:
    if not below.header:
        return above
    if below.role in ("", "room", "track", "lane") and above.day is not None:
        return evolve(below, role="day", day=above.day, lane=below.header)
    if not below.role and above.role not in ("day", "activity", "room", "track", ""):
        return above
    return evolve(below, day=below.day or above.day)


def _tops_times(grid: Grid, row: int, cells: Sequence[Cell], named: Sequence[Column]) -> bool:
    """Whether a cell of *row* says that times follow, they do, and its neighbours are no longer than names."""
    for cell, column in zip(cells, named, strict=True):
        if column.role in ("time", "start") and len(cells) > 1:
            below = grid.at(row + cell.rows, cell.column)
            if below is not None and whole_time(below.text) is not None:
                return all(len(other.text) < 40 and not leading_time(other.text) for other in cells)
    return False


def _counts_rooms(cells: Sequence[Cell], lexicon: Lexicon) -> bool:
    """Whether *cells*, beside a blank one, name rooms by nothing but their numbers: "DPC 105", "DPC 107"."""
    if len(cells) < 2 or cells[0].column == 0:
        return False
    rooms = [_NUMBERED_ROOM.fullmatch(" ".join(cell.text.split())) for cell in cells]
    named = [room for room in rooms if room is not None and not lexicon.is_part_label(room[0])]
    names, numbers = {room["name"] for room in named}, {room["number"] for room in named}
    return len(names) == 1 and len(numbers) == len(cells)


def _is_header(cells: Sequence[Cell], meanings: Sequence[Column], width: int) -> bool:
    if any(whole_time(cell.text) or leading_time(cell.text) for cell in cells):
        return False
    if len(cells) == 1 and width > 1:
        return False
    dates = sum(column.role == "day" for column in meanings)
    words = len(meanings) - dates
    if dates >= 2 or (dates and words):
        return True
    return words >= 2 or (words == 1 and (cells[0].header or len(cells) <= 2)) or all(c.header for c in cells)


_ROLE_OF_HEADER: tuple[tuple[str, ColumnRole], ...] = (
    ("start", "start"), ("end", "end"), ("duration", "duration"), ("time", "time"), ("date", "date"),
    ("title", "title"), ("chair", "people"), ("people", "people"), ("affiliation", "affiliation"),
    ("room", "room"), ("track", "track"), ("kind", "label"), ("activity", "activity"), ("notes", "notes"), ("number", "number"),
)  # fmt: skip


def header_cell_column(cell: Cell, lexicon: Lexicon) -> Column:
    """What the header *cell* says of the columns that it covers."""
    text = " ".join(cell.text.split())
    day = whole_date(text)
    roles = lexicon.header_roles(text) if len(text) <= 60 else frozenset()
    if day is not None and not (
        roles and day.day is None and day.ordinal is None
    ):  # "(min)" is a Sunday somewhere
        return Column("day", text, day=day)
    for word, role in _ROLE_OF_HEADER:
        if word in roles:
            return Column(role, text, presenting=_presenting(text, roles, lexicon))
    return Column("", text)


def _presenting(text: str, roles: frozenset[str], lexicon: Lexicon) -> Role | None:
    if "chair" in roles:
        return "chair"
    return lexicon.role_of(text) if "people" in roles else None
