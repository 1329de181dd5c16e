"""The drawn page, both ways."""

from __future__ import annotations

from hypothesis import example, given
from strategies import documents

from agenda_ical.document import Cell, Document, Grid, Heading, Paragraph
from agenda_ical.place import Place
from agenda_ical.reading.drawn import draw, draw_grid, read_drawn


@given(documents())
@example(Document((Grid((Cell("+", 0, 0, columns=2, emphasis=((0, 1),)), Cell("", 1, 1)), Place(table=1)),)))
def test_what_is_drawn_reads_back(document: Document):
    """A document and what is read from its drawing are equal, places and spans and emphasis included."""
    assert read_drawn(draw(document)) == document


def test_the_drawing_of_a_grid_has_labels_above_its_columns():
    """Each label stands above the left edge of its column's text, which is as wide as it needs."""
    grid = Grid((Cell("9:00", 0, 0), Cell("개회", 0, 1), Cell("x", 0, 2)))

    assert draw_grid(grid, heads=["time", "activity", ""]) == (
        "  time   activity\n+------+---------+---+\n| 9:00 | 개회    | x |\n+------+---------+---+"
    )


def test_a_drawing_is_what_a_person_would_type():
    """Headings, items, gaps, merged cells, headers, emphasis and links in one notation."""
    drawing = """\
# Programme
Hall A

- **9:00** [Opening](https://example.org)\\
with coffee

: Day 1
+------+-------+
| Time | What  |
+======+===+===+
| 9:00 | A | B |
+------+---+   |
| 9:30 | \\ |   |
+------+---+---+
"""
    document = read_drawn(drawing)

    assert draw(document) == drawing
    assert document.grids[0].caption == "Day 1"
    assert document.blocks[0] == Heading("Programme", 1, Place(paragraph=1))
    assert document.blocks[1] == Paragraph("Hall A", place=Place(paragraph=2), gap=False)


def test_boxes_of_other_hands_are_read_too():
    """Alignment colons, blanks behind the edge, and cells of several lines are as Pandoc has them."""
    document = read_drawn("+:-----+------:+ \n| a    |    b  |\n| c    |       |\n+======+=======+\n")

    assert [(cell.text, cell.header) for cell in document.grids[0].cells] == [("a\nc", True), ("b", True)]
