"""
The pieces of a line -> persons, each with a likelihood: which piece is a name, which an organisation, and whose it is.

An organisation in brackets belongs to every name before it that has none; one after a comma to the name before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from attrs import evolve, frozen

from agenda_ical.phrases.honorifics import names_unit, strip_honorifics
from agenda_ical.phrases.languages import lexicon
from agenda_ical.phrases.names import (
    HAN,
    HANGUL,
    KANA,
    fold,
    is_common_word,
    is_shaped_like_name,
    name_likelihood,
    name_lists,
)
from agenda_ical.phrases.organisations import (
    affiliations,
    is_position,
    organisation_likelihood,
    without_position,
)
from agenda_ical.phrases.pieces import Piece, is_east_asian, join_continued, line_to_pieces, without_noise
from agenda_ical.phrases.titles import is_label
from agenda_ical.programme import Role

_DASHES = ("-", "–", "—")
_SHORT_CAPITALS = re.compile(r"[A-Z]{2,4}")
_COUNTED = re.compile(r"[\d\s]+(?:인|명|名|人)?|[(（].*[)）]")
_QUOTE = re.compile(r"[「」『』“”«»]")
_CROSS = re.compile(r"\s*[×✕]\s*|\s+[xX]\s+")
_OTHER_SEPARATOR = re.compile(r"[,;/|()（）]")
_ACRONYM_FIRST = re.compile(r"[A-Z]{2,4}\s+\S")
_PARTS = re.compile(r"\s*[,，┃|]\s*")


@frozen
class Person:
    """Somebody that a text names: a person, an organisation, or a person of one; ``role`` None where it says none."""

    name: str | None
    organisation: str | None = None
    role: Role | None = None


@frozen
class Known:
    """Organisations and names, folded, that other rows told."""

    organisations: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


@frozen
class Found:
    """A person, how likely it is one, and whether its organisation was given or may still follow."""

    person: Person
    likelihood: float
    closed: bool = False
    by_comma: bool = False
    """Whether its organisation stands after a comma: more of the organisation may follow."""


def lines_to_found(lines: Sequence[str], known: Known, *, column: bool) -> list[Found]:
    """The people of lines: a bracket or an affiliation on a line of its own belongs to the people above."""
    found: list[Found] = []
    for line in join_continued(lines):
        new = _line_to_found(line, known, column=column)
        alone = len(new) == 1 and new[0].person.name is None
        if alone and found and found[-1].person.name and not found[-1].closed:
            found[-1] = _affiliate(found[-1], new[0].person.organisation or "", 0.1)
        else:
            found.extend(new)
    return found


def _line_to_found(line: str, known: Known, *, column: bool) -> list[Found]:
    if lexicon().is_placeholder(line) or is_group(line):
        return []
    if (joined := _joined_organisation(line)) is not None:
        return [Found(Person(None, joined), 0.4)]
    pieces = line_to_pieces(_apart_at_crosses(line))
    known = _with_shaped_names(pieces, known, column=column)
    found: list[Found] = []
    for piece in pieces:
        if not (column and len(pieces) > 1 and is_label(piece.text)):
            _add_piece(found, piece, known)
    if column and len(found) > 1:
        found = _alike(found, pieces)
    if column and len(found) > 1 and _is_one_organisation(found, pieces):
        whole = without_position(without_noise(line))[0]
        return [Found(Person(None, whole), 0.4)]
    if column and len(found) == 1 and found[0].person.organisation is None and found[0].likelihood < 0.21:
        return [
            Found(Person(None, found[0].person.name), 0.2)
        ]  # a lone word that no list of names has: Infoblox
    return found


def _with_shaped_names(pieces: Sequence[Piece], known: Known, *, column: bool) -> Known:
    """*known* with the pieces that are shaped like names, where names are expected: in a column or among sure names."""
    if not column and not (len(pieces) > 1 and any(name_likelihood(piece.text) >= 0.8 for piece in pieces)):
        return known
    shaped = {fold(bare) for piece in pieces if _is_shaped((bare := strip_honorifics(piece.text)[0]))}
    return evolve(known, names=known.names | shaped) if shaped else known


def _is_shaped(text: str) -> bool:
    if not is_shaped_like_name(text) or is_label(text) or lexicon().kind_of(text) is not None:
        return False
    told = [word.casefold() for word in text.split() if organisation_likelihood(word) >= 0.85]
    return all(word in name_lists().surnames_of_organisations for word in told)


def _apart_at_crosses(line: str) -> str:
    """``김영희 × 박민수`` are two, ``AI × 교육`` is one thing."""
    sides = _CROSS.split(line)
    sure = len(sides) > 1 and all(name_likelihood(strip_honorifics(side)[0]) >= 0.6 for side in sides)
    return "; ".join(sides) if sure else line


def _joined_organisation(line: str) -> str | None:
    """``University of Paris VIII & Telecom Paris``, none of whose sides is surely a person, or None."""
    sides = [side.strip() for side in line.split(" & ")]
    if len(sides) < 2 or _OTHER_SEPARATOR.search(line) or organisation_likelihood(sides[0]) < 0.85:
        return None
    return None if any(name_likelihood(side) >= 0.8 for side in sides) else " & ".join(sides)


def _alike(found: list[Found], pieces: Sequence[Piece]) -> list[Found]:
    """A list names people (``PJD, EG``) or organisations (``FuriosaAI, TenX Semi, Upstage``): the unsure are as the others."""
    if all(_SHORT_CAPITALS.fullmatch(piece.text) and len(piece.text) < 4 for piece in pieces):
        return [Found(Person(one.person.organisation or one.person.name), 0.3) for one in found]
    bare = [one.person.name is None for one in found]
    if sum(bare) < 2 or any(one.person.name and one.likelihood > 0.6 for one in found):
        return found
    return [Found(Person(None, one.person.organisation or one.person.name), 0.3) for one in found]


def _is_one_organisation(found: Sequence[Found], pieces: Sequence[Piece]) -> bool:
    """``Faculty of Arts and Sciences`` is one, ``清华同方、惟新科技`` and ``INEGI, KECO`` are two."""
    if any(one.person.name for one in found):
        return False
    lists = all(piece.before.strip() in (",", "，", "、", ";", "；", "/", "·", "") for piece in pieces)
    short = all(len(piece.text.split()) <= 2 for piece in pieces)
    return not (lists and short)


@lru_cache(maxsize=16384)
def is_group(text: str) -> bool:
    """``발제자 2인``, ``All speakers``, ``4 panellists``: a role and a number name nobody."""
    bare = _COUNTED.sub(" ", text).strip(" :-")
    if not bare:
        return True
    return len(bare) < 30 and (lexicon().is_placeholder(bare) or lexicon().role_of(bare) is not None)


def _add_piece(found: list[Found], piece: Piece, known: Known) -> None:
    """Add to *found* what *piece* says: a person, or the organisation of those before."""
    one = _resolve(piece, known)
    if one is None:
        return
    waiting = bool(found) and found[-1].person.name is not None and not found[-1].closed
    if one.person.name is None and waiting and piece.before.strip() not in (";", "；", "、", "·", "・", "&"):
        organisation = one.person.organisation or ""
        found[-1] = _affiliate(
            found[-1], organisation, 0.15 if one.likelihood > 0.3 else 0.0, by_comma=not piece.inside
        )
        return
    if found and _goes_on(found[-1], one, piece):
        if piece.before.strip() in _DASHES or (found[-1].by_comma and not piece.inside):
            organisation = f"{found[-1].person.organisation}{piece.before}{piece.text}"
            found[-1] = _affiliate(found[-1], organisation, 0.0, by_comma=True)
        return
    found.append(one)
    if piece.inside and one.person.organisation and one.person.name:
        _share(found, one.person.organisation)


def _goes_on(last: Found, one: Found, piece: Piece) -> bool:
    """Whether *one* is the country, the parent organisation or the position after the affiliation of *last*."""
    if not last.closed or last.person.name is None or piece.before.strip() not in (",", "，", *_DASHES):
        return False
    if one.person.name is None:
        return True
    return (
        last.by_comma
        and not piece.inside
        and (one.likelihood < 0.5 or bool(_ACRONYM_FIRST.match(piece.text)))
    )


def _share(found: list[Found], organisation: str) -> None:
    """A bracket after several names belongs to all of them that have no affiliation."""
    for index in range(len(found) - 2, -1, -1):
        if found[index].closed or found[index].person.name is None:
            return
        found[index] = _affiliate(found[index], organisation, 0.2)


def _affiliate(one: Found, organisation: str, more: float, *, by_comma: bool = False) -> Found:
    if not organisation:
        return one
    person = Person(one.person.name, organisation, one.person.role)
    return Found(person, min(1.0, one.likelihood + more), closed=True, by_comma=by_comma)


def _resolve(piece: Piece, known: Known) -> Found | None:
    """The person or organisation of one piece."""
    if piece.inside:
        return _resolve_brackets(piece, known)
    return _resolve_words(piece.text, known)


def _resolve_brackets(piece: Piece, known: Known) -> Found | None:
    """``J. Kim (KECO)`` or ``KECO(J. Kim)``: which of the two is the person."""
    outside, inside = _resolve_words(piece.text, known), _resolve_words(piece.inside, known)
    if outside is None:
        return inside
    if name_likelihood(piece.text) >= 0.6 and outside.person.name and " " not in piece.inside:
        return _affiliate(outside, _affiliation(piece.inside), 0.2)
    named_outside = outside.likelihood if outside.person.name else 0.0
    named_inside = inside.likelihood if inside and inside.person.name else 0.0
    if inside is None or (named_outside and outside.person.organisation and not named_inside):
        return outside
    if outside.person.name and named_outside >= named_inside - 0.2:
        outside = Found(outside.person, outside.likelihood, by_comma=outside.by_comma)
        return _affiliate(outside, _affiliation(piece.inside), 0.2 if not named_inside else 0.0)
    if inside and named_inside >= 0.5:
        return _affiliate(inside, _employer(piece.text), 0.2 if _may_employ(piece.text, known) else -0.6)
    if outside.person.name:
        return _affiliate(outside, _affiliation(piece.inside), 0.2)
    return Found(Person(None, f"{piece.text} ({piece.inside})"), max(outside.likelihood - 0.1, 0.1))


def _employer(text: str) -> str:
    """The organisation in front of ``(이순영 랩장)``: 연구원 is a position elsewhere, here the end of its name."""
    return text if text.split()[-1] in affiliations().hangul_units else _affiliation(text)


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
    folded = fold(text)
    if not folded or lexicon().is_placeholder(text):
        return None
    if folded in known.organisations:
        return Found(Person(None, text), 0.9)
    bare, honoured = strip_honorifics(text)
    if folded in known.names or fold(bare) in known.names:
        return Found(Person(bare if honoured else text), 0.95)
    if not bare:
        return None
    named, organised = name_likelihood(bare), organisation_likelihood(bare)
    if honoured and named < 0.3 and (side := _side_by_side(bare, known, honoured=True)):
        return side
    if honoured and (named >= 0.2 or _is_called(text, bare)) and organised < 0.75:
        return Found(Person(bare), 1.0 if named >= 0.5 else 0.8)
    if named >= organised and named >= 0.3:
        return Found(Person(bare), named)
    if side := _side_by_side(text, known, honoured=False):
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


def _side_by_side(text: str, known: Known, *, honoured: bool) -> Found | None:
    """``김준 연세대 교수`` and ``SBS 안영인 부장``: name and organisation with only a blank between, in East Asia."""
    tokens = _with_whole_names(text.split())
    if not 2 <= len(tokens) <= 7 or not is_east_asian(text):
        return None
    if _is_called_unknown(tokens):
        tokens, honoured = tokens[:-1], True
    while tokens and is_position(tokens[-1]) and not names_unit(tokens):
        tokens, honoured = tokens[:-1], True
    if not tokens:
        return None
    if len(tokens) == 1:
        return Found(Person(tokens[0]), 1.0) if _is_sure_name(tokens[0], 0.3) else None
    return _name_first(tokens, honoured=honoured) or _name_last(tokens, honoured=honoured)


def _name_first(tokens: Sequence[str], *, honoured: bool) -> Found | None:
    head, position = without_position(" ".join(tokens[1:]))
    if _is_sure_name(tokens[0], 0.4) and (position or honoured or organisation_likelihood(head) > 0.7):
        return Found(Person(tokens[0], head or None), 0.85, closed=bool(head))
    return None


def _name_last(tokens: Sequence[str], *, honoured: bool) -> Found | None:
    head, position = without_position(" ".join(tokens[:-1]))
    if (
        name_likelihood(tokens[-1]) < 0.4
        or _is_of_title(head)
        or not (honoured or position or organisation_likelihood(head) >= 0.5)
    ):
        return None
    return Found(Person(tokens[-1], head or None), 0.9 if honoured or position else 0.7, closed=bool(head))


def _is_of_title(head: str) -> bool:
    """Whether the words before a name are no organisation: a sort of activity, a quoted title, a phrase of several words."""
    if not head:
        return False
    if _QUOTE.search(head) or is_label(head) or lexicon().kind_of(head) is not None:
        return True
    phrase = " " in head or any(map(head.__contains__, affiliations().han_particles))
    return phrase and organisation_likelihood(head) < 0.5


def _is_sure_name(word: str, least: float) -> bool:
    return name_likelihood(word) >= least and organisation_likelihood(word) < 0.7


def _with_whole_names(tokens: list[str]) -> list[str]:
    """*tokens*, a Japanese family name joined with the given name after it: ``山田 太郎``."""
    whole: list[str] = []
    for token in tokens:
        if whole and whole[-1] in name_lists().kanji_surnames and len(token) <= 4 and not is_position(token):
            whole[-1] = f"{whole[-1]} {token}"
        else:
            whole.append(token)
    return whole


def _is_called_unknown(tokens: Sequence[str]) -> bool:
    """Whether a word like a position, which no list has, follows a clear Korean name: ``노병석 길잡이장``."""
    if not 2 <= len(tokens) <= 3 or without_position(tokens[-1])[1] or len(tokens[-1]) > 6:
        return False
    name, lists = tokens[-2], affiliations()
    clear = len(name) == 3 and name_likelihood(name) >= 0.75 and not name.endswith(lists.hangul_particles)
    alone = len(tokens) == 2 or organisation_likelihood(tokens[0]) >= 0.5
    return (
        clear
        and alone
        and tokens[-1].endswith(lists.hangul_callings)
        and organisation_likelihood(tokens[-1]) < 0.7
    )
