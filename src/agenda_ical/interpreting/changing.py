"""A session and what is right -> the session as it should be; also several in the place of one, and one of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import TypeVar

from attrs import evolve, frozen

from agenda_ical.interpreting.deriving import odd_time, title_to_kind
from agenda_ical.interpreting.fix import Facts
from agenda_ical.phrases.folding import fold
from agenda_ical.phrases.languages import lexicon
from agenda_ical.programme import Problem, Session
from agenda_ical.zones import Localizer, Oddity

Thing = TypeVar("Thing")

_PLAIN = ("title", "presenters", "tracks", "kind", "description")


@frozen
class Clock:
    """The wall clock of the programme's zone, and its language."""

    timezone: str
    localizer: Localizer
    language: str | None = None

    def aware(self, day: date, at: time) -> tuple[datetime, Oddity | None]:
        """The moment at which the clock shows *at* on *day*."""
        return self.localizer.aware(datetime.combine(day, at))


def with_facts(
    session: Session, facts: Facts, day: date, clock: Clock
) -> tuple[Session, tuple[Problem, ...]]:
    """*session*, on *day*, as *facts* say it is, and what is odd about its new times in the zone."""
    told = {name: value for name in _PLAIN if (value := getattr(facts, name)) is not None}
    if facts.location is not None:
        told["location"] = facts.location or None
    if facts.title is not None and facts.kind is None:
        told["kind"] = title_to_kind(facts.title, lexicon(clock.language))
    changed = evolve(session, **told)
    if (facts.start, facts.end) == (None, None) and day == session.start.date():
        return changed, ()
    return _at_times(changed, facts, day, clock)


def _at_times(session: Session, facts: Facts, day: date, clock: Clock) -> tuple[Session, tuple[Problem, ...]]:
    """*session* at its new times; an end of which nothing is said stays, or keeps its distance if it would come too early."""
    start, odd = clock.aware(day, _wall(session.start) if facts.start is None else facts.start)
    end, end_odd = _new_end(session, facts, start, clock)
    assumed = session.end_assumed and facts.end is None and end is not None
    moved = evolve(session, start=start, end=end, end_assumed=assumed)
    oddity = odd or end_odd
    return moved, (odd_time(moved, oddity, clock.timezone),) if oddity else ()


def _new_end(
    session: Session, facts: Facts, start: datetime, clock: Clock
) -> tuple[datetime | None, Oddity | None]:
    if facts.end is not None:
        return (None, None) if facts.end == "" else _first_after(start, facts.end, clock)
    if session.end is None:
        return None, None
    nights = session.end.date() - session.start.date()
    end, odd = clock.aware(start.date() + nights, _wall(session.end))
    if end > start:
        return end, odd
    length = session.end.replace(tzinfo=None) - session.start.replace(tzinfo=None)
    return clock.localizer.aware(start.replace(tzinfo=None) + length)


def _first_after(start: datetime, at: time, clock: Clock) -> tuple[datetime, Oddity | None]:
    """When the clock next shows *at*: on the day of *start*, or past midnight."""
    night = timedelta(days=1) if at <= _wall(start) else timedelta(0)
    return clock.aware(start.date() + night, at)


def _wall(moment: datetime) -> time:
    return moment.time()


def to_session(facts: Facts, day: date, clock: Clock) -> tuple[Session, tuple[Problem, ...]]:
    """The session that *facts* alone tell."""
    begin, _ = clock.aware(day, facts.start or time())
    return with_facts(Session("", begin), facts, day, clock)


def split_session(
    session: Session, parts: Sequence[Facts], clock: Clock
) -> tuple[tuple[Session, tuple[Problem, ...]], ...]:
    """
    The *parts* in the place of *session*, in their order: what a part does not say is as it was.

    The first begins when the session began, each ends when the next begins, the last when the session ended; the
    description stays with the first.
    """
    begun = session.start.time()
    starts = [part.start or (begun if number == 0 else part.start) for number, part in enumerate(parts)]
    made = []
    for number, part in enumerate(parts):
        until = starts[number + 1] if number + 1 < len(parts) else None
        end = part.end if part.end is not None else until
        source = session if number == 0 else evolve(session, description="", url=None, links=())
        facts = evolve(part, start=starts[number], end=end)
        made.append(with_facts(source, facts, session.start.date(), clock))
    return tuple(made)


def merge_sessions(sessions: Sequence[Session], title: str) -> Session:
    """One session called *title* that is as long as all; titles that do not stand in its own begin its description."""
    titles = [one.title for one in sessions if fold(one.title) not in fold(title)]
    texts = ["\n".join(titles), *_each(one.description for one in sessions)]
    last = max(sessions, key=lambda one: one.end or one.start)
    for_all = any(not one.tracks for one in sessions)
    return evolve(
        sessions[0],
        title=title,
        start=min(one.start for one in sessions),
        end=last.end,
        end_assumed=last.end_assumed,
        description="\n\n".join(text for text in texts if text),
        presenters=_each(chain.from_iterable(one.presenters for one in sessions)),
        tracks=() if for_all else _each(chain.from_iterable(one.tracks for one in sessions)),
        location=next((one.location for one in sessions if one.location), None),
        url=next((one.url for one in sessions if one.url), None),
        links=_each(chain.from_iterable(one.links for one in sessions)),
    )


def _each(things: Iterable[Thing]) -> tuple[Thing, ...]:
    """*things* in their order, each once."""
    return tuple(dict.fromkeys(things))
