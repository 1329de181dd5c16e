"""The agenda as text: listing and JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from attrs import evolve

import agenda_ical
from agenda_ical.programme import Place, Presenter, Problem, Session
from agenda_ical.publishing.identity import programme_to_uids
from agenda_ical.publishing.jsonfile import programme_to_json
from agenda_ical.publishing.listing import (
    programme_to_listing,
)

from .workshop import ADDRESS, at, workshop

SOURCE = Path(agenda_ical.__file__).parent.parent


def test_listing():
    """A session is a line, and what is known of it stands below with its sign."""
    programme = workshop()
    talk = evolve(programme.sessions[1], description="What it is about,\n\nin its own lines.")
    programme = evolve(programme, sessions=(programme.sessions[0], talk, *programme.sessions[2:]))

    assert (
        programme_to_listing(programme)
        == """\
Thursday 28 March 2019
  08:30 – 09:00  Registration  <registration>
  09:00 – 10:00  Local inventories: development, use
                 J. Kim (KECO)
                 A. Roe
                 chair: UNFCCC
                 @ Hall A  [Policy, law] [도시]  {ko}
                 | What it is about,
                 |
                 | in its own lines.
                 https://example.org/talks/1
                 => https://meet.example.org/1?pwd=a,b  Room 1: video
                 -> https://example.org/slides.pdf  Slides
  10:00 – ~10:20  Coffee break  <break>
  10:20 –        What is next?
  15:00 – 15:20  Coffee break  <break>
  23:00 – 00:30+1  Dinner  <social>
"""
    )


def test_listing_with_heading_and_days():
    """The heading names the event, its venue and zone; each day has a line of its own."""
    later = Session("Excursion", at("09:00", date="2019-03-29"))
    programme = workshop(title="Workshop", sessions=(workshop().sessions[0], later))

    assert (
        programme_to_listing(programme, heading=True)
        == """\
Workshop
Grand Hotel, Seoul, Asia/Seoul

Thursday 28 March 2019
  08:30 – 09:00  Registration  <registration>

Friday 29 March 2019
  09:00 –        Excursion
"""
    )


def test_json_contract():
    """Two keys more or less would break somebody's program."""
    session = Session(
        "Talk",
        at("09:00"),
        at("09:30"),
        presenters=(Presenter("J. Kim", "KECO", "chair"),),
        tracks=("A", "B"),
        place=Place(table=2, row=7),
    )
    problem = Problem("year-assumed", "note", "No year is named.", "Give --year.", Place(table=2), 0)
    programme = workshop(sessions=(session,), problems=(problem,))

    assert json.loads(programme_to_json(programme)) == {
        "title": "기후 워크숍, 2019",
        "timezone": "Asia/Seoul",
        "location": "Grand Hotel, Seoul",
        "url": None,
        "language": None,
        "sessions": [
            {
                "start": "2019-03-28T09:00:00+09:00",
                "end": "2019-03-28T09:30:00+09:00",
                "title": "Talk",
                "presenters": [{"name": "J. Kim", "organisation": "KECO", "role": "chair"}],
                "location": None,
                "track": "A / B",
                "tracks": ["A", "B"],
                "description": "",
                "kind": "talk",
                "url": None,
                "links": [],
                "language": None,
                "end_assumed": False,
                "place": "table 2, row 7",
                "uid": programme_to_uids(programme, url=None)[0],
            }
        ],
        "problems": [
            {
                "code": "year-assumed",
                "severity": "note",
                "message": "No year is named.",
                "advice": "Give --year.",
                "place": "table 2",
                "session": 0,
            }
        ],
    }


def test_json_is_for_people_too():
    """Letters stand as they are, what is not known is null, and UIDs are those of the calendar if told."""
    uids = programme_to_uids(workshop(), url=ADDRESS)
    text = programme_to_json(workshop(), uids)

    assert "기후 워크숍" in text
    assert [session["uid"] for session in json.loads(text)["sessions"]] == list(uids)
    assert json.loads(text)["sessions"][3]["end"] is None


def test_listing_needs_no_icalendar():
    """Whoever only looks does not pay for writing."""
    program = "import sys, agenda_ical.publishing.listing; sys.exit('icalendar' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], cwd=SOURCE, check=False).returncode == 0
