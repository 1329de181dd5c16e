"""What people are called before and after their names: ``Dr. A. Roe``, ``홍길동 교수님``, ``西立野さん``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from agenda_ical.phrases.folding import fold
from agenda_ical.phrases.names import HAN, KANA, name_likelihood, name_lists
from agenda_ical.phrases.organisations import affiliations, is_position, position_words
from agenda_ical.phrases.pieces import is_east_asian
from agenda_ical.regexes import regex

_INITIAL = regex(r"[A-Z]\.?")
_SHORT_CAPITALS = regex(r"[A-Z]{2,4}")


def names_unit(words: Sequence[str]) -> bool:
    """``미세먼지 연구소장`` heads an institute that is named, ``안영인 연구소장`` does not."""
    if len(words) < 2 or words[-1][:-1] not in affiliations().units_named_by_head:
        return False
    return len(words) > 2 or name_likelihood(words[0]) < 0.5


@lru_cache(maxsize=16384)
def strip_honorifics(text: str) -> tuple[str, bool]:
    """Return *text* without titles before and after a name, and whether there were any."""
    words = text.split()
    begin, stop = 0, len(words)
    while begin < stop and _is_honorific(words[begin]):
        begin += 1
    while stop > begin and _is_honorific(words[stop - 1]) and not names_unit(words[begin:stop]):
        if stop == 2 and begin == 0 and _may_be_surname(words[1]):
            break
        stop -= 1
    if begin == stop and _SHORT_CAPITALS.fullmatch(text):
        return text, False
    bare = " ".join(words[begin:stop]).strip(" ,.，:;")
    if words[begin:stop] and words[stop - 1].endswith("."):
        bare = f"{bare}." if not bare.endswith(".") and _INITIAL.fullmatch(words[stop - 1]) else bare
    attached = _attached_honorific(bare)
    return (bare[: -len(attached)] if attached else bare), begin > 0 or stop < len(words) or bool(attached)


def _is_honorific(word: str) -> bool:
    if word in name_lists().generations:
        return False
    return is_position(word) and word[-1] not in "×&+" and not _INITIAL.fullmatch(word)


def _may_be_surname(word: str) -> bool:
    """``Howard Dean`` and ``Ann Judge``: behind a given name alone a position is written after a comma."""
    return word.isascii() and word.istitle() and fold(word) not in position_words().honorifics


def _attached_honorific(text: str) -> str:
    """The honorific that is written without a blank: ``西立野さん``, ``홍길동교수``; only people are さん."""
    if not is_east_asian(text[-1:]) or " " in text:
        return ""
    for ending in position_words().endings:
        rest = text[: -len(ending)]
        if not text.endswith(ending) or len(rest) < 2 or _is_whole_name(text, rest):
            continue
        if KANA.match(ending) or _is_short_name(rest):
            return ending
    return ""


def _is_short_name(text: str) -> bool:
    return len(text) <= 5 and name_likelihood(text) >= 0.3


def _is_whole_name(text: str, rest: str) -> bool:
    """``林怡君`` and ``王丽君`` are names of three letters, ``田中君`` is one of two with an honorific."""
    return (
        len(text) == 3
        and bool(HAN.fullmatch(text))
        and rest not in name_lists().kanji_surnames
        and name_likelihood(text) >= 0.6
    )
