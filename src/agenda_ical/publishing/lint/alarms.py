"""Alarms: whether each is complete (RFC 5545, section 3.6.6), and when it is to sound."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from agenda_ical.publishing.lint.codes import Fault
from agenda_ical.publishing.lint.components import Component, Property
from agenda_ical.publishing.lint.contentlines import shortened
from agenda_ical.publishing.lint.texts import named
from agenda_ical.publishing.lint.values import to_duration, to_moment
from agenda_ical.telling import listed

_NEEDED: Final = {"DISPLAY": ("DESCRIPTION",), "EMAIL": ("DESCRIPTION", "SUMMARY", "ATTENDEE")}
_ALWAYS: Final = ("ACTION", "TRIGGER")


def alarm_faults(event: Component) -> Iterator[Fault]:
    """What is wrong with the alarms of *event*."""
    for alarm in event.parts_called("VALARM"):
        yield Fault("alarm-ignored", (alarm.line,), f"{named(event)} has an alarm.")
        needed = (*_ALWAYS, *_NEEDED.get(alarm.value("ACTION").upper(), ()))
        missing = [name for name in needed if not alarm.one(name)]
        if bool(alarm.one("DURATION")) != bool(alarm.one("REPEAT")):
            missing.append("REPEAT" if alarm.one("DURATION") else "DURATION")
        if missing:
            yield Fault(
                "alarm-incomplete", (alarm.line,), f"The alarm of {named(event)} has no {listed(missing)}."
            )
        for trigger in alarm.all("TRIGGER"):
            yield from _trigger_faults(event, trigger)


def _trigger_faults(event: Component, trigger: Property) -> Iterator[Fault]:
    moment = to_moment(trigger.value)
    is_moment = (trigger.parameter("VALUE") or "DURATION").upper() == "DATE-TIME"
    told = f"The alarm of {named(event)} is to sound {shortened(trigger.value)!r}"
    if is_moment and not (moment and moment.is_utc):
        yield Fault("alarm-trigger", (trigger.line,), f"{told}, which is no time in UTC.")
    elif not is_moment and moment:
        yield Fault("alarm-trigger", (trigger.line,), f"{told}, and does not say VALUE=DATE-TIME.")
    elif not is_moment and to_duration(trigger.value) is None:
        yield Fault("alarm-trigger", (trigger.line,), f"{told}, which is no duration.")
    elif not is_moment and not event.one("DTSTART") and not event.one("DUE"):
        yield Fault("alarm-trigger", (trigger.line,), f"{told}, and nothing tells from when this is counted.")
