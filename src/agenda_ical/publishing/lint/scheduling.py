"""METHOD and who takes part: what RFC 5546 asks of a file that is sent from one calendar to another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from agenda_ical.publishing.lint.codes import Fault
from agenda_ical.publishing.lint.components import Component
from agenda_ical.publishing.lint.contentlines import shortened
from agenda_ical.publishing.lint.standard import METHODS
from agenda_ical.publishing.lint.texts import named
from agenda_ical.telling import counted

_OF_ONE: Final = frozenset({"REQUEST", "CANCEL", "COUNTER", "REPLY", "ADD", "DECLINECOUNTER"})
"""Methods whose events must all have one UID (sections 3.2.2 to 3.2.8)."""
_COUNTED: Final = frozenset({"CANCEL", "ADD"})
"""Methods whose events must have a SEQUENCE."""


def method_faults(calendar: Component, events: list[Component]) -> Iterator[Fault]:
    """What is wrong with the METHOD of *calendar*, and with its *events* because of it."""
    one = calendar.one("METHOD")
    method = one.value.upper().strip() if one else ""
    if one is not None and method not in METHODS:
        yield Fault("method-unknown", (one.line,), f"There is no METHOD {shortened(one.value)!r}.")
        return
    if one is not None and method not in {"PUBLISH", "CANCEL"}:
        yield Fault(
            "method-invites", (one.line,), f"METHOD:{method} makes a message between people of this file."
        )
    if one is not None and method in _OF_ONE and len({event.value("UID") for event in events}) > 1:
        yield Fault(
            "method-uids", (one.line,), f"METHOD:{method} is for one event, and there are several UIDs."
        )
    unorganised = [event.line for event in events if method and not event.one("ORGANIZER")]
    if unorganised:
        code = "publish-organizer" if method == "PUBLISH" else "organizer-missing"
        how_many = f"{counted(len(unorganised), 'event')} without ORGANIZER"
        yield Fault(code, tuple(unorganised[:10]), f"{how_many}; METHOD:{method} asks for one.")
    for event in events:
        yield from _event_faults(event, method)


def _event_faults(event: Component, method: str) -> Iterator[Fault]:
    here, attendee = (event.line,), event.one("ATTENDEE")
    if method in _COUNTED and not event.one("SEQUENCE"):
        yield Fault(
            "sequence-missing", here, f"{named(event)} has no SEQUENCE, and METHOD:{method} asks for one."
        )
    status = event.one("STATUS")
    if method == "CANCEL" and status and status.value.upper() != "CANCELLED":
        yield Fault(
            "cancel-status", (status.line,), f"{named(event)} is to be cancelled, and is {status.value}."
        )
    if attendee is None:
        return
    if method == "PUBLISH":
        yield Fault(
            "publish-attendee",
            (attendee.line,),
            f"{named(event)} has an ATTENDEE, which METHOD:PUBLISH forbids.",
        )
        return
    if not method and not event.one("ORGANIZER"):
        yield Fault("attendee-alone", (attendee.line,), f"{named(event)} has an ATTENDEE and no ORGANIZER.")
    if not method:
        yield Fault("attendee-listed", (attendee.line,), f"{named(event)} lists people as ATTENDEE.")
