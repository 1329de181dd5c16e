"""What a calendar said of a session, and what it says now -> what changed, as people read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from agenda_ical.edition import Change, ChangeKind, Difference
from agenda_ical.publishing.entries import Said
from agenda_ical.publishing.traits import presenters_of, title_of, tracks_of, without_mark


def said_to_change(kind: ChangeKind, uid: str, said: Said, before: Said | None = None) -> Change:
    """The change of a session of which is *said* this now, and was said that *before*; a move is found by itself."""
    differences = tuple(_differences(before, said)) if before else ()
    if kind == "back" and all(one.of == "other" for one in differences):
        differences = ()  # that it is no longer cancelled is all
    if kind == "changed" and before and _is_moved(before, said):
        kind = "moved"
    return Change(
        kind,
        uid,
        without_mark(said.text("SUMMARY")),
        span_to_text(said.start, said.end),
        ", ".join(presenters_of(said)),
        said.text("LOCATION"),
        differences,
    )


def _is_moved(before: Said, after: Said) -> bool:
    """Whether people have to be there at another time, or elsewhere; only to end at another time is no move."""
    return before.start != after.start or before.text("LOCATION") != after.text("LOCATION")


def _differences(before: Said, after: Said) -> Iterator[Difference]:
    pairs = {
        of: (one, other)
        for (of, one), other in zip(_facts(before), dict(_facts(after)).values(), strict=True)
    }
    if title_of(before) == title_of(after):
        del pairs["title"]
    found = [Difference(of, *pair) for of, pair in pairs.items() if pair[0] != pair[1]]
    yield from found
    if found:
        return
    same_description = before.text("DESCRIPTION") == after.text("DESCRIPTION")
    yield Difference("other" if same_description else "description")


def _facts(said: Said) -> Iterator[tuple[str, str]]:
    """What people ask of a session, in words."""
    yield "title", without_mark(said.text("SUMMARY"))
    yield "time", span_to_text(said.start, said.end)
    yield "presenters", ", ".join(presenters_of(said))
    yield "place", said.text("LOCATION")
    yield "track", ", ".join(tracks_of(said))


def span_to_text(start: datetime, end: datetime | None) -> str:
    """``2019-03-28 13:00–14:00``; the date again where it ends on another day."""
    zone = " UTC" if start.tzinfo is UTC else ""
    if end is None:
        return f"{start:%Y-%m-%d %H:%M}{zone}"
    until = f"{end:%H:%M}" if end.date() == start.date() else f"{end:%Y-%m-%d %H:%M}"
    return f"{start:%Y-%m-%d %H:%M}–{until}{zone}"
