"""What of a page's programme tables no session, heading, header or problem holds; what of a programme no page says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from agenda_ical.document import Cell, Document, Grid, document_texts
from agenda_ical.interpreting import Hints, survey
from agenda_ical.phrases.dates import find_dates, whole_date
from agenda_ical.phrases.durations import find_minutes, whole_minutes
from agenda_ical.phrases.languages import Lexicon, lexicon
from agenda_ical.phrases.languages import words as table
from agenda_ical.phrases.times import find_times, whole_time
from agenda_ical.programme import Programme, Session

WORD = re.compile(r"[^\W\d_]{2,}")


def letters(text: str) -> str:
    """The letters and digits of *text*, as they are compared: without spaces, hyphens, case and width."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def lost_words(document: Document, programme: Programme, hints: Hints) -> list[str]:
    """The words of the cells of programme tables that nothing accounts for, each with its place."""
    words = lexicon(hints.language or document.language or None)
    held = letters(" ".join(_held(programme)))
    readings = {reading.place: reading for reading in survey(document, hints)}
    lost = []
    for grid in document.grids:
        reading = readings[grid.place]
        if reading.refused is not None:
            continue
        for cell in grid.cells:
            if _is_accounted(cell.text, held, words) or _heads(grid, cell) or _is_clock(cell, reading.roles):
                continue
            lost += [f"{grid.place_of(cell)}: {word}" for word in _lost_of(cell.text, held, words)]
    return lost


def _heads(grid: Grid, cell: Cell) -> bool:
    """A heading is alone in its row; a header stands in the first row, or is called one by the page."""
    alone = sum(bool(other.text.strip()) for other in grid.row(cell.row)) == 1
    return alone or cell.row == 0 or cell.header


def _is_clock(cell: Cell, roles: tuple[str, ...]) -> bool:
    """A cell of a column of dates or times that tells one, or a part of the day."""
    if roles[cell.column] not in ("time", "date", "start", "end"):
        return False
    if any(
        cell.text.strip() in table()[f"part_{part}"] for part in ("morning", "noon", "afternoon", "evening")
    ):
        return True
    return bool(find_times(cell.text) or find_dates(cell.text)) or whole_date(cell.text) is not None


def _held(programme: Programme) -> Iterator[str]:
    for session in programme.sessions:
        yield from session_texts(session)
    for problem in programme.problems:
        yield problem.message


def session_texts(session: Session) -> Iterator[str]:
    """All that *session* says in words."""
    yield from (session.title, session.description, session.location or "", *session.tracks)
    for presenter in session.presenters:
        yield f"{presenter.name or ''} {presenter.organisation or ''} {presenter.role}"


def _is_accounted(text: str, held: str, words: Lexicon) -> bool:
    """A whole cell that is held, or is a time, a date, a length, a header, a filler."""
    flat = " ".join(text.split())
    if (
        letters(flat) in held
        or words.is_placeholder(flat)
        or words.header_roles(flat)
        or words.is_link_label(flat)
    ):
        return True
    return any(read(flat) is not None for read in (whole_time, whole_date, whole_minutes))


def _lost_of(text: str, held: str, words: Lexicon) -> list[str]:
    """The words of *text* outside its times, dates and lengths that are not held and no named rule leaves out."""
    for found in (find_times(text), find_dates(text)):
        for one in reversed(found):
            text = text[: one.begin] + " " + text[one.stop :]
    if (minutes := find_minutes(text)) is not None:
        text = text[: minutes[1]] + " " + text[minutes[2] :]
    lines = [line for line in text.split("\n") if not words.is_link_label(line)]
    return [word for word in WORD.findall("\n".join(lines)) if not _is_left_out(word, held, words)]


def _is_left_out(word: str, held: str, words: Lexicon) -> bool:
    """Titles before names, positions behind them, roles, placeholders: what a presenter's name goes without."""
    plain = word.casefold()
    if letters(word) in held:
        return True
    named = (
        words.honorifics,
        words.positions,
        words.placeholders,
        words.groups,
        words.by,
        words.joiners,
        words.roles,
    )
    if any(plain in known or f"{plain}." in known for known in (*named, words.venue, words.minutes)):
        return True
    flat = letters(word)
    ends = [at for at in range(len(flat) - 1, 1, -1) if flat[:at] in held]
    return any(flat[at:] in words.positions or len(flat) - at == 1 for at in ends)


def invented_words(document: Document, programme: Programme) -> list[str]:
    """The words of titles, names, places and tracks that do not stand in the document."""
    said = letters(" ".join(document_texts(document)) + document.title)
    return [
        word
        for session in programme.sessions
        for text in (session.title, session.location or "", *session.tracks, *_names(session))
        for word in re.findall(r"[^\W_]+", text)
        if letters(word) not in said
    ]


def _names(session: Session) -> Iterator[str]:
    for presenter in session.presenters:
        yield presenter.name or ""
        yield presenter.organisation or ""
