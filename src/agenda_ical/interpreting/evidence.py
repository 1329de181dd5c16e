"""What the rest of the page says about the event: its dates and years, its name, its place, its language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from agenda_ical.document import Document, Grid, Heading, Paragraph
from agenda_ical.interpreting.draft import DayMark, Evidence
from agenda_ical.phrases.dates import PartialDate, find_dates, find_years, is_filler, whole_date
from agenda_ical.phrases.languages import Lexicon
from agenda_ical.phrases.times import find_times, leading_time
from agenda_ical.place import Place
from agenda_ical.regexes import regex

_PARTED: Final = regex(r"(\s*[|｜»«]\s*|\s+[-–—·:]\s+|\s*::\s*)")
_BULLETS: Final = " □■○●◇◆▶▷※◎"


def document_to_evidence(document: Document, lexicon: Lexicon) -> Evidence:
    """The dates and years of *document* outside its tables, the most telling first."""
    texts = list(_texts(document, lexicon))
    marks: list[DayMark] = []
    years: list[int] = []
    for text, place in texts:
        if not any(map(str.isdigit, text)):
            continue
        marks += [DayMark(date, place, text) for date in _dates_of(text, lexicon) if date.month]
        years += find_years(text)
    for event in document.events:
        for text in (event.start, event.end):
            marks += [DayMark(date, Place(), text) for date in find_dates(text[:10]) if date.month]
    dated = [mark.date.year for mark in marks if mark.date.year]
    return Evidence(tuple(marks), tuple(dict.fromkeys([*dated, *years])))


def _dates_of(text: str, lexicon: Lexicon) -> tuple[PartialDate, ...]:
    """The dates of *text*; behind a label that announces a date, "8/1/15" is one."""
    found = find_dates(text)
    whole = whole_date(text) if not found and lexicon.is_when_label(text) else None
    return found or ((whole,) if whole is not None else ())


def _texts(document: Document, lexicon: Lexicon) -> Iterable[tuple[str, Place]]:
    """The texts that may date the event: its name, "when:" lines, headings, the rest, footers last."""
    yield document.title, Place()
    lines = [
        (b.text, b.place, isinstance(b, Heading))
        for b in document.blocks
        if isinstance(b, Heading | Paragraph)
    ]
    captions = [(b.caption, b.place, True) for b in document.blocks if isinstance(b, Grid) and b.caption]
    lines += captions
    ranked = sorted(lines, key=lambda line: _rank(line[0], lexicon, heading=line[2]))
    for text, place, _ in ranked:
        yield text, place
    yield document.description, Place()
    yield from ((cell.text, grid.place) for grid in document.grids for cell in grid.cells[:3])


def _rank(text: str, lexicon: Lexicon, *, heading: bool) -> int:
    if "©" in text or "ⓒ" in text or "copyright" in text.casefold():
        return 4
    if lexicon.is_distractor(text):
        return 3
    if lexicon.is_when_label(text):
        return 0
    return 1 if heading else 2


def event_title(document: Document) -> str:
    """
    What the event is called: its name in data for machines, the page's name, the page's first heading.

    A day does not name an event, nor does the tab of a sheet; "Programme" and the like only where nothing else does.
    """
    names = [_without_filler(name) for name in _names(document)]
    telling = (name for name in names if not is_filler(name))
    return next(telling, names[0] if names else "")


def _names(document: Document) -> Iterator[str]:
    """All that may name the event, the likeliest first."""
    named = [*(event.name for event in document.events), document.title]
    yield from (" ".join(name.split()) for name in named if name.strip())
    headings = [
        block
        for block in document.blocks
        if isinstance(block, Heading) and block.text != block.place.sheet and whole_date(block.text) is None
    ]
    if headings:
        top = min(heading.level for heading in headings)
        first, *others = (" ".join(heading.text.split()) for heading in headings if heading.level == top)
        if not others or not document.title.strip():
            yield first
    else:
        lines = (b.text.strip() for b in document.blocks if isinstance(b, Paragraph))
        named = [line for line in lines if _may_name_event(line)][:1]
        yield from (" ".join(line.split("\n")[0].split())[:80].rstrip(" :：") for line in named)


def _without_filler(name: str) -> str:
    """*name* without a first or last part that says "Programme": "Summit on Rivers | Schedule"."""
    parts = _PARTED.split(name.strip(_BULLETS))
    if is_filler(parts[0]) and _tells_more("".join(parts[2:])):
        parts = parts[2:]
    if is_filler(parts[-1]) and _tells_more("".join(parts[:-2])):
        parts = parts[:-2]
    return "".join(parts)


def _tells_more(name: str) -> bool:
    return not is_filler(name) and len(name.split()) > 1


def _may_name_event(line: str) -> bool:
    """Whether *line* is neither a time, nor a date, nor a row of cells."""
    timed = find_times(line) or leading_time(line)
    return bool(line) and "\t" not in line and not timed and whole_date(line) is None


def event_place(document: Document, lexicon: Lexicon) -> str | None:
    """Where the event takes place, where the page says so with a label or to machines."""
    for event in document.events:
        if event.location:
            return event.location
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for line in block.text.split("\n"):
                place = lexicon.place_after_label(line)
                if place:
                    return place
    return None
