"""Lines -> entries, where a programme stands in lists, paragraphs, cards or pasted text; lines with tabs -> a grid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from agenda_ical.document import Link
from agenda_ical.interpreting.draft import DayMark, Entry, Piece
from agenda_ical.interpreting.running import Line
from agenda_ical.phrases.dates import (
    PartialDate,
    find_dates,
    heading_date,
    leading_date,
    part_of_day,
    whole_date,
)
from agenda_ical.phrases.languages import Lexicon
from agenda_ical.phrases.times import TimeSpan, find_times, leading_time, trailing_time, whole_time
from agenda_ical.phrases.zonedtimes import time_in_several_zones
from agenda_ical.place import Place

_WORDS_OF_A_ROOM = 3
_EDGES = " \t\n-–—:|,.，、()（）@"


@frozen
class Timed:
    """A line with a time, and the words that stand before or behind it."""

    at: int
    """Which line it is."""
    span: TimeSpan
    words: str
    style: str
    """Where the time stands: first, last, alone, labelled; dated, where its date stands in the line too."""
    emphasis: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()
    mark: DayMark | None = None
    """The date that stands in the line itself."""
    last: DayMark | None = None
    """The date of its end, where the line names two."""
    elsewhere: str = ""
    """The same time in other zones."""
    room: str = ""
    """The place, where the line says when and where, and its title stands above it."""


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
    found = _with_rooms(found, lexicon)
    styles = Counter("first" if timed.style in ("first", "alone") else timed.style for timed in found)
    if not styles:
        return []
    if styles["dated first"] == 1:  # when and where the whole takes place
        del styles["dated first"]
    best, count = styles.most_common(1)[0] if styles else ("", 0)
    if count < 0.6 * len(found) and styles["first"]:
        best = "first"
    return [timed for timed in found if timed.style in (best, "alone") or _is_pause(timed, lexicon)]


def _with_rooms(found: list[Timed], lexicon: Lexicon) -> list[Timed]:
    """
    *found*, with the rooms that most of them tell beside their times.

    "Tuesday 14:00-15:30, Room B" says when and where, and its title stands on a line of its own; where none can stand
    between the times, a room ends the title: "10:00 Opening Room 12".
    """
    if len(found) < 2:
        return found
    apart = _stand_apart(found)
    rooms = [_room_of(timed, lexicon, whole=apart) for timed in found]
    if sum(map(bool, rooms)) < 0.6 * len(found):
        return found
    rooms = rooms if apart else _with_house(found, rooms)
    return [_in_room(timed, room) if room else timed for timed, room in zip(found, rooms, strict=True)]


def _stand_apart(found: Sequence[Timed]) -> bool:
    """Whether other lines, which may be their titles, stand between most of the lines with times."""
    return sum(other.at - one.at > 1 for one, other in pairwise(found)) >= 0.6 * (len(found) - 1)


def _room_of(timed: Timed, lexicon: Lexicon, *, whole: bool) -> str:
    """The place that the words beside the time are as a *whole*, or that they end with."""
    if whole:
        words = " ".join(timed.words.split()).strip(_EDGES)
        return words if lexicon.is_place(words) else ""
    return next((tail for tail in _tails(timed.words) if lexicon.is_place(tail)), "")


def _tails(words: str) -> Iterator[str]:
    """The last word of several, the last two, the last three."""
    parts = words.split()
    for count in range(1, min(_WORDS_OF_A_ROOM, len(parts) - 1) + 1):
        yield " ".join(parts[-count:])


def _with_house(found: Sequence[Timed], rooms: list[str]) -> list[str]:
    """*rooms*, with the house that they are in where most of the titles end with one word: "Opening ARC Room 12"."""
    before = [
        " ".join(timed.words.split()).removesuffix(room).split()[-1:] if room else []
        for timed, room in zip(found, rooms, strict=True)
    ]
    words = Counter(word for last in before for word in last if word[0].isupper())
    house, count = words.most_common(1)[0] if words else ("", 0)
    if count < 3 or count < 0.6 * sum(map(bool, rooms)):
        return rooms
    return [f"{house} {room}" if last == [house] else room for last, room in zip(before, rooms, strict=True)]


def _in_room(timed: Timed, room: str) -> Timed:
    words = " ".join(timed.words.split())
    if words.strip(_EDGES) == room:
        return evolve(timed, words="", style="alone", room=room)
    return evolve(timed, words=words.removesuffix(room).rstrip(" ,;@–—-"), room=room)


def _is_pause(timed: Timed, lexicon: Lexicon) -> bool:
    """Whether a time behind its words is a break or a meal: "Pause: 10:30-11:00", whatever the others do."""
    return (
        timed.style == "last"
        and timed.span.end is not None
        and lexicon.kind_of(timed.words) in ("break", "meal")
    )


def _timed(at: int, line: Line, lexicon: Lexicon) -> Timed | None:
    text = line.text
    if not any(map(str.isdigit, text)):
        return None
    told = _in_several_zones(at, line) or _dated(at, line, lexicon)
    if told is not None:
        return told
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


def _in_several_zones(at: int, line: Line) -> Timed | None:
    """A line that begins with the same time in several zones: "10:00 KST / 02:00 CET Opening"."""
    zoned = time_in_several_zones(line.text)
    span = (
        whole_time(zoned.first) if zoned is not None and not line.text[: zoned.begin].strip(_EDGES) else None
    )
    if zoned is None or span is None:
        return None
    words = line.text[zoned.stop :].strip(_EDGES)
    return Timed(at, span, words, "first" if words else "alone", elsewhere=", ".join(zoned.others))


def _dated(at: int, line: Line, lexicon: Lexicon) -> Timed | None:
    """A line with its title, its date and its time in one: "Tools  Mon (8. 9.), 14:00-17:30  A. Roe"."""
    dates = find_dates(line.text)
    times = find_times(line.text) if dates else ()
    if not dates or not times or lexicon.is_when_label(line.text):
        return None
    begin, stop = min(dates[0].begin, times[0].begin), max(dates[-1].stop, times[-1].stop)
    before, behind = line.text[:begin].strip(" \t-–—:|,("), line.text[stop:].strip(" \t-–—:|,)")
    led = not before and dates[0].begin < times[0].begin
    if stop - begin > 60 or len(behind if led else before) < 3:
        return None
    span, last = times[0], None
    if len(times) > 1 and len(dates) > 1 and span.end is None:
        span, last = evolve(span, end=times[-1].start), DayMark(dates[-1])
    mark = DayMark(dates[0], line.place, line.text[begin:stop])
    style = "dated first" if led else "dated"
    return Timed(at, span, f"{before}\n{behind}".strip(), style, mark=mark, last=last)


def _has_time_label(text: str, lexicon: Lexicon) -> bool:
    """Whether a label such as "Time:" stands before the first digit."""
    first = next(i for i, letter in enumerate(text) if letter.isdigit())
    label = text[:first].strip(" :：-–|")
    if not label or not label[0].isalpha() or not lexicon.is_time_label(label):
        return False
    return any(mark in text[:first] for mark in ":：|") or not any(
        map(str.isalpha, text[first:].split(" ", 1)[-1])
    )


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
    lines = _apart_from_dates(lines)
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
    run = _Run(lines, marks, _level_of_titles(lines, timed), lexicon)
    for index, this in enumerate(timed):
        stop = before[index + 1] if index + 1 < len(timed) else len(lines)
        follow = _following(run, this, stop)
        if index + 1 == len(timed) and len(timed) > 1:
            follow = follow[: max(longest, 1)]
        longest = max(longest, len(follow))
        head = lines[before[index] : this.at] if before[index] < this.at else []
        entry = _entry(lines[this.at], this, head, follow)
        entry = entry.but(mark=entry.mark or marks[this.at], section=number)
        entries.append(entry.but(apart=True) if beside and not this.words else entry)
        entries += _second_range(lines[this.at], entries[-1])
    leading = any(this.style in ("first", "alone") for this in timed)
    return LineEntries(tuple(entries), last_mark, leading)


def _apart_from_dates(lines: Sequence[Line]) -> Sequence[Line]:
    """*lines*, the date that the first row of a day begins with on a line of its own: it holds for the rows below."""
    cuts = [_stop_of_date(line.text) for line in lines]
    dated = sum(map(bool, cuts))
    if dated < 2 or not any(
        not cut and leading_time(line.text) for line, cut in zip(lines, cuts, strict=True)
    ):
        return lines
    parted: list[Line] = []
    for line, cut in zip(lines, cuts, strict=True):
        if cut:
            parted.append(Line(line.text[:cut].strip(_EDGES), line.place, gap=line.gap, block=line.block))
            rest = line.text[cut:]
            parted.append(evolve(line, text=rest.strip(), gap=False, emphasis=(), links=()))
        else:
            parted.append(line)
    return parted


def _stop_of_date(text: str) -> int:
    """Where the date ends that *text* begins with, if a time follows it at once; else 0."""
    first = next(iter(find_times(text[:60])), None) if any(map(str.isdigit, text[:20])) else None
    if first is None or not 0 < first.begin <= 30:
        return 0
    date = whole_date(text[: first.begin].strip(_EDGES))
    if date is None or date.last or (date.day is None and date.weekday is None and date.ordinal is None):
        return 0
    return first.begin


def _without_parts(lines: Sequence[Line], timed: Sequence[Timed]) -> list[Timed]:
    """*timed* without bare times above a heading, where other times have their words beside them."""
    bare = sum(not this.words for this in timed)
    if bare > 0.3 * len(timed):
        return list(timed)
    return [
        this for this in timed if this.words or this.at + 1 == len(lines) or not lines[this.at + 1].heading
    ]


def _second_range(line: Line, entry: Entry) -> list[Entry]:
    """The entry again at the second range of "8:00 to 12:00 and 14:00 to 18:00"."""
    times = [time for time in find_times(line.text) if time.end is not None]
    if len(times) < 2 or times[0].start != entry.span.start or time_in_several_zones(line.text):
        return []
    between = [line.text[a.stop : b.begin] for a, b in pairwise(times)]
    if any(len(words.strip()) > 12 or "/" in words for words in between):
        return []
    return [entry.but(span=time) for time in times[1:]]


def _marks(lines: Sequence[Line], timed: set[int], mark: DayMark | None) -> list[DayMark | None]:
    """The date that governs each line."""
    marks: list[DayMark | None] = []
    for at, line in enumerate(lines):
        date = None if at in timed else _date_of(line) or _date_above(line, at + 1 in timed)
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


def _date_above(line: Line, timed_below: bool) -> PartialDate | None:  # noqa: FBT001
    """The whole date that begins a line behind a gap and above a time, however much is said of that day."""
    date = leading_date(line.text) if line.gap and timed_below else None
    if date is None or None in (date.weekday, date.day, date.month) or date.last or find_times(line.text):
        return None
    return evolve(date, part=None)  # "Night of art" says nothing about the hours of the day


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
        elif (
            this.style == "labelled"
            or (this.room and (above.gap or above.heading))
            or (not line.gap and (below is None or below.gap))
        ):
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


def _level_of_titles(lines: Sequence[Line], timed: Sequence[Timed]) -> int:
    """The level of the headings that most lines with nothing but a time have below them: those are titles; else 0."""
    bare = [index for index, this in enumerate(timed) if not this.words]
    levels: Counter[int] = Counter()
    for index in bare:
        stop = timed[index + 1].at if index + 1 < len(timed) else len(lines)
        levels[next((line.heading for line in lines[timed[index].at + 1 : stop] if line.heading), 0)] += 1
    level, count = levels.most_common(1)[0] if levels else (0, 0)
    return level if count > 0.6 * len(bare) else 0


@frozen
class _Run:
    """A run of lines, and what is known of the whole of it."""

    lines: Sequence[Line]
    marks: Sequence[DayMark | None]
    titles: int
    """The level of the headings that are titles, or 0."""
    lexicon: Lexicon


def _following(run: _Run, this: Timed, stop: int) -> list[Line]:
    """The lines below a timed one that belong to it, its title first: to the next date, heading or part at most."""
    marks, titles, lexicon = run.marks, run.titles, run.lexicon
    own = run.lines[this.at]
    found: list[Line] = []
    for at, line in enumerate(run.lines[this.at + 1 : stop], this.at + 1):
        titled = (
            line.heading
            and not this.words
            and line.block != own.block
            and (not found or line.heading == titles)
            and not any(above.heading for above in found)
        )
        if line.heading and not titled and not (own.heading and line.heading > own.heading and not found):
            break
        if marks[at] is not marks[this.at] or (found and lexicon.is_distractor(line.text)):
            break
        if line.text.lstrip()[:1] in "©ⓒ" or (this.style == "last" and line.gap):
            break
        if part_of_day(line.text) is not None and at + 1 == stop:
            break
        if this.words and lexicon.is_part_label(line.text.lstrip(" ▶►▷■□◆◇◈●○※")):
            break
        if own.level and not line.level and line.gap and not line.heading:
            break
        found.append(line)
    return sorted(found, key=lambda line: line.heading == 0 or line.heading != titles) if titles else found


def _entry(line: Line, this: Timed, head: Sequence[Line], follow: Sequence[Line]) -> Entry:
    """The entry of a timed line: its own words and those above and below; deeper lists are items."""
    headed = not this.words and bool(follow) and follow[0].heading > 0
    deeper = [] if headed else [f for f in follow if f.level > line.level or this.style == "last"]
    if deeper and head:
        deeper = list(
            follow[follow.index(deeper[0]) :]
        )  # what stands among the items of a list belongs to them
    elif deeper and not this.words and this.style != "last" and follow[0] is deeper[0]:
        # What a term with nothing but a time is the time of: <dt>9:00</dt> <dd>Title<br>Name</dd>.
        deeper = [f for f in deeper if f.block != deeper[0].block]
    plain = [f for f in follow if f not in deeper]
    own = Line(this.words, line.place, emphasis=this.emphasis, links=this.links)
    texts = [*head, own, *plain] if this.words or head or plain else []
    pieces = (_join(texts, line.place),) if any(t.text.strip() for t in texts) else ()
    items = tuple(Piece(f.text, f.place, f.emphasis, f.links) for f in deeper)
    rooms = (Piece(this.room, line.place),) if this.room else ()
    return Entry(
        line.place,
        this.span,
        this.mark,
        this.last,
        activity=pieces,
        rooms=rooms,
        notes=(Piece(this.elsewhere, line.place),) if this.elsewhere else (),
        items=items,
        level=line.level,
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
