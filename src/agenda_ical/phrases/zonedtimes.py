"""Times that are told in several zones at once: ``10:00 KST / 02:00 CET``, ``14:00 CEST (21:00 KST)``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import partial

from attrs import frozen

from agenda_ical.phrases.languages import lexicon
from agenda_ical.regexes import regex

_CLOCK = r"\d{1,2}\s?[:.h：]\s?\d\d(?:\s?[ap]\.?m\.?)?"
_SPAN = rf"{_CLOCK}(?:\s?(?:[-–—~∼～]|to)\s?{_CLOCK})?"
UNIVERSAL = ("UTC", "GMT")
"""What other zones are counted from."""
LOCAL = (
    "KST", "JST", "HKT", "SGT", "PHT", "ICT", "WIB", "AWST", "AEST", "AEDT", "NZST", "NZDT", "MSK", "TRT", "SAST",
    "CET", "CEST", "EET", "EEST", "WET", "WEST", "MEZ", "MESZ", "BST", "IST", "EST", "EDT", "CST", "CDT", "MST", "MDT",
    "PST", "PDT", "BRT",
)  # fmt: skip
"""What zones are called beside a time, and little else is."""
_SYNONYMS = {"MEZ": "CET", "MESZ": "CEST"}
_WORD = rf"(?:(?:{'|'.join(UNIVERSAL)})(?:\s?[+\-−±]\s?\d{{1,2}}(?::?\d\d)?)?|{'|'.join(LOCAL)})(?!\w)"
_ZONED = rf"(?:{_SPAN}\s?[(\[]?{_WORD}[)\]]?|{_WORD}:?\s?{_SPAN})"
_SEVERAL = regex(rf"{_ZONED}(?:\s*(?:[/|,;=·]|\s[-–]\s|[(\[])\s*{_ZONED}[)\]]?)+", re.IGNORECASE)
_ONE = regex(_ZONED, re.IGNORECASE)
_TIME = regex(_SPAN, re.IGNORECASE)
_NAME = regex(rf"(?<!\w){_WORD}")
_PATH = regex(r"\b[A-Z][a-z]+/[A-Z][A-Za-z_]+\b")
_CITY = regex(r"\b[A-Z][a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+){0,2}\b")
_MINUTES = regex(r"\d\d")
_CAPITALS = regex(r"[A-Z]{3}")


@frozen
class SeveralZones:
    """The same time in several zones, at ``text[begin:stop]``: the first, and the others as they are written."""

    first: str
    others: tuple[str, ...]
    begin: int
    stop: int


def time_in_several_zones(text: str) -> SeveralZones | None:
    """The time that *text* tells in several zones, if it does."""
    found = _SEVERAL.search(text) if len(text) < 400 and may_zone_a_time(text) else None
    if found is None:
        return None
    first, *others = (one[0].strip("()[] ") for one in _ONE.finditer(found[0]))
    time = _TIME.search(first)
    return SeveralZones(time[0] if time else first, tuple(others), found.start(), found.end())


def own_zone_first(text: str, own: Collection[str]) -> str:
    """*text*, where it tells a time in several zones, with that in one of the zones called *own* before the others."""
    found = _SEVERAL.search(text) if len(text) < 400 and may_zone_a_time(text) else None
    if found is None:
        return text
    times = [one[0].strip("()[] ") for one in _ONE.finditer(found[0])]
    ordered = sorted(times, key=lambda time: not is_of_zone(time, own))
    if ordered == times:
        return text
    return text[: found.start()] + " / ".join(ordered) + text[found.end() :]


def is_of_zone(text: str, own: Collection[str]) -> bool:
    """Whether *text* names one of the zones called *own*."""
    return any(map(partial(is_one_of, own), zone_words(text)))


def is_one_of(own: Collection[str], word: str) -> bool:
    """Whether *word* is, or means, one of the zones called *own*."""
    return word in own or _SYNONYMS.get(word) in own


def may_name_zone(text: str) -> bool:
    """Whether *text* is worth a closer look: no zone is called by fewer than three capitals."""
    return _CAPITALS.search(text) is not None


def zone_words(text: str) -> Iterator[str]:
    """The abbreviations and offsets of zones that *text* names: ``KST``, ``UTC+9``."""
    if not may_name_zone(text):
        return
    for found in _NAME.finditer(text):
        yield re.sub(r"\s|:?00$|(?<=[+\-−])0", "", found[0]).replace("−", "-")


def zones_of_times(text: str) -> Iterator[str]:
    """The zones that *text* names right beside a time."""
    if may_zone_a_time(text):
        for found in _ONE.finditer(text):
            yield from zone_words(found[0])


def cities_of_times(text: str) -> Iterator[str]:
    """The words of *text* that may be a city whose time it speaks of: ``Berlin time``, ``Europe/Berlin``."""
    yield from _PATH.findall(text)
    for found in _CITY.finditer(text):
        following = text[found.end() :].split(None, 2)
        if any("time" in lexicon().header_roles(" ".join(following[:count])) for count in (1, 2)):
            yield from capitalised(found[0])


def capitalised(text: str) -> Iterator[str]:
    """The runs of one to three capitalised words of *text*, each a name that a city may have: ``New York``."""
    for found in _CITY.finditer(text):
        words = found[0].split()
        for begin in range(len(words)):
            yield from (" ".join(words[begin:stop]) for stop in range(len(words), begin, -1))


def may_zone_a_time(text: str) -> bool:
    """Whether *text* holds figures and a zone's name in capitals: few texts do, and to look for more takes long."""
    if not may_name_zone(text) or _MINUTES.search(text) is None:
        return False
    return any(name in text for name in (*UNIVERSAL, *LOCAL))
