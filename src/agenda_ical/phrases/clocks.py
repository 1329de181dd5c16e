"""One time of the day as it is written -> `Clock`."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from attrs import evolve, frozen

from agenda_ical.phrases.folding import fold, has_cjk
from agenda_ical.phrases.languages import words
from agenda_ical.phrases.vocabulary import Vocabulary
from agenda_ical.regexes import regex

Meridiem = Literal["am", "pm"]
_GUARD = regex(r"(?<=[A-Za-z\d])(?<!\dT)|(?<=\d[.,:/'+-])|(?<=[#$€£])|(?<=[A-Za-z][/.+-])")
_INTERNATIONAL = frozenset({"am", "pm", "a.m.", "p.m."})
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


class Written(NamedTuple):
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
        return (
            self.form == "colon"
            or self.clock.meridiem is not None
            or (self.form == "hour" and not self.early)
        )


_CORE = regex(
    r"(?P<hour>\d{1,2})(?:(?P<colon>\.?:|\s:\s?|:\s)(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?!\d|:\d)"
    r"|\.(?P<dotted>\d\d)(?![\d:]|\.\d)|(?P<digits>\d\d))?(?!\d)"
)
_MINUTES = regex(r"\s?(\d\d?)(?!\d|:\d)")
_GOES_ON = regex(r"[A-Za-zÀ-ÿ\d%°]")
_BEFORE_DIGITS = regex(r"[)\]]?[\s:]*(?=\d)")
_DIGITS = regex(r"\d+")


class _ClockWords(NamedTuple):
    """The words in and around one time."""

    hour: Vocabulary
    lengths: Vocabulary
    minute: Vocabulary
    half: Vocabulary
    before: Vocabulary
    after: Vocabulary
    named: Vocabulary


@cache
def _clock_words() -> _ClockWords:
    table = words()
    said = table["am"] + table["pm"]
    return _ClockWords(
        hour=Vocabulary(table["clock"]),
        lengths=Vocabulary(word for word in table["hours"] if has_cjk(word)),
        minute=Vocabulary(table["minute"]),
        half=Vocabulary(table["half"]),
        before=Vocabulary(word for word in said if has_cjk(word) or word in _INTERNATIONAL),
        after=Vocabulary(word for word in said if not has_cjk(word)),
        named=Vocabulary(_hour_words()),
    )


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


def clock_at(plain: str, position: int) -> Written | None:
    """The time written at *position* of a narrowed text, however loosely."""
    first = plain[position : position + 1]
    if first.isdigit():
        return _written(plain, position, position, "")
    known = _clock_words()
    stop = known.before.at(plain, position)
    if stop > 0 and (digits := _BEFORE_DIGITS.match(plain, stop)):
        return _written(plain, position, digits.end(), plain[position:stop])
    stop = known.named.at(plain, position)
    if stop < 0 or plain[position - 1 : position].isalpha():
        return None
    return Written(Clock(_hour_words()[fold(plain[position:stop])], 0), "word", position, stop)


def next_clock(plain: str, position: int) -> Written | None:
    """The first time written at or after *position* with digits, however loosely."""
    while (digits := _DIGITS.search(plain, position)) is not None:
        begin = _clock_words().before.before(plain, digits.start(), position)
        said = plain[begin : digits.start()].rstrip(" :") if begin >= 0 else ""
        if said or _GUARD.match(plain, digits.start()) is None:
            written = _written(plain, begin if said else digits.start(), digits.start(), said)
            if written is not None:
                return written
        position = digits.end()
    return None


def _written(plain: str, begin: int, position: int, said: str) -> Written | None:
    """The time whose digits stand at *position*, led in by the meridiem *said*."""
    match = _CORE.match(plain, position)
    if match is None:
        return None
    hour, minute, form, stop = _digits_of(match)
    early = False
    if (behind := _behind_hour(plain, stop, form)) is not None:
        stop, more, form = behind
        if more is None and form == "hour":
            early = hour < 7 and plain[stop - 1] < "\u1100"
        minute = minute if more is None else more
    after = _clock_words().after.at(plain, _past_blank(plain, stop))
    if after > 0:
        said, stop = said or plain[_past_blank(plain, stop) : after], after
    if hour > 24 or minute > 59 or (hour == 24 and minute) or _GOES_ON.match(plain, stop):
        return None
    meridiem = _meridiem_of(said, hour) if said else None
    return Written(Clock(hour, minute, meridiem), form, begin, stop, early)


def _digits_of(match: re.Match[str]) -> tuple[int, int, Form, int]:
    """Hour, minute, how they are written, and where the digits stop."""
    hour = int(match["hour"])
    if match["minute"]:
        return hour, int(match["minute"]), "colon" if match["colon"] in {":", ".:"} else "sloppy", match.end()
    if match["dotted"]:
        return hour, int(match["dotted"]), "dot", match.end()
    if match["digits"]:
        digits = match["hour"] + match["digits"]
        return int(digits[:-2]), int(digits[-2:]), "digits", match.end()
    return hour, 0, "bare", match.end()


def _behind_hour(plain: str, stop: int, form: Form) -> tuple[int, int | None, Form] | None:
    """What a word such as "Uhr" or "시" behind the digits adds: where it stops, the minutes behind it, the form."""
    known, at = _clock_words(), _past_blank(plain, stop)
    behind = known.hour.at(plain, at)
    if behind < 0 or known.lengths.at(plain, at) > behind:
        return None
    if form != "bare":
        if has_cjk(plain[at]) and plain[behind : behind + 1].isalpha():
            return None  # "17:15 시상식": the title begins with the letter
        return behind, None, "hour" if form == "dot" else form
    minutes = _MINUTES.match(plain, behind)
    if minutes is not None:
        unit = known.minute.at(plain, _past_blank(plain, minutes.end()))
        if unit > 0:
            return unit, int(minutes[1]), "hour"
        if len(minutes[1]) == 2 and not _GOES_ON.match(plain, minutes.end()):
            return minutes.end() + (plain[minutes.end() : minutes.end() + 1] == "'"), int(minutes[1]), "hour"
    half = known.half.at(plain, _past_blank(plain, behind))
    return (half, 30, "hour") if half > 0 else (behind, None, "hour")


def _past_blank(plain: str, position: int) -> int:
    return position + 1 if plain[position : position + 1] in {" ", "\t", "\n"} else position


def _meridiem_of(said: str, hour: int) -> Meridiem:
    """Am or pm; a word of the noon before an hour of the morning does not make it one of the night."""
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
