"""
Presenters -> the components that tell them as data: RFC 9073, section 7.1 (PARTICIPANT).

Who it is stands in them as schema.org has it. Some programs take a title, a description or an address within such a
component for those of the event, so none is in it. They need a UID of their own, which hangs on the event's, and is
added when the event is written: so the same words are the same, whoever the session is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID, uuid5

from attrs import evolve

from agenda_ical.programme import Presenter, Role
from agenda_ical.publishing.lines import property_to_line
from agenda_ical.publishing.parts import Part, Property
from agenda_ical.publishing.structured_data import presenter_to_schema
from agenda_ical.publishing.texts import to_line

PARTICIPANT: Final = "PARTICIPANT"
_OURS: Final = UUID("0d3c0a0e-5b43-5a53-9a6c-3f6b7c1e8d52")
# the names of properties have no case (RFC 5545, section 1.2); those programs which take any "UID:" for the event's
# see none here
_UID: Final = "uid"
_TYPES: Final[dict[Role, str]] = {
    "speaker": "SPEAKER",
    "panellist": "SPEAKER",
    "chair": "ACTIVE",
    "moderator": "ACTIVE",
}


def presenters_to_parts(presenters: Sequence[Presenter]) -> Iterator[Part]:
    """A component for each of *presenters*, without its UID."""
    told = (_properties(presenter) for presenter in presenters if to_line(str(presenter)))
    for properties in dict.fromkeys(told):
        yield Part(PARTICIPANT, properties)


def _properties(presenter: Presenter) -> tuple[Property, ...]:
    who = {"@context": "https://schema.org", **presenter_to_schema(presenter)}
    schema = f"https://schema.org/{who['@type']}"
    return (
        Property("PARTICIPANT-TYPE", "text", _TYPES[presenter.role]),
        Property(
            "STRUCTURED-DATA",
            "text",
            json.dumps(who, ensure_ascii=False, separators=(",", ":")),
            (("VALUE", "TEXT"), ("FMTTYPE", "application/ld+json"), ("SCHEMA", schema)),
        ),
    )


def with_uid(part: Part, event: str) -> Part:
    """*part* of the event with that UID, a participant with one of its own."""
    if part.name != PARTICIPANT:
        return part
    told = "\n".join(property_to_line(one).decode() for one in part.properties)
    return evolve(
        part, properties=(Property(_UID, "text", str(uuid5(_OURS, f"{event}\n{told}"))), *part.properties)
    )


def without_uid(part: Part) -> Part:
    """*part* as it is before ``with_uid``."""
    if part.name != PARTICIPANT:
        return part
    return evolve(part, properties=tuple(one for one in part.properties if one.name.lower() != _UID))
