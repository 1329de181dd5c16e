"""
Words that are looked for at a place of a text.

A set of words is asked for what stands there, which needs no regular expression of hundreds of words: those take
longer to build than a page to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from agenda_ical.regexes import regex

_TOKEN = regex(r"(?:[^\W\d_]+\.?(?:['-](?=[^\W\d_]))?)+|@")
_BLANK = regex(r"[^\S\n]+")
_CJK_FROM = "\u1100"
_LONGEST_BEFORE = 24


class Vocabulary:
    """Folded words, of which one may stand at a place of a narrowed text."""

    __slots__ = ("_firsts", "_longest", "_longest_cjk", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(word.replace("’", "'") for word in words)
        self._firsts = frozenset(word.split()[0] for word in self.words if word < _CJK_FROM)
        self._longest = max((len(word.split()) for word in self.words), default=0)
        self._longest_cjk = max((len(word) for word in self.words if word >= _CJK_FROM), default=0)

    def at(self, plain: str, position: int) -> int:
        """Where the longest word stops that begins at *position*; -1 where none does."""
        first = plain[position : position + 1]
        if first >= _CJK_FROM:
            for stop in range(min(position + self._longest_cjk, len(plain)), position, -1):
                if plain[position:stop] in self.words:
                    return stop
            return -1
        if not first.isalpha() and first != "@":
            return -1
        return self._alphabetic_at(plain, position)

    def _alphabetic_at(self, plain: str, position: int) -> int:
        token = _TOKEN.match(plain, position)
        if token is None:
            return -1
        word = _before_cjk(token.group().lower())
        stop, found = position + len(word), -1
        if word not in self._firsts:
            word = word.split("-")[0]  # "a.m.-noon"
            if word not in self.words:
                word = word.split(".")[0] if "a." not in word and "p." not in word else word.rstrip(".")
            return position + len(word) if word in self.words else -1
        for _ in range(self._longest):
            if word in self.words:
                found = stop
            blank = _BLANK.match(plain, stop)
            token = _TOKEN.match(plain, blank.end()) if blank else None
            if token is None:
                break
            word, stop = f"{word} {token.group().lower()}", token.end()
        return found

    def before(self, plain: str, position: int, floor: int = 0) -> int:
        """Where the longest word begins that ends before *position*, but for blanks and a colon; -1 where none does."""
        tail = plain[max(floor, position - _LONGEST_BEFORE) : position].rstrip(" \t:\n")
        if not tail:
            return -1
        offset = max(floor, position - _LONGEST_BEFORE)
        if tail[-1] >= _CJK_FROM:
            for begin in range(max(0, len(tail) - self._longest_cjk), len(tail)):
                if tail[begin:] in self.words:
                    return offset + begin
            return -1
        lowered = tail.lower()
        for begin in (match.start() for match in re.finditer(r"(?<![^\W\d_])[^\W\d_@]|@", lowered)):
            if lowered[begin:] in self.words:
                return offset + begin
        return -1


def _before_cjk(word: str) -> str:
    """The letters of *word* up to the first Korean, Japanese or Chinese one."""
    if word.isascii() or max(word) < _CJK_FROM:
        return word
    return word[: next(at for at, letter in enumerate(word) if letter >= _CJK_FROM)]
