"""
A programme and the edition before it -> the next edition: each session with the UID and the version that it has now.

A session that says what it said keeps its version; one that says something else counts on and is as young as this
edition; one that is no longer in the programme is cancelled. What makes two sessions one is `matching`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from functools import partial
from uuid import UUID, uuid5

from attrs import evolve, frozen

from agenda_ical.edition import Cancelled, Change, ChangeKind
from agenda_ical.errors import AnotherProgramme
from agenda_ical.programme import Programme
from agenda_ical.publishing.alarms import ALARM
from agenda_ical.publishing.changes import said_to_change
from agenda_ical.publishing.entries import Entry, Said, first_version, next_version, says_the_same
from agenda_ical.publishing.events import programme_to_said
from agenda_ical.publishing.identity import programme_to_uids
from agenda_ical.publishing.matching import Pairs, match
from agenda_ical.publishing.organising import with_organiser
from agenda_ical.publishing.parts import Property
from agenda_ical.publishing.previous import Earlier
from agenda_ical.publishing.traits import is_marked, said_to_traits, without_mark
from agenda_ical.publishing.words import Words, words_of
from agenda_ical.style import Style


@frozen
class Policy:
    """What an organiser wants of the sessions that are no longer in the programme."""

    cancelled: Cancelled = "status"
    """Marked by their status, or by words before their title, or dropped from the calendar."""
    clear: bool = False
    """Whether what is cancelled leaves the calendar now, also what was cancelled earlier."""


@frozen
class Revision:
    """The next edition."""

    sessions: tuple[Entry, ...]
    """One for each session of the programme, in their order."""
    cancelled: tuple[Entry, ...] = ()
    """What subscribers are told to be cancelled, in the order of the edition before."""
    dropped: tuple[Entry, ...] = ()
    """What is in the calendar no more, as it was last, in case that it comes back."""
    changes: tuple[Change, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that stands in the calendar."""
        return (*self.sessions, *self.cancelled)


def revise(
    programme: Programme,
    before: Earlier,
    *,
    url: str | None,
    stamp: datetime,
    policy: Policy = Policy(),
    style: Style = Style(),
) -> Revision:
    """
    The edition of *programme* after the one *before*.

    :param url: the address of the calendar, of which the UIDs of new sessions are made
    :param stamp: when this edition is made, in UTC
    :param style: how the organiser wants it written
    :raises AnotherProgramme: when the two have nothing in common
    """
    live = tuple(entry for entry in before.entries if not _is_cancelled(entry.said))
    gone = tuple(entry for entry in before.entries if _is_cancelled(entry.said))
    memory = _not_in(before.dropped, before.entries)
    known = (*live, *gone, *memory)
    said = tuple(programme_to_said(programme, style))
    traits = [said_to_traits(entry.said) for entry in known]
    pairs = match(traits[: len(live)], tuple(map(said_to_traits, said)), traits[len(live) :])
    _refuse_another(pairs, live, said)
    uids = _uids(programme, url, pairs, known)
    in_file = {entry.uid for entry in before.entries}
    sessions = tuple(
        _revised(
            Entry(uid, one, first_version(stamp)), known[pairs[index]] if index in pairs else None, in_file
        )
        for index, (uid, one) in enumerate(zip(uids, said, strict=True))
    )
    words = words_of(programme.language)
    ended, cleared = _not_in(live, sessions), _not_in(gone, sessions)
    as_cancelled = partial(_cancelled, words=words, stamp=stamp, policy=policy, style=style)
    cancelled = () if policy.cancelled == "drop" else tuple(map(as_cancelled, ended))
    kept = () if policy.clear else tuple(map(as_cancelled, cleared))
    forgotten = _not_in((*ended, *cleared, *_not_in(memory, sessions)), (*cancelled, *kept))
    changes = (
        *_changes(sessions, known, live),
        *(said_to_change("cancelled", one.uid, one.said) for one in ended),
    )
    return Revision(sessions, _in_order((*kept, *cancelled)), forgotten, changes)


def _is_cancelled(said: Said) -> bool:
    return said.status == "CANCELLED" or is_marked(said.text("SUMMARY"))


def _not_in(entries: Sequence[Entry], others: Sequence[Entry]) -> tuple[Entry, ...]:
    """The *entries* whose sessions are not among the *others*."""
    uids = {entry.uid for entry in others}
    return tuple(entry for entry in entries if entry.uid not in uids)


def _refuse_another(pairs: Pairs, live: Sequence[Entry], said: Sequence[Said]) -> None:
    """Raise AnotherProgramme where nothing is the same, or nothing but breaks and the like."""
    common = [said[now].free for now, was in pairs.items() if was < len(live)]
    talks = any(not entry.said.free for entry in live) and not all(one.free for one in said)
    if live and said and (not common or (talks and all(common))):
        raise AnotherProgramme(
            "No session of the earlier edition is in this programme, so it is another one; "
            "name another place, or replace the edition with --replace."
        )


def _uids(programme: Programme, url: str | None, pairs: Pairs, known: Sequence[Entry]) -> Iterator[str]:
    """The UID of each session: the one that it had, or a new one that no other session ever had."""
    taken = {entry.uid for entry in known}
    for index, uid in enumerate(programme_to_uids(programme, url=url)):
        if index in pairs:
            yield known[pairs[index]].uid
            continue
        fresh, rank = uid, 0
        while fresh in taken:
            rank += 1
            fresh = str(uuid5(UUID(uid), str(rank)))
        taken.add(fresh)
        yield fresh


def _revised(entry: Entry, was: Entry | None, in_file: AbstractSet[str]) -> Entry:
    """*entry* in the version that it has after what it *was*; what comes back into the file counts on in any case."""
    if was is None:
        return entry
    if was.uid in in_file and says_the_same(was.said, entry.said):
        return was
    return evolve(entry, version=next_version(was.version, entry.version.stamp))


def _cancelled(entry: Entry, words: Words, stamp: datetime, policy: Policy, style: Style) -> Entry:
    """*entry* as what was cancelled, in the form that the organiser wants; in the next version if it had another."""
    said = with_organiser(entry.said, style.organiser)
    if policy.cancelled != "drop":
        said = said_to_cancelled(said, words, prefixed=policy.cancelled == "prefix")
    return (
        entry
        if says_the_same(said, entry.said)
        else Entry(entry.uid, said, next_version(entry.version, stamp))
    )


def said_to_cancelled(said: Said, words: Words, *, prefixed: bool = False) -> Said:
    """What is said of a session that does not take place; *prefixed* for programs that do not show its status."""
    title = without_mark(said.text("SUMMARY"))
    marked = words.cancelled.format(title) if prefixed else title
    properties = tuple(
        Property("SUMMARY", "text", marked) if one.name == "SUMMARY" else one for one in said.properties
    )
    parts = tuple(part for part in said.parts if part.name != ALARM)
    return Said(properties, free=True, status="CONFIRMED" if prefixed else "CANCELLED", parts=parts)


def _in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """*entries* as they come in time, so that their place does not hang on when they were cancelled."""
    return tuple(sorted(entries, key=lambda entry: (entry.said.start, entry.uid)))


def _changes(sessions: Sequence[Entry], known: Sequence[Entry], live: Sequence[Entry]) -> Iterator[Change]:
    """What became of the sessions of the programme."""
    was = {entry.uid: entry for entry in known}
    running = {entry.uid for entry in live}
    for entry in sessions:
        before = was.get(entry.uid)
        if before is None:
            yield said_to_change("new", entry.uid, entry.said)
        elif before.version != entry.version:
            kind: ChangeKind = "changed" if entry.uid in running else "back"
            yield said_to_change(kind, entry.uid, entry.said, before.said)
