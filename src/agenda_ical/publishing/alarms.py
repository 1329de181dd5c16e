"""A session -> the alarm that a program gives before it: RFC 5545, section 3.6.6 (VALARM)."""

from __future__ import annotations

from datetime import timedelta

from agenda_ical.publishing.parts import Part, Property

ALARM = "VALARM"


def title_to_alarm(title: str, before: timedelta) -> Part:
    """An alarm that shows *title*, that long before the start."""
    return Part(
        ALARM,
        (
            Property("ACTION", "text", "DISPLAY"),
            Property("DESCRIPTION", "text", title),
            Property("TRIGGER", "duration", -before),
        ),
    )
