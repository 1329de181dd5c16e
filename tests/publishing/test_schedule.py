"""schedule.json: what stands in it, and what the programs that take it make of it."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from strategies_programmes import programmes

from agenda_ical.programme import Presenter, Programme, Session
from agenda_ical.publishing.identity import programme_to_uids
from agenda_ical.publishing.schedule import programme_to_schedule

from .site import FOLDER, forum
from .workshop import at, workshop

READER = Path(__file__).parents[2] / ".venv-schedule" / "bin" / "python"
READ_BACK = """
import json, sys
from voc.schedule import Schedule
from lxml import etree

schedule = Schedule.from_file(sys.argv[1])
events = schedule.foreach_event(lambda one: {
    **one.json(), "starts": one.start.isoformat(), "people": one.persons(),
})
document = etree.fromstring(schedule.xml(method="bytes"))
print(json.dumps({
    "version": schedule.version(), "days": schedule.conference("daysCount"), "rooms": schedule.rooms(),
    "zone": str(schedule.tz()), "count": schedule.stats.events_count, "events": events,
    "xml": [[day.get("date"), room.get("name"), event.findtext("title"), event.findtext("start")]
            for day in document.iter("day") for room in day.iter("room") for event in room.iter("event")],
}))
"""


def conference(programme: Programme):
    """The conference that the schedule of *programme* tells."""
    return schedule(programme)["schedule"]["conference"]


def schedule(programme: Programme):
    """The schedule of *programme* as whoever takes JSON sees it."""
    uids = programme_to_uids(programme, url=FOLDER)
    return json.loads(programme_to_schedule(programme, uids, url=FOLDER, version="2026-01-02 03:04"))


def events(programme: Programme):
    """All events of the schedule, day after day and room after room."""
    return [
        event for day in conference(programme)["days"] for inside in day["rooms"].values() for event in inside
    ]


def event(**changes):
    """The one event of a programme with one session, of which *changes* are told."""
    (one,) = events(forum(sessions=(evolve(Session("Maps", at("10:00"), at("10:30")), **changes),)))
    return one


def test_conference():
    """Dates, days, zone, rooms and tracks of the programme, under a word of ASCII that is made of its title."""
    told = conference(forum(title="Climate Forum, 2019: 기후"))

    days, rooms = told.pop("days"), told.pop("rooms")
    assert told == {
        "acronym": "climate_forum_2019_gihu",
        "title": "Climate Forum, 2019: 기후",
        "start": "2019-03-28",
        "end": "2019-03-29",
        "daysCount": 2,
        "timeslot_duration": "00:10",
        "time_zone_name": "Asia/Seoul",
        "url": FOLDER,
        "tracks": [{"name": "정책"}, {"name": "도시"}],
    }
    assert [room["name"] for room in rooms] == ["서울", "Hall A", "도시", "정책"]
    assert [(day["index"], day["date"], day["day_start"], day["day_end"]) for day in days] == [
        (1, "2019-03-28", "2019-03-28T00:00:00+09:00", "2019-03-29T00:00:00+09:00"),
        (2, "2019-03-29", "2019-03-29T00:00:00+09:00", "2019-03-30T00:00:00+09:00"),
    ]


def test_event():
    """An event has the session's UID, its times, its people and links, and a number and a name for old programs."""
    programme = workshop(sessions=workshop().sessions[1:2], language="en")
    (uid,) = programme_to_uids(programme, url=FOLDER)
    (told,) = events(programme)

    number, people = told.pop("id"), told.pop("persons")
    assert told.pop("slug") == f"gihu-wokeusyob-2019-{number}-local-inventories-development"
    assert told.pop("description").startswith("Chair: UNFCCC\n\n지방 온실가스 인벤토리")
    assert told == {
        "guid": uid,
        "logo": "",
        "date": "2019-03-28T09:00:00+09:00",
        "start": "09:00",
        "duration": "01:00",
        "room": "Hall A",
        "url": "https://example.org/talks/1",
        "title": "Local inventories: development, use",
        "subtitle": "",
        "track": "Policy, law / 도시",
        "type": "talk",
        "language": "ko",
        "abstract": "",
        "recording_license": "",
        "links": [
            {"url": "https://meet.example.org/1?pwd=a,b", "title": "Room 1: video"},
            {"url": "https://example.org/slides.pdf", "title": "Slides"},
        ],
        "attachments": [],
        "answers": [],
    }
    assert [person["public_name"] for person in people] == ["J. Kim (KECO)", "A. Roe", "UNFCCC"]


@pytest.mark.parametrize(
    ("changes", "room"),
    [
        ({"location": "Hall A", "tracks": ("Policy",)}, "Hall A"),
        ({"tracks": ("Policy",)}, "Policy"),
        ({}, "서울"),
    ],
)
def test_room(changes, room):
    """The room is the session's own, else its track, else the venue."""
    assert event(**changes)["room"] == room


def test_room_of_an_unknown_venue():
    """Where nothing is told, the room is called so in the programme's language."""
    programme = forum(location=None, sessions=(Session("Maps", at("10:00")),))

    assert [one["room"] for one in events(programme)] == ["행사장"]


@pytest.mark.parametrize(
    ("end", "duration"),
    [
        (at("11:15"), "01:15"),
        (at("00:30", date="2019-03-29"), "14:30"),
        (at("10:00", date="2019-03-30"), "48:00"),
        (None, "00:30"),
        (at("09:00"), "00:30"),
    ],
)
def test_duration(end, duration):
    """The length in hours and minutes; half an hour where no end is told that lies after the start."""
    assert event(end=end)["duration"] == duration


def test_an_end_that_is_not_told():
    """That the end is not told, or was assumed, is said in the description."""
    told = event(end=None, description="About maps.")["description"]

    assert told == "About maps.\n\n프로그램에 끝나는 시각이 없습니다."
    assert "다음 순서가 시작하는 시각" in event(end_assumed=True)["description"]


def test_past_midnight():
    """What begins after midnight is on the day of that date, what only ends then on the day on which it begins."""
    late = Session("Late", at("23:30"), at("00:30", date="2019-03-29"))
    later = Session("Later", at("00:30", date="2019-03-29"), at("01:00", date="2019-03-29"))

    days = conference(forum(sessions=(late, later)))["days"]

    assert [[one["title"] for one in day["rooms"]["서울"]] for day in days] == [["Late"], ["Later"]]


def test_days_without_sessions():
    """A date between two others is a day too, so that the number of a day is what programs take it for."""
    friday, monday = (
        Session("A", at("09:00", date="2019-03-29")),
        Session("B", at("09:00", date="2019-04-01")),
    )

    told = conference(forum(sessions=(friday, monday)))

    assert told["daysCount"] == 4
    assert [(day["index"], bool(day["rooms"])) for day in told["days"]] == [
        (1, True),
        (2, False),
        (3, False),
        (4, True),
    ]


def test_dates_that_are_far_apart():
    """A programme that reaches over more than a year has no days but its own, however far they lie apart."""
    told = conference(
        forum(sessions=(Session("A", at("09:00")), Session("B", at("09:00", date="2031-03-28"))))
    )

    assert (told["daysCount"], [day["index"] for day in told["days"]]) == (2, [1, 2])


def test_a_day_that_is_put_forward():
    """Midnight has the offset of its own date, also on a day on which the clocks change."""
    (day,) = conference(
        workshop(
            "Europe/Berlin",
            "2019-03-31",
            sessions=(Session("Maps", at("10:00", "Europe/Berlin", "2019-03-31")),),
        )
    )["days"]

    assert (day["day_start"], day["day_end"]) == ("2019-03-31T00:00:00+01:00", "2019-04-01T00:00:00+02:00")


def test_numbers_stay():
    """A session and a person have the same number in each edition, whatever is put before them."""
    programme = forum()
    before = {one["guid"]: one["id"] for one in events(programme)}
    more = evolve(programme, sessions=(Session("Welcome", at("08:00")), *programme.sessions))

    after = {one["guid"]: one["id"] for one in events(more)}

    assert after.items() > before.items()
    anna = [
        person["id"]
        for one in events(more)
        for person in one["persons"]
        if person["public_name"] == "Anna Roe"
    ]
    assert len(anna) == 2
    assert len(set(anna)) == 1


def test_a_session_without_a_page_is_on_ours():
    """The address of a session that has none of the web is its place on the page of the folder."""
    (told,) = events(forum(sessions=(Session("Maps", at("10:00"), url="mailto:kim@example.org"),)))

    assert told["url"] == f"{FOLDER}#s-{told['guid']}"


@given(programmes())
def test_what_the_format_asks(programme):
    """Whatever a programme holds, names, numbers, times and lengths have the form that the schema asks of them."""
    told = conference(programme)
    found = events(programme)

    assert re.fullmatch(r"[a-z0-9_-][a-z0-9_]{3,}", told["acronym"])
    assert told["daysCount"] == len(told["days"])
    assert len(found) == len(programme.sessions)
    for name in ("guid", "id", "slug"):
        assert len({one[name] for one in found}) == len(found)
    rooms = {room["name"] for room in told["rooms"]}
    for one in found:
        assert 1 <= one["id"] < 2**31
        assert re.fullmatch(r"[a-z0-9_-]+[a-z0-9]", one["slug"])
        assert re.fullmatch(r"[0-9]{2,}:[0-5][0-9]", one["duration"])
        assert one["duration"] != "00:00"
        assert one["room"] in rooms
        assert one["url"].startswith("http")
        assert all(person["public_name"] and 1 <= person["id"] < 2**31 for person in one["persons"])
    for day in told["days"]:
        starts = [datetime.fromisoformat(one["date"]) for inside in day["rooms"].values() for one in inside]
        start, end = (datetime.fromisoformat(day[name]) for name in ("day_start", "day_end"))
        assert all(start <= one < end for one in starts)


@pytest.mark.skipif(not READER.exists(), reason=f"{READER.parts[-3]} is not there; .ci/run makes it")
def test_c3voc_reads_it(tmp_path):
    """The tools of the format's authors read every session back, and make the older schedule.xml of it."""
    programme = forum(
        sessions=(
            *forum().sessions,
            Session(
                "기후 & <도시>",
                at("00:30", date="2019-03-30"),
                at("01:15", date="2019-03-30"),
                tracks=("정책",),
                presenters=(Presenter("김지영", "환경부"),),
                description="지방의 경험 🌏",
            ),
        )
    )
    (tmp_path / "schedule.json").write_text(json.dumps(schedule(programme)), encoding="utf-8")

    done = subprocess.run(
        [READER, "-c", READ_BACK, tmp_path / "schedule.json"], capture_output=True, text=True, check=True
    )

    told = json.loads(done.stdout)
    assert (told["version"], told["days"], told["count"], told["zone"]) == (
        "2026-01-02 03:04",
        3,
        len(programme.sessions),
        "Asia/Seoul",
    )
    assert told["rooms"] == ["서울", "Hall A", "도시", "정책"]
    assert sorted((one["title"], one["starts"], tuple(one["people"])) for one in told["events"]) == sorted(
        (one.title, one.start.isoformat(), tuple(map(str, one.presenters))) for one in programme.sessions
    )
    assert told["xml"][-1] == ["2019-03-30", "정책", "기후 & <도시>", "00:30"]
    assert len(told["xml"]) == len(programme.sessions)
