"""Sessions in the versions that they have -> the bytes of a calendar with them, whole or a part of a programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from agenda_ical.publishing.entries import Entry, entry_to_chunk
from agenda_ical.publishing.heads import Head, head_to_properties, head_to_zones
from agenda_ical.publishing.lines import part_to_chunks
from agenda_ical.publishing.parts import Part

Chunks = Mapping[str, bytes]
"""The lines of each session by its UID: they are the same in every calendar that has it."""

_END = b"END:VCALENDAR"


def entries_to_chunks(entries: Sequence[Entry]) -> Chunks:
    """The lines of each of *entries*."""
    return {entry.uid: entry_to_chunk(entry) for entry in entries}


def entries_to_ical(head: Head, entries: Sequence[Entry], chunks: Chunks | None = None) -> bytes:
    """The calendar file with *entries* under *head*; *chunks* are their lines where these are known."""
    chunks = entries_to_chunks(entries) if chunks is None else chunks
    head = evolve(head, years=_years(head, entries))
    zones = sorted({entry.said.timezone or head.timezone for entry in entries} - {head.timezone})
    parts = head_to_zones(head, zones, has_events=bool(entries))
    beginning = b"\r\n".join(part_to_chunks(Part("VCALENDAR", tuple(head_to_properties(head)), parts)))
    return b"\r\n".join(
        (beginning.removesuffix(b"\r\n" + _END), *(chunks[entry.uid] for entry in entries), _END, b"")
    )


def _years(head: Head, entries: Sequence[Entry]) -> tuple[int, int]:
    """The years of the programme and of what was cancelled."""
    years = {*head.years, *(entry.said.start.year for entry in entries)}
    return min(years), max(years)
