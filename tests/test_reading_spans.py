"""Rectangles of merged cells."""

from __future__ import annotations

import re
import tracemalloc
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from agenda_ical.document import Cell, Grid
from agenda_ical.reading.html import html_to_document
from agenda_ical.reading.spans import MOST_COLUMNS, Spanning, rows_to_grid
from agenda_ical.reading.tables import span

CELLS = st.builds(
    Spanning, st.sampled_from("abcdef"), st.integers(0, 4), st.integers(1, 4), st.booleans()
) | st.sampled_from("xyz")
GROUPS = st.lists(st.lists(st.lists(CELLS, max_size=4), max_size=4), max_size=3)
TAGS = """
<td>a  <td>b</td>  <th>c  <tr>  </tr>  <td colspan=2>d  <td rowspan=2>e  <td rowspan=0>f  <td></td>  g  <p>h
<td><br>  <tbody>  <thead>  <tfoot>  <table>  </table>  <b>i</b>  <caption>j  <td><ul><li>k<li>l</ul>  <!-- m -->
<td colspan=x>n  <div>o</div>  </td>
"""
MARKUP = st.lists(st.sampled_from(re.split(r"\s{2,}|\n", TAGS.strip())), max_size=25).map("".join)


def spots(cell: Cell) -> list[tuple[int, int]]:
    """Every spot that *cell* covers."""
    rows, columns = range(cell.row, cell.row + cell.rows), range(cell.column, cell.column + cell.columns)
    return [(row, column) for row in rows for column in columns]


@given(GROUPS)
def test_spans_neither_lose_nor_double(groups: list[list[list[str | Spanning]]]):
    """Every cell is in the grid once, no spot is covered twice, each row and column begins some cell."""
    grid, cuts = rows_to_grid(groups)
    texts = [
        cell if isinstance(cell, str) else cell.text for group in groups for row in group for cell in row
    ]

    assert Counter(cell.text for cell in grid.cells) == Counter(texts)
    assert max(Counter(spot for cell in grid.cells for spot in spots(cell)).values(), default=1) == 1
    assert {cell.row for cell in grid.cells} == set(range(grid.height))
    assert {cell.column for cell in grid.cells} == set(range(grid.width))
    assert cuts == ()


@given(GROUPS)
def test_a_cell_is_met_once_in_each_row_that_it_reaches(groups: list[list[list[str | Spanning]]]):
    """A merged cell is one object, wherever it is asked for."""
    grid, _ = rows_to_grid(groups)

    for cell in grid.cells:
        met = [row for row in range(grid.height) if any(other is cell for other in grid.row(row))]
        assert met == list(range(cell.row, cell.row + cell.rows))


@given(MARKUP)
def test_another_browser_parser_sees_the_same_text(markup: str):
    """The characters of a page, tables however broken, are those that a second parser finds."""
    page = f"<table>{markup}"
    body = LexborHTMLParser(page).body

    expected = Counter("".join((body.text() if body else "").split()))
    assert Counter("".join(_texts(html_to_document(page).blocks))) == expected


def _texts(blocks: object) -> list[str]:
    texts = []
    for block in blocks:  # type: ignore[attr-defined]
        if isinstance(block, Grid):
            texts += [block.caption, *(cell.text for cell in block.cells)]
        else:
            texts.append(block.text)
    return "".join(texts).split()


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("2", 2),
        (" 3", 3),
        ("2px", 2),
        ("+4", 4),
        ("-1", 1),
        ("x", 1),
        ("", 1),
        (None, 1),
        ("0", 9),
        ("9" * 5000, 10**9),
    ],
)
def test_spans_are_read_as_html_reads_numbers(value: str | None, number: int):
    """The digits at the start count; what is no number is 1."""
    assert span(value, zero=9) == number


def test_a_bomb_of_spans_costs_nothing():
    """36 kB that ask for 65 billion spots make a small grid, and the document says what was cut."""
    page = "<table><tr><td>a<td>b" + "<tr><td colspan=1000 rowspan=65534>x</td><td>y" * 800
    html_to_document("<table><tr><td>a<td>b</table>")
    tracemalloc.start()
    document = html_to_document(page)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    grid = document.grids[0]
    assert grid.width <= MOST_COLUMNS
    assert sum(cell.rows * cell.columns for cell in grid.cells) <= 64 * 1602 + 10_000
    assert peak < 50_000_000
    assert all("table 1" in cut for cut in document.cuts)
    assert document.cuts


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "x",
        "<table><tr><td>a<td>" + "<div>" * 50_000 + "x",
        "<table><tr><td>a<td>x" * 5_000,
        "<table><tr><td>" * 5_000 + "x",
        "<b>" * 5_000 + "x",
        "<ul><li>x" * 2_000,
        "<style>" + "/*" * 50_000 + "</style>x",
        "<style>" + "a{" * 50_000 + "</style>x",
        "{{" * 100_000 + "x",
    ],
)
def test_no_page_is_too_deep(page: str):
    """Deep nesting and floods of tags end in a document, without recursion."""
    assert any("x" in text for text in _texts(html_to_document(page).blocks))
