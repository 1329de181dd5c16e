"""The filters that all commands share."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from icalendar import Calendar

EXAMPLES = Path(__file__).parents[2] / "examples"
EXAMPLE = EXAMPLES / "workshop.html"
KOREAN = EXAMPLES / "forum-ko.html"


@pytest.mark.parametrize(
    "filters", [["--day", "2"], ["--day", "1", "--day", "fri", "--no-breaks"], ["--track", "Hall B"]]
)
def test_every_command_takes_filters(run, filters):
    """Calendars and listings of a part hold the same sessions, with the UIDs of the whole."""
    whole = json.loads(run("show", EXAMPLE, "--format", "json").out)["sessions"]
    shown = json.loads(run("show", EXAMPLE, "--format", "json", *filters).out)["sessions"]
    events = Calendar.from_ical(run("convert", EXAMPLE, "-o", "-", *filters).out).events

    assert 0 < len(shown) < len(whole)
    assert [session for session in whole if session in shown] == shown
    assert [str(event["UID"]) for event in events] == [session["uid"] for session in shown]
    assert run("explain", EXAMPLE, *filters).out.count("→") == len(shown)


def test_a_korean_programme_is_asked_in_korean(run):
    """Weekdays and names are said as the page writes them."""
    first = json.loads(run("show", KOREAN, "--format", "json").out)["sessions"][0]["start"][:10]
    weekday = "월화수목금토일"[dt.date.fromisoformat(first).weekday()]

    shown = json.loads(run("show", KOREAN, "--format", "json", "--day", f"{weekday}요일").out)["sessions"]

    assert {session["start"][:10] for session in shown} == {first}


def test_an_empty_part_fails_in_one_sentence(run):
    """A filter that leaves nothing is an error that says what there is."""
    done = run("convert", EXAMPLE, "-o", "-", "--track", "Hall Z")

    assert done.code == 1
    assert (
        done.err
        == "error: No session has the track 'Hall Z'; there are Hall A: Measuring and Hall B: Modelling.\n"
    )
