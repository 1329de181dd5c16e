"""Parsers that are not ours, and not those we write with, read the same sessions."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream

from agenda_ical import publish
from agenda_ical.programme import Session
from agenda_ical.publishing import programme_to_ical

from .congress import SPECIAL, congress, next_congress
from .site import FOLDER
from .workshop import STAMP, workshop

WORKSHOPS = [
    ("Asia/Seoul", "2019-03-28"),
    ("America/New_York", "2019-03-09"),
    ("Europe/Berlin", "2019-10-26"),
    ("Africa/Casablanca", "2019-05-04"),
    ("UTC", "2019-03-28"),
]
GONE = {"tracks/teugbyeol-sesyeon.ics", "presenters/hangugeneojigongdan.ics"}
EVENT = (date(2026, 10, 21), date(2026, 10, 24))


def by_icalendar(text: str):
    return [_of_icalendar(one) for one in icalendar.Calendar.from_ical(text).events]


def by_recurring_ical_events(text: str):
    calendar = icalendar.Calendar.from_ical(text)
    return [
        _of_icalendar(one) for one in recurring_ical_events.of(calendar).between((2019, 1, 1), (2028, 1, 1))
    ]


def _of_icalendar(one: icalendar.Event):
    """UID, title, start, end, status and place of an event; recurring-ical-events ends at its start what has no end."""
    end = one["DTEND"].dt if "DTEND" in one and one["DTEND"].dt != one["DTSTART"].dt else None
    return (
        *(one[name] for name in ("UID", "SUMMARY")),
        one["DTSTART"].dt,
        end,
        one["STATUS"],
        one.get("LOCATION"),
    )


def by_vobject(text: str):
    return [
        tuple(
            one.getChildValue(name) for name in ("uid", "summary", "dtstart", "dtend", "status", "location")
        )
        for one in vobject.readOne(text).vevent_list
    ]


def by_ical(text: str):
    calendar = IcsCalendarStream.calendar_from_ics(text)
    return [
        (one.uid, one.summary, one.dtstart, one.dtend, one.status.value, one.location)
        for one in calendar.events
    ]


READERS = [by_icalendar, by_recurring_ical_events, by_vobject, by_ical]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(("timezone", "date"), WORKSHOPS)
def test_readers_agree(read, timezone, date):
    """Each reads every session with its title, its start and its end, or that there is none."""
    programme = workshop(timezone, date)

    told = read(programme_to_ical(programme, stamp=STAMP).decode())

    assert sorted((str(title), utc(start), utc(end)) for _, title, start, end, _, _ in told) == sorted(
        (session.title, utc(session.start), utc(session.end)) for session in programme.sessions
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The second edition of a congress of fifty sessions."""
    folder = tmp_path_factory.mktemp("congress")
    publish(congress(), folder, url=FOLDER, stamp=STAMP)
    publish(next_congress(), folder, stamp=STAMP + timedelta(days=1))
    return folder


@pytest.fixture(scope="module")
def expected(folder):
    """
    What each file is to say of each session: UID, title, start, end, status and place.

    UIDs are those of programme.json, and that of the file of the one session which is not in it.
    """
    memory = json.loads((folder / "programme.json").read_bytes())
    uids = [record["uid"] for record in memory["sessions"]]
    (cancelled,) = (one for one in congress().sessions if SPECIAL in one.tracks)
    (uid,) = {path.stem for path in (folder / "sessions").iterdir()} - set(uids)
    sessions = [*next_congress().sessions, cancelled]
    rows = [row(one, uid) for one, uid in zip(sessions, [*uids, uid], strict=True)]
    files = {"programme.ics": rows, "undo.ics": [(*one[:4], "CANCELLED", one[5]) for one in rows]}
    files |= {f"sessions/{one[0]}.ics": [one] for one in rows}
    for feed in memory["edition"]["feeds"]:
        mine = [one for session, one in zip(sessions, rows, strict=True) if belongs(session, **feed)]
        files[feed["name"]] = mine
    return files


def row(session: Session, uid: str):
    """What is to be said of *session*."""
    status = "CANCELLED" if SPECIAL in session.tracks else "CONFIRMED"
    place = session.location or congress().location
    return uid, session.title, utc(session.start), utc(session.end), status, place


def belongs(session: Session, *, group: str, label: str, name: str) -> bool:  # noqa: ARG001 - a feed has a name, too
    """Whether *session* is in that feed."""
    if group == "day":
        return session.start.date().isoformat() == label
    if group == "presenter":
        return label in {one.name or one.organisation for one in session.presenters}
    return label in session.tracks or (not session.tracks and label != SPECIAL)


@pytest.mark.parametrize("read", READERS)
def test_readers_agree_on_a_folder(read, folder, expected):
    """Each reads in every calendar of a folder what the programme says; in those that are gone, a note more."""
    found = {}
    for path in folder.rglob("*.ics"):
        name = path.relative_to(folder).as_posix()
        rows = read(path.read_bytes().decode())
        notes = [one for one in rows if not isinstance(one[2], datetime)]
        assert [one[2:4] for one in notes] == [EVENT] * (name in GONE)
        found[name] = sorted(
            (str(uid), str(title), utc(start), utc(end), str(status), str(place))
            for uid, title, start, end, status, place in rows
            if isinstance(start, datetime)
        )

    assert found == {name: sorted(rows) for name, rows in expected.items()}
    assert len(expected["programme.ics"]) == len(congress().sessions) + 1


def utc(moment: datetime | None) -> str:
    """The moment in UTC, or nothing."""
    return moment.astimezone(UTC).isoformat() if moment else ""
