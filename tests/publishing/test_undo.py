"""The file that takes an edition back."""

from __future__ import annotations

from datetime import timedelta

import icalendar
import pytest
from attrs import evolve

from agenda_ical import to_ical
from agenda_ical.publishing.calendars import entries_to_ical
from agenda_ical.publishing.heads import programme_to_head
from agenda_ical.publishing.parts import Property
from agenda_ical.publishing.previous import ical_to_earlier
from agenda_ical.publishing.revision import Policy, revise
from agenda_ical.publishing.undo import entries_to_undo

from .workshop import ADDRESS, STAMP, at, workshop

LATER = STAMP + timedelta(days=1)
ORGANISER = Property("ORGANIZER", "uri", "mailto:kim@example.org", (("CN", "J. Kim"),))


def edition(programme=workshop()):
    """What the first edition of *programme* holds."""
    return ical_to_earlier(to_ical(programme, url=ADDRESS, stamp=STAMP), "programme.ics")


def undone(entries):
    """The events of the file that takes *entries* back."""
    head = programme_to_head(workshop(), url=ADDRESS, year=2019)
    return icalendar.Calendar.from_ical(entries_to_undo(head, entries))


def with_organiser(entry):
    """*entry* of which the organiser is told."""
    return evolve(entry, said=evolve(entry.said, properties=(*entry.said.properties, ORGANISER)))


def test_every_session_is_cancelled():
    """Each session is there under its UID, cancelled, free, one version on, with its title and time."""
    entries = edition().entries

    events = undone(entries).events

    assert [
        (str(one["UID"]), one["SEQUENCE"], one["STATUS"], one["TRANSP"], one["SUMMARY"], one["DTSTART"].dt)
        for one in events
    ] == [
        (one.uid, 1, "CANCELLED", "TRANSPARENT", one.said.text("SUMMARY"), one.said.start) for one in entries
    ]


def test_it_is_newer_than_what_it_takes_back():
    """DTSTAMP and LAST-MODIFIED are a second later than the newest version in the edition, CREATED stays."""
    moved = evolve(workshop().sessions[0], start=at("08:00"))
    programme = evolve(workshop(), sessions=(moved, *workshop().sessions[1:]))
    revision = revise(programme, edition(), url=ADDRESS, stamp=LATER)

    events = undone(revision.entries).events

    assert {one["DTSTAMP"].dt for one in events} == {LATER + timedelta(seconds=1)}
    assert {one["LAST-MODIFIED"].dt for one in events} == {LATER + timedelta(seconds=1)}
    assert {one["CREATED"].dt for one in events} == {STAMP}
    assert sorted(one["SEQUENCE"] for one in events) == [1, 1, 1, 1, 1, 2]


def test_an_unchanged_edition_is_taken_back_by_the_same_bytes():
    """The file hangs on nothing but the edition."""
    head = programme_to_head(workshop(), url=ADDRESS, year=2019)
    revision = revise(workshop(), edition(), url=ADDRESS, stamp=LATER)

    assert entries_to_undo(head, revision.entries) == entries_to_undo(head, edition().entries)


@pytest.mark.parametrize("policy", [Policy("status"), Policy("prefix")])
def test_what_was_cancelled_goes_too(policy):
    """A session that was cancelled earlier is taken back as well, without the words before its title."""
    programme = evolve(workshop(), sessions=workshop().sessions[1:])
    revision = revise(programme, edition(), url=ADDRESS, stamp=LATER, policy=policy)

    (event,) = (one for one in undone(revision.entries).events if one["SEQUENCE"] == 2)

    assert (event["SUMMARY"], event["STATUS"]) == ("Registration", "CANCELLED")


def test_the_method_is_cancel_of_one_event_with_its_organiser():
    """METHOD:CANCEL is for one UID and needs an organiser (RFC 5546, section 3.2.5), and is left out elsewhere."""
    one, *others = edition().entries

    assert undone([with_organiser(one)])["METHOD"] == "CANCEL"
    assert "METHOD" not in undone([one])
    assert "METHOD" not in undone([with_organiser(entry) for entry in (one, *others)])


def test_nobody_renews_from_it():
    """The address of the calendar is not in it: there stands what is taken back."""
    assert "SOURCE" not in undone(edition().entries)


def test_nothing_to_take_back():
    """The file of an edition without sessions is a calendar without events, and legal (RFC 5545, section 3.6)."""
    calendar = undone(())

    assert (len(calendar.events), len(calendar.timezones)) == (0, 1)


def test_a_program_that_imports_both_has_no_session_left():
    """Whoever keeps, of each UID, the version that counts further, has nothing but cancelled sessions."""
    head = programme_to_head(workshop(), url=ADDRESS, year=2019)
    entries = edition().entries
    kept = {}
    for content in (
        entries_to_ical(head, entries),
        entries_to_undo(head, entries),
        entries_to_ical(head, entries),
    ):
        for event in icalendar.Calendar.from_ical(content).events:
            uid = str(event["UID"])
            if uid not in kept or event["SEQUENCE"] > kept[uid]["SEQUENCE"]:
                kept[uid] = event

    assert len(kept) == len(entries)
    assert {one["STATUS"] for one in kept.values()} == {"CANCELLED"}
