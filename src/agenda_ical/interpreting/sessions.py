"""Entries -> the programme: worded, made aware of their zone, each told once, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from attrs import evolve

from agenda_ical.interpreting.deriving import odd_time, title_to_kind
from agenda_ical.interpreting.draft import Hints, Told
from agenda_ical.phrases.languages import Lexicon
from agenda_ical.phrases.people import fold
from agenda_ical.programme import Problem, Session, session_order
from agenda_ical.zones import Localizer, Oddity

_BETWEEN_TRACKS = re.compile(r"\s*[,;/|、，；／]\s*")
"""What stands between the tracks that a cell names; what joins words, such as "&", may be part of one."""


def told_to_sessions(
    told: Iterable[Told], lexicon: Lexicon, hints: Hints
) -> tuple[tuple[Session, ...], tuple[Problem, ...]]:
    """The sessions in order, each once, and what is odd about their times in the zone."""
    localizer = Localizer(hints.timezone)
    problems: list[Problem] = []
    found: list[tuple[Session, Oddity | None]] = []
    for one in told:
        if one.wording.title:
            session, odd = _session(one, lexicon, hints, localizer)
            found.append((session, odd))
    ordered = sorted(found, key=lambda pair: session_order(pair[0]))
    sessions = _once([session for session, _ in ordered])
    for session, odd in ordered:
        if odd is not None:
            problems.append(odd_time(session, odd, hints.timezone))
    return tuple(_in_each_track(sessions)), tuple(problems)


def _in_each_track(sessions: Sequence[Session]) -> Iterator[Session]:
    """*sessions*, those in each of their tracks that a cell names together: ``Law, Cities``, where both are tracks."""
    known = frozenset(track for one in sessions for track in one.tracks)
    for one in sessions:
        tracks = (name for track in one.tracks for name in _parts(track, known - {track}) or (track,))
        yield evolve(one, tracks=tuple(dict.fromkeys(tracks)))


def _parts(text: str, known: AbstractSet[str]) -> tuple[str, ...]:
    """The *known* names that *text* is made of; none where it holds anything else."""
    if text in known:
        return (text,)
    for between in _BETWEEN_TRACKS.finditer(text):
        first = text[: between.start()]
        if first in known and (others := _parts(text[between.end() :], known)):
            return first, *others
    return ()


def _session(
    one: Told, lexicon: Lexicon, hints: Hints, localizer: Localizer
) -> tuple[Session, Oddity | None]:
    entry, wording = one.entry, one.wording
    assert entry.start is not None  # noqa: S101
    start, odd = localizer.aware(entry.start)
    end, end_odd = (None, None) if entry.end is None else localizer.aware(entry.end)
    if end is not None and end <= start:
        end = None
    session = Session(
        title=wording.title, start=start, end=end, end_assumed=entry.end_assumed and end is not None,
        kind=title_to_kind(wording.title, lexicon), description=wording.description, presenters=wording.presenters, tracks=entry.tracks,
        location=wording.location or hints.location, url=wording.url, links=wording.links, place=entry.place,
    )  # fmt: skip
    return session, odd or end_odd


def _once(sessions: Sequence[Session]) -> list[Session]:
    """Each session once: an overview and its details tell the same at the same time."""
    kept: list[Session] = []
    by_start: dict[datetime, list[int]] = {}
    for session in sessions:
        same = by_start.setdefault(session.start, [])
        twin = next((at for at in same if _same(kept[at], session)), None)
        if twin is None:
            same.append(len(kept))
            kept.append(session)
        else:
            kept[twin] = _richer(kept[twin], session)
    return kept


def _same(one: Session, other: Session) -> bool:
    """Whether two sessions with the same start are one told twice."""
    if one.tracks != other.tracks and one.tracks and other.tracks:
        return False
    if one.end and other.end and one.end != other.end and not (one.end_assumed or other.end_assumed):
        return False
    if one.location and other.location and fold(one.location) != fold(other.location):
        return False
    a, b = fold(one.title), fold(other.title)
    if a == b:
        return one.place.table != other.place.table or (
            one.presenters == other.presenters and one.tracks == other.tracks
        )
    if _abbreviates(one.title, other.title) or _abbreviates(other.title, one.title):
        return True
    short, long = sorted((a, b), key=len)
    return (
        one.place.table != other.place.table
        and len(short) >= 8
        and short in long
        and len(short) >= 0.6 * len(long)
    )


def _abbreviates(title: str, whole: str) -> bool:
    """Whether *title* is the abbreviation that *whole* has in brackets: "VAAL" of "Vulnerability Analysis (VAAL 2022)"."""
    return title.isupper() and title.isalnum() and re.search(rf"[(（]{title}\b", whole) is not None


def _richer(one: Session, other: Session) -> Session:
    """What both tell, each fact from the one that has it."""
    best, less = (one, other) if len(one.presenters) >= len(other.presenters) else (other, one)
    own_end = not best.end_assumed and best.end is not None
    return evolve(
        best,
        end=best.end if own_end or less.end is None else less.end,
        end_assumed=best.end_assumed if own_end or less.end is None else less.end_assumed,
        description=best.description or less.description,
        location=best.location or less.location,
        tracks=best.tracks or less.tracks,
        url=best.url or less.url,
        links=best.links or less.links,
    )
