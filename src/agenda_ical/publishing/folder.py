"""
A programme and what lies in its folder -> all that the folder is to hold now.

The whole calendar is revised against the one that lies there; every other file is a view of that edition. The order of
the files is that in which they are written: first what is remembered, last the page that names all the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote, urljoin
from uuid import NAMESPACE_URL, uuid5

from attrs import evolve, frozen

from agenda_ical.edition import Edition, News
from agenda_ical.errors import AgendaError, AnotherProgramme, ForeignFeed
from agenda_ical.programme import Programme
from agenda_ical.publishing.calendars import Chunks, entries_to_chunks, entries_to_ical, entry_to_ical
from agenda_ical.publishing.feeds import View, programme_to_views
from agenda_ical.publishing.filenames import uid_to_stem
from agenda_ical.publishing.gone import gone_to_ical
from agenda_ical.publishing.heads import Head, programme_to_head
from agenda_ical.publishing.jsonfile import programme_to_json
from agenda_ical.publishing.memory import (
    KEY,
    Before,
    Group,
    Memory,
    Share,
    calendar_to_digest,
    json_to_memory,
    memory_to_table,
    recalled,
)
from agenda_ical.publishing.news import change_to_line, history_to_atom, history_to_markdown
from agenda_ical.publishing.page import programme_to_page
from agenda_ical.publishing.page_words import date_to_text, page_words_of
from agenda_ical.publishing.previous import Earlier, foreign, ical_to_earlier, is_ours
from agenda_ical.publishing.revision import Policy, Revision, revise
from agenda_ical.publishing.schedule import programme_to_schedule
from agenda_ical.publishing.site import Feed, Site
from agenda_ical.publishing.undo import entries_to_undo
from agenda_ical.publishing.words import words_of
from agenda_ical.style import Style

CALENDAR: Final = "programme.ics"
MEMORY: Final = "programme.json"
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


@frozen
class _Revised:
    """An edition of the whole calendar, and what the folder is to remember."""

    revision: Revision
    head: Head
    chunks: Chunks
    content: bytes
    memory: Memory


def programme_to_folder(programme: Programme, there: There, wish: Wish, stamp: datetime) -> Folder:
    """
    The folder of *programme* after what lies *there*.

    :param stamp: when this edition is made, in UTC
    :raises AgendaError: when no address is told, or ForeignFeed, AnotherProgramme: see ``revise``
    :raises MissingExtra: when Jinja2 or anyascii is not installed
    """
    memory, earlier = _remembered(there, wish)
    is_ours = bool(memory.calendar)
    try:
        revised = _revised(programme, memory, earlier, wish, stamp)
    except AnotherProgramme:
        if not wish.replace:
            raise
        earlier = Earlier(None, ())
        memory = Memory(memory.url, feeds=memory.feeds)
        revised = _revised(programme, memory, earlier, wish, stamp)
    edition = Edition(revised.content, len(revised.revision.entries), revised.revision.changes)
    files = dict(_files(programme, revised, wish))
    return Folder(files, edition, memory.url, is_first=not earlier.entries, is_ours=is_ours)


def _remembered(there: There, wish: Wish) -> tuple[Memory, Earlier]:
    """What the folder remembers, and the edition before with it."""
    try:
        memory = json_to_memory(there.memory, MEMORY) if there.memory else None
        memory = recalled(memory, there.calendar) if memory else None
        earlier = ical_to_earlier(there.calendar, CALENDAR) if there.calendar else Earlier(None, ())
    except ForeignFeed:
        if not wish.replace:
            raise
        memory, earlier = None, Earlier(None, ())
    url = _folder_address(wish.url or (memory.url if memory else None))
    memory = evolve(memory, url=url) if memory else Memory(url)
    return memory, evolve(earlier, dropped=memory.dropped)


def _folder_address(url: str | None) -> str:
    if url is None:
        raise AgendaError(
            "Nobody has said at which address the folder will stand; "
            "tell it with --url, such as https://example.org/agenda/."
        )
    return url if url.endswith("/") else f"{url}/"


def _revised(programme: Programme, memory: Memory, earlier: Earlier, wish: Wish, stamp: datetime) -> _Revised:
    address = urljoin(memory.url, CALENDAR)
    revision = revise(programme, earlier, url=address, stamp=stamp, policy=wish.policy, style=wish.style)
    head = programme_to_head(programme, url=address, year=stamp.year, style=wish.style, uid=earlier.uid)
    chunks = entries_to_chunks(revision.entries)
    content = entries_to_ical(head, revision.entries, chunks)
    return _Revised(revision, head, chunks, content, _next(memory, earlier, revision, content, stamp))


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


def _files(programme: Programme, revised: _Revised, wish: Wish) -> Iterator[tuple[str, bytes]]:
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


def _view_to_ical(view: View, revised: _Revised, programme: Programme, language: str | None) -> bytes:
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
            for _, change in zip(range(_LATELY), lately, strict=False)
        ),
        files=tuple(Feed(name, words["files"][name]) for name in others),
        atom=_ATOM,
        stamp=memory.editions[0].stamp,
        language=words["language"],
    )
