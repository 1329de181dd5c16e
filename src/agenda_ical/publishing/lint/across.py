"""Several files that tell of the same events: whether they agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from agenda_ical.publishing.lint.codes import Fault
from agenda_ical.publishing.lint.components import Component
from agenda_ical.publishing.lint.texts import named

_TOLD: Final = ("SEQUENCE", "DTSTART", "DTEND", "DURATION", "STATUS", "SUMMARY", "LOCATION")

Told = tuple[tuple[str, str], ...]


def across_faults(events: Mapping[str, Sequence[Component]]) -> Iterator[tuple[str, Fault]]:
    """What the *events* of several files, by the files' names, tell otherwise; each with the file that differs."""
    first: dict[tuple[str, str], tuple[str, Component]] = {}
    for file, those in events.items():
        if those and all(event.value("STATUS").upper() == "CANCELLED" for event in those):
            continue  # a file that takes events back says other things of them, and means to
        for event in those:
            uid = event.value("UID")
            if not uid:
                continue
            other_file, other = first.setdefault((uid, event.value("RECURRENCE-ID")), (file, event))
            differing = [name for name in _TOLD if _said(event, name) != _said(other, name)]
            if differing and other_file != file:
                yield file, _differs(event, differing, other_file, other)


def _said(event: Component, name: str) -> tuple[str, str | None]:
    one = event.one(name)
    default = "0" if name == "SEQUENCE" else ""
    return (one.value, one.parameter("TZID")) if one else (default, None)


def _differs(event: Component, differing: Sequence[str], file: str, other: Component) -> Fault:
    name = differing[0]
    here, there = _said(event, name)[0] or "nothing", _said(other, name)[0] or "nothing"
    told = f"{named(event)} has the {name} {here}, and in {file}, line {other.line}, {there}."
    one = event.one(name)
    return Fault("files-disagree", (one.line if one else event.line,), told)
