"""The proof sheet, as a parser that is not ours sees it."""

from __future__ import annotations

import re
import string
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from pages import page_to_html, pages
from selectolax.lexbor import LexborHTMLParser

from agenda_ical import Cell, Document, Grid, Heading, MissingExtra, Place, interpret, proof, read
from agenda_ical.explaining import proof as proving
from agenda_ical.explaining.proof import all_proof_words, place_to_text, proof_words_of
from agenda_ical.interpreting.draft import ColumnRole
from agenda_ical.publishing import selfcontained
from agenda_ical.publishing.page_words import all_page_words

from .sheets import BREAKING, EXAMPLES, HOSTILE, TRACKS, WEEK, WORD, read_page, sheet_of

SOURCES = Path(proving.__file__).parent


def parsed(page, **keywords):
    return LexborHTMLParser(sheet_of(page, **keywords))


def texts(tree, selector):
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def test_the_agenda_as_it_was_read():
    """Each session shows its number, times, title, presenters and place below its day."""
    tree = parsed(TRACKS)
    third = tree.css(".card")[2]

    assert texts(tree, ".day h3") == ["Wednesday 10 June 2026"]
    assert texts(tree, ".card .when .no") == [str(number) for number in range(1, 9)]
    assert texts(third, "h4") == ["Waves from satellites"]
    assert texts(third, ".when time") == ["10:00", "10:30"]
    assert texts(third, ".who, .where") == ["Yuki Tanaka", "Main hall"]
    assert texts(third, ".from") == [
        "Session 3: Waves from satellites. See on the page: table 1, row 4, column 2"
    ]


def test_the_page_as_it_was_seen():
    """A table keeps its merged cells, above each column stands its role, and above the table what was made of it."""
    tree = parsed(TRACKS)
    first, fees = tree.css("figure")
    spans = [
        (cell.attributes.get("rowspan"), cell.attributes.get("colspan")) for cell in first.css("tbody td")
    ]

    assert texts(first, ".roles th") == ["time", "room or track", "room or track", "room or track"]
    assert texts(first, "figcaption") == ["Table 1: read as a programme"]
    assert texts(fees, "figcaption") == ["Table 2: not used: no row of it has a time"]
    assert fees.css(".roles") == []
    assert spans.count((None, "3")) == 3
    assert spans.count(("2", None)) == 1


def test_holes_in_a_table():
    """Where a row has no cell at all, a hole keeps the cells behind it below their heads."""
    texts_at = {
        (0, 0): "Time", (0, 1): "Hall A", (0, 2): "Hall B", (0, 3): "Hall C",
        (1, 0): "10:00-10:30", (1, 3): "Rivers in maps",
        (2, 0): "10:30-11:00", (2, 1): "Salt marshes", (2, 3): "Old roofs",
    }  # fmt: skip
    grid = Grid(tuple(Cell(text, *at) for at, text in texts_at.items()), Place(table=1))
    document = Document((Heading("4 June 2026"), grid))
    tree = LexborHTMLParser(proof(document, interpret(document)))
    rows = [
        [(cell.attributes.get("colspan"), cell.text().strip()) for cell in row.css("td")]
        for row in tree.css("tbody tr")
    ]

    assert rows[1:] == [
        [(None, "10:00-10:30"), ("2", ""), (None, "1Rivers in maps")],
        [(None, "10:30-11:00"), (None, "2Salt marshes"), (None, ""), (None, "3Old roofs")],
    ]


def test_a_broad_table():
    """A page with a table of more columns than fit beside each other in portrait is printed in landscape."""
    for halls, is_broad in ((4, False), (5, True)):
        heads = "".join(f"<th>Hall {number}" for number in range(halls))
        rows = "".join(
            f"<tr><td>{hour}:00-{hour + 1}:00"
            + "".join(f"<td>Talk {hour} in hall {number}" for number in range(halls))
            for hour in (10, 11)
        )
        tree = parsed(f"<h2>4 June 2026</h2><table><tr><th>Time{heads}{rows}</table>")

        assert ("broad" in tree.css_first("#source").attributes["class"].split()) is is_broad


def test_sessions_and_cells_lead_to_each_other():
    """Every link has its target; the number in a cell leads to the session, and the session to that cell."""
    for page in (TRACKS, WEEK, EXAMPLES / "keco-2019.txt"):
        tree = parsed(page)
        ids = [node.attributes["id"] for node in tree.css("[id]")]
        for link in tree.css("a[href^='#']"):
            assert link.attributes["href"][1:] in ids
        for card in tree.css(".card"):
            cell = tree.css_first(f"[id='{card.css_first('.from').attributes['href'][1:]}']")
            number = card.attributes["data-n"]
            assert number in cell.attributes["data-s"].split()
            assert f"#s{number}" in [link.attributes["href"] for link in cell.css("a.no")]

        assert len(ids) == len(set(ids))


def test_a_doubt_stands_at_both():
    """What a doubt says, and what to do, stands at the session and at its place on the page, under the same number."""
    tree = parsed(TRACKS)
    at_session, at_page = (tree.css_first(f"#{letter}2") for letter in "de")

    assert "lasts 40 minutes, but 30 minutes are stated" in at_session.text()
    assert texts(at_session, ".said") == texts(at_page, ".said")
    assert texts(at_page, ".todo") == ["What to do: Ask the organiser which of the two is right."]
    assert at_session.parent.attributes["id"] == "s2"
    assert at_page.parent.tag == "td"
    assert "is-warning" in at_page.attributes["class"]


def test_a_doubt_about_the_page():
    """What concerns no session of its own stands above all of them, and leads on to the next doubt."""
    tree = parsed(TRACKS)

    assert ["Thursday" in text for text in texts(tree, ".loose .doubt .said")] == [True]
    assert [link.attributes["href"] for link in tree.css("#d1 .ways a")] == ["#e1", "#d2"]


def test_counts():
    """Sessions, doubts by severity, and words that were not used are counted."""
    tree = parsed(TRACKS)

    assert texts(tree, ".counts dt") == ["Sessions", "Doubts", "Words not used"]
    assert texts(tree, ".counts dd")[:2] == ["8", "2 warnings: 2, notes: 0"]
    assert texts(tree, ".source .u-unused").count("Dr") == 1


def test_text_that_was_not_used_is_folded_away():
    """A long run of text of which nothing was used is there, but closed; a table never is."""
    tree = parsed(TRACKS)

    assert texts(tree, ".folded summary") == ["6 parts of the page that were not used"]
    assert "Imprint" in texts(tree, ".folded .words")
    assert tree.css(".folded figure") == []


def test_the_sheet_speaks_korean():
    """Its words are those of the programme's language, or of the one that is asked for; doubts say that they are English."""
    tree = parsed(WEEK)

    assert tree.css_first("html").attributes["lang"] == "ko"
    assert texts(tree, ".occasion") == ["교정지"]
    assert texts(tree, ".day h3")[0] == "2026년 7월 6일 월요일"
    assert texts(tree, ".from")[0].endswith("표 1, 2행, 2열")
    assert {node.attributes["lang"] for node in tree.css(".doubt .said > span")} == {"en"}
    assert texts(parsed(WEEK, language="en"), ".occasion") == ["Proof sheet"]


def test_a_page_without_a_programme():
    """Where no programme was read, the page is shown all the same, and why each table was not used."""
    document = read(b"<table><tr><th>Members<td>120 EUR<tr><th>Students<td>60 EUR</table>", format="html")

    tree = LexborHTMLParser(proof(document, None))

    assert texts(tree, ".nothing") == ["No programme was read from this page. Beside each table stands why."]
    assert texts(tree, "figcaption")[0].startswith("Table 1: not used: ")
    assert texts(tree, "td .u-unused") == ["Members", "120 EUR", "Students", "60 EUR"]


def test_hostile_content_is_text():
    """Whatever a page says is text on its sheet: no element, no attribute and no script is made of it."""
    html = sheet_of(HOSTILE)
    tree = LexborHTMLParser(html)

    assert texts(tree, ".card h4")[:2] == [BREAKING, WORD]
    assert tree.css("img, b, [onclick], [onerror]") == []
    assert len(tree.css("script")) == 2
    assert "\x00" not in html
    assert html.encode()


def test_policy():
    """The browser is told to run the sheet's own style and scripts, and to load nothing."""
    tree = parsed(HOSTILE)
    policy = tree.css_first("meta[http-equiv='Content-Security-Policy']").attributes["content"]
    own = [node.text() for node in tree.css("style, script")]

    assert policy.startswith("default-src 'none'; ")
    assert re.findall(r"'sha256-(.*?)'", policy) == [
        b64encode(sha256(text.encode()).digest()).decode() for text in (own[1], own[0], own[2])
    ]
    assert [
        address
        for node in tree.css("[src], [href]")
        for address in [node.attributes.get("src") or node.attributes.get("href")]
        if not address.startswith(("#", "data:"))
    ] == []


@settings(max_examples=25)
@given(pages())
def test_every_page_has_a_sheet(page):
    """Whatever page is read, all its words and all its sessions are on the sheet, and ids are unique."""
    document, programme = read_page(page_to_html(page))
    tree = LexborHTMLParser(proof(document, programme))
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    cells = [" ".join(cell.text.split()) for grid in document.grids for cell in grid.cells]

    assert len(tree.css(".card")) == len(programme.sessions)
    assert len(ids) == len(set(ids))
    assert texts(tree, "td .words") == cells


def test_the_same_page_gives_the_same_sheet():
    """Nothing in it comes from the clock or from chance."""
    assert sheet_of(TRACKS) == sheet_of(TRACKS)


def test_a_long_page_is_not_dear():
    """Twice the rows take no more than about twice the links and characters: nothing counts every pair."""
    short, long = (len(sheet_of(_long_page(rows))) for rows in (100, 200))

    assert long < 2.2 * short


def _long_page(rows):
    lines = [
        f"<tr><td>{8 + row // 20:02}:{row % 20 * 3:02}<td>The same title<td>Talk {row}<td>Ann Roe"
        for row in range(rows)
    ]
    return f"<h2>4 June 2026</h2><table><tr><th>Time<th>Hall A<th>Hall B<th>Chair{''.join(lines)}</table>"


def test_without_jinja(monkeypatch):
    """Where the extra is not installed, we say what to type."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    selfcontained._environment.cache_clear()

    with pytest.raises(MissingExtra, match=re.escape("pip install 'agenda-ical[site]'")):
        sheet_of(TRACKS)


def test_places():
    """A place is told in the words of the sheet, with the sheet of a workbook before it."""
    place = Place(table=2, row=7, sheet="Day 1")

    assert place_to_text(place, proof_words_of("en")) == "Day 1, table 2, row 7"
    assert place_to_text(place, proof_words_of("ko")) == "Day 1, 표 2, 7행"
    assert place_to_text(Place(), proof_words_of("en")) == ""


def test_every_language_of_the_sheet_is_complete():
    """Each language has the words of English with the same gaps, none is idle, and every role of a column has its own."""
    languages = {name: _flat(words) for name, words in all_proof_words().items()}
    english = languages["en"]
    told = "".join(
        path.read_text("utf-8") for path in (SOURCES / "templates/proof.html", SOURCES / "proof.py")
    )

    assert set(languages) == set(all_page_words())
    for words in languages.values():
        assert {key: _gaps(text) for key, text in words.items()} == {
            key: _gaps(text) for key, text in english.items()
        }
    top = {key.partition(".")[0] for key in english} - {"warning", "note"}
    assert {key for key in top if f"words.{key}" not in told and f'words["{key}"]' not in told} == set()
    assert set(ColumnRole.__args__) - {""} == {
        key.removeprefix("roles.") for key in english if key.startswith("roles.")
    }


def _flat(words):
    tables = {key: value for key, value in words.items() if isinstance(value, dict)}
    flat = {f"{key}.{name}": text for key, table in tables.items() for name, text in table.items()}
    return flat | {key: value for key, value in words.items() if key not in tables}


def _gaps(text):
    return len([name for _, name, _, _ in string.Formatter().parse(text) if name is not None])
