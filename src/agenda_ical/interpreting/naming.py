"""
What a correction says of a session -> the session that it means, in this edition of the page.

A page changes, and its corrections should hold. So a session is found although one thing has changed by which it is
named, as long as no other session could be meant: it has moved, or a word of its title is another. What the correction
itself is about must be as it was, or the correction is stale.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from difflib import SequenceMatcher

from attrs import fields, frozen

from agenda_ical.interpreting.fix import NAMING, Facts, Fix, Named, said
from agenda_ical.phrases.folding import fold
from agenda_ical.programme import Presenter, Session, presenter_to_text
from agenda_ical.selecting import dates_said, is_said

ALIKE = 0.6
"""From this likeness on a title is another wording of the same."""
_OF_THE_SESSION = frozenset({"title"})
_OF_ITS_PARTS = frozenset({"title", "start", "date"})


@frozen
class Shown:
    """The sessions among which one is looked for, and how days are said."""

    sessions: tuple[Session, ...]
    language: str | None = None

    def days(self, said_day: date | int | str) -> tuple[date, ...]:
        """The days of the programme that are meant."""
        there = sorted({session.start.date() for session in self.sessions})
        return dates_said(said_day, there, self.language)


def find_named(fix: Fix, shown: Shown) -> tuple[int, ...]:
    """The indices of the sessions that *fix* means: one if it is clear, none if it is stale."""
    return find(fix.named, _corrected(fix), shown)


def find(named: Named, firm: frozenset[str], shown: Shown) -> tuple[int, ...]:
    """The indices of the sessions that are *named*; the facts of them that are *firm* may not have changed."""
    asked = [one.name for one in fields(Named) if getattr(named, one.name) is not None]
    missed = [_missed(named, asked, session, shown) for session in shown.sessions]
    exact = tuple(number for number, keys in enumerate(missed) if not keys)
    if exact:
        return exact
    return tuple(
        number
        for number, keys in enumerate(missed)
        if len(keys) == 1
        and NAMING[keys[0]] not in firm
        and _is_still(named, keys[0], shown.sessions[number])
    )


def _corrected(fix: Fix) -> frozenset[str]:
    """The facts that *fix* is about."""
    if fix.right or fix.split:
        return _OF_ITS_PARTS
    if fix.skip or fix.merge:
        return said(fix.set) | _OF_THE_SESSION
    return said(fix.set) | said(fix.was)


def _missed(named: Named, asked: Sequence[str], session: Session, shown: Shown) -> tuple[str, ...]:
    """What is *asked* and is not so."""
    return tuple(key for key in asked if not _is_so(key, named, session, shown))


def _is_so(key: str, named: Named, session: Session, shown: Shown) -> bool:
    match key:
        case "day":
            return session.start.date() in shown.days(named.day or 0)
        case "start":
            return clock(session) == named.start
        case "title":
            return is_said(named.title or "", session.title)
        case "track":
            return (
                any(is_said(named.track, track) for track in session.tracks)
                if named.track
                else not session.tracks
            )
        case "presenter":
            said = (is_said(named.presenter or "", str(one)) for one in session.presenters)
            return any(said) if named.presenter else not session.presenters
        case _:
            return is_said(named.location, session.location or "") if named.location else not session.location


def _is_still(named: Named, missed: str, session: Session) -> bool:
    """Whether *session* is the named one though *missed* is not so: its title tells, or day, time and a like title."""
    if missed != "title":
        return named.title is not None
    return (
        named.day is not None
        and named.start is not None
        and likeness(named.title or "", session.title) >= ALIKE
    )


def likeness(one: str, other: str) -> float:
    """How much two titles are alike, from 0 to 1."""
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio()


def clock(session: Session) -> time:
    """What the clock shows when *session* begins."""
    return session.start.time().replace(second=0, microsecond=0)


def changed_since(was: Facts, session: Session, shown: Shown) -> tuple[str, ...]:
    """The names of the facts that *was* tells and that are not so any more."""
    return tuple(name for name in sorted(said(was)) if not _was_so(name, was, session, shown))


def _was_so(name: str, was: Facts, session: Session, shown: Shown) -> bool:
    match name:
        case "start":
            return clock(session) == was.start
        case "end":
            end = session.end.time().replace(second=0, microsecond=0) if session.end else ""
            return end == was.end
        case "date":
            return session.start.date() in shown.days(was.date or 0)
        case "presenters":
            return _people(session.presenters) == _people(was.presenters or ())
        case "tracks":
            return {*map(fold, session.tracks)} == {*map(fold, was.tracks or ())}
        case _:
            return fold(getattr(session, name) or "") == fold(getattr(was, name))


def _people(presenters: Sequence[Presenter]) -> set[str]:
    return {fold(presenter_to_text(one)) for one in presenters}
