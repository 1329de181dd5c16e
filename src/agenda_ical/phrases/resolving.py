"""One piece of a line -> whom it names: ``J. Kim (KECO)``, ``KECO(J. Kim)``, ``Dr. A. Roe``."""

from __future__ import annotations

from functools import lru_cache

from agenda_ical.phrases.found import Found, Known, Person, affiliate
from agenda_ical.phrases.honorifics import strip_honorifics
from agenda_ical.phrases.languages import lexicon
from agenda_ical.phrases.names import HAN, KANA, fold, is_common_word, name_likelihood, name_lists
from agenda_ical.phrases.organisations import (
    affiliations,
    organisation_likelihood,
    position_words,
    without_position,
)
from agenda_ical.phrases.pieces import Piece
from agenda_ical.phrases.side_by_side import side_by_side
from agenda_ical.programme import Role
from agenda_ical.regexes import regex

_SHORT_CAPITALS = regex(r"[A-Z]{2,4}")
_COUNTED = regex(r"[\d\s]+(?:인|명|名|人)?|[(（].*[)）]")
_PARTS = regex(r"\s*[,，┃|]\s*")


def resolve(piece: Piece, known: Known) -> Found | None:
    """The person or organisation of one piece."""
    if piece.inside:
        return _resolve_brackets(piece, known)
    return _resolve_words(piece.text, known)


def _resolve_brackets(piece: Piece, known: Known) -> Found | None:
    """``J. Kim (KECO)`` or ``KECO(J. Kim)``: which of the two is the person."""
    outside, inside = _resolve_words(piece.text, known), _resolve_words(piece.inside, known)
    if outside is None:
        return inside
    if outside.person.name and (role := _role_of(piece.inside)):
        person = Person(outside.person.name, outside.person.organisation, role)
        return Found(person, max(outside.likelihood, 0.9), outside.closed, outside.by_comma)
    return _employed(piece, outside, inside, known)


def _employed(piece: Piece, outside: Found, inside: Found | None, known: Known) -> Found:
    """Which of what stands *outside* and *inside* the brackets is the person, and which the organisation."""
    if name_likelihood(piece.text) >= 0.6 and outside.person.name and " " not in piece.inside:
        return affiliate(outside, _affiliation(piece.inside), 0.2)
    named_outside = outside.likelihood if outside.person.name else 0.0
    named_inside = inside.likelihood if inside and inside.person.name else 0.0
    if inside is None or (named_outside and outside.person.organisation and not named_inside):
        return outside
    if outside.person.name and named_outside >= named_inside - 0.2:
        outside = Found(outside.person, outside.likelihood, by_comma=outside.by_comma)
        return affiliate(outside, _affiliation(piece.inside), 0.2 if not named_inside else 0.0)
    if inside and named_inside >= 0.5:
        return affiliate(inside, _employer(piece.text), 0.2 if _may_employ(piece.text, known) else -0.6)
    if outside.person.name:
        return affiliate(outside, _affiliation(piece.inside), 0.2)
    return Found(Person(None, f"{piece.text} ({piece.inside})"), max(outside.likelihood - 0.1, 0.1))


def _employer(text: str) -> str:
    """The organisation in front of ``(이가온 랩장)``: 연구원 is a position elsewhere, here the end of its name."""
    return text if text.rsplit(maxsplit=1)[-1] in affiliations().hangul_units else _affiliation(text)


def _may_employ(text: str, known: Known) -> bool:
    """Whether the words in front of ``(Ann Roe)`` are an organisation and not a title: ``KECO``, ``Infoblox``, ``서울대``."""
    if fold(text) in known.organisations or organisation_likelihood(text) >= 0.5:
        return True
    words = text.split()
    return len(words) == 1 and words[0][0].isupper() and not is_common_word(words[0])


@lru_cache(maxsize=16384)
def _affiliation(text: str) -> str:
    """The organisation of what stands in brackets: without position, and without what is only an event's office."""
    rest = ", ".join(
        bare for part in _PARTS.split(text) if (bare := without_position(part)[0]) and not is_group(bare)
    )
    if not rest or lexicon().is_generic(rest) or rest in affiliations().events:
        return ""
    return "" if all(KANA.match(letter) or letter in " 　・" for letter in rest) else rest


def _resolve_words(text: str, known: Known) -> Found | None:
    """A piece without brackets: a name, an organisation, or both side by side (``SBS 안영인 부장``)."""
    text = _without_others(text)
    folded = fold(text)
    if not folded or lexicon().is_placeholder(text):
        return None
    if folded in known.organisations:
        return Found(Person(None, text), 0.9)
    if _is_office(text):
        return Found(Person(None, without_position(text)[0]), 0.3)
    bare, honoured = (text, False) if _is_named_unit(text) else strip_honorifics(text)
    said = {folded, fold(bare)}
    if said & known.names or said & known.shaped:
        return Found(Person(bare if honoured else text), 0.95)
    if not bare:
        return None
    one = _honoured(text, bare) if honoured else None
    return one or _name_or_organisation(text, bare)


def _is_office(text: str) -> bool:
    """``Sindaco di Lodi``, ``maire de Lyon``: what somebody heads; ``Prof. de Vries`` is called so."""
    words = text.split()
    if len(words) < 3 or words[1] not in name_lists().particles:
        return False
    head = words[0].casefold()
    return head in position_words().positions and head not in position_words().honorifics


def _is_named_unit(text: str) -> bool:
    """``경기연구원`` is an organisation, though 연구원 behind the whole name of a person is a position."""
    unit = next((unit for unit in affiliations().units_named_by_head if text.endswith(unit)), "")
    return bool(unit) and len(text) > len(unit) + 1 and name_likelihood(text.removesuffix(unit).strip()) < 0.6


def _without_others(text: str) -> str:
    """``김철수`` of ``김철수 외 3인``, and nothing of ``al.``."""
    words = text.split()
    for index, word in enumerate(words):
        counted = all(map(_COUNTED.fullmatch, words[index + 1 :]))
        if fold(word) in affiliations().others and counted:
            return " ".join(words[:index])
    return text


def _honoured(text: str, bare: str) -> Found | None:
    """Somebody with an honorific or a position: what is left is the name, or holds it."""
    named, organised = name_likelihood(bare), organisation_likelihood(bare)
    if named < 0.3 and (side := side_by_side(bare, honoured=True)):
        return side
    if (named >= 0.2 or _is_called(text, bare)) and organised < 0.75:
        return Found(Person(bare), 1.0 if named >= 0.5 else 0.8)
    return None


def _name_or_organisation(text: str, bare: str) -> Found | None:
    named, organised = name_likelihood(bare), organisation_likelihood(bare)
    if named >= organised and named >= 0.3:
        return Found(Person(bare), named)
    if side := side_by_side(text, honoured=False):
        return side
    if named >= 0.2 and named >= organised - 0.1 and organised < 0.5:
        return Found(Person(bare), named)
    organisation = without_position(text)[0] or (text if _SHORT_CAPITALS.fullmatch(text) else "")
    return Found(Person(None, organisation), min(organised, 0.4) - 0.1) if organisation else None


def _is_called(text: str, bare: str) -> bool:
    """Whether *bare* is the unknown name of somebody: short and of Han, or called さん."""
    return bool(HAN.match(bare) and len(bare) <= 4) or (
        len(bare) < 16 and bool(KANA.fullmatch(text.strip()[-1]))
    )


@lru_cache(maxsize=16384)
def is_group(text: str) -> bool:
    """``발제자 2인``, ``All speakers``, ``4 panellists``: a role and a number name nobody."""
    bare = _COUNTED.sub(" ", text).strip(" :-")
    if not bare:
        return True
    if _is_acronym_like_a_word(bare):
        return False
    told = lexicon().is_placeholder(bare) or _role_of(bare) is not None or bare.casefold() in lexicon().groups
    return len(bare) < 30 and told


def _role_of(text: str) -> Role | None:
    """The role that *text* is the word for."""
    return None if _is_acronym_like_a_word(text) else lexicon().role_of(text)


def _is_acronym_like_a_word(text: str) -> bool:
    """Whether *text* is MIT, and no German "mit"."""
    return text.isupper() and text.casefold() in lexicon().joiners | lexicon().by
