"""The verbs of the face, from a page to a calendar."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from attrs import evolve, fields
from icalendar import Calendar

import agenda_ical
from agenda_ical.style import Style

EXAMPLES = Path(__file__).parent.parent / "examples"
STAMP = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
PAGE = """\
Programme

Thursday, 4 June 2026

10:00-10:30 Opening
10:30-11:00 Rivers in maps
"""


def moments(programme):
    """The wall-clock start and end of each session."""
    return [
        (session.start.strftime("%d %H:%M"), session.end and session.end.strftime("%H:%M"), session.title)
        for session in programme.sessions
    ]


def test_load_is_interpret_after_read():
    """Loading a page gives what interpreting the read page gives."""
    told = {"timezone": "Europe/Oslo", "title": "Rivers", "today": dt.date(2026, 1, 1)}

    loaded = agenda_ical.load(PAGE, **told)

    assert loaded == agenda_ical.interpret(agenda_ical.read(PAGE), **told)


@pytest.mark.parametrize(
    "source", [PAGE, PAGE.encode(), PAGE.encode("utf-16")], ids=["text", "bytes", "utf-16"]
)
def test_text_and_bytes(source):
    """A page may be given as its text or as its bytes."""
    programme = agenda_ical.load(source)

    assert moments(programme) == [("04 10:00", "10:30", "Opening"), ("04 10:30", "11:00", "Rivers in maps")]


@pytest.mark.parametrize("as_path", [str, Path])
def test_a_path(tmp_path, as_path):
    """A page may be given by its path, as a string too."""
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")

    programme = agenda_ical.load(as_path(tmp_path / "page.txt"))

    assert len(programme.sessions) == 2


def test_keco():
    """The workshop that all began with: twelve sessions on two days in Seoul."""
    programme = agenda_ical.load(EXAMPLES / "keco-2019.txt")

    assert moments(programme) == [
        ("28 13:00", "14:00", "Registration"),
        ("28 14:00", "14:15", "Opening"),
        ("28 14:15", "14:55", "Local GHG inventory development and use"),
        ("28 14:55", "15:35", "Target Management System in public sector"),
        ("28 15:35", "16:00", "Coffee break"),
        ("28 16:00", "16:40", "Best practices(province)"),
        ("28 16:40", "17:20", "Best practices(municipality)"),
        ("28 17:20", "18:00", "General discussion & closing"),
        ("29 09:30", "10:10", "Best Practice(global network and local actions: IUC/GCoM)"),
        ("29 10:10", "10:50", programme.sessions[9].title),
        ("29 10:50", "11:20", "Wrap-up reporting followed by Q&A"),
        ("29 11:20", None, "Closing"),
    ]
    assert programme.sessions[9].title.startswith("Group discussions")
    assert {str(session.start.tzinfo) for session in programme.sessions} == {"Asia/Seoul"}
    assert programme.sessions[0].start.utcoffset() == dt.timedelta(hours=9)


@pytest.mark.parametrize(
    ("name", "sessions", "first", "last"),
    [
        ("workshop.html", 17, "2026-06-04T08:30", "2026-06-05T12:30"),
        ("forum-ko.html", 9, "2026-09-17T13:00", "2026-09-17T17:30"),
        ("summer-school.md", 12, "2026-07-06T09:00", "2026-07-07T12:15"),
        ("seminar-ko.txt", 12, "2026-10-15T13:30", "2026-10-16T12:30"),
    ],
)
def test_examples(name, sessions, first, last):
    """Every example is read whole, and without a warning."""
    programme = agenda_ical.load(EXAMPLES / name)
    ends = max(session.end or session.start for session in programme.sessions)

    assert len(programme.sessions) == sessions
    assert f"{programme.sessions[0].start:%Y-%m-%dT%H:%M}" == first
    assert f"{ends:%Y-%m-%dT%H:%M}" == last
    assert [problem for problem in programme.problems if problem.severity == "warning"] == []


def test_merged_chairs_and_tracks():
    """In the HTML example a merged chair chairs all that it covers, and each hall is a track."""
    programme = agenda_ical.load(EXAMPLES / "workshop.html", timezone="Europe/Oslo")
    by_title = {session.title: session for session in programme.sessions}

    gauges = by_title["Flood routing on coarse grids"]
    assert [(person.name, person.role) for person in gauges.presenters] == [
        ("Oskar Lind", "speaker"),
        ("Ingrid Solheim", "chair"),
    ]
    assert gauges.tracks == ("Hall B: Modelling",)
    assert by_title["Hands-on: calibrating a model in an hour"].end.strftime("%H:%M") == "12:00"
    assert by_title["Lunch"].kind == "meal"


def test_the_zone_is_seoul_unless_told():
    """Times are Seoul's, or those of the zone that is named."""
    here, there = agenda_ical.load(PAGE), agenda_ical.load(PAGE, timezone="Europe/Oslo")

    assert (here.timezone, here.sessions[0].start.utcoffset()) == ("Asia/Seoul", dt.timedelta(hours=9))
    assert (there.timezone, there.sessions[0].start.utcoffset()) == ("Europe/Oslo", dt.timedelta(hours=2))


def test_only_a_named_zone_hints_at_the_encoding():
    """A page without a declared encoding is Korean when Seoul was named, not when it is merely the default."""
    page = "2026년 6월 4일\n\n10:00-10:30 개회\n10:30-11:00 강이 있는 지도와 골목".encode("cp949")

    named = agenda_ical.load(page, timezone="Asia/Seoul")
    western = agenda_ical.read("4 June 2026\n\n10:00-10:30 Begrüßung\n10:30-11:00 Öffnung".encode("cp1252"))

    assert [session.title for session in named.sessions] == ["개회", "강이 있는 지도와 골목"]
    assert "Begrüßung" in agenda_ical.draw(western)


def test_a_title_and_a_place_are_told():
    """A title overrides the page's, a place fills gaps."""
    programme = agenda_ical.load(PAGE, title="Rivers", location="Hall A")

    assert programme.title == "Rivers"
    assert {session.location or programme.location for session in programme.sessions} == {"Hall A"}


def test_a_missing_year_is_told():
    """The year is taken from whoever knows it."""
    programme = agenda_ical.load(PAGE.replace(" 2026", ""), year=2026)

    assert programme.sessions[0].start.date() == dt.date(2026, 6, 4)


def test_today_decides_the_year():
    """Without a year the weekday and the day of the run decide, and it is said."""
    programme = agenda_ical.load(PAGE.replace(" 2026", ""), today=dt.date(2025, 11, 1))

    assert programme.sessions[0].start.date() == dt.date(2026, 6, 4)
    assert "year-assumed" in {problem.code for problem in programme.problems}


def test_a_first_day_is_told():
    """A programme without any date begins on the date that is given."""
    programme = agenda_ical.load(
        "10:00-10:30 Opening\n10:30-11:00 Rivers in maps\n", date=dt.date(2026, 6, 4)
    )

    assert moments(programme)[0] == ("04 10:00", "10:30", "Opening")


def test_only_the_tables_named():
    """Tables that are not named are left out."""
    first = agenda_ical.load(EXAMPLES / "workshop.html", only_tables=(1,))

    assert {session.start.date() for session in first.sessions} == {dt.date(2026, 6, 4)}


@pytest.mark.parametrize(
    ("source", "told", "error", "hint"),
    [
        (Path("missing.html"), {}, agenda_ical.UnreadableFile, "missing.html"),
        (b"", {}, agenda_ical.UnreadableFile, "empty"),
        (b"\x00\x01\x02\x03" * 200, {}, agenda_ical.UnreadableFile, "binary"),
        (PAGE, {"format": "papyrus"}, agenda_ical.UnknownFormat, "papyrus"),
        (PAGE, {"timezone": "Asia/Soul"}, agenda_ical.UnknownZone, "Asia/Seoul"),
        ("Just a letter.\n\nNothing happens here.\n", {}, agenda_ical.NoProgramme, "no table"),
        ("10:00-10:30 Opening\n10:30-11:00 Rivers in maps\n", {}, agenda_ical.NoDate, "date"),
    ],
    ids=["missing", "empty", "binary", "format", "zone", "no programme", "no date"],
)
def test_nothing_to_return(source, told, error, hint):
    """Where there is nothing to return, the error says what to do."""
    with pytest.raises(error, match=hint):
        agenda_ical.load(source, **told)


def test_the_same_bytes():
    """The same programme and stamp give the same bytes, and another address other UIDs."""
    programme = agenda_ical.load(EXAMPLES / "keco-2019.txt")

    once = agenda_ical.to_ical(programme, stamp=STAMP)

    assert once == agenda_ical.to_ical(agenda_ical.load(EXAMPLES / "keco-2019.txt"), stamp=STAMP)
    assert once != agenda_ical.to_ical(programme, stamp=STAMP, url="https://example.org/keco.ics")


def test_the_bytes_are_the_calendar():
    """What to_ical writes parses to what to_calendar builds."""
    programme = agenda_ical.load(EXAMPLES / "workshop.html", timezone="Europe/Oslo")

    parsed = Calendar.from_ical(agenda_ical.to_ical(programme, stamp=STAMP))

    assert parsed == agenda_ical.to_calendar(programme, stamp=STAMP)
    assert len(parsed.events) == len(programme.sessions)


WANTED = {
    "presenters_in_title": (True, "SUMMARY:Rivers – J. Kim"),
    "alarm": (dt.timedelta(minutes=15), "TRIGGER:-PT15M"),
    "organiser": ("KECO <info@example.org>", "ORGANIZER;CN=KECO:mailto:info@example.org"),
    "participants": (True, "PARTICIPANT-TYPE:SPEAKER"),
    "html_description": (True, "X-ALT-DESC;FMTTYPE=text/html:"),
    "assume_end": (dt.timedelta(minutes=20), "DTEND;TZID=Asia/Seoul:20260604T105000"),
    "color": ("tomato", "COLOR:tomato"),
    "refresh": (dt.timedelta(days=1), "REFRESH-INTERVAL;VALUE=DURATION:P1D"),
}


def test_every_option_has_its_example():
    """The options that are tried here are all that there are."""
    assert set(WANTED) == {option.name for option in fields(Style)}


@pytest.mark.parametrize("option", WANTED)
def test_every_verb_takes_the_options(option, tmp_path):
    """Each option of the calendar has its effect in whatever writes one."""
    value, line = WANTED[option]
    wanted = {option: value}
    session = agenda_ical.load(PAGE).sessions[1]
    session = evolve(session, title="Rivers", end=None, presenters=(agenda_ical.Presenter("J. Kim"),))
    programme = agenda_ical.Programme("Programme", "Asia/Seoul", (session,))
    plain = agenda_ical.to_ical(programme)

    agenda_ical.publish(programme, tmp_path, url="https://example.org/agenda/", **wanted)
    written = (
        agenda_ical.to_ical(programme, **wanted),
        agenda_ical.to_calendar(programme, **wanted).to_ical(),
        agenda_ical.revise(programme, plain, **wanted).content,
        (tmp_path / "programme.ics").read_bytes(),
    )

    assert line not in plain.decode()
    assert all(f"\r\n{line}" in content.decode().replace("\r\n ", "") for content in written)


def test_an_option_that_makes_no_sense():
    """What no calendar can be is an error of its own, which says what to do."""
    with pytest.raises(agenda_ical.UnusableOption, match="did you mean tomato"):
        agenda_ical.to_ical(agenda_ical.load(PAGE), color="tomatoe")


def test_the_stamp_is_now_unless_told():
    """A calendar says when it was made."""
    before = dt.datetime.now(dt.UTC).replace(microsecond=0)
    calendar = agenda_ical.to_calendar(agenda_ical.load(PAGE))

    assert before <= calendar.events[0].DTSTAMP <= dt.datetime.now(dt.UTC)


def test_draw():
    """A page and each of its tables can be seen."""
    document = agenda_ical.read(EXAMPLES / "summer-school.md")

    assert agenda_ical.draw(document.grids[0]) in agenda_ical.draw(document)
    assert "| 9:00 – 9:30" in agenda_ical.draw(document.grids[0])
