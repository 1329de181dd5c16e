"""Dates as people write them -> `PartialDate`: what is said of the day, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from agenda_ical.phrases.datefinder import DateFinder
from agenda_ical.phrases.datewords import Part, Pieces, date_names
from agenda_ical.phrases.folding import fold, narrow
from agenda_ical.phrases.languages import words
from agenda_ical.phrases.partialdate import PartialDate, changed, merged
from agenda_ical.phrases.patterns import any_of
from agenda_ical.regexes import regex

__all__ = ["PartialDate", "find_dates", "find_years", "leading_date", "whole_date"]

_DIGIT = regex(r"\d")
_WORD = regex(r"[^\W_]+")
_LONGEST_HEADING = 160
_SHORT_REST = 48


def find_dates(text: str, language: str | None = None) -> tuple[PartialDate, ...]:
    """
    Every date in a running *text*; a number alone is none, and "3/12" or "8. 9." only beside a weekday.

    A weekday alone is found where it is written as a name; who calls decides whether it is a heading.
    """
    if not _may_hold(text):
        return ()
    return _find(text, _code(language), loose=False)


def whole_date(text: str, language: str | None = None) -> PartialDate | None:
    """The date that *text* is a heading of: a date, and nothing else but words such as "Programme for"."""
    if len(text) > _LONGEST_HEADING or not (_DIGIT.search(text) or _may_hold(text)):
        return None
    return _whole(text, _code(language))


def part_of_day(text: str) -> Part | None:
    """The part of the day that *text* is a word for, and nothing else: "上午", "Afternoon"."""
    return _parts_of_day().get(fold(text).strip(" :.()")) if len(text) <= 20 else None


@cache
def _parts_of_day() -> dict[str, Part]:
    parts: tuple[Part, ...] = ("morning", "noon", "afternoon", "evening")
    return {word: part for part in parts for word in words()[f"part_{part}"]}


def leading_date(text: str, language: str | None = None) -> PartialDate | None:
    """The date that *text* begins with, whatever follows."""
    if not _may_hold(text[:80]):
        return None
    for found in _find(text, _code(language), loose=False)[:1]:
        alone = found.day is None and found.ordinal is None
        goes_on = text[found.stop :].lstrip(" ")[:1].isalpha()
        if not _WORD.search(text, 0, found.begin) and _is_leading(found) and not (alone and goes_on):
            return found
    return None


def heading_date(text: str, language: str | None = None) -> PartialDate | None:
    """The date that *text* is a heading of, also where a few words or a bracket stand behind: "Sat 3 May (Main Hall)"."""
    whole = whole_date(text, language)
    if whole is not None or len(text) > _LONGEST_HEADING:
        return whole
    found = leading_date(text, language)
    if found is None or found.day is None or (found.month is None and found.weekday is None):
        return None
    behind = text[found.stop :].strip()
    short = len(behind) <= _SHORT_REST and (behind[:1] in "(（[,-–—:|@·/" or len(behind.split()) <= 3)
    return found if short and not re.search(r"\d\s?[:.]\s?\d\d", behind) else None


def find_years(text: str) -> tuple[int, ...]:
    """The years that *text* names, 1990 to 2099: "2019", "'22", "令和3年", "民國109年", "114年"."""
    found = []
    for match in _year().finditer(text):
        if match["full"]:
            found.append(int(match["full"]))
        elif match["short"]:
            found.append(2000 + int(match["short"]))
        elif (year := _era_year(text[: match.start()].rstrip(), int(match["era"]))) is not None:
            found.append(year)
    return tuple(year for year in found if 1990 <= year <= 2099)


@cache
def _year() -> re.Pattern[str]:
    unit = any_of(words()["year"])
    return re.compile(
        rf"(?<!\d)(?:(?P<full>(?:199|20\d)\d)(?![\d:]|[.,]\d{{3}})"
        rf"|(?<!\w)['`’‘](?P<short>\d\d)(?=[.\s/-]|{unit}|$)|(?P<era>\d{{1,3}})\s?{unit})"
    )


def _era_year(before: str, number: int) -> int | None:
    for era, zero in words()["eras"].items():
        if before.endswith(era):
            return int(zero) + number
    return number + 1911 if number > 99 else None


def _code(language: str | None) -> str:
    return (language or "").replace("_", "-").casefold()


def _is_leading(found: PartialDate) -> bool:
    return found.day is not None or found.ordinal is not None or found.weekday is not None


def _may_hold(text: str) -> bool:
    """Whether a date can stand in *text*: a digit, or a word that says a weekday or a numbered day."""
    if _DIGIT.search(text):
        return True
    if text.isascii():
        return not _telling().isdisjoint(
            text.casefold().replace(",", " ").replace(":", " ").replace("(", " ").replace(")", " ").split()
        )
    return not _telling().isdisjoint(_WORD.findall(text.casefold())) or any(
        map(text.__contains__, _telling_cjk())
    )


@cache
def _telling() -> frozenset[str]:
    return frozenset(
        word.split("-")[0]
        for word, (letter, _) in date_names().letters.items()
        if letter in "WwBOF" or (letter == "s" and words_are_cjk(word))
    )


@cache
def _telling_cjk() -> tuple[str, ...]:
    return tuple(
        word for word, (letter, _) in date_names().letters.items() if letter in "WF" and words_are_cjk(word)
    )


def words_are_cjk(word: str) -> bool:
    """Whether *word* is written without blanks around it."""
    return "\u2e80" <= word[0] <= "\u9fff" or "\uac00" <= word[0] <= "\ud7a3"


@lru_cache(maxsize=4096)
def _whole(text: str, code: str) -> PartialDate | None:
    if fold(text).strip(" .()") in words()["not_dates"]:
        return None
    found = _find(text, code, loose=True)
    if not found:
        return None
    rest = text
    for one in reversed(found):
        rest = rest[: one.begin] + " " + rest[one.stop :]
    if not _fillers().issuperset(_WORD.findall(fold(narrow(rest)))) or "?" in rest:
        return None
    whole = found[0]
    for one in found[1:]:
        both = merged(whole, one)
        if both is None:
            return None
        whole = both
    return changed(whole, begin=0, stop=len(text))


def is_filler(text: str) -> bool:
    """Whether *text* has no word but those that stand beside dates and name no event: "Programme", "세부 일정"."""
    return _fillers().issuperset(_WORD.findall(fold(narrow(text))))


@cache
def _fillers() -> frozenset[str]:
    table = words()
    lists = (
        "fillers",
        "when",
        "date_joints",
        "part_morning",
        "part_noon",
        "part_afternoon",
        "part_evening",
        "eras",
    )
    said = [word for name in lists for word in table[name]]
    return frozenset(piece for word in said for piece in _WORD.findall(word))


def _find(text: str, code: str, *, loose: bool) -> tuple[PartialDate, ...]:
    names = date_names(code.partition("-")[0])
    finder = DateFinder(Pieces(narrow(text), names), text, code, loose=loose)
    return tuple(_adjoined(finder.dates(), text))


def _adjoined(found: Iterable[PartialDate], text: str) -> Iterable[PartialDate]:
    """*found*, where a numbered day and the date beside it are one."""
    pending: PartialDate | None = None
    for one in found:
        if pending is None:
            pending = one
            continue
        apart = text[pending.stop : one.begin]
        joined = (
            None
            if any(map(str.isalnum, apart)) or len(apart) > 5 or "\n\n" in apart
            else _beside(pending, one)
        )
        if joined is None:
            yield pending
        pending = joined or one
    if pending is not None:
        yield pending


def _beside(first: PartialDate, second: PartialDate) -> PartialDate | None:
    if (first.ordinal is None) == (second.ordinal is None) and (first.day is None) == (second.day is None):
        return None
    return merged(first, second)
