"""What the page says beside its sessions -> what became of that: the event, the heads of columns, what was told twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from agenda_ical.explaining.claims import HALF_DAY, Claim, Use, find_phrases, starts
from agenda_ical.explaining.kept import Kept
from agenda_ical.explaining.letters import to_letters
from agenda_ical.explaining.spots import Spot
from agenda_ical.phrases.languages import Lexicon
from agenda_ical.programme import Programme, Session


def keep_event(kept: Kept, programme: Programme) -> None:
    """Keep where the page says the title and the place of the whole event."""
    said: list[tuple[str, Use]] = [(programme.title, "event"), (programme.location or "", "event")]
    for spot in kept.spots.all:
        if not spot.in_table and spot.number not in kept.living:
            kept.keep(spot, find_phrases(said, spot.text), ())


def keep_headers(kept: Kept, grids: Iterable[int], words: Lexicon) -> None:
    """Keep what heads the columns of the tables that were used, and of those that were copied as text."""
    cells = (spot for spot in _in_tables(kept, grids) if words.header_roles(" ".join(spot.text.split())))
    for spot in cells:
        if kept.is_free(spot):
            kept.keep(spot, [Claim(0, len(spot.text), "head")], ())
    for spot in kept.spots.all:
        parts = [] if spot.in_table or "\t" not in spot.text else spot.text.split("\t")
        if parts and kept.is_free(spot) and all(words.header_roles(part.strip()) for part in parts):
            kept.keep(spot, [Claim(0, len(spot.text), "head")], ())


def keep_told_again(kept: Kept, grids: Iterable[int], sessions: Sequence[Session]) -> None:
    """Keep the cells with the title of a session beside its start: an overview that its details made a session of."""
    told: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for number, session in enumerate(sessions):
        minutes = session.start.hour * 60 + session.start.minute
        told[to_letters(session.title).text, minutes % HALF_DAY].append(number)
    titles = {letters for letters, _ in told}
    for spot in _in_tables(kept, grids):
        letters = to_letters(spot.text).text
        if letters not in titles or not kept.is_free(spot):
            continue
        for cell in kept.spots.beside(spot):
            for claim, minutes in starts(cell.text):
                if numbers := told.get((letters, minutes)):
                    kept.keep(spot, [Claim(0, len(spot.text), "title")], numbers)
                    kept.keep(cell, [claim], numbers)


def _in_tables(kept: Kept, grids: Iterable[int]) -> Iterator[Spot]:
    for block in grids:
        for number in kept.spots.of_block[block]:
            yield kept.spots.all[number]
