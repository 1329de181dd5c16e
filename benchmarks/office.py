"""
One programme as a Word file, a workbook and a PDF, and what their own libraries take to give out texts and tables.

The libraries are imported when they are first needed: they cost more than some of what is measured here.
"""

# ruff: noqa: PLC0415

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import NamedTuple

from pages import Talk

HEADERS = ("Day", "Time", "Topic", "Presenter")


class FileFormat(NamedTuple):
    """A way to write the programme, and another library's way to get it out."""

    write: Callable[[Sequence[Talk]], bytes]
    rival: str
    take_out: Callable[[bytes], int]
    """All texts and tables of a file; how many cells were found."""


def rows_of(talks: Sequence[Talk]) -> list[tuple[str, ...]]:
    """The rows of the table, the headers first."""
    return [
        HEADERS,
        *(
            (
                f"{talk.start:%A %d %B %Y}",
                f"{talk.start:%H:%M} - {talk.end:%H:%M}",
                talk.title,
                talk.presenter,
            )
            for talk in talks
        ),
    ]


def write_docx(talks: Sequence[Talk]) -> bytes:
    """The programme as a table of Word."""
    import docx

    rows = rows_of(talks)
    document = docx.Document()
    document.add_heading("Programme", 1)
    table = document.add_table(len(rows), len(HEADERS))
    for line, texts in zip(table.rows, rows, strict=True):
        for cell, told in zip(line.cells, texts, strict=True):
            cell.text = told
    return _saved(document.save)


def write_xlsx(talks: Sequence[Talk]) -> bytes:
    """The programme as a sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows_of(talks):
        book.active.append(row)
    return _saved(book.save)


def write_pdf(talks: Sequence[Talk]) -> bytes:
    """The programme as a table with lines, over as many pages as it takes."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import SimpleDocTemplate, Table

    file = BytesIO()
    table = Table(rows_of(talks), repeatRows=1, style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTSIZE", (0, 0), (-1, -1), 7)])  # fmt: skip
    SimpleDocTemplate(file, pagesize=landscape(A4)).build([table])
    return file.getvalue()


def _saved(save: Callable[[BytesIO], object]) -> bytes:
    file = BytesIO()
    save(file)
    return file.getvalue()


def with_python_docx(content: bytes) -> int:
    """Its paragraphs and the cells of its tables."""
    import docx

    document = docx.Document(BytesIO(content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    return len(texts) + sum(
        len([cell.text for cell in row.cells]) for table in document.tables for row in table.rows
    )


def with_openpyxl(content: bytes) -> int:
    """The values of its cells, and its merged ranges."""
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(content), data_only=True)
    return sum(
        len(list(sheet.merged_cells.ranges)) + sum(len(row) for row in sheet.iter_rows(values_only=True))
        for sheet in book
    )


def with_pdfplumber(content: bytes) -> int:
    """The words and tables of its pages."""
    import pdfplumber

    with pdfplumber.open(BytesIO(content)) as pdf:
        return sum(len(page.extract_words()) + len(page.extract_tables()) for page in pdf.pages)


FILES = {
    "docx": FileFormat(write_docx, "python-docx", with_python_docx),
    "xlsx": FileFormat(write_xlsx, "openpyxl", with_openpyxl),
    "pdf": FileFormat(write_pdf, "pdfplumber", with_pdfplumber),
}
