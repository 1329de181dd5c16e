"""Wrong arguments end in exit code 2, before anything is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
KECO = EXAMPLES / "keco-2019.txt"
WORKSHOP = EXAMPLES / "workshop.html"
DOUBTFUL = "Thursday, 5 June 2026\n\n10:00-10:30 Opening\n10:30-11:00 Rivers in maps\n"
"""A page that is wrong: that day is a Friday."""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--year", "20199"], "20199"),
        (["--year", "last"], "last"),
        (["--date", "foo"], "2019-03-28"),
        (["--date", "2019-02-30"], "2019-02-30"),
        (["--today", "tomorrow"], "tomorrow"),
        (["--only-tables", "a"], "2,3"),
        (["--only-tables", "0"], "2,3"),
        (["--language", "korean!"], "ko or en"),
        (["--input-format", "odt"], "markdown"),
        (["--year", "2019", "--date", "2020-01-01"], "different years"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_wrong_arguments(run, tmp_path, arguments, told):
    """A wrong argument is exit code 2, and says what would be right."""
    done = run("convert", KECO, "-o", tmp_path / "x.ics", *arguments)

    assert done.code == 2
    assert told in done.err
    assert os.listdir(tmp_path) == []


def test_a_wrong_source_date_epoch(run, monkeypatch):
    """A SOURCE_DATE_EPOCH that is no number is told as what it is."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")

    done = run("show", KECO)

    assert done.code == 2
    assert "SOURCE_DATE_EPOCH is 'yesterday'" in done.err


@pytest.mark.parametrize("arguments", [[], ["convert"], ["publish", "x.html"]])
def test_an_incomplete_command(run, arguments):
    """A command without its file, or one that does not exist, is exit code 2."""
    assert run(*arguments).code == 2


def test_a_source_is_never_overwritten(run, tmp_path):
    """A calendar cannot be written over its source, under whatever name."""
    source = tmp_path / "page.txt"
    source.write_text(DOUBTFUL, encoding="utf-8")

    done = run("convert", source, "-o", tmp_path / "." / "page.txt")

    assert done.code == 2
    assert "would be overwritten" in done.err
    assert source.read_text(encoding="utf-8") == DOUBTFUL


def test_two_sources_of_one_name(run, tmp_path):
    """Two sources that would become the same calendar are refused before anything is written."""
    (tmp_path / "a").mkdir()
    pages = [tmp_path / "page.txt", tmp_path / "a" / "page.html"]
    for page in pages:
        page.write_text(DOUBTFUL, encoding="utf-8")

    done = run("convert", *pages, "-o", tmp_path / "out")

    assert done.code == 2
    assert "would both become" in done.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("output", ["-", "both.ics"])
def test_several_sources_need_a_folder(run, output):
    """Several calendars go neither into one file nor to standard output."""
    assert run("convert", KECO, WORKSHOP, "-o", output).code == 2


def test_standard_input_stands_alone(run):
    """Standard input cannot be one of several files."""
    assert run("convert", "-", KECO, "-o", "out").code == 2


def test_version(run):
    """--version tells the program and its version."""
    assert run("--version").out.startswith("agenda-ical 0.")
