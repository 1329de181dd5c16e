"""
How much a text looks like the name of one person: Western, Korean, Chinese, Japanese; data in ``names.toml``.

Nothing here decides: a name is a likelihood between 0 and 1, for others to weigh.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

from attrs import frozen

from agenda_ical.regexes import regex

HANGUL = regex(r"[가-힣]+")
HAN = regex(r"[\u3400-\u9fff々〆ヶ]+")
KANA = regex(r"[\u3040-\u30ff\uff66-\uff9f]")

_NOT_A_LETTER = regex(r"[\W_]+")
_INITIALS = regex(
    r"(?:[^\W\d_]{1,2}\.)+(?:-?[^\W\d_]{1,2}\.)*|[^\W\d_]\.?|(?:[^\W\d_]\.?-?){1,3}(?<=[.])|[A-Z]-[A-Z]"
)
_WORD = regex(r"[^\W\d_]+(?:[-'’ʼ`´][^\W\d_]+)*[.'’]?")
_MIXED_CASE = regex(r"[a-z][A-Z]{2}|^[a-z]+[A-Z]|[a-z]{4}[A-Z]")
_NO_NAME = regex(r"[\d:!?%+=<>|\\/\[\]{}()“”„\"…@#&*]")
_MOST_WORDS = 7


@frozen
class NameLists:
    """The words of ``names.toml``."""

    hangul_surnames: frozenset[str]
    hangul_long_surnames: frozenset[str]
    hangul_words: frozenset[str]
    han_surnames: frozenset[str]
    han_long_surnames: frozenset[str]
    kanji_surnames: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    before_names: frozenset[str]
    generations: frozenset[str]
    surnames_of_organisations: frozenset[str]
    surnames_of_words: frozenset[str]
    given: frozenset[str]
    words: frozenset[str]
    word_endings: tuple[str, ...]


@lru_cache(maxsize=1)
def name_lists() -> NameLists:
    """Return the words of ``names.toml``, with the given names of ``given.txt``, read once."""
    source = Path(__file__).with_name("names.toml").read_text(encoding="utf-8")
    lists = {key: value.split() for key, value in tomllib.loads(source).items()}
    _notice, *given = Path(__file__).with_name("given.txt").read_text(encoding="utf-8").splitlines()
    lists["given"] += given
    endings = tuple(lists.pop("word_endings"))
    return NameLists(**{key: frozenset(words) for key, words in lists.items()}, word_endings=endings)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return *text* for comparison: compatibility form, without case, blanks or punctuation."""
    small = text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return small if small.isalpha() else _NOT_A_LETTER.sub("", small)


@lru_cache(maxsize=16384)
def plain(word: str) -> str:
    """Return *word* in small letters without accents: ``Frédéric`` -> ``frederic``."""
    small = word.casefold()
    if not small.isascii():
        apart = unicodedata.normalize("NFD", small)
        small = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return small.strip(".'’")


@lru_cache(maxsize=16384)
def name_likelihood(text: str) -> float:
    """
    Return how much *text*, without honorifics, looks like the name of one person: 0 not at all, 1 surely.

    A lone word is never sure: ``Caleb`` is 0.5, ``Registration`` 0.
    """
    if not text or len(text) > 70 or _NO_NAME.search(text):
        return 0.0
    if text.isascii():
        return _western_likelihood(text)
    if HANGUL.search(text):
        return _hangul_likelihood(text)
    if HAN.search(text) or KANA.search(text):
        return _han_likelihood(text)
    return _western_likelihood(text)


@lru_cache(maxsize=16384)
def is_common_word(word: str) -> bool:
    """Tell whether *word* is one that titles are made of, and names are not."""
    small = plain(word)
    return _is_listed(word) or (small not in name_lists().given and _ends_like_word(small))


def _is_listed(word: str) -> bool:
    words = name_lists().words
    return plain(word) in words or word.casefold() in words


def _ends_like_word(small: str) -> bool:
    return len(small) > 6 and small.endswith(name_lists().word_endings)


def _hangul_likelihood(text: str) -> float:
    lists = name_lists()
    joined = text.replace(" ", "")
    if not HANGUL.fullmatch(joined) or not 2 <= len(joined) <= 4 or joined in lists.hangul_words:
        return 0.0
    if " " in text and not _is_spaced_name(text):
        return 0.0
    if joined[:2] in lists.hangul_long_surnames and len(joined) > 2:
        return 0.75
    if joined[0] not in lists.hangul_surnames:
        return 0.1 if len(joined) == 3 else 0.0
    return {2: 0.5, 3: 0.75, 4: 0.15}[len(joined)]


def _is_spaced_name(text: str) -> bool:
    pieces = text.split()
    return all(len(piece) == 1 for piece in pieces) or (len(pieces) == 2 and len(pieces[0]) <= 2)


def _han_likelihood(text: str) -> float:
    lists = name_lists()
    pieces = text.replace("\u3000", " ").replace("・", " ").split()
    joined = "".join(pieces)
    if not 2 <= len(joined) <= 8:
        return 0.0
    if not HAN.fullmatch(joined):
        return _kana_likelihood(pieces)
    if len(pieces) > 1:
        return _spaced_han_likelihood(pieces)
    if len(joined) > 6:
        return 0.0
    if any(joined[:length] in lists.kanji_surnames for length in (2, 3)) and len(joined) <= 5:
        return 0.7
    if joined[:2] in lists.han_long_surnames:
        return 0.7 if len(joined) <= 4 else 0.0
    return 0.6 if joined[0] in lists.han_surnames and len(joined) <= 3 else 0.0


def _spaced_han_likelihood(pieces: list[str]) -> float:
    """``山田 太郎``; two words of any kind are less: ``茶歇 合影``."""
    if len(pieces) > 2 or any(len(piece) > 3 for piece in pieces):
        return 0.0
    return 0.85 if pieces[0] in name_lists().kanji_surnames | name_lists().han_surnames else 0.5


def _kana_likelihood(pieces: list[str]) -> float:
    lists = name_lists()
    if any(not (HAN.match(letter) or KANA.match(letter)) for piece in pieces for letter in piece):
        return 0.0
    if len(pieces) == 2:
        return 0.6
    return 0.6 if any(pieces[0][:length] in lists.kanji_surnames for length in (2, 3)) else 0.15


def _western_likelihood(text: str) -> float:
    tokens = _western_tokens(text)
    if not tokens:
        return 0.0
    kinds = [_token_kind(token) for token in tokens]
    full = kinds.count("word")
    if "none" in kinds or not full or (kinds[-1] == "particle" and len(kinds) > 1):
        return _initials_likelihood(tokens, kinds)
    words = [token for token, kind in zip(tokens, kinds, strict=True) if kind == "word"]
    return _words_likelihood(words, kinds)


def _western_tokens(text: str) -> list[str]:
    pieces = text.split(", ") if ", " in text else [text]
    if len(pieces) > 2:
        return []
    if (
        len(pieces) == 2
        and pieces[1] not in name_lists().suffixes
        and not _INITIALS.fullmatch(pieces[1].split()[0])
    ):
        return []
    tokens = " ".join(pieces).split()
    return tokens if len(tokens) <= _MOST_WORDS else []


@lru_cache(maxsize=16384)
def _token_kind(token: str) -> str:
    """One of ``initial``, ``particle``, ``word``, ``none``."""
    if token.strip("‘’'").casefold().rstrip(".") in name_lists().particles and not token[0].isupper():
        return "particle"
    if not token[0].isupper() and token[:2] not in ("d'", "d’", "l'", "l’", "’t", "'t"):
        return "none"
    if _INITIALS.fullmatch(token):
        return "initial"
    if token in name_lists().suffixes:
        return "initial"
    return "word" if _WORD.fullmatch(token) else "none"


def _initials_likelihood(tokens: list[str], kinds: list[str]) -> float:
    """``PJD`` or ``J.K.`` may be somebody, but not more."""
    return 0.1 if len(tokens) == 1 and kinds == ["initial"] and len(tokens[0]) > 1 else 0.0


def _words_likelihood(words: list[str], kinds: list[str]) -> float:
    given = name_lists().given
    met = [word for word in words if _is_given(word, given)]
    is_common = _is_listed if words[0] in met else is_common_word
    common = [word for word in words if word not in met and is_common(word)]
    acronyms = [word for word in words if len(word) > 2 and word.isupper()]
    if len(kinds) == 1:
        return _lone_word_likelihood(words[0], met=bool(met), common=bool(common))
    if common:
        return _common_likelihood(words, met)
    if _mixed_case(words):
        return 0.05
    if any(len(word) < 4 for word in acronyms if word not in met) and all(map(str.isupper, met)):
        return 0.5 if met else 0.35  # ANNA ROE, but SAGA GIS too
    if len(acronyms) == len(words) and not met:
        return 0.35
    if acronyms and words[0] in acronyms and len(acronyms) < len(words) and not met:
        return 0.35
    return _pair_likelihood(words, kinds, met)


def _common_likelihood(words: list[str], met: list[str]) -> float:
    """Of words of which some are of every day: ``Sidney Stone``, ``Paris Meeting``."""
    if not met or words[0] not in met or len(words) != 2:
        return 0.05
    return 0.7 if plain(words[1]) in name_lists().surnames_of_words else 0.3


def _pair_likelihood(words: list[str], kinds: list[str], met: list[str]) -> float:
    if "initial" in kinds:
        return 0.95 if len(kinds) <= 4 else 0.85
    if words[0] in met:
        return 0.95 if len(words) <= 5 else 0.6
    if met:
        return 0.8
    return 0.6 if len(words) <= 3 else 0.45


def _is_given(word: str, given: frozenset[str]) -> bool:
    small = plain(word)
    if small in given:
        return True
    return "-" in small and any(part in given for part in small.split("-"))


def _lone_word_likelihood(word: str, *, met: bool, common: bool) -> float:
    if common or (word.isupper() and len(word) > 1):
        return 0.1 if word.isupper() and not common else 0.0
    return 0.5 if met else 0.2


@lru_cache(maxsize=16384)
def is_shaped_like_name(text: str) -> bool:
    """
    Tell whether *text* would be a name among names: ``Jarno Green``, ``Wibke Marscheit``, but not ``Coffee Break``.

    A given name makes a word of every day the family name; without one, no word may be of every day.
    """
    words = [word for word in text.split() if not _INITIALS.fullmatch(word)]
    if len(words) != 2 or not all(_WORD.fullmatch(word) and word.istitle() for word in words):
        return False
    lists = name_lists()
    if plain(words[0]) in lists.given:
        return True
    return not _is_listed(words[0]) and (
        plain(words[1]) in lists.surnames_of_words or not _is_listed(words[1])
    )


def _mixed_case(words: list[str]) -> bool:
    """``FreeCAD``, ``PostGIS`` and ``openBIM`` are things; ``McLean``, ``DiCaprio`` and ``MacLean`` are not."""
    return any(
        not word.istitle() and "’" not in word and "'" not in word and _MIXED_CASE.search(word)
        for word in words
    )
