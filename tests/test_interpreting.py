"""Pages are drawn, agendas are listed: what is read from each kind of page (``tests/interpreting/*.md``)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from agenda_ical.interpreting import Hints, interpret
from agenda_ical.programme import Programme
from agenda_ical.publishing.listing import programme_to_listing
from agenda_ical.reading.drawn import read_drawn

FOLDER = Path(__file__).parent / "interpreting"
TODAY = date(2026, 6, 1)


def dotted(path: Path) -> list[tuple[str, str, str]]:
    """The cases of a dotted file: title, page, agenda, each ended by a line with a single dot."""
    pieces = path.read_text("utf-8").split("\n.\n")
    return [(pieces[i].strip(), pieces[i + 1], pieces[i + 2]) for i in range(0, len(pieces) - 2, 3)]


CASES = [(path.stem, *case) for path in sorted(FOLDER.glob("*.md")) for case in dotted(path)]


def listed(programme: Programme) -> str:
    """The agenda, and below it the problems by their code and place."""
    problems = "".join(f"! {p.severity} {p.code}: {p.place}\n" for p in programme.problems)
    return (programme_to_listing(programme) + problems).rstrip("\n")


def test_cases_are_found():
    """A moved folder cannot pass in silence."""
    assert len(CASES) >= 28


@pytest.mark.parametrize(
    ("page", "agenda"), [case[2:] for case in CASES], ids=[f"{c[0]}: {c[1]}" for c in CASES]
)
def test_page_reads_as_agenda(page: str, agenda: str):
    """A drawn page gives the agenda listed below it, and the doubts that belong to it."""
    programme = interpret(read_drawn(page + "\n"), Hints(today=TODAY))

    assert agenda == listed(programme)
