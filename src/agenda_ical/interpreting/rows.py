"""A grid -> entries: merged cells, lanes, week grids, rows that go on, rows that only name a day or a part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, field, frozen, mutable

from agenda_ical.document import Cell, Grid
from agenda_ical.interpreting.celltimes import (
    LIKE_A_TIME,
    CellTime,
    cell_piece,
    cell_times,
    timed_lines_of,
    timed_pieces,
)
from agenda_ical.interpreting.draft import Column, DayMark, Entry, Piece, Section
from agenda_ical.phrases.dates import PartialDate, find_dates, heading_date, part_of_day, whole_date
from agenda_ical.phrases.times import (
    TimeSpan,
    find_times,
    is_meridiem,
    leading_time,
    trailing_time,
    whole_minutes,
    whole_time,
)
from agenda_ical.place import Place

LANES = ("lane", "day")
_PIECES = {"label": "labels", "affiliation": "affiliations", "room": "rooms", "notes": "notes"}
"""The columns whose texts an entry keeps as they are, and where it keeps them; any other is a note."""
_FIGURES = ("number", "duration")
"""The columns whose figures may stand beside the name of a day."""
_UNTOLD = ("number", "time", "start", "duration", "date")
"""The columns whose texts are told otherwise, or tell nothing."""


@frozen
class GridEntries:
    """What the rows of a grid hold."""

    entries: tuple[Entry, ...]
    unread: tuple[Cell, ...] = ()
    """Filled cells that no entry, heading or header holds."""


def grid_to_entries(
    grid: Grid, sections: Sequence[Section], mark: DayMark | None, number: int
) -> GridEntries:
    """The entries of *grid*; *mark* is the date that governs where it begins, *number* tells grids apart."""
    walk = _Walk(grid, mark, number)
    for section in sections:
        walk.section(section)
    return GridEntries(tuple(walk.entries), tuple(walk.unread))


@mutable
class _Walk:
    """The way down a grid: what holds until something else is said."""

    grid: Grid
    mark: DayMark | None
    number: int
    columns: tuple[Column, ...] = ()
    entries: list[Entry] = field(factory=list)
    unread: list[Cell] = field(factory=list)
    heading: str = ""
    last: int = -1
    """Where the entry stands in ``entries`` to which a row without a time belongs, or -1."""

    def section(self, section: Section) -> None:
        """Take all rows of *section*."""
        self.columns = section.columns
        self._column_roles()
        time_days = [c.day for c in section.columns if c.day is not None and c.role not in LANES]
        if time_days and section.rows:
            self.mark = DayMark(time_days[0], self.grid.place_of_row(section.rows[0]))
        for row in section.rows:
            self.row(row)

    def _column_roles(self) -> None:
        roles = [column.role for column in self.columns]
        self.time_at = next((i for i, r in enumerate(roles) if r in ("time", "start")), None)
        self.end_at = next((i for i, r in enumerate(roles) if r == "end"), None)
        self.minutes_at = next((i for i, r in enumerate(roles) if r == "duration"), None)
        self.date_at = next((i for i, r in enumerate(roles) if r == "date"), None)
        self.lanes = [i for i, r in enumerate(roles) if r in LANES]
        self.plain = roles in (["time", "activity", "people"], ["time", "title", "people"])

    time_at: int | None = None
    end_at: int | None = None
    minutes_at: int | None = None
    date_at: int | None = None
    lanes: list[int] = field(factory=list)
    plain: bool = False
    """Whether the columns are a time, an activity and people, and no more."""

    def _plain_row(self, row: int) -> bool:
        """Whether *row* has a time, one line of activity and people in cells of their own; if so take it at once."""
        cells = self.grid.row(row)
        if len(cells) != 3:
            return False
        first, second, third = cells
        span = whole_time(first.text)
        if span is None or not second.text or not third.text or LIKE_A_TIME.search(second.text) is not None:
            return False
        if any(cell.rows > 1 or cell.columns > 1 for cell in cells):
            return False
        what, who = cell_piece(self.grid, second), cell_piece(self.grid, third)
        place = self.grid.place_of_row(row)
        people = ((who, self.columns[2].presenting),)
        self.entries.append(
            Entry(
                place,
                span,
                self.mark,
                activity=(what,),
                people=people,
                section=self.number,
                heading=self.heading,
            )
        )
        self.last = len(self.entries) - 1
        return True

    def row(self, row: int) -> None:
        """Take one row."""
        if self.plain and self._plain_row(row):
            return
        cells = [cell for cell in self.grid.row(row) if cell.text.strip()]
        fresh = [cell for cell in cells if cell.row == row]
        if not fresh:
            return
        telling = [cell for cell in fresh if self.columns[cell.column].role not in _FIGURES]
        if len(telling) == 1 and self._lone(telling[0]):
            return
        if self.date_at is not None:
            self._date_column(row)
        times = self._times(row)
        body = [cell for cell in fresh if not self._is_clock(cell)]
        if times:
            self._timed(row, times, body)
        elif self._crossed(row, fresh):
            return
        elif self._names_no_time(fresh):
            self.unread.extend(fresh)
        elif body:
            self._untimed(body)

    def _crossed(self, row: int, cells: Sequence[Cell]) -> bool:
        """Take a row that says first what happens and then when: "Registration: | 08:30 - 17:30 in the main hall"."""
        if len(cells) != 2 or cells[0].column != self.time_at or self.lanes:
            return False
        what, when = (cell_piece(self.grid, cell) for cell in cells)
        span = leading_time(when.text)
        if span is None or span.end is None or find_times(what.text):
            return False
        rest = when.text[span.stop :].strip(" \n-–—:|,")
        self.entries.append(
            Entry(
                self.grid.place_of_row(row), span, self.mark, activity=(evolve(what, text=what.text.rstrip(" :：")),),
                notes=(Piece(rest, when.place),) if rest else (), section=self.number, heading=self.heading,
            )
        )  # fmt: skip
        self.last = len(self.entries) - 1
        return True

    def _names_no_time(self, cells: Sequence[Cell]) -> bool:
        """Whether words stand where the time should be ("Evening")."""
        return any(
            cell.column == self.time_at and cell.columns == 1 and any(map(str.isalpha, cell.text))
            for cell in cells
        )

    def _is_clock(self, cell: Cell) -> bool:
        """Whether *cell* stands where times stand, and says nothing else."""
        if cell.columns > 2 or cell.column not in (self.time_at, self.end_at, self.minutes_at, self.date_at):
            return False
        return (
            cell.column != self.end_at
            or whole_time(cell.text) is not None
            or not any(map(str.isalpha, cell.text))
        )

    def _lone(self, cell: Cell) -> bool:
        """Whether the only cell of a row names a day, or a part of the programme."""
        date = heading_date(cell.text) if cell.columns > 1 or self.grid.width == 1 else whole_date(cell.text)
        if (
            date is not None
            and (date.day or date.weekday is not None or date.ordinal)
            and not find_times(cell.text)
        ):
            self.mark = DayMark(date, self.grid.place_of(cell), cell.text)
            self.heading, self.last = "", -1
            return True
        wide = cell.columns >= max(2, self.grid.width - 1) or (cell.column == 0 and self.time_at == 0)
        if not wide or (self.time_at == cell.column and whole_time(cell.text)):
            return False
        if leading_time(cell.text) is not None or trailing_time(cell.text) is not None:
            return False
        self.heading, self.last = cell.text, -1
        return True

    def _date_column(self, row: int) -> None:
        cell = self.grid.at(row, self.date_at) if self.date_at is not None else None
        if cell is None or cell.row != row or not cell.text.strip():
            return
        date = whole_date(cell.text) or next(iter(find_dates(cell.text)), None)
        if date is None and (part := part_of_day(cell.text)) is not None:
            date = PartialDate(part=part)
        if date is None:
            return
        if self.mark is not None and date.day is None and date.weekday is None and date.ordinal is None:
            date = evolve(self.mark.date, part=date.part)
        self.mark = DayMark(date, self.grid.place_of(cell), cell.text)
        self.heading, self.last = "", -1

    def _times(self, row: int) -> list[CellTime]:
        """When the things of *row* happen, and the words beside the time in its cell."""
        if self.time_at is None:
            return []
        cell = self.grid.at(row, self.time_at)
        if cell is None or not cell.text.strip():
            return []
        if (
            cell.columns > 1
            and cell.columns >= len(self.columns) - self.time_at
            and cell.column == self.time_at
        ):
            return []
        times = cell_times(self._with_meridiem(row, cell))
        if self.end_at is not None and len(times) == 1:
            times = [self._with_end(row, times[0])]
        if self.minutes_at is not None:
            times = [self._with_minutes(row, timed) for timed in times]
        return times

    def _with_meridiem(self, row: int, cell: Cell) -> str:
        """The text of a time cell, with the "AM" that stands in a cell of its own beside it."""
        beside = self.grid.at(row, cell.column + cell.columns)
        return f"{cell.text} {beside.text}" if beside is not None and is_meridiem(beside.text) else cell.text

    def _with_end(self, row: int, timed: CellTime) -> CellTime:
        cell = self.grid.at(row, self.end_at) if self.end_at is not None else None
        span = (
            whole_time(self._with_meridiem(row, cell))
            if cell is not None and cell.column == self.end_at
            else None
        )
        if span is None or span.start is None or timed.span.end is not None:
            return timed
        return evolve(timed, span=evolve(timed.span, end=span.start))

    def _with_minutes(self, row: int, timed: CellTime) -> CellTime:
        cell = self.grid.at(row, self.minutes_at) if self.minutes_at is not None else None
        minutes = whole_minutes(cell.text) if cell is not None else None
        if minutes is None or timed.span.minutes is not None:
            return timed
        return evolve(timed, span=evolve(timed.span, minutes=minutes))

    def _timed(self, row: int, times: Sequence[CellTime], body: Sequence[Cell]) -> None:
        """The entries of a row that has a time."""
        time_cell = self.grid.at(row, self.time_at or 0)
        repeated = time_cell is not None and time_cell.row != row
        if repeated and not self._tells(body):
            self._untimed(body)
            return
        own_words = len(times) > 1 and all(timed.words for timed in times)
        for number, timed in enumerate(times, 1):
            if own_words and number < len(times):
                self._entry(row, timed, (), merged=False)
            elif self.lanes:
                self._lane_entries(row, timed, body)
            else:
                self._entry(row, timed, body, merged=time_cell is not None and time_cell.rows > 1)

    def _tells(self, body: Sequence[Cell]) -> bool:
        """Whether a row under a merged time tells of something of its own."""
        return any(self.columns[cell.column].role in ("title", "activity", *LANES) for cell in body)

    def _entry(self, row: int, timed: CellTime, body: Sequence[Cell], *, merged: bool) -> None:
        """One entry from a row whose columns are not lanes; a merged activity lasts to its last row."""
        cells = self._with_merged(row, body) if body else []
        activity_at = [c for c in cells if self.columns[c.column].role in ("title", "activity")]
        if activity_at and activity_at[0].row < row and not timed.words:
            self._add_to_merged(activity_at[0], body)
            return
        span = self._through(timed.span, row, activity_at[0]) if activity_at else timed.span
        entry = Entry(
            self.grid.place_of_row(row), span, self._mark(timed), timed.last, section=self.number,
            heading=self.heading, merged=merged,
        )  # fmt: skip
        if timed.words:
            entry = entry.but(labels=(Piece(timed.words, self.grid.place_of_row(row)),))
        self._add(self._fill(entry, cells))

    def _add_to_merged(self, cell: Cell, body: Sequence[Cell]) -> None:
        """Give what stands beside a later row of a merged activity to its entry."""
        place = self.grid.place_of(cell)
        for at in range(len(self.entries) - 1, -1, -1):
            if any(piece.place == place for piece in self.entries[at].activity):
                self.entries[at] = self._fill(self.entries[at], body)
                return
        self.unread.extend(body)

    def _mark(self, timed: CellTime) -> DayMark | None:
        return DayMark(timed.date, Place()) if timed.date is not None else self.mark

    def _with_merged(self, row: int, body: Sequence[Cell]) -> list[Cell]:
        """The cells of *body*, and those from rows above that reach into *row*."""
        if all(cell.rows == 1 for cell in self.grid.row(row)):
            return list(body)
        return [
            cell
            for cell in self.grid.row(row)
            if cell.text.strip() and not self._is_clock(cell)
        ]  # fmt: skip

    def _through(self, span: TimeSpan, row: int, cell: Cell) -> TimeSpan:
        """The time from *row* to the last row that *cell* covers."""
        last_row = cell.row + cell.rows - 1
        if last_row <= row or self.time_at is None:
            return span
        for below in range(last_row, row, -1):
            time_cell = self.grid.at(below, self.time_at)
            if time_cell is None or not time_cell.text.strip():
                continue
            if time_cell.row <= row:
                return span
            times = cell_times(time_cell.text)
            if self.end_at is not None and times:
                times = [self._with_end(below, times[-1])]
            if times:
                last = times[-1].span
                return (
                    evolve(span, end=last.end, minutes=None, open=last.open)
                    if last.end
                    else self._to_next(span, last_row)
                )
        return span

    def _to_next(self, span: TimeSpan, last_row: int) -> TimeSpan:
        """In a grid of start times a merged cell lasts until the first row below it."""
        for below in range(last_row + 1, self.grid.height):
            cell = self.grid.at(below, self.time_at or 0)
            times = cell_times(cell.text) if cell is not None and cell.text.strip() else []
            if times:
                return evolve(span, end=times[0].span.start)
        return evolve(span, open=True)

    def _lane_entries(self, row: int, timed: CellTime, body: Sequence[Cell]) -> None:
        """The entries of a row whose columns are rooms, tracks or days: one for each filled cell."""
        lane_cells = [c for c in body if any(c.column <= i < c.column + c.columns for i in self.lanes)]
        shared = [c for c in self._with_merged(row, body) if c not in lane_cells and c.row + c.rows > row]
        shared = [c for c in shared if self.columns[c.column].role not in LANES]
        for cell in lane_cells:
            span = self._through(timed.span, row, cell)
            for day, tracks in self._lanes_of(cell):
                mark = self._column_mark(day) if day is not None else self._mark(timed)
                base = Entry(
                    self.grid.place_of(cell), span, mark, timed.last, tracks=tracks,
                    lanes=len(self.lanes), section=self.number, heading=self.heading,
                )  # fmt: skip
                filled = self._fill(base, shared)
                for entry in timed_pieces(filled, cell_piece(self.grid, cell)):
                    self._add(entry)

    def _column_mark(self, day: PartialDate) -> DayMark:
        """The mark of a date that heads columns: the same for all rows, so that "Monday" is one Monday."""
        at = next(i for i, column in enumerate(self.columns) if column.day == day)
        place = self.grid.place
        return DayMark(day, Place(place.table, None, at + 1, place.line, place.paragraph, place.sheet))

    def _lanes_of(self, cell: Cell) -> Iterator[tuple[PartialDate | None, tuple[str, ...]]]:
        """For each day that *cell* covers: the day, and the tracks if they are not all of that day."""
        covered = [self.columns[i] for i in self.lanes if cell.column <= i < cell.column + cell.columns]
        days = list(dict.fromkeys(column.day for column in covered))
        for day in days:
            mine = tuple(dict.fromkeys(c.lane for c in covered if c.day == day and c.lane))
            all_lanes = {
                self.columns[i].lane
                for i in self.lanes
                if self.columns[i].day == day and self.columns[i].lane
            }
            yield day, (() if set(mine) == all_lanes and len(all_lanes) != 1 else mine)

    def _fill(self, entry: Entry, cells: Sequence[Cell]) -> Entry:
        """The entry with the texts of *cells*, each by the role of its column."""
        told: dict[str, list[Piece]] = {name: [] for name in ("activity", *_PIECES.values())}
        people, tracks = list(entry.people), list(entry.tracks)
        for cell in cells:
            column, piece = self.columns[cell.column], cell_piece(self.grid, cell)
            if column.role == "title":
                told["activity"].insert(0, piece)
            elif column.role in ("activity", "end") or (column.role == "people" and _covers_all(cell, told)):
                told["activity"].append(piece)
            elif column.role == "people":
                people.append((piece, column.presenting))
            elif column.role == "track":
                tracks.append(" ".join(cell.text.split()))
            elif column.role not in _UNTOLD:
                told[_PIECES.get(column.role, "notes")].append(piece)
        pieces = {name: (*getattr(entry, name), *more) for name, more in told.items() if more}
        return entry.but(**pieces, people=tuple(people), tracks=tuple(tracks))

    def _add(self, entry: Entry) -> None:
        """Keep *entry*, or each of the entries whose times stand in its activity."""
        if entry.lanes or not entry.activity or not timed_lines_of(entry.activity[0].text):
            self.entries.append(entry)
        else:
            first, *others = entry.activity
            self.entries.extend(timed_pieces(entry.but(activity=tuple(others)), first))
        self.last = len(self.entries) - 1

    def _untimed(self, body: Sequence[Cell]) -> None:
        """A row without a time: a part of what stands above, or something with its time inside a cell."""
        timed = [cell for cell in body if leading_time(cell.text) or trailing_time(cell.text)]
        if timed and (self.time_at is None or self.lanes or len(body) == len(timed)):
            for cell in timed:
                base = Entry(
                    self.grid.place_of(cell), TimeSpan(None), self.mark, section=self.number, heading=self.heading,
                    lanes=len(self.lanes),
                )  # fmt: skip
                for day, tracks in self._lanes_of(cell) if self.lanes else ((None, ()),):
                    mark = self._column_mark(day) if day is not None else self.mark
                    dated = base.but(mark=mark, tracks=tracks)
                    self.entries.extend(timed_pieces(dated, cell_piece(self.grid, cell)))
            self.last = len(self.entries) - 1
            return
        if self.last < 0:
            self.unread.extend(body)
            return
        self._go_on(body)

    def _go_on(self, body: Sequence[Cell]) -> None:
        """Give the cells of a row without a time to the entry above it."""
        if self.lanes:
            for cell in body:
                at = self._entry_of_lane(cell)
                piece = cell_piece(self.grid, cell)
                self.entries[at] = self.entries[at].but(items=(*self.entries[at].items, piece))
            return
        above = self.entries[self.last]
        if not above.activity:
            self.entries[self.last] = self._fill(above, body)
            return
        lines = tuple(cell_piece(self.grid, cell) for cell in body)
        joined = (
            Piece("\t".join(piece.text for piece in lines), lines[0].place) if len(lines) > 1 else lines[0]
        )
        self.entries[self.last] = above.but(items=(*above.items, joined))

    def _entry_of_lane(self, cell: Cell) -> int:
        names = {
            self.columns[i].lane
            for i in range(cell.column, min(cell.column + cell.columns, len(self.columns)))
        }
        for at in range(len(self.entries) - 1, -1, -1):
            if not self.entries[at].tracks or names & set(self.entries[at].tracks):
                return at
        return len(self.entries) - 1


def _covers_all(cell: Cell, told: Mapping[str, Sequence[Piece]]) -> bool:
    """Whether a cell of people reaches over other columns, and nothing else says what happens."""
    return cell.columns >= 2 and not told["activity"]
