"""Who the events of a file are: UIDs that are there twice, or that some program cannot keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from agenda_ical.publishing.lint.codes import Fault
from agenda_ical.publishing.lint.components import Component
from agenda_ical.publishing.lint.texts import named, unescaped

_PLAIN: Final = re.compile(r"[\x21-\x7e]+\Z")
_LONGEST: Final = 255
_OF_A_VERSION: Final = frozenset({"UID", "SEQUENCE", "DTSTAMP", "CREATED", "LAST-MODIFIED"})


def identity_faults(events: list[Component]) -> Iterator[Fault]:
    """What is wrong with who *events* are."""
    seen: dict[tuple[str, str, str], Component] = {}
    masters = {event.value("UID") for event in events if not event.one("RECURRENCE-ID")}
    for event in events:
        uid, instance = event.value("UID"), event.value("RECURRENCE-ID")
        if not uid.strip():
            continue
        yield from _form_faults(event, unescaped(uid))
        key = event.name, uid, instance
        if key in seen:
            told = f"{named(event)} has the UID of {named(seen[key])} in line {seen[key].line}: {uid}."
            yield Fault("uid-repeated", (event.all("UID")[0].line,), told)
        seen.setdefault(key, event)
        if instance and uid not in masters:
            told = f"{named(event)} is one time of something that repeats, which is not in the file."
            yield Fault("recurrence-alone", (event.all("RECURRENCE-ID")[0].line,), told)


def _form_faults(event: Component, uid: str) -> Iterator[Fault]:
    line = event.all("UID")[0].line
    if not _PLAIN.match(uid) or "/" in uid:
        yield Fault(
            "uid-letters", (line,), f"The UID of {named(event)} has a space, a slash or letters beyond ASCII."
        )
    if len(uid.encode()) > _LONGEST:
        yield Fault("uid-long", (line,), f"The UID of {named(event)} is longer than {_LONGEST} octets.")


def twin_faults(events: list[Component]) -> Iterator[Fault]:
    """Events that say the same, and differ only in who they are."""
    seen: dict[tuple[tuple[str, str], ...], Component] = {}
    for event in events:
        said = tuple(
            (name, one.value)
            for name, properties in event.properties.items()
            if name not in _OF_A_VERSION
            for one in properties
        )
        if said in seen:
            told = f"{named(event)} says the same as the event in line {seen[said].line}."
            yield Fault("same-content", (event.line,), told)
        seen.setdefault(said, event)
