"""
One line that holds a title and its presenters, split at the likeliest place.

Every way of writing gives candidates; the one whose people are surest wins, and none if no one is sure enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from attrs import evolve

from agenda_ical.phrases.found import Known, Person
from agenda_ical.phrases.languages import lexicon
from agenda_ical.phrases.names import HAN, HANGUL, KANA, fold, is_common_word, name_likelihood, name_lists
from agenda_ical.phrases.organisations import organisation_likelihood, position_words
from agenda_ical.phrases.pieces import is_east_asian, is_enclosed
from agenda_ical.phrases.presenters import NOTHING_KNOWN, People, find_people
from agenda_ical.phrases.roles import role_labels, split_role_label
from agenda_ical.phrases.title_splits import Split, splits_by_layout, trimmed
from agenda_ical.phrases.titles import is_label
from agenda_ical.regexes import regex

_SURE = 0.6
_NO_PRESENTERS = ("break", "meal", "registration", "social")
_LAST_BRACKET = regex(
    r"^(.*?)\s*[(（\[［]([^()（）\[\]［］]+(?:\([^()]*\)[^()（）\[\]［］]*)*)[)）\]］]\s*[.*†]*$", re.DOTALL
)
_DASH = regex(r"\s+[-–—―|┃]+\s+|\s*[–—―┃]\s*|\s+[-–—]|[-–—]\s+|\s*//\s*|\s*\|\s*")
_SLASH = regex(r"\s*/\s*")
_COLON = regex(r"\s*[:：]\s+|：\s*")
_QUOTED = regex(r"^(.{2,200}?)[\s.,:–-]*([“„«\"「『].+[”“»\"」』])\W*$")
_QUOTED_FIRST = regex(r"^\s*([“„«\"「『].+?[”“»\"」』])[\s.,:/–-]*(.{2,300})$")
_EMPLOYED_FIRST = regex(r"^([^()（）:：]{3,50}[(（][^()（）]{2,80}[)）])\s*[,:：–—]\s*(\S.{3,300})$")
_SORT = regex(r"^[【\[（(〔［]([^】\]）)〕］]{1,20})[】\]）)〕］]\s*(?=[「『“„«\"])")
_WORDS_OF_A_NAME = 5
_SURE_NAME = 0.9


def split_title_people(text: str, known: Known = NOTHING_KNOWN) -> tuple[str, tuple[Person, ...]]:
    """
    Return title and people of a line that may hold both; the line itself and nobody if it names nobody.

    ``Local GHG inventory KECO(J. KIM)``, ``Title - Name``, ``Title (Name, Org)``, ``Name: “Title”``, ``주제 / 이름 교수(소속)``.
    """
    best: Split | None = None
    for split in _splits(text.strip(), known):
        if split.certainty >= _SURE and split.title and (best is None or split.certainty > best.certainty):
            best = split
    return (best.title, best.people) if best else (text, ())


def _splits(text: str, known: Known) -> Iterator[Split]:
    if len(text) > 700 or len(text) < 4:
        return
    if _is_roster(text):
        return
    yield from splits_by_layout(text, known)
    yield from _in_last_bracket(text, known)
    yield from _by_quotes(text, known)
    yield from _before_title(text, known)
    yield from _by_word(text, known)
    yield from _at_separators(text, known)
    yield from _after_honorific(text, known)
    yield from _before_employer(text, known)
    yield from _known_at_end(text, known)


def _is_roster(text: str) -> bool:
    """``좌장: 김철수 / 패널: 이영희`` names people from its beginning on."""
    begins = [label.begin for label in role_labels(text)]
    return len(begins) > 1 and begins[0] == 0


def _in_last_bracket(text: str, known: Known) -> Iterator[Split]:
    """``Title (Name, Org)``, ``Title ORG(Name)`` and ``Title Name (Org)``."""
    match = _LAST_BRACKET.match(text)
    if not match or not match[1]:
        return
    head, inside = match[1], match[2]
    within = find_people(inside, known)
    named = any(person.name for person in within.people)
    if within.certainty >= _SURE and named:
        glued = not text[len(head)].isspace()
        yield from _organisation_before_bracket(head, within, known, glued=glued)
        yield Split(head, within.people, within.certainty - 0.05)
    label = split_role_label(inside)
    if label and within.people:
        yield Split(head, within.people, 1.0)
    for count in range(1, _WORDS_OF_A_NAME + 1):
        title, tail = _last_words(head, count)
        if not title:
            return
        whole = find_people(f"{tail} ({inside})", known)
        if (
            len(whole.people) == 1
            and _is_plain_person(whole.people[0], tail)
            and not _breaks_name(title, tail)
        ):
            yield Split(trimmed(title), whole.people, whole.certainty - 0.04)


def _is_plain_person(person: Person, tail: str) -> bool:
    return bool(person.name and person.organisation and person.name in tail and tail[0].isalnum())


def _breaks_name(title: str, tail: str) -> bool:
    """Whether the word before *tail* could be part of the name too: ``Title by Kay | Jörg Wiese (X)``."""
    before = title.rsplit(maxsplit=1)[-1]
    if not before[0].isupper() or not before[-1].isalnum() or is_common_word(before):
        return before.casefold() in name_lists().particles or fold(before) in position_words().honorifics
    whole = name_likelihood(f"{before} {tail}")
    if whole < name_likelihood(tail) and _goes_on_before(title):
        return False
    return whole >= 0.6 and not HANGUL.search(tail)


def _goes_on_before(title: str) -> bool:
    """Whether the last word of *title* hangs on a small word before it: ``Snow in the Alps``."""
    words = title.split()
    return len(words) > 2 and words[-2].islower() and words[-2] not in lexicon().by


def _organisation_before_bracket(head: str, within: People, known: Known, *, glued: bool) -> Iterator[Split]:
    """The words before ``(J. KIM)`` that are the organisation: known ones, an acronym, or some that end like one."""
    if any(person.organisation for person in within.people):
        return
    for count in range(min(6, len(head.split()) - 1), 0, -1):
        title, tail = _last_words(head, count)
        if title and (fold(tail) in known.organisations or _is_organisation_phrase(tail, title, glued=glued)):
            people = tuple(Person(person.name, tail.strip(), person.role) for person in within.people)
            yield Split(trimmed(title), people, min(1.0, within.certainty + 0.05))
            return


def _is_organisation_phrase(tail: str, title: str, *, glued: bool) -> bool:
    """``KECO(J. KIM)`` and ``서울대(김영희)``; with a blank between, ``RNA (A. Roe)`` and ``discs (A. Roe)`` are of the title."""
    words = tail.split()
    if len(words) == 1:
        told = glued or (tail.isascii() and tail[0].isupper() and lexicon().has_organisation_word(tail))
        return told and organisation_likelihood(tail) >= 0.7 and not title.isupper()
    if not all(word[0].isupper() or word in ("of", "for", "and", "the", "&", "de", "für") for word in words):
        return False
    return (
        words[0][0].isupper()
        and organisation_likelihood(tail) >= 0.85
        and not title.rsplit(maxsplit=1)[-1][0].isupper()
    )


def _last_words(text: str, count: int) -> tuple[str, str]:
    pieces = text.rsplit(None, count)
    if len(pieces) <= count:
        return "", text
    return pieces[0], text[len(pieces[0]) :].strip()


def _by_quotes(text: str, known: Known) -> Iterator[Split]:
    """``Name: “Title”``, ``“Title” Name`` and ``【基調講演】「Title」 Name``."""
    sort = _SORT.match(text)
    if sort and is_label(sort[1]):
        for split in _by_quotes(text[sort.end() :], known):
            yield Split(sort[0] + split.title, split.people, split.certainty)
        return
    if text[0] not in '“„«"「『':
        match = _QUOTED.match(text)
        if match:
            found = find_people(match[1].strip(" .,:–-"), known)
            yield Split(match[2], found.people, _if_named(found, 0.25))
        return
    match = _QUOTED_FIRST.match(text)
    if match:
        found = find_people(match[2].strip(" .,:–-"), known)
        yield Split(match[1], found.people, _if_named(found, 0.2))


def _before_title(text: str, known: Known) -> Iterator[Split]:
    """``Claire Moreau (CNRS), L'eau dans la ville``: somebody with an employer in brackets, then the title."""
    match = _EMPLOYED_FIRST.match(text)
    if match is None or lexicon().kind_of(match[1]) is not None:
        return
    found = find_people(match[1], known)
    if len(found.people) == 1 and found.people[0].name and found.people[0].organisation:
        behind = find_people(match[2], known)
        yield Split(
            match[2], found.people, _if_named(found, 0.0) - (0.5 if behind.certainty >= _SURE else 0.1)
        )


def _if_named(found: People, more: float) -> float:
    """The certainty of people of whom at least one has a name, raised for a plain way of writing."""
    if not any(person.name for person in found.people):
        return 0.0
    return min(1.0, found.certainty + more) if found.certainty >= 0.3 else 0.0


def _by_word(text: str, known: Known) -> Iterator[Split]:
    """``Title by Name``."""
    for match in _by_pattern().finditer(text):
        if match.start() > 0:
            found = find_people(text[match.end() :], known)
            role = lexicon().role_of(match[0].strip(" ,(:"))
            people = tuple(evolve(person, role=person.role or role) for person in found.people)
            yield Split(trimmed(text[: match.start()]), people, _if_named(found, 0.1))


@lru_cache(maxsize=1)
def _by_pattern() -> re.Pattern[str]:
    words = sorted((word for word in lexicon().by if len(word) > 1), key=len, reverse=True) or ["by"]
    return re.compile(rf"[\s,(]+(?:{'|'.join(map(re.escape, words))}):?\s+(?=[^\W\d_])", re.IGNORECASE)


def _at_separators(text: str, known: Known) -> Iterator[Split]:
    """``Title - Name``, ``Name - Title``, ``Title / Name``, ``Name: Title``, ``Title, Name``."""
    for pattern, more in ((_DASH, 0.05), (_SLASH, 0.05), (_COLON, -0.05)):
        cuts = [match.span() for match in pattern.finditer(text) if not is_enclosed(text, match.start())]
        if not cuts:
            continue
        for begin, stop in (cuts[-1], *cuts[:-1][-2:]):
            yield from _right_of(text, begin, stop, known, more)
        yield from _left_of(text, cuts, known, more)


def _right_of(text: str, begin: int, stop: int, known: Known, more: float) -> Iterator[Split]:
    if begin == 0:
        return
    title = text[:begin]
    if lexicon().kind_of(title) in _NO_PRESENTERS:
        return
    found = find_people(text[stop:], known)
    if is_label(title) and _is_title_and_person(text[stop:], found):
        return
    more = max(more, 0.3) if is_label(title) else more
    role = lexicon().role_of(title.strip())
    yield Split(
        title,
        tuple(evolve(person, role=person.role or role) for person in found.people),
        _if_named(found, more) - (0.1 if find_people(title, known).certainty > 0.9 else 0.0),
    )


def _is_title_and_person(text: str, found: People) -> bool:
    """Whether what stands before a name could as well be the title of a talk: ``主旨报告：碳中和路径 张强 院士``."""
    organisation = found.people[0].organisation if len(found.people) == 1 else None
    return (
        organisation is not None
        and is_east_asian(organisation)
        and text.lstrip().startswith(f"{organisation} ")
        and organisation_likelihood(organisation) < 0.5
    )


def _left_of(text: str, cuts: list[tuple[int, int]], known: Known, more: float) -> Iterator[Split]:
    """``Name - Title``; between the two may stand the position: ``Name - OGC president - Title``."""
    begin, stop = cuts[0]
    found = find_people(text[:begin], known)
    certainty = _if_named(found, more) - 0.02
    if certainty < _SURE or split_role_label(text) or lexicon().kind_of(text[:begin]) is not None:
        return
    if len(cuts) > 1:
        between = text[stop : cuts[1][0]]
        held = find_people(f"{text[:begin]} ({between})", known)
        if len(between.split()) <= 6 and _ends_in_position(between) and held.people:
            yield Split(text[cuts[1][1] :], held.people, min(1.0, certainty + 0.05))
            return
    yield Split(text[stop:], found.people, certainty)


def _ends_in_position(text: str) -> bool:
    words = text.split()
    return bool(words) and (fold(words[-1]) in position_words() or fold(words[0]) in position_words())


def _after_honorific(text: str, known: Known) -> Iterator[Split]:
    """``Learning to See Prof. A. M. Bronstein``: a title of a person in the middle begins the people."""
    words = text.split(" ")
    for index in range(1, len(words)):
        word = words[index]
        begins = word[:1].isupper() and word.endswith(".") and fold(word) in position_words().honorifics
        if begins and not is_enclosed(text, len(" ".join(words[:index]))):
            found = find_people(" ".join(words[index:]), known)
            yield Split(trimmed(" ".join(words[:index])), found.people, _if_named(found, 0.0))
            return


def _before_employer(text: str, known: Known) -> Iterator[Split]:
    """``Learning to See Anna Roe, University of Oslo``: a name that is sure, and behind a comma where that person works."""
    comma = text.find(", ")
    if (
        comma < 0
        or is_enclosed(text, comma)
        or organisation_likelihood(text[comma + 2 :].split(",", maxsplit=1)[0]) < 0.7
    ):
        return
    for count in (3, 2):
        title, tail = _last_words(text[:comma], count)
        if (
            not title
            or name_likelihood(tail) < _SURE_NAME
            or _breaks_name(title, tail)
            or _is_prefix_of_phrase(title)
        ):
            continue
        found = find_people(text[len(text[:comma]) - len(tail) :], known)
        yield Split(trimmed(title), found.people, _if_named(found, 0.0))
        return


def _known_at_end(text: str, known: Known) -> Iterator[Split]:
    """An organisation or a person that other rows told, at the end of a line: ``Wrap-up reporting followed by Q&A KECO``."""
    if not known.organisations and not known.names:
        return
    for count in range(1, _WORDS_OF_A_NAME + 1):
        title, tail = _last_words(text, count)
        folded = fold(tail)
        if not title or len(folded) < 3 or _is_prefix_of_phrase(title):
            continue
        if folded in known.organisations and (tail[0].isupper() or HANGUL.match(tail) or HAN.match(tail)):
            yield Split(trimmed(title), (Person(None, tail),), 0.7)
        elif folded in known.names and (
            len(tail.split()) > 1 or HANGUL.match(tail) or HAN.match(tail) or KANA.match(tail)
        ):
            yield Split(trimmed(title), (Person(tail),), 0.75)


def _is_prefix_of_phrase(title: str) -> bool:
    """``Tour of KECO`` and ``Welcome to KECO`` are about it."""
    return title.rsplit(maxsplit=1)[-1].casefold() in name_lists().before_names
