"""Times that are told in several zones at once: ``10:00 KST / 02:00 CET``, ``14:00 CEST (21:00 KST)``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from attrs import frozen

from agenda_ical.regexes import regex

_CLOCK = r"\d{1,2}\s?[:.h：]\s?\d\d(?:\s?[ap]\.?m\.?)?"
_SPAN = rf"{_CLOCK}(?:\s?(?:[-–—~∼～]|to)\s?{_CLOCK})?"
_WORD = (
    r"(?:(?:UTC|GMT)(?:\s?[+\-−±]\s?\d{1,2}(?::?\d\d)?)?|KST|JST|HKT|SGT|PHT|ICT|WIB|AWST|AE[SD]T|NZ[SD]T|MSK|TRT|SAST"
    r"|CES?T|EES?T|WES?T|MES?Z|BST|IST|E[SD]T|C[SD]T|M[SD]T|P[SD]T|BRT)(?!\w)"
)
_ZONED = rf"(?:{_SPAN}\s?[(\[]?{_WORD}[)\]]?|{_WORD}:?\s?{_SPAN})"
_SEVERAL = regex(rf"{_ZONED}(?:\s*(?:[/|,;=·]|\s[-–]\s|[(\[])\s*{_ZONED}[)\]]?)+", re.IGNORECASE)
_ONE = regex(_ZONED, re.IGNORECASE)
_TIME = regex(_SPAN, re.IGNORECASE)
_NAME = regex(rf"(?<!\w){_WORD}")


@frozen
class SeveralZones:
    """The same time in several zones, at ``text[begin:stop]``: the first, and the others as they are written."""

    first: str
    others: tuple[str, ...]
    begin: int
    stop: int


def time_in_several_zones(text: str) -> SeveralZones | None:
    """The time that *text* tells in several zones, if it does."""
    found = _SEVERAL.search(text) if len(text) < 400 else None
    if found is None:
        return None
    first, *others = (one[0].strip("()[] ") for one in _ONE.finditer(found[0]))
    time = _TIME.search(first)
    return SeveralZones(time[0] if time else first, tuple(others), found.start(), found.end())


def own_zone_first(text: str, own: Collection[str]) -> str:
    """*text*, where it tells a time in several zones, with that in one of the zones called *own* before the others."""
    found = _SEVERAL.search(text) if len(text) < 400 else None
    if found is None:
        return text
    times = [one[0].strip("()[] ") for one in _ONE.finditer(found[0])]
    ordered = sorted(times, key=lambda time: not is_of_zone(time, own))
    if ordered == times:
        return text
    return text[: found.start()] + " / ".join(ordered) + text[found.end() :]


def is_of_zone(text: str, own: Collection[str]) -> bool:
    """Whether *text* names one of the zones called *own*."""
    return any(word in own for word in zone_words(text))


def zone_words(text: str) -> Iterator[str]:
    """The abbreviations and offsets of zones that *text* names: ``KST``, ``UTC+9``."""
    for found in _NAME.finditer(text):
        yield re.sub(r"\s|:?00$|(?<=[+\-−])0", "", found[0]).replace("−", "-")


def zones_of_times(text: str) -> Iterator[str]:
    """The zones that *text* names right beside a time."""
    for found in _ONE.finditer(text):
        yield from zone_words(found[0])
