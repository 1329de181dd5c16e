"""Which words of a page became what, and of which session."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from pages import page_to_html, page_to_markdown, page_to_pasted, pages

from agenda_ical import interpret, load, read, select
from agenda_ical.api.pages import to_hints
from agenda_ical.explaining.pieces import UNUSED
from agenda_ical.explaining.sheet import to_sheet
from agenda_ical.explaining.tracing import trace
from agenda_ical.interpreting import survey
from agenda_ical.reading.drawn import read_drawn

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").iterdir())
SHAPES = re.findall(
    r"```drawn\n(.*?)```", (ROOT / "docs/explanation/shapes.md").read_text("utf-8"), re.DOTALL
)
CASES = [
    page
    for path in sorted((ROOT / "tests/interpreting").glob("*.md"))
    for page in path.read_text("utf-8").split("\n.\n")[1::3]
]
TODAY = date(2026, 6, 1)


def traced(document, programme):
    return trace(document, programme, survey(document, to_hints(language=programme.language)))


def told(page, **hints):
    """Each text of a drawn page with the numbers of its sessions, and each use that was made of its words."""
    document = read_drawn(page)
    return lines_of(traced(document, interpret(document, today=TODAY, **hints)))


def lines_of(trace):
    return [line(one) for block in trace.of_block for one in block if one.spot.text.strip()]


def line(one):
    text, at, parts = one.spot.text, 0, []
    for claim in one.claims:
        parts += [text[at : claim.begin], f"<{claim.use} {text[claim.begin : claim.stop]}>"]
        at = claim.stop
    numbers = ",".join(str(number + 1) for number in one.sessions)
    return f"{numbers}: {''.join([*parts, text[at:]])}".replace("\n", "/")


TALKS = """\
# Coast days, Old Lighthouse

## Thursday 4 June 2026

+---------------+-------------------+---------------------+--------------+
| Time          | Hall A            | Hall B              | Chair        |
+===============+===================+=====================+==============+
| 09:00 - 09:30 | Welcome coffee                          | Ann Roe      |
+---------------+-------------------+---------------------+              |
| 09:30 - 10:00 | Tides\\            | Hands-on: a beach\\  |              |
|               | Bo Lindqvist      | Dr. Eva Vogel       |              |
+---------------+-------------------+                     +--------------+
| 10:00 - 10:30 | Storms\\           |                     | Ivan Moreau  |
|               | Mei Tanabe        |                     |              |
+---------------+-------------------+---------------------+--------------+
"""


def test_a_table_with_tracks():
    """A session is linked to its cell, to its times, to who chairs, to the head of its column and to its date."""
    assert told(TALKS) == [
        ": <event Coast days, Old Lighthouse>",
        "1,2,3,4: <date Thursday 4 June 2026>",
        ": <head Time>",
        "2,4: <place Hall A>",
        "3: <place Hall B>",
        ": <head Chair>",
        "1: <time 09:00 - 09:30>",
        "1: <title Welcome coffee>",
        "1,2,3: <people Ann Roe>",
        "2,3: <time 09:30 - 10:00>",
        "2: <title Tides>/<people Bo Lindqvist>",
        "3: <title Hands-on: a beach>/Dr. <people Eva Vogel>",
        "3,4: <time 10:00 - 10:30>",
        "4: <title Storms>/<people Mei Tanabe>",
        "4: <people Ivan Moreau>",
    ]


WEEK = """\
# Summer school, 6-7 July 2026

+---------------+----------+-----------+
| Time          | Mon 6/7  | Tue 7/7   |
+===============+==========+===========+
| 09:00 - 10:30 | Waves    | Satellites|
+---------------+----------+-----------+
| 10:30 - 12:00 | Field    | Buoys     |
+---------------+          +-----------+
| 12:00 - 13:30 | work     |           |
+---------------+----------+-----------+
"""


def test_a_week():
    """Below days as columns each session is linked to its own day, and to what tells the year."""
    lines = told(WEEK)

    assert "1,2: <date Mon 6/7>" in lines
    assert "3,4: <date Tue 7/7>" in lines
    assert "1,2,3,4: <event Summer school, ><date 6-7 July 2026>" in lines
    assert "1,3: <time 09:00 - 10:30>" in lines


def test_times_along_the_top():
    """Where a table was turned over to be read, its sessions are found where they stand on the page."""
    page = """\
## 12 October 2025

+----------+---------------+---------------+
| Room     | 09:00 - 10:00 | 10:00 - 11:00 |
+----------+---------------+---------------+
| Room 101 | Algebra       | Geometry      |
+----------+---------------+---------------+
| Room 102 | Drawing       | Painting      |
+----------+---------------+---------------+
"""

    assert told(page)[2:] == [
        "1,2: <time 09:00 - 10:00>",
        "3,4: <time 10:00 - 11:00>",
        "1,3: <place Room 101>",
        "1: <title Algebra>",
        "3: <title Geometry>",
        "2,4: <place Room 102>",
        "2: <title Drawing>",
        "4: <title Painting>",
    ]


def test_running_text():
    """What stands on lines of its own below a time is linked up to the next time, and nothing of it twice."""
    document = read(ROOT / "examples" / "keco-2019.txt")

    lines = lines_of(traced(document, interpret(document)))

    assert lines[7:13] == [
        "4: <about (current progress on GHG/Renewable Energy targets)>",
        "4: <people KECO>(<people M. Choi>)",
        "5: <time 15:35-16:00(25’)> <title Coffee break>",
        "6: <time 16:00-16:40(40’)> <title Best practices(province)>",
        "6: <about _presentation followed by Q&A>",
        "6: <people GangWon Province> (<people O .Gwon>)",
    ]
    assert lines[15:17] == ["7: <people AnSan City>", "7: <people (Asan Foundation)>"]


def test_a_title_above_its_time():
    """Where titles stand above their times, they are found there."""
    text = (
        "Spring meetup, 20 April 2024\n\n"
        "Maps of the moon\n10:00 - 10:30, Room 4\n\n"
        "Salt and stone\n10:30 - 11:00, Room 5\n\n"
        "Old roofs\n11:00 - 11:30, Room 4\n"
    )
    document = read(text.encode(), format="text")

    assert lines_of(traced(document, interpret(document)))[1:5] == [
        "1: <title Maps of the moon>",
        "1: <time 10:00 - 10:30>, <place Room 4>",
        "2: <title Salt and stone>",
        "2: <time 10:30 - 11:00>, <place Room 5>",
    ]


def test_an_overview():
    """What an overview tells that the details tell again is no unused text: it is linked to the session that both became."""
    page = """\
## Thursday 4 June 2026

+-------+-----------------------+
| Time  | Session               |
+=======+=======================+
| 09:00 | Opening of the days   |
+-------+-----------------------+
| 10:00 | Rivers and their maps |
+-------+-----------------------+

+---------------+-----------------------+--------------+
| Time          | Session               | Who          |
+===============+=======================+==============+
| 09:00 - 10:00 | Opening of the days   | Ann Roe      |
+---------------+-----------------------+--------------+
| 10:00 - 10:30 | Rivers and their maps | Bo Lindqvist |
+---------------+-----------------------+--------------+
"""

    lines = told(page)

    assert lines.count("1: <title Opening of the days>") == 2
    assert lines.count("2: <title Rivers and their maps>") == 2
    assert "1: <time 09:00>" in lines


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_session_of_the_examples(path):
    """Of every session of the examples, title, time and date are found on the page."""
    document = read(path)

    assert unfound(document, interpret(document, year=2026, today=TODAY)) == []


@pytest.mark.parametrize("page", SHAPES + CASES)
def test_every_session_of_every_shape(page):
    """Of every session of the pages that we drew, title, time and date are found on the page."""
    document = read_drawn(page + "\n")

    assert unfound(document, interpret(document, today=TODAY)) == []


@settings(max_examples=40)
@given(pages())
def test_every_session_of_any_page(page):
    """Of every session of a generated page in HTML, Markdown or text, title, time and date are found on it."""
    forms = (("html", page_to_html), ("markdown", page_to_markdown), ("text", page_to_pasted))
    for form, write in forms:
        document = read(write(page).encode(), format=form)

        assert unfound(document, interpret(document, today=TODAY)) == []


def unfound(document, programme):
    """The sessions of which title, time or date were not found."""
    found = {"title": set(), "time": set(), "date": set()}
    for block in traced(document, programme).of_block:
        for one in block:
            for claim in one.claims:
                found.get(claim.use, set()).update(one.sessions)
    return [
        (use, session.title, str(session.place))
        for number, session in enumerate(programme.sessions)
        for use, there in found.items()
        if number not in there
    ]


def test_a_part_of_a_programme():
    """What a selection leaves out was used all the same, but its sessions are not on the sheet."""
    document = read_drawn(TALKS)
    whole = interpret(document)
    part = select(whole, words="tides")

    sheet = to_sheet(document, part, traced(document, part), ())
    spots = [spot for run in sheet.runs for block in run.blocks for row in block.rows for spot in row]

    assert [card.session.title for card in sheet.cards] == ["Tides"]
    assert {spot.sessions for spot in spots} == {(), (1,)}
    assert [p.text for spot in spots for p in spot.pieces if p.use == UNUSED] == ["Dr"]


def test_words_that_were_not_used():
    """Words are counted, and those that nothing was made of."""
    text = "Rivers\n\nRegister by mail.\n\nFriday 12 June 2026\n\n10:00-10:30 Opening, Dr. Ann Roe\n10:30-11:00 Rivers\n"
    document = read(text.encode(), format="text")
    programme = load(text.encode(), format="text")

    sheet = to_sheet(document, programme, traced(document, programme), ())

    assert sheet.unused == len(["Register", "by", "mail", "Dr"])
    assert sheet.words == 1 + 3 + 4 + 4 + 4 + 4 + 1
