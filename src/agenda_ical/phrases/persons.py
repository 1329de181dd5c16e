"""
The pieces of a line -> persons, each with a likelihood: which piece is a name, which an organisation, and whose it is.

An organisation in brackets belongs to every name before it that has none; one after a comma to the name before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from agenda_ical.phrases.found import Found, Known, Person, affiliate
from agenda_ical.phrases.honorifics import strip_honorifics
from agenda_ical.phrases.languages import lexicon
from agenda_ical.phrases.names import HANGUL, fold, is_shaped_like_name, name_likelihood, name_lists
from agenda_ical.phrases.organisations import is_position, organisation_likelihood, without_position
from agenda_ical.phrases.pieces import Piece, is_east_asian, join_continued, line_to_pieces, without_noise
from agenda_ical.phrases.resolving import is_group, resolve
from agenda_ical.phrases.titles import is_label
from agenda_ical.regexes import regex

_DASHES = ("-", "–", "—")
_NAMED_FIRST = regex(r"(?P<name>[^:：,()]{4,40}?)\s*[:：]\s+(?P<rest>\S.*)")
_OF_EMPLOYER = regex(r"\s*[,(]|\s+(?:at|of|in)\s+", re.IGNORECASE)
_BEFORE_EMPLOYER = (",", "·", "|", *_DASHES)
_SHORT_CAPITALS = regex(r"[A-Z]{2,4}")
_CROSS = regex(r"\s*[×✕]\s*|\s+[xX]\s+")
_OTHER_SEPARATOR = regex(r"[,;/|()（）]")
_ACRONYM_FIRST = regex(r"[A-Z]{2,4}\s+\S")


def lines_to_found(lines: Sequence[str], known: Known, *, column: bool) -> list[Found]:
    """The people of lines: a bracket or an affiliation on a line of its own belongs to the people above."""
    found: list[Found] = []
    for line in join_continued(lines):
        new = _line_to_found(line, known, column=column)
        alone = len(new) == 1 and new[0].person.name is None
        if alone and found and found[-1].person.name and not found[-1].closed:
            found[-1] = affiliate(found[-1], new[0].person.organisation or "", 0.1)
        else:
            found.extend(new)
    return found


def _line_to_found(line: str, known: Known, *, column: bool) -> list[Found]:
    if lexicon().is_placeholder(line) or is_group(line):
        return []
    if (joined := _joined_organisation(line)) is not None:
        return [Found(Person(None, joined), 0.4)]
    line = _apart_at_position(line)
    pieces = line_to_pieces(_apart_at_blanks(line) if column else _apart_at_crosses(line))
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
    shaped = {fold(bare) for piece in pieces if _is_shaped(bare := strip_honorifics(piece.text)[0])}
    return evolve(known, shaped=known.shaped | shaped) if shaped else known


def _is_shaped(text: str) -> bool:
    if not is_shaped_like_name(text) or is_label(text) or lexicon().kind_of(text) is not None:
        return False
    told = [word.casefold() for word in text.split() if organisation_likelihood(word) >= 0.85]
    return all(word in name_lists().surnames_of_organisations for word in told)


def _apart_at_position(line: str) -> str:
    """``Ann Roe: Professor, University of Oslo`` with a comma in place of the colon."""
    match = _NAMED_FIRST.match(line)
    if match is None or name_likelihood(strip_honorifics(match["name"])[0]) < 0.6:
        return line
    return f"{match['name']}, {match['rest']}" if is_position(_OF_EMPLOYER.split(match["rest"])[0]) else line


def _apart_at_crosses(line: str) -> str:
    """``김영희 × 박민수`` are two, ``AI × 교육`` is one thing."""
    sides = _CROSS.split(line)
    sure = len(sides) > 1 and all(name_likelihood(strip_honorifics(side)[0]) >= 0.6 for side in sides)
    return "; ".join(sides) if sure else line


def _apart_at_blanks(line: str) -> str:
    """``王伟 李明 张强`` are three, ``山田 太郎`` is one; ``네이버 김철수`` is of 네이버."""
    words = line.split()
    if len(words) < 2 or not all(map(is_east_asian, words)):
        return _apart_at_crosses(line)
    clear = [_is_whole_name(word) for word in words]
    if all(clear):
        return "; ".join(words)
    korean = len(words) == 2 and HANGUL.fullmatch("".join(words)) and not any(map(is_position, words))
    if korean and any(clear):
        name, other = words if clear[0] else reversed(words)
        return f"{name} ({other})"
    return line


def _is_whole_name(word: str) -> bool:
    """Whether *word* is a name of Korea or China with its given name, and no family name of Japan alone."""
    lists = name_lists()
    least = 2 if word[0] in lists.han_surnames else 3
    likely = name_likelihood(word) >= 0.6 and organisation_likelihood(word) < 0.7
    return likely and len(word) >= least and word not in lists.kanji_surnames


def _joined_organisation(line: str) -> str | None:
    """``University of Lyon II & Mines Lyon``, none of whose sides is surely a person, or None."""
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


def _add_piece(found: list[Found], piece: Piece, known: Known) -> None:
    """Add to *found* what *piece* says: a person, or the organisation of those before; a position alone says nothing."""
    if found and not piece.inside and is_position(piece.text) and not _SHORT_CAPITALS.fullmatch(piece.text):
        return
    one = resolve(piece, known)
    if one is None:
        return
    waiting = bool(found) and found[-1].person.name is not None and not found[-1].closed
    if waiting and _is_lone_word(one, piece) and " " in (found[-1].person.name or ""):
        one = Found(Person(None, one.person.name), one.likelihood)
    if one.person.name is None and waiting and _may_belong(piece):
        organisation = one.person.organisation or ""
        found[-1] = affiliate(
            found[-1], organisation, 0.15 if one.likelihood > 0.3 else 0.0, by_comma=not piece.inside
        )
        return
    if found and _goes_on(found[-1], one, piece):
        if piece.before.strip() in _DASHES or (found[-1].by_comma and not piece.inside):
            organisation = f"{found[-1].person.organisation}{piece.before}{piece.text}"
            found[-1] = affiliate(found[-1], organisation, 0.0, by_comma=True)
        return
    found.append(one)
    if piece.inside and one.person.organisation and one.person.name:
        _share(found, one.person.organisation)


def _is_lone_word(one: Found, piece: Piece) -> bool:
    """``Nokia`` of ``Ann Roe, Nokia``: one word after a comma that no list of names has."""
    name = one.person.name
    if name is None or piece.inside or piece.before.strip() not in _BEFORE_EMPLOYER:
        return False
    return name.isascii() and " " not in name and one.likelihood <= 0.2


def _may_belong(piece: Piece) -> bool:
    """Whether an organisation goes with the name before it: after a comma or a bar, and by its words after a dot."""
    mark = piece.before.strip()
    if mark in ("·", "・") and not (piece.text.isascii() and " " not in piece.text):
        return organisation_likelihood(piece.text) >= 0.7
    return mark not in (";", "；", "、", "&")


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
        found[index] = affiliate(found[index], organisation, 0.2)
