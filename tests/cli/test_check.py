"""``check``: what it prints, as text and as JSON, and the exit code."""

from __future__ import annotations

import json
import os
import pty

import pytest
from broken_calendars import SOUND

WARNED = SOUND.replace("SUMMARY:Boats", "SUMMARY:<b>Boats</b>")
BROKEN = SOUND.replace("SUMMARY:Rivers\\, lakes", "SUMMARY:Rivers, lakes")


@pytest.fixture
def calendar(tmp_path):
    """Write a calendar file and return its path."""

    def write(text, name="a.ics"):
        path = tmp_path / name
        path.write_bytes(text.encode())
        return path

    return write


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (SOUND, [], 0),
        (SOUND, ["--strict"], 0),
        (WARNED, [], 0),
        (WARNED, ["--strict"], 3),
        (BROKEN, [], 1),
        (BROKEN, ["--strict", "--quiet"], 1),
        (BROKEN, ["--format", "json"], 1),
    ],
)
def test_exit_codes(run, calendar, text, options, code):
    """1 when there is an error; 3 when there is a warning and nobody may warn."""
    assert run("check", calendar(text), *options).code == code


def test_nothing_is_found(run, calendar):
    """A calendar that is as it should be is told so."""
    done = run("check", calendar(SOUND), "--quiet")

    assert (done.out, done.err) == ("1 file: nothing to complain of\n", "")


def test_what_is_found(run, calendar, monkeypatch):
    """Errors come first, each with its lines, whom it concerns, what to do and who says so."""
    monkeypatch.setenv("COLUMNS", "200")
    done = run("check", calendar(BROKEN.replace("SUMMARY:Boats", "SUMMARY:<b>Boats</b>")))

    assert done.out.splitlines()[1:] == [
        "error text-unescaped  (sabre (Nextcloud), Radicale, vobject, calcurse)",
        "  line 28: SUMMARY holds a comma without a backslash: 'Rivers, lakes'.",
        "  → Write a backslash before commas and semicolons. [RFC 5545, section 3.3.11]",
        "warning text-html",
        "  line 39: SUMMARY holds HTML, such as <b>.",
        "  → Write plain text, and put the HTML into X-ALT-DESC if it is wanted. [RFC 5545, section 3.8.1.5]",
        "information alarm-ignored  (Google, Outlook, Apple)",
        "  line 40: '<b>Boats</b>' has an alarm.",
        "  → Nothing; leave alarms to those who subscribe. [reported: adamgibbons/ics#124]",
        "",
        "1 file: 1 error, 1 warning, 1 information",
    ]


def test_many_that_are_alike_are_counted(run, calendar):
    """Of the same thing ten are told."""
    done = run("check", calendar(SOUND.replace("BEGIN:VEVENT", "what\r\n" * 15 + "BEGIN:VEVENT", 1)))

    assert done.out.count("This is no property: 'what'.") == 10
    assert "… and 5 more like these" in done.out


def test_json(run, calendar):
    """A program gets all that there is to know of each."""
    found = json.loads(run("check", calendar(BROKEN), "--format", "json").out)

    assert [one["code"] for one in found] == ["text-unescaped", "alarm-ignored"]
    assert found[0]["lines"] == [28]
    assert set(found[0]) == {"code", "severity", "message", "advice", "source", "clients", "lines", "file"}


def test_json_of_nothing(run, calendar):
    """Nothing is an empty list."""
    assert run("check", calendar(SOUND), "--format", "json", "--quiet").out == "[]\n"


def test_a_folder(run, calendar, tmp_path):
    """Each file has its name above what is found in it."""
    calendar(SOUND, "a.ics")
    calendar(BROKEN, "b.ics")
    done = run("check", tmp_path, "--quiet")

    assert done.out.startswith(f"{(tmp_path / 'b.ics').as_posix()}\nerror text-unescaped")
    assert done.out.endswith("2 files: 1 error, 1 warning\n")


def test_standard_input(run_process, calendar):
    """A calendar may come through a pipe, its bytes as they are."""
    with calendar(SOUND.replace("\r\n", "\n")).open("rb") as content:
        done = run_process("check", "-", stdin=content)

    assert done.returncode == 1
    assert done.stdout.decode().startswith("error line-end")


def test_what_is_not_there(run):
    """A file that is not there is an error like elsewhere."""
    done = run("check", "nothing.ics")

    assert (done.code, done.out) == (1, "")
    assert done.err == "error: There is no such file: nothing.ics.\n"


def test_limits(run, calendar):
    """What a file may cost can be said."""
    done = run("check", calendar(SOUND), "--limit", "lines=10")

    assert done.code == 1
    assert "--limit lines=46" in done.err


def test_a_file_cannot_steer_the_terminal(run, calendar):
    """What stands in a calendar is printed without its control characters."""
    done = run("check", calendar(SOUND.replace("SUMMARY:Boats", "SUMMARY:\x1b[2J, Boats")))

    assert "\x1b" not in done.out
    assert "control-character" in done.out


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals")
def test_colours_on_a_terminal(run_process, calendar):
    """Where there is a terminal, errors are red."""
    leader, follower = pty.openpty()
    done = run_process("check", calendar(BROKEN), stdout=follower, environment={"TERM": "xterm-256color"})
    os.close(follower)
    shown = os.read(leader, 10_000).decode()
    os.close(leader)

    assert done.returncode == 1
    assert "\x1b[1;31merror" in shown
