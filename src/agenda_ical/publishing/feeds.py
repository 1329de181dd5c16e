"""
One edition of a programme -> the feeds of its days, tracks and presenters.

Each is a view of the whole calendar: the same sessions in the same versions. What is for everybody is in every track's
feed. A feed that there was once stays for those who have subscribed to it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from agenda_ical.programme import Programme, Session, text_to_presenter
from agenda_ical.publishing.entries import Entry, Said
from agenda_ical.publishing.events import name_to_category
from agenda_ical.publishing.filenames import label_to_stems
from agenda_ical.publishing.identity import plain
from agenda_ical.publishing.memory import Group, Share
from agenda_ical.publishing.revision import Revision
from agenda_ical.publishing.texts import presenter_to_label, to_line
from agenda_ical.publishing.timetable import tracks_in_order
from agenda_ical.publishing.traits import presenters_of

_FOLDERS: Final[dict[Group, str]] = {"day": "days", "track": "tracks", "presenter": "presenters"}

Key = tuple[Group, str]
"""What makes two shares the same, however they are spelt."""


@frozen
class View:
    """What one feed holds: the sessions of a share, in the versions in which they are in the whole calendar."""

    share: Share
    entries: tuple[Entry, ...]
    is_gone: bool = False
    """Whether nothing of it is in the programme any more."""


def programme_to_views(programme: Programme, revision: Revision, known: Sequence[Share]) -> tuple[View, ...]:
    """The feeds of *programme*, whose sessions stand in *revision*; those *known* from earlier editions stay, at the end."""
    alive = _shares(programme, known)
    shares = {
        **alive,
        **{key: share for share in known if (key := _key(share.group, share.label)) not in alive},
    }
    entries: dict[Key, list[Entry]] = {key: [] for key in shares}
    tracks = tuple(key for key in alive if key[0] == "track")
    for session, entry in zip(programme.sessions, revision.sessions, strict=True):
        for key in dict.fromkeys(_keys_of_session(session, tracks)):
            entries[key].append(entry)
    for entry in revision.cancelled:
        for key in dict.fromkeys(_keys_of_said(entry.said, shares)):
            entries[key].append(entry)
    return tuple(View(share, tuple(entries[key]), key not in alive) for key, share in shares.items())


def _key(group: Group, label: str) -> Key:
    return group, plain(label)


def _shares(programme: Programme, known: Sequence[Share]) -> dict[Key, Share]:
    """What *programme* has shares of, each under the name that it had; a new one gets a name that none ever had."""
    names = {_key(share.group, share.label): share.name for share in known}
    taken = {share.name for share in known}
    shares: dict[Key, Share] = {}
    for group, label in _labels(programme):
        key = _key(group, label)
        if key not in shares:
            name = names.get(key) or _name(group, label, taken)
            taken.add(name)
            shares[key] = Share(group, label, name)
    return shares


def _labels(programme: Programme) -> Iterator[tuple[Group, str]]:
    """Every day, track and presenter of *programme*, in the order in which people look for them."""
    for day in programme.days:
        yield "day", day.date.isoformat()
    for track in map(to_line, tracks_in_order(programme.sessions)):
        if track:
            yield "track", track
    people = {presenter_to_label(one) for session in programme.sessions for one in session.presenters}
    for label in sorted(people - {""}):
        yield "presenter", label


def _name(group: Group, label: str, taken: Container[str]) -> str:
    folder = _FOLDERS[group]
    return next(name for stem in label_to_stems(label) if (name := f"{folder}/{stem}.ics") not in taken)


def _keys_of_session(session: Session, tracks: Sequence[Key]) -> Iterator[Key]:
    yield _key("day", session.start.date().isoformat())
    own = [_key("track", label) for label in map(to_line, session.tracks) if label]
    yield from own or tracks
    for presenter in session.presenters:
        if label := presenter_to_label(presenter):
            yield _key("presenter", label)


def _keys_of_said(said: Said, shares: Mapping[Key, Share]) -> Iterator[Key]:
    """The keys of a session that is no longer in the programme, as its calendar tells them."""
    if (day := _key("day", said.start.date().isoformat())) in shares:
        yield day
    names = {plain(name) for name in said.categories}
    tracks = [key for key in shares if key[0] == "track"]
    own = [key for key in tracks if plain(name_to_category(shares[key].label)) in names]
    yield from own or tracks
    for name in presenters_of(said):
        if (key := _key("presenter", presenter_to_label(text_to_presenter(name)))) in shares:
            yield key
