"""How the organiser wants the calendar: what each option writes, and what it leaves alone."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from icalendar import Calendar
from strategies_programmes import programmes, styles

from agenda_ical.errors import UnusableOption
from agenda_ical.programme import Presenter, Session
from agenda_ical.publishing import programme_to_calendar, programme_to_ical
from agenda_ical.publishing.check import check_calendar
from agenda_ical.style import Organiser, Style

from .workshop import ADDRESS, STAMP, at, workshop

A_QUARTER = timedelta(minutes=15)
MAILBOX = "Climate Agency <info@example.org>"


def written(programme=None, **wanted):
    """The unfolded lines of the workshop's calendar as it is wanted."""
    content = programme_to_ical(programme or workshop(), url=ADDRESS, stamp=STAMP, style=Style(**wanted))
    return content.decode().replace("\r\n ", "").splitlines()


def added(**wanted):
    """What an option writes into the workshop's calendar, and what it takes out."""
    plain, styled = written(), written(**wanted)
    return [line for line in styled if line not in plain], [line for line in plain if line not in styled]


def event(title, **wanted):
    """The event with this title."""
    calendar = programme_to_calendar(workshop(), stamp=STAMP, style=Style(**wanted))
    return next(one for one in calendar.events if str(one["SUMMARY"]).startswith(title))


def talk(**said):
    """A session at nine that says this."""
    return workshop(sessions=(Session(**{"title": "Talk", "start": at("09:00"), **said}),))


@given(programmes(), styles())
def test_what_we_write_passes(programme, style):
    """Every calendar reads back, however it is wanted."""
    check_calendar(programme_to_ical(programme, stamp=STAMP, style=style), len(programme.sessions))


@given(programmes(), styles())
def test_identity_does_not_hang_on_the_style(programme, style):
    """UIDs, starts and places are the same however the calendar is written."""
    told = [
        [(event["UID"], event.start, event.get("LOCATION")) for event in Calendar.from_ical(content).events]
        for content in (
            programme_to_ical(programme, stamp=STAMP),
            programme_to_ical(programme, stamp=STAMP, style=style),
        )
    ]

    assert told[0] == told[1]


def test_nothing_is_wanted():
    """Without options there is no alarm, no organiser, no colour, and no method."""
    said = "\n".join(written())

    assert not any(
        name in said for name in ("VALARM", "ORGANIZER", "METHOD", "COLOR", "PARTICIPANT", "X-ALT-DESC", "–")
    )


def test_presenters_in_the_title():
    """Those who speak stand behind the title; the description names them as before."""
    assert added(presenters_in_title=True) == (
        [r"SUMMARY:Local inventories: development\, use – J. Kim\, A. Roe"],
        [r"SUMMARY:Local inventories: development\, use"],
    )


def test_alarms():
    """Each session has an alarm in its own words, before its start."""
    alarm = event("What is next?", alarm=A_QUARTER).subcomponents[0]

    assert (alarm.name, alarm["ACTION"], alarm["DESCRIPTION"]) == ("VALARM", "DISPLAY", "What is next?")
    assert alarm.TRIGGER == -A_QUARTER
    assert "TRIGGER:-PT15M" in written(alarm=A_QUARTER)
    assert "TRIGGER:PT0S" in written(alarm=timedelta())


@pytest.mark.parametrize("title", ["Registration", "Coffee break"])
def test_no_alarm_for_breaks(title):
    """Nobody is called to a break."""
    assert event("Dinner", alarm=A_QUARTER).subcomponents
    assert event(title, alarm=A_QUARTER).subcomponents == []


def test_an_alarm_needs_words():
    """A session without a title is called by that of the programme; without both there is no alarm."""
    assert "DESCRIPTION:기후 워크숍\\, 2019" in written(talk(title=""), alarm=A_QUARTER)
    assert "BEGIN:VALARM" not in written(evolve(talk(title=""), title=""), alarm=A_QUARTER)


def test_an_organiser():
    """The calendar says that it is published, and each event by whom."""
    organiser = "ORGANIZER;CN=Climate Agency:mailto:info@example.org"
    lines = written(organiser=MAILBOX)

    assert lines[4] == "METHOD:PUBLISH"
    assert lines.count(organiser) == lines.count("BEGIN:VEVENT") == 6
    assert added(organiser=MAILBOX) == (["METHOD:PUBLISH"] + [organiser] * 6, [])


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ("info@example.org", "ORGANIZER:mailto:info@example.org"),
        ("<info@example.org>", "ORGANIZER:mailto:info@example.org"),
        ('"Agency, Climate" <info@example.org>', "ORGANIZER;CN=Agency Climate:mailto:info@example.org"),
        (
            "한국환경공단 <정보@example.org>",
            "ORGANIZER;CN=한국환경공단:mailto:%EC%A0%95%EB%B3%B4@example.org",
        ),
        (Organiser("", "a+b@example.org"), "ORGANIZER:mailto:a+b@example.org"),
    ],
)
def test_organisers_as_they_are_written(told, line):
    """A name is not needed, and may be in any script; it needs no quotes."""
    assert line in written(organiser=told)


def test_participants():
    """Each presenter is told as data; what others would take for the event's own is not in it."""
    parts = event("Local inventories", participants=True).subcomponents

    assert [part.name for part in parts] == ["PARTICIPANT"] * 3
    assert [str(part["PARTICIPANT-TYPE"]) for part in parts] == ["SPEAKER", "SPEAKER", "ACTIVE"]
    assert all(set(part) == {"UID", "PARTICIPANT-TYPE", "STRUCTURED-DATA"} for part in parts)
    assert json.loads(parts[0]["STRUCTURED-DATA"]) == {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": "J. Kim",
        "affiliation": {"@type": "Organization", "name": "KECO"},
    }
    assert json.loads(parts[2]["STRUCTURED-DATA"])["@type"] == "Organization"
    assert parts[2]["STRUCTURED-DATA"].params["SCHEMA"] == "https://schema.org/Organization"


def test_participants_have_uids_of_their_own():
    """The same person in two sessions is two participants, told once each; an event's own UID comes first in it."""
    kim = Presenter("J. Kim", "KECO")
    twice = (Session("A", at("09:00"), presenters=(kim, kim)), Session("B", at("10:00"), presenters=(kim,)))
    programme = workshop(sessions=twice)

    events = programme_to_calendar(programme, stamp=STAMP, style=Style(participants=True)).events
    uids = [line for line in written(programme, participants=True) if line.upper().startswith("UID:")]

    assert [len(one.subcomponents) for one in events] == [1, 1]
    assert len(set(uids)) == 5
    assert [line[:4] for line in uids] == ["uid:", "UID:", "uid:", "UID:", "uid:"]


def test_html():
    """The description is there as HTML too, escaped, with its addresses as links."""
    description = "A <b>bold</b> claim & more.\nSee https://example.org/a?b=1&c='2', mail mailto:a@example.org.\n\njavascript:x"
    programme = talk(description=description, url="https://example.org/talk")

    content = programme_to_ical(programme, stamp=STAMP, style=Style(html_description=True))
    html = Calendar.from_ical(content).events[0]["X-ALT-DESC"]

    assert html.params["FMTTYPE"] == "text/html"
    assert str(html).replace("\\;", ";").replace("\\,", ",") == (
        "<!DOCTYPE html><html><body>"
        "<p>A &lt;b&gt;bold&lt;/b&gt; claim &amp; more.<br>See "
        '<a href="https://example.org/a?b=1&amp;c=&#x27;2">https://example.org/a?b=1&amp;c=&#x27;2</a>&#x27;, mail '
        '<a href="mailto:a@example.org">mailto:a@example.org</a>.</p>'
        "<p>javascript:x</p>"
        '<p><a href="https://example.org/talk">https://example.org/talk</a></p>'
        "</body></html>"
    )


def test_no_description_is_no_html():
    """Where there is nothing to say, HTML says it neither."""
    assert sum(line.startswith("X-ALT-DESC") for line in written(html_description=True)) == 2


def test_assumed_ends():
    """A session without an end gets one, and says so; ends that are known stay."""
    new, gone = added(assume_end=timedelta(minutes=30))

    assert new == [
        "DTEND;TZID=Asia/Seoul:20190328T105000",
        "DESCRIPTION:The programme does not say when this ends\\; the end shown is assumed.",
    ]
    assert gone == []


def test_an_end_that_is_none():
    """An end that does not lie after its start is none, whoever assumed it, and another one is assumed."""
    programme = talk(end=at("09:00"), end_assumed=True)

    assert not any(line.startswith(("DTEND", "DESCRIPTION:The")) for line in written(programme))
    assert "DTEND;TZID=Asia/Seoul:20190328T093000" in written(programme, assume_end=timedelta(minutes=30))


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [("01:30", 30, "03:00"), ("01:30", 60, "03:30"), ("00:30", 24 * 60, "01:30")],
)
def test_assumed_ends_in_the_night_in_which_the_clocks_change(start, length, end):
    """Lengths are lengths of time, not of the clock's face."""
    berlin, date = "Europe/Berlin", "2026-03-29"
    session = Session("Night", at(start, berlin, date))
    programme = workshop(berlin, date, sessions=(session,))

    calendar = programme_to_calendar(
        programme, stamp=STAMP, style=Style(assume_end=timedelta(minutes=length))
    )

    assert calendar.events[0].end - calendar.events[0].start == timedelta(minutes=length)
    assert f"{Calendar.from_ical(calendar.to_ical()).events[0].end:%H:%M}" == end


def test_a_colour():
    """The calendar has it by its name, and in the figures that Apple's calendar takes."""
    assert added(color="Steel Blue") == (["COLOR:steelblue", "X-APPLE-CALENDAR-COLOR:#4682B4"], [])


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("color", "tomatoe", "did you mean tomato"),
        ("color", "#FF6348", "did you mean tomato, coral, salmon?"),
        ("color", "보라색", "such as tomato or steelblue"),
        ("organiser", "Climate Agency", "<info@example.org>"),
        ("organiser", "Climate Agency <info at example>", "<info@example.org>"),
        ("organiser", "A <a@example.org> and B <b@example.org>", "<info@example.org>"),
        ("organiser", "", "<info@example.org>"),
        ("alarm", timedelta(minutes=-1), "alarm"),
        ("alarm", timedelta(days=400), "at most a year"),
        ("refresh", timedelta(seconds=59), "at least a minute"),
        ("assume_end", timedelta(), "at least a minute"),
    ],
)
def test_what_no_calendar_can_be(option, value, told):
    """A value that makes no sense is refused at once, and what would make sense is told."""
    with pytest.raises(UnusableOption, match=told.replace("?", r"\?")):
        Style(**{option: value})
