"""
Bytes, text or a file -> the document that stands in it.

The wing knows formats and no agenda. A format is a line in `FORMATS` and a module of its own, loaded when needed.
"""

from __future__ import annotations

import os
import re
from importlib import import_module
from pathlib import Path
from typing import Any

from agenda_ical.document import Document
from agenda_ical.errors import AgendaError, MissingExtra, UnknownFormat, UnreadableFile
from agenda_ical.limits import Limits
from agenda_ical.reading.encodings import decode
from agenda_ical.reading.formats import AGAIN, AS_PAGE, FORMATS, Format, format_by_content, recognise

__all__ = ["FORMATS", "Source", "format_by_content", "plain_text", "read"]

Source = str | bytes | os.PathLike[str]

STRANGE = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\ufffd]")
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
    The document that *source* holds: a path, the bytes of a file, or the text itself.

    A ``str`` is the text if it has several lines or a tag, else a path. *format* is a name in `FORMATS`; without it
    the content or the ending of the path (or of *name*, for bytes that had one) decides. *language* and *timezone*
    help with encodings that declare nothing.

    Raises UnreadableFile (missing, empty, damaged), UnknownFormat, MissingExtra or BeyondLimits, each with what to do
    about it.
    """
    if format is not None and format not in FORMATS:
        raise UnknownFormat(f"There is no format {format!r}; we read {', '.join(FORMATS)}.")
    name, content = _load(source, name)
    limits.check("size", len(content), "bytes")
    if isinstance(content, bytes):
        format = recognise(name, content, format)
        if format is not None and FORMATS[format].takes == "bytes":
            return _read_file(FORMATS[format], content, limits, name)
        content = _decoded(content, name, language, timezone)
    if not content.strip("\ufeff \t\r\n\f\v\xa0"):
        raise UnreadableFile(f"{_called(name)} is empty: there is no programme in it.")
    document: Document = _reader(FORMATS[format or format_by_content(content)])(content)
    return document


def plain_text(source: Source, limits: Limits = Limits()) -> str:
    """
    The text of a file in UTF-8, whatever it tells: *source* is its path or its bytes.

    Raises UnreadableFile or BeyondLimits.
    """
    name, content = _load(source, None)
    limits.check("size", len(content), "bytes")
    try:
        return content if isinstance(content, str) else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile(f"{_called(name)} is not written in UTF-8; save it so.") from None


def _read_file(chosen: Format, content: bytes, limits: Limits, name: str) -> Document:
    """What stands in a file that is no text; the packages that open such files raise anything at a damaged one."""
    reader = _reader(chosen)
    try:
        document: Document = reader(content, limits)
    except (AgendaError, KeyboardInterrupt):
        raise
    except Exception as error:
        raise UnreadableFile(
            f"{_called(name)} is damaged or not what it looks like ({type(error).__name__}: {str(error)[:100]}): {AGAIN}."
        ) from error
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


def _decoded(content: bytes, name: str, language: str | None, timezone: str | None) -> str:
    text = decode(content, language=language, timezone=timezone)
    sample = text[:20_000]
    if len(STRANGE.findall(sample)) * 20 > len(sample):
        raise UnreadableFile(f"{_called(name)} is not text but binary data: {AS_PAGE}.")
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
