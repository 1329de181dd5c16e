"""What was found of each spot of a page, while it is sought and when it is all there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, field, frozen

from agenda_ical.explaining.claims import Claim
from agenda_ical.explaining.spots import Spot, Spots
from agenda_ical.place import Place


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


@frozen
class Kept:
    """The spots of a page, who stands where, and what was found so far."""

    spots: Spots
    homes: tuple[Spot | None, ...]
    """The spot at which each session stands."""
    living: Mapping[int, tuple[int, ...]]
    """The sessions that stand at a spot."""
    _claims: defaultdict[int, dict[Claim, None]] = field(factory=lambda: defaultdict(dict), init=False)
    _linked: defaultdict[int, dict[int, None]] = field(factory=lambda: defaultdict(dict), init=False)

    def keep(self, spot: Spot, claims: Iterable[Claim], sessions: Iterable[int]) -> None:
        """Keep *claims* on the text of *spot*, if there are any, and that these sessions were read from it."""
        found = dict.fromkeys(claims)
        if found:
            self._claims[spot.number].update(found)
            self._linked[spot.number].update(dict.fromkeys(sessions))

    def is_free(self, spot: Spot) -> bool:
        """Whether nothing was found at *spot* yet, and no session stands there."""
        return spot.number not in self._claims and spot.number not in self.living

    def told(self) -> Trace:
        """All that was found, in the order of the page."""
        traced = [self._traced(spot) for spot in self.spots.all]
        of_block = tuple(tuple(traced[at] for at in numbers) for numbers in self.spots.of_block)
        homes = tuple(None if home is None else home.number for home in self.homes)
        return Trace(of_block, homes, self.spots)

    def _traced(self, spot: Spot) -> Traced:
        homes = self.living.get(spot.number, ())
        sessions = tuple(sorted({*self._linked.get(spot.number, ()), *homes}))
        return Traced(spot, _apart(self._claims.get(spot.number, ())), sessions, homes)


def _apart(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """*claims* in order; what several claim is of a time or a date, else of the one found first."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: claim.use not in ("time", "date")):
        kept += _rest_of(claim, kept)
    return tuple(sorted(kept, key=lambda claim: claim.begin))


def _rest_of(claim: Claim, kept: Sequence[Claim]) -> list[Claim]:
    """The pieces of *claim* that none of those *kept* has."""
    rest = [claim]
    for other in kept:
        rest = [piece for one in rest for piece in _without(one, other) if piece.begin < piece.stop]
    return rest


def _without(claim: Claim, other: Claim) -> tuple[Claim, ...]:
    if claim.stop <= other.begin or other.stop <= claim.begin:
        return (claim,)
    return (
        evolve(claim, stop=max(claim.begin, other.begin)),
        evolve(claim, begin=min(claim.stop, other.stop)),
    )
