"""What an earlier calendar file is read as."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from icalendar import Calendar
from strategies_programmes import programmes, styles

from agenda_ical import to_ical
from agenda_ical.errors import ForeignFeed
from agenda_ical.publishing import programme_to_ical
from agenda_ical.publishing.entries import Entry, Said, Version, entry_to_chunk, says_the_same
from agenda_ical.publishing.events import programme_to_said
from agenda_ical.publishing.parts import Part, Property
from agenda_ical.publishing.previous import (
    entry_to_lines,
    ical_to_earlier,
    is_calendar,
    is_ours,
    lines_to_entry,
)

from .workshop import ADDRESS, STAMP, workshop


def earlier(content):
    """What the calendar file holds."""
    return ical_to_earlier(content, "programme.ics")


@given(programmes(), styles())
def test_what_was_written_is_read(programme, style):
    """Each session is read as it was said, with its UID and its version."""
    edition = earlier(programme_to_ical(programme, url=ADDRESS, stamp=STAMP, style=style))
    said = tuple(programme_to_said(programme, style))

    assert len(edition.entries) == len(said)
    assert all(says_the_same(entry.said, one) for entry, one in zip(edition.entries, said, strict=True))
    assert {entry.version for entry in edition.entries} <= {Version(0, STAMP, STAMP, STAMP)}


@given(programmes())
def test_it_is_read_as_icalendar_reads_it(programme):
    """A parser that is not ours finds the same UIDs, starts and titles."""
    content = to_ical(programme, url=ADDRESS, stamp=STAMP)
    entries = earlier(content).entries

    theirs = [
        (str(event["UID"]), event.start.astimezone(UTC)) for event in Calendar.from_ical(content).events
    ]
    assert [(entry.uid, entry.said.start.astimezone(UTC)) for entry in entries] == theirs


@given(programmes(), styles())
def test_lines_are_read_back(programme, style):
    """The lines that are kept of a session tell it whole."""
    for entry in earlier(programme_to_ical(programme, url=ADDRESS, stamp=STAMP, style=style)).entries:
        again = lines_to_entry(entry_to_lines(entry))

        assert entry_to_chunk(again) == entry_to_chunk(entry)


def test_line_ends_of_another_system():
    """A file whose line ends were changed on the way says the same."""
    content = to_ical(workshop(), url=ADDRESS, stamp=STAMP)

    assert earlier(content.replace(b"\r\n", b"\n")) == earlier(content)


def test_parts_of_an_event_are_not_its_own():
    """What an alarm says is not said of the session, and what we do not write stays as it is written."""
    content = to_ical(workshop(), url=ADDRESS, stamp=STAMP)
    alarm = b"COLOR:teal\r\nBEGIN:VALARM\r\nSUMMARY:Wake up\r\nEND:VALARM\r\nEND:VEVENT"

    first = earlier(content.replace(b"END:VEVENT", alarm, 1)).entries[0]

    assert first.said.text("SUMMARY") == "Registration"
    assert Property("COLOR", "written", "teal") in first.said.properties
    assert first.said.parts == (Part("VALARM", (Property("SUMMARY", "text", "Wake up"),)),)
    assert entry_to_chunk(first).endswith(b"\r\n" + alarm.partition(b"\r\n")[2])


@pytest.mark.parametrize(
    "within",
    [
        b"BEGIN:VALARM",
        b"END:VALARM",
        b"BEGIN:VALARM\r\nEND:PARTICIPANT",
        b"BEGIN:VALARM\r\n" * 9 + b"END:VALARM\r\n" * 9,
        b"BEGIN:VALARM\r\n" * 10_000 + b"END:VALARM\r\n" * 10_000,
    ],
    ids=["no end", "no beginning", "another end", "deep", "very deep"],
)
def test_parts_that_do_not_lie_within_each_other(within):
    """An event whose parts have no end, no beginning, or no bottom can no longer be read, and neither can its lines."""
    content = to_ical(workshop(), url=ADDRESS, stamp=STAMP)
    spoilt = content.replace(b"END:VEVENT", within + b"\r\nEND:VEVENT", 1).replace(b"\r\n\r\n", b"\r\n")

    with pytest.raises(ForeignFeed):
        earlier(spoilt)
    with pytest.raises(ValueError, match=r"lie within|no end"):
        lines_to_entry(["UID:a", "DTSTART:20190328T000000Z", *within.decode().split()])


def test_versions():
    """Sequence, stamp, creation and last change are each their own."""
    moments = [datetime(2026, 1, day, tzinfo=UTC) for day in (1, 2, 3)]
    start = Property("DTSTART", "utc", moments[2])
    entry = Entry(
        "a", Said((start,), free=True, status="CANCELLED"), Version(3, moments[1], moments[0], moments[2])
    )

    assert lines_to_entry(entry_to_lines(entry)) == entry


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"PRODID:-//agenda-ical//", b"PRODID:-//somebody//"),
        (b"BEGIN:VCALENDAR", b"\r\nBEGIN:VCALENDAR"),
        (b"UID:", b"XUID:"),
        (b"DTSTART;", b"XSTART;"),
        (b"DTSTAMP:20260102T030405Z", b"DTSTAMP:yesterday"),
        (b"DTSTAMP:20260102T030405Z", b"DTSTAMP:20260102T030405"),
        (b"TZID=Asia/Seoul:", b"TZID=Asia/Nowhere:"),
        (b"END:VEVENT\r\n", b""),
        (b"END:VCALENDAR\r\n", b""),
        (b"SUMMARY:", b"no property "),
    ],
)
def test_a_calendar_that_is_not_ours(old, new):
    """What somebody else wrote, or changed beyond reading, is refused."""
    content = to_ical(workshop(), url=ADDRESS, stamp=STAMP).replace(old, new)

    with pytest.raises(ForeignFeed):
        earlier(content)


def test_calendars_and_other_files():
    """A calendar is known by its first line, ours by its maker's name."""
    ours = to_ical(workshop(), stamp=STAMP)
    theirs = ours.replace(b"PRODID:-//agenda-ical", b"PRODID:-//x")

    assert (is_ours(ours), is_calendar(ours)) == (True, True)
    assert (is_ours(theirs), is_calendar(theirs)) == (False, True)
    assert (is_ours(b"Programme"), is_calendar(b"Programme")) == (False, False)
