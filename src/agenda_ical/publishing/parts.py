"""
What a calendar file says, before it is written: parts (VCALENDAR, VEVENT, …) of properties with typed values.

The one description of a calendar: `tree` makes icalendar's components of it, `lines` makes bytes of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from attrs import frozen

ValueType = Literal[
    "text",
    "texts",
    "uri",
    "address",
    "integer",
    "duration",
    "utc",
    "wall",
    "zoned",
    "date",
    "offset",
    "rule",
    "written",
]
"""
``wall`` is a local time as VTIMEZONE has it, ``zoned`` an aware one that is written with its TZID, ``date`` one of
which the clock is not told, and what is ``written`` stood so in a file, escaped where it has to be.
"""

Value = str | int | datetime | timedelta | tuple[str, ...]


class Property(NamedTuple):
    """One property: its name, what kind of value it has (RFC 5545, section 3.3), the value, its parameters."""

    name: str
    type: ValueType
    value: Value
    parameters: tuple[tuple[str, str], ...] = ()


@frozen(eq=False)
class Common:
    """Properties that many parts have alike, and that are therefore written once."""

    properties: tuple[Property, ...] = ()


@frozen
class Part:
    """One component: its name, its properties in order, the components in it (which may come one by one)."""

    name: str
    properties: tuple[Property, ...]
    parts: Iterable[Part] = ()
    common: Common = Common()
    """The properties that come after its own."""
