"""
A feed that nothing is left in -> what its subscribers find instead: one entry that says so, and where the rest is.

An empty feed would say nothing: calendar programs show no description of it, and one that keeps copies takes an
emptied feed for a fault and changes nothing. So a note stands over the days of the programme.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from attrs import evolve

from agenda_ical.publishing.calendars import entries_to_ical
from agenda_ical.publishing.entries import Entry, Said, first_version
from agenda_ical.publishing.heads import Head
from agenda_ical.publishing.parts import Property
from agenda_ical.publishing.texts import to_uri
from agenda_ical.publishing.undo import newest_stamp
from agenda_ical.publishing.words import words_of


def gone_to_ical(
    head: Head, cancelled: Sequence[Entry], entries: Sequence[Entry], *, page: str, language: str | None
) -> bytes:
    """
    The feed with this *head* of which nothing is left but what is *cancelled*: a note over all days on which *entries* begin.

    :param entries: the edition in which it is gone; the note is as new as this
    :param page: where the whole programme is
    """
    words = words_of(language)
    about = words.gone.format(page)
    stamp = newest_stamp(entries)
    head = evolve(head, about=about, method=None)
    if stamp is None:
        return entries_to_ical(head, cancelled)
    days = [entry.said.start.date() for entry in entries]
    said = Said(
        (
            _day("DTSTART", min(days)),
            _day("DTEND", max(days) + timedelta(days=1)),
            Property("SUMMARY", "text", words.gone_title.format(head.name)),
            Property("DESCRIPTION", "text", about),
            *(Property("URL", "uri", address) for address in [to_uri(page)] if address),
        ),
        free=True,
    )
    uid = str(uuid5(NAMESPACE_URL, f"{head.uid} gone"))
    return entries_to_ical(head, (Entry(uid, said, first_version(stamp)), *cancelled))


def _day(name: str, day: date) -> Property:
    return Property(name, "date", datetime.combine(day, time.min), (("VALUE", "DATE"),))
