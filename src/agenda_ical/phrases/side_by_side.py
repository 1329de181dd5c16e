"""Name and organisation with a blank between, as in East Asia: ``김준 연세대 교수``, ``SBS 안영인 부장``."""

from __future__ import annotations

from collections.abc import Sequence

from agenda_ical.phrases.found import Found, Person
from agenda_ical.phrases.honorifics import names_unit
from agenda_ical.phrases.languages import lexicon
from agenda_ical.phrases.names import name_likelihood, name_lists
from agenda_ical.phrases.organisations import (
    affiliations,
    is_position,
    organisation_likelihood,
    without_position,
)
from agenda_ical.phrases.pieces import is_east_asian
from agenda_ical.phrases.titles import is_label
from agenda_ical.regexes import regex

_QUOTE = regex(r"[「」『』“”«»]")


def side_by_side(text: str, *, honoured: bool) -> Found | None:
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
    if (
        _is_sure_name(tokens[0], 0.4)
        and not _is_phrase(head)
        and (position or honoured or organisation_likelihood(head) > 0.7)
    ):
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
    if _is_phrase(head):
        return True
    phrase = " " in head or any(map(head.__contains__, affiliations().han_particles))
    return phrase and organisation_likelihood(head) < 0.5


def _is_phrase(head: str) -> bool:
    """Whether a word of *head* is joined to the next as in a sentence: ``나라의``, ``도시와 시민``."""
    particles = affiliations().hangul_particles
    return any(word.endswith(particles) and organisation_likelihood(word) < 0.7 for word in head.split())


def _is_sure_name(word: str, least: float) -> bool:
    return name_likelihood(word) >= least and organisation_likelihood(word) < 0.7


def _with_whole_names(tokens: list[str]) -> list[str]:
    """*tokens*, what is one name joined: ``山田 太郎``, ``법무법인 한결``."""
    whole: list[str] = []
    for token in tokens:
        if whole and whole[-1] in affiliations().legal_forms:
            whole[-1] = f"{whole[-1]} {token}"
            continue
        if whole and whole[-1] in name_lists().kanji_surnames and len(token) <= 4 and not is_position(token):
            whole[-1] = f"{whole[-1]} {token}"
        else:
            whole.append(token)
    return whole


def _is_called_unknown(tokens: Sequence[str]) -> bool:
    """Whether a word like a position, which no list has, follows a clear Korean name: ``노가람 길잡이장``."""
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
