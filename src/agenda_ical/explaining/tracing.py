"""
Document and Programme -> each text of the page with the sessions that were read from it, and what its words became.

A session tells its place and its words, not the way on which they came into it. So its words are sought again: in its
own cell or paragraph and beside it word by word, below it fact by fact, and what heads it (its date, its track, its
room, its chair) at the nearest place before it that says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

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
from agenda_ical.explaining.kept import Kept, Trace
from agenda_ical.explaining.letters import find_letters, to_letters
from agenda_ical.explaining.remaining import keep_event, keep_headers, keep_told_again
from agenda_ical.explaining.spots import Spot, Spots, document_to_spots
from agenda_ical.interpreting.draft import TableReading
from agenda_ical.phrases.languages import lexicon
from agenda_ical.programme import Programme, Session

_FOLLOWING = 50
"""In how many rows below the last session of a table its words are sought."""
_LOOKED_BACK = 40
"""How many spots that say the same are looked at for the one above a session."""


def trace(document: Document, programme: Programme | None, tables: Iterable[TableReading]) -> Trace:
    """
    Return what became of each text of *document*; *tables* say which of its tables were used.

    Of a programme that is a part of another, the other is traced: what is not wanted was used all the same.
    """
    spots = document_to_spots(document)
    whole = programme and (programme.whole or programme)
    kept = _settle(spots, whole.sessions if whole else ())
    if whole is not None:
        tracer = _Tracer(
            kept, spots_to_dates(spots.all, [day.date for day in whole.days]), _said(spots), whole.sessions
        )
        tracer.walk(document)
        used = {reading.place for reading in tables if reading.refused is None}
        grids = [number for number, block in enumerate(document.blocks) if block.place in used]
        keep_event(kept, whole)
        keep_told_again(kept, grids, whole.sessions)
        keep_headers(kept, grids, lexicon(whole.language))
    return kept.told()


def _settle(spots: Spots, sessions: Sequence[Session]) -> Kept:
    """The spots, and at which of them each session stands."""
    homes = tuple(spots.home(session.place, session.title) for session in sessions)
    living: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    for number, home in enumerate(homes):
        if home is not None:
            living[home.number] += (number,)
    return Kept(spots, homes, dict(living))


def _said(spots: Spots) -> dict[str, list[int]]:
    """The spots by all that they say, and by what a line of them says, in its letters."""
    said: defaultdict[str, list[int]] = defaultdict(list)
    for spot in spots.all:
        for line in dict.fromkeys([spot.text, *spot.text.split("\n")]):
            said[to_letters(line).text].append(spot.number)
    return dict(said)


@frozen
class _Tracer:
    """The way through the sessions."""

    kept: Kept
    dates: Dates
    said: Mapping[str, Sequence[int]]
    sessions: Sequence[Session]

    @property
    def spots(self) -> Spots:
        return self.kept.spots

    def walk(self, document: Document) -> None:
        """Seek the words of every session, block by block."""
        in_block: defaultdict[int, list[tuple[int, Spot]]] = defaultdict(list)
        for number, home in enumerate(self.kept.homes):
            if home is not None:
                in_block[home.block].append((number, home))
        grids = [number for number, block in enumerate(document.blocks) if isinstance(block, Grid)]
        edges = sorted({*in_block, *grids, -1, len(document.blocks)})
        for block, placed in in_block.items():
            if isinstance(document.blocks[block], Grid):
                self._grid(placed)
            else:
                self._text(placed, edges)

    def _text(self, placed: Sequence[tuple[int, Spot]], edges: Sequence[int]) -> None:
        """Sessions of running text: word by word in their own block, fact by fact up to the next one."""
        own = placed[0][1]
        at = bisect_right(edges, own.block)
        before, after = (
            [self.spots.all[self.spots.of_block[block].start] for block in blocks]
            for blocks in (range(edges[at - 2] + 1, own.block), range(own.block + 1, edges[at]))
        )
        for number, _ in placed:
            facts = session_to_facts(self.sessions[number])
            self.kept.keep(own, facts.in_words(own.text), (number,))
            said = [use for spot in after for use in self._phrases(number, spot, facts)]
            near = [own, *after]
            if "title" not in said and not find_letters(self.sessions[number].title, own.text):
                near += before
                for spot in before:
                    self._phrases(number, spot, facts)
            self._clock(number, [own])
            self._above(number, own, near)

    def _phrases(self, number: int, spot: Spot, facts: Facts) -> list[Use]:
        """Keep the facts that *spot* says in full; what they are."""
        claims = facts.in_phrases(spot.text)
        self.kept.keep(spot, claims, (number,))
        return [claim.use for claim in claims]

    def _grid(self, placed: Sequence[tuple[int, Spot]]) -> None:
        """Sessions of a table: word by word in their rows, fact by fact in those that follow without a session."""
        starts = sorted({home.rows.start for _, home in placed})
        for number, home in placed:
            after = bisect_right(starts, home.rows.stop - 1)
            stop = starts[after] if after < len(starts) else home.rows.stop + _FOLLOWING
            facts = session_to_facts(self.sessions[number])
            beside = dict.fromkeys([*self.spots.beside(home), *self.spots.in_rows(home.block, home.rows)])
            near = [spot for spot in beside if number in self.kept.living.get(spot.number, (number,))]
            below = list(self.spots.in_rows(home.block, range(home.rows.stop, stop)))
            for spot in near:
                self.kept.keep(spot, facts.in_words(spot.text), (number,))
            for spot in below:
                if spot.number not in self.kept.living:
                    self._phrases(number, spot, facts)
            self._clock(number, near)
            self._above(number, home, [*near, *below])

    def _clock(self, number: int, near: Sequence[Spot]) -> None:
        """The times that the session has; where none is written so (it was in another zone), those beside it."""
        found = [(spot, find_clocks(self.sessions[number], spot.text)) for spot in near]
        if not any(claims for _, claims in found):
            alone = [spot for spot in near if len(self.kept.living.get(spot.number, ())) < 2]
            found = [(spot, all_clocks(spot.text)) for spot in alone]
        for spot, claims in found:
            self.kept.keep(spot, claims, (number,))

    def _above(self, number: int, home: Spot, near: Sequence[Spot]) -> None:
        """What heads the session: its date, and what is said once for several and not *near* it."""
        session = self.sessions[number]
        day = session.start.date()
        dated = self.dates.nearest(day, home)
        has_year = dated is not None and dated.date.year is not None
        for found in filter(None, (dated, None if has_year else self.dates.with_year(day))):
            claim = Claim(found.date.begin, found.date.stop, "date")
            self.kept.keep(self.spots.all[found.spot], [claim], (number,))
        letters = " ".join(to_letters(spot.text).text for spot in near)
        for name, use in _said_once(session):
            if to_letters(name).text not in letters:
                self._heading(number, home, name, use)

    def _heading(self, number: int, home: Spot, name: str, use: Use) -> None:
        """The nearest spot before *home*, and above it if in its table, that says nothing but *name*."""
        for at in reversed(self._before(to_letters(name).text, home)):
            spot = self.spots.all[at]
            if spot.block == home.block and spot.in_table and not _is_above(spot, home):
                continue
            if spot.number not in self.kept.living:
                self.kept.keep(spot, find_phrases([(name, use)], spot.text), (number,))
            return

    def _before(self, letters: str, home: Spot) -> Sequence[int]:
        """The last few spots before *home* that say these letters."""
        saying = self.said.get(letters, ())
        last = bisect_right(saying, home.number)
        return saying[max(0, last - _LOOKED_BACK) : last]


def _said_once(session: Session) -> list[tuple[str, Use]]:
    """What may stand in the head of a column, or above the rows, and hold for several sessions."""
    names = [presenter.name or presenter.organisation or "" for presenter in session.presenters]
    places: list[tuple[str, Use]] = [(name, "place") for name in (*session.tracks, session.location or "")]
    return places + [(name, "people") for name in names]


def _is_above(spot: Spot, home: Spot) -> bool:
    shares_column = spot.columns.start < home.columns.stop and home.columns.start < spot.columns.stop
    shares_row = spot.rows.start < home.rows.stop and home.rows.start < spot.rows.stop
    return shares_column or shares_row
