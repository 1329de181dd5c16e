"""The address of a web page stands where a file may stand."""

from __future__ import annotations

import os

import pytest
from icalendar import Calendar
from loopback import page, served

from agenda_ical.cli.targets import plan_targets

RIVERS = b"Thursday, 4 June 2026\n\n10:00-10:30 Opening\n10:30-11:00 Rivers in maps\n"
ANSWERS = {
    "/2026/rivers.txt": page(RIVERS, "text/plain"),
    "/2026/maps": page(RIVERS.replace(b"10:", b"15:").replace(b"11:", b"16:"), "text/plain"),
}


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A server of two programmes, and an empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    with served(ANSWERS) as address:
        yield address


def test_convert_an_address(run, site):
    """The calendar is named after the page, stands where we are, and tells where the page is."""
    done = run("convert", f"{site}/2026/rivers.txt?day=all")
    missed = run("convert", f"{site}/2026/rivers.txt")

    assert done.code == 1
    assert "look at the address" in done.err
    assert missed.code == 0
    assert os.listdir() == ["rivers.ics"]
    with open("rivers.ics", "rb") as file:  # noqa: PTH123 - by the name that a person sees
        calendar = Calendar.from_ical(file.read())
    assert calendar["SOURCE"] == f"{site}/2026/rivers.txt"
    assert [event["URL"] for event in calendar.events] == [f"{site}/2026/rivers.txt"] * 2


def test_convert_addresses_and_files_at_once(run, site):
    """Addresses and files go together."""
    with open("here.txt", "wb") as file:  # noqa: PTH123
        file.write(RIVERS)

    done = run("convert", f"{site}/2026/rivers.txt", f"{site}/2026/maps", "here.txt", "-o", "out")

    assert done.code == 0
    assert sorted(os.listdir("out")) == ["here.ics", "maps.ics", "rivers.ics"]


@pytest.mark.parametrize("command", [["show", "--format", "text"], ["explain"]])
def test_look_at_an_address(run, site, command):
    """``show`` and ``explain`` take an address too."""
    done = run(*command, f"{site}/2026/maps")

    assert done.code == 0
    assert "15:30" in done.out
    assert "Rivers in maps" in done.out


def test_how_long_an_address_may_take(run, site):
    """The limit of time is an option, as all limits are."""
    done = run("show", f"{site}/2026/maps", "--limit", "seconds=0")

    assert done.code == 1
    assert "--limit seconds=30" in done.err


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://example.org/2026/programme.html", "programme.ics"),
        ("https://example.org/2026/programme/", "programme.ics"),
        ("https://example.org/2026/index.php?day=1", "2026.ics"),
        ("https://example.org/", "example.org.ics"),
        ("https://example.org", "example.org.ics"),
        ("https://example.org/%ED%94%84%EB%A1%9C%EA%B7%B8%EB%9E%A8.html", "프로그램.ics"),
        ("https://example.org/a%2F..%2Fb%3A%20c", "a-..-b-c.ics"),
        ("https://example.org/v1.2/program", "program.ics"),
        ("https://example.org/%2e%2e/", "example.org.ics"),
    ],
)
def test_how_a_calendar_is_named_after_an_address(address, name):
    """A calendar is named after the last part of the path that says something, else after the host."""
    assert [(source, str(target)) for source, target in plan_targets([address], None)] == [(address, name)]
