"""Workbooks as openpyxl writes them, and the parts of a written one changed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(*rows: tuple[object, ...], name: str = "Sheet1") -> tuple[Workbook, Worksheet]:
    """A workbook with one sheet that holds *rows*, and that sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append(row)
    return book, sheet


def saved(book: Workbook) -> bytes:
    """The bytes of the file."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def with_parts(content: bytes, parts: Mapping[str, bytes | str]) -> bytes:
    """The file with some of its *parts* replaced or added."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return file.getvalue()


def with_sheet(inner: str, before: str = "", behind: str = "") -> bytes:
    """A file whose one sheet has the rows *inner*."""
    sheet = f'{before}<worksheet xmlns="{MAIN}"><sheetData>{inner}</sheetData>{behind}</worksheet>'
    return with_parts(saved(workbook()[0]), {SHEET: sheet})
