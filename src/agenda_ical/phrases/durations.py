"""A stated length, "(40')", "45 min", "1시간 30분" -> minutes."""

from __future__ import annotations

import re
from functools import cache

from agenda_ical.phrases.folding import narrow
from agenda_ical.phrases.languages import words
from agenda_ical.phrases.patterns import any_of
from agenda_ical.regexes import regex

_DIGIT = regex(r"\d")
_CLOCK_LIKE = regex(r"\s*(\d{1,2})\s?:\s?(\d\d)(?::\d\d)?\s*(?:h)?\s*")
_BARE = regex(r"\s*(\d{1,3})\s*['*]?\s*")
_LONGEST = 24 * 60


@cache
def _length() -> re.Pattern[str]:
    table = words()
    hours, minutes = any_of(table["hours"]), any_of(table["minutes"])
    return re.compile(
        rf"""
        (?<![\w.:,+/-])(?:ca\.?\s*|~\s*|±\s*)?
        (?:
            '\s?(?P<led>\d{{1,3}})(?![\w.:,])
          | (?P<hours>\d{{1,2}}(?:[.,]\d{{1,2}})?)\s?{hours}
            (?:\s*(?P<rest>\d{{1,2}})(?!\d)\s?(?:{minutes}|'(?!\w)|(?![\w.:])))?
          | (?P<minutes>\d{{1,3}})(?:\s?\+\s?(?P<more>\d{{1,2}}))?\s?-?(?:{minutes}|['`]{{1,2}}(?!\w))
        )\.?
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def _minutes_of(match: re.Match[str]) -> int | None:
    if match["led"]:
        total = int(match["led"])
    elif match["hours"]:
        total = round(float(match["hours"].replace(",", ".")) * 60) + int(match["rest"] or 0)
    else:
        total = int(match["minutes"]) + int(match["more"] or 0)
    return total if 0 < total <= _LONGEST else None


def find_minutes(text: str) -> tuple[int, int, int] | None:
    """
    The length that *text* states, as (minutes, begin, stop) with ``text[begin:stop]`` the characters it takes.

    In brackets it may stand anywhere; without brackets only between separators, for "Physics in 10 minutes" is a title.
    """
    if not _DIGIT.search(text):
        return None
    plain = narrow(text)
    for match in _length().finditer(plain):
        minutes, begin, stop = _minutes_of(match), match.start(), match.end()
        if minutes is None:
            continue
        bracketed = bracketed_piece(plain, begin, stop)
        if bracketed is not None:
            return (minutes, *bracketed)
        if _stands_alone(plain, begin, stop) and (
            not match["hours"] or match["rest"] or float(match["hours"].replace(",", ".")) < 7
        ):
            return (minutes, begin, stop)
    return None


def minutes_at(plain: str, position: int, *, bare: bool) -> tuple[int, int] | None:
    """The length that begins at *position* of a narrowed text, as (minutes, stop): in brackets, or *bare* too."""
    start = position
    while start < len(plain) and plain[start] in " \t\n\r,*/":
        start += 1
    opened = start < len(plain) and plain[start] in "(["
    if opened:
        start += 1
        while start < len(plain) and plain[start] == " ":
            start += 1
    match = _length().match(plain, start) if opened or bare else None
    if match is None or (minutes := _minutes_of(match)) is None:
        return None
    if not opened:
        return (minutes, match.end())
    bracketed = bracketed_piece(plain, match.start(), match.end())
    return (minutes, bracketed[1]) if bracketed else None


def whole_minutes(text: str) -> int | None:
    """The length that *text*, a cell of a column of lengths, states: "30", "00:30", "30 min", "1 h"."""
    if not _DIGIT.search(text) or len(text) > 30:
        return None
    plain = narrow(text)
    found = find_minutes(text)
    if found is not None:
        return (
            found[0]
            if not plain[: found[1]].strip(" \n()[]*") + plain[found[2] :].strip(" \n()[]*.")
            else None
        )
    if clock := _CLOCK_LIKE.fullmatch(plain):
        return int(clock[1]) * 60 + int(clock[2]) or None
    bare = _BARE.fullmatch(plain)
    return int(bare[1]) or None if bare else None


def bracketed_piece(plain: str, begin: int, stop: int) -> tuple[int, int] | None:
    """The piece with its brackets where nothing else stands within them."""
    before, after = plain[:begin].rstrip(), plain[stop:]
    gap = len(after) - len(after.lstrip())
    if before[-1:] in ("(", "[") and after[gap : gap + 1] in (")", "]"):
        return (len(before) - 1, stop + gap + 1)
    return None


def _stands_alone(plain: str, begin: int, stop: int) -> bool:
    before, after = plain[:begin].rstrip(" \t*"), plain[stop:].lstrip(" \t*")
    return (not before or before[-1] in "-,;:|/\n([~") and (not after or after[0] in "-,;:|/\n)]~")
