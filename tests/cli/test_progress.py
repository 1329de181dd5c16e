"""The progress bar comes when it takes long, and only where somebody watches."""

from __future__ import annotations

import sys
from io import StringIO

from agenda_ical.cli import progress

THINGS = ["a", "b", "c"]


class Terminal(StringIO):
    """What a terminal is to those who write to it."""

    def isatty(self):
        return True


def impatient_terminal(monkeypatch):
    """Let standard error be a terminal, before which people are impatient."""
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setattr(progress, "PATIENCE", -1)
    monkeypatch.setenv("TERM", "xterm")
    return shown


def test_a_bar_when_it_takes_long(monkeypatch):
    """On a terminal a bar shows how many are done; each thing comes once."""
    terminal = impatient_terminal(monkeypatch)

    assert list(progress.with_progress(THINGS, quiet=False)) == THINGS
    assert "Converting" in terminal.getvalue()


def test_no_bar_when_quiet(monkeypatch):
    """--quiet hides the bar."""
    terminal = impatient_terminal(monkeypatch)

    assert list(progress.with_progress(THINGS, quiet=True)) == THINGS
    assert terminal.getvalue() == ""


def test_no_bar_for_one(monkeypatch):
    """One file needs no bar."""
    terminal = impatient_terminal(monkeypatch)

    assert list(progress.with_progress(["a"], quiet=False)) == ["a"]
    assert terminal.getvalue() == ""


def test_no_bar_without_a_terminal(capsys, monkeypatch):
    """A log has no bar."""
    monkeypatch.setattr(progress, "PATIENCE", -1)

    assert list(progress.with_progress(THINGS, quiet=False)) == THINGS
    assert capsys.readouterr().err == ""
