"""Text -> its letters and digits alone, as two writings of the same words are compared, and where each stood."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from attrs import frozen

_WORD = re.compile(r"[^\W_]+")


@frozen
class Letters:
    """The letters and digits of a text without case, width and accents, and the index that each has in the text."""

    text: str
    at: tuple[int, ...]


@lru_cache(4096)
def to_letters(text: str) -> Letters:
    """The letters and digits of *text*, folded (Unicode NFKD and case folding)."""
    kept: list[str] = []
    at: list[int] = []
    for index, character in enumerate(text):
        for letter in _fold(character):
            kept.append(letter)
            at.append(index)
    return Letters("".join(kept), tuple(at))


@lru_cache(4096)
def _fold(character: str) -> str:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(letter for letter in folded if letter.isalnum())


def find_letters(wanted: str, text: str) -> tuple[int, int] | None:
    """
    Where *text* says *wanted*, letter by letter, as ``text[begin:stop]``; None where it does not.

    Words of the Latin alphabet are found as whole words only.
    """
    sought, letters = to_letters(wanted).text, to_letters(text)
    at = letters.text.find(sought) if sought else -1
    while at >= 0:
        begin, stop = letters.at[at], letters.at[at + len(sought) - 1] + 1
        if _is_edge(text, begin) and _is_edge(text, stop):
            before, after = _marks(wanted)
            begins_so, ends_so = text[:begin].endswith(before), text[stop:].startswith(after)
            return begin - begins_so * len(before), stop + ends_so * len(after)
        at = letters.text.find(sought, at + 1)
    return None


def _marks(wanted: str) -> tuple[str, str]:
    """What stands before the first and after the last letter of *wanted*: the bracket of "Best practice (cities)"."""
    stripped = wanted.strip()
    words = find_words(stripped)
    return (stripped[: words[0][0]], stripped[words[-1][1] :]) if words else ("", "")


def _is_edge(text: str, at: int) -> bool:
    """Whether no word of the Latin alphabet, and no number, runs across *at*."""
    return not (0 < at < len(text) and _runs(text[at - 1]) and _runs(text[at]))


def _runs(character: str) -> bool:
    return character.isalnum() and character < "\u0250"


def find_words(text: str) -> list[tuple[int, int]]:
    """Where each word and number of *text* stands."""
    return [match.span() for match in _WORD.finditer(text)]
