"""What people who subscribed see, edition after edition: vdirsyncer fetches the feeds, khal shows them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import pytz
from attrs import evolve, frozen
from serving import NGINX, ask, by_nginx, previewed

from agenda_ical import publish
from agenda_ical.programme import Presenter, Session

from .site import FOLDER, forum
from .test_revision import with_sessions
from .workshop import STAMP, at

LATER, LAST = STAMP + timedelta(days=1), STAMP + timedelta(days=2)
POLICIES = ("status", "prefix", "drop")
WHOLE, POLICY, CITY = "programme", "tracks/jeongchaeg", "tracks/dosi"
FEEDS = (WHOLE, POLICY, CITY)
ZONE = "America/New_York"
HOUR = timedelta(hours=1)

OPENING = Session("개회식", at("09:00"), at("10:00"), presenters=(Presenter("김지영", "환경부"),))
DATA = Session(
    "지도와 데이터, 그리고 정책", at("10:00"), at("10:30"), tracks=("정책",), location="다이아몬드홀"
)
LAW = Session("탄소중립법", at("10:30"), at("11:00"), tracks=("정책",), description="법의 뜻; 그 다음은?")
FOREST = Session("숲 정책", at("11:00"), at("11:30"), tracks=("정책",), presenters=(Presenter("이하늘"),))
RIVER = Session("하천 관리 \N{EM DASH} 여섯 도시", at("10:00"), at("11:00"), tracks=("도시",))
COFFEE = Session("휴식", at("11:30"), at("11:50"), kind="break")
DINNER = Session("만찬", at("23:00"), at("00:30", date="2019-03-29"), kind="social")
CLOSING = Session("폐회", at("09:00", date="2019-03-29"))
ADDED = Session("새 발표: 바다", at("14:00"), at("14:40"), tracks=("정책",))
FIRST = forum(sessions=(OPENING, DATA, RIVER, LAW, FOREST, COFFEE, DINNER, CLOSING))

MOVED = evolve(DATA, start=at("13:00"), end=at("13:30"))
RENAMED = evolve(LAW, title="탄소중립법과 시행령")
CHANGED_TRACK = evolve(RIVER, tracks=("정책",))
SECOND = with_sessions(FIRST, OPENING, MOVED, RENAMED, CHANGED_TRACK, COFFEE, DINNER, CLOSING, ADDED)
GONE = "기후 포럼: 도시: 프로그램에서 제외됨"

VDIRSYNCER = """
[general]
status_path = "{folder}/status"
"""
PAIR = """
[pair {name}]
a = "{name}_there"
b = "{name}_here"
collections = null
[storage {name}_there]
type = "http"
url = "{address}"
[storage {name}_here]
type = "filesystem"
path = "{path}"
fileext = ".ics"
"""
KHAL = """
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
[calendars]
"""
CALENDAR = """
[[{name}]]
path = {path}
"""
FIELDS = ("calendar", "title", "start-long-full", "end-long-full", "all-day", "status", "location")


@frozen
class Subscriber:
    """Somebody in New York who has subscribed to calendars with vdirsyncer, and looks at them with khal."""

    folder: Path

    def subscribe(self, addresses):
        """Subscribe to *addresses*, by the names that the calendars are to have here."""
        vdirsyncer = VDIRSYNCER.format(folder=self.folder)
        khal = KHAL.format(folder=self.folder, zone=ZONE)
        for name, address in addresses.items():
            path = self.folder / name
            path.mkdir()
            vdirsyncer += PAIR.format(name=name, address=address, path=path)
            khal += CALENDAR.format(name=name, path=path)
        (self.folder / "vdirsyncer.conf").write_text(vdirsyncer, encoding="utf-8")
        (self.folder / "khal.conf").write_text(khal, encoding="utf-8")
        self.run("vdirsyncer", "discover")

    def synchronise(self):
        """Fetch what there is now."""
        self.run("vdirsyncer", "sync")

    def look(self):
        """What is shown from the day before the event to the day after it."""
        wanted = [word for field in FIELDS for word in ("--json", field)]
        said = self.run("khal", "list", "--once", *wanted, "2019-03-27", "2019-03-31").stdout
        return [event for line in said.splitlines() for event in json.loads(line)]

    def run(self, program, *arguments, check=True):
        """Run one of the two programs, which know nothing but this folder and this machine."""
        home = {
            name: str(self.folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
        }
        done = subprocess.run(
            [sys.executable, "-m", program, "-c", self.folder / f"{program}.conf", *arguments],
            env={**os.environ, **home, "PYTHONUTF8": "1", "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert not check or done.returncode == 0, done.stderr
        return done


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """What is shown of each feed after each of three editions, with each way to tell what is cancelled."""
    site = tmp_path_factory.mktemp("site")
    subscriber = Subscriber(tmp_path_factory.mktemp("subscriber"))
    found = {}
    with previewed(site) as address:
        for number, (programme, stamp) in enumerate(((FIRST, STAMP), (SECOND, LATER), (SECOND, LAST)), 1):
            for policy in POLICIES:
                publish(
                    programme,
                    site / policy,
                    url=f"{FOLDER}{policy}/",
                    stamp=stamp,
                    cancelled=policy,
                    clear_cancelled=stamp == LAST,
                )
            if number == 1:
                subscriber.subscribe(
                    {
                        name_of(policy, feed): f"{address}{policy}/{feed}.ics"
                        for policy in POLICIES
                        for feed in FEEDS
                    }
                )
            subscriber.synchronise()
            found[number] = subscriber.look()
    return lambda number, policy, feed: sorted(
        told(event) for event in found[number] if event["calendar"] == name_of(policy, feed)
    )


def name_of(policy, feed):
    """The name that a subscriber gives to that calendar."""
    return f"{policy}_{feed.replace('/', '_')}"


def told(event):
    """Title, start, end, whether it is cancelled, and place of what khal shows."""
    edges = [datetime.fromisoformat(event[f"{edge}-long-full"]) for edge in ("start", "end")]
    start, end = (
        edge.date() if event["all-day"] == "True" else pytz.timezone(ZONE).localize(edge) for edge in edges
    )
    return event["title"], start, end, event["status"].strip() == "CANCELLED", event["location"]


def as_shown(*sessions, cancelled=()):
    """*sessions* as khal shows them, which gives an hour to what has no end."""
    return sorted(
        (one.title, one.start, one.end or one.start + HOUR, one in cancelled, one.location or "서울")
        for one in (*sessions, *cancelled)
    )


@pytest.mark.parametrize("policy", POLICIES)
def test_the_first_edition(shown, policy):
    """Each session is there once, as the programme tells it; a track's feed has what is for all, too."""
    for_all = (OPENING, COFFEE, DINNER, CLOSING)

    assert shown(1, policy, WHOLE) == as_shown(*FIRST.sessions)
    assert shown(1, policy, POLICY) == as_shown(*for_all, DATA, LAW, FOREST)
    assert shown(1, policy, CITY) == as_shown(*for_all, RIVER)


@pytest.mark.parametrize("feed", [WHOLE, POLICY])
@pytest.mark.parametrize("policy", POLICIES)
def test_the_next_edition(shown, policy, feed):
    """What moved, has another title or track is there once, as it is now, and so is what is new; what is cancelled says so."""
    told_so = {
        "status": as_shown(cancelled=(FOREST,)),
        "prefix": as_shown(evolve(FOREST, title=f"[취소] {FOREST.title}")),
        "drop": [],
    }

    assert shown(2, policy, feed) == sorted(as_shown(*SECOND.sessions) + told_so[policy])


@pytest.mark.parametrize("feed", [WHOLE, POLICY])
@pytest.mark.parametrize("policy", POLICIES)
def test_what_was_cancelled_is_cleared(shown, policy, feed):
    """It is gone, and nothing else changes."""
    assert shown(3, policy, feed) == as_shown(*SECOND.sessions)


@pytest.mark.parametrize("number", [2, 3])
@pytest.mark.parametrize("policy", POLICIES)
def test_a_track_that_is_gone(shown, number, policy):
    """Whoever subscribed to it finds the note, over all days of the programme, and none of what was there."""
    assert [event[:3] for event in shown(number, policy, CITY)] == [
        (GONE, date(2019, 3, 28), date(2019, 3, 29))
    ]


@pytest.mark.parametrize(
    "server",
    [
        previewed,
        pytest.param(by_nginx, marks=pytest.mark.skipif(NGINX is None, reason="nginx is not installed")),
    ],
)
@pytest.mark.parametrize("feed", FEEDS)
def test_who_asks_whether_there_is_news(tmp_path, server, feed):
    """An edition that is published again unchanged is known to whoever has it; one that changed is sent."""
    path = f"/{feed}.ics"
    publish(FIRST, tmp_path, url=FOLDER, stamp=STAMP)
    lay_back(tmp_path)
    with server(tmp_path) as address:
        _, headers, content = ask(address, path)
        known = [{"If_None_Match": headers["etag"]}]
        known += [{"If_Modified_Since": headers["last-modified"]}] if "last-modified" in headers else []

        publish(FIRST, tmp_path, stamp=LATER)
        again = [ask(address, path, **condition) for condition in known]
        publish(SECOND, tmp_path, stamp=LAST)
        changed_since = [ask(address, path, **condition) for condition in known]

    assert [(status, body) for status, _, body in again] == [(304, b"")] * len(known)
    assert [(status, body) for status, _, body in changed_since] == [
        (200, (tmp_path / f"{feed}.ics").read_bytes())
    ] * len(known)
    assert content != changed_since[0][2]
    assert (server is by_nginx) == (len(known) == 2)


def lay_back(folder):
    """Let the files of *folder* be a day old, as they would be when the next edition comes."""
    for path in folder.rglob("*.ics"):
        os.utime(path, (path.stat().st_mtime - 86400,) * 2)
