"""
The bytes of a calendar -> whether they read back, asked before they replace an older file.

Our own strict look goes over all of it in a few fast passes; icalendar, which takes its time, reads the head and
the first and last events.
"""

from __future__ import annotations

import re

from agenda_ical.errors import AgendaError

_LINE_END = b"\r\n"
_BEGIN_EVENT = b"BEGIN:VEVENT\r\n"
_PARSED = 50
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\r\n"))
_PROPERTIES = re.compile(rb"(?:(?:[A-Za-z0-9-]++[;:]| )[^\r\n]*+\r\n)*+")


def check_calendar(content: bytes, expected: int) -> None:
    """Raise AgendaError unless *content* is a whole calendar file with *expected* events, all different."""
    faults = _faults(content, expected)
    if faults:
        raise AgendaError(
            f"The calendar was not written, because it does not read back: {faults[0]}. "
            "This is our fault; please report it with the page that you converted"
        )


def _faults(content: bytes, expected: int) -> list[str]:
    if not (content.startswith(b"BEGIN:VCALENDAR\r\n") and content.endswith(b"\r\nEND:VCALENDAR\r\n")):
        return ["it has no beginning or no end"]
    return _form_faults(content) or _count_faults(content, expected) or _parser_faults(content)


def _form_faults(content: bytes) -> list[str]:
    try:
        content.decode()
    except UnicodeDecodeError:
        return ["it is not UTF-8"]
    checks = {
        "a control character stands in it": len(content.translate(None, _CONTROLS)) == len(content),
        "a line is longer than 75 octets": max(map(len, content.split(_LINE_END))) <= 75,
        "a line is no property": _PROPERTIES.fullmatch(content),
    }
    return [fault for fault, is_right in checks.items() if not is_right]


def _count_faults(content: bytes, expected: int) -> list[str]:
    uids = re.findall(rb"\r\nUID:([^\r]+)", content)
    counts = {content.count(b"\r\n" + _BEGIN_EVENT), content.count(b"\r\nEND:VEVENT\r\n"), len(uids)}
    counts |= {len(set(uids)), len(re.findall(rb"\r\nDTSTART[;:]", content[content.find(_BEGIN_EVENT) :]))}
    return [] if counts == {expected} else [f"it should have {expected} events"]


def _parser_faults(content: bytes) -> list[str]:
    from icalendar import Calendar  # noqa: PLC0415 - for its weight

    head, *events = content.removesuffix(b"END:VCALENDAR\r\n").split(_BEGIN_EVENT)
    some = events if len(events) <= 2 * _PARSED else [*events[:_PARSED], *events[-_PARSED:]]
    sample = _BEGIN_EVENT.join((head, *some)) + b"END:VCALENDAR\r\n"
    try:
        read = Calendar.from_ical(sample).events
    except ValueError as error:
        return [str(error)]
    errors = [error for event in read for error in event.errors]
    if errors or len(read) != len(some):
        return [f"a parser fails on it ({errors[0][1] if errors else 'events are missing'})"]
    return []
