"""The properties of a component: which must be there, which may be there once, and whether each value is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Final

from agenda_ical.colors import colors, near_names
from agenda_ical.publishing.lint.codes import Fault
from agenda_ical.publishing.lint.components import Component, Property
from agenda_ical.publishing.lint.contentlines import shortened
from agenda_ical.publishing.lint.moments import moment_faults
from agenda_ical.publishing.lint.rules import rule_faults
from agenda_ical.publishing.lint.standard import (
    COMPONENTS,
    DURATIONS,
    INTEGERS,
    KNOWN,
    LOCAL_TIMES,
    OBSERVANCES,
    OFFSETS,
    STATED,
    STATUSES,
    URIS,
    UTC_ONLY,
    WORDS,
)
from agenda_ical.publishing.lint.texts import named, text_faults
from agenda_ical.publishing.lint.values import to_duration, to_offset
from agenda_ical.telling import listed

_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+\Z")
_GEO: Final = re.compile(r"([+-]?\d{1,3}(?:\.\d+)?);([+-]?\d{1,3}(?:\.\d+)?)\Z", re.ASCII)
_INTEGER: Final = re.compile(r"[+-]?\d{1,10}\Z", re.ASCII)
_OWN_CODES: Final = {"UID": "uid-missing", "DTSTAMP": "dtstamp-missing"}
_ZONED: Final = LOCAL_TIMES | {"FREEBUSY", "TRIGGER"}


def component_faults(component: Component) -> Iterator[Fault]:
    """What is wrong with the properties of *component*, each for itself."""
    yield from _number_faults(component)
    for properties in component.properties.values():
        for one in properties:
            yield from _value_faults(one, component)
            yield from text_faults(one)


def _number_faults(component: Component) -> Iterator[Fault]:
    """What is missing, there twice, or has no place there."""
    content = COMPONENTS.get(component.name)
    if content is None:
        return
    for name in sorted(content.required - component.properties.keys()):
        if component.name != "VALARM":
            code = _OWN_CODES.get(name, "property-missing")
            yield Fault(code, (component.line,), f"{_who(component)} has no {name}.")
    for name, properties in component.properties.items():
        if len(properties) > 1 and (name in content.required or name in content.once):
            lines = tuple(one.line for one in properties)
            yield Fault("property-repeated", lines[:10], f"{_who(component)} has {len(lines)} times {name}.")
        if not content.allows(name) and not name.startswith("X-"):
            yield _stray(name, component)


def _who(component: Component) -> str:
    return (
        named(component) if component.name in STATUSES else f"The {component.name} of line {component.line}"
    )


def _stray(name: str, component: Component) -> Fault:
    line = component.all(name)[0].line
    if name in KNOWN:
        return Fault("property-misplaced", (line,), f"{name} is no property of {component.name}.")
    return Fault(
        "property-unknown", (line,), f"There is no property {shortened(name, 30)!r} in the standards."
    )


def _value_faults(one: Property, component: Component) -> Iterator[Fault]:
    name, here = one.name, (one.line,)
    if not one.value.strip():
        yield Fault("property-empty", here, f"{name} says nothing.")
        return
    if component.name not in OBSERVANCES and (name in LOCAL_TIMES or name in UTC_ONLY):
        yield from moment_faults(one)
    elif check := _CHECKS.get(name):
        yield from check(one)
    elif name == "STATUS" and (known := STATUSES.get(component.name)):
        yield from _word_faults(one, known)
    elif name == "RRULE":
        yield from (Fault("rule-value", here, f"RRULE {told}.") for told in rule_faults(one.value))
    if name in STATED:
        yield from _stated_faults(one)
    if "TZID" in one.parameters and name not in _ZONED and not name.startswith("X-"):
        yield Fault("parameter-misplaced", here, f"{name} is no time, and has a TZID.")


def _stated_faults(one: Property) -> Iterator[Fault]:
    stated = (one.parameter("VALUE") or "").upper()
    if stated not in STATED[one.name]:
        rights = " or ".join(f"VALUE={right}" for right in sorted(STATED[one.name]))
        yield Fault("value-unstated", (one.line,), f"{one.name} does not say {rights}.")


def _word_faults(one: Property, known: frozenset[str]) -> Iterator[Fault]:
    if one.value.upper() not in known:
        words = listed(sorted(known))
        yield Fault("word-value", (one.line,), f"{one.name} is {shortened(one.value)!r}, and may be {words}.")


def _known_word_faults(one: Property) -> Iterator[Fault]:
    yield from _word_faults(one, WORDS[one.name])


def _uri_faults(one: Property) -> Iterator[Fault]:
    if not _URI.match(one.value):
        yield Fault("uri-value", (one.line,), f"{one.name} is no address: {shortened(one.value)!r}.")
    elif not one.value.isascii():
        yield Fault(
            "uri-letters",
            (one.line,),
            f"{one.name} has letters that no address has: {shortened(one.value)!r}.",
        )


def _duration_faults(one: Property) -> Iterator[Fault]:
    length = to_duration(one.value)
    code = "duration-value" if one.name == "DURATION" else "refresh-value"
    if length is None:
        yield Fault(code, (one.line,), f"{one.name} is {shortened(one.value)!r}, which is no duration.")
    elif length <= timedelta(0):
        yield Fault(code, (one.line,), f"{one.name} is {one.value!r}, which is not longer than nothing.")


def _integer_faults(one: Property) -> Iterator[Fault]:
    least, greatest = INTEGERS[one.name]
    if not _INTEGER.match(one.value) or not least <= int(one.value) <= greatest:
        most = f" up to {greatest}" if greatest < 2**31 - 1 else ""
        yield Fault(
            "integer-value",
            (one.line,),
            f"{one.name} is {shortened(one.value)!r}, and must be a number from {least}{most}.",
        )


def _offset_faults(one: Property) -> Iterator[Fault]:
    if to_offset(one.value) is None:
        yield Fault(
            "offset-value",
            (one.line,),
            f"{one.name} is {shortened(one.value)!r}, which is no offset from UTC.",
        )


def _geo_faults(one: Property) -> Iterator[Fault]:
    found = _GEO.match(one.value)
    if found is None or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
        yield Fault(
            "geo-value", (one.line,), f"GEO is {shortened(one.value)!r}, which is no latitude;longitude."
        )


def _colour_faults(one: Property) -> Iterator[Fault]:
    if one.value.lower() not in colors():
        near = near_names(one.value[:60])
        hint = f"; near to it are {listed(near)}" if near else ""
        told = f"COLOR is {shortened(one.value)!r}, which is no name of a colour in CSS{hint}."
        yield Fault("colour-value", (one.line,), told)


_CHECKS: Final[dict[str, Callable[[Property], Iterator[Fault]]]] = {
    **dict.fromkeys(URIS, _uri_faults),
    **dict.fromkeys(DURATIONS, _duration_faults),
    **dict.fromkeys(INTEGERS, _integer_faults),
    **dict.fromkeys(OFFSETS, _offset_faults),
    **dict.fromkeys(WORDS, _known_word_faults),
    "GEO": _geo_faults,
    "COLOR": _colour_faults,
}
