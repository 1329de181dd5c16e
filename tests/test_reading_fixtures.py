"""Pages and what is drawn of them, one dotted file per format."""

from __future__ import annotations

from pathlib import Path

import pytest
from office import hangul_file, word_file

from agenda_ical.reading import read
from agenda_ical.reading.drawn import draw
from agenda_ical.reading.html import html_to_document
from agenda_ical.reading.markup import parse_with_justhtml, parse_with_turbohtml

HERE = Path(__file__).parent / "reading"
FILES = {
    "html": str.encode,
    "text": str.encode,
    "markdown": str.encode,
    "docx": word_file,
    "hwpx": hangul_file,
}
"""Formats, and what makes a file of a source."""


def fixtures(format: str) -> list[tuple[str, str, str]]:
    """Title, source and drawing of each case in the dotted file of *format*."""
    pieces = (HERE / f"{format}.md").read_text(encoding="utf-8").split("\n.\n")
    return [tuple(piece.strip("\n") for piece in pieces[at : at + 3]) for at in range(0, len(pieces) - 2, 3)]


CASES = [
    pytest.param(format, *case, id=f"{format}: {case[0]}") for format in FILES for case in fixtures(format)
]
PAGES = [pytest.param(page, id=title) for title, page, _ in fixtures("html")]


@pytest.mark.parametrize(("format", "title", "source", "drawing"), CASES)
def test_a_page_is_drawn_as_it_looks(format: str, title: str, source: str, drawing: str):
    """What is read from a page, drawn, is what a person sees."""
    assert draw(read(FILES[format](source), format=format)).rstrip("\n") == drawing, title


@pytest.mark.parametrize("page", PAGES)
def test_both_parsers_see_the_same_page(page: str):
    """Where there is no wheel of the fast parser, the other one gives the same document."""
    assert html_to_document(page, parse_with_justhtml) == html_to_document(page, parse_with_turbohtml)


def test_the_fixtures_are_found():
    """An empty or moved file cannot pass in silence."""
    assert all(len(fixtures(format)) >= 5 for format in FILES)
