"""One time of the day as it is written -> `Clock`."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from attrs import evolve, frozen

from agenda_ical.phrases.folding import fold, has_cjk
from agenda_ical.phrases.languages import words
from agenda_ical.phrases.patterns import any_of

Meridiem = Literal["am", "pm"]
_GUARD = re.compile(r"(?<=[A-Za-z\d])(?<!\dT)|(?<=\d[.,:/'+-])|(?<=[#$€£])|(?<=[A-Za-z][/.+-])")
Form = Literal["colon", "sloppy", "dot", "hour", "digits", "bare", "word"]


@frozen
class Clock:
    """A time of the day as written: hour 0 to 24, minute, and am or pm where it is said."""

    hour: int
    minute: int
    meridiem: Meridiem | None = None

    def minutes(self) -> int:
        """
        Minutes since midnight, with the meridiem applied: "12:00 am" is 0, "17:00 pm" is 17:00.

        Where a writer meant noon by "12:00 am", who calls has to know better.
        """
        hour = self.hour
        if self.meridiem == "pm" and hour < 12:
            hour += 12
        elif self.meridiem == "am" and hour == 12:
            hour = 0
        return hour * 60 + self.minute


@frozen
class Written:
    """A clock, how plainly it is written, and the characters ``[begin:stop]`` of the narrowed text."""

    clock: Clock
    form: Form
    begin: int
    stop: int
    early: bool = False
    """Whether its hour is so low that "2h" may be a length."""

    @property
    def plain(self) -> bool:
        """Whether it can be nothing but a time."""
        return self.form == "colon" or self.clock.meridiem is not None or (self.form == "hour" and not self.early)


@cache
def _clock() -> re.Pattern[str]:
    table = words()
    hour, minute = _hours_not_lengths(table), any_of(table["minute"])
    before = any_of([word for word in table["am"] + table["pm"] if has_cjk(word)] + ["am", "pm", "a.m.", "p.m."])
    after = any_of(word for word in table["am"] + table["pm"] if not has_cjk(word))
    return re.compile(
        rf"""
        (?:(?<![^\W\d_])(?P<before>{before})[)\]]?[\s:]*)?
        (?P<hour>\d{{1,2}})
        (?:
            (?P<colon>\.?:|\s:\s?|:\s)(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?![\d:])(?:\s?{hour})?
          | \.(?P<dotted>\d\d)(?![\d:]|\.\d)(?P<unit>\s?{hour})?
          | \s?(?P<word>{hour})(?:\s?(?P<counted>\d\d?)\s?{minute}|\s?(?P<following>\d\d)(?!\d|:|\s?[%°])'?|\s?(?P<half>{any_of(table["half"])}))?
          | (?P<digits>\d\d)(?!\d)(?:\s?h(?![^\W\d_]))?
        )?
        (?:\s?(?P<after>{after}))?
        (?![A-Za-zÀ-ÿ\d%°])
        """,
        re.VERBOSE | re.IGNORECASE,
    )  # fmt: skip


def _hours_not_lengths(table: dict[str, list[str]]) -> str:
    """The words after an hour, where they do not begin a word of lengths: "시", but not "시간"."""
    longer = {
        other[len(word) :]
        for word in table["clock"]
        for other in table["hours"]
        if has_cjk(word) and other.startswith(word) and other != word
    }
    return any_of(table["clock"]) + f"(?!{any_of(longer)})"


@cache
def meridiems() -> dict[str, Meridiem]:
    """Each word of a meridiem, folded and without blanks."""
    table = words()
    named: dict[str, Meridiem] = {"".join(word.split()): "pm" for word in table["pm"]}
    return named | {"".join(word.split()): "am" for word in table["am"]}


@cache
def _hour_words() -> dict[str, int]:
    table = words()
    return dict.fromkeys(table["noon"], 12) | dict.fromkeys(table["midnight"], 24)


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?P<name>{any_of(_hour_words())})(?![^\W_])", re.IGNORECASE)


def clock_at(plain: str, position: int) -> Written | None:
    """The time written at *position* of a narrowed text, however loosely."""
    match = _clock().match(plain, position)
    if match is not None:
        return _written(match)
    named = _named().match(plain, position)
    if named is None:
        return None
    return Written(Clock(_hour_words()[fold(named["name"])], 0), "word", named.start(), named.end())


def next_clock(plain: str, position: int) -> Written | None:
    """The first time written at or after *position* with digits, however loosely."""
    for match in _clock().finditer(plain, position):
        if _GUARD.match(plain, match.start()) is None and (written := _written(match)) is not None:
            return written
    return None


def clock_begins(plain: str, position: int) -> bool:
    """Whether a time may begin at *position*: not within a number, a date, a version or a word."""
    return _GUARD.match(plain, position) is None


def _written(match: re.Match[str]) -> Written | None:
    hour, minute, form = _digits_of(match)
    said = match["before"] or match["after"]
    meridiem = _meridiem_of(said, hour) if said else None
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    early = form == "hour" and hour < 7 and match["word"].isascii() and not match["following"]
    return Written(Clock(hour, minute, meridiem), form, match.start(), match.end(), early)


def _digits_of(match: re.Match[str]) -> tuple[int, int, Form]:
    hour = int(match["hour"])
    if match["minute"]:
        return hour, int(match["minute"]), "colon" if match["colon"] in {":", ".:"} else "sloppy"
    if match["dotted"]:
        return hour, int(match["dotted"]), "hour" if match["unit"] else "dot"
    if match["word"]:
        return hour, 30 if match["half"] else int(match["counted"] or match["following"] or 0), "hour"
    if match["digits"]:
        digits = match["hour"] + match["digits"]
        return int(digits[:-2]), int(digits[-2:]), "digits"
    return hour, 0, "bare"


def _meridiem_of(said: str, hour: int) -> Meridiem:
    """am or pm; a word of the noon before an hour of the morning does not make it one of the night."""
    folded = "".join(fold(said).split())
    known = meridiems()[folded]
    noon = folded in _midday()
    return "am" if known == "pm" and noon and hour in {10, 11} else known


@cache
def _midday() -> frozenset[str]:
    return frozenset("".join(word.split()) for word in words()["part_noon"])


def with_meridiem(clock: Clock, meridiem: Meridiem | None) -> Clock:
    """*clock* with *meridiem*."""
    return evolve(clock, meridiem=meridiem)
