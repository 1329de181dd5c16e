"""What subscribers of a feed find of which nothing is left."""

from __future__ import annotations

from datetime import date, timedelta

import icalendar
import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream

from agenda_ical import to_ical
from agenda_ical.publishing.gone import gone_to_ical
from agenda_ical.publishing.heads import programme_to_head
from agenda_ical.publishing.previous import ical_to_earlier
from agenda_ical.publishing.revision import revise

from .site import FOLDER, forum
from .workshop import STAMP

FEED = f"{FOLDER}tracks/policy.ics"


def edition(programme=forum(), stamp=STAMP):
    """The sessions of the first edition of *programme*."""
    return ical_to_earlier(to_ical(programme, url=FEED, stamp=stamp), "programme.ics")


def gone(entries, cancelled=(), language="en"):
    """The feed that is gone from an edition with *entries*."""
    head = programme_to_head(forum(title="Policy"), url=FEED, year=2019)
    return gone_to_ical(head, cancelled, entries, page=FOLDER, language=language)


def test_a_note_stands_over_all_days():
    """One entry over the days of the programme says that the feed is gone and where the rest is; nobody is busy for it."""
    calendar = icalendar.Calendar.from_ical(gone(edition().entries))
    (event,) = calendar.events

    assert event["SUMMARY"] == "Policy: no longer part of the programme"
    assert event["DESCRIPTION"] == (
        "This is no longer part of the programme. The whole programme: https://example.org/agenda/"
    )
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2019, 3, 28), date(2019, 3, 30))
    assert (event["TRANSP"], event["STATUS"], event["URL"]) == ("TRANSPARENT", "CONFIRMED", FOLDER)
    assert calendar["DESCRIPTION"] == calendar["X-WR-CALDESC"] == event["DESCRIPTION"]
    assert calendar.timezones == []  # whole days are told in none


def test_it_speaks_the_language_of_the_programme():
    """The note is in the programme's language."""
    (event,) = icalendar.Calendar.from_ical(gone(edition().entries, language="ko")).events

    assert event["SUMMARY"] == "Policy: 프로그램에서 제외됨"


def test_what_is_cancelled_stays():
    """Sessions of the feed that are cancelled stay in it beside the note, as they are in the whole calendar."""
    others = tuple(one for one in forum().sessions if one.title != "Maps")
    revision = revise(forum(sessions=others), edition(), url=FEED, stamp=STAMP + timedelta(days=1))

    events = icalendar.Calendar.from_ical(gone(revision.entries, revision.cancelled)).events

    assert [(one["SUMMARY"], one["STATUS"], one["SEQUENCE"]) for one in events] == [
        ("Policy: no longer part of the programme", "CONFIRMED", 0),
        ("Maps", "CANCELLED", 1),
    ]


def by_vobject(text):
    (event,) = vobject.readOne(text).vevent_list
    return event.dtstart.value, event.dtend.value


def by_ical(text):
    (event,) = IcsCalendarStream.calendar_from_ics(text).events
    return event.dtstart, event.dtend


@pytest.mark.parametrize("read", [by_vobject, by_ical])
def test_readers_agree(read):
    """Parsers that are not ours read a whole-day entry from the first to the last day."""
    assert read(gone(edition().entries).decode()) == (date(2019, 3, 28), date(2019, 3, 30))


def test_it_keeps_still_while_nothing_changes():
    """An unchanged edition has the same feed again, and a later one the same entry in a newer version."""
    before = edition()
    unchanged = revise(forum(), before, url=FEED, stamp=STAMP + timedelta(days=1))
    changed = revise(forum(sessions=forum().sessions[1:]), before, url=FEED, stamp=STAMP + timedelta(days=1))

    old, new = (icalendar.Calendar.from_ical(gone(one.entries)).events[0] for one in (unchanged, changed))

    assert gone(unchanged.entries) == gone(before.entries)
    assert old["UID"] == new["UID"]
    assert new["DTSTAMP"].dt - old["DTSTAMP"].dt == timedelta(days=1)


def test_nothing_left_at_all():
    """Where the programme has no sessions, there is no day to tell it on; the calendar's own description does."""
    calendar = icalendar.Calendar.from_ical(gone(()))

    assert (len(calendar.events), len(calendar.timezones)) == (0, 1)
    assert "no longer part" in calendar["DESCRIPTION"]
