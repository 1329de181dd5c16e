"""
Document and Programme -> each text of the page with the sessions that were read from it, and what its words became.

A session tells its place and its words, not the way on which they came into it. So its words are sought again: in its
own cell or paragraph and beside it word by word, below it fact by fact, and what heads it (its date, its track, its
room, its chair) at the nearest place before it that says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from attrs import field, frozen

from agenda_ical.document import Document, Grid
from agenda_ical.explaining.claims import (
    Claim,
    Facts,
    Use,
    all_clocks,
    find_clocks,
    find_phrases,
    session_to_facts,
)
from agenda_ical.explaining.dating import Dates, spots_to_dates
from agenda_ical.explaining.letters import find_letters, to_letters
from agenda_ical.explaining.spots import Spot, Spots, document_to_spots
from agenda_ical.phrases.languages import Lexicon, lexicon
from agenda_ical.place import Place
from agenda_ical.programme import Programme, Session


@frozen
class Traced:
    """What became of the text of one spot."""

    spot: Spot
    claims: tuple[Claim, ...]
    """In order; none overlaps another."""
    sessions: tuple[int, ...]
    """The sessions that something here was read into."""
    homes: tuple[int, ...]
    """Those of them that stand here."""


@frozen
class Trace:
    """The spots of each block of the page, each with what became of it."""

    of_block: tuple[tuple[Traced, ...], ...]
    homes: tuple[int | None, ...]
    """The number of the spot at which each session stands."""
    _spots: Spots

    def spot_of(self, place: Place) -> int | None:
        """The number of the spot at *place*, or None where that is the whole page."""
        spot = self._spots.home(place)
        return None if spot is None else spot.number


def trace(document: Document, programme: Programme | None) -> Trace:
    """
    Return what became of each text of *document*.

    Of a programme that is a part of another, the other is traced: what is not wanted was used all the same.
    """
    spots = document_to_spots(document)
    whole = programme and (programme.whole or programme)
    tracer = _Tracer(spots, spots_to_dates(spots.all), whole.sessions if whole else ())
    tracer.walk(document)
    if whole is not None:
        tracer.event(whole)
        tracer.headers(lexicon(whole.language))
    return tracer.told()


@frozen
class _Tracer:
    """The way through the sessions, and what was found so far."""

    spots: Spots
    dates: Dates
    sessions: Sequence[Session]
    homes: tuple[Spot | None, ...] = field(init=False)
    living: dict[int, list[int]] = field(init=False)
    """The sessions that stand at a spot."""
    claims: defaultdict[int, dict[Claim, None]] = field(factory=lambda: defaultdict(dict), init=False)
    linked: defaultdict[int, dict[int, None]] = field(factory=lambda: defaultdict(dict), init=False)
    said: dict[str, list[int]] = field(init=False)
    """The spots by all that they say, in its letters."""

    def __attrs_post_init__(self) -> None:
        homes = tuple(self.spots.home(session.place, session.title) for session in self.sessions)
        living: defaultdict[int, list[int]] = defaultdict(list)
        said: defaultdict[str, list[int]] = defaultdict(list)
        for number, home in enumerate(homes):
            if home is not None:
                living[home.number].append(number)
        for spot in self.spots.all:
            for line in dict.fromkeys([spot.text, *spot.text.split("\n")]):
                said[to_letters(line).text].append(spot.number)
        for name, value in (("homes", homes), ("living", dict(living)), ("said", dict(said))):
            object.__setattr__(self, name, value)

    def walk(self, document: Document) -> None:
        """Seek the words of every session, block by block."""
        in_block: defaultdict[int, list[int]] = defaultdict(list)
        for number, home in enumerate(self.homes):
            if home is not None:
                in_block[home.block].append(number)
        texts = [block for block in in_block if not isinstance(document.blocks[block], Grid)]
        bounds = [number for number, block in enumerate(document.blocks) if isinstance(block, Grid)]
        edges = sorted({*texts, *bounds, -1, len(document.blocks)})
        for block, numbers in in_block.items():
            if isinstance(document.blocks[block], Grid):
                self._grid(block, numbers)
            else:
                self._text(block, numbers, edges)

    def event(self, programme: Programme) -> None:
        """Seek what the page says of the event as a whole."""
        said: list[tuple[str, Use]] = [(programme.title, "event"), (programme.location or "", "event")]
        for spot in self.spots.all:
            if not spot.in_table and spot.number not in self.living:
                self._keep(spot, find_phrases(said, spot.text), ())

    def headers(self, words: Lexicon) -> None:
        """Keep what heads the columns of the tables in which sessions stand."""
        blocks = {home.block for home in self.homes if home is not None and home.in_table}
        for block in blocks:
            for spot in (self.spots.all[at] for at in self.spots.of_block[block]):
                if spot.number not in self.linked and words.header_roles(" ".join(spot.text.split())):
                    self._keep(spot, [Claim(0, len(spot.text), "head")], ())

    def _text(self, block: int, numbers: Sequence[int], edges: Sequence[int]) -> None:
        """Sessions of running text: word by word in their own block, fact by fact up to the next one."""
        at = bisect_right(edges, block)
        before, after = range(edges[at - 2] + 1, block), range(block + 1, edges[at])
        own = self.spots.all[self.spots.of_block[block].start]
        for number in numbers:
            facts = session_to_facts(self.sessions[number])
            self._keep(own, facts.in_words(own.text), (number,))
            said = [use for other in after for use in self._phrases(number, other, facts)]
            if "title" not in said and not find_letters(self.sessions[number].title, own.text):
                for other in before:
                    self._phrases(number, other, facts)
            self._clock(number, [own])
            self._above(number, self.sessions[number])

    def _phrases(self, number: int, block: int, facts: Facts) -> list[Use]:
        """Keep the facts that a block of text says in full; what they are."""
        spot = self.spots.all[self.spots.of_block[block].start]
        claims = facts.in_phrases(spot.text)
        self._keep(spot, claims, (number,))
        return [claim.use for claim in claims]

    def _grid(self, block: int, numbers: Sequence[int]) -> None:
        """Sessions of a table: word by word in their rows, fact by fact in those that follow without a session."""
        starts = sorted({home.rows.start for number in numbers if (home := self.homes[number])})
        for number in numbers:
            home = self.homes[number]
            assert home is not None  # noqa: S101
            after = bisect_right(starts, home.rows.stop - 1)
            stop = starts[after] if after < len(starts) else home.rows.stop + _FOLLOWING
            facts = session_to_facts(self.sessions[number])
            beside = dict.fromkeys([*self.spots.beside(home), *self.spots.in_rows(block, home.rows)])
            near = [spot for spot in beside if self._is_open(spot, number)]
            self._words(number, near, facts)
            for spot in self.spots.in_rows(block, range(home.rows.stop, stop)):
                if spot.number not in self.living:
                    self._keep(spot, facts.in_phrases(spot.text), (number,))
            self._clock(number, near)
            self._above(number, self.sessions[number])

    def _is_open(self, spot: Spot, number: int) -> bool:
        """Whether no other session stands at *spot*, or this one too."""
        return number in self.living.get(spot.number, (number,))

    def _words(self, number: int, near: Iterable[Spot], facts: Facts) -> None:
        for spot in near:
            self._keep(spot, facts.in_words(spot.text), (number,))

    def _clock(self, number: int, near: Sequence[Spot]) -> None:
        """The times that the session has; where none is written so (it was in another zone), those beside it."""
        session, found = self.sessions[number], False
        for spot in near:
            claims = find_clocks(session, spot.text)
            found = found or bool(claims)
            self._keep(spot, claims, (number,), first=True)
        if not found:
            for spot in near:
                if len(self.living.get(spot.number, ())) < 2:
                    self._keep(spot, all_clocks(spot.text), (number,), first=True)

    def _above(self, number: int, session: Session) -> None:
        """What heads the session: its date, and what is said in full once for several."""
        home = self.homes[number]
        assert home is not None  # noqa: S101
        day = session.start.date()
        dated = self.dates.nearest(day, home)
        has_year = dated is not None and dated.date.year is not None
        for found in filter(None, (dated, None if has_year else self.dates.with_year(day))):
            claim = Claim(found.date.begin, found.date.stop, "date")
            self._keep(self.spots.all[found.spot], [claim], (number,), first=True)
        for name in (*session.tracks, session.location or ""):
            self._heading(number, home, name, "place")
        for presenter in session.presenters:
            self._heading(number, home, presenter.name or presenter.organisation or "", "people")

    def _heading(self, number: int, home: Spot, name: str, use: Use) -> None:
        """The nearest spot before *home*, and above it if in its table, that says nothing but *name*."""
        letters = to_letters(name).text
        for at in reversed(self._before(letters, home)):
            spot = self.spots.all[at]
            if spot.block == home.block and spot.in_table and not _is_above(spot, home):
                continue
            if spot.number not in self.living:
                self._keep(spot, find_phrases([(name, use)], spot.text), (number,))
            return

    def _before(self, letters: str, home: Spot) -> Sequence[int]:
        """The last few spots before *home* that say these letters."""
        saying = self.said.get(letters, ()) if letters else ()
        last = bisect_right(saying, home.number)
        return saying[max(0, last - _LOOKED_BACK) : last]

    def _keep(
        self, spot: Spot, claims: Iterable[Claim], numbers: Iterable[int], *, first: bool = False
    ) -> None:
        """Keep *claims* on the text of *spot*, the *first* ones before all others, and link the sessions to it."""
        found = list(claims)
        if not found:
            return
        there = self.claims[spot.number]
        if first:
            old = dict(there)
            there.clear()
            there.update(dict.fromkeys(found) | old)
        else:
            there.update(dict.fromkeys(found))
        self.linked[spot.number].update(dict.fromkeys(numbers))

    def told(self) -> Trace:
        """All that was found, in the order of the page."""
        traced = [
            Traced(spot, _apart(self.claims.get(spot.number, {})), *self._links(spot))
            for spot in self.spots.all
        ]
        of_block = tuple(tuple(traced[at] for at in numbers) for numbers in self.spots.of_block)
        homes = tuple(None if home is None else home.number for home in self.homes)
        return Trace(of_block, homes, self.spots)

    def _links(self, spot: Spot) -> tuple[tuple[int, ...], tuple[int, ...]]:
        homes = self.living.get(spot.number, [])
        return tuple(sorted({*self.linked.get(spot.number, ()), *homes})), tuple(homes)


_FOLLOWING = 50
"""In how many rows below the last session of a table its words are sought."""
_LOOKED_BACK = 40
"""How many spots that say the same are looked at for the one above a session."""


def _is_above(spot: Spot, home: Spot) -> bool:
    shares_column = spot.columns.start < home.columns.stop and home.columns.start < spot.columns.stop
    shares_row = spot.rows.start < home.rows.stop and home.rows.start < spot.rows.stop
    return shares_column or shares_row


def _apart(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """*claims* in order; of those that overlap the first one found."""
    kept: list[Claim] = []
    for claim in claims:
        if all(claim.stop <= other.begin or other.stop <= claim.begin for other in kept):
            kept.append(claim)
    return tuple(sorted(kept, key=lambda claim: claim.begin))
