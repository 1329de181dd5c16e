"""The page as a whole -> a draft: which of its tables and which of its lines are programme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import field, frozen, mutable

from agenda_ical.document import Block, Cell, Document, Grid
from agenda_ical.errors import NoProgramme
from agenda_ical.interpreting.borders import lost_cells
from agenda_ical.interpreting.columns import Refusal, grid_to_sections, upright
from agenda_ical.interpreting.draft import DayMark, Draft, Entry, Hints, Section, TableReading
from agenda_ical.interpreting.lines import lines_to_entries
from agenda_ical.interpreting.pasted import part_at_bars, tabbed_grid, tabbed_part
from agenda_ical.interpreting.rows import grid_to_entries
from agenda_ical.interpreting.running import Line, blocks_to_lines
from agenda_ical.interpreting.untimed import untimed_days
from agenda_ical.interpreting.unused import unused_times
from agenda_ical.interpreting.zoned import grid_in_zone, lines_in_zone
from agenda_ical.phrases.dates import whole_date
from agenda_ical.phrases.folding import fold
from agenda_ical.phrases.languages import Lexicon
from agenda_ical.programme import Problem


def document_to_draft(document: Document, lexicon: Lexicon, hints: Hints) -> Draft:
    """The entries of all tables and lines of *document* that are programme; raises NoProgramme where none is."""
    walk = _walked(document, lexicon, hints)
    entries = walk.entries()
    if not entries:
        raise NoProgramme(_no_programme(walk.tables))
    told = {problem.place for problem in walk.problems}
    unused = () if hints.only_tables else unused_times(document, entries, lexicon)
    untold = (problem for problem in unused if problem.place not in told)
    return Draft(entries, (*walk.problems, *untold, *untimed_days(document, entries, lexicon)))


def document_to_tables(document: Document, lexicon: Lexicon, hints: Hints) -> tuple[TableReading, ...]:
    """How each table of *document* is understood, in their order."""
    return tuple(_walked(document, lexicon, hints).tables)


def _walked(document: Document, lexicon: Lexicon, hints: Hints) -> _Walk:
    walk = _Walk(lexicon, hints)
    for part in _parts(document.blocks):
        if isinstance(part, Grid):
            walk.grid(part)
        else:
            walk.lines(blocks_to_lines(part))
    return walk


def _parts(blocks: Sequence[Block]) -> Iterator[Grid | list[Block]]:
    """Grids, and the runs of other blocks between them."""
    run: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid):
            if run:
                yield run
            yield block
            run = []
        else:
            run.append(block)
    if run:
        yield run


@frozen
class _Found:
    """Entries of one grid or one run of lines."""

    entries: tuple[Entry, ...]
    from_grid: bool
    run: int = 0
    """The run of lines that they stand in, 0 for a table."""
    leading: bool = False


@mutable
class _Walk:
    """The way down the page: the date that governs, and what was found so far."""

    lexicon: Lexicon
    hints: Hints
    mark: DayMark | None = None
    told: dict[str, DayMark] = field(factory=dict)
    """The date of each activity so far, by its folded text: a heading further down may name it again."""
    heading: str = ""
    found: list[_Found] = field(factory=list)
    problems: list[Problem] = field(factory=list)
    tables: list[TableReading] = field(factory=list)
    section: int = 0
    run: int = 0
    """Which run of lines between tables this is."""

    def grid(self, grid: Grid) -> None:
        """Take the programme of a table, or say why it is none."""
        self.section += 1
        number = grid.place.table
        if self.hints.only_tables and number not in self.hints.only_tables:
            self.tables.append(TableReading(grid.place, refused="it was not asked for"))
            return
        grid = upright(grid_in_zone(grid, self.hints.timezone))
        sections = grid_to_sections(grid, self.lexicon)
        if isinstance(sections, Refusal):
            self._refuse(grid, sections)
            return
        date = whole_date(grid.caption) if grid.caption else None
        if date is not None:
            self.mark = DayMark(date, grid.place, grid.caption)
        last = self._rows(grid, sections, self.told.get(self.heading, self.mark))
        roles = max(sections, key=lambda section: len(section.rows)).columns
        self.tables.append(TableReading(grid.place, tuple(column.role for column in roles)))
        if self.heading not in self.told and not any(c.role == "day" for s in sections for c in s.columns):
            self.mark = last or self.mark

    def _rows(
        self, grid: Grid, sections: Sequence[Section], mark: DayMark | None, *, run: int = 0
    ) -> DayMark | None:
        """Take the entries of *grid*, under *mark* until it names a date itself; the last date that governs one."""
        read = grid_to_entries(grid, sections, mark, self.section)
        self._keep(_Found(read.entries, from_grid=True, run=run))
        self.problems += [_unread(grid, cell) for cell in read.unread]
        return next((entry.mark for entry in reversed(read.entries) if entry.mark is not None), None)

    def _refuse(self, grid: Grid, refusal: Refusal) -> None:
        self.tables.append(TableReading(grid.place, refused=refusal.reason))
        lone = [cell for cell in grid.cells if cell.text.strip()]
        date = whole_date(lone[0].text) if len(lone) == 1 else None
        if date is not None:
            self.mark = DayMark(date, grid.place, lone[0].text)
        if refusal.looks_like:
            self.problems.append(
                Problem(
                    "table-refused", "warning",
                    f"This table looks like a programme, but {refusal.reason}; nothing was taken from it.",
                    "Look at it with `agenda-ical explain`.", grid.place,
                )
            )  # fmt: skip

    def lines(self, lines: list[Line]) -> None:
        """Take the programme of a run of lines, with tabs or without."""
        lines = part_at_bars(lines_in_zone(lines, self.hints.timezone))
        self.run += 1
        begin, stop = tabbed_part(lines, self.lexicon)
        while stop:
            self._plain(lines[:begin])
            self.section += 1
            grid = tabbed_grid(lines[begin:stop], self.lexicon)
            sections = grid_to_sections(grid, self.lexicon)
            if isinstance(sections, Refusal):
                self._plain(lines[begin:stop])
            else:
                self.mark = self._rows(grid, sections, self.mark, run=self.run) or self.mark
                self.problems += lost_cells(grid, sections)
            lines = lines[stop:]
            begin, stop = tabbed_part(lines, self.lexicon)
        self._plain(lines)

    def _plain(self, lines: Sequence[Line]) -> None:
        self.section += 1
        read = lines_to_entries(lines, self.mark, self.section, self.lexicon)
        if not self.hints.only_tables:
            self._keep(_Found(read.entries, from_grid=False, run=self.run, leading=read.leading))
        headings = [line.text for line in lines if line.heading]
        self.heading = "" if not headings or read.mark != self.mark else fold(headings[-1])
        self.mark = read.mark

    def _keep(self, found: _Found) -> None:
        self.found.append(found)
        for entry in found.entries:
            for piece in (*entry.activity[:1], *entry.labels[:1]):
                if entry.mark is not None:
                    self.told.setdefault(fold(piece.text), entry.mark)

    def entries(self) -> tuple[Entry, ...]:
        """All entries; those of lines only where they are a programme of their own."""
        return tuple(
            entry
            for found in self.found
            if found.from_grid or self._is_programme(found)
            for entry in found.entries
        )

    def _is_programme(self, lines: _Found) -> bool:
        """Whether timed lines are a programme, and not a remark with a time beside a table."""
        filled = [entry for entry in lines.entries if entry.activity or entry.items]
        tables = [found for found in self.found if found.from_grid and found.entries]
        if lines.leading and any(found.run == lines.run for found in tables):
            # Rows of the same run whose cells nothing parts.
            return len(filled) >= 2 or any(entry.span.end is not None for entry in filled)
        if tables:
            return len(filled) >= 3
        return len(filled) >= 2 or bool(filled and filled[0].mark is not None)


def _unread(grid: Grid, cell: Cell) -> Problem:
    text = " ".join(cell.text.split())
    return Problem(
        "row-unread", "warning",
        f"No session holds {text[:80]!r}.",
        "If it belongs to the programme, give its row a time.", grid.place_of(cell),
    )  # fmt: skip


def _no_programme(tables: Sequence[TableReading]) -> str:
    if not tables:
        return (
            "No programme was found: the page has no table, and fewer than two lines that begin or end with a time. "
            "If scripts put its programme there when a browser opens it, save the page from the browser and give "
            "that file; if it is in a picture, type it as lines such as '10:00 - 10:30 Welcome'."
        )
    seen = "; ".join(f"{table.place}: {table.refused}" for table in tables[:12] if table.refused)
    return f"No programme was found on the page. Its tables: {seen}."
