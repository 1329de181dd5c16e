"""Dates and times: whether each is one, of the type that it says, and in which zone it is told."""

from __future__ import annotations

from collections.abc import Iterator

from agenda_ical.publishing.lint.codes import Fault
from agenda_ical.publishing.lint.components import Property
from agenda_ical.publishing.lint.contentlines import shortened
from agenda_ical.publishing.lint.standard import UTC_ONLY
from agenda_ical.publishing.lint.values import Moment, to_duration, to_moment


def moments_of(one: Property) -> Iterator[Moment]:
    """The dates and times that stand in *one*, as far as they are any; of a period its beginning."""
    for value in one.value.split(","):
        if moment := to_moment(value.partition("/")[0]):
            yield moment


def moment_of(one: Property | None) -> Moment | None:
    """The date or time of *one*, if it is one."""
    return to_moment(one.value) if one else None


def moment_faults(one: Property) -> Iterator[Fault]:
    """What is wrong with the dates and times of *one*."""
    if one.name in UTC_ONLY:
        yield from _utc_faults(one)
        return
    kind = (one.parameter("VALUE") or "DATE-TIME").upper()
    values = one.value.split(",") if one.name in {"EXDATE", "RDATE"} else [one.value]
    for value in values:
        fault = _period_fault(one, value) if kind == "PERIOD" else _type_fault(one, value, kind)
        if fault:
            yield fault
            return
    yield from _zone_faults(one)


def _type_fault(one: Property, value: str, kind: str) -> Fault | None:
    moment = to_moment(value)
    if moment is None:
        return Fault(
            "time-value", (one.line,), f"{one.name} is {shortened(value)!r}, which is no date and no time."
        )
    if moment.kind != kind:
        says = (
            "is a date, and does not say VALUE=DATE"
            if moment.is_date
            else f"is a time, and says VALUE={kind}"
        )
        return Fault("time-type", (one.line,), f"{one.name} {says}: {value}.")
    return None


def _period_fault(one: Property, value: str) -> Fault | None:
    start, _, end = value.partition("/")
    if to_moment(start) and (to_moment(end) or to_duration(end)):
        return None
    return Fault("time-value", (one.line,), f"{one.name} is {shortened(value)!r}, which is no period.")


def _utc_faults(one: Property) -> Iterator[Fault]:
    moment = to_moment(one.value)
    if moment is None:
        yield Fault("time-value", (one.line,), f"{one.name} is {shortened(one.value)!r}, which is no time.")
    elif not moment.is_utc:
        yield Fault("utc-missing", (one.line,), f"{one.name} is not told in UTC: {one.value}.")


def _zone_faults(one: Property) -> Iterator[Fault]:
    timezone = one.parameter("TZID")
    for moment in moments_of(one):
        if timezone is not None and moment.is_utc:
            yield Fault(
                "tzid-and-utc", (one.line,), f"{one.name} has both a TZID and the Z of UTC: {one.value}."
            )
        elif timezone is not None and moment.is_date:
            yield Fault("tzid-on-date", (one.line,), f"{one.name} is a date, and has a TZID.")
        elif timezone is None and not moment.is_utc and not moment.is_date:
            told = f"{one.name} is in no zone: {one.value}."
            yield Fault("time-floating", (one.line,), told)
        else:
            continue
        return
