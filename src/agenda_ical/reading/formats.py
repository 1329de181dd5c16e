"""The formats that we read, how a file shows which of them it is, and what to do with the others."""

from __future__ import annotations

import re
from typing import Literal

from attrs import frozen

from agenda_ical.errors import UnknownFormat, UnreadableFile
from agenda_ical.regexes import regex


@frozen
class Format:
    """A format that we read."""

    endings: tuple[str, ...]
    module: str
    """The module of this wing that reads it."""
    reader: str
    """The function in it: text -> Document, or (bytes, Limits) -> Document."""
    takes: Literal["text", "bytes"] = "text"
    limited: bool = False
    """Whether a reader of text is told the limits too, as every reader of bytes is."""
    extra: str | None = None
    """What ``pip install agenda-ical[...]`` must bring, if anything."""


FORMATS = {
    "html": Format((".html", ".htm", ".xhtml", ".xht"), "html", "html_to_document"),
    "text": Format((".txt", ".text"), "text", "text_to_document"),
    "markdown": Format((".md", ".markdown", ".mdown", ".mkd"), "markdown", "markdown_to_document"),
    "docx": Format((".docx", ".docm", ".dotx"), "docx", "docx_to_document", "bytes", extra="docx"),
    "hwpx": Format((".hwpx",), "hwpx", "hwpx_to_document", "bytes"),
    "pdf": Format((".pdf",), "pdf", "pdf_to_document", "bytes", extra="pdf"),
    "csv": Format((".csv", ".tsv", ".tab"), "csv", "csv_to_document", limited=True),
    "xlsx": Format((".xlsx", ".xlsm", ".xltx", ".xltm"), "xlsx", "xlsx_to_document", "bytes"),
}

AS_PAGE = "save it as HTML, or copy the page and paste it into a text file"
AS_WORD = "open it in its program and save it as DOCX or PDF"
AS_HWPX = "save it as HWPX, DOCX or PDF"
AS_PDF = "open it in its program and save it as PDF"
AS_SHEET = "open it in its program and save it as XLSX or CSV"
AS_TEXT = "type what it shows into a text file"
AGAIN = "open it in its program and save it again, or copy what it shows and paste it into a text file"

FOREIGN = {
    (".doc", ".odt", ".rtf", ".pages", ".wpd"): ("a word processor's file", AS_WORD),
    (".hwp",): ("a HWP 5 file", AS_HWPX),
    (".xls", ".xlsb", ".ods", ".numbers"): ("a spreadsheet", AS_SHEET),
    (".ppt", ".pptx", ".odp", ".key"): ("a presentation", AS_PDF),
    (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".svg"): (
        "a picture",
        AS_TEXT,
    ),
    (".zip", ".gz", ".7z", ".rar", ".tar"): ("an archive", "unpack it and name a file that is in it"),
    (".ics", ".ical"): ("a calendar already", "name the page that the programme was published on"),
}
"""Endings of what we do not read -> what that is, and what to do."""

MAGIC = {
    b"%PDF-": ".pdf",
    b"PK\x03\x04": ".zip",
    b"\xd0\xcf\x11\xe0": ".doc",
    b"\x89PNG": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"GIF8": ".gif",
    b"BM": ".bmp",
    b"RIFF": ".webp",
    b"{\\rtf": ".rtf",
    b"\x1f\x8b": ".gz",
    b"7z\xbc\xaf": ".7z",
    b"Rar!": ".rar",
    b"BEGIN:VCALENDAR": ".ics",
}
"""How a file begins that is no text -> the ending that it should have."""

MEDIA = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
}
"""What servers call a text -> the ending that it should have; plain text may be any of them."""

PARTS = {
    b"word/document.xml": ".docx",
    b"xl/workbook.bin": ".xlsb",
    b"xl/workbook": ".xlsx",
    b"ppt/presentation.xml": ".pptx",
    b"application/hwp+zip": ".hwpx",
    b"Contents/section0.xml": ".hwpx",
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
}
"""What the parts of a packed file are called, or say of themselves -> the ending that it should have."""

STREAMS = {
    "WordDocument": ".doc",
    "Workbook": ".xls",
    "HwpSummaryInformation": ".hwp",
    "PowerPoint Document": ".ppt",
}
"""The parts of an old office file (MS-CFB) -> the ending that it should have."""


def recognise(name: str, ending: str, content: bytes, told: str | None) -> str | None:
    """
    The format of a file: what was *told*, else what its content shows or its *ending* says; None for a text.

    Raises UnknownFormat for what we do not read, UnreadableFile where ending and content contradict each other.
    """
    if told is not None:
        return told
    shown = ending_by_content(content)
    by_name = format_by_ending(ending)
    by_content = format_by_ending(shown) if shown else None
    if by_content is not None:
        return by_content
    if by_name is None:
        _refuse_foreign(name, ending)
        _refuse_foreign(name, shown or "")
    elif shown is not None or FORMATS[by_name].takes == "bytes":
        raise UnreadableFile(f"{called(name)} is not what its ending says: {AGAIN}.")
    return by_name


def ending_by_content(content: bytes) -> str | None:
    """The ending that a file that is no text should have, or None for a text."""
    start = content[:1024].lstrip()
    ending = next((by for mark, by in MAGIC.items() if start.startswith(mark)), None)
    if ending == ".zip":
        return next((by for mark, by in PARTS.items() if mark in content), ending)
    if ending == ".doc":
        names = {stream.encode("utf-16-le"): by for stream, by in STREAMS.items()}
        return next((by for mark, by in names.items() if mark in content), ending)
    return ending


def format_by_ending(ending: str) -> str | None:
    """The name of the format whose files end so."""
    return next((name for name, known in FORMATS.items() if ending in known.endings), None)


def ending_of(name: str) -> str:
    """The ending of a file's name or path, with its dot and in small letters, or nothing."""
    dot = name.rfind(".")
    return name[dot:].lower() if dot > max(name.rfind("/"), name.rfind("\\")) else ""


def _refuse_foreign(name: str, ending: str) -> None:
    """Say what to do with a file of a format that we do not read."""
    for endings, (what, advice) in FOREIGN.items():
        if ending in endings:
            raise UnknownFormat(f"{called(name)} is {what}, which we do not read: {advice}.")


def called(name: str) -> str:
    """What messages call a source."""
    return name or "What was given"


HTML = regex(
    r"<!doctype\s+html|<(?:html|head|body|table|tr|td|div|p|ul|ol|li|h[1-6]|span|section|article)\b[^<>]*>",
    re.IGNORECASE,
)
BREAK = regex(r"<br\b[^<>]*>", re.IGNORECASE)
"""What tells HTML only where no Markdown stands: cells of its tables are broken so too."""
MARKDOWN = regex(
    r"""
    ^\#{1,6}\ +\S                                     # heading
    | ^[ ]{0,3}\|?[ ]*:?-{3,}:?[ ]*(\|[ ]*:?-+:?[ ]*)+\|?[ ]*$   # the line under a table's header
    | \*\*\S[^*\n]*\*\* | \[[^\]\n]+\]\([^)\s]+\)     # strong, link
    """,
    re.VERBOSE | re.MULTILINE,
)


def format_by_content(text: str) -> str:
    """The format that *text* looks like: ``html``, ``markdown`` or ``text``."""
    sample = text[:200_000]
    if HTML.search(sample):
        return "html"
    if MARKDOWN.search(sample):
        return "markdown"
    return "html" if BREAK.search(sample) else "text"
