"""
A programme -> files that others read.

Nothing here knows from what page a programme was read. The clock is told, not asked: the same programme,
address and stamp give the same bytes.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from agenda_ical.edition import Edition
from agenda_ical.programme import Programme
from agenda_ical.style import Style

if TYPE_CHECKING:  # for their weight
    from icalendar import Calendar

    from agenda_ical.publishing.folder import Folder
    from agenda_ical.publishing.revision import Policy
    from agenda_ical.publishing.succession import There, Wish


def programme_to_ical(
    programme: Programme, *, url: str | None = None, stamp: datetime, style: Style = Style()
) -> bytes:
    """
    The calendar file of *programme*: UTF-8, lines ended with CR LF.

    :param url: the address at which the file will stand; UIDs are made of it
    :param stamp: when this edition was made, aware
    :param style: how the organiser wants it written
    :raises UnknownZone: when the programme's zone has no IANA name
    """
    from agenda_ical.publishing.events import programme_to_part  # noqa: PLC0415 - for its weight
    from agenda_ical.publishing.lines import part_to_ical  # noqa: PLC0415 - for its weight

    return part_to_ical(programme_to_part(programme, url=url, stamp=stamp, style=style))


def programme_to_calendar(
    programme: Programme, *, url: str | None = None, stamp: datetime, style: Style = Style()
) -> Calendar:
    """*programme* as an ``icalendar.Calendar``; the keywords are those of ``programme_to_ical``."""
    from agenda_ical.publishing.events import programme_to_part  # noqa: PLC0415 - for its weight
    from agenda_ical.publishing.tree import part_to_calendar  # noqa: PLC0415 - for its weight

    return part_to_calendar(programme_to_part(programme, url=url, stamp=stamp, style=style))


def programme_to_edition(
    programme: Programme,
    previous: bytes,
    policy: Policy,
    *,
    url: str | None = None,
    stamp: datetime,
    style: Style = Style(),
) -> Edition:
    """
    *programme* as the edition after the calendar file *previous*; the keywords are those of ``programme_to_ical``.

    :param policy: what becomes of the sessions that are no longer in the programme
    :raises ForeignFeed: when we did not write *previous*
    :raises AnotherProgramme: when it has no session in common with the programme
    """
    from agenda_ical.publishing.calendars import entries_to_ical  # noqa: PLC0415 - for its weight
    from agenda_ical.publishing.events import to_utc  # noqa: PLC0415 - for its weight
    from agenda_ical.publishing.heads import programme_to_head  # noqa: PLC0415 - for its weight
    from agenda_ical.publishing.previous import ical_to_earlier  # noqa: PLC0415 - for its weight
    from agenda_ical.publishing.revision import revise  # noqa: PLC0415 - for its weight

    stamp = to_utc(stamp)
    before = ical_to_earlier(previous, "The calendar that lies there")
    revision = revise(programme, before, url=url, stamp=stamp, policy=policy, style=style)
    head = programme_to_head(programme, url=url, year=stamp.year, style=style, uid=before.uid)
    content = entries_to_ical(head, revision.entries)
    return Edition(content, len(revision.entries), revision.changes)


def programme_to_folder(programme: Programme, there: There, wish: Wish, *, stamp: datetime) -> Folder:
    """
    All that the folder of *programme* is to hold after what lies *there*; *stamp* is when this edition is made, aware.

    Raises ForeignFeed and AnotherProgramme as ``programme_to_edition``, MissingExtra, and AgendaError where no address is told.
    """
    from agenda_ical.publishing import folder  # noqa: PLC0415 - for its weight
    from agenda_ical.publishing.events import to_utc  # noqa: PLC0415 - for its weight

    return folder.programme_to_folder(programme, there, wish, to_utc(stamp))
