"""Lines -> entries, where a programme stands in lists, paragraphs, cards or pasted text; lines with tabs -> a grid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import evolve, field, frozen, mutable

from agenda_ical.document import Block, Cell, Grid, Heading, Link, Paragraph, canonical_grid
from agenda_ical.interpreting.draft import DayMark, Entry, Piece
from agenda_ical.phrases.dates import PartialDate, find_dates, heading_date, leading_date, whole_date
from agenda_ical.phrases.languages import Lexicon
from agenda_ical.phrases.people import people_evidence
from agenda_ical.phrases.times import TimeSpan, find_times, leading_time, trailing_time, whole_time
from agenda_ical.place import Place


@frozen
class Line:
    """One line of running text, with what can be told of it without its neighbours."""

    text: str
    place: Place
    level: int = 0
    heading: int = 0
    """The level of the heading that it is, or 0."""
    gap: bool = True
    block: int = 0
    """Which block of the page it is a line of."""
    emphasis: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()


def blocks_to_lines(blocks: Iterable[Block]) -> list[Line]:
    """The lines of *blocks*, which hold no grids."""
    lines: list[Line] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Heading):
            text = " ".join(block.text.split())
            lines.append(Line(text, block.place, heading=block.level, block=number, links=block.links))
        elif isinstance(block, Paragraph):
            lines += _lines_of(block, number)
    return [line for line in lines if line.text.strip()]


def _lines_of(block: Paragraph, number: int) -> list[Line]:
    found, at = [], 0
    for row, text in enumerate(block.text.split("\n")):
        stop = at + len(text)
        emphasis = tuple(
            (max(a, at) - at, min(b, stop) - at) for a, b in block.emphasis if a < stop and b > at
        )
        links = tuple(
            evolve(link, start=max(link.start, at) - at, stop=min(link.stop, stop) - at)
            for link in block.links
            if link.start < stop and link.stop > at
        )
        gap = block.gap and row == 0
        found.append(
            Line(text, block.place, block.level, gap=gap, block=number, emphasis=emphasis, links=links)
        )
        at = stop + 1
    return found


def part_at_bars(lines: Sequence[Line]) -> list[Line]:
    """*lines*, the bars between their cells as tabs, where several of them begin with a time and a bar."""
    barred = [line for line in lines if " | " in line.text and whole_time(line.text.split(" | ", 1)[0]) is not None]
    if len(barred) < 2:
        return list(lines)
    return [evolve(line, text=line.text.replace(" | ", "\t")) for line in lines]


# --- lines with tabs -------------------------------------------------------------------------------------------


def tabbed_part(lines: Sequence[Line], lexicon: Lexicon) -> tuple[int, int]:
    """Where the rows of a tabbed programme begin and end in *lines*; (0, 0) where there is none."""
    rows = [
        i for i, line in enumerate(lines) if "\t" in line.text.strip() or _is_row_with_empty_cell(line.text)
    ]
    timed = [i for i in rows if any(map(is_time_cell, line_cells(lines[i].text)))]
    if len(timed) < 2:
        return (0, 0)
    first = timed[0]
    while first > 0 and (first - 1 in rows or whole_date(lines[first - 1].text)):
        first -= 1
    last = timed[-1]
    longest = max((b - a for a, b in zip(timed, timed[1:], strict=False)), default=1)
    stop = last + 1
    while stop < len(lines) and stop - last < max(2, longest) and not _ends(lines[stop], lexicon):
        stop += 1
    return (first, stop)


def _is_row_with_empty_cell(text: str) -> bool:
    return text.endswith("\t") and whole_time(text.strip()) is not None


def _ends(line: Line, lexicon: Lexicon) -> bool:
    """Whether *line* begins something that is no programme."""
    return line.heading > 0 or lexicon.is_distractor(line.text) or line.text.lstrip()[:1] in "©※*"


def is_time_cell(text: str) -> bool:
    """Whether the text of a cell is a time, or a time with its date."""
    if whole_time(text) is not None:
        return True
    return (
        len(text) < 60 and any(map(str.isdigit, text)) and bool(find_dates(text)) and bool(find_times(text))
    )


def line_cells(text: str) -> list[str]:
    """The cells of a line whose cells are parted by tabs."""
    return [piece.strip() for piece in text.split("\t")]


def tabbed_grid(lines: Sequence[Line], lexicon: Lexicon) -> Grid:
    """The grid that *lines* were before their borders became tabs and the lines of their cells lines of text."""
    builder = _Rows(_width(lines), _time_column(lines), lexicon)
    for line in lines:
        builder.take(line)
    return builder.grid()


def _width(lines: Sequence[Line]) -> int:
    """How many cells a whole row has."""
    counts = Counter(len(line_cells(line.text)) for line in lines if "\t" in line.text)
    return max((width for width, count in counts.items() if count >= max(2, counts.total() / 8)), default=2)


def _time_column(lines: Sequence[Line]) -> int:
    """In which column the times of whole rows stand."""
    width = _width(lines)
    whole = [cells for cells in (line_cells(line.text) for line in lines) if len(cells) == width]
    firsts = Counter(next((i for i, cell in enumerate(cells) if is_time_cell(cell)), 0) for cells in whole)
    return firsts.most_common(1)[0][0] if firsts else 0


@mutable
class _Rows:
    """Rows being gathered from lines; a cell of several lines goes over several of them."""

    width: int
    time_at: int
    lexicon: Lexicon
    rows: list[list[str]] = field(factory=list)
    places: list[Place] = field(factory=list)
    open: bool = False
    """Whether the last row may still grow."""

    def take(self, line: Line) -> None:
        """Begin a row with *line*, or let the last row grow by it."""
        cells = line_cells(line.text)
        self._take(line, cells)
        self.places += [line.place] * (len(self.rows) - len(self.places))

    def _take(self, line: Line, cells: list[str]) -> None:
        if len(cells) == 1:
            self._single(line, cells[0])
        elif any(map(is_time_cell, cells)) or leading_time(cells[0]):
            self._begin(self._in_place(cells))
        elif self._names_columns(cells):
            self._begin(cells)
        elif whole_date(cells[0]) or not self.open:
            self._begin(cells, growing=False)
        elif len(self.rows[-1]) < self.width and cells[0]:
            self._grow(cells)
        else:
            offset = 1 if cells[0] and len(cells) < self.width else 0
            self._begin([""] * offset + cells)

    def _in_place(self, cells: list[str]) -> list[str]:
        """*cells* with blanks for the merged ones on their left that the copy lost."""
        at = next((i for i, cell in enumerate(cells) if is_time_cell(cell)), self.time_at)
        missing = min(self.time_at - at, self.width - len(cells))
        return [""] * missing + cells if missing > 0 else cells

    def _single(self, line: Line, text: str) -> None:
        if line.heading or whole_date(text):
            self._begin([text], growing=False)
        elif whole_time(text) or leading_time(text):
            self._begin([text])
        elif not self.open or self._parts(line, text):
            self._begin([text], growing=False)
        else:
            self._grow([text])

    def _parts(self, line: Line, text: str) -> bool:
        """Whether a line below a whole row names a part of the programme."""
        full = len(self.rows[-1]) >= self.width and bool(self.rows[-1][-1])
        return full and self.lexicon.is_part_label(text)

    def _names_columns(self, cells: Sequence[str]) -> bool:
        return sum(bool(self.lexicon.header_roles(cell)) for cell in cells if cell and len(cell) < 40) >= 2

    def _begin(self, cells: list[str], *, growing: bool = True) -> None:
        self.rows.append(list(cells))
        self.open = growing

    def _grow(self, cells: Sequence[str]) -> None:
        row = self.rows[-1]
        row[-1] = f"{row[-1]}\n{cells[0]}".strip("\n")
        row.extend(cells[1:])

    def _fits_right(self, number: int, row: Sequence[str]) -> bool:
        """Whether the times or people that short headers name stand further to the right than the headers do."""
        missing = self.width - len(row)
        if 0 < self.time_at <= missing and "time" in self.lexicon.header_roles(row[0]):
            return True
        people = [i for i, cell in enumerate(row) if "people" in self.lexicon.header_roles(cell)]
        below = [cells for cells in self.rows[number + 1 : number + 40] if len(cells) == self.width]
        return sum(self._evidence(below, i + missing) - self._evidence(below, i) for i in people) > 0

    def _evidence(self, rows: Sequence[Sequence[str]], column: int) -> float:
        return sum(people_evidence(cells[column]) for cells in rows if column < len(cells))

    def grid(self) -> Grid:
        """The rows as a grid; a last cell with nothing beside it covers the rest of its row."""
        width = max(self.width, *(len(row) for row in self.rows))
        cells: list[Cell] = []
        for number, row in enumerate(self.rows):
            if len(row) < self.width and self._names_columns(row) and self._fits_right(number, row):
                cells += _first_spread(row, number, width)
                continue
            for column, text in enumerate(row):
                last = column == len(row) - 1 and column < width - 1 and len(row) <= 2
                cells.append(Cell(text, number, column, columns=width - column if last else 1))
        return evolve(canonical_grid(cells), rows=tuple(self.places))


def _first_spread(row: Sequence[str], number: int, width: int) -> list[Cell]:
    """A row of headers whose first cell covers what the others leave."""
    first = width - len(row) + 1
    return [
        Cell(row[0], number, 0, columns=first),
        *(Cell(text, number, first + column) for column, text in enumerate(row[1:])),
    ]


# --- lines without tabs ----------------------------------------------------------------------------------------


@frozen
class Timed:
    """A line with a time, and the words that stand before or behind it."""

    at: int
    """Which line it is."""
    span: TimeSpan
    words: str
    style: str
    """Where the time stands: first, last, alone or labelled."""
    emphasis: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()
    mark: DayMark | None = None
    """The date that stands in the line itself."""
    last: DayMark | None = None
    """The date of its end, where the line names two."""


@frozen
class LineEntries:
    """What a run of lines holds."""

    entries: tuple[Entry, ...] = ()
    mark: DayMark | None = None
    """The last date that stands in it."""
    leading: bool = False
    """Whether its times stand before their words."""


def timed_lines(lines: Sequence[Line], lexicon: Lexicon) -> list[Timed]:
    """The lines that tell a time, in the style that most of them have."""
    found = [timed for at, line in enumerate(lines) if (timed := _timed(at, line, lexicon)) is not None]
    styles = Counter("first" if timed.style in ("first", "alone") else timed.style for timed in found)
    if not styles:
        return []
    best, count = styles.most_common(1)[0]
    if count < 0.6 * len(found) and styles["first"]:
        best = "first"
    return [timed for timed in found if timed.style in (best, "alone") or _is_pause(timed, lexicon)]


def _is_pause(timed: Timed, lexicon: Lexicon) -> bool:
    """Whether a time behind its words is a break or a meal: "Pause: 10:30-11:00", whatever the others do."""
    return timed.style == "last" and timed.span.end is not None and lexicon.kind_of(timed.words) in ("break", "meal")


def _timed(at: int, line: Line, lexicon: Lexicon) -> Timed | None:
    text = line.text
    if not any(map(str.isdigit, text)):
        return None
    dated = _dated(at, line, lexicon)
    if dated is not None:
        return dated
    if _has_time_label(text, lexicon) and not find_dates(text):
        times = find_times(text)
        return Timed(at, times[0], "", "labelled") if times else None
    whole = whole_time(text)
    if whole is not None and _is_clear(whole, text):
        return Timed(at, whole, "", "alone")
    leading = leading_time(text)
    if leading is not None:
        words = text[leading.stop :]
        cut = len(words) - len(words.lstrip(" \t-–—:|,."))
        return _moved(at, line, leading, words[cut:].strip(), leading.stop + cut)
    trailing = trailing_time(text)
    if trailing is not None and not find_dates(text) and not lexicon.is_when_label(text[: trailing.begin]):
        words = text[: trailing.begin].rstrip(" \t-–—:|,(")
        return Timed(at, trailing, words, "last") if len(words) > 1 else None
    return None


def _dated(at: int, line: Line, lexicon: Lexicon) -> Timed | None:
    """A line with its title, its date and its time in one: "Tools  Mon (8. 9.), 14:00-17:30  A. Roe"."""
    dates = find_dates(line.text)
    times = find_times(line.text) if dates else ()
    if not dates or not times or lexicon.is_when_label(line.text):
        return None
    begin, stop = min(dates[0].begin, times[0].begin), max(dates[-1].stop, times[-1].stop)
    before, behind = line.text[:begin].strip(" \t-–—:|,("), line.text[stop:].strip(" \t-–—:|,)")
    if len(before) < 3 or stop - begin > 60:
        return None
    span, last = times[0], None
    if len(times) > 1 and len(dates) > 1 and span.end is None:
        span, last = evolve(span, end=times[-1].start), DayMark(dates[-1])
    mark = DayMark(dates[0], line.place, line.text[begin:stop])
    return Timed(at, span, f"{before}\n{behind}".strip(), "dated", mark=mark, last=last)


def _has_time_label(text: str, lexicon: Lexicon) -> bool:
    """Whether a label such as "Time:" stands before the first digit."""
    first = next(i for i, letter in enumerate(text) if letter.isdigit())
    label = text[:first].strip(" :：-–|")
    if not label or not label[0].isalpha() or not lexicon.is_time_label(label):
        return False
    return any(mark in text[:first] for mark in ":：|") or not any(map(str.isalpha, text[first:].split(" ", 1)[-1]))


def _is_clear(span: TimeSpan, text: str) -> bool:
    """Whether a bare number is certain to be a time."""
    return (
        ":" in text
        or span.end is not None
        or (span.start is not None and span.start.meridiem is not None)
        or any(map(str.isalpha, text))
    )


def _moved(at: int, line: Line, span: TimeSpan, words: str, by: int) -> Timed:
    """The words behind a time with their marks where they now stand."""
    emphasis = tuple((max(0, a - by), b - by) for a, b in line.emphasis if b > by)
    links = tuple(evolve(k, start=max(0, k.start - by), stop=k.stop - by) for k in line.links if k.stop > by)
    return Timed(at, span, words, "first" if words else "alone", emphasis, links)


def lines_to_entries(
    lines: Sequence[Line], mark: DayMark | None, number: int, lexicon: Lexicon
) -> LineEntries:
    """The entries of *lines*, under *mark* until they name a date themselves."""
    timed = timed_lines(lines, lexicon)
    marks = _marks(lines, {t.at for t in timed}, mark)
    last_mark = marks[-1] if marks else mark
    if not timed:
        return LineEntries((), last_mark)
    timed = _without_parts(lines, timed)
    before = _words_before(lines, timed, lexicon)
    entries: list[Entry] = []
    beside = sum(bool(this.words) for this in timed) > 0.7 * len(timed)
    longest = 0
    for index, this in enumerate(timed):
        stop = before[index + 1] if index + 1 < len(timed) else len(lines)
        follow = _following(lines, this, stop, lexicon)
        if index + 1 == len(timed) and len(timed) > 1:
            follow = follow[: max(longest, 1)]
        longest = max(longest, len(follow))
        head = lines[before[index] : this.at] if before[index] < this.at else []
        entry = _entry(lines[this.at], this, head, follow, marks[this.at], number)
        entries.append(entry.but(apart=True) if beside and not this.words else entry)
        entries += _second_range(lines[this.at], entries[-1])
    leading = any(this.style in ("first", "alone") for this in timed)
    return LineEntries(tuple(entries), last_mark, leading)


def _without_parts(lines: Sequence[Line], timed: Sequence[Timed]) -> list[Timed]:
    """*timed* without bare times above a heading, where other times have their words beside them."""
    bare = sum(not this.words for this in timed)
    if bare > 0.3 * len(timed):
        return list(timed)
    return [
        this for this in timed if this.words or this.at + 1 == len(lines) or not lines[this.at + 1].heading
    ]


def _second_range(line: Line, entry: Entry) -> list[Entry]:
    """ "8:00 to 12:00 and 14:00 to 18:00" is twice the same."""
    times = [time for time in find_times(line.text) if time.end is not None]
    if len(times) < 2 or times[0].start != entry.span.start:
        return []
    between = [line.text[a.stop : b.begin] for a, b in zip(times, times[1:], strict=False)]
    if any(len(words.strip()) > 12 or "/" in words for words in between):
        return []
    return [entry.but(span=time) for time in times[1:]]


def _marks(lines: Sequence[Line], timed: set[int], mark: DayMark | None) -> list[DayMark | None]:
    """The date that governs each line."""
    marks: list[DayMark | None] = []
    for at, line in enumerate(lines):
        date = None if at in timed else _date_of(line)
        if date is not None:
            mark = DayMark(date, line.place, line.text)
        marks.append(mark)
    return marks


def _date_of(line: Line) -> PartialDate | None:
    date = heading_date(line.text)
    if date is None and line.heading:
        date = leading_date(line.text) or next(iter(find_dates(line.text)), None)
    if date is None or (date.last is not None and not date.ordinal):
        return None
    return date if date.day or date.weekday is not None or date.ordinal else None


def _words_before(lines: Sequence[Line], timed: Sequence[Timed], lexicon: Lexicon) -> list[int]:
    """For each timed line the first line of its own: itself, or the title above it where titles come first."""
    own = [this.at for this in timed]
    if not _titles_first(lines, timed):
        return own
    starts = []
    for index, this in enumerate(timed):
        above = own[index - 1] + 1 if index else 0
        starts.append(_head(lines, above, this.at, lexicon))
    return starts


def _titles_first(lines: Sequence[Line], timed: Sequence[Timed]) -> bool:
    """Whether the words of a line with nothing but a time stand above it."""
    bare = [this for this in timed if not this.words]
    if len(bare) < 0.6 * len(timed):
        return False
    votes = 0
    for this in bare:
        line = lines[this.at]
        above = lines[this.at - 1] if this.at else None
        below = lines[this.at + 1] if this.at + 1 < len(lines) else None
        if above is None or line.gap or _date_of(above) is not None:
            votes -= 1
        elif this.style == "labelled" or (not line.gap and (below is None or below.gap)):
            votes += 1
    return votes > 0


def _head(lines: Sequence[Line], above: int, at: int, lexicon: Lexicon) -> int:
    """The first of the lines between two times that belongs to the second: behind a gap, a date, a label."""
    start = at
    while start > above:
        line = lines[start - 1]
        labelled = ":" in line.text[:30].replace("：", ":") and lexicon.begins_with_label(line.text)
        if _date_of(line) is not None or lexicon.is_link_label(line.text) or labelled:
            break
        if line.block != lines[at].block and start < at and line.block != lines[start].block:
            break
        start -= 1
        if lines[start].gap or lines[start].heading:
            break
    return start


def _following(lines: Sequence[Line], this: Timed, stop: int, lexicon: Lexicon) -> list[Line]:
    """The lines below a timed one that belong to it."""
    own = lines[this.at]
    found: list[Line] = []
    for line in lines[this.at + 1 : stop]:
        titled = line.heading and not found and not this.words and line.block != own.block
        if line.heading and not titled and not (own.heading and line.heading > own.heading and not found):
            break
        if _date_of(line) is not None or (found and lexicon.is_distractor(line.text)):
            break
        if line.text.lstrip()[:1] in "©ⓒ" or (this.style == "last" and line.gap):
            break
        if this.words and lexicon.is_part_label(line.text):
            break
        if own.level and not line.level and line.gap and not line.heading:
            break
        found.append(line)
    return found


def _entry(
    line: Line, this: Timed, head: Sequence[Line], follow: Sequence[Line], mark: DayMark | None, number: int
) -> Entry:
    """The entry of a timed line: its own words and those above and below; deeper lists are items."""
    follow = list(follow)
    headed = not this.words and bool(follow) and follow[0].heading > 0
    deeper = [] if headed else [f for f in follow if f.level > line.level or this.style == "last"]
    plain = [f for f in follow if f not in deeper]
    own = Line(this.words, line.place, emphasis=this.emphasis, links=this.links)
    texts = [*head, own, *plain] if this.words or head or plain else []
    pieces = (_join(texts, line.place),) if any(t.text.strip() for t in texts) else ()
    items = tuple(Piece(f.text, f.place, f.emphasis, f.links) for f in deeper)
    return Entry(
        line.place,
        this.span,
        this.mark or mark,
        this.last,
        activity=pieces,
        items=items,
        level=line.level,
        section=number,
    )


def _join(lines: Sequence[Line], place: Place) -> Piece:
    """Several lines as one piece, their marks moved along."""
    text, emphasis, links = "", [], []
    for line in lines:
        if not line.text.strip():
            continue
        text = text + "\n" if text else text
        emphasis += [(a + len(text), b + len(text)) for a, b in line.emphasis]
        links += [evolve(k, start=k.start + len(text), stop=k.stop + len(text)) for k in line.links]
        text += line.text
    return Piece(text, place, tuple(emphasis), tuple(links))
