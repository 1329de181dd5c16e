"""
The names of days, tracks and people -> names of files that stand in an address: ASCII, short, and like what they name.

A name once given is remembered by whoever publishes (``memory.py``), so that a new name never takes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha1
from typing import Final

from agenda_ical.errors import MissingExtra
from agenda_ical.publishing.identity import plain

_LONGEST: Final = 60
_OTHER: Final = re.compile(r"[^a-z0-9]+")
_SAFE_UID: Final = re.compile(r"[A-Za-z0-9-]{1,80}")
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
"""What Windows keeps for devices."""


def label_to_stems(label: str) -> Iterator[str]:
    """
    Names for the file of *label*, without its ending: ``gihu-jeongchaeg`` for ``기후 정책``, then with digits of its own.

    The first that no other has is to be taken.
    Raises MissingExtra where the label is not in ASCII and anyascii is not installed.
    """
    stem = text_to_slug(label)
    if stem and stem not in _RESERVED:
        yield stem
    digits = sha1(plain(label).encode(), usedforsecurity=False).hexdigest()
    for length in range(6, len(digits) + 1):
        yield f"{stem}-{digits[:length]}".strip("-")


def text_to_slug(text: str, longest: int = _LONGEST) -> str:
    """*text* in small letters and digits of ASCII, with hyphens between its words; cut between two words where that can be."""
    slug = _OTHER.sub("-", _to_ascii(text).lower()).strip("-")
    cut = slug[: longest + 1]
    return slug if len(slug) <= longest else cut.rpartition("-")[0] or cut[:longest]


def uid_to_stem(uid: str) -> str:
    """The name of a session's file, without its ending; a UID that somebody wrote into our file leads nowhere else."""
    if _SAFE_UID.fullmatch(uid):
        return uid
    return sha1(uid.encode(), usedforsecurity=False).hexdigest()


def _to_ascii(text: str) -> str:
    if text.isascii():
        return text
    try:
        from anyascii import anyascii  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtra(
            "Names of feeds need a package that is not installed: pip install 'agenda-ical[site]'"
        ) from error
    return anyascii(text)
