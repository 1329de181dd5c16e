"""A text of the page, and what of it became what -> its pieces, used and unused."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from agenda_ical.explaining.kept import Traced
from agenda_ical.explaining.letters import find_words

UNUSED = "unused"


@frozen
class Piece:
    """Some characters of the page, and what they became: ``unused`` where nothing, nothing where they say no word."""

    text: str
    use: str

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(find_words(self.text))


def to_pieces(traced: Traced) -> Iterator[Piece]:
    """The text of a spot, cut where the use of its words changes."""
    text, at = traced.spot.text, 0
    for claim in traced.claims:
        yield from _rest(text[at : claim.begin])
        yield Piece(text[claim.begin : claim.stop], claim.use)
        at = claim.stop
    yield from _rest(text[at:])


def _rest(text: str) -> Iterator[Piece]:
    """What lies between the words that were used; from its first word to its last it is unused."""
    words = find_words(text)
    if not words:
        if text:
            yield Piece(text, "")
        return
    begin, stop = words[0][0], words[-1][1]
    for part, use in ((text[:begin], ""), (text[begin:stop], UNUSED), (text[stop:], "")):
        if part:
            yield Piece(part, use)
