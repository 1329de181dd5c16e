"""What a person named (a path, an address, bytes, a text) -> its content, and what is known of it beside."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from attrs import frozen

from agenda_ical.errors import MissingExtra, UnreadableFile
from agenda_ical.limits import Limits
from agenda_ical.reading.addresses import is_address
from agenda_ical.reading.formats import ending_of
from agenda_ical.regexes import regex

Source = str | bytes | os.PathLike[str]

ADDRESS_AS_PATH = regex(r"https?:[/\\]", re.IGNORECASE)


@frozen
class Loaded:
    """The content of a source."""

    content: str | bytes
    name: str = ""
    """What messages call it, or nothing."""
    ending: str = ""
    """How the name of a file with this content ends, as far as anybody said."""
    charset: str | None = None
    """The encoding that its server names."""
    address: str = ""
    """Where it was found on the web, after all redirects."""
    asked: str = ""
    """The address that was asked for."""
    headers: tuple[tuple[str, str], ...] = ()
    """What its server tells beside it."""


def load(source: Source, name: str | None, limits: Limits) -> Loaded:
    """The content of *source*; raises UnreadableFile, MissingExtra or BeyondLimits."""
    loaded = _load(source, name, limits)
    limits.check("size", len(loaded.content), "bytes")
    return loaded


def _load(source: Source, name: str | None, limits: Limits) -> Loaded:
    if isinstance(source, bytes | bytearray | memoryview):
        return Loaded(bytes(source), name or "", ending_of(name or ""))
    if isinstance(source, str):
        if is_address(source):
            return fetched(source.strip(), limits)
        if _is_text(source):
            text = source.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
            return Loaded(text, name or "")
    called = name or os.fspath(source)
    return Loaded(_file_content(Path(source), limits), called, ending_of(called))


def fetched(address: str, limits: Limits, accept: str | None = None) -> Loaded:
    """What stands at *address*, asked for as a page or as what *accept* names; raises as ``load`` does."""
    page: Loaded = _web().fetch(address, limits, accept)
    return page


def status(address: str, limits: Limits, told: Mapping[str, str]) -> int:
    """The status with which *address* answers to the headers *told*; raises as ``load`` does."""
    number: int = _web().status(address, limits, told)
    return number


def _web() -> Any:
    """The module that fetches what stands on the web, if what it needs is installed."""
    try:
        return import_module("agenda_ical.reading.web")
    except ImportError as error:
        raise MissingExtra(
            "Reading web addresses needs a package that is not installed. "
            'Type: pip install "agenda-ical[web]" or save the page from your browser and give the file.'
        ) from error


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


def _file_content(path: Path, limits: Limits) -> bytes:
    try:
        limits.check("size", path.stat().st_size, "bytes")  # before it is in memory
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(_no_file(path)) from None
    except IsADirectoryError:
        raise UnreadableFile(f"{path} is a folder: name a file that is in it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        if path.is_dir():
            reason = "it is a folder"
        raise UnreadableFile(f"{path} cannot be read: {reason}.") from None


def _no_file(path: Path) -> str:
    if ADDRESS_AS_PATH.match(os.fspath(path)):
        return f"{path} is no path: give the address of a web page as a string."
    if os.fspath(path).lower().startswith("www."):
        return f"There is no such file: {path}. If it is the address of a web page, write https:// before it."
    return f"There is no such file: {path}."
