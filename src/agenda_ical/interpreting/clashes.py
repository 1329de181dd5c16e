"""What cannot be so in a programme as it will be published: two things at once, or nothing for hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from attrs import frozen

from agenda_ical.phrases.folding import fold
from agenda_ical.place import Place
from agenda_ical.programme import Problem, Programme, Session

_FEW = 0.15
"""What at most this share of the sessions does is the exception."""
_NOTICEABLE = timedelta(minutes=30)
_ENOUGH = 8
"""So many sessions show what is the rule of a programme."""
_ASK = "If they are not at the same time, ask the organiser for the right one."


@frozen
class _Pair:
    """Two sessions that cannot both be right; the doubt stands at the later one, which has the *number*."""

    one: Session
    other: Session
    number: int


def find_clashes(programme: Programme, parallel: Container[Place]) -> Iterator[Problem]:
    """The problems that show in the result; what stands at a *parallel* place may be beside something else."""
    sessions = programme.sessions
    overlaps = [*_of_all(sessions, parallel), *_of_tracks(sessions)]
    told = {pair.number for pair in overlaps}
    for pair in overlaps:
        message = f"{pair.other.title[:80]!r} begins before {pair.one.title[:80]!r} ends{_in_track(pair)}."
        yield Problem("overlap", "warning", message, _ASK, pair.other.place, pair.number)
    for pair, name in _of_presenters(sessions):
        if pair.number not in told:
            message = f"{name} presents {pair.other.title[:80]!r} while {pair.one.title[:80]!r} lasts, which they present too."
            yield Problem("presenter-twice", "warning", message, _ASK, pair.other.place, pair.number)
    yield from _gaps(sessions)


def _in_track(pair: _Pair) -> str:
    return f" in {pair.other.track}" if pair.other.track and pair.one.tracks == pair.other.tracks else ""


def _of_all(sessions: Sequence[Session], parallel: Container[Place]) -> list[_Pair]:
    """Sessions for everybody that begin before the one before them ends, where that is the exception."""
    plenary = [
        (number, session)
        for number, session in enumerate(sessions)
        if not session.tracks and session.place not in parallel
    ]
    found = [
        _Pair(one, other, number)
        for one, other, number in _beside(plenary)
        if _overlap(one, other) and (one.location is None or one.location == other.location)
    ]
    return found if len(found) <= max(1, _FEW * len(plenary)) else []


def _beside(plenary: Sequence[tuple[int, Session]]) -> Iterator[tuple[Session, Session, int]]:
    """Each session with the one before it, or with a break before that which still lasts: a break is for everybody."""
    pause: Session | None = None
    for (_, one), (number, other) in pairwise(plenary):
        pause = one if one.kind == "break" else pause
        lasts = pause is not None and pause.end is not None and other.start < pause.end
        yield (pause if pause is not None and lasts else one), other, number


def _of_tracks(sessions: Sequence[Session]) -> list[_Pair]:
    """Sessions of one track that begin before the one before them in it ends, where that is the exception."""
    lanes: defaultdict[tuple[str, ...], list[tuple[int, Session]]] = defaultdict(list)
    for number, session in enumerate(sessions):
        if session.tracks:
            lanes[session.tracks].append((number, session))
    found = [
        _Pair(one, other, number)
        for lane in lanes.values()
        for (_, one), (number, other) in pairwise(lane)
        if _overlap(one, other) and one.title != other.title
    ]
    return found if len(found) <= max(1, _FEW * sum(map(len, lanes.values()))) else []


def _overlap(one: Session, other: Session) -> bool:
    """Whether *other* begins before *one* ends, of which it is no part."""
    if one.end is None or one.end_assumed or other.start >= one.end:
        return False
    return not _within(one, other) and not _within(other, one)


def _within(block: Session, part: Session) -> bool:
    """Whether *part* is a part of *block*, and neither the whole of it nor a break that begins with it."""
    if part.end is None or block.end is None:
        return part.start > block.start
    if part.start == block.start and (part.end == block.end or part.kind == "break"):
        return False
    return block.start <= part.start and part.end <= block.end


def _of_presenters(sessions: Sequence[Session]) -> Iterator[tuple[_Pair, str]]:
    """Sessions of one speaker that overlap, where neither is a part of the other; with the speaker's name."""
    last: dict[str, Session] = {}
    for number, session in enumerate(sessions):
        for name in _speakers(session):
            before = last.get(fold(name))
            last[fold(name)] = session
            if before is not None and before.title != session.title and _overlap(before, session):
                yield _Pair(before, session, number), name
                break


def _speakers(session: Session) -> Iterable[str]:
    """The full names of those who speak; one word may name several people."""
    return (
        one.name
        for one in session.presenters
        if one.role == "speaker" and one.name and len(one.name.split()) > 1
    )


def _gaps(sessions: Sequence[Session]) -> Iterator[Problem]:
    """Times at which nothing happens, in a programme that otherwise goes from one session to the next."""
    joints, gaps = 0, []
    busy: Session | None = None
    for number, session in enumerate(sessions):
        if busy is not None and session.start.date() == busy.start.date():
            assert busy.end is not None  # noqa: S101
            joints += 1
            if session.start - busy.end >= _NOTICEABLE:
                gaps.append((busy.end, number))
        if session.end is None:
            busy = None
        elif (
            busy is None
            or busy.end is None
            or session.end > busy.end
            or session.start.date() != busy.start.date()
        ):
            busy = session
    if joints < _ENOUGH or len(gaps) > _FEW * joints:
        return
    for end, number in gaps:
        if not _is_evening(sessions[number]):
            yield _gap(end, sessions[number], number)


def _is_evening(session: Session) -> bool:
    """Whether *session* is what people come together for in the evening: the time before it is their own."""
    return session.start.hour >= 18 or session.kind in ("social", "meal")


def _gap(end: datetime, after: Session, number: int) -> Problem:
    message = (
        f"Nothing stands between {end:%H:%M} and {after.start:%H:%M}, where {after.title[:80]!r} begins."
    )
    return Problem(
        "gap", "note", message, "Look at the page; if something is there, add it.", after.place, number
    )
