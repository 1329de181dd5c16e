"""Parts and their properties -> icalendar's components, for whoever goes on working with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from icalendar import (
    Alarm,
    Calendar,
    Component,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vCategory,
    vDDDLists,
    vDDDTypes,
    vDuration,
    vInt,
    vRecur,
    vText,
    vUnknown,
    vUri,
    vUTCOffset,
)

from agenda_ical.publishing.lines import escape
from agenda_ical.publishing.parts import Part, Property, ValueType


class Text(vText):
    r"""A text that is written as it is: icalendar 7.3 makes a line break of the ``\N`` in ``C:\New``."""

    def to_ical(self) -> bytes:
        return escape(self).encode()


class Texts(vCategory):
    """Texts in a row, each written as a `Text` is: icalendar makes its own of those that it is given."""

    def to_ical(self) -> bytes:
        return ",".join(escape(text) for text in self.cats).encode()


class Participant(Component):
    """Who takes part (RFC 9073, section 7.1), which icalendar 7.3 does not know."""

    name = "PARTICIPANT"


_COMPONENTS: Final[dict[str, type[Component]]] = {
    "VCALENDAR": Calendar,
    "VEVENT": Event,
    "VTIMEZONE": Timezone,
    "STANDARD": TimezoneStandard,
    "DAYLIGHT": TimezoneDaylight,
    "VALARM": Alarm,
    "PARTICIPANT": Participant,
}

_VALUES: Final[dict[ValueType, Callable[[Any], object]]] = {
    "text": Text,
    "texts": Texts,
    "uri": vUri,
    "address": vCalAddress,
    "integer": vInt,
    "duration": vDuration,
    "utc": vDDDTypes,
    "wall": vDDDTypes,
    "zoned": vDDDTypes,
    "date": lambda moment: vDDDTypes(moment.date()),
    "offset": vUTCOffset,
    "rule": vRecur.from_ical,
    "written": vUnknown,
}


def _value(one: Property) -> object:
    if one.name == "RDATE":
        return vDDDLists([one.value])
    return _VALUES[one.type](one.value)


def part_to_component(part: Part) -> Component:
    """The component of *part* with all that is in it."""
    component = _COMPONENTS[part.name]()
    for one in (*part.properties, *part.common.properties):
        component.add(one.name, _value(one), dict(one.parameters))
    for inner in part.parts:
        component.add_component(part_to_component(inner))
    return component


def part_to_calendar(part: Part) -> Calendar:
    """The calendar of *part*, which is a VCALENDAR."""
    calendar = part_to_component(part)
    if not isinstance(calendar, Calendar):
        raise TypeError(f"{part.name} is no calendar")
    return calendar
