"""
The sessions of two editions -> which of them are the same ones.

One to one, by the strongest evidence first, and within each kind of evidence by the best sum over all sessions:

* the only ones of their title and presenters, wherever they are now
* twins, which are the same in both ("Coffee break"): those that stand still or go with their neighbours do
* what was cancelled earlier and is there again under its title and presenters
* whatever is like enough in title, presenters, slot and place

Editions change in the whole (a day begins later, all is a week later) as often as session by session; so where a
session is expected to be found follows from those around it.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from attrs import frozen

from agenda_ical.publishing.assignment import cheapest_pairs
from agenda_ical.publishing.traits import LIKE_ENOUGH, Traits, likeness

Pairs = dict[int, int]
"""New session -> old session, by their indices."""

_NEVER: Final = 1e6
"""What it costs a twin to stay alone: more than any way to go."""
_MANY: Final = 10_000
"""More pairs than these are not all compared."""
_COMMON: Final = 30
"""A word that more sessions share tells nothing."""
_GOES_ALONG, _ELSEWHERE, _OTHER_TRACK = 0.01, 0.4, 0.3
_YEAR: Final = timedelta(days=366)


@frozen
class _Expectation:
    """How those sessions moved of which we are certain, in the order of the old edition."""

    starts: tuple[datetime, ...]
    moves: tuple[timedelta, ...]

    def of(self, start: datetime) -> tuple[datetime, ...]:
        """When a session would begin that stood still, or moved as the one before or after it."""
        at = bisect(self.starts, start)
        return (start, *(start + move for move in self.moves[max(0, at - 1) : at + 1]))


def match(old: Sequence[Traits], new: Sequence[Traits], gone: Sequence[Traits] = ()) -> Pairs:
    """
    Which sessions of the *new* edition are which of the *old* one's; those of *gone* are counted on after these.

    :param gone: what was cancelled in an earlier edition
    """
    traits = (*old, *gone)
    live, missing = range(len(old)), range(len(old), len(traits))
    pairs = _only_ones(traits, live, new)
    for candidates in (live, missing):
        expectation = _expectation(pairs, traits, new)
        pairs |= _twins(_left(candidates, pairs), traits, new, pairs, expectation)
    expectation = _expectation(pairs, traits, new)
    for candidates in (live, missing):
        pairs |= _alike(_left(candidates, pairs), traits, new, pairs, expectation)
    return pairs


def _left(candidates: Iterable[int], pairs: Pairs) -> list[int]:
    taken = set(pairs.values())
    return [index for index in candidates if index not in taken]


def _by_source(traits: Sequence[Traits], indices: Iterable[int]) -> dict[object, list[int]]:
    found: defaultdict[object, list[int]] = defaultdict(list)
    for index in indices:
        found[traits[index].source].append(index)
    return found


def _only_ones(old: Sequence[Traits], live: Iterable[int], new: Sequence[Traits]) -> Pairs:
    """The sessions that have no twin in either edition."""
    there = _by_source(old, live)
    return {
        here[0]: there[source][0]
        for source, here in _by_source(new, range(len(new))).items()
        if len(here) == 1 and len(there.get(source, ())) == 1
    }


def _expectation(pairs: Pairs, old: Sequence[Traits], new: Sequence[Traits]) -> _Expectation:
    moved = sorted((old[was].start, new[now].start - old[was].start) for now, was in pairs.items())
    return _Expectation(tuple(start for start, _ in moved), tuple(move for _, move in moved))


def _twins(
    candidates: Iterable[int],
    old: Sequence[Traits],
    new: Sequence[Traits],
    pairs: Pairs,
    expectation: _Expectation,
) -> Pairs:
    """As many of those that are the same in title and presenters as there are in both editions."""
    here = _by_source(new, (index for index in range(len(new)) if index not in pairs))
    found: Pairs = {}
    for source, there in _by_source(old, candidates).items():
        still = _still(there, here.get(source, []), old, new)
        rows = _left(there, still)
        columns = [index for index in here.get(source, []) if index not in still]
        costs = [
            {column: _distance(old[row], new[column], expectation.of(old[row].start)) for column in columns}
            for row in rows
        ]
        found |= still | {column: rows[row] for row, column in cheapest_pairs(costs, _NEVER).items()}
    return found


def _still(there: Sequence[int], here: Sequence[int], old: Sequence[Traits], new: Sequence[Traits]) -> Pairs:
    """Those of very many twins that stand still: nobody asks where each of hundreds went."""
    if len(there) * len(here) <= _MANY:
        return {}
    slots = {(old[index].start, old[index].place): index for index in reversed(there)}
    found: Pairs = {}
    for index in here:
        was = slots.pop((new[index].start, new[index].place), None)
        if was is not None:
            found[index] = was
    return found


def _distance(old: Traits, new: Traits, expected: Iterable[datetime]) -> float:
    """How far one of several twins went: first of all whether it did, then not past each other."""
    cost = _ELSEWHERE * (old.place != new.place) + _OTHER_TRACK * (old.categories != new.categories)
    if old.start == new.start:
        return cost
    apart = min(abs(new.start - start) for start in expected)
    return cost + (1 + (apart / _YEAR) ** 1.5 if apart else _GOES_ALONG)


def _alike(
    candidates: Sequence[int],
    old: Sequence[Traits],
    new: Sequence[Traits],
    pairs: Pairs,
    expectation: _Expectation,
) -> Pairs:
    """Those that are like enough, the likest in all together."""
    here = [index for index in range(len(new)) if index not in pairs]
    possible = _possible(candidates, here, old, new, expectation)
    costs = []
    for row in candidates:
        expected = expectation.of(old[row].start)
        alike = {column: likeness(old[row], new[column], expected) for column in possible[row]}
        costs.append({column: 1 - share for column, share in alike.items() if share >= LIKE_ENOUGH})
    paired = cheapest_pairs(costs, 1.0)
    return {column: candidates[row] for row, column in paired.items()}


def _possible(
    there: Sequence[int],
    here: Sequence[int],
    old: Sequence[Traits],
    new: Sequence[Traits],
    expectation: _Expectation,
) -> Mapping[int, Sequence[int]]:
    """The new sessions with which each old one is compared: all, or of very many those with a mark in common."""
    if len(there) * len(here) <= _MANY:
        return dict.fromkeys(there, here)
    by_mark: defaultdict[object, list[int]] = defaultdict(list)
    for index in here:
        for mark in (*_marks(new[index]), new[index].start):
            by_mark[mark].append(index)
    return {
        index: sorted(
            {
                column
                for mark in (*_marks(old[index]), *expectation.of(old[index].start))
                if len(by_mark.get(mark, ())) <= _COMMON
                for column in by_mark.get(mark, ())
            }
        )
        for index in there
    }


def _marks(traits: Traits) -> Iterator[str]:
    """The words by which a session may be found again."""
    yield from traits.names
    for word in traits.title.split():
        yield word
        if not word.isascii():
            yield from (word[at : at + 2] for at in range(len(word) - 1))
