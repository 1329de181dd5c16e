"""The options of the calendar: what ``convert`` writes with them, also as the next edition, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

KECO = Path(__file__).parents[2] / "examples" / "keco-2019.txt"


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
        ("--refresh", "0m", "longer than nothing"),
    ],
)
def test_what_no_calendar_can_be(run, tmp_path, option, value, told):
    """A value that makes no sense is a wrong argument: its option is named, and nothing is written."""
    refused = run("convert", KECO, "-o", tmp_path / "keco.ics", option, value)

    assert refused.code == 2
    assert f"'{option}'" in refused.err
    assert told in " ".join(refused.err.split())
    assert not (tmp_path / "keco.ics").exists()


def test_update_takes_them(run, tmp_path):
    """The next edition is written as it is wanted now."""
    target = tmp_path / "keco.ics"
    run("convert", KECO, "-o", target)

    run("convert", KECO, "-o", target, "--update", "--refresh", "1d")

    assert "X-PUBLISHED-TTL:P1D" in calendar(target)
