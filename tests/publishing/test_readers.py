"""Parsers that are not ours, and not those we write with, read the same sessions."""

from __future__ import annotations

from datetime import UTC, datetime

import icalendar
import pytest
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream

from agenda_ical.publishing import programme_to_ical

from .workshop import STAMP, workshop

WORKSHOPS = [
    ("Asia/Seoul", "2019-03-28"),
    ("America/New_York", "2019-03-09"),
    ("Europe/Berlin", "2019-10-26"),
    ("Africa/Casablanca", "2019-05-04"),
    ("UTC", "2019-03-28"),
]


def by_icalendar(text: str):
    calendar = icalendar.Calendar.from_ical(text)
    return [
        (one["SUMMARY"], one["DTSTART"].dt, one["DTEND"].dt if "DTEND" in one else None)
        for one in calendar.events
    ]


def by_recurring_ical_events(text: str):
    calendar = icalendar.Calendar.from_ical(text)
    found = recurring_ical_events.of(calendar).between((2019, 1, 1), (2020, 1, 1))
    return [(one["SUMMARY"], one.start, one.end if one.end != one.start else None) for one in found]


def by_vobject(text: str):
    calendar = vobject.readOne(text)
    return [
        (one.summary.value, one.dtstart.value, one.dtend.value if hasattr(one, "dtend") else None)
        for one in calendar.vevent_list
    ]


def by_ical(text: str):
    calendar = IcsCalendarStream.calendar_from_ics(text)
    return [(one.summary, one.dtstart, one.dtend) for one in calendar.events]


@pytest.mark.parametrize("read", [by_icalendar, by_recurring_ical_events, by_vobject, by_ical])
@pytest.mark.parametrize(("timezone", "date"), WORKSHOPS)
def test_readers_agree(read, timezone, date):
    """Each reads every session with its title, its start and its end, or that there is none."""
    programme = workshop(timezone, date)

    told = read(programme_to_ical(programme, stamp=STAMP).decode())

    assert sorted((str(title), utc(start), utc(end)) for title, start, end in told) == sorted(
        (session.title, utc(session.start), utc(session.end)) for session in programme.sessions
    )


def utc(moment: datetime | None) -> str:
    """The moment in UTC, or nothing."""
    return moment.astimezone(UTC).isoformat() if moment else ""
