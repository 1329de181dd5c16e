"""The options of the calendar: what ``convert`` writes with them, also as the next edition, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar

EXAMPLES = Path(__file__).parents[2] / "examples"
KECO = EXAMPLES / "keco-2019.txt"
WORKSHOP = EXAMPLES / "workshop.html"


def calendar(path):
    """The unfolded lines of the calendar file."""
    return path.read_bytes().decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize(
    ("length", "written"),
    [
        ("30m", "PT30M"),
        ("6h", "PT6H"),
        ("1h30m", "PT1H30M"),
        ("90 min", "PT1H30M"),
        ("2 days 3 hours", "P2DT3H"),
        ("1D", "P1D"),
    ],
)
def test_lengths(run, tmp_path, length, written):
    """A length is told in minutes, hours, days, or several of them."""
    run("convert", KECO, "-o", tmp_path / "keco.ics", "--refresh", length)

    assert f"REFRESH-INTERVAL;VALUE=DURATION:{written}" in calendar(tmp_path / "keco.ics")


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--refresh", "15", "15m, 1h30m or 2d"),
        ("--refresh", "", "15m, 1h30m or 2d"),
        ("--refresh", "m15", "15m, 1h30m or 2d"),
        ("--refresh", "-5m", "15m, 1h30m or 2d"),
        ("--refresh", "1d2h3", "15m, 1h30m or 2d"),
        ("--refresh", "0m", "at least a minute"),
        ("--alarm", "two hours", "15m, 1h30m or 2d"),
        ("--alarm", "1000d", "at most a year"),
        ("--assume-end", "0m", "at least a minute"),
        ("--assume-end", "half an hour", "15m, 1h30m or 2d"),
        ("--color", "tomatoe", "did you mean tomato"),
        ("--color", "#FF6348", "did you mean tomato, coral, salmon?"),
        ("--organiser", "Climate Agency", "Climate Agency <info@example.org>"),
    ],
)
def test_what_no_calendar_can_be(run, tmp_path, option, value, told):
    """A value that makes no sense is a wrong argument: its option is named, and nothing is written."""
    refused = run("convert", KECO, "-o", tmp_path / "keco.ics", option, value)

    assert refused.code == 2
    assert f"'{option}'" in refused.err
    assert told in " ".join(refused.err.split())
    assert not (tmp_path / "keco.ics").exists()


ALL = (
    *("--presenters-in-title", "--participants", "--html-description"),
    *("--alarm", "15m", "--assume-end", "45 min", "--refresh", "1d"),
    *("--organiser", "한국환경공단 <info@example.org>", "--color", "Steel blue"),
)


def test_all_of_them(run, tmp_path):
    """Each option has its effect, and the file reads back."""
    converted = run("convert", WORKSHOP, "-o", tmp_path / "workshop.ics", *ALL)
    lines = calendar(tmp_path / "workshop.ics")

    assert converted.code == 0
    assert {
        "METHOD:PUBLISH",
        "COLOR:steelblue",
        "X-APPLE-CALENDAR-COLOR:#4682B4",
        "X-PUBLISHED-TTL:P1D",
        "ORGANIZER;CN=한국환경공단:mailto:info@example.org",
        "TRIGGER:-PT15M",
        "PARTICIPANT-TYPE:SPEAKER",
    } <= set(lines)
    events = Calendar.from_ical((tmp_path / "workshop.ics").read_bytes()).events
    assert len(events) == 17
    assert all("DTEND" in event for event in events)
    assert all(" – " in event["SUMMARY"] for event in events if "Speaker" in str(event.get("DESCRIPTION")))
    assert all(("X-ALT-DESC" in event) == ("DESCRIPTION" in event) for event in events)


def test_update_takes_them(run, tmp_path):
    """The next edition is written as it is wanted now, and again as the same bytes."""
    target = tmp_path / "workshop.ics"
    run("convert", WORKSHOP, "-o", target)
    before = {event["UID"] for event in Calendar.from_ical(target.read_bytes()).events}

    changed = run("convert", WORKSHOP, "-o", target, "--update", *ALL)
    content = target.read_bytes()
    unchanged = run("convert", WORKSHOP, "-o", target, "--update", *ALL)

    assert {event["UID"] for event in Calendar.from_ical(content).events} == before
    assert b"\r\nSEQUENCE:1\r\n" in content
    assert "changed)" in changed.err
    assert "no changes" in unchanged.err
    assert target.read_bytes() == content


def test_a_published_folder_takes_them(run, tmp_path):
    """Every calendar of a folder is written as it is wanted; a file that takes it back gives no alarm."""
    folder = tmp_path / "folder"
    published = run("publish", WORKSHOP, folder, "--url", "https://example.org/agenda/", *ALL)

    assert published.code == 0
    for name in ("programme.ics", *(path.relative_to(folder) for path in folder.glob("*/*.ics"))):
        lines = calendar(folder / name)
        assert "METHOD:PUBLISH" in lines
        assert lines.count("BEGIN:VEVENT") == sum(line.startswith("ORGANIZER;CN=") for line in lines)
    undo = calendar(folder / "undo.ics")
    assert not {"METHOD:PUBLISH", "METHOD:CANCEL", "BEGIN:VALARM"} & set(undo)
