"""
A programme -> files that others read.

Nothing here knows from what page a programme was read. The clock is told, not asked: the same programme,
address and stamp give the same bytes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agenda_ical.programme import Programme

if TYPE_CHECKING:  # for its weight
    from icalendar import Calendar


def programme_to_ical(
    programme: Programme, *, url: str | None = None, stamp: datetime, refresh: timedelta | None = None
) -> bytes:
    """
    The calendar file of *programme*: UTF-8, lines ended with CR LF.

    :param url: the address at which the file will stand; UIDs are made of it
    :param stamp: when this edition was made, aware
    :param refresh: how often subscribers should ask for news; six hours where None
    :raises UnknownZone: when the programme's zone has no IANA name
    """
    from agenda_ical.publishing.events import programme_to_part  # noqa: PLC0415 - for its weight
    from agenda_ical.publishing.lines import part_to_ical  # noqa: PLC0415 - for its weight

    return part_to_ical(programme_to_part(programme, url=url, stamp=stamp, refresh=refresh))


def programme_to_calendar(
    programme: Programme, *, url: str | None = None, stamp: datetime, refresh: timedelta | None = None
) -> Calendar:
    """*programme* as an ``icalendar.Calendar``; the keywords are those of ``programme_to_ical``."""
    from agenda_ical.publishing.events import programme_to_part  # noqa: PLC0415 - for its weight
    from agenda_ical.publishing.tree import part_to_calendar  # noqa: PLC0415 - for its weight

    return part_to_calendar(programme_to_part(programme, url=url, stamp=stamp, refresh=refresh))
