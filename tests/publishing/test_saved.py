"""JSON is loaded again as the programme that it was, also after a person has changed it."""

from __future__ import annotations

import json

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from strategies_programmes import programmes

import agenda_ical
from agenda_ical import Place, Presenter, Problem, UnknownFormat, UnknownZone, UnreadableFile
from agenda_ical.publishing.jsonfile import programme_to_json
from agenda_ical.publishing.saved import json_to_programme

from .workshop import STAMP, at, workshop

NUMBERS = st.one_of(st.none(), st.integers(1, 999))
PLACES = st.builds(
    Place, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.sampled_from([None, "Day 1", "표, 1", "row"])
)


@given(programmes(), PLACES)
def test_what_is_saved_loads_equal(programme, place):
    """Every fact of every programme is there again: times, zone, presenters, tracks, links, places, doubts."""
    sessions = tuple(evolve(session, place=place) for session in programme.sessions)
    doubts = (Problem("overlap", "warning", "m", "a", place, len(sessions) - 1 if sessions else None),)
    programme = evolve(programme, sessions=sessions, problems=doubts)

    loaded = json_to_programme(programme_to_json(programme))

    assert loaded == programme
    assert [one.start.utcoffset() for one in loaded.sessions] == [one.start.utcoffset() for one in sessions]


def test_a_saved_programme_is_loaded_like_a_page(tmp_path):
    """From a path, bytes or text; and the calendar is the same."""
    path = tmp_path / "programme.json"
    path.write_text(programme_to_json(workshop()), encoding="utf-8")

    loaded = agenda_ical.load(path)

    assert loaded == workshop()
    assert agenda_ical.load(path.read_bytes()) == agenda_ical.load(path.read_text(encoding="utf-8")) == loaded
    assert agenda_ical.load(path.rename(tmp_path / "saved"), format="json") == loaded
    assert agenda_ical.to_ical(loaded, stamp=STAMP) == agenda_ical.to_ical(workshop(), stamp=STAMP)


def test_what_a_person_tells_of_a_saved_programme():
    """Title, place, zone and corrections are told over it."""
    told = agenda_ical.load(
        programme_to_json(workshop()), title="New", location="Hall Z", timezone="Europe/Oslo",
        fixes='[[fix]]\ntitle = "Dinner"\nset.start = "15:30"\n',
    )  # fmt: skip

    assert (told.title, told.timezone, told.sessions[0].location) == ("New", "Europe/Oslo", "Hall Z")
    assert told.sessions[0].start == workshop().sessions[0].start
    assert told.sessions[0].start.isoformat() == "2019-03-28T00:30:00+01:00"
    assert told.sessions[-1].start.isoformat() == "2019-03-28T15:30:00+01:00"


def test_a_saved_programme_can_be_edited():
    """Sessions that are put in anywhere stand at their time; a clock time needs no offset, a presenter no table."""
    saved = json.loads(
        programme_to_json(evolve(workshop(), problems=(Problem("a", "note", "", "", session=1),)))
    )
    new = {
        "title": "Walk",
        "start": "2019-03-28T07:00",
        "presenters": ["chair: A. Roe (KECO)"],
        "track": "A / B",
    }
    saved["sessions"].append({**new, "colour": "red"})

    loaded = agenda_ical.load(json.dumps(saved))

    walk = loaded.sessions[0]
    assert (walk.start, walk.end, walk.tracks) == (at("07:00"), None, ("A", "B"))
    assert walk.presenters == (Presenter("A. Roe", "KECO", "chair"),)
    assert loaded.problems[0].session == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start": "ten"}, "sessions[1].start is 'ten'; it must be a moment such as"),
        ({"start": None}, "sessions[1].start is None; it must be a text"),
        ({"kind": "brake"}, "sessions[1].kind is 'brake'; did you mean 'break'?"),
        ({"presenters": [7]}, "sessions[1].presenters[1] is 7; it must be a text such as"),
        ({"end_assumed": "no"}, "sessions[1].end_assumed is 'no'; it must be true or false"),
    ],
)
def test_what_is_wrong_is_told_with_its_key(change, said):
    """Whoever edits is told which session and which key."""
    saved = json.loads(programme_to_json(workshop()))
    saved["sessions"][0].update(change)

    with pytest.raises(UnreadableFile, match="JSON") as caught:
        agenda_ical.load(json.dumps(saved))

    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('{"title": ', UnreadableFile),
        ('{"a": 1}', UnreadableFile),
        ('{"timezone": "Mars", "sessions": [{"title": "a", "start": "2019-03-28T07:00"}]}', UnknownZone),
        ('{"timezone": "Europe/Berlin", "sessions": [{"title": "a", "start": "2026-03-29T02:30"}]}', UnreadableFile),
        ('{"timezone": "UTC", "sessions": [{"title": "a"}]}', UnreadableFile),
        ('{"a":' * 100_000, UnreadableFile),
    ],
)  # fmt: skip
def test_what_is_no_programme(text, error):
    """Other JSON is refused, and said to be so."""
    with pytest.raises(error):
        agenda_ical.load(text)


def test_a_saved_programme_is_no_page():
    """There is nothing to draw or explain; the text says what to do."""
    with pytest.raises(UnknownFormat, match="no page"):
        agenda_ical.read(programme_to_json(workshop()))
