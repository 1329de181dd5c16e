"""
A programme and what lies in its folder -> all that the folder is to hold now.

Every file is a view of one edition of the whole calendar, which `succession` makes. The order of the files is that in which they are written: first what is remembered, last the page that names all the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Final
from urllib.parse import quote, urljoin
from uuid import NAMESPACE_URL, uuid5

from attrs import evolve, frozen

from agenda_ical.edition import Edition
from agenda_ical.programme import Programme
from agenda_ical.publishing.calendars import entries_to_ical, entry_to_ical
from agenda_ical.publishing.feeds import View, programme_to_views
from agenda_ical.publishing.filenames import uid_to_stem
from agenda_ical.publishing.gone import gone_to_ical
from agenda_ical.publishing.jsonfile import programme_to_json
from agenda_ical.publishing.memory import KEY, Group, Memory, Share, memory_to_table
from agenda_ical.publishing.news import change_to_line, history_to_atom, history_to_markdown
from agenda_ical.publishing.page import programme_to_page
from agenda_ical.publishing.page_words import date_to_text, page_words_of
from agenda_ical.publishing.previous import foreign, is_ours
from agenda_ical.publishing.schedule import programme_to_schedule
from agenda_ical.publishing.site import Feed, Site
from agenda_ical.publishing.succession import (
    CALENDAR,
    MEMORY,
    Succession,
    There,
    Wish,
    programme_to_succession,
)
from agenda_ical.publishing.undo import entries_to_undo
from agenda_ical.publishing.words import words_of

PAGE: Final = "index.html"
_CHANGES, _ATOM, _UNDO, _SCHEDULE, _PROOF = (
    "changes.md",
    "changes.xml",
    "undo.ics",
    "schedule.json",
    "proof.html",
)
_LATELY: Final = 20
"""How many changes the page tells."""


@frozen
class Folder:
    """All that a folder is to hold."""

    files: Mapping[str, bytes]
    """Path below the folder -> content, in the order in which they are to be written."""
    edition: Edition
    url: str
    is_first: bool
    """Whether there was no edition before."""
    is_ours: bool
    """Whether the folder is one that was published before, so that files with our names in it are ours."""

    def leave_foreign(self, path: Path, lying: bytes) -> None:
        """Raise ForeignFeed where what is *lying* at *path* is not ours to replace."""
        if not (is_ours(lying) if path.suffix == ".ics" else self.is_ours):
            raise foreign(str(path))


def programme_to_folder(programme: Programme, there: There, wish: Wish, stamp: datetime) -> Folder:
    """
    The folder of *programme* after what lies *there*.

    :param stamp: when this edition is made, in UTC
    :raises AgendaError: when no address is told, or ForeignFeed, AnotherProgramme: see ``revise``
    :raises MissingExtra: when Jinja2 or anyascii is not installed
    """
    revised = programme_to_succession(programme, there, wish, stamp)
    edition = Edition(revised.content, len(revised.revision.entries), revised.revision.changes)
    files = dict(_files(programme, revised, wish))
    return Folder(files, edition, revised.memory.url, revised.is_first, revised.is_ours)


def _files(programme: Programme, revised: Succession, wish: Wish) -> Iterator[tuple[str, bytes]]:
    memory, revision = revised.memory, revised.revision
    language = wish.language or programme.language
    views = programme_to_views(programme, revision, memory.feeds)
    memory = evolve(memory, feeds=tuple(view.share for view in views))
    uids = [entry.uid for entry in revision.sessions]
    yield (
        MEMORY,
        programme_to_json(programme, uids, {KEY: memory_to_table(memory)}).encode(
            errors="backslashreplace"  # so JSON writes what UTF-8 cannot hold (RFC 8259, section 7)
        ),
    )
    yield CALENDAR, revised.content
    for view in views:
        yield view.share.name, _view_to_ical(view, revised, programme, language)
    for entry in revision.entries:
        yield _session_name(entry.uid), entry_to_ical(entry, revised.chunks)
    yield _UNDO, entries_to_undo(revised.head, (*revision.entries, *revision.dropped))
    latest = memory.editions[0].stamp
    schedule = programme_to_schedule(programme, uids, url=memory.url, version=f"{latest:%Y-%m-%d %H:%M}")
    yield _SCHEDULE, schedule.encode()
    yield _CHANGES, history_to_markdown(programme.title, memory.editions, programme.language).encode()
    atom = history_to_atom(
        programme.title, memory.editions, url=memory.url, name=_ATOM, language=programme.language
    )
    yield _ATOM, atom.encode()
    if wish.proof is not None:
        yield _PROOF, wish.proof.encode()
    site = _site(programme, memory, views, uids, wish)
    yield PAGE, programme_to_page(programme, site).encode()


def _session_name(uid: str) -> str:
    return f"sessions/{uid_to_stem(uid)}.ics"


def _view_to_ical(view: View, revised: Succession, programme: Programme, language: str | None) -> bytes:
    """The feed of *view*; one that nothing is left of says so, and where the whole programme is."""
    share, url = view.share, revised.memory.url
    address = urljoin(url, quote(share.name))
    head = evolve(
        revised.head,
        uid=str(uuid5(NAMESPACE_URL, address)),
        name=f"{revised.head.name}: {_share_to_label(share, language)}".removeprefix(": "),
        source=address,
    )
    if view.is_gone:
        page = urljoin(url, PAGE)
        return gone_to_ical(
            head, view.entries, revised.revision.entries, page=page, language=programme.language
        )
    return entries_to_ical(head, view.entries, revised.chunks)


def _share_to_label(share: Share, language: str | None) -> str:
    if share.group != "day":
        return share.label
    return date_to_text(date.fromisoformat(share.label), page_words_of(language))


def _site(programme: Programme, memory: Memory, views: tuple[View, ...], uids: list[str], wish: Wish) -> Site:
    """What the page is to know of the folder."""
    words = page_words_of(wish.language or programme.language)

    def feeds(group: Group) -> tuple[Feed, ...]:
        return tuple(
            Feed(view.share.name, _share_to_label(view.share, words["language"]))
            for view in views
            if view.share.group == group and not view.is_gone
        )

    lately = (change for news in memory.editions[:-1] for change in news.changes)
    others = (_CHANGES, _UNDO, MEMORY, _SCHEDULE, *((_PROOF,) if wish.proof is not None else ()))
    return Site(
        url=memory.url,
        whole=Feed(CALENDAR, programme.title),
        sessions=tuple(map(_session_name, uids)),
        days=feeds("day"),
        tracks=feeds("track"),
        presenters=feeds("presenter"),
        changes=tuple(
            (change.kind, change_to_line(change, words_of(words["language"])))
            for change in islice(lately, _LATELY)
        ),
        files=tuple(Feed(name, words["files"][name]) for name in others),
        atom=_ATOM,
        stamp=memory.editions[0].stamp,
        language=words["language"],
    )
