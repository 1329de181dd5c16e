"""One programme of two days in every format that we read: the sessions are the same."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import time
from html import escape
from io import BytesIO, StringIO

import docx
import pytest
from attrs import evolve, frozen
from office import hangul_file
from openpyxl import Workbook
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from agenda_ical import interpret
from agenda_ical.document import Cell, Document, Grid, Heading
from agenda_ical.place import Place
from agenda_ical.programme import Programme
from agenda_ical.reading import read
from agenda_ical.reading.drawn import draw

TITLE = "Rivers Forum 2026"
LABELS = ("Time", "Session", "Speaker", "Room", "Track")


@frozen
class Spot:
    """A cell of the programme: where it stands, what it says, and what it covers."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


DAYS = {
    "Thursday 4 June 2026": (
        *(Spot(0, column, label) for column, label in enumerate(LABELS)),
        Spot(1, 0, "09:00 - 09:30"),
        Spot(1, 1, "Opening of the forum"),
        Spot(1, 2, "Ann Roe (KECO)", rows=2),
        Spot(1, 3, "Hall A"),
        Spot(1, 4, "Policy", rows=2),
        Spot(2, 0, "09:30 - 10:30"),
        Spot(2, 1, "하천 읽기"),
        Spot(2, 3, "Hall B"),
        Spot(3, 0, "10:30 - 10:45"),
        Spot(3, 1, "Coffee break", columns=4),
        Spot(4, 0, "10:45 - 12:00"),
        Spot(4, 1, "Reading rivers"),
        Spot(4, 2, "Bo Lind (Rivers Trust)"),
        Spot(4, 3, "Hall A"),
        Spot(4, 4, "Science"),
    ),
    "Friday 5 June 2026": (
        *(Spot(0, column, label) for column, label in enumerate(LABELS)),
        Spot(1, 0, "13:00 - 13:45"),
        Spot(1, 1, "강 건너기"),
        Spot(1, 2, "김하늘 (한국환경공단)", rows=2),
        Spot(1, 3, "Hall A", rows=2),
        Spot(1, 4, "Science"),
        Spot(2, 0, "13:45 - 14:30"),
        Spot(2, 1, "Crossing borders"),
        Spot(2, 4, "Policy"),
        Spot(3, 0, "14:30 - 15:00"),
        Spot(3, 1, "Closing", columns=4),
    ),
}
"""A presenter over two talks, a break over all columns, Korean and English."""

EXPECTED = [
    ("06-04 09:00", "09:30", "Opening of the forum", ["Ann Roe (KECO)"], "Hall A", ("Policy",)),
    ("06-04 09:30", "10:30", "하천 읽기", ["Ann Roe (KECO)"], "Hall B", ("Policy",)),
    ("06-04 10:30", "10:45", "Coffee break", [], None, ()),
    ("06-04 10:45", "12:00", "Reading rivers", ["Bo Lind (Rivers Trust)"], "Hall A", ("Science",)),
    ("06-05 13:00", "13:45", "강 건너기", ["김하늘 (한국환경공단)"], "Hall A", ("Science",)),
    ("06-05 13:45", "14:30", "Crossing borders", ["김하늘 (한국환경공단)"], "Hall A", ("Policy",)),
    ("06-05 14:30", "15:00", "Closing", [], None, ()),
]


def rows_of(spots: Sequence[Spot]) -> Iterator[list[Spot]]:
    """The cells that begin in each row."""
    for row in range(max(spot.row for spot in spots) + 1):
        yield [spot for spot in spots if spot.row == row]


def spread(spots: Sequence[Spot], *, repeated: bool) -> list[list[str]]:
    """The texts of each row, that of a merged cell in its first spot, or again in each row that it covers."""
    height = max(spot.row for spot in spots) + 1
    rows = [[""] * len(LABELS) for _ in range(height)]
    for spot in spots:
        for row in range(spot.row, spot.row + (spot.rows if repeated else 1)):
            rows[row][spot.column] = spot.text
    return rows


def as_docx() -> bytes:
    """Written in Word: headings by style, merged cells."""
    file = docx.Document()
    file.add_heading(TITLE, 0)
    for day, spots in DAYS.items():
        file.add_heading(day, 2)
        table = file.add_table(max(spot.row for spot in spots) + 1, len(LABELS), style="Table Grid")
        for spot in spots:
            cell = table.cell(spot.row, spot.column)
            if spot.rows > 1 or spot.columns > 1:
                cell = cell.merge(table.cell(spot.row + spot.rows - 1, spot.column + spot.columns - 1))
            cell.text = spot.text
    return saved(file.save)


def as_xlsx() -> bytes:
    """Kept in Excel: a sheet for each day, real times in two columns, merged ranges."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for day, spots in DAYS.items():
        sheet = book.create_sheet(day)
        sheet["A1"] = TITLE
        for spot in spots:
            row, column = spot.row + 3, spot.column + 1 + (spot.column > 0)
            if spot.column == 0:
                times = ("Start", "End") if spot.row == 0 else map(time.fromisoformat, spot.text.split(" - "))
                for at, value in enumerate(times, 1):
                    sheet.cell(row, at, value).number_format = "h:mm"
                continue
            sheet.cell(row, column, spot.text)
            if spot.rows > 1 or spot.columns > 1:
                sheet.merge_cells(
                    start_row=row,
                    end_row=row + spot.rows - 1,
                    start_column=column,
                    end_column=column + spot.columns - 1,
                )
    return saved(book.save)


def as_csv(delimiter: str) -> bytes:
    """Exported as rows: there are no merged cells, so the presenter stands in each row."""
    file = StringIO()
    rows = csv.writer(file, delimiter=delimiter)
    rows.writerow([TITLE])
    for day, spots in DAYS.items():
        rows.writerows([[], [day], *spread(spots, repeated=True)])
    return file.getvalue().encode("utf-8-sig")


def as_pdf() -> bytes:
    """Printed: ruled tables whose cells span."""
    pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
    styles = getSampleStyleSheet()
    story = [Paragraph(TITLE, styles["Title"])]
    for day, spots in DAYS.items():
        spans = [
            ("SPAN", (spot.column, spot.row), (spot.column + spot.columns - 1, spot.row + spot.rows - 1))
            for spot in spots
            if spot.rows > 1 or spot.columns > 1
        ]
        look = [
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("FONT", (0, 0), (-1, -1), "HYSMyeongJo-Medium"),
        ]
        table = Table(spread(spots, repeated=False), style=[*look, *spans])
        story += [Paragraph(day, styles["Heading2"]), table, Spacer(0, 12)]
    return saved(lambda file: SimpleDocTemplate(file).build(story))


def as_html() -> bytes:
    """Published as a web page."""
    tables = "".join(f"<h2>{day}</h2>{html_table(spots)}" for day, spots in DAYS.items())
    return f"<!doctype html><meta charset=utf-8><title>{TITLE}</title><h1>{TITLE}</h1>{tables}".encode()


def html_table(spots: Sequence[Spot]) -> str:
    """A table of a web page."""
    rows = (
        "".join(f"<td rowspan={spot.rows} colspan={spot.columns}>{escape(spot.text)}</td>" for spot in row)
        for row in rows_of(spots)
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def as_markdown() -> bytes:
    """Kept in a repository: headings, and the tables as HTML, because Markdown's own merge nothing."""
    days = "".join(f"## {day}\n\n{html_table(spots)}\n\n" for day, spots in DAYS.items())
    return f"# {TITLE}\n\n{days}".encode()


def as_drawn() -> bytes:
    """Drawn in a mail."""
    blocks: list[Heading | Grid] = [Heading(TITLE, 1)]
    for day, spots in DAYS.items():
        cells = tuple(Cell(spot.text, spot.row, spot.column, spot.rows, spot.columns) for spot in spots)
        blocks += [Heading(day, 2), Grid(cells)]
    return draw(Document(tuple(blocks))).encode()


def as_hwpx() -> bytes:
    """Written in Hangul."""
    body = hangul_paragraph(TITLE)
    for day, spots in DAYS.items():
        rows = "".join(f"<hp:tr>{''.join(map(hangul_cell, row))}</hp:tr>" for row in rows_of(spots))
        body += f"{hangul_paragraph(day)}<hp:p><hp:run><hp:tbl>{rows}</hp:tbl></hp:run></hp:p>"
    return hangul_file(body)


def hangul_paragraph(text: str) -> str:
    """A paragraph of HWPX."""
    return f"<hp:p><hp:run><hp:t>{text}</hp:t></hp:run></hp:p>"


def hangul_cell(spot: Spot) -> str:
    """A cell of HWPX."""
    return (
        f"<hp:tc><hp:subList>{hangul_paragraph(spot.text)}</hp:subList>"
        f'<hp:cellAddr colAddr="{spot.column}" rowAddr="{spot.row}"/>'
        f'<hp:cellSpan colSpan="{spot.columns}" rowSpan="{spot.rows}"/></hp:tc>'
    )


def saved(save: Callable[[BytesIO], object]) -> bytes:
    """The bytes of a file that is saved."""
    file = BytesIO()
    save(file)
    return file.getvalue()


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "docx": ("docx", as_docx),
    "xlsx": ("xlsx", as_xlsx),
    "csv": ("csv", lambda: as_csv(",")),
    "csv of a country with decimal commas": ("csv", lambda: as_csv(";")),
    "tsv": ("tsv", lambda: as_csv("\t")),
    "pdf": ("pdf", as_pdf),
    "html": ("html", as_html),
    "markdown": ("md", as_markdown),
    "drawn": ("txt", as_drawn),
    "hwpx": ("hwpx", as_hwpx),
}


def told(ending: str, written: Callable[[], bytes]) -> Programme:
    """The programme in the file that is *written*."""
    return interpret(read(written(), name=f"programme.{ending}"), timezone="Asia/Seoul")


@pytest.mark.parametrize("name", FILES)
def test_formats_agree(name: str):
    """Start, end, title, presenters and room of each session, whatever the programme was saved as."""
    programme = told(*FILES[name])

    assert [
        (
            f"{session.start:%m-%d %H:%M}",
            f"{session.end:%H:%M}",
            session.title,
            [str(presenter) for presenter in session.presenters],
            session.location,
            session.tracks,
        )
        for session in programme.sessions
    ] == EXPECTED


@pytest.mark.parametrize("name", FILES)
def test_formats_agree_in_all_else(name: str):
    """Kinds, links, languages and doubts are those of the web page; only the places differ."""
    page, other = (told(*FILES[one]) for one in ("html", name))

    assert [evolve(session, place=Place()) for session in other.sessions] == [
        evolve(session, place=Place()) for session in page.sessions
    ]
    assert [problem.code for problem in other.problems] == [problem.code for problem in page.problems]
