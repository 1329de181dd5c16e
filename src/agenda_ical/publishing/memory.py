"""
What a published folder remembers of itself beside its calendar, and keeps in ``programme.json``.

The calendar says who is who. This says what it cannot: the names of feeds that people have subscribed to, what changed
in each edition, and how a session stood that was dropped, so that it goes on counting when it comes back.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any, Final, Literal, get_args

from attrs import asdict, evolve, fields, frozen
from cattrs import BaseValidationError, Converter

from agenda_ical.edition import Change, ChangeKind, Difference, News
from agenda_ical.errors import ForeignFeed, UnknownZone
from agenda_ical.publishing.entries import Entry
from agenda_ical.publishing.previous import entry_to_lines, lines_to_entry
from agenda_ical.structuring import faults_told, one_of, register, several, strict_converter

KEY: Final = "edition"
"""Where it stands in the JSON of the programme."""

Group = Literal["day", "track", "presenter"]


@frozen
class Share:
    """A part of the programme that has a feed of its own."""

    group: Group
    label: str
    """The day's date (ISO 8601), or the name of the track or presenter."""
    name: str
    """The path of its feed below the folder: ``tracks/policy.ics``."""


@frozen
class Before:
    """What was remembered when the edition before lay in the folder, in case that this one was not finished."""

    calendar: str
    dropped: tuple[Entry, ...] = ()
    editions: int = 0
    """How many editions there were."""


@frozen
class Memory:
    """What is remembered of a folder."""

    url: str
    """The address of the folder; it ends with a slash."""
    calendar: str = ""
    """The digest of the calendar that belongs to it; none before the first edition."""
    feeds: tuple[Share, ...] = ()
    """Every feed that there ever was."""
    editions: tuple[News, ...] = ()
    """What changed in each edition, the latest first; the last one is the first of all, in which nothing changed."""
    dropped: tuple[Entry, ...] = ()
    """What is in the calendar no more, as it was last."""
    before: Before = Before("")


def calendar_to_digest(content: bytes | None) -> str:
    """By what the calendar file *content* is known again; nothing where there is none."""
    return "" if content is None else sha256(content).hexdigest()


def recalled(memory: Memory, calendar: bytes | None) -> Memory:
    """*memory* as it was when the *calendar* that lies there was written: a run that was broken off has not been."""
    digest, before = calendar_to_digest(calendar), memory.before
    if digest == memory.calendar or digest != before.calendar:
        return memory
    kept = memory.editions[len(memory.editions) - before.editions :]
    return evolve(memory, calendar=digest, dropped=before.dropped, editions=kept, before=Before(digest))


def json_to_memory(content: bytes, name: str) -> Memory | None:
    """
    What the file *content*, which people know by its *name*, remembers; None where it is nothing of ours.

    Raises ForeignFeed when somebody has changed it so that it can no longer be read.
    """
    try:
        table = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(table, dict) or not isinstance(table.get(KEY), dict):
        return None
    try:
        return _converter().structure(table[KEY], Memory)
    except BaseValidationError as error:
        fault = faults_told(error, lambda of: [one.name for one in fields(of)])
        raise ForeignFeed(
            f"{name} was changed so that it can no longer be read: {KEY}.{fault} "
            "Put back what was published, or begin anew with --replace."
        ) from error


@cache
def _converter() -> Converter:
    converter = strict_converter()
    register(converter, Group, lambda value, _: one_of(value, get_args(Group)))
    register(converter, ChangeKind, lambda value, _: one_of(value, get_args(ChangeKind)))
    register(converter, datetime, lambda value, _: _moment(value))
    register(converter, Entry, lambda value, _: _entry(value))
    register(converter, tuple[Share, ...], several(converter, Share))
    register(converter, tuple[Difference, ...], several(converter, Difference))
    register(converter, tuple[Change, ...], several(converter, Change))
    register(converter, tuple[News, ...], several(converter, News))
    register(converter, tuple[Entry, ...], several(converter, Entry))
    return converter


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(f"is {value!r}; it must be a moment with its offset from UTC")
    return moment


def _entry(value: Any) -> Entry:
    try:
        return lines_to_entry(value)
    except (KeyError, TypeError, UnknownZone) as error:
        raise ValueError(f"tells no session ({error})") from error


def memory_to_table(memory: Memory) -> dict[str, Any]:
    """*memory* as a table of JSON."""
    return {
        "url": memory.url,
        "calendar": memory.calendar,
        "feeds": [asdict(one) for one in memory.feeds],
        "editions": [
            {"stamp": news.stamp.isoformat(), "changes": [asdict(one) for one in news.changes]}
            for news in memory.editions
        ],
        "dropped": list(map(entry_to_lines, memory.dropped)),
        "before": {
            "calendar": memory.before.calendar,
            "dropped": list(map(entry_to_lines, memory.before.dropped)),
            "editions": memory.before.editions,
        },
    }
