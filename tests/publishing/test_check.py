"""Whether a calendar reads back, asked before it replaces another."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies_programmes import programmes

from agenda_ical.errors import AgendaError
from agenda_ical.publishing import programme_to_ical
from agenda_ical.publishing.check import check_calendar

from .workshop import STAMP, workshop


@given(programmes())
def test_what_we_write_passes(programme):
    """Every calendar that we write reads back."""
    check_calendar(programme_to_ical(programme, stamp=STAMP), len(programme.sessions))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"END:VCALENDAR", b""),
        (b"BEGIN:VEVENT\r\n", b""),
        (b"SUMMARY:Dinner", b"Dinner"),
        (b"SUMMARY:Dinner", b"SUMMARY:Dinner" + b"!" * 75),
        (b"SUMMARY:Dinner", b"SUMMARY:Dinner\nMore"),
        (b"SUMMARY:Dinner", b"SUMMARY:Dinner\r\n"),
        (b"SUMMARY:Dinner", b"SUMMARY:Din\x00ner"),
        (b"SUMMARY:Dinner", b"SUMMARY:\xff"),
        (b"DTSTART;TZID=Asia/Seoul:20190328T1500", b"DTSTART;TZID=Asia/Seoul:20190328T9900"),
        (b"DTSTART;TZID=Asia/Seoul:20190328T150000\r\n", b""),
    ],
)
def test_what_is_broken_does_not(right, wrong):
    """A calendar with one thing spoilt is refused."""
    content = programme_to_ical(workshop(), stamp=STAMP)
    assert right in content

    with pytest.raises(AgendaError, match="does not read back"):
        check_calendar(content.replace(right, wrong), len(workshop().sessions))


def test_the_number_of_sessions_counts():
    """A calendar that lost a session is refused."""
    with pytest.raises(AgendaError, match="5 events"):
        check_calendar(programme_to_ical(workshop(), stamp=STAMP), 5)
