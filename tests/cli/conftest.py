"""The command line, run within this process or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import frozen

from agenda_ical.cli import main

SOURCES = os.pathsep.join([str(Path(__file__).parents[2] / "src"), os.environ.get("PYTHONPATH", "")])


@frozen
class Run:
    """What a run of the command printed, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys, monkeypatch):
    """Run the command line within this process."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def run_here(*arguments):
        code = main([str(argument) for argument in arguments])
        return Run(code, *capsys.readouterr())

    return run_here


@pytest.fixture
def run_process():
    """Run the command line in a process of its own, without a terminal unless one is given."""
    kept = {
        name: value for name, value in os.environ.items() if name not in {"SOURCE_DATE_EPOCH", "NO_COLOR"}
    }

    def run_apart(*arguments, environment=None, **streams):
        ends = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
        return subprocess.run(
            [sys.executable, "-m", "agenda_ical", *map(str, arguments)],
            check=False,
            env={**kept, "PYTHONPATH": SOURCES, **(environment or {})},
            **ends,
        )

    return run_apart


@pytest.fixture
def doubtful(tmp_path):
    """A page that gives a warning: that day is a Friday."""
    page = tmp_path / "doubtful.txt"
    page.write_text(
        "Thursday, 5 June 2026\n\n10:00-10:30 Opening\n10:30-11:00 Rivers in maps\n", encoding="utf-8"
    )
    return page
