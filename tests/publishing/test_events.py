"""What the calendar file says, point by point."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import pytz
from attrs import evolve
from hypothesis import given
from icalendar import Calendar
from strategies_programmes import programmes

from agenda_ical.errors import UnknownZone
from agenda_ical.programme import Presenter, Programme, Session, SessionLink
from agenda_ical.publishing import programme_to_calendar, programme_to_ical
from agenda_ical.publishing.words import Words, all_words
from agenda_ical.style import Style

from .workshop import ADDRESS, STAMP, at, workshop


def event(session, **programme):
    """The VEVENT of one session."""
    return programme_to_calendar(workshop(sessions=(session,), **programme), stamp=STAMP).events[0]


def one(**said):
    """A session at nine that says this."""
    return Session(**{"title": "Talk", "start": at("09:00"), "end": at("10:00"), **said})


def lines(programme, **said):
    """The unfolded lines of its file."""
    content = programme_to_ical(programme, stamp=STAMP, **said)
    return content.decode().replace("\r\n ", "").splitlines()


def test_the_calendar_names_itself():
    """Everything that a calendar program wants to know of the file comes first, in the words of the programme."""
    head = lines(workshop(url="https://example.org/", language="ko"), url=ADDRESS)[:13]

    assert head == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//agenda-ical//agenda-ical//EN",
        "CALSCALE:GREGORIAN",
        head[4],
        "NAME:기후 워크숍\\, 2019",
        "X-WR-CALNAME:기후 워크숍\\, 2019",
        "DESCRIPTION:장소: Grand Hotel\\, Seoul\\nhttps://example.org/",
        "X-WR-CALDESC:장소: Grand Hotel\\, Seoul\\nhttps://example.org/",
        "X-WR-TIMEZONE:Asia/Seoul",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        f"SOURCE;VALUE=URI:{ADDRESS}",
    ]


def test_the_calendars_uid_hides_from_vdirsyncer():
    """Only events have a line that begins with ``UID:``, and yet the calendar has a UID."""
    content = programme_to_ical(workshop(), stamp=STAMP)

    assert content.count(b"\nUID:") == len(workshop().sessions)
    assert Calendar.from_ical(content)["UID"]


def test_what_there_is_nothing_to_say_about_is_left_out():
    """No empty property, no address that is not known, no method, no alarm, nobody invited."""
    said = lines(workshop(location=None, title="", sessions=(one(),)))

    assert not any(line.endswith(":") for line in said)
    names = {line.partition(":")[0].partition(";")[0] for line in said}
    assert not names & {
        "NAME",
        "SOURCE",
        "DESCRIPTION",
        "LOCATION",
        "URL",
        "METHOD",
        "COLOR",
        "ATTENDEE",
        "CONFERENCE",
    }
    assert "BEGIN:VALARM" not in said


def test_the_zone_comes_before_the_events():
    """There is one VTIMEZONE and it comes first."""
    parts = programme_to_calendar(workshop(), stamp=STAMP).subcomponents

    assert [part.name for part in parts] == ["VTIMEZONE", *["VEVENT"] * 6]


def test_an_event_says_all_that_is_known():
    """A session with everything, in the order of its file."""
    said = lines(workshop())
    start = said.index("SUMMARY:Local inventories: development\\, use")

    assert said[start - 2 : start + 1] == [
        "DTSTART;TZID=Asia/Seoul:20190328T090000",
        "DTEND;TZID=Asia/Seoul:20190328T100000",
        "SUMMARY:Local inventories: development\\, use",
    ]
    assert said[start + 2 : start + 13] == [
        "LOCATION:Hall A",
        "URL:https://example.org/talks/1",
        "CATEGORIES:Policy / law,도시,Talk",
        "CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=Room 1 video:https://meet.example.org/1?pwd=a,b",
        "TRANSP:OPAQUE",
        "STATUS:CONFIRMED",
        "SEQUENCE:0",
        "DTSTAMP:20260102T030405Z",
        "CREATED:20260102T030405Z",
        "LAST-MODIFIED:20260102T030405Z",
        "END:VEVENT",
    ]


def test_speakers_come_first_in_the_description():
    """Who gives it with their roles, what it is about, then where it leads."""
    paragraphs = str(event(workshop().sessions[1])["DESCRIPTION"]).split("\n\n")

    assert paragraphs[0] == "Speakers: J. Kim (KECO), A. Roe\nChair: UNFCCC"
    assert paragraphs[2] == "Bring a laptop."
    assert paragraphs[3].splitlines() == [
        "https://example.org/talks/1",
        "Room 1: video: https://meet.example.org/1?pwd=a,b",
        "Slides: https://example.org/slides.pdf",
        "Language: Korean",
    ]


def test_a_korean_programme_speaks_korean():
    """The words beside the programme's own are in its language."""
    speaker = one(
        presenters=(Presenter("김철수", "환경부"), Presenter("이영희", role="chair")), kind="opening"
    )

    told = event(speaker, language="ko-KR")

    assert told["DESCRIPTION"] == "발표: 김철수 (환경부)\n좌장: 이영희"
    assert told["CATEGORIES"].cats == ["개회"]


def test_every_language_has_every_word():
    """Each language has the same roles, kinds and languages as English."""
    english, *others = (all_words()[language] for language in sorted(all_words()))

    for words in others:
        assert isinstance(words, Words)
        for table in ("roles", "kinds", "languages"):
            assert getattr(words, table).keys() == getattr(english, table).keys()


def test_no_end_is_no_dtend():
    """An end that is not told, or does not lie after the start, is not written."""
    for end in (None, at("09:00"), at("08:00")):
        assert "DTEND" not in event(one(end=end))


def test_an_assumed_end_is_said_to_be_assumed():
    """A plain sentence tells it; none where the end is written or missing."""
    sentence = all_words()["en"].end_assumed

    assert event(one(end_assumed=True))["DESCRIPTION"] == sentence
    assert "DESCRIPTION" not in event(one(end_assumed=True, end=None))


def test_nobody_is_busy_in_a_break():
    """Breaks, meals and registration leave time free, everything else does not."""
    free = {
        kind
        for kind in ("talk", "break", "meal", "registration", "opening", "closing", "social", "other")
        if event(one(kind=kind))["TRANSP"] == "TRANSPARENT"
    }

    assert free == {"break", "meal", "registration"}


def test_the_venue_is_where_a_session_names_no_room():
    """A session without a room takes place at the programme's place."""
    assert event(one())["LOCATION"] == "Grand Hotel, Seoul"
    assert event(one(location="Hall B"))["LOCATION"] == "Hall B"


def test_addresses_are_ascii_and_absolute():
    """An address with other letters is encoded; what is no address stays in the description only."""
    link = SessionLink("https://예시.example/줌 [1]", conference=True)

    told = event(one(url="talks/1.html", links=(link,)))

    assert told["CONFERENCE"] == "https://xn--vv4b11d.example/%EC%A4%8C%20%5B1%5D"
    assert told["CONFERENCE"].params["LABEL"] == "Join online"
    assert "URL" not in told
    assert "talks/1.html" in told["DESCRIPTION"]


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("2024-10-26T23:30+02:00", "2024-10-27T04:00+01:00", ("20241026T233000", "20241027T040000")),
        ("2024-10-27T02:30+02:00", "2024-10-27T03:30+01:00", ("20241027T023000", "20241027T033000")),
        ("2024-10-27T02:30+01:00", "2024-10-27T03:30+01:00", ("20241027T013000Z", "20241027T023000Z")),
        ("2024-10-27T01:30+02:00", "2024-10-27T02:30+01:00", ("20241026T233000Z", "20241027T013000Z")),
        ("2024-03-31T01:30+01:00", "2024-03-31T03:30+02:00", ("20240331T013000", "20240331T033000")),
    ],
)
def test_nights_in_which_clocks_change(start, end, written):
    """A wall-clock time that comes twice means the first; a session that needs the second is written in UTC."""
    zone = pytz.timezone("Europe/Berlin")
    moments = [datetime.fromisoformat(text).astimezone(zone) for text in (start, end)]

    told = event(one(start=moments[0], end=moments[1]), timezone="Europe/Berlin")

    assert (told["DTSTART"].to_ical().decode(), told["DTEND"].to_ical().decode()) == written


def test_times_of_another_zone_are_brought_into_the_programmes():
    """A time that was made with another zone or library is the same moment on the programme's clock."""
    told = event(one(start=datetime(2019, 3, 28, 0, tzinfo=UTC), end=datetime(2019, 3, 28, 1, tzinfo=UTC)))

    assert told["DTSTART"].to_ical() == b"20190328T090000"
    assert told["DTEND"].params["TZID"] == "Asia/Seoul"


def test_utc_needs_no_zone():
    """The times of a programme in UTC are written with a Z."""
    said = lines(workshop("UTC"))

    assert "DTSTART:20190328T083000Z" in said
    assert "BEGIN:VTIMEZONE" not in said


@given(programmes())
def test_every_moment_comes_back(programme):
    """What is read from the file is the same moments, in every zone and in the nights when clocks change."""
    events = Calendar.from_ical(programme_to_ical(programme, stamp=STAMP)).events

    assert [told.start.astimezone(UTC) for told in events] == [
        session.start.astimezone(UTC) for session in programme.sessions
    ]
    assert [told["DTEND"].dt.astimezone(UTC) if "DTEND" in told else None for told in events] == [
        session.end.astimezone(UTC) if session.end and session.end > session.start else None
        for session in programme.sessions
    ]


def test_refresh_is_as_told():
    """Subscribers are asked to come every day if that is what was told, in both spellings."""
    said = lines(workshop(), style=Style(refresh=timedelta(days=1)))

    assert {"REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D"} <= set(said)


def test_an_empty_programme_is_a_legal_calendar():
    """A calendar needs at least one component: the zone."""
    calendar = Calendar.from_ical(programme_to_ical(Programme("Nothing", "UTC", ()), stamp=STAMP))

    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]


def test_what_cannot_be_published_is_told():
    """An unknown zone and a stamp without a zone are refused."""
    with pytest.raises(UnknownZone, match="Asia/Seoul"):
        programme_to_ical(evolve(workshop(), timezone="Asia/Soul"), stamp=STAMP)
    with pytest.raises(ValueError, match="stamp"):
        programme_to_ical(workshop(), stamp=STAMP.replace(tzinfo=None))
