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
from typing import Any, Literal

from attrs import frozen

from agenda_ical.phrases.languages import words

Part = Literal["morning", "noon", "afternoon", "evening"]

_TOKEN = re.compile(
    r"(?P<time>\d{1,2}(?::|h(?=\d\d))\d\d(?!\d)(?::\d\d)?(?:\s?[ap]\.?m\b)?)|(?P<number>\d+)|(?P<blank>\s+)"
    r"|(?P<word>[^\W\d_][^\s\d!-&(-,./:-@\[-`{-~\u2000-\u206f\u3000-\u303f«»·，、（）：～]*)|(?P<mark>.)",
    re.DOTALL,
)
_MARKS = {"~": "-", "-": "-", ".": ".", ",": ",", "/": "/", "(": "(", ")": ")", "[": "(", "]": ")", ":": ":", "&": "&", "*": " ", "_": " ", "+": "&"}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7}
_LONGEST_CJK = 6
_CJK_FROM = "\u1100"
_BUDDHIST, _REPUBLIC = 543, 1911


@frozen
class Names:
    """What each word of a date can be, folded: its letter and its number."""

    letters: Mapping[str, tuple[str, Any]]
    units: Mapping[str, str]
    ordinals: frozenset[str]
    capitalised: frozenset[str]
    eras: Mapping[str, int]
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
    if begin and plain[begin - 1] in "'`" and len(digits) == 2 and (begin < 2 or not plain[begin - 2].isalnum()):
        return "Q", 2000 + number, stop
    suffix = re.compile(r"[^\W\d_]{1,3}|[º°ª]").match(plain, stop)
    if suffix and suffix.group().casefold() in names.ordinals:
        stop = suffix.end()
    elif suffix and suffix.group()[0] < _CJK_FROM:
        return "z", number, stop
    if begin and (plain[begin - 1].isalpha() and plain[begin - 1] < _CJK_FROM):
        return "z", number, stop
    return ("n" if 1 <= number <= 31 else "z"), number, stop


def _compact(digits: str, stop: int) -> tuple[str, Any, int]:
    """A date of eight digits, "20190328"; any other long number is none."""
    if len(digits) == 8 and digits[:2] in {"19", "20"} and "01" <= digits[4:6] <= "12" and "01" <= digits[6:] <= "31":
        return "C", (int(digits[:4]), int(digits[4:6]), int(digits[6:])), stop
    return "z", None, stop


def _word(plain: str, begin: int, stop: int, names: Names, *, after_number: bool) -> tuple[str, Any, int]:
    if plain[begin] >= _CJK_FROM:
        return _cjk_word(plain, begin, stop, names, after_number=after_number)
    word = plain[begin:stop]
    folded = word.casefold()
    found = names.letters.get(folded)
    if found is None and folded in names.phrases:
        following = re.compile(r"[^\S\n]+[^\s\d,.()]+").match(plain, stop)
        if following and (phrase := names.letters.get(f"{folded} {following.group().strip().casefold()}")):
            return phrase[0], phrase[1], following.end()
    if found is None:
        for mark in "-'":
            head, cut, tail = folded.partition(mark)
            if cut and (found := names.letters.get(head)) is not None and found[0] in "MWwBo":
                return _checked(found, word, names, begin + len(head))
        return "x", None, stop
    return _checked(found, word, names, stop)


def _checked(found: tuple[str, Any], word: str, names: Names, stop: int) -> tuple[str, Any, int]:
    """*found*, unless the word is one that is a name only with a capital."""
    if word[0].islower() and word[: len(word)].casefold() in names.capitalised and found[0] in "MWwB":
        return "x", None, stop
    return found[0], found[1], stop


def _cjk_word(plain: str, begin: int, stop: int, names: Names, *, after_number: bool) -> tuple[str, Any, int]:
    """The longest known beginning of a run of letters; a unit only directly behind a number."""
    for length in range(min(_LONGEST_CJK, stop - begin), 0, -1):
        head = plain[begin : begin + length]
        found = names.letters.get(head)
        if found is not None and (length > 1 or _stands_free(plain, begin, stop) or found[0] in "Op") and not (found[0] == "O" and not after_number and length > 1):
            if found[0] == "w" and after_number and head in names.units:
                continue
            return found[0], found[1], begin + length
    blank = begin and plain[begin - 1] == " " and begin > 1 and plain[begin - 2].isdigit()
    if (after_number or blank) and (unit := names.units.get(plain[begin])):
        return unit, None, begin + 1
    return "x", None, stop


def _stands_free(plain: str, begin: int, stop: int) -> bool:
    """Whether a single letter stands alone: in brackets, or between blanks."""
    return stop - begin == 1


@cache
def date_names(code: str = "") -> Names:
    """The names of all languages; those of the language *code* win."""
    table, names = words(), _cldr()
    hints = table["hints"].get(code, {})
    months = {**names["months"], **{word: found[0] for word, found in table["months"].items() if len(found) == 1}}
    weekdays = {**names["weekdays"], **{word: found[0] for word, found in table["weekdays"].items() if len(found) == 1}}
    short = {word: found[0] for word, found in table["short_weekdays"].items() if len(found) == 1}
    for target, name in ((months, "months"), (weekdays, "weekdays"), (short, "short_weekdays")):
        target.update({word: found[0] for word, found in hints.get(name, {}).items()})
    letters: dict[str, tuple[str, Any]] = {}
    for part in ("morning", "noon", "afternoon", "evening"):
        letters |= dict.fromkeys(table[f"part_{part}"], ("p", part))
    letters |= dict.fromkeys(table["date_joints"], ("o", None))
    letters |= dict.fromkeys(table["to"] + ["au", "al", "ao", "bis"], ("-", None))
    letters |= dict.fromkeys(("and", "und", "et", "y", "e", "及", "및", "와", "と"), ("&", None))
    letters |= {word: ("w", number - 1) for word, number in short.items()}
    letters |= {word: ("W", number - 1) for word, number in weekdays.items() if word not in short}
    both = months.keys() & letters.keys()
    letters |= {word: ("M", number) for word, number in months.items() if word not in both}
    letters |= {word: ("B", (months[word], letters[word][1])) for word in both if letters[word][0] in "Ww"}
    letters |= {word: ("s", found[0]) for word, found in table["numbers"].items() if word not in letters}
    letters |= {word: ("s", number) for word, number in _ROMAN.items() if word not in letters}
    letters |= _numbered_days(table["day"], table["numbers"])
    letters |= dict.fromkeys((word for word in table["clock"] + table["am"] + table["pm"] if word not in letters), ("c", None))
    units = dict.fromkeys(table["year"], "A") | dict.fromkeys(table["month"], "E") | dict.fromkeys(table["day_of_month"], "D")
    phrases = frozenset(word.split()[0] for word in letters if " " in word)
    return Names(letters, units, frozenset(table["ordinal_suffixes"]), frozenset(table["capitalised"]), table["eras"], phrases)


@cache
def _cldr() -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = json.loads((Path(__file__).parent / "names.json").read_bytes())
    return found


def _numbered_days(templates: list[str], numbers: Mapping[str, list[int]]) -> dict[str, tuple[str, Any]]:
    """The words beside the number of a numbered day, and the numbered days written as one word ("첫째날")."""
    found: dict[str, tuple[str, Any]] = {}
    for template in templates:
        before, after = (piece.strip(" .") for piece in template.split("{n}"))
        for word in filter(None, (before, after)):
            if len(word.split()) == 1 and not (len(word) == 1 and word >= _CJK_FROM):
                found[word] = ("O", None)
        if template.endswith(("날", "天", "日", "目")) or before.startswith(("第", "제")):
            for number, value in numbers.items():
                if number >= _CJK_FROM:
                    found[template.replace("{n}", number)] = ("F", value[0])
                    found[f"{number}날"] = ("F", value[0])
    return found
