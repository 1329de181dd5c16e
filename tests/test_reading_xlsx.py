"""Workbooks: what a person sees on their sheets, and what a hostile one may cost."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from time import perf_counter

import pytest
from office import laughs
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.table import Table
from workbooks import SHEET, saved, with_parts, with_sheet, workbook

from agenda_ical import interpret
from agenda_ical.document import Grid, Heading, Link, Paragraph
from agenda_ical.errors import AgendaError, BeyondLimits, UnreadableFile
from agenda_ical.limits import Limits
from agenda_ical.reading import read
from agenda_ical.reading.drawn import draw_grid

LAUGHS = laughs("w", "ha")
TEXT_CELL = '<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'
PAIR = '<row r="1">' + TEXT_CELL.format(at="A1", text="a") + TEXT_CELL.format(at="B1", text="b") + "</row>"


def grids(content: bytes) -> list[Grid]:
    """The tables of a workbook."""
    return [block for block in read(content).blocks if isinstance(block, Grid)]


def texts(content: bytes) -> list[list[str]]:
    """The texts of the cells, row by row."""
    return [
        [cell.text for cell in grid.cells if cell.row == row]
        for grid in grids(content)
        for row in range(grid.height)
    ]


def shown(value: object, number_format: str) -> str:
    """What a cell with a number format shows."""
    book, sheet = workbook(("label", value))
    sheet["B1"].number_format = number_format
    return texts(saved(book))[0][1]


def test_a_file_of_openpyxl_is_a_programme():
    """Real dates and times, a merged presenter and a break over all columns make the sessions that a person sees."""
    book, sheet = workbook(
        ("Date", date(2026, 6, 4), None, None),
        ("Start", "End", "Session", "Speaker"),
        (time(9), time(9, 30), "Opening", "Ann Roe (KECO)"),
        (time(9, 30), time(10), "하천 읽기", None),
        (time(10), time(10, 15), "Coffee break", None),
    )
    sheet.merge_cells("D3:D4")
    sheet.merge_cells("C5:D5")
    programme = interpret(read(saved(book)), timezone="Asia/Seoul")

    assert [
        (
            f"{session.start:%m-%d %H:%M}",
            f"{session.end:%H:%M}",
            session.title,
            [p.name for p in session.presenters],
        )
        for session in programme.sessions
    ] == [
        ("06-04 09:00", "09:30", "Opening", ["Ann Roe"]),
        ("06-04 09:30", "10:00", "하천 읽기", ["Ann Roe"]),
        ("06-04 10:00", "10:15", "Coffee break", []),
    ]


def test_merged_ranges_are_one_cell():
    """The first cell of a range covers it; what the others still hold is not seen."""
    book, sheet = workbook(("a", "b", "c"), ("d", "e", "f"), ("g", "h", "i"))
    sheet.merge_cells("B1:C2")

    assert draw_grid(grids(saved(book))[0]) == (
        "+---+-------+\n"
        "| a | b     |\n"
        "+---+       |\n"
        "| d |       |\n"
        "+---+---+---+\n"
        "| g | h | i |\n"
        "+---+---+---+"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (time(9), "h:mm", "9:00"),
        (time(9), "hh:mm", "09:00"),
        (time(14, 5), "h:mm AM/PM", "2:05 PM"),
        (time(9, 59, 59), "h:mm:ss", "10:00"),
        (timedelta(hours=26, minutes=5), "[h]:mm", "26:05"),
        (timedelta(minutes=90), "[mm]", "90 min"),
        (datetime.fromisoformat("2026-06-04 09:30"), "yyyy-mm-dd hh:mm", "2026-06-04 09:30"),
        (date(2026, 6, 4), "yyyy-mm-dd", "2026-06-04"),
        (date(2026, 6, 4), 'yyyy"년" m"월" d"일"', "2026년 6월 4일"),
        (0.25, "0%", "25%"),
        (12, "00", "12"),
        (7, '"Room "0', "Room 7"),
        (101, "General", "101"),
        (1.5, "General", "1.5"),
        (1234567, "#,##0", "1,234,567"),
        (True, "General", "TRUE"),
        ("Hall", '"Room "@', "Room Hall"),
    ],
)
def test_numbers_are_shown_as_a_person_sees_them(value: object, number_format: str, text: str):
    """A date is a number with a format; so are a time, a share and a room."""
    assert shown(value, number_format) == text


@pytest.mark.parametrize("number_format", ["d-mmm", "d mmmm yyyy", "mm-dd-yy", "d/m/yy", "m/d"])
def test_a_date_knows_its_year_and_its_month(number_format: str):
    """What is shown of a day may be short or ambiguous; what is told of it is neither."""
    assert shown(date(2026, 3, 4), number_format) == "2026-03-04"


def test_a_time_is_not_a_minute_short():
    """Fractions of a day are no exact numbers: 10:10 must not become 10:09."""
    book, sheet = workbook(*(("label", minute / 1440) for minute in range(1440)))
    for (cell,) in sheet["B1:B1440"]:
        cell.number_format = "hh:mm"

    assert [row[1] for row in texts(saved(book))] == [
        f"{minute // 60:02}:{minute % 60:02}" for minute in range(1440)
    ]


def test_workbooks_that_count_from_1904():
    """Old Macs count days from another one."""
    book, _ = workbook(("label", 44715))
    book.epoch = datetime.fromisoformat("1904-01-01")
    book.worksheets[0]["B1"].number_format = "yyyy-mm-dd"

    assert texts(saved(book)) == [["label", "2026-06-04"]]


def test_formulas_show_their_last_result():
    """A text, a time and an error, as the program that saved the file worked them out."""
    cells = (
        '<c r="A1" t="str"><f>"Key"&amp;"note"</f><v>Keynote</v></c><c r="B1"><f>1+1</f><v>2</v></c>'
        '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D1"><f>A9</f></c>'
    )

    assert texts(with_sheet(f'<row r="1">{cells}</row>')) == [["Keynote", "2"]]


def test_hidden_sheets_rows_and_columns_are_left_out():
    """What is hidden is not published; a range shows in the part of it that is not hidden."""
    book, sheet = workbook(
        ("a", "secret", "c"), ("no", "no", "no"), ("d", "secret", "f"), ("g", "secret", "i")
    )
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[2].hidden = True
    sheet.merge_cells("B3:C4")
    book.create_sheet("Budget").append(("x", "y"))
    book["Budget"].sheet_state = "hidden"
    book.create_sheet("Staff").append(("x", "y"))
    book["Staff"].sheet_state = "veryHidden"
    document = read(saved(book))

    assert [block.text for block in document.blocks if isinstance(block, Heading)] == ["Sheet1"]
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert [(cell.text, cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells] == [
        ("a", 0, 0, 1, 1),
        ("c", 0, 1, 1, 1),
        ("d", 1, 0, 1, 1),
        ("secret", 1, 1, 2, 1),
        ("g", 2, 0, 1, 1),
    ]


def test_sheets_are_headings_in_the_order_of_the_workbook():
    """A sheet for each day, the last one first, makes the days that the sheets are called after."""
    book, sheet = workbook(("10:00-11:00", "Crossing"), ("11:00-12:00", "Farewell"), name="5 June 2026")
    other = book.create_sheet("4 June 2026")
    other.append(("09:00-10:00", "Opening"))
    other.append(("10:00-11:00", "Reading rivers"))
    document = read(saved(book))

    assert [block.text for block in document.blocks if isinstance(block, Heading)] == [
        sheet.title,
        other.title,
    ]
    assert {(f"{s.start:%d %H:%M}", s.title) for s in interpret(document, timezone="UTC").sessions} == {
        ("04 09:00", "Opening"),
        ("04 10:00", "Reading rivers"),
        ("05 10:00", "Crossing"),
        ("05 11:00", "Farewell"),
    }


def test_places_are_rows_of_a_sheet():
    """A person finds the cell by the sheet's name and the number before its row."""
    book, sheet = workbook(("Rivers Forum",), name="Plan")
    sheet["A7"], sheet["B7"] = "09:00", "Opening"
    document = read(saved(book))

    assert [str(block.place) for block in document.blocks if isinstance(block, Paragraph)] == ["Plan, row 1"]
    assert [str(place) for grid in grids(saved(book)) for place in grid.rows] == ["Plan, table 1, row 7"]


def test_letters_and_links_keep_what_they_are():
    """Bold runs are emphasised, links lead where they led, lines stay lines."""
    book, sheet = workbook(("09:00", CellRichText("Keynote: ", TextBlock(InlineFont(b=True), "Ann Roe"))))
    sheet["A2"], sheet["B2"] = "10:00", "Talk\nBo Lind"
    sheet["B2"].hyperlink = "https://example.org/talk"
    sheet["A3"], sheet["B3"] = "11:00", "Lunch"
    sheet["B3"].font = Font(bold=True)
    first, second, third = (grids(saved(book))[0].cells[at] for at in (1, 3, 5))

    assert (first.text, first.emphasis) == ("Keynote: Ann Roe", ((9, 16),))
    assert (second.text, second.links) == ("Talk\nBo Lind", (Link(0, 12, "https://example.org/talk"),))
    assert third.emphasis == ((0, 5),)


def test_the_headers_of_a_table_are_headers():
    """A table that somebody made of a range says which of its rows heads it."""
    book, sheet = workbook(("Time", "Session"), ("09:00", "Opening"))
    sheet.add_table(Table(displayName="Plan", ref="A1:B2"))

    assert [cell.header for cell in grids(saved(book))[0].cells] == [True, True, False, False]


def test_how_a_word_sounds_is_not_read():
    """Japanese sheets hold the reading of each name beside it."""
    cell = '<c r="B1" t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c>'

    assert texts(with_sheet(f'<row r="1">{TEXT_CELL.format(at="A1", text="a")}{cell}</row>')) == [
        ["a", "東京"]
    ]


def test_the_title_of_a_workbook_is_told():
    """The properties of the file are evidence."""
    book, _ = workbook(("a", "b"))
    book.properties.title, book.properties.subject = "Rivers Forum 2026", "Programme"
    document = read(saved(book))

    assert (document.title, document.description) == ("Rivers Forum 2026", "Programme")


def test_empty_rows_part_a_table_only_before_headers():
    """The second day of a sheet goes on in the columns of the first, or begins with headers of its own."""
    rows = (("Time", "Talk"), ("09:00", "Opening"), ("10:00", "Rivers"))
    again, _ = workbook(*rows, (), *rows)
    goes_on, _ = workbook(*rows, (), *rows[1:])

    assert [len(grids(saved(book))) for book in (again, goes_on)] == [2, 1]


FAR = with_sheet(
    PAIR + '<row r="1048576">' + TEXT_CELL.format(at="XFD1048576", text="far") + "</row>",
    behind='<mergeCells><mergeCell ref="C2:XFD1048575"/></mergeCells>',
)


def test_a_cell_at_the_far_corner_costs_nothing():
    """What lies between it and the rest is neither kept nor walked."""
    began = perf_counter()
    grid = grids(FAR)[0]

    assert [(cell.text, cell.row, cell.column) for cell in grid.cells] == [
        ("a", 0, 0),
        ("b", 0, 1),
        ("far", 1, 2),
    ]
    assert perf_counter() - began < 1


def test_a_range_over_everything_is_one_cell():
    """A few characters claim all cells that a sheet can have."""
    content = with_sheet(PAIR, behind='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')

    assert [block.text for block in read(content).blocks] == ["Sheet1", "a"]


def test_ranges_that_overlap_are_told():
    """The first one counts."""
    merged = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="A1:B1"/></mergeCells>'
    document = read(with_sheet(PAIR, behind=merged))

    assert document.cuts == ("In Sheet1, 1 merged cells overlap others or claim too much.",)


def test_cells_beyond_the_last_column_that_we_keep_are_told():
    """A sheet of five thousand columns is cut, and says so."""
    wide = '<row r="1">' + "".join(f'<c t="n"><v>{at}</v></c>' for at in range(5000)) + "</row>"
    document = read(with_sheet(wide))

    assert document.cuts == ("In Sheet1, table 1, 4000 cells beyond column 1000 were left out.",)


def many(elements: str, times: int) -> str:
    """The same again and again."""
    return elements * times


HOSTILE = {
    "entities": with_sheet(PAIR.replace(">a<", ">&i;<"), before=LAUGHS),
    "nested": with_sheet(many("<x>", 100_000) + many("</x>", 100_000)),
    "torn": with_sheet("<row><c>"),
    "bomb": with_parts(saved(workbook(("a", "b"))[0]), {"xl/media/0.bin": b"\0" * (257 * 2**20)}),
    "no workbook": with_parts(with_sheet(""), {"xl/workbook.xml": "", "_rels/.rels": "<Relationships/>"}),
    "cut short": saved(workbook(("a", "b"))[0])[:-30],
    "a styles bomb": with_parts(
        saved(workbook(("a", "b"))[0]),
        {"xl/styles.xml": f"<styleSheet>{many('<a/>', 2_000_001)}</styleSheet>"},
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_in_a_sentence(name: str):
    """Whatever they hold: soon, and with an error of ours."""
    began = perf_counter()
    with pytest.raises(AgendaError) as caught:
        read(HOSTILE[name], name="programme.xlsx")

    assert str(caught.value).endswith((".", "in Python)."))
    assert perf_counter() - began < 5


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (Limits(cells=3), "--limit cells=4"),
        (Limits(unpacked=1000), "bytes when unpacked"),
        (Limits(depth=2), "--limit depth="),
        (Limits(elements=10), "tags and attributes"),
    ],
)
def test_limits_are_named(limits: Limits, told: str):
    """Whoever meets one is told how to raise it."""
    with pytest.raises(BeyondLimits, match=told):
        read(saved(workbook(("a", "b"), ("c", "d"))[0]), limits=limits)


@pytest.mark.parametrize(
    "row",
    [
        '<row r="99999999"><c r="A1"><v>1</v></c></row>',
        '<row r="-1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99999</v></c></row>',
        '<row r="1"><c r="A1"><v>1e999</v></c></row>',
        '<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>',
    ],
)
def test_cells_that_cannot_be_are_passed_over(row: str):
    """Rows, columns, texts and numbers that no sheet has; the rest is read."""
    assert texts(with_sheet(row + PAIR.replace("1", "2"))) == [["a", "b"]]


def test_a_locked_workbook_says_so():
    """A password makes an old office file of it."""
    with pytest.raises(AgendaError):
        read(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), name="programme.xlsx")


def test_the_part_of_a_sheet_may_be_anything():
    """A sheet that is no XML is damage, told as such."""
    with pytest.raises(UnreadableFile, match="XML breaks off"):
        read(with_parts(saved(workbook(("a", "b"))[0]), {SHEET: b"\xff\xfe\x00"}))
