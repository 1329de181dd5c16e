"""
A programme and what lies in its folder -> the next edition of the whole calendar, and what is to be remembered of it.

The calendar is revised against the one that lies there; where that belongs to the edition before the one that is
remembered, the run that made the latter was broken off, and it has not been.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from urllib.parse import urljoin

from attrs import evolve, frozen

from agenda_ical.edition import News
from agenda_ical.errors import AgendaError, AnotherProgramme, ForeignFeed
from agenda_ical.programme import Programme
from agenda_ical.publishing.calendars import Chunks, entries_to_chunks, entries_to_ical
from agenda_ical.publishing.heads import Head, programme_to_head
from agenda_ical.publishing.memory import Before, Memory, calendar_to_digest, json_to_memory, recalled
from agenda_ical.publishing.previous import Earlier, ical_to_earlier
from agenda_ical.publishing.revision import Policy, Revision, revise
from agenda_ical.style import Style

CALENDAR: Final = "programme.ics"
MEMORY: Final = "programme.json"


@frozen
class There:
    """What lies in the folder of the edition before; None where it is not there."""

    calendar: bytes | None = None
    memory: bytes | None = None


@frozen
class Wish:
    """How a person wants the folder."""

    url: str | None = None
    """Its address; that of the edition before where None."""
    policy: Policy = Policy()
    replace: bool = False
    """Whether it may begin anew where something else lies."""
    style: Style = Style()
    language: str | None = None
    """That of the page's own words (BCP 47); the programme's where None."""
    proof: str | None = None
    """A page that shows the source beside the agenda."""


@frozen
class Succession:
    """An edition of the whole calendar, and what the folder is to remember."""

    revision: Revision
    head: Head
    chunks: Chunks
    content: bytes
    memory: Memory
    is_first: bool
    """Whether there was no edition before."""
    is_ours: bool
    """Whether the folder is one that was published before, so that files with our names in it are ours."""


@frozen
class _Remembered:
    """What the folder remembers, and the edition before with it."""

    memory: Memory
    earlier: Earlier
    is_ours: bool


def programme_to_succession(programme: Programme, there: There, wish: Wish, stamp: datetime) -> Succession:
    """
    The edition of *programme* after what lies *there*.

    :param stamp: when this edition is made, in UTC
    :raises AgendaError: when no address is told, or ForeignFeed, AnotherProgramme: see ``revise``
    """
    known = _remembered(there, wish)
    try:
        return _succeeding(programme, known, wish, stamp)
    except AnotherProgramme:
        if not wish.replace:
            raise
        anew = Memory(known.memory.url, feeds=known.memory.feeds)
        return _succeeding(programme, _Remembered(anew, Earlier(None, ()), known.is_ours), wish, stamp)


def _remembered(there: There, wish: Wish) -> _Remembered:
    try:
        memory = json_to_memory(there.memory, MEMORY) if there.memory else None
        memory = recalled(memory, there.calendar) if memory else None
        earlier = ical_to_earlier(there.calendar, CALENDAR) if there.calendar else Earlier(None, ())
    except ForeignFeed:
        if not wish.replace:
            raise
        memory, earlier = None, Earlier(None, ())
    url = _folder_address(wish.url or (memory.url if memory else None))
    known = evolve(memory, url=url) if memory else Memory(url)
    return _Remembered(known, evolve(earlier, dropped=known.dropped), is_ours=memory is not None)


def _folder_address(url: str | None) -> str:
    if url is None:
        raise AgendaError(
            "Nobody has said at which address the folder will stand; "
            "tell it with --url, such as https://example.org/agenda/."
        )
    return url if url.endswith("/") else f"{url}/"


def _succeeding(programme: Programme, known: _Remembered, wish: Wish, stamp: datetime) -> Succession:
    memory, earlier = known.memory, known.earlier
    address = urljoin(memory.url, CALENDAR)
    revision = revise(programme, earlier, url=address, stamp=stamp, policy=wish.policy, style=wish.style)
    head = programme_to_head(programme, url=address, year=stamp.year, style=wish.style, uid=earlier.uid)
    chunks = entries_to_chunks(revision.entries)
    content = entries_to_ical(head, revision.entries, chunks)
    return Succession(
        revision,
        head,
        chunks,
        content,
        _next(memory, earlier, revision, content, stamp),
        is_first=not earlier.entries,
        is_ours=known.is_ours,
    )


def _next(memory: Memory, earlier: Earlier, revision: Revision, content: bytes, stamp: datetime) -> Memory:
    """What is to be remembered after this edition."""
    digest = calendar_to_digest(content)
    same = digest == memory.calendar
    return evolve(
        memory,
        calendar=digest,
        editions=_editions(memory.editions, earlier, revision, stamp),
        dropped=revision.dropped,
        before=memory.before if same else Before(memory.calendar, memory.dropped, len(memory.editions)),
    )


def _editions(
    known: tuple[News, ...], earlier: Earlier, revision: Revision, stamp: datetime
) -> tuple[News, ...]:
    """What changed in each edition, this one's news first; a calendar that was there already had a first edition too."""
    if not known and not earlier.entries:
        return (News(stamp, ()),)
    known = known or (News(min(entry.version.created for entry in earlier.entries), ()),)
    return (News(stamp, revision.changes), *known) if revision.changes else known
