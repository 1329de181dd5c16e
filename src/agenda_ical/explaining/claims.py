"""A session and a text of the page -> which of its words the session holds, and as what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal

from attrs import evolve, field, frozen

from agenda_ical.explaining.letters import find_letters, find_words, to_letters
from agenda_ical.phrases.clocks import Clock
from agenda_ical.phrases.durations import find_minutes
from agenda_ical.phrases.times import TimeSpan, find_times, leading_time, trailing_time, whole_time
from agenda_ical.programme import Session

Use = Literal["time", "date", "title", "people", "place", "about", "head", "event"]
"""What words of the page became; ``head`` heads a column, ``event`` is said of the whole."""

HALF_DAY = 12 * 60
"""Minutes; a time that does not say am or pm is one of two."""
_SHORTEST_PART = 3
"""So many letters a line must have to be taken for a part of something that is said on several."""


@frozen
class Claim:
    """The characters ``text[begin:stop]``, and what they became."""

    begin: int
    stop: int
    use: Use


@frozen
class Facts:
    """What a session says, each fact once with what it is; and the same word by word."""

    phrases: tuple[tuple[str, Use], ...]
    words: dict[str, Use]

    def in_phrases(self, text: str) -> list[Claim]:
        """The facts that *text* says in full, and its lines that are a part of one: the end of a title on two lines."""
        claims = find_phrases(self.phrases, text)
        taken = _Taken(len(text), claims)
        parts = [claim for claim in self._parts(text) if taken.is_free(claim.begin, claim.stop)]
        return claims + parts

    def _parts(self, text: str) -> Iterator[Claim]:
        begin = 0
        for line in text.split("\n"):
            letters = to_letters(line).text
            if len(letters) >= _SHORTEST_PART:
                use = next((use for phrase, use in self.phrases if letters in to_letters(phrase).text), None)
                if use is not None:
                    yield Claim(begin, begin + len(line), use)
            begin += len(line) + 1

    def in_words(self, text: str) -> list[Claim]:
        """The facts that *text* says in full, and every other word that is one of theirs."""
        claims = self.in_phrases(text)
        taken = _Taken(len(text), claims)
        for begin, stop in find_words(text):
            use = self.words.get(to_letters(text[begin:stop]).text)
            if use is not None and taken.is_free(begin, stop):
                claims.append(Claim(begin, stop, use))
        return claims


def session_to_facts(session: Session) -> Facts:
    """What *session* says in words."""
    said: dict[str, Use] = {}
    for text, use in _facts(session):
        said.setdefault(text, use)
    words = {
        to_letters(text[begin:stop]).text: use
        for text, use in reversed(said.items())
        for begin, stop in find_words(text)
    }
    return Facts(tuple(said.items()), words)


def _facts(session: Session) -> Iterator[tuple[str, Use]]:
    yield session.title, "title"
    for presenter in session.presenters:
        for name in filter(None, (presenter.name, presenter.organisation)):
            yield name, "people"
    for name in filter(None, (session.location, *session.tracks)):
        yield name, "place"
    for line in session.description.split("\n"):
        yield line.strip(), "about"
    for link in session.links:
        yield link.url, "about"


def find_phrases(phrases: Iterable[tuple[str, Use]], text: str) -> list[Claim]:
    """Where *text* says one of *phrases* in full."""
    claims: list[Claim] = []
    letters = to_letters(text).text
    taken = _Taken(len(text), ())
    for phrase, use in phrases:
        if to_letters(phrase).text not in letters:
            continue  # most are not, and this is soon seen
        found = find_letters(phrase, text)
        if found is not None and taken.is_free(*found):
            claims.append(Claim(*found, use))
            taken.take(*found)
    return claims


@frozen
class _Taken:
    """Which characters of a text are claimed already."""

    length: int
    claims: Sequence[Claim]
    _mask: bytearray = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_mask", bytearray(self.length))
        for claim in self.claims:
            self.take(claim.begin, claim.stop)

    def is_free(self, begin: int, stop: int) -> bool:
        return not any(self._mask[begin:stop])

    def take(self, begin: int, stop: int) -> None:
        self._mask[begin:stop] = b"\1" * (stop - begin)


def find_clocks(session: Session, text: str) -> list[Claim]:
    """The times of *text* at which *session* begins or ends."""
    spans = _spans(text)
    found = [span for span in spans if _is_at(span.start, session.start) or _is_at(span.end, session.end)]
    return [Claim(span.begin, span.stop, "time") for span in found] + _length(session, spans, text)


def _spans(text: str) -> tuple[TimeSpan, ...]:
    """Every time of *text*, also those that are one only at the edge of a line ("9.00 Welcome") or alone ("1000-1100")."""
    found = list(find_times(text))
    begin = 0
    for line in text.split("\n"):
        for read in (leading_time, trailing_time, whole_time):
            span = read(line)
            if span is not None and not any(
                one.begin < begin + span.stop and begin + span.begin < one.stop for one in found
            ):
                found.append(evolve(span, begin=begin + span.begin, stop=begin + span.stop))
        begin += len(line) + 1
    return tuple(found)


def all_clocks(text: str) -> list[Claim]:
    """Every time of *text*."""
    return [Claim(span.begin, span.stop, "time") for span in _spans(text)]


def starts(text: str) -> Iterator[tuple[Claim, int]]:
    """Each time of *text*, and at which minute of its half of the day it begins."""
    for span in _spans(text):
        if span.start is not None:
            yield Claim(span.begin, span.stop, "time"), span.start.minutes() % HALF_DAY


def _is_at(clock: Clock | None, moment: datetime | None) -> bool:
    """Whether *clock*, which may not say am or pm, is the time of *moment*."""
    if clock is None or moment is None:
        return False
    return (clock.minutes() - moment.hour * 60 - moment.minute) % HALF_DAY == 0


def _length(session: Session, spans: Sequence[TimeSpan], text: str) -> list[Claim]:
    """The length that *text* states outside its times, where *session* is so long."""
    stated = find_minutes(text)
    if stated is None or session.end is None:
        return []
    minutes, begin, stop = stated
    if any(span.begin <= begin and stop <= span.stop for span in spans):
        return []
    is_so_long = (session.end - session.start).total_seconds() == minutes * 60
    return [Claim(begin, stop, "time")] if is_so_long else []
