"""VTIMEZONE against pytz, zone by zone."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import dateutil.tz
import pytest
import pytz

from agenda_ical.publishing.lines import part_to_ical
from agenda_ical.publishing.parts import Part
from agenda_ical.publishing.tree import part_to_component
from agenda_ical.publishing.vtimezone import zone_to_part
from agenda_ical.zones import zone_changes

SAMPLE = (
    "Africa/Casablanca",
    "America/New_York",
    "America/Santiago",
    "Asia/Gaza",
    "Asia/Seoul",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Europe/Dublin",
    "Europe/Istanbul",
)


def written(zone: str, first: int, last: int) -> str:
    """The block as it stands in a file."""
    return part_to_ical(zone_to_part(zone, first, last)).decode()


def probes(zone: str, year: int) -> list[datetime]:
    """Noon in each month, and the wall-clock times around each change, as far as they exist once; localised."""
    walls = [datetime(year, month, 15, 12) for month in range(1, 13)]  # noqa: DTZ001
    for change in zone_changes(zone)[1:]:
        if change.at.year == year:
            at = change.at + change.before
            walls += [at + timedelta(minutes=minutes) for minutes in (-181, -61, -1, 61, 181)]
    found = []
    for wall in walls:
        try:
            found.append(pytz.timezone(zone).localize(wall, is_dst=None))
        except pytz.InvalidTimeError:
            continue
    return found


def believed(zone: str, year: int) -> object:
    """The zone as dateutil, which believes the block and nothing else, understands it."""
    file = part_to_ical(Part("VCALENDAR", (), (zone_to_part(zone, year, year),))).decode()
    return dateutil.tz.tzical(io.StringIO(file)).get(zone)


def test_seoul():
    """A zone whose clocks are left alone has one observance, from 1970."""
    assert written("Asia/Seoul", 2019, 2019).splitlines() == [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Seoul",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0900",
        "TZOFFSETTO:+0900",
        "TZNAME:KST",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_new_york():
    """A zone with summer time has its rule, from the year in which the rule began, by the clock before the change."""
    assert written("America/New_York", 2019, 2024).splitlines()[2:14] == [
        "BEGIN:DAYLIGHT",
        "DTSTART:20070311T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "TZNAME:EDT",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20071104T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
    ]


def test_a_rule_that_came_and_went_is_told_change_by_change():
    """Where no rule holds to the end, the changes around the programme stand there one by one."""
    block = written("Europe/Istanbul", 2016, 2016)

    assert "RRULE" not in block
    assert block.splitlines()[2:4] == ["BEGIN:STANDARD", "DTSTART:20150101T000000"]
    assert {"DTSTART:20160327T030000", "TZNAME:+03"} & set(block.splitlines())


@pytest.mark.parametrize("year", [1965, 1996, 2006, 2019, 2036, 2037])
@pytest.mark.parametrize("zone", SAMPLE)
def test_sample_zones_through_the_years(zone, year):
    """Whoever believes the block gets the offsets of the zone itself."""
    tz = believed(zone, year)

    assert [at.replace(tzinfo=tz).utcoffset() for at in probes(zone, year)] == [
        at.utcoffset() for at in probes(zone, year)
    ]


def test_all_zones():
    """So it is in every zone that people live in."""
    wrong = []
    for zone in pytz.common_timezones:
        tz = believed(zone, 2024)
        wrong += [
            (zone, at) for at in probes(zone, 2024) if at.replace(tzinfo=tz).utcoffset() != at.utcoffset()
        ]

    assert wrong == []


@pytest.mark.parametrize("zone", SAMPLE)
def test_icalendar_understands_the_block(zone):
    """The zone's own offsets come out, when icalendar may not look the name up."""
    block = part_to_component(zone_to_part(zone, 2019, 2019))

    tz = block.to_tz(lookup_tzid=False)

    assert [at.replace(tzinfo=None).replace(tzinfo=tz).utcoffset() for at in probes(zone, 2019)] == [
        at.utcoffset() for at in probes(zone, 2019)
    ]


@pytest.mark.parametrize("zone", SAMPLE)
@pytest.mark.parametrize("year", [1950, 2019, 2050])
def test_the_first_observance_lies_before_the_first_event(zone, year):
    """An event on New Year's morning has an observance already."""
    observances = part_to_component(zone_to_part(zone, year, year)).subcomponents

    assert min(one["DTSTART"].dt for one in observances) < datetime(year, 1, 1)  # noqa: DTZ001
