"""
Which column of a grid means what, and whether the grid is a programme at all.

A header word is one witness, what stands in the column is the other. Nothing is decided by the
first pattern that fits: "Session" heads titles here and labels there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from attrs import evolve, frozen

from agenda_ical.document import Cell, Grid
from agenda_ical.interpreting.draft import Column, Section
from agenda_ical.interpreting.headers import Header, header_of_row, under
from agenda_ical.phrases.dates import part_of_day, whole_date
from agenda_ical.phrases.languages import Lexicon
from agenda_ical.phrases.people import people_evidence
from agenda_ical.phrases.times import find_times, is_meridiem, leading_time, whole_minutes, whole_time
from agenda_ical.phrases.titles import is_label

SAMPLE = 80
"""How many cells of a column are looked at: enough to know it, few enough for tables of any length."""

PAUSES = ("break", "meal")
DASHES = frozenset("-–—~∼〜～―|→ \n")


@frozen
class Content:
    """What stands in a column, in shares of its filled cells."""

    filled: int = 0
    times: float = 0.0
    bare: float = 0.0
    """The share of times that are nothing but a number of one or two digits."""
    leading: float = 0.0
    holding: float = 0.0
    """The share of cells with a time anywhere."""
    dates: float = 0.0
    minutes: float = 0.0
    labels: float = 0.0
    numbers: float = 0.0
    dashes: float = 0.0
    meridiems: float = 0.0
    spans: float = 0.0
    """The share of times that have an end."""
    length: float = 0.0
    distinct: float = 0.0
    nameable: tuple[str, ...] = ()
    """What may name people: neither times nor pauses, which may stand in any column."""

    @cached_property
    def people(self) -> float:
        """How much its cells name people, if there are enough of these; asked late, as it takes longest to answer."""
        evidence = sum(map(people_evidence, self.nameable))
        return evidence / max(1, len(self.nameable), self.filled / 2)


def column_content(cells: Sequence[Cell], lexicon: Lexicon) -> Content:
    """What *cells* have in common."""
    texts = [cell.text for cell in cells if cell.text.strip()][:SAMPLE]
    if not texts:
        return Content()
    count = len(texts)
    times = [whole_time(text) for text in texts]
    wholes = sum(time is not None for time in times)
    plain = [text for text, time in zip(texts, times, strict=True) if time is None]
    return Content(
        filled=count,
        times=wholes / count,
        bare=sum(text.strip().isdigit() and len(text.strip()) < 3 for text in texts) / count,
        leading=sum(leading_time(text) is not None for text in plain) / count,
        holding=(wholes + sum(bool(find_times(text)) for text in plain)) / count,
        dates=sum(whole_date(text) is not None or part_of_day(text) is not None for text in plain) / count,
        minutes=sum(whole_minutes(text) is not None for text in texts) / count,
        labels=sum(is_label(text.split("\n")[0]) for text in plain) / count,
        numbers=sum(text.strip(" .#").isdigit() for text in texts) / count,
        dashes=sum(not text.strip("".join(DASHES)) for text in texts) / count,
        meridiems=sum(is_meridiem(text) and part_of_day(text) is None for text in plain) / count,
        spans=sum(time is not None and time.end is not None for time in times) / max(1, wholes),
        length=sum(map(len, texts)) / count,
        distinct=len(set(texts)) / count,
        nameable=tuple(text for text in plain if lexicon.kind_of(text) not in PAUSES),
    )


def settle_columns(
    grid: Grid, rows: Sequence[int], header: Header | None, lexicon: Lexicon
) -> tuple[Column, ...]:
    """The meaning of each column of *grid*, from *header* and from what stands in *rows*."""
    contents = _contents(grid, rows, lexicon)
    columns = list(header.columns) if header else [Column("")] * grid.width
    columns = [_believe_content(c, k) for c, k in zip(columns, contents, strict=True)]
    columns = _settle_times(columns, contents)
    columns = _settle_people(columns, contents)
    columns = _settle_activities(columns, contents, lexicon)
    return tuple(columns)


def _contents(grid: Grid, rows: Sequence[int], lexicon: Lexicon) -> list[Content]:
    by_column: list[list[Cell]] = [[] for _ in range(grid.width)]
    for row in rows:
        for cell in grid.row(row):
            if cell.row == row and cell.columns == 1 and len(by_column[cell.column]) < 2 * SAMPLE:
                by_column[cell.column].append(cell)
    return [column_content(cells, lexicon) for cells in by_column]


def _believe_content(column: Column, content: Content) -> Column:
    """The column, unless what stands in it cannot be what its header says."""
    if not content.filled:
        return column
    if column.role in ("time", "start", "end") and content.holding < 0.3 and content.leading < 0.3:
        column = evolve(column, role="duration" if content.minutes > 0.6 else "")
    if column.role in ("", "activity", "title", "notes") and content.minutes > 0.8 > content.times + 0.3:
        column = evolve(column, role="duration")
    if column.role == "duration":
        return evolve(column, role="time") if content.times > 0.6 and content.spans > 0.5 else column
    if column.role not in ("time", "start", "end", "date") and content.times > 0.6 and content.bare < 0.5:
        return evolve(column, role="time")
    if content.meridiems > 0.6:
        return evolve(column, role="number")  # read with the time beside it
    if column.role == "number" and content.length > 12:
        return evolve(column, role="")
    if not column.role and content.dates > 0.4:
        return evolve(column, role="date")
    return column


def _settle_times(columns: list[Column], contents: list[Content]) -> list[Column]:
    """Two columns of single times are start and end; of several columns of ranges the first counts."""
    times = [i for i, c in enumerate(columns) if c.role in ("time", "start", "end")]
    if not times:
        leading = next((i for i, k in enumerate(contents) if k.leading > 0.5), None)
        if leading is not None:
            columns[leading] = evolve(columns[leading], role="time")
        return columns
    if any(contents[i].spans > 0.5 for i in times):
        for i in [i for i in times if contents[i].bare > 0.5 and contents[i].spans == 0]:
            columns[i] = evolve(columns[i], role="number")  # which lesson of the day it is
            times.remove(i)
    first, *others = times
    single = [
        i for i in others if contents[i].spans < 0.3 and contents[i].filled >= contents[first].filled / 2
    ]
    if contents[first].spans < 0.3 and single and single[0] - first <= 2:
        columns[first] = evolve(columns[first], role="start")
        columns[single[0]] = evolve(columns[single[0]], role="end")
        for i in others:
            if i != single[0]:
                columns[i] = evolve(columns[i], role="")
    else:
        columns[first] = evolve(columns[first], role="time")
        for i in others:
            columns[i] = evolve(columns[i], role="")
    return columns


def _settle_people(columns: list[Column], contents: list[Content]) -> list[Column]:
    """A column without a telling header that holds people is one of presenters, if another tells what happens."""
    telling = [i for i, c in enumerate(columns) if c.role in ("title", "activity", "label")]
    unnamed = [i for i, c in enumerate(columns) if c.role == "" and contents[i].filled]
    candidates = [i for i in unnamed if contents[i].people > 0.55]
    if len(candidates) == len(unnamed) and not telling:
        return columns
    for i in candidates:
        if not columns[i].header:
            columns[i] = evolve(columns[i], role="people")
    return columns


def _settle_activities(columns: list[Column], contents: list[Content], lexicon: Lexicon) -> list[Column]:
    """One column of titles; labels beside it; columns that are left are lanes, days or notes."""
    if any(column.role == "day" for column in columns):
        return columns
    telling = [i for i, c in enumerate(columns) if c.role in ("title", "activity")]
    unnamed = [
        i for i, c in enumerate(columns)
        if c.role == "" and contents[i].filled and contents[i].dashes < 0.5 and contents[i].times < 0.5
    ]  # fmt: skip
    lanes = _named_lanes(columns, contents, telling, unnamed, lexicon)
    if lanes:
        return _as_lanes(columns, lanes)
    if not telling and unnamed:
        telling = [_first_telling(contents, unnamed)]
        columns[telling[0]] = evolve(columns[telling[0]], role="activity")
        unnamed.remove(telling[0])
    columns = _rank_titles(columns, contents, telling)
    for i in unnamed:
        columns[i] = evolve(columns[i], role="label" if telling and i < min(telling) else "notes")
    return columns


def _named_lanes(
    columns: list[Column], contents: list[Content], telling: list[int], unnamed: list[int], lexicon: Lexicon
) -> list[int]:
    """The columns whose headers name rooms or tracks, or go on from one another, and whose cells are sessions."""
    named = [
        i for i, c in enumerate(columns)
        if c.header and c.role in ("", "room", "track") and not lexicon.is_header_word(c.header)
        and contents[i].times < 0.5
    ]  # fmt: skip
    if not telling and len(named) >= 2:
        places = sum(lexicon.is_place(columns[i].header) or columns[i].role != "" for i in named)
        people = any(contents[i].people > 0.55 for i in named if contents[i].filled > 2)
        if (places >= 2 or not people) and set(unnamed) <= set(named):
            return named
    if (
        telling
        and unnamed
        and all(columns[i].header for i in unnamed)
        and _look_like_lanes(columns, telling, unnamed)
    ):
        return sorted(telling + unnamed)
    return []


def _first_telling(contents: list[Content], unnamed: list[int]) -> int:
    """The first column that is well filled and holds neither people nor mere labels; else the fullest."""
    fullest = max(contents[i].filled for i in unnamed)
    varied = max(contents[i].distinct for i in unnamed)
    for i in unnamed:
        content = contents[i]
        plain = content.people < 0.55 and content.labels < 0.6 and content.distinct > 0.75 * varied
        if content.filled >= 0.6 * fullest and plain:
            return i
    return max(unnamed, key=lambda i: contents[i].length * contents[i].distinct)


def _look_like_lanes(columns: list[Column], telling: list[int], unnamed: list[int]) -> bool:
    """Headers that go on from the activity's ("Session A", "Session B"): parallel sessions."""
    heads = [columns[i].header for i in sorted(telling + unnamed)]
    stems = Counter(head.rstrip("0123456789ABCDEF ").casefold() for head in heads)
    return len(heads) >= 2 and stems.most_common(1)[0][1] == len(heads)


def _as_lanes(columns: list[Column], lanes: Sequence[int]) -> list[Column]:
    """The columns at *lanes* as rooms or tracks; a header that is the same over all of them names none."""
    named = not _same_header(columns, lanes)
    for i in lanes:
        columns[i] = evolve(columns[i], role="lane", lane=columns[i].header if named else "")
    return columns


def _rank_titles(columns: list[Column], contents: list[Content], telling: list[int]) -> list[Column]:
    """Of several columns that tell what happens one is the title, the others label or explain it."""
    if len(telling) < 2:
        return columns
    if _same_header(columns, telling):
        return _as_lanes(columns, telling)
    if all(columns[i].spread > 1 for i in telling) and len({columns[i].header for i in telling}) == 1:
        for i in telling[1:]:
            columns[i] = evolve(columns[i], role="notes")
        return columns
    titles = [i for i in telling if columns[i].role == "title"]
    title = titles[0] if titles else max(telling, key=lambda i: _telling(contents[i]))
    for i in telling:
        if i == title:
            columns[i] = evolve(columns[i], role="title")
        elif i < title:
            columns[i] = evolve(columns[i], role="label")
        else:
            columns[i] = evolve(columns[i], role="notes")
    return columns


def _same_header(columns: list[Column], telling: Sequence[int]) -> bool:
    return (
        all(columns[i].spread == 1 for i in telling)
        and len({columns[i].header.casefold() for i in telling}) == 1
    )


def _telling(content: Content) -> float:
    """How likely a column names what happens: filled, not generic; a long explanation tells less than a title."""
    return content.filled * (1 - content.labels) * (1 - 0.7 * content.people) / max(1.0, content.length / 60)


@frozen
class Refusal:
    """Why a grid is no programme; ``looks_like`` where a person might expect one."""

    reason: str
    looks_like: bool = False


def upright(grid: Grid) -> Grid:
    """*grid*, turned over where its times run along the top and its rooms down the side."""
    if grid.height < 2 or grid.width < 3:
        return grid
    top = [cell for cell in grid.row(0) if cell.column > 0 and cell.text.strip()]
    timed = sum(whole_time(cell.text) is not None for cell in top)
    if timed < 2 or timed < 0.7 * len(top):
        return grid
    side = [cell for row in range(1, grid.height) for cell in grid.row(row) if cell.column == 0]
    if any(whole_time(cell.text) for cell in side):
        return grid
    cells = tuple(
        evolve(cell, row=cell.column, column=cell.row, rows=cell.columns, columns=cell.rows)
        for cell in grid.cells
    )
    return evolve(
        grid, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), turned=not grid.turned
    )


def grid_to_sections(grid: Grid, lexicon: Lexicon) -> tuple[Section, ...] | Refusal:
    """The parts of *grid* under a header of their own, each column with its meaning; or why it is no programme."""
    if grid.height * grid.width < 2:
        return Refusal("it has a single cell")
    if lexicon.is_distractor(grid.caption):
        return Refusal(f"its caption ({grid.caption!r}) names something else")
    parts = _parts(grid, lexicon)
    sections = tuple(
        Section(settle_columns(grid, rows, header, lexicon), rows) for header, rows in parts if rows
    )
    return _refusal(grid, sections, parts, lexicon) or sections


def _parts(grid: Grid, lexicon: Lexicon) -> list[tuple[Header | None, tuple[int, ...]]]:
    """The rows of *grid* under each of its headers; rows of headers on top of each other are one."""
    parts: list[tuple[Header | None, list[int]]] = [(None, [])]
    for row in range(grid.height):
        header = header_of_row(grid, row, lexicon)
        if header is None:
            parts[-1][1].append(row)
        elif parts[-1][0] is not None and not parts[-1][1]:
            parts[-1] = (under(parts[-1][0], header), [])
        else:
            parts.append((_complete(header, parts[-1][0]), []))
    return [(header, tuple(rows)) for header, rows in parts]


def _complete(header: Header, above: Header | None) -> Header:
    """A header in the middle of a grid, with what the one above it says of columns that it leaves open."""
    if above is None:
        return header
    columns = tuple(
        new if new.header else evolve(old, day=None)
        for new, old in zip(header.columns, above.columns, strict=True)
    )
    return Header(header.row, columns)


def _refusal(
    grid: Grid,
    sections: Sequence[Section],
    parts: Sequence[tuple[Header | None, tuple[int, ...]]],
    lexicon: Lexicon,
) -> Refusal | None:
    if not sections:
        return Refusal("it has nothing but headers")
    named = [header for header, _ in parts if header is not None]
    for header in named[:1]:
        words = [column.header for column in header.columns if column.header]
        if any(lexicon.is_distractor(word) for word in words) and not any(
            c.role == "time" for c in header.columns
        ):
            return Refusal("its headers name something else")
    timed = sum(_timed_rows(grid, section) for section in sections)
    if timed == 0:
        return Refusal(
            "no row of it has a time", looks_like=any(c.role == "time" for h in named for c in h.columns)
        )
    if (
        timed == 1
        and not any(c.role in ("time", "start") for h in named for c in h.columns)
        and grid.height > 2
    ):
        return Refusal("only one row of it has a time", looks_like=True)
    return None


def _timed_rows(grid: Grid, section: Section) -> int:
    """How many rows of *section* tell a time, in its column or in one of its lanes."""
    at = [i for i, c in enumerate(section.columns) if c.role in ("time", "start")]
    lanes = [i for i, c in enumerate(section.columns) if c.role in ("lane", "day")]
    count = 0
    for row in section.rows:
        for cell in grid.row(row):
            if (
                cell.column in at
                and cell.text.strip()
                and (whole_time(cell.text) or leading_time(cell.text) or find_times(cell.text))
            ):
                count += 1
                break
            if cell.column in lanes and not at and leading_time(cell.text):
                count += 1
                break
        if count > 3:
            break
    return count
