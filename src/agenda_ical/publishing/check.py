"""
The bytes of a calendar -> whether they read back, asked before they replace an older file.

A strict look over all of it in a few fast passes. A parser that is not ours would take longer to load than the rest of
a conversion; that such parsers read what we write is for the tests to show.
"""

from __future__ import annotations

import re
from datetime import datetime

from agenda_ical.errors import AgendaError

_LINE_END = b"\r\n"
_BEGIN_EVENT = b"BEGIN:VEVENT\r\n"
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\r\n"))
_EDGE = re.compile(rb"^(BEGIN|END):([^\r]+)", re.MULTILINE)
_TIMES = re.compile(
    rb"^(?:DTSTART|DTEND|DTSTAMP|CREATED|LAST-MODIFIED|RDATE)(?:;[^:\r]*)?:([^\r]*)", re.MULTILINE
)
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
    return (
        _form_faults(content)
        or _count_faults(content, expected)
        or _nesting_faults(content)
        or _time_faults(content)
    )


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


def _nesting_faults(content: bytes) -> list[str]:
    begun: list[bytes] = []
    for edge, name in _EDGE.findall(content):
        if edge == b"BEGIN":
            begun.append(name)
        elif not begun or begun.pop() != name:
            return ["its parts do not lie within each other"]
    return ["a part has no end"] if begun else []


def _time_faults(content: bytes) -> list[str]:
    for value in set(_TIMES.findall(content)):
        try:
            datetime.fromisoformat(value.decode("ascii"))
        except ValueError:
            return [f"{value.decode('ascii', 'replace')} is no time"]
    return []
