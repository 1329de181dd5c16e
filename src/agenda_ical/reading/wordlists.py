"""The lists of a Word file -> the words that Word itself puts before their items: ``Session 2:``."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from attrs import define, field, frozen

from agenda_ical.reading.wordparts import VAL, Node, W, to_number
from agenda_ical.regexes import regex

COUNTER = regex(r"%([1-9])")
ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
)
ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
MOST_LEVELS = 9
MOST = 3999
"""The largest number that has a Roman form, and larger than lists are."""


def roman(number: int) -> str:
    """``XIV``."""
    letters = []
    for value, letter in ROMAN:
        letters.append(letter * (number // value))
        number %= value
    return "".join(letters) + ROMAN_ONES[number]


def letter(number: int) -> str:
    """``B`` for 2, ``BB`` for 28 (17.18.59)."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else "0"


FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": "{:02}".format,
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": letter,
    "lowerLetter": lambda number: letter(number).lower(),
}
"""Forms of numbers; any other is written in digits."""


@frozen
class Level:
    """A level of a list."""

    label: str = ""
    """What stands before an item, ``%1`` for the number of the first level."""
    form: str = "decimal"
    start: int = 1
    style: str = ""
    """The style whose paragraphs are items of this level."""

    @property
    def speaks(self) -> bool:
        """Whether a person would miss its labels: they hold words, and not only numbers and bullets."""
        return self.form != "bullet" and any(map(str.isalpha, COUNTER.sub("", self.label)))


@define
class Numbered:
    """A list that was defined, and how far its items are counted."""

    levels: dict[int, Level] = field(factory=dict)
    speaks: bool = False
    """Whether some level has labels that a person would miss."""
    counts: dict[int, int] = field(factory=dict)

    def next(self, at: int) -> str:
        """Count an item of a level; its label if that holds words."""
        level = self.levels.get(at, Level())
        self.counts = {other: count for other, count in self.counts.items() if other <= at}
        self.counts[at] = self.counts.get(at, level.start - 1) + 1
        return COUNTER.sub(self._number, level.label).strip() if level.speaks else ""

    def _number(self, found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        level = self.levels.get(at, Level())
        return FORMS.get(level.form, str)(min(self.counts.get(at, level.start), MOST))


@define
class Lists:
    """The lists of one file, by the numbers that paragraphs name."""

    lists: dict[str, Numbered] = field(factory=dict)
    told: dict[Node, str] = field(factory=dict)
    """Paragraphs that were counted: one that is looked at twice is counted once."""

    def level_of(self, name: str, style: str | None) -> int:
        """The level, from 0, that a style has in a list."""
        known = self.lists.get(name)
        levels = known.levels.items() if known is not None and style else ()
        return next((at for at, level in levels if level.style == style), 0)

    def label(self, paragraph: Node, number: tuple[str, int] | None) -> str:
        """What Word puts before a paragraph, if it is words."""
        known = self.lists.get(number[0]) if number is not None else None
        if number is None or known is None or not known.speaks:
            return ""
        if paragraph not in self.told:
            self.told[paragraph] = known.next(number[1])
        return self.told[paragraph]


def read_lists(numbering: Node | None) -> Lists:
    """The lists of the part ``numbering`` (17.9); those that share a definition are counted as one."""
    if numbering is None:
        return Lists()
    defined: dict[str | None, Numbered] = {}
    for one in numbering.iterchildren(f"{W}abstractNum"):
        written = islice(one.iterchildren(f"{W}lvl"), MOST_LEVELS)
        levels = {to_number(level.get(f"{W}ilvl"), 0): _level(level) for level in written}
        speaks = any(level.speaks for level in levels.values())
        defined[one.get(f"{W}abstractNumId")] = Numbered(levels, speaks)
    lists = {}
    for one in numbering.iterchildren(f"{W}num"):
        base = one.find(f"{W}abstractNumId")
        known = defined.get(base.get(VAL)) if base is not None else None
        if known is not None:
            lists[one.get(f"{W}numId", "")] = known
    return Lists(lists)


def _level(level: Node) -> Level:
    said = {name: level.find(f"{W}{name}") for name in ("lvlText", "numFmt", "start", "pStyle")}
    values = {name: one.get(VAL, "") for name, one in said.items() if one is not None}
    return Level(
        values.get("lvlText", "")[:100],
        values.get("numFmt", "decimal"),
        to_number(values.get("start"), 1),
        values.get("pStyle", ""),
    )
