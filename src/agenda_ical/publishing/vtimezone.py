"""
A zone's rules -> VTIMEZONE (RFC 5545, section 3.6.5), as few observances as tell the truth.

Thunderbird, libical and vobject believe this block and not the zone's name, so it must be right, and begin
before the first event. Three forms, the first that fits:

* yearly    the zone puts its clocks forward and back by one rule from some year before the programme to the
            end of what pytz knows: two observances with that rule, from that year
* steady    the clocks are not touched in the years around the programme: one observance
* each      every change in the years around the programme, one by one
"""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime, time, timedelta
from functools import lru_cache
from itertools import groupby

from attrs import evolve, frozen

from agenda_ical.publishing.parts import Part, Property
from agenda_ical.zones import ZoneChange, zone_changes

_LAST_KNOWN = 2037
_FIRST_USEFUL = 1970
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@frozen
class _Onset:
    """When in its year a change comes, by the clock before it, and what it changes."""

    month: int
    weekday: int
    weeks: frozenset[int]
    """Which such weekday of the month it may be: the second, the last (-1)."""
    time: time
    before: timedelta
    after: timedelta
    name: str


@lru_cache(maxsize=256)
def zone_to_part(timezone: str, first: int, last: int) -> Part:
    """The VTIMEZONE of the zone with the IANA name *timezone* for events in the years *first* to *last*."""
    changes = zone_changes(timezone)
    since, until = first - 1, last + 1
    observances = _yearly(changes, since) or _steady(changes, since, until) or _each(changes, since, until)
    return Part("VTIMEZONE", (Property("TZID", "text", timezone),), observances)


def is_utc(timezone: str) -> bool:
    """Whether the zone is UTC itself, whose times are written with a Z and need no VTIMEZONE."""
    only, *others = zone_changes(timezone)
    return not others and not only.after and only.name == "UTC"


def _wall(change: ZoneChange) -> datetime:
    """When it happens by the clock before it, which is how a VTIMEZONE tells it."""
    return change.at + change.before


def _yearly(changes: tuple[ZoneChange, ...], since: int) -> tuple[Part, ...]:
    regular = [change for change in changes if change.at.year >= _FIRST_USEFUL]
    by_year = {year: list(group) for year, group in groupby(regular, key=lambda one: _wall(one).year)}
    rules = [_onset(change) for change in by_year.get(_LAST_KNOWN, ())]
    year = _LAST_KNOWN
    while earlier := _merged(rules, by_year.get(year - 1, [])):
        rules, year = earlier, year - 1
    if len(rules) != 2 or year >= min(since, _LAST_KNOWN) + 1:
        return ()
    pairs = zip(by_year[year], rules, strict=True)
    return tuple(_observance(change, _wall(change), _rule(onset)) for change, onset in pairs)


def _onset(change: ZoneChange) -> _Onset:
    wall = _wall(change)
    week = (wall.day + 6) // 7
    weeks = {week} if week < 5 else set()
    if wall.day + 7 > monthrange(wall.year, wall.month)[1]:
        weeks.add(-1)
    return _Onset(
        wall.month, wall.weekday(), frozenset(weeks), wall.time(), change.before, change.after, change.name
    )


def _merged(rules: list[_Onset], earlier: list[ZoneChange]) -> list[_Onset]:
    """The rules that hold for one more year, or none."""
    onsets = [_onset(change) for change in earlier]
    if len(onsets) != len(rules):
        return []
    merged = [evolve(rule, weeks=rule.weeks & onset.weeks) for rule, onset in zip(rules, onsets, strict=True)]
    same = all(
        one.weeks and evolve(onset, weeks=one.weeks) == one for one, onset in zip(merged, onsets, strict=True)
    )
    return merged if same else []


def _rule(onset: _Onset) -> str:
    week = min(onset.weeks)
    return f"FREQ=YEARLY;BYMONTH={onset.month};BYDAY={week}{_WEEKDAYS[onset.weekday]}"


def _steady(changes: tuple[ZoneChange, ...], since: int, until: int) -> tuple[Part, ...]:
    if any(since <= _wall(change).year <= until for change in changes[1:]):
        return ()
    begin = datetime(min(since, _FIRST_USEFUL), 1, 1)  # noqa: DTZ001
    return (_observance(_state(changes, since), begin),)


def _each(changes: tuple[ZoneChange, ...], since: int, until: int) -> tuple[Part, ...]:
    """
    The state that the years begin with, then the changes: those of one kind together.

    Together, because Ruby's icalendar fails on an observance that has not begun at the time of an event; each
    later time in a property of its own, because it fails on a list of them too.
    """
    alike: dict[tuple[timedelta, timedelta, str, bool], list[ZoneChange]] = {}
    for change in changes[1:]:
        if since <= _wall(change).year <= until:
            alike.setdefault((change.before, change.after, change.name, change.summer), []).append(change)
    begin = datetime(since, 1, 1)  # noqa: DTZ001
    repeated = (
        _observance(first, _wall(first), tuple(_wall(change) for change in later))
        for first, *later in alike.values()
    )
    return (_observance(_state(changes, since), begin), *repeated)


def _state(changes: tuple[ZoneChange, ...], year: int) -> ZoneChange:
    """What held when *year* began, as a change that changes nothing."""
    held = [change for change in changes[1:] if _wall(change).year < year]
    state = held[-1] if held else changes[0]
    return evolve(state, before=state.after)


def _observance(change: ZoneChange, begin: datetime, again: str | tuple[datetime, ...] = ()) -> Part:
    """*change* as it first happens, and when it happens again: by a rule, or at these times."""
    rules = (Property("RRULE", "rule", again),) if isinstance(again, str) else ()
    times = () if isinstance(again, str) else (Property("RDATE", "wall", wall) for wall in again)
    return Part(
        "DAYLIGHT" if change.summer else "STANDARD",
        (
            Property("DTSTART", "wall", begin),
            *rules,
            *times,
            Property("TZOFFSETFROM", "offset", change.before),
            Property("TZOFFSETTO", "offset", change.after),
            Property("TZNAME", "text", change.name),
        ),
    )
