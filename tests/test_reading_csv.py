"""Files of rows: what parts their cells, quotes, what stands above the table, and encodings."""

from __future__ import annotations

from time import perf_counter

import pytest

from agenda_ical import interpret
from agenda_ical.document import Grid, Paragraph
from agenda_ical.errors import BeyondLimits, UnreadableFile
from agenda_ical.limits import Limits
from agenda_ical.reading import read

ROWS = (
    ("Time", "Session", "Speaker"),
    ("09:00-10:00", "Opening", "Ann Roe"),
    ("10:00-11:00", "하천 읽기", "김하늘"),
)


def written(delimiter: str, end: str = "\n") -> str:
    """The rows, parted by *delimiter*."""
    return "".join(delimiter.join(row) + end for row in ROWS)


def texts(content: str | bytes, name: str = "programme.csv", **options: str) -> list[tuple[str, ...]]:
    """The texts of all cells, row by row."""
    grids = [block for block in read(content, name=name, **options).blocks if isinstance(block, Grid)]
    return [
        tuple(cell.text for cell in grid.cells if cell.row == row)
        for grid in grids
        for row in range(grid.height)
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_parts_the_cells_shows(delimiter: str, end: str):
    """Offices write commas, semicolons or tabs, as their country has it."""
    assert texts(written(delimiter, end).encode()) == [*ROWS]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.TAB"])
def test_endings_do_not_say_what_parts_the_cells(name: str):
    """Programs call a file with semicolons .csv, and one with tabs too."""
    assert texts(written(";").encode(), name) == [*ROWS]


def test_commas_in_cells_do_not_part_them():
    """A file with semicolons has commas wherever people write them."""
    rows = "Time;Session\n09:00;Rivers, lakes, and seas\n10:00;Lunch, then a walk\n"

    assert texts(rows.encode()) == [
        ("Time", "Session"),
        ("09:00", "Rivers, lakes, and seas"),
        ("10:00", "Lunch, then a walk"),
    ]


def test_the_first_line_may_say_it():
    """Spreadsheets write ``sep=;`` for each other."""
    assert texts(b"sep=|\nTime|Talk; long\n09:00|Opening; short\n") == [
        ("Time", "Talk; long"),
        ("09:00", "Opening; short"),
    ]


def test_quoted_cells_hold_lines_quotes_and_commas():
    """RFC 4180, section 2, rules 6 and 7."""
    rows = 'Time,Session\n09:00,"Rivers, a ""short"" history\nAnn Roe"\n10:00,Lunch\n'

    assert texts(rows.encode()) == [
        ("Time", "Session"),
        ("09:00", 'Rivers, a "short" history\nAnn Roe'),
        ("10:00", "Lunch"),
    ]


def test_a_quote_that_is_never_closed_swallows_nothing():
    """The rest of the file is rows, not one cell."""
    assert texts(b'09:00,"Rivers\n10:00,Lunch\n11:00,Lakes\n') == [
        ("09:00", '"Rivers'),
        ("10:00", "Lunch"),
        ("11:00", "Lakes"),
    ]


def test_lines_above_the_table_are_paragraphs():
    """Title and day stand there, alone or with empty cells behind them."""
    document = read(b"Rivers Forum,,\n4 June 2026,,\n,,\nTime,Talk,Who\n09:00,Opening,Ann\n", name="a.csv")

    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "Rivers Forum",
        "4 June 2026",
    ]
    assert [block.width for block in document.blocks if isinstance(block, Grid)] == [3]


def test_rows_may_be_ragged():
    """A row with fewer or more cells keeps those that it has in their columns."""
    (grid,) = read(b"a,b,c\nd\ne,,f,g\nh,i,j\n", name="a.csv").blocks

    assert isinstance(grid, Grid)
    assert [(cell.text, cell.row, cell.column) for cell in grid.cells if cell.row in (1, 2)] == [
        ("d", 1, 0),
        ("e", 2, 0),
        ("f", 2, 2),
        ("g", 2, 3),
    ]


def test_places_are_lines():
    """An editor shows the number; a cell of several lines moves the rows behind it."""
    (grid,) = read(b'sep=,\na,"b\nc"\n\nd,e\n', name="a.csv").blocks

    assert isinstance(grid, Grid)
    assert [place.line for place in grid.rows] == [2, 5]


def test_tags_in_cells_are_left_out():
    """Exports of web pages bring them along."""
    assert texts(b"09:00,<i>Keynote:</i> Rivers<br>Ann &amp; Bo\n10:00,5 < 6 & 7\n") == [
        ("09:00", "Keynote: Rivers\nAnn & Bo"),
        ("10:00", "5 < 6 & 7"),
    ]


def test_a_file_without_cells_is_read_as_lines():
    """Whatever it is called."""
    assert [block.text for block in read(b"09:00 Opening\n10:00 Lunch\n", name="a.csv").blocks] == [
        "09:00 Opening",
        "10:00 Lunch",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_encodings_are_detected(encoding: str):
    """Korean offices save CSV in their old encoding, others with a mark or in UTF-16."""
    assert texts(written(",", "\r\n").encode(encoding), language="ko") == [*ROWS]


def test_rows_become_sessions():
    """The day above the table is that of its rows."""
    programme = interpret(read("2026-06-04\n" + written(";"), format="csv"), timezone="Asia/Seoul")

    assert [
        (f"{session.start:%m-%d %H:%M}", session.title, [presenter.name for presenter in session.presenters])
        for session in programme.sessions
    ] == [("06-04 09:00", "Opening", ["Ann Roe"]), ("06-04 10:00", "하천 읽기", ["김하늘"])]


def test_limits_hold():
    """So many cells, and the sentence says how to have more."""
    with pytest.raises(BeyondLimits, match="--limit cells="):
        read(written(",").encode(), name="a.csv", limits=Limits(cells=5))


@pytest.mark.parametrize("line", ["x," * 16_384, "x" * 131_073 + ",y"])
def test_lines_that_are_no_rows_are_refused(line: str):
    """A row has as many cells as a sheet has columns, a cell as many characters as the csv module reads."""
    with pytest.raises(UnreadableFile, match="no table of rows"):
        read(f"a,b\n{line}\n".encode(), name="a.csv")


def test_quotes_on_each_line_cost_no_more_than_their_rows():
    """Looking for their ends from each of them would take forever."""
    began = perf_counter()
    read(b'a,"b\n' * 20_000, name="a.csv")

    assert perf_counter() - began < 5
