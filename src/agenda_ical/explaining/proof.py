"""
Document and Programme -> the proof sheet: the page as it was seen beside the agenda as it was read.

One file for whoever has to approve the agenda. Sessions and the words that they were read from carry the same
numbers, so that it can be read on paper and without JavaScript; with it, each lights up what belongs to it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from agenda_ical.document import Document
from agenda_ical.explaining.sheet import Card, to_sheet
from agenda_ical.explaining.tracing import trace
from agenda_ical.interpreting.draft import TableReading
from agenda_ical.place import Place
from agenda_ical.programme import Programme, Session
from agenda_ical.publishing.cards import end_to_text, others_to_lines, speakers_to_line
from agenda_ical.publishing.page import programme_to_offset
from agenda_ical.publishing.page_words import PageWords, date_to_text, page_words_of
from agenda_ical.publishing.selfcontained import template_to_page
from agenda_ical.publishing.texts import to_line, to_text, without_controls

_TEMPLATE = Path(__file__).with_name("templates") / "proof.html"


def proof(
    document: Document,
    programme: Programme | None,
    tables: Sequence[TableReading],
    *,
    language: str | None = None,
) -> str:
    """
    The proof sheet of *programme*, which was read from *document*, as HTML.

    *tables* are the verdicts of ``interpreting.survey``; without a *programme* the sheet says that none was read.
    Its own words are in *language* (BCP 47), else in that of the programme, else in English.
    Raises MissingExtra when Jinja2 is not installed.
    """
    spoken = (programme and programme.language) or document.language or None
    words = proof_words_of(language or spoken)
    sheet = to_sheet(document, programme, trace(document, programme, tables), tables)
    told = {
        **_head(document, programme, words),
        "words": words,
        "language": words["language"],
        "content_language": spoken or words["language"],
        "sheet": sheet,
        "severities": [doubt.problem.severity for doubt in sheet.doubts],
        "days": tuple(_days(sheet.cards, words)),
        "titles": {card.number: to_line(card.session.title) for card in sheet.cards},
        "place": lambda place: place_to_text(place, words),
    }
    return without_controls(template_to_page(_TEMPLATE, told))


def _head(document: Document, programme: Programme | None, words: PageWords) -> dict[str, Any]:
    """What stands above all: the event, its place and zone."""
    title = programme.title if programme else document.title
    return {
        "programme": programme,
        "title": to_line(title) or words["untitled"],
        "venue": to_line((programme and programme.location) or ""),
        "zone": programme.timezone if programme else "",
        "offset": programme_to_offset(programme) if programme else "",
    }


def proof_words_of(language: str | None) -> PageWords:
    """The words of the sheet in *language* (BCP 47) or in English, with those by which dates are written."""
    written = page_words_of(language)
    return {**written, **all_proof_words()[written["language"]]}


@lru_cache
def all_proof_words() -> dict[str, PageWords]:
    """Every language that the sheet can speak, with its words."""
    return tomllib.loads(Path(__file__).with_name("proof.toml").read_text(encoding="utf-8"))


def place_to_text(place: Place, words: PageWords) -> str:
    """``table 2, row 7``, ``표 2 7행``; nothing for the whole page."""
    named = ("table", "row", "column", "line", "paragraph")
    numbers = [(name, getattr(place, name)) for name in named]
    parts = [words["place"][name].format(number) for name, number in numbers if number is not None]
    between: str = words["place"]["between"]
    return between.join(filter(None, [to_line(place.sheet or ""), *parts]))


def _days(cards: Sequence[Card], words: PageWords) -> Iterator[dict[str, Any]]:
    """Each day with its sessions."""
    for day, group in groupby(cards, key=lambda card: card.session.start.date()):
        shown = [_shown(card, words) for card in group]
        yield {"date": day, "title": date_to_text(day, words), "cards": shown}


def _shown(card: Card, words: PageWords) -> dict[str, Any]:
    """A session in the words of the sheet."""
    session = card.session
    return {
        "number": card.number,
        "spot": card.spot,
        "doubts": card.doubts,
        "session": session,
        "title": to_line(session.title),
        "end": end_to_text(session.start, session.end, words),
        "people": speakers_to_line(session),
        "others": tuple(others_to_lines(session, words["language"])),
        "where": _where(session),
        "about": tuple(part for part in to_text(session.description).split("\n\n") if part.strip()),
        "place": place_to_text(session.place, words),
    }


def _where(session: Session) -> tuple[str, ...]:
    """Its place and tracks, each once."""
    names = [to_line(session.location or ""), *map(to_line, session.tracks)]
    return tuple(dict.fromkeys(filter(None, names)))
