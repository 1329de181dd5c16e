"""Standard input, output and error: pipes, terminals, encodings, interruptions."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
KECO = EXAMPLES / "keco-2019.txt"


def test_from_standard_input_to_standard_output(run_process):
    """- is standard input and output: the bytes are those of the file."""
    piped = run_process("convert", "-", "--today", "2026-01-02", input=KECO.read_bytes())
    named = run_process("convert", KECO, "-o", "-", "--today", "2026-01-02")

    assert (piped.returncode, named.returncode) == (0, 0)
    assert piped.stdout == named.stdout
    assert piped.stdout.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"\r\r" not in piped.stdout
    assert b"12 sessions" in piped.stderr


def test_utf8_whatever_the_console(run_process):
    """Korean is printed as UTF-8, also where the console's encoding could not hold it."""
    western = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}

    shown = run_process("show", EXAMPLES / "forum-ko.html", environment=western)

    assert shown.returncode == 0
    assert "개회사" in shown.stdout.decode("utf-8")


def test_no_colour_without_a_terminal(run_process, doubtful):
    """What goes into a pipe has no colours."""
    shown = run_process("show", doubtful, environment={"TERM": "xterm-256color"})

    assert b"\x1b" not in shown.stdout + shown.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
@pytest.mark.parametrize("no_color", ["", "1"])
def test_no_color_on_a_terminal(run_process, doubtful, stream, no_color):
    """On a terminal there is colour or bold print, unless NO_COLOR is set."""
    leader, follower = os.openpty()

    run_process("show", doubtful, environment={"TERM": "xterm", "NO_COLOR": no_color}, **{stream: follower})
    os.close(follower)
    seen = os.read(leader, 10_000)
    os.close(leader)

    assert seen
    assert (b"\x1b[" in seen) == (not no_color)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other pipes")
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_reader_that_stops_early(run_process, form):
    """A pipe that nobody reads is no error to talk of."""
    reader, writer = os.pipe()
    os.close(reader)

    done = run_process("show", KECO, "--format", form, "--quiet", stdout=writer)
    os.close(writer)

    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_output(run_process):
    """Output that cannot be written is an error in one sentence."""
    with Path("/dev/full").open("wb") as full:
        done = run_process("show", KECO, "--quiet", stdout=full)

    assert done.returncode == 1
    assert done.stderr.decode() == (
        "error: The output could not be written (no space left on device); send it to another place.\n"
    )


def test_an_interruption(run, monkeypatch):
    """Ctrl-C ends in exit code 130, without a traceback."""
    from agenda_ical.api import pages

    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(pages, "read", interrupt)

    stopped = run("show", KECO)

    assert stopped.code == 130
    assert "Traceback" not in stopped.err
