"""What ``show`` prints, and where."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest
from icalendar import Calendar

EXAMPLES = Path(__file__).parents[2] / "examples"
KECO = EXAMPLES / "keco-2019.txt"
WORKSHOP = EXAMPLES / "workshop.html"
DOUBTFUL = "Thursday, 5 June 2026\n\n10:00-10:30 Opening\n10:30-11:00 Rivers in maps\n"
"""A page that is wrong: that day is a Friday."""


def test_show(run):
    """The agenda is printed by day, on standard output."""
    shown = run("show", KECO)

    assert shown.code == 0
    assert "Thursday 28 March 2019" in shown.out
    assert "Friday 29 March 2019" in shown.out
    row = next(line for line in shown.out.splitlines() if "14:15 – 14:55" in line)
    assert "Local GHG inventory development and use" in row
    assert "J. KIM (KECO)" in row


def test_show_leaves_out_empty_columns(run):
    """A column in which nothing would stand is not shown."""
    keco, workshop = run("show", KECO).out, run("show", WORKSHOP).out

    assert "Track" not in keco
    assert "Track" in workshop


def test_show_plain_without_a_terminal(run):
    """What goes into a file has no colours."""
    assert "\x1b" not in run("show", KECO).out


def test_json(run):
    """JSON has the names and the forms that its contract promises."""
    shown = json.loads(run("show", KECO, "--format", "json").out)

    assert list(shown) == ["title", "timezone", "location", "url", "language", "sessions", "problems"]
    assert len(shown["sessions"]) == 12
    session = shown["sessions"][2]
    assert list(session) == [
        "start", "end", "title", "presenters", "location", "track", "tracks", "description", "kind", "url",
        "links", "language", "end_assumed", "place", "uid",
    ]  # fmt: skip
    assert session["start"] == "2019-03-28T14:15:00+09:00"
    assert session["end"] == "2019-03-28T14:55:00+09:00"
    assert session["presenters"] == [{"name": "J. KIM", "organisation": "KECO", "role": "speaker"}]
    assert session["track"] is None
    assert shown["sessions"][11]["end"] is None


def test_json_problems(run, doubtful):
    """A problem is told with its place, and the session that it concerns."""
    shown = json.loads(run("show", doubtful, "--format", "json").out)

    warnings = [problem for problem in shown["problems"] if problem["severity"] == "warning"]
    assert warnings
    assert all(
        list(p) == ["code", "severity", "message", "advice", "place", "session"] for p in shown["problems"]
    )


def test_uids_are_those_of_the_calendar(run):
    """The UIDs in JSON are those that convert writes."""
    shown = json.loads(run("show", KECO, "--format", "json").out)
    written = Calendar.from_ical(run("convert", KECO, "-o", "-").out)

    assert [session["uid"] for session in shown["sessions"]] == [
        str(event["UID"]) for event in written.events
    ]


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_listings(run, form):
    """The agenda as text or Markdown has a line for each session."""
    shown = run("show", KECO, "--format", form)

    assert shown.code == 0
    assert "Local GHG inventory development and use" in shown.out
    assert shown.out.endswith("\n")


def test_csv(run):
    """CSV has a row for each session under a row of names."""
    rows = list(csv.reader(io.StringIO(run("show", KECO, "--format", "csv").out, newline="")))

    assert len(rows) == 13
    assert {len(row) for row in rows} == {len(rows[0])}


def test_doubts_stand_on_standard_error(run, doubtful):
    """Doubts do not mix with the agenda: each has its severity, its place, and what to do."""
    shown = run("show", doubtful)

    assert "warning: line 1: " in shown.err
    assert "warning" not in shown.out


def test_quiet_hides_notes_only(run, doubtful, tmp_path):
    """--quiet hides notes and the summary, never a warning."""
    noted = tmp_path / "noted.txt"
    noted.write_text(DOUBTFUL.replace("Thursday, 5 June 2026", "Friday, 5 June"), encoding="utf-8")

    assert "note: " in run("show", noted, "--today", "2026-01-01").err
    assert run("show", noted, "--quiet", "--today", "2026-01-01").err == ""
    assert run("convert", noted, "-o", tmp_path / "x.ics", "-q", "--today", "2026-01-01").err == ""
    assert "warning: " in run("show", doubtful, "--quiet").err


def test_hints_reach_the_programme(run, tmp_path):
    """What is told on the command line is in the result."""
    page = tmp_path / "page.txt"
    page.write_text("10:00-10:30 Opening\n10:30-11:00 Rivers in maps\n", encoding="utf-8")
    told = ["--date", "2026-06-05", "--timezone", "Europe/Oslo", "--title", "Rivers", "--location", "Hall A"]

    shown = json.loads(run("show", page, "--format", "json", *told).out)

    assert (shown["title"], shown["timezone"]) == ("Rivers", "Europe/Oslo")
    assert shown["sessions"][0]["start"] == "2026-06-05T10:00:00+02:00"
    assert shown["sessions"][0]["location"] == "Hall A"


def test_only_tables(run):
    """Only the named tables are used."""
    shown = json.loads(run("show", WORKSHOP, "--format", "json", "--only-tables", "2").out)

    assert {session["start"][:10] for session in shown["sessions"]} == {"2026-06-05"}


@pytest.mark.parametrize("width", range(40, 60))
def test_nothing_is_cut_off(run, tmp_path, monkeypatch, width):
    """Wide letters and long words are shown whole, however narrow the terminal."""
    title, place = (
        "지방 온실가스 인벤토리의 개발과 활용, 그리고 국제 협력을 위한 과제",
        "Donaudampfschifffahrtsgesellschaft",
    )
    page = tmp_path / "page.md"
    page.write_text(
        f"## 2026-06-04\n\n| Time | Title | Place |\n|---|---|---|\n| 10:00 | {title} | {place} |\n| 11:00 | Maps | Hall |\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("COLUMNS", f"{width}")

    shown = run("show", page).out

    assert Counter(f"{title}{place}".replace(" ", "")) <= Counter(shown)


def test_control_characters_do_not_reach_the_terminal(run, tmp_path):
    """A page cannot steer the terminal of whoever looks at it."""
    page = tmp_path / "page.txt"
    page.write_text(DOUBTFUL.replace("Rivers", "\x1b[31mRivers\x07"), encoding="utf-8")

    for command in ("show", "explain"):
        shown = run(command, page)
        assert "\x1b" not in shown.out + shown.err


def test_commands_take_a_saved_programme(run, tmp_path):
    """What show has saved, show and convert take, with filters; what is shown is what was saved."""
    saved = run("show", WORKSHOP, "--format", "json", "--timezone", "Europe/Oslo").out
    path = tmp_path / "programme.json"
    path.write_text(saved, encoding="utf-8")

    assert run("show", path, "--format", "json").out == saved
    assert run("convert", path, "-o", "-", "--kind", "break").out.count("BEGIN:VEVENT") == 2
    assert "no page" in run("explain", path).err
