"""Wall-clock times that a zone lacks or has twice, and the changes that it goes through."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from agenda_ical.errors import UnknownZone
from agenda_ical.zones import Localizer, zone_changes, zone_named


@pytest.mark.parametrize(
    ("timezone", "wall", "utc", "oddity"),
    [
        ("Asia/Seoul", "2019-03-28T13:00", "2019-03-28T04:00", None),
        ("Europe/Berlin", "2019-03-31T02:30", "2019-03-31T01:30", "missing"),
        ("Europe/Berlin", "2019-10-27T02:30", "2019-10-27T00:30", "twice"),
        ("Europe/Dublin", "2019-03-31T01:30", "2019-03-31T01:30", "missing"),
        ("Europe/Dublin", "2019-10-27T01:30", "2019-10-27T00:30", "twice"),
        ("America/New_York", "2019-11-03T01:30", "2019-11-03T05:30", "twice"),
    ],
)
def test_wall_clock_times(timezone, wall, utc, oddity):
    """A time that comes twice means the first, one that is missing is counted on from before (RFC 5545, 3.3.5)."""
    aware, odd = Localizer(timezone).aware(datetime.fromisoformat(wall))

    assert aware.astimezone(UTC) == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert odd == oddity


def test_an_unknown_zone_is_told_with_its_neighbours():
    """A slip of the pen gets the names that were probably meant."""
    with pytest.raises(UnknownZone, match="Asia/Seoul"):
        zone_named("Asia/Soul")


def test_changes():
    """A zone's last change, and a zone that never changed."""
    last = zone_changes("Asia/Seoul")[-1]

    assert (last.at.year, last.before, last.after, last.name) == (
        1988,
        timedelta(hours=10),
        timedelta(hours=9),
        "KST",
    )
    assert [change.name for change in zone_changes("UTC")] == ["UTC"]
