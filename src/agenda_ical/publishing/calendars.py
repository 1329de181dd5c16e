"""Sessions in the versions that they have -> the bytes of a calendar with them, whole or a part of a programme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from agenda_ical.publishing.entries import Entry, entry_to_chunk
from agenda_ical.publishing.heads import FORM, PUBLISHED, Head, head_to_properties, head_to_zones
from agenda_ical.publishing.lines import part_to_chunks
from agenda_ical.publishing.organising import has_organiser
from agenda_ical.publishing.parts import Part, Property
from agenda_ical.publishing.vtimezone import zone_to_part

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
    return _joined(head_to_properties(head), _zones(head, entries), [chunks[entry.uid] for entry in entries])


def _zones(head: Head, entries: Sequence[Entry]) -> Iterable[Part]:
    """The rules of the zones in which *entries* are told; whole days are told in none."""
    if entries and all(entry.said.is_whole_day for entry in entries):
        return ()
    zones = sorted({entry.said.timezone or head.timezone for entry in entries} - {head.timezone})
    return head_to_zones(head, zones, has_events=bool(entries))


def entry_to_ical(entry: Entry, chunks: Chunks) -> bytes:
    """
    The calendar file of one session, to be added to a calendar that there is already.

    It has no name and no address of its own: programs would make another calendar of it.
    """
    year, zone = entry.said.start.year, entry.said.timezone
    properties = (*FORM, PUBLISHED) if has_organiser(entry.said) else FORM
    zones = () if zone is None else (zone_to_part(zone, year, year),)
    return _joined(properties, zones, (chunks[entry.uid],))


def _joined(properties: Iterable[Property], zones: Iterable[Part], chunks: Sequence[bytes]) -> bytes:
    beginning = b"\r\n".join(part_to_chunks(Part("VCALENDAR", tuple(properties), zones)))
    return b"\r\n".join((beginning.removesuffix(b"\r\n" + _END), *chunks, _END, b""))


def _years(head: Head, entries: Sequence[Entry]) -> tuple[int, int]:
    """The years of the programme and of what was cancelled."""
    years = {*head.years, *(entry.said.start.year for entry in entries)}
    return min(years), max(years)
