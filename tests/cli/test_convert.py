"""What ``convert`` writes, what it says, and when it writes nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from icalendar import Calendar

from agenda_ical.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
KECO = EXAMPLES / "keco-2019.txt"
WORKSHOP = EXAMPLES / "workshop.html"
DOUBTFUL = "Thursday, 5 June 2026\n\n10:00-10:30 Opening\n10:30-11:00 Rivers in maps\n"
"""A page that is wrong: that day is a Friday."""


def test_convert(run, tmp_path):
    """The calendar stands beside its source, and what it holds is told."""
    source = tmp_path / "keco.txt"
    source.write_bytes(KECO.read_bytes())

    converted = run("convert", source)

    assert converted.code == 0
    assert converted.out == ""
    summary = converted.err.splitlines()[-1]
    assert (
        f"{tmp_path / 'keco.ics'}: 12 sessions, Thu 28 Mar 2019 13:00 – Fri 29 Mar 2019 11:20 (Asia/Seoul); "
        in summary
    )
    assert len(Calendar.from_ical((tmp_path / "keco.ics").read_bytes()).events) == 12
    assert sorted(os.listdir(tmp_path)) == ["keco.ics", "keco.txt"]


def test_convert_to_a_named_file(run, tmp_path):
    """-o names the calendar file."""
    run("convert", KECO, "-o", tmp_path / "other.ics")

    assert b"\r\nEND:VCALENDAR\r\n" in (tmp_path / "other.ics").read_bytes()


def test_convert_into_a_folder(run, tmp_path):
    """A folder that is there takes the calendar under the source's name."""
    run("convert", KECO, "-o", tmp_path)

    assert os.listdir(tmp_path) == ["keco-2019.ics"]


def test_convert_several(run, tmp_path):
    """Several files become one calendar each, in a folder that is made where it is not there."""
    converted = run("convert", KECO, WORKSHOP, "-o", tmp_path / "new")

    assert converted.code == 0
    assert sorted(os.listdir(tmp_path / "new")) == ["keco-2019.ics", "workshop.ics"]
    assert "workshop.ics: 17 sessions" in converted.err


def test_one_bad_file_does_not_keep_the_others(run, tmp_path):
    """Of several files those that can be read are converted; the exit code tells that one could not."""
    (tmp_path / "empty.txt").touch()

    converted = run("convert", tmp_path / "empty.txt", KECO, "-o", tmp_path / "out")

    assert converted.code == 1
    assert f"error: {tmp_path / 'empty.txt'}" in converted.err
    assert os.listdir(tmp_path / "out") == ["keco-2019.ics"]


def test_strict_writes_none_of_several(run, doubtful, tmp_path):
    """With --strict a warning in one file keeps all from being written."""
    converted = run("convert", KECO, doubtful, "-o", tmp_path / "out", "--strict")

    assert converted.code == 3
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["show", "convert", "explain"])
def test_strict_and_a_warning(run, doubtful, command):
    """With --strict a warning ends in exit code 3, and no file is written."""
    done = run(command, doubtful, "--strict")

    assert done.code == 3
    assert os.listdir(doubtful.parent) == [doubtful.name]


def test_strict_show_prints_no_agenda(run, doubtful):
    """With --strict nothing doubtful goes to standard output, only the warning to standard error."""
    shown = run("show", doubtful, "--strict", "--format", "json")

    assert shown.out == ""
    assert "warning: " in shown.err


def test_strict_without_warnings(run, tmp_path):
    """With --strict and no warning, all goes on as without."""
    converted = run("convert", WORKSHOP, "--strict", "-o", tmp_path / "w.ics", "--timezone", "Europe/Oslo")

    assert converted.code == 0
    assert (tmp_path / "w.ics").exists()


def test_a_failure_while_writing(run, tmp_path, monkeypatch):
    """When the disk fails, the old calendar is intact, no scrap is left, and one sentence says so."""
    old = tmp_path / "old.ics"
    old.write_bytes(b"old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    converted = run("convert", KECO, "-o", old)

    assert converted.code == 1
    assert "error: " in converted.err
    assert "no space left on device" in converted.err
    assert old.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["old.ics"]


@pytest.mark.parametrize("told", [["--today", "2026-01-02"], []], ids=["--today", "SOURCE_DATE_EPOCH"])
def test_repeatable_runs(tmp_path, monkeypatch, told):
    """The same page, day and options give the same bytes."""
    written = []
    for name in ("once.ics", "twice.ics"):
        if not told:
            monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000")
        assert main(["convert", str(KECO), "-o", str(tmp_path / name), *told]) == 0
        written.append((tmp_path / name).read_bytes())

    assert written[0] == written[1]
    assert b"DTSTAMP:20260102T000000Z" in written[0]


def test_the_day_of_source_date_epoch_decides_the_year(run_process, tmp_path):
    """SOURCE_DATE_EPOCH is the day from which a missing year is counted."""
    page = tmp_path / "page.txt"
    page.write_text(DOUBTFUL.replace("Thursday, 5 June 2026", "Friday, 5 June"), encoding="utf-8")

    shown = run_process("show", page, "--format", "json", environment={"SOURCE_DATE_EPOCH": "1430000000"})

    assert json.loads(shown.stdout)["sessions"][0]["start"][:10] == "2015-06-05"
