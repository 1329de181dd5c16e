"""
An edition -> the file that takes it back: each of its sessions cancelled, in the version after the one that it has.

For whoever imported a calendar instead of subscribing to it: imported too, the file takes the sessions away or
strikes them out, whatever they hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from attrs import evolve

from agenda_ical.publishing.calendars import entries_to_ical
from agenda_ical.publishing.entries import Entry, next_version
from agenda_ical.publishing.heads import Head
from agenda_ical.publishing.organising import has_organiser
from agenda_ical.publishing.parts import Property
from agenda_ical.publishing.revision import said_to_cancelled
from agenda_ical.publishing.words import words_of

_LATER: Final = timedelta(seconds=1)
_CANCEL: Final = Property("METHOD", "text", "CANCEL")


def entries_to_undo(head: Head, entries: Sequence[Entry]) -> bytes:
    """
    The calendar file in which all *entries* are cancelled, under the *head* of the edition that they are of.

    What was dropped from the calendar belongs to them: whoever imported it earlier still has it.
    It hangs on nothing but the edition: its stamp is a second after the newest of *entries*, so that programs that
    go by LAST-MODIFIED see something new as well as those that go by SEQUENCE. METHOD:CANCEL stands in it where
    there is one event, and it names its organiser: of several, or without one, it is not legal (RFC 5546, section
    3.2.5). The address at which the sessions stand is left out: nobody should renew from there what is taken back.
    """
    stamp = newest_stamp(entries)
    undone = [_undone(entry, stamp + _LATER) for entry in entries] if stamp else []
    legal = len(undone) == 1 and has_organiser(undone[0].said)
    return entries_to_ical(evolve(head, source=None, method=_CANCEL if legal else None), undone)


def newest_stamp(entries: Sequence[Entry]) -> datetime | None:
    """When the latest version of any of *entries* was written; None where there are none."""
    return max((entry.version.stamp for entry in entries), default=None)


def _undone(entry: Entry, stamp: datetime) -> Entry:
    said = said_to_cancelled(entry.said, words_of(None))
    return Entry(entry.uid, said, next_version(entry.version, stamp))
