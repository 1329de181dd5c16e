"""How much a text looks like an organisation, and what in an affiliation is only a person's position."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from attrs import frozen

from agenda_ical.phrases.languages import lexicon
from agenda_ical.phrases.names import HAN, HANGUL, KANA, fold, name_likelihood, name_lists
from agenda_ical.regexes import regex

_ACRONYM = regex(r"[A-Z][A-Z0-9&./+-]{1,10}")
_ACRONYM_AND_PLACE = regex(r"[A-Z]{3,6}[ -][A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+)?")
_CAMEL = regex(r"[A-Z]?[a-z]+[A-Z]\w*|[A-Z]{2,}[a-z]\w*")
_HEAD_MARKS = ("장", "長", "长")
_WESTERN_ENDINGS = ("universität", "hochschule", "institut", "zentrum", "verband", "gmbh")
_WORD_BREAK = regex(r"[\s/]+")
_EDGES = " ,，、;:·-–|/┃"


@frozen
class Affiliations:
    """The words of ``affiliations.toml``, endings with the longest first."""

    hangul_units: tuple[str, ...]
    hangul_headed: tuple[str, ...]
    hangul_places: tuple[str, ...]
    events: frozenset[str]
    hangul_grades: tuple[str, ...]
    hangul_polite: tuple[str, ...]
    hangul_callings: tuple[str, ...]
    hangul_particles: tuple[str, ...]
    han_particles: tuple[str, ...]
    legal_forms: tuple[str, ...]
    others: tuple[str, ...]
    han_units: tuple[str, ...]
    units_named_by_head: tuple[str, ...]
    han_headed: tuple[str, ...]
    han_grades: tuple[str, ...]
    western: frozenset[str]
    western_grades: frozenset[str]


@lru_cache(maxsize=1)
def affiliations() -> Affiliations:
    """Return the words of ``affiliations.toml``, read once."""
    source = Path(__file__).with_name("affiliations.toml").read_text(encoding="utf-8")
    lists = {key: value.split() for key, value in tomllib.loads(source).items()}
    events = frozenset(lists.pop("events"))
    grades = frozenset(lists.pop("western_grades"))
    western = frozenset(lists.pop("western")) | {word.casefold() for word in lexicon().organisation_words}
    endings = {key: tuple(sorted(set(words), key=len, reverse=True)) for key, words in lists.items()}
    return Affiliations(**endings, western=western, western_grades=grades, events=events)


@frozen
class PositionWords:
    """Honorifics and positions of all languages, folded; the positions of Korean, Chinese and Japanese also as endings."""

    honorifics: frozenset[str]
    positions: frozenset[str]
    endings: tuple[str, ...]

    def __contains__(self, folded: str) -> bool:
        return folded in self.honorifics or folded in self.positions


@lru_cache(maxsize=1)
def position_words() -> PositionWords:
    """Return the honorifics and positions of all languages."""
    words = lexicon()
    endings = {
        word for word in words.positions if HANGUL.fullmatch(word) or HAN.search(word) or KANA.search(word)
    }
    return PositionWords(
        frozenset(map(fold, words.honorifics)),
        frozenset(map(fold, words.positions)),
        tuple(sorted(endings, key=len, reverse=True)),
    )


@lru_cache(maxsize=1)
def pieces_of_positions() -> frozenset[str]:
    """Return every word that a position may consist of: ``research``, ``director``, ``phd``, ``candidate``."""
    return affiliations().western_grades.union(*(phrase.split() for phrase in lexicon().positions))


@lru_cache(maxsize=16384)
def organisation_likelihood(text: str) -> float:
    """Return how much *text* looks like an organisation, or a part of one: 0 not at all, 1 surely."""
    if not text or len(text) > 160:
        return 0.0
    last = text.rsplit(maxsplit=1)[-1]
    if text.isascii():
        return _western_likelihood(text)
    if text.startswith(affiliations().legal_forms) and text not in affiliations().legal_forms:
        return 0.95
    if HANGUL.search(text):
        return _by_ending(text, last, affiliations().hangul_units)
    if HAN.search(text) or KANA.search(text):
        return _by_ending(text, last, affiliations().han_units)
    return _western_likelihood(text)


def _by_ending(text: str, last: str, endings: tuple[str, ...]) -> float:
    bare = last.strip("()（）")
    if len(bare) > 2 and bare in lexicon().organisation_words:
        return 0.95
    for ending in endings:
        if bare.endswith(ending) and (len(bare) > len(ending) or len(ending) > 2):
            return 0.9 if len(ending) > 1 or len(text) > 3 else _short_ending(text)
    if re.search(r"[A-Z]{2}", text):
        return 0.5
    return 0.3 if len(text) > 4 else 0.1


def _short_ending(text: str) -> float:
    """A word of three ending in a syllable that ends organisations: only the university is frequent enough."""
    return 0.8 if text.endswith(("대", "大")) and len(text) > 2 else 0.4


def _western_likelihood(text: str) -> float:
    words = text.split()
    if any(map(_belongs_to_organisations, words)):
        return 0.9
    if not text[-1].islower() and (_ACRONYM.fullmatch(text) or _are_acronyms(text)):
        return 0.75 if len(text) > 2 else 0.4
    if _ACRONYM_AND_PLACE.fullmatch(text):
        return 0.75
    if len(words) == 1:
        return 0.5 if _CAMEL.fullmatch(text) else 0.3 if text[0].isupper() else 0.1
    return 0.35 if text[0].isupper() and name_likelihood(text) < 0.6 else 0.15


def _are_acronyms(text: str) -> bool:
    return all(map(_ACRONYM.fullmatch, filter(None, _WORD_BREAK.split(text))))


@lru_cache(maxsize=16384)
def _belongs_to_organisations(word: str) -> bool:
    small = word.strip(",()&\"'“”").casefold()
    western = affiliations().western
    return small in western or small.rstrip(".") in western or small.endswith(_WESTERN_ENDINGS)


@lru_cache(maxsize=16384)
def without_position(text: str) -> tuple[str, bool]:
    """
    Return the organisation of an affiliation, and whether a position was taken from it.

    ``서울대 교수`` -> 서울대, ``미세먼지 연구소장`` -> 미세먼지 연구소, ``한국과학기술연구원`` stays.
    """
    if (headed := _headed(text)) is not None:
        return headed, True
    tokens, found = text.strip(_EDGES).split(), False
    while tokens:
        rest = _token_without_position(tokens[-1], follows=len(tokens) > 1)
        if rest == tokens[-1]:
            break
        found = True
        tokens[-1:] = [rest] if rest else []
    return " ".join(tokens).strip(_EDGES), found


def _headed(text: str) -> str | None:
    """``CEO of KECO`` -> KECO, ``Professor at the University of Oslo`` -> the university; None without a position before."""
    words = text.strip(_EDGES).split()
    for index, word in enumerate(words[1:-1], 1):
        if word in name_lists().before_names:
            rest = " ".join(words[index + 1 :])
            is_headed = is_position(" ".join(words[:index])) and organisation_likelihood(rest) >= 0.7
            return rest if is_headed else None
    return None


@lru_cache(maxsize=16384)
def is_position(word: str) -> bool:
    """Tell whether *word* is an honorific or a position, with what belongs to it: 교수, 초빙교수, Dr., Research Director."""
    return not _token_without_position(word, follows=False) or _is_graded(word)


def _is_graded(text: str) -> bool:
    """``Full Professor``, ``Master's Student``: words of grade, and a position as the last of them."""
    *grades, position = text.casefold().replace("’", "'").split() or [""]
    known = position_words()
    return (
        bool(grades)
        and fold(position) in known.positions
        and all(word in affiliations().western_grades or fold(word) in known for word in grades)
    )


def _token_without_position(token: str, *, follows: bool) -> str:
    """What is left of the last word of an affiliation; *follows* tells whether another stands before it."""
    folded = fold(token)
    if token.endswith(affiliations().hangul_polite) and len(token) > 2:
        polite = _token_without_position(token[:-1], follows=follows)
        return polite if polite != token[:-1] else token
    if token.endswith(_HEAD_MARKS) and token[:-1] in affiliations().units_named_by_head:
        return token[:-1] if follows else ""
    if not folded or folded in position_words():
        return ""
    if HANGUL.search(token[-1]):
        return _without_ending(token, affiliations().hangul_grades, affiliations().hangul_headed)
    if HAN.match(token[-1]) or KANA.match(token[-1]):
        return _without_ending(token, affiliations().han_grades, affiliations().han_headed)
    return token


def _without_ending(token: str, grades: tuple[str, ...], headed: tuple[str, ...]) -> str:
    endings = [ending for ending in position_words().endings if token.endswith(ending)]
    if any(_is_grades(token[: -len(ending)], grades) for ending in endings):
        return ""
    for ending in endings:
        head = token[: -len(ending)]
        if len(head) > 1 and _ends_unit(head) and not _is_unit(token):
            return head
    if token.endswith(_HEAD_MARKS) and len(token) > 3 and token[:-1].endswith(headed):
        return token[:-1]
    return token


def _is_grades(head: str, grades: tuple[str, ...]) -> bool:
    while head:
        grade = next((grade for grade in grades if head.endswith(grade)), None)
        if grade is None:
            return False
        head = head[: -len(grade)]
    return True


def _ends_unit(head: str) -> bool:
    lists = affiliations()
    return head.endswith((*lists.hangul_units, *lists.hangul_places, *lists.han_units))


def _is_unit(token: str) -> bool:
    """``한국과학기술연구원``: the position ``연구원`` is here the end of an organisation's name."""
    return _ends_unit(token) and len(token) > 4
