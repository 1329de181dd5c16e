"""
Bytes, text or a file -> the document that stands in it.

The wing knows formats and no agenda. A format is a line in `FORMATS` and a module of its own, loaded when needed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from attrs import frozen

from agenda_ical.document import Document
from agenda_ical.errors import MissingExtra, UnknownFormat, UnreadableFile
from agenda_ical.reading.encodings import decode

Source = str | bytes | os.PathLike[str]


@frozen
class Format:
    """A format that we read."""

    endings: tuple[str, ...]
    module: str
    """The module of this wing that reads it."""
    reader: str
    """The function in it: text -> Document."""
    extra: str | None = None
    """What ``pip install agenda-ical[...]`` must bring, if anything."""


FORMATS = {
    "html": Format((".html", ".htm", ".xhtml", ".xht"), "html", "html_to_document"),
    "text": Format((".txt", ".text"), "text", "text_to_document"),
    "markdown": Format((".md", ".markdown", ".mdown", ".mkd"), "markdown", "markdown_to_document"),
}

AS_PAGE = "save it as HTML, or copy the page and paste it into a text file"
STRANGE = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\ufffd]")
"""What hardly stands in a text, and fills other files."""
AS_TEXT = "type what it shows into a text file"

FOREIGN = {
    (".doc", ".docx", ".odt", ".rtf", ".pages", ".hwp", ".hwpx"): ("a word processor's file", AS_PAGE),
    (".xls", ".xlsx", ".xlsm", ".ods", ".numbers"): ("a spreadsheet", AS_PAGE),
    (".ppt", ".pptx", ".odp", ".key"): ("a presentation", AS_PAGE),
    (".pdf",): ("a PDF", AS_PAGE),
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
"""How the content of what we do not read begins -> the ending that it should have."""


def read(
    source: Source,
    *,
    format: str | None = None,
    language: str | None = None,
    timezone: str | None = None,
    name: str | None = None,
) -> Document:
    """
    The document that *source* holds: a path, the bytes of a file, or the text itself.

    A ``str`` is the text if it has several lines or a tag, else a path. *format* is a name in `FORMATS`; without it
    the ending of the path (or of *name*, for bytes that had one) decides, else the content. *language* and
    *timezone* help with encodings that declare nothing.

    Raises UnreadableFile (missing, empty, damaged) or UnknownFormat, each with what to do about it.
    """
    if format is not None and format not in FORMATS:
        raise UnknownFormat(f"There is no format {format!r}; we read {', '.join(FORMATS)}.")
    name, content = _load(source, name)
    ending = Path(name).suffix.lower()
    if isinstance(content, bytes):
        if format is None:
            _refuse_foreign(name, ending, content)
        content = _decoded(content, name, language, timezone)
    if not content.strip("\ufeff \t\r\n\f\v\xa0"):
        raise UnreadableFile(f"{_called(name)} is empty: there is no programme in it.")
    chosen = FORMATS[format or _format_by_ending(ending) or format_by_content(content)]
    document: Document = _reader(chosen)(content)
    return document


def _called(name: str) -> str:
    return name or "What was given"


def _load(source: Source, name: str | None) -> tuple[str, str | bytes]:
    """The name of *source* (or nothing) and its content."""
    if isinstance(source, bytes | bytearray | memoryview):
        return name or "", bytes(source)
    if isinstance(source, str):
        if _is_text(source):
            return name or "", source.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
        source = Path(source)
    return name or os.fspath(source), _file_content(Path(source))


def _is_text(source: str) -> bool:
    """Whether a ``str`` is a text rather than the path of a file."""
    if "\n" in source or "\r" in source or "<" in source or not source.strip():
        return True
    try:
        if Path(source).exists():
            return False
    except (OSError, ValueError):
        return True
    looks_like_path = re.search(r"[/\\]|\.[^\W_]{1,8}\Z", source) and not re.search(r"\s{2}|\t", source)
    return not looks_like_path


def _file_content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"There is no such file: {path}.") from None
    except IsADirectoryError:
        raise UnreadableFile(f"{path} is a folder: name a file that is in it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        if path.is_dir():
            reason = "it is a folder"
        raise UnreadableFile(f"{path} cannot be read: {reason}.") from None


def _refuse_foreign(name: str, ending: str, content: bytes) -> None:
    """Say what to do with a file of a format that we do not read."""
    start = content[:1024].lstrip()
    magic = next((by for mark, by in MAGIC.items() if start.startswith(mark)), None)
    for endings, (what, advice) in FOREIGN.items():
        if ending in endings or (magic in endings and ending not in _all_endings()):
            raise UnknownFormat(f"{_called(name)} is {what}, which we do not read yet: {advice}.")
    if magic is not None:
        raise UnreadableFile(
            f"{_called(name)} is not what its ending says: open it in its program and {AS_PAGE}."
        )


def _all_endings() -> frozenset[str]:
    return frozenset(ending for known in FORMATS.values() for ending in known.endings)


def _decoded(content: bytes, name: str, language: str | None, timezone: str | None) -> str:
    text = decode(content, language=language, timezone=timezone)
    sample = text[:20_000]
    if len(STRANGE.findall(sample)) * 20 > len(sample):
        raise UnreadableFile(f"{_called(name)} is not text but binary data: {AS_PAGE}.")
    return text


def _format_by_ending(ending: str) -> str | None:
    return next((name for name, known in FORMATS.items() if ending in known.endings), None)


HTML = re.compile(
    r"<!doctype\s+html|<(?:html|head|body|table|tr|td|div|p|ul|ol|li|h[1-6]|span|br|section|article)\b[^<>]*>",
    re.IGNORECASE,
)
MARKDOWN = re.compile(
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
    return "markdown" if MARKDOWN.search(sample) else "text"


def _reader(chosen: Format) -> Callable[[str], Document]:
    try:
        module = import_module(f"agenda_ical.reading.{chosen.module}")
    except ImportError as error:
        if chosen.extra is None:
            raise
        raise MissingExtra(f'Type: pip install "agenda-ical[{chosen.extra}]"') from error
    reader: Callable[[str], Document] = getattr(module, chosen.reader)
    return reader
