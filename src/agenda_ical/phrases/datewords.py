"""
A text -> the pieces that a date may consist of: numbers, names of months and weekdays, units, parts of the day.

Each piece has a letter, and the letters of a text make its shape, so that the ways of writing a date are patterns of
a few letters each (see ``dates``)::

    Y year   n 1 to 31   M month   W weekday   w weekday written short   B month or weekday   E/D 月/日 behind a number
    A 年     O "day" of a numbered day   s number in a word   p part of the day   o of, the   t a time   x any other word
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from agenda_ical.phrases.languages import words
from agenda_ical.regexes import regex

Part = Literal["morning", "noon", "afternoon", "evening"]

_TOKEN = regex(
    r"(?P<time>\d{1,2}(?::|h(?=\d\d))\d\d(?!\d)(?::\d\d)?(?:\s?[ap]\.?m\b)?)|(?P<number>\d+)|(?P<blank>\s+)"
    r"|(?P<word>[^\W\d_][^\s\d!-&(-,./:-@\[-`{-~\u2000-\u206f\u3000-\u303f«»·，、（）：～]*)|(?P<mark>.)",
    re.DOTALL,
)
_MARKS = {
    "~": "-",
    "-": "-",
    ".": ".",
    ",": ",",
    "/": "/",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    ":": ":",
    "&": "&",
    "*": " ",
    "_": " ",
    "+": "&",
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7}
_LONGEST_CJK = 6
_CJK_FROM = "\u1100"
_NUMBER_BEHIND = regex(r"\.? ?\d")
_UNSPACED = regex(r"[\u0e00-\u0eff\u1000-\u17ff]")
_ISO_TIME = regex(r"T\d\d:")
_SUFFIX = regex(r"[^\W\d_]{1,3}|[º°ª]")
_FOLLOWING = regex(r"[^\S\n]+[^\s\d,.()]+")
_BUDDHIST, _REPUBLIC = 543, 1911


class Names(NamedTuple):
    """What each word of a date can be, folded: its letter and its number."""

    letters: Mapping[str, tuple[str, Any]]
    units: Mapping[str, str]
    ordinals: frozenset[str]
    capitalised: frozenset[str]
    phrases: frozenset[str]
    """The first words of names of several words."""


class Pieces:
    """The pieces of one text: ``shape[i]``, ``values[i]`` and the characters ``begins[i]:stops[i]`` belong together."""

    __slots__ = ("begins", "shape", "stops", "values")

    def __init__(self, plain: str, names: Names) -> None:
        self.values: list[Any] = []
        self.begins: list[int] = []
        self.stops: list[int] = []
        letters: list[str] = []
        for letter, value, begin, stop in _pieces(plain, names):
            letters.append(letter)
            self.values.append(value)
            self.begins.append(begin)
            self.stops.append(stop)
        self.shape = "".join(letters)


def _pieces(plain: str, names: Names) -> Iterator[tuple[str, Any, int, int]]:
    position, length = 0, len(plain)
    after_number = False
    while position < length:
        match = _TOKEN.match(plain, position)
        if match is None:
            return
        kind, begin, stop = match.lastgroup, match.start(), match.end()
        if kind == "word":
            letter, value, stop = _word(plain, begin, stop, names, after_number=after_number)
            yield letter, value, begin, stop
        elif kind == "number":
            letter, value, stop = _number(plain, begin, stop, names)
            yield letter, value, begin, stop
        elif kind == "blank":
            yield " ", None, begin, stop
        elif kind == "time":
            yield "t", None, begin, stop
        else:
            yield _MARKS.get(plain[begin], "?"), None, begin, stop
        after_number = kind == "number"
        position = stop


def _number(plain: str, begin: int, stop: int, names: Names) -> tuple[str, Any, int]:
    """The letter, value and end of the number ``plain[begin:stop]``: a year, a day or month, or any other (z)."""
    digits = plain[begin:stop]
    number = int(digits) if len(digits) < 9 else -1
    unit = names.units.get(plain[stop : stop + 1]) or names.units.get(plain[stop : stop + 2].strip())
    if len(digits) == 4 and (1990 <= number <= 2099 or 2533 <= number <= 2642):
        return "Y", number - _BUDDHIST if number > 2500 else number, stop
    if len(digits) == 3 and 79 < number < 189 and (unit == "A" or plain[stop : stop + 1] in {"/", "."}):
        return ("Y", number + _REPUBLIC, stop) if unit == "A" else ("R", number + _REPUBLIC, stop)
    if len(digits) > 2:
        return _compact(digits, stop)
    if unit == "A" and number > 9:
        return "Y", 2000 + number, stop
    if (
        begin
        and plain[begin - 1] in "'`"
        and len(digits) == 2
        and (begin < 2 or not plain[begin - 2].isalnum())
    ):
        return "Q", 2000 + number, stop
    return _small_number(plain, begin, stop, names)


def _small_number(plain: str, begin: int, stop: int, names: Names) -> tuple[str, Any, int]:
    """A number of one or two digits: of a day or month (n), unless letters hang on it."""
    number = int(plain[begin:stop])
    suffix = _SUFFIX.match(plain, stop)
    if suffix and suffix.group().casefold() in names.ordinals:
        stop = suffix.end()
    elif suffix and suffix.group()[0] < _CJK_FROM and not _ISO_TIME.match(plain, stop):
        return "z", number, stop
    hangs = begin and plain[begin - 1].isalpha() and plain[begin - 1] < _CJK_FROM
    return ("n" if 1 <= number <= 31 and not hangs else "z"), number, stop


def _compact(digits: str, stop: int) -> tuple[str, Any, int]:
    """A date of eight digits, "20190328"; any other long number is none."""
    if (
        len(digits) == 8
        and digits[:2] in {"19", "20"}
        and "01" <= digits[4:6] <= "12"
        and "01" <= digits[6:] <= "31"
    ):
        return "C", (int(digits[:4]), int(digits[4:6]), int(digits[6:])), stop
    return "z", None, stop


def _word(plain: str, begin: int, stop: int, names: Names, *, after_number: bool) -> tuple[str, Any, int]:
    if plain[begin] >= _CJK_FROM:
        return _cjk_word(plain, begin, stop, names, after_number=after_number)
    word = plain[begin:stop]
    folded = word.casefold()
    found = names.letters.get(folded)
    if found is None and folded in names.phrases:
        following = _FOLLOWING.match(plain, stop)
        if following and (phrase := names.letters.get(f"{folded} {following.group().strip().casefold()}")):
            return phrase[0], phrase[1], following.end()
    if found is None and _UNSPACED.match(word):
        for length in range(len(word) - 1, 3, -1):
            if (found := names.letters.get(folded[:length])) is not None:
                return found[0], found[1], stop
    if found is None:
        for mark in "-'":
            head, cut, _ = folded.partition(mark)
            if cut and (found := names.letters.get(head)) is not None and found[0] in "MWwBo":
                return _checked(found, word[: len(head)], names, begin + len(head), beside_number=False)
        return "x", None, stop
    in_front = plain[begin - 1 : begin].isspace() and plain[begin - 2 : begin - 1].isdigit()
    beside = in_front or _NUMBER_BEHIND.match(plain, stop) is not None
    return _checked(found, word, names, stop, beside_number=beside)


def _checked(
    found: tuple[str, Any], word: str, names: Names, stop: int, *, beside_number: bool
) -> tuple[str, Any, int]:
    """*found*, unless the word is one that is a name only with a capital, or a month's beside a number."""
    if (
        word[0].islower()
        and word.casefold() in names.capitalised
        and not (found[0] in "MB" and beside_number)
    ):
        return "x", None, stop
    return found[0], found[1], stop


def _cjk_word(plain: str, begin: int, stop: int, names: Names, *, after_number: bool) -> tuple[str, Any, int]:
    """The longest known beginning of a run of letters; a unit only behind a number."""
    behind_number = after_number or (begin > 1 and plain[begin - 1] == " " and plain[begin - 2].isdigit())
    if behind_number and (found := _numbered_behind(plain, begin, names)) is not None:
        return found
    for length in range(min(_LONGEST_CJK, stop - begin), 0, -1):
        head = plain[begin : begin + length]
        found_here = names.letters.get(head)
        if found_here is None or (behind_number and head in names.units):
            continue
        letter, value = found_here
        if length > 1 or stop - begin == 1 or letter in "pk":
            return letter, value, begin + length
    if behind_number and (unit := names.units.get(plain[begin])):
        return unit, None, begin + 1
    return "x", None, stop


def _numbered_behind(plain: str, begin: int, names: Names) -> tuple[str, Any, int] | None:
    """The word behind a counted day ("일차", "日目") at *begin*, with or without a blank within."""
    for stop in (begin + 3, begin + 2):
        found = names.letters.get("".join(plain[begin:stop].split()))
        if found is not None and found[0] == "O":
            return found[0], found[1], min(stop, len(plain))
    return None


@cache
def date_names(code: str = "") -> Names:
    """The names of all languages; those of the language *code* win."""
    table, names = words(), _cldr()
    hints = table["hints"].get(code, {})
    months = {
        **names["months"],
        **{word: found[0] for word, found in table["months"].items() if len(found) == 1},
    }
    weekdays = {
        **names["weekdays"],
        **{word: found[0] for word, found in table["weekdays"].items() if len(found) == 1},
    }
    short = {word: found[0] for word, found in table["short_weekdays"].items() if len(found) == 1}
    for target, name in ((months, "months"), (weekdays, "weekdays"), (short, "short_weekdays")):
        target.update({word: found[0] for word, found in hints.get(name, {}).items()})
    letters: dict[str, tuple[str, Any]] = {}
    for part in ("morning", "noon", "afternoon", "evening"):
        letters |= dict.fromkeys(table[f"part_{part}"], ("p", part))
    letters |= dict.fromkeys(table["joiners"], ("&", None)) | dict.fromkeys(table["to"], ("-", None))
    letters |= dict.fromkeys(table["date_joints"], ("o", None))
    letters |= {word: ("w", number - 1) for word, number in short.items()}
    letters |= {word: ("W", number - 1) for word, number in weekdays.items() if word not in short}
    both = months.keys() & letters.keys()
    letters |= {word: ("M", number) for word, number in months.items() if word not in both}
    letters |= {word: ("B", (months[word], letters[word][1])) for word in both if letters[word][0] in "Ww"}
    letters |= {word: ("s", found[0]) for word, found in table["numbers"].items() if word not in letters}
    letters |= {word: ("s", number) for word, number in _ROMAN.items() if word not in letters}
    numbered = _numbered_days(table["day"], table["numbers"])
    letters |= {word: found for word, found in numbered.items() if found[0] != "k" or word not in letters}
    letters |= dict.fromkeys(
        (word for word in table["clock"] + table["am"] + table["pm"] if word not in letters), ("c", None)
    )
    units = (
        dict.fromkeys(table["year"], "A")
        | dict.fromkeys(table["month"], "E")
        | dict.fromkeys(table["day_of_month"], "D")
    )
    letters |= dict.fromkeys(table["eras"], ("x", None))
    phrases = frozenset(word.split()[0] for word in letters if " " in word)
    return Names(
        letters,
        units,
        frozenset(table["ordinal_suffixes"]),
        frozenset(table["capitalised"]),
        phrases,
    )


@cache
def _cldr() -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = json.loads((Path(__file__).parent / "names.json").read_bytes())
    return found


def _numbered_days(templates: list[str], numbers: Mapping[str, list[int]]) -> dict[str, tuple[str, Any]]:
    """The words beside the number of a numbered day, and the numbered days written as one word ("첫째날")."""
    found: dict[str, tuple[str, Any]] = {}
    for template in templates:
        sides = [piece.strip(" .") for piece in template.split("{n}")]
        for word in filter(None, sides):
            if len(word.split()) == 1:
                found[word] = ("k" if len(word) == 1 and word >= _CJK_FROM else "O", None)
        if any(side and side[0] >= _CJK_FROM for side in sides):
            spelled = ((number, value[0]) for number, value in numbers.items() if number >= _CJK_FROM)
            found |= {template.replace("{n}", number): ("F", value) for number, value in spelled}
    return found
