"""
What a calendar says of a session -> what people know the session by, and how like two sessions are.

Both sides of a comparison are taken from what their calendars say, the older one from its file: no other memory of
an edition is needed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from attrs import field, frozen

from agenda_ical.publishing.entries import Said
from agenda_ical.publishing.identity import plain
from agenda_ical.publishing.titling import names_in, person_in, without_presenters
from agenda_ical.publishing.words import all_words

Grams = frozenset[tuple[str, int]]

LIKE_ENOUGH: Final = 0.36
"""From here on two sessions are taken for one; between a new title in the same slot and another talk there."""
_TITLE, _PEOPLE, _SLOT, _PLACE = 0.45, 0.30, 0.18, 0.07
_HALF_DAY: Final = timedelta(hours=12)


@frozen
class Traits:
    """What people know a session by."""

    title: str
    people: frozenset[str]
    """Who gives it, each with the organisation."""
    start: datetime
    place: str
    categories: frozenset[str]
    letters: Grams = field(repr=False)
    """The title's letters two by two, each as often as it comes."""
    names: frozenset[str] = field(repr=False)
    """The words of the presenters' names."""

    @property
    def source(self) -> tuple[str, frozenset[str]]:
        """What its UID was, or would be, made of."""
        return self.title, self.people


def said_to_traits(said: Said) -> Traits:
    """What people know the session by, also one that was marked as cancelled."""
    people = presenters_of(said)
    title = plain(_bare_title(said, people))
    return Traits(
        title=title,
        people=frozenset(map(plain, people)),
        start=said.start,
        place=plain(said.text("LOCATION")),
        categories=frozenset(said.categories),
        letters=_letters(title),
        names=frozenset(word for name in people for word in _words_of_name(name)),
    )


def presenters_of(said: Said) -> tuple[str, ...]:
    """Who gives, chairs or moderates the session, as the description begins with."""
    named: list[str] = []
    for line in said.text("DESCRIPTION").split("\n"):
        announced = _announcement().fullmatch(line)
        if announced is None:
            break
        named += names_in(next(filter(None, announced.groups()), ""))
    return tuple(named)


def title_of(said: Said) -> str:
    """The session's title alone: without the mark of a cancelled one, and without who speaks."""
    return _bare_title(said, presenters_of(said))


def _bare_title(said: Said, people: Iterable[str]) -> str:
    return without_presenters(without_mark(said.text("SUMMARY")), people)


def tracks_of(said: Said) -> tuple[str, ...]:
    """Its categories but the kind, which stands last."""
    kinds = {kind for words in all_words().values() for kind in words.kinds.values()}
    *before, last = said.categories or ("",)
    return said.categories if last and last not in kinds else tuple(before)


def without_mark(title: str) -> str:
    """*title* without the words that mark a cancelled session."""
    marked = _mark().fullmatch(title)
    return next(filter(None, marked.groups()), "") if marked else title


def is_marked(title: str) -> bool:
    """Whether *title* is that of a session which is marked as cancelled."""
    return _mark().fullmatch(title) is not None


@lru_cache
def _announcement() -> re.Pattern[str]:
    """What announces presenters, in every language."""
    known = (phrase for words in all_words().values() for pair in words.roles.values() for phrase in pair)
    return _one_of(dict.fromkeys(known))


@lru_cache
def _mark() -> re.Pattern[str]:
    """What marks a title as that of a cancelled session, in every language."""
    return _one_of(dict.fromkeys(words.cancelled for words in all_words().values()))


def _one_of(phrases: dict[str, None]) -> re.Pattern[str]:
    around = (phrase.partition("{}") for phrase in phrases)
    return re.compile("|".join(f"{re.escape(head)}(.*){re.escape(tail)}" for head, _, tail in around))


def _words_of_name(name: str) -> list[str]:
    """The words of a person's name, or of the organisation where no person is named."""
    return plain(person_in(name)).replace(".", " ").split()


def _letters(title: str) -> Grams:
    pairs = Counter(map("".join, zip(f" {title}", f"{title} ", strict=True)))
    return frozenset((pair, number) for pair, count in pairs.items() for number in range(count))


def likeness(old: Traits, new: Traits, expected: Iterable[datetime]) -> float:
    """
    How like two sessions are, from 0 to 1: in their titles, presenters, slots, and places.

    :param expected: when the *old* one would begin, if it stood still or moved as those around it did
    """
    title = _title_likeness(old, new)
    place = (_PLACE / 2) * (old.place == new.place) + (_PLACE / 2) * (old.categories == new.categories)
    slot = _SLOT * max(_closeness(start, new.start) for start in expected)
    if not old.people and not new.people:
        return (_TITLE * title + slot + place) / (1 - _PEOPLE)
    return _TITLE * title + _PEOPLE * _share(old.names, new.names) + slot + place


def _title_likeness(old: Traits, new: Traits) -> float:
    if old.title == new.title:
        return 1.0
    return _share(old.letters, new.letters)


def _share(one: AbstractSet[object], other: AbstractSet[object]) -> float:
    """What two sets have in common (Dice)."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def _closeness(one: datetime, other: datetime) -> float:
    """1 at the same time, a half at another time of that day, less on other days."""
    apart = abs(one - other)
    if not apart:
        return 1.0
    if apart < _HALF_DAY:
        return 0.6 - 0.3 * (apart / _HALF_DAY)
    return 0.2 / (1 + apart / (2 * _HALF_DAY))
