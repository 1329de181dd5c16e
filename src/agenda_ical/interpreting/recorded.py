"""
A page of records -> its programme, with nothing guessed.

Such a page is what ``show`` writes as Markdown or CSV, perhaps changed by a person since. Its tables are known by their
headers, its days by the headings above them; what it says of the whole event stands in lines such as
``timezone: Asia/Seoul``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import evolve, frozen

from agenda_ical.document import Document, Grid, Heading, Paragraph
from agenda_ical.errors import NoProgramme
from agenda_ical.interpreting.deriving import odd_time, title_to_kind
from agenda_ical.interpreting.draft import Hints
from agenda_ical.phrases.dates import whole_date
from agenda_ical.phrases.languages import Lexicon
from agenda_ical.place import Place
from agenda_ical.programme import Problem, Programme, Session, session_order
from agenda_ical.records import OF_THE_EVENT, is_header, record_to_session
from agenda_ical.zones import Localizer


@frozen
class _Row:
    """One record, its day as the page heads it, and where it stands."""

    record: Mapping[str, str]
    day: date | None
    place: Place


def document_to_recorded(document: Document, lexicon: Lexicon, hints: Hints) -> Programme | None:
    """The programme of a page of records, or None where *document* is none; raises NoProgramme where no row can be taken."""
    if not any(map(_is_recorded, document.grids)):
        return None
    rows = tuple(_rows(document, hints))
    facts = _facts(document)
    stated = facts.get("timezone") or next(
        (zone for row in rows if (zone := row.record.get("timezone"))), None
    )
    timezone = (hints.zone_assumed and stated) or hints.timezone
    localizer = Localizer(timezone)
    sessions: list[Session] = []
    problems: list[Problem] = []
    for row in rows:
        for found in _read(row, localizer, lexicon, timezone):
            (sessions if isinstance(found, Session) else problems).append(found)  # type: ignore[arg-type]
    if not sessions:
        told = f": {problems[0].place}: {problems[0].message}" if problems else "."
        raise NoProgramme(f"The page has a table of records, but no session could be made of it{told}")
    placed = (evolve(one, location=one.location or hints.location) for one in sessions)
    return Programme(
        title=hints.title or _title(document),
        timezone=timezone,
        sessions=tuple(sorted(placed, key=session_order)),
        problems=tuple(problems),
        location=hints.location or facts.get("location"),
        url=facts.get("url") or document.source or None,
        language=hints.language or facts.get("language") or document.language or None,
    )


def _is_recorded(grid: Grid) -> bool:
    return is_header([cell.text for cell in grid.row(0)]) if grid.height else False


def _is_asked(grid: Grid, hints: Hints) -> bool:
    return not hints.only_tables or grid.place.table in hints.only_tables


def _title(document: Document) -> str:
    heads = (block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1)
    return next(heads, document.title)


def _facts(document: Document) -> dict[str, str]:
    """What the page says of the whole event."""
    facts: dict[str, str] = {}
    for block in document.blocks:
        if isinstance(block, Paragraph):
            name, colon, fact = block.text.partition(":")
            if colon and name.strip().casefold() in OF_THE_EVENT and fact.strip():
                facts.setdefault(name.strip().casefold(), fact.strip())
    return facts


def _rows(document: Document, hints: Hints) -> Iterator[_Row]:
    day: date | None = None
    for block in document.blocks:
        if isinstance(block, Heading):
            day = _day(block.text, hints) or day
        elif isinstance(block, Grid) and _is_recorded(block) and _is_asked(block, hints):
            names = [cell.text.strip().casefold() for cell in block.row(0)]
            for number in range(1, block.height):
                place = block.rows[number] if block.rows else evolve(block.place, row=number + 1)
                texts = {cell.column: cell.text for cell in block.row(number)}
                record = {name: texts.get(column, "") for column, name in enumerate(names)}
                if any(text.strip() for text in record.values()):
                    yield _Row(record, day, place)


def _day(text: str, hints: Hints) -> date | None:
    """The date that a heading names in full, or with the year that a person told."""
    found = whole_date(text, hints.language)
    if found is None or found.day is None or found.month is None:
        return None
    year = found.year or hints.year
    return date(year, found.month, found.day) if year else None


def _read(row: _Row, localizer: Localizer, lexicon: Lexicon, timezone: str) -> Iterator[Session | Problem]:
    """The session of *row*, with what is odd about its times; or why there is none."""
    try:
        read = record_to_session(row.record, row.day, localizer)
    except ValueError as error:
        yield Problem(
            "record-unread", "warning", f"This row {error}; no session was made of it.",
            "Write a time as 14:15, and above the table its day in full; then read the page again.", row.place,
        )  # fmt: skip
        return
    kind = read.session.kind if read.kind_told else title_to_kind(read.session.title, lexicon)
    session = evolve(read.session, kind=kind, place=row.place)
    yield session
    if read.oddity:
        yield odd_time(session, read.oddity, timezone)
