"""The same sessions -> the bytes of a calendar: by us, by icalendar as its documentation shows it, by ics."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import ics
from icalendar import Calendar, Event
from pages import NAME, ZONE, Talk

import agenda_ical
from agenda_ical import Presenter, Programme, Session
from agenda_ical.zones import Localizer

STAMP = datetime(2019, 1, 1, tzinfo=UTC)


def talks_to_programme(talks: Sequence[Talk]) -> Programme:
    """What we write."""
    localizer = Localizer(ZONE)
    sessions = tuple(
        Session(
            title=one.title,
            start=localizer.aware(one.start)[0],
            end=localizer.aware(one.end)[0],
            description=one.about,
            presenters=(Presenter(one.name, one.body),),
            tracks=("Mitigation",),
            location=one.room,
        )
        for one in talks
    )
    return Programme(NAME, ZONE, sessions)


def zoned(talks: Sequence[Talk]) -> list[Talk]:
    """What the others write."""
    zone = ZoneInfo(ZONE)
    return [
        one._replace(start=one.start.replace(tzinfo=zone), end=one.end.replace(tzinfo=zone)) for one in talks
    ]


def ours(programme: Programme) -> bytes:
    """The calendar as we write it."""
    return agenda_ical.to_ical(programme, stamp=STAMP)


def with_icalendar(talks: Sequence[Talk]) -> bytes:
    """The calendar as icalendar writes it."""
    calendar = Calendar()
    calendar.add("prodid", "-//script//script//EN")
    calendar.add("version", "2.0")
    for one in talks:
        event = Event()
        event.add("uid", str(uuid.uuid4()))
        event.add("dtstamp", STAMP)
        event.add("dtstart", one.start)
        event.add("dtend", one.end)
        event.add("summary", one.title)
        event.add("description", f"Speaker: {one.presenter}\n\n{one.about}")
        event.add("location", one.room)
        event.add("categories", ["Mitigation", "Talk"])
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def with_ics(talks: Sequence[Talk]) -> bytes:
    """The calendar as ics writes it."""
    calendar = ics.Calendar()
    for one in talks:
        event = ics.Event(
            name=one.title,
            begin=one.start,
            end=one.end,
            description=f"Speaker: {one.presenter}\n\n{one.about}",
            location=one.room,
            categories=["Mitigation", "Talk"],
        )
        calendar.events.add(event)
    return calendar.serialize().encode()
