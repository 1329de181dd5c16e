"""A correction that does not fit the page any more -> what is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from attrs import fields

from agenda_ical.interpreting.fix import Facts, Fix, Named, said
from agenda_ical.interpreting.naming import ALIKE, Shown, clock, likeness
from agenda_ical.programme import Problem, Session, presenter_to_text
from agenda_ical.telling import listed, moment_to_text

_LOOK = "Look at the page, then change the entry or take it out."
_FACT_OF_SESSION = {"date": "day", "tracks": "track"}


def stale(fix: Fix, shown: Shown) -> Problem:
    """No session is what the entry names."""
    near = _nearest(fix.named, shown)
    hint = f"; the nearest is {_called(near)}" if near else ""
    return Problem("fix-stale", "warning", f"{_entry(fix, fix.named)} fits no session{hint}.", _LOOK)


def ambiguous(fix: Fix, found: Sequence[int], shown: Shown) -> Problem:
    """Several sessions are what the entry names."""
    several = listed([_called(shown.sessions[number]) for number in found[:3]])
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return Problem(
        "fix-ambiguous", "warning",
        f"{_entry(fix, fix.named)} fits {len(found)} sessions: {several}{more}.",
        "Say more of the one that is meant (day, start, title, track, presenter, location), or all = true.",
    )  # fmt: skip


def changed_there(fix: Fix, number: int, changed: Sequence[str], shown: Shown) -> Problem:
    """What the entry corrects is not what it was."""
    session = shown.sessions[number]
    facts = [f"{_FACT_OF_SESSION.get(name, name)} {_shown(name, session)}" for name in changed]
    right = all(_is_right(name, fix, session) for name in changed)
    advice = "The page seems to be right now; then take the entry out." if right else _LOOK
    return Problem(
        "fix-stale", "warning",
        f"{_entry(fix, fix.named)} was written for something else: the page has {listed(facts)} now.",
        advice, session.place, number,
    )  # fmt: skip


def part_gone(fix: Fix, named: Named, found: Sequence[int], shown: Shown) -> Problem:
    """One of the sessions that are to be one is not there, or could be several."""
    if found:
        return ambiguous(Fix(fix.number, named), found, shown)
    return stale(Fix(fix.number, named), shown)


def add_without_day(fix: Fix, facts: Facts) -> Problem:
    """The day that an entry puts something on is none of the programme's."""
    return Problem(
        "fix-stale", "warning",
        f"{_entry(fix, fix.named)} names the day {str(facts.date)!r}, which is no day of the programme.",
        "Write the date, such as date = 2026-06-04.",
    )  # fmt: skip


def doubt_gone(fix: Fix) -> Problem:
    """The doubt about the page that an entry quotes is not there any more."""
    return Problem(
        "fix-stale", "warning",
        f"Entry {fix.number} of the corrections answers a doubt that there is no more: {fix.says!r}.",
        "Take the entry out; look whether another doubt came in its place.",
    )  # fmt: skip


def _entry(fix: Fix, named: Named) -> str:
    """``Entry 2 of the corrections (day 2026-06-04, start 10:00, title 'Keynote')``."""
    asked = [
        f"{one.name} {_quoted(value)}"
        for one in fields(Named)
        if (value := getattr(named, one.name)) is not None
    ]
    what = f" ({', '.join(asked)})" if asked else ""
    return f"Entry {fix.number} of the corrections{what}"


def _quoted(value: date | time | str | int) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return repr(value) if isinstance(value, str) else str(value)


def _called(session: Session) -> str:
    track = f" [{session.track}]" if session.tracks else ""
    return f"{session.title[:80]!r} on {moment_to_text(session.start)}{track}"


def _shown(name: str, session: Session) -> str:
    match name:
        case "start" | "date":
            return moment_to_text(session.start)
        case "end":
            return moment_to_text(session.end) if session.end else "nothing"
        case "presenters":
            return repr(", ".join(map(presenter_to_text, session.presenters)))
        case "tracks":
            return repr(session.track or "")
        case _:
            return repr(getattr(session, name) or "")


def _is_right(name: str, fix: Fix, session: Session) -> bool:
    """Whether *session* says already what the entry would have it say."""
    if name not in said(fix.set):
        return False
    wanted = getattr(fix.set, name)
    match name:
        case "start":
            return bool(session.start.time() == wanted)
        case "end":
            return bool((session.end.time() if session.end else "") == wanted)
        case "date":
            return bool(session.start.date() == wanted)
        case "location":
            return bool((session.location or "") == wanted)
        case _:
            return bool(getattr(session, name) == wanted)


def _nearest(named: Named, shown: Shown) -> Session | None:
    """The session that is most like the named one: by its title, and by its day and start where these are said."""
    days = () if named.day is None else shown.days(named.day)

    def nearness(session: Session) -> float:
        at_day_and_start = (session.start.date() in days) + (clock(session) == named.start)
        return likeness(named.title or "", session.title) + at_day_and_start / 2

    best = max(shown.sessions, key=nearness, default=None)
    return best if best is not None and nearness(best) >= ALIKE else None
