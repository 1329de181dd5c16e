"""Pages are drawn, agendas are listed: what is read from each kind of page (``tests/interpreting/*.md``)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from agenda_ical.api.pages import load
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


TYPED = """Open afternoon
Friday 12 June 2026

2:00 pm  Welcome
2:15 pm  Why share data?
3:00 pm  Coffee
3:30 pm – 4:30 pm  Panel: Who owns the results?
4:30 pm  End
"""


def test_a_line_that_leaves_the_alignment_is_read_among_the_others():
    programme = load(TYPED, format="text")
    assert [f"{s.start:%H:%M} {s.title}" for s in programme.sessions] == [
        "14:00 Welcome",
        "14:15 Why share data?",
        "15:00 Coffee",
        "15:30 Panel: Who owns the results?",
        "16:30 End",
    ]


def test_a_row_of_headers_is_no_title_of_the_event():
    copied = (
        "4 June 2026\n\nTime\tRed Room\tBlue Room\n10:00\tMaps\tTrees\n11:00\tRivers\tBees\n12:00\tSeas\tAnts"
    )
    assert not load(copied, format="text").title


@pytest.mark.parametrize(
    ("name", "heading", "title"),
    [
        ("Summit on Rivers | Schedule", "Schedule", "Summit on Rivers"),
        ("Programme – Summit on Rivers", "", "Summit on Rivers"),
        ("Programme", "Summit on Rivers", "Summit on Rivers"),
        ("", "□ 행사 개요", "행사 개요"),
        ("", "Workshop Programme", "Workshop Programme"),
        ("Workshop - Rivers", "", "Workshop - Rivers"),
        ("Rivers 2026 - Lakes", "", "Rivers 2026 - Lakes"),
    ],
)
def test_what_only_says_programme_is_no_title_where_something_else_is(name, heading, title):
    head = f"<title>{name}</title>" if name else ""
    page = f"{head}<h1>{heading}</h1><p>4 June 2026</p><p>10:00 Welcome</p><p>11:00 Seas</p><p>12:00 End</p>"
    assert load(page.encode(), format="html").title == title


def test_places_in_a_table_with_its_times_along_the_top_are_those_of_the_page():
    table = (
        "<tr><td><td>9:00-10:00<td>10:00-11:00<tr><td>Hall A<td>Maps<td>Coffee<tr><td>Hall B<td>Wells<td>Tea"
    )
    programme = load(f"<h1>4 June 2026</h1><table>{table}</table>".encode(), format="html")
    assert {(s.title, s.place.row, s.place.column) for s in programme.sessions} == {
        ("Maps", 2, 2), ("Wells", 3, 2), ("Coffee", 2, 3), ("Tea", 3, 3),
    }  # fmt: skip


def test_what_the_reader_left_out_is_among_the_problems():
    wide = "".join(f"<td>{number}</td>" for number in range(1001))
    rows = "<tr><td>9:00</td><td>Welcome</td></tr><tr><td>10:00</td><td>Rivers</td></tr>"
    page = f"<h1>4 June 2026</h1><table>{rows}<tr>{wide}</tr></table>"
    programme = load(page.encode(), format="html")
    assert [p.message for p in programme.problems if p.code == "page-cut"] == [
        "In table 1, 1 cells beyond column 1000 were left out."
    ]
