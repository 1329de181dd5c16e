"""
Bytes, text or a file -> the document that stands in it.

The wing knows formats and no agenda. A format is a line in `FORMATS` and a module of its own, loaded when needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from attrs import evolve

from agenda_ical.document import Document
from agenda_ical.errors import AgendaError, MissingExtra, UnknownFormat, UnreadableFile
from agenda_ical.limits import Limits
from agenda_ical.reading.addresses import with_absolute_links
from agenda_ical.reading.encodings import decode
from agenda_ical.reading.formats import AGAIN, AS_PAGE, FORMATS, Format, called, format_by_content, recognise
from agenda_ical.reading.loading import Loaded, Source, load
from agenda_ical.regexes import regex

__all__ = ["FORMATS", "Source", "format_by_content", "plain_text", "read"]

STRANGE = regex("[\x00-\x08\x0e-\x19\x1c-\x1f\ufffd]")
"""What hardly stands in a text, and fills other files."""


def read(
    source: Source,
    *,
    format: str | None = None,
    language: str | None = None,
    timezone: str | None = None,
    name: str | None = None,
    limits: Limits = Limits(),
) -> Document:
    """
    The document that *source* holds: a path, a web address, the bytes of a file, or the text itself.

    A ``str`` is an address if it begins with ``https://`` or ``http://``, the text if it has several lines or a tag,
    else a path. *format* is a name in `FORMATS`; without it the content, what the server says, or the ending of the
    path (or of *name*, for bytes that had one) decides. *language* and *timezone* help with encodings that declare
    nothing.

    Raises UnreadableFile (missing, empty, damaged), UnknownFormat, MissingExtra or BeyondLimits, each with what to do
    about it.
    """
    if format is not None and format not in FORMATS:
        raise UnknownFormat(f"There is no format {format!r}; we read {', '.join(FORMATS)}.")
    loaded = load(source, name, limits)
    document = _read_loaded(loaded, format, language, timezone, limits)
    if loaded.address:
        document = evolve(with_absolute_links(document, loaded.address), source=loaded.address)
    return document


def _read_loaded(
    loaded: Loaded, format: str | None, language: str | None, timezone: str | None, limits: Limits
) -> Document:
    """The document in a content that is here."""
    content = loaded.content
    if isinstance(content, bytes):
        format = recognise(loaded.name, loaded.ending, content, format)
        if format is not None and FORMATS[format].takes == "bytes":
            return _read_file(FORMATS[format], content, limits, loaded.name)
        content = _decoded(loaded, content, language, timezone)
    if not content.strip("\ufeff \t\r\n\f\v\xa0"):
        raise UnreadableFile(f"{called(loaded.name)} is empty: there is no programme in it.")
    chosen = FORMATS[format or format_by_content(content)]
    reader = _reader(chosen)
    document: Document = reader(content, limits) if chosen.limited else reader(content)
    return document


def plain_text(source: Source, limits: Limits = Limits()) -> str:
    """
    The text of a file in UTF-8, whatever it tells: *source* is its path or its bytes.

    Raises UnreadableFile or BeyondLimits.
    """
    loaded = load(source, None, limits)
    content = loaded.content
    try:
        return content if isinstance(content, str) else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile(f"{called(loaded.name)} is not written in UTF-8; save it so.") from None


def _read_file(chosen: Format, content: bytes, limits: Limits, name: str) -> Document:
    """What stands in a file that is no text; the packages that open such files raise anything at a damaged one."""
    reader = _reader(chosen)
    try:
        document: Document = reader(content, limits)
    except (AgendaError, KeyboardInterrupt):
        raise
    except Exception as error:
        raise UnreadableFile(
            f"{called(name)} is damaged or not what it looks like ({type(error).__name__}: {str(error)[:100]}): {AGAIN}."
        ) from error
    return document


def _decoded(loaded: Loaded, content: bytes, language: str | None, timezone: str | None) -> str:
    text = decode(content, declared=loaded.charset, language=language, timezone=timezone)
    sample = text[:20_000]
    if len(STRANGE.findall(sample)) * 20 > len(sample):
        raise UnreadableFile(f"{called(loaded.name)} is not text but binary data: {AS_PAGE}.")
    return text


def _reader(chosen: Format) -> Any:
    """The function that reads a format; raises MissingExtra with what to type where its package is not there."""
    try:
        module = import_module(f"agenda_ical.reading.{chosen.module}")
    except ImportError as error:
        if chosen.extra is None:
            raise
        raise MissingExtra(
            f"Reading {chosen.endings[0]} files needs a package that is not installed. "
            f'Type: pip install "agenda-ical[{chosen.extra}]"'
        ) from error
    return getattr(module, chosen.reader)
