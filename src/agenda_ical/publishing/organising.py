"""Who publishes the calendar -> what each event says of them: RFC 5545, section 3.8.4.3 (ORGANIZER)."""

from __future__ import annotations

import re
from typing import Final

from attrs import evolve

from agenda_ical.publishing.entries import Said
from agenda_ical.publishing.parts import Property
from agenda_ical.publishing.texts import to_line, to_uri
from agenda_ical.style import Organiser

ORGANIZER: Final = "ORGANIZER"
_QUOTABLE: Final = re.compile(r"""\s*[":;,’\\]+\s*""")


def to_label(text: str) -> str:
    """*text* without what a parameter needs quotes for, on which FullCalendar 6 loses the file."""
    return _QUOTABLE.sub(" ", to_line(text)).strip()


def organiser_to_property(organiser: Organiser) -> Property:
    """The property that names *organiser*."""
    name = to_label(organiser.name)
    address = to_uri(f"mailto:{organiser.address}") or ""
    return Property(ORGANIZER, "address", address, (("CN", name),) if name else ())


def has_organiser(said: Said) -> bool:
    """Whether *said* names who publishes the event."""
    return any(one.name == ORGANIZER for one in said.properties)


def with_organiser(said: Said, organiser: Organiser | None) -> Said:
    """*said* of an event that *organiser* publishes, or nobody in particular."""
    others = tuple(one for one in said.properties if one.name != ORGANIZER)
    return evolve(said, properties=(*others, organiser_to_property(organiser)) if organiser else others)
