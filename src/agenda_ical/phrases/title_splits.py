"""Title and people, as the layout of a line tells: wide blanks, labels, roles, brackets before a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from agenda_ical.phrases.found import Known, Person
from agenda_ical.phrases.languages import lexicon
from agenda_ical.phrases.names import fold, name_likelihood
from agenda_ical.phrases.organisations import (
    affiliations,
    is_position,
    organisation_likelihood,
    position_words,
)
from agenda_ical.phrases.pieces import is_east_asian, is_enclosed
from agenda_ical.phrases.presenters import People, find_people, read_people
from agenda_ical.phrases.roles import role_labels
from agenda_ical.phrases.titles import is_label
from agenda_ical.regexes import regex

_WIDE = regex(r"[ \u00a0]{2,}|\s*[\t\u3000]\s*")
_COMMA = regex(r"\s*[,，]\s*")
_BRACKET_COLON = regex(r"^([^()（）]{3,200}?)\s*[(（]([^()（）]{3,100})[)）]\s*[:：]\s+\S")
_LEAST_NAME = 0.3
_LONE_NAME = 0.7
_SURE_NAME = 0.9
_WORDS_OF_A_LABEL = 3


@frozen
class Split:
    """One way to split a line: the title, its people, and how sure it is, by the people and by the way of writing."""

    title: str
    people: tuple[Person, ...]
    certainty: float


def splits_by_layout(text: str, known: Known) -> Iterator[Split]:
    """The ways to split *text* that need no separator between a title and its people."""
    yield from _at_role(text, known)
    yield from _before_colon(text, known)
    yield from _after_label(text, known)
    if is_east_asian(text):
        yield from _before_rank(text, known)
    yield from _at_first(_COMMA, text, known, 0.8)
    yield from _at_first(_WIDE, text, known, _LONE_NAME)


def trimmed(title: str) -> str:
    """*title* without the separators at its end."""
    return title.rstrip(" ,;:/|–—-·(（，、；：\t\u3000").strip()


def _at_role(text: str, known: Known) -> Iterator[Split]:
    """``圆桌讨论 主持人：吴刚；与谈人：郑华`` and ``패널토론 - 좌장 홍길동 교수, 토론자 김영희``."""
    first = next(role_labels(text), None)
    if first is None or not (title := trimmed(text[: first.begin])):
        return
    people = read_people(text[first.begin :], known)
    if people and all(one.name and name_likelihood(one.name) >= _LEAST_NAME for one in people):
        yield Split(title, people, 1.0)


def _before_colon(text: str, known: Known) -> Iterator[Split]:
    """``Practical (Dario, Pavel): Exercise 1 (html)``: what follows is material."""
    match = _BRACKET_COLON.match(text)
    if match is None:
        return
    found = find_people(match[2], known)
    if all(one.name for one in found.people) and found.certainty >= 0.5:
        yield Split(match[1], found.people, 0.9)


def _after_label(text: str, known: Known) -> Iterator[Split]:
    """``축사 이민호 (국회의원)``: what says only of which sort an activity is, then people with a rank or a place."""
    words = text.split()
    for count in range(1, min(_WORDS_OF_A_LABEL, len(words) - 1) + 1):
        label, rest = " ".join(words[:count]), " ".join(words[count:])
        if (
            not (label[-1].isalnum() and rest[0].isalnum())
            and not rest.startswith("(")
            and not label.endswith(")")
        ):
            continue
        if not _is_sort(label) or is_enclosed(label, len(label)):
            continue
        found = find_people(rest, known)
        titled = (
            is_east_asian(rest)
            or fold(words[count]) in position_words()
            or name_likelihood(rest) >= _SURE_NAME
        )
        if _are_sure(found, 0.8) and titled:
            yield Split(trimmed(label), found.people, found.certainty)
            return


def _is_sort(text: str) -> bool:
    return is_label(text) or lexicon().kind_of(text) in ("opening", "closing")


def _before_rank(text: str, known: Known) -> Iterator[Split]:
    """``인공지능의 미래 서울대 홍길동 교수``: a name and its position at the end, with an organisation before them or none."""
    words = text.split()
    for count, least in ((3, 0.7), (2, 0.0)):
        if not is_position(words[-1]) or not _is_phrase(words[:-count]):
            continue
        if least and organisation_likelihood(words[-count]) < least:
            continue
        found = find_people(" ".join(words[-count:]), known)
        clear = name_likelihood(words[-2]) >= 0.6 and found.certainty >= 0.8
        if clear and not _is_of_people(" ".join(words[:-count]), text, known):
            yield Split(trimmed(" ".join(words[:-count])), found.people, 0.8)
            return


def _is_phrase(words: Sequence[str]) -> bool:
    """Whether *words* are more than one, or joined without blanks: ``人工智能的未来``, ``主旨报告：碳中和``."""
    return (
        len(words) > 1
        or any("：" in word or ":" in word for word in words)
        or any(mark in word for word in words for mark in affiliations().han_particles)
    )


def _at_first(pattern: re.Pattern[str], text: str, known: Known, least: float) -> Iterator[Split]:
    """At the first place where what follows is surely people: ``地域の課題　東京大学 教授　鈴木 一郎``."""
    for cut in pattern.finditer(text):
        left, right = trimmed(text[: cut.start()]), text[cut.end() :]
        if (
            not left
            or is_enclosed(text, cut.start())
            or (pattern is _COMMA and not _may_follow_comma(left, right))
        ):
            continue
        found = find_people(right, known)
        if _are_sure(found, least) and not _is_of_people(left, text, known):
            yield Split(left, found.people, found.certainty - (0.2 if pattern is _COMMA else 0.0))
            return


def _may_follow_comma(left: str, right: str) -> bool:
    """Whether a comma may part a title from people, and not the parts of a title: ``Rivers of the north, Anna Roe``."""
    if is_east_asian(right) or _is_sort(left):
        return True
    return (
        len(left.split()) > 1 and name_likelihood(right) >= _SURE_NAME and find_people(left).certainty < 0.5
    )


def _are_sure(found: People, least: float) -> bool:
    return found.certainty >= least and all(one.name for one in found.people)


def _is_of_people(left: str, text: str, known: Known) -> bool:
    """Whether *left* belongs to the people behind it: their organisation, or one more of them."""
    if organisation_likelihood(left) >= 0.7 or find_people(left, known).certainty >= 0.5:
        return True
    return find_people(text, known).certainty >= _LONE_NAME
