"""Pages that tell their times in several zones, or in another zone than the programme's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from attrs import evolve

from agenda_ical.document import Cell, Document, Grid
from agenda_ical.interpreting.draft import Hints
from agenda_ical.interpreting.running import Line
from agenda_ical.phrases.zonedtimes import (
    UNIVERSAL,
    capitalised,
    cities_of_times,
    is_of_zone,
    is_one_of,
    may_name_zone,
    may_zone_a_time,
    own_zone_first,
    zone_words,
    zones_of_times,
)
from agenda_ical.place import Place
from agenda_ical.programme import Problem
from agenda_ical.zones import are_alike, utc_offset, zone_abbreviations, zone_of_city

_LONGEST_STATEMENT = 120


def lines_in_zone(lines: Sequence[Line], zone: str) -> list[Line]:
    """*lines*, the time in *zone* before the same in other zones."""
    own = zone_abbreviations(zone)
    return [
        line if (text := own_zone_first(line.text, own)) == line.text else evolve(line, text=text, emphasis=(), links=())
        for line in lines
    ]  # fmt: skip


def grid_in_zone(grid: Grid, zone: str) -> Grid:
    """*grid*, the times in *zone* before the same in other zones: within a cell, and among its columns."""
    columns = _zoned_columns(grid)
    if not columns and not any(may_zone_a_time(cell.text) for cell in grid.cells):
        return grid
    own = zone_abbreviations(zone)
    order = sorted(columns, key=lambda column: not is_of_zone(columns[column], own))
    moved = dict(zip(order, sorted(order), strict=True))
    others = {column: word for column in order[1:] for word in zone_words(columns[column])}
    cells = [_told(_first(cell, own), others, moved) for cell in grid.cells]
    return evolve(grid, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _zoned_columns(grid: Grid) -> dict[int, str]:
    """The headers of the columns that tell the times of different zones, or nothing."""
    for row in range(min(3, grid.height)):
        named = [cell for cell in grid.row(row) if cell.columns == 1 and any(zone_words(cell.text))]
        if len({tuple(zone_words(cell.text)) for cell in named}) > 1 and not any(
            any(zones_of_times(cell.text)) for cell in named
        ):
            return {cell.column: cell.text for cell in named}
    return {}


def _first(cell: Cell, own: frozenset[str]) -> Cell:
    text = own_zone_first(cell.text, own)
    return cell if text == cell.text else evolve(cell, text=text, emphasis=(), links=())


def _told(cell: Cell, others: dict[int, str], moved: dict[int, int]) -> Cell:
    """A cell where it is to stand, its zone behind the times of a column that does not count."""
    if cell.columns > 1 or cell.column not in moved:
        return cell
    zone = others.get(cell.column)
    told = zone and any(map(str.isdigit, cell.text)) and zone not in tuple(zone_words(cell.text))
    text = f"{cell.text} {zone}" if told else cell.text
    return evolve(cell, text=text, column=moved[cell.column], emphasis=(), links=())


def zone_doubts(document: Document, hints: Hints, venue: str) -> Iterator[Problem]:
    """
    Whether the page names zones, and none of them is that of the programme.

    The city in which the event takes place, its *venue*, is asked where nobody named a zone.
    """
    own = zone_abbreviations(hints.timezone)
    found = list(_named(document))
    if found:
        if not any(is_one_of(own, word) for word, _ in found):
            word, place = found[0]
            yield _doubt(word, place, hints.timezone)
        return
    cities = list(_cities(document))
    cities += [(city, Place()) for city in capitalised(venue) if hints.zone_assumed]
    other = next(((city, place) for city, place in cities if _differs(city, hints.timezone)), None)
    if other is not None:
        yield _doubt(other[0], other[1], hints.timezone)
        return
    yield from _of_events(document, hints)


def _of_events(document: Document, hints: Hints) -> Iterator[Problem]:
    """Whether what the page says to machines has another offset from UTC."""
    for event in document.events:
        offset = _offset(event.start)
        if offset is not None and offset.utcoffset() != utc_offset(
            hints.timezone, offset.replace(tzinfo=None)
        ):
            yield _doubt(f"{offset:UTC%z}", Place(), hints.timezone)
            return


def _cities(document: Document) -> Iterator[tuple[str, Place]]:
    """The cities whose time short statements speak of: "All times are in Berlin time", "Europe/Berlin"."""
    for block in document.blocks:
        if not isinstance(block, Grid) and len(block.text) <= _LONGEST_STATEMENT:
            yield from ((city, block.place) for city in cities_of_times(block.text))


def _differs(city: str, timezone: str) -> bool:
    zone = zone_of_city(city)
    return zone is not None and not are_alike(zone, timezone)


def _doubt(what: str, place: Place, timezone: str) -> Problem:
    return Problem(
        "zone-contradicted", "warning",
        f"The page speaks of {what}, and its times were taken as those of {timezone}.",
        "If they are of another zone, name it with --timezone.", place,
    )  # fmt: skip


def _offset(text: str) -> datetime | None:
    """The moment of a text that gives one with its offset from UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def _named(document: Document) -> Iterator[tuple[str, Place]]:
    """The zones that the page names: beside times, in headers, in short statements such as "All times are in CEST"."""
    for block in document.blocks:
        if isinstance(block, Grid):
            for cell in block.cells:
                if may_name_zone(cell.text):
                    yield from ((word, block.place_of(cell)) for word in _of_cell(cell))
        elif len(block.text) <= _LONGEST_STATEMENT:
            yield from ((word, block.place) for word in zone_words(block.text) if word not in UNIVERSAL)
        else:
            yield from ((word, block.place) for word in zones_of_times(block.text))


def _of_cell(cell: Cell) -> Iterable[str]:
    return zone_words(cell.text) if len(cell.text) < 40 else zones_of_times(cell.text)
