"""Doubts are told once, those of a kind together."""

from __future__ import annotations

import datetime as dt

import pytest

from agenda_ical import Place, Problem, Programme, Session
from agenda_ical.cli.messages import printable, programme_to_summary, tell_problems


def doubt(
    row,
    code="odd-end",
    severity="warning",
    message="The session ends before it starts.",
    advice="Mend the row.",
):
    return Problem(code, severity, message, advice, Place(table=1, row=row))


def told(capsys, *problems, quiet=False):
    tell_problems(problems, quiet=quiet)
    return capsys.readouterr().err.splitlines()


def test_warnings_first_and_advice_once(capsys):
    """Warnings come before notes, and what to do is said once for all of a kind."""
    note = doubt(1, "year-assumed", "note", "The year is assumed.", "Pass --year.")

    assert told(capsys, note, doubt(2), doubt(5)) == [
        "warning: table 1, row 2: The session ends before it starts.",
        "warning: table 1, row 5: The session ends before it starts.",
        "  Mend the row.",
        "note: table 1, row 1: The year is assumed.",
        "  Pass --year.",
    ]


def test_the_same_is_told_once(capsys):
    """A doubt that is told twice is said once."""
    assert told(capsys, doubt(2), doubt(2)) == told(capsys, doubt(2))


def test_many_of_a_kind_are_counted(capsys):
    """Of a hundred doubts of a kind a few are said, and the rest counted."""
    lines = told(capsys, *map(doubt, range(1, 101)))

    assert len(lines) == 12
    assert lines[10] == "  … and 90 more like these; `agenda-ical explain` shows each at its place"


def test_quiet_hides_notes(capsys):
    """Quiet means no notes, not no warnings."""
    assert told(capsys, doubt(1, severity="note"), quiet=True) == []


@pytest.mark.parametrize(
    ("severities", "doubts"),
    [
        ([], "no doubts"),
        (["note"], "1 doubt (1 note)"),
        (["note", "warning", "note"], "3 doubts (1 warning, 2 notes)"),
    ],
)
def test_summary(severities, doubts):
    """The summary says how many sessions, from when to when, and how many doubts."""
    start = dt.datetime(2026, 6, 5, 9, 30, tzinfo=dt.UTC)
    sessions = (Session("Opening", start), Session("Rivers", start, start + dt.timedelta(hours=1)))
    programme = Programme("", "UTC", sessions, tuple(doubt(1, severity=severity) for severity in severities))

    assert programme_to_summary(programme) == f"2 sessions, Fri 5 Jun 2026 09:30 – 10:30 (UTC); {doubts}"


def test_printable():
    """Control characters are shown as what they are: not to be printed."""
    assert printable("a\x1b[31mb\x07\tc\n\x9b") == "a\ufffd[31mb\ufffd\tc\n\ufffd"
