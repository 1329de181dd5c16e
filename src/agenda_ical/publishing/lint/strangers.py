"""What is no calendar at all: nothing, a web page behind the address, another kind of file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from agenda_ical.publishing.lint.codes import Fault
from agenda_ical.publishing.lint.contentlines import shortened

_BEGIN: Final = re.compile(
    rb"""
    (?: \A | [\r\n\x00\xbf\xfe\xff] ) [ \t]{0,8}
    B\x00? E\x00? G\x00? I\x00? N\x00? :         # in UTF-16 with a NUL beside each
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PAGE: Final = re.compile(rb"<!doctype html|<html\b|<head\b|<body\b", re.IGNORECASE)
_TITLE: Final = re.compile(rb"<title\b[^>]*>([^<]{0,500})", re.IGNORECASE)
_PASSWORD: Final = re.compile(rb"""<input\b[^>]{0,500}\btype\s*=\s*["']?password""", re.IGNORECASE)
_KINDS: Final = (
    (b"PK\x03\x04", "a packed file (ZIP)"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"%PDF-", "a PDF"),
    (b"{", "JSON, it seems"),
    (b"[", "JSON, it seems"),
    (b"<?xml", "XML"),
)
_WITHIN: Final = 100_000
"""Bytes at the beginning in which a page shows what it is."""


def stranger_faults(content: bytes) -> Iterator[Fault]:
    """What *content* is instead of a calendar, if it is none."""
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        yield Fault("file-empty", (), "The file is empty.")
    elif not _BEGIN.search(content):
        yield Fault("not-a-calendar", (), f"This is no calendar, but {_what(content)}.")


def _what(content: bytes) -> str:
    beginning = content[:_WITHIN]
    if _PAGE.search(beginning):
        found = _TITLE.search(beginning)
        title = " ".join(found[1].decode("utf-8", "replace").split()) if found else ""
        kind = "a web page that asks for a password" if _PASSWORD.search(beginning) else "a web page"
        return f"{kind}, {shortened(title)!r}" if title else kind
    beginning = beginning.lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((kind for sign, kind in _KINDS if beginning.startswith(sign)), "something else")
