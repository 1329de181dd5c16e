"""
Calendar files, whoever made them -> what breaks the standard, and what calendar programs will do with them.

A file is read line by line (`contentlines`), its components are built (`components`) and looked at, each module for
what its name says. What a code means stands in `codes.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agenda_ical.finding import CalendarFile, Finding
from agenda_ical.publishing.lint.across import across_faults
from agenda_ical.publishing.lint.alarms import alarm_faults
from agenda_ical.publishing.lint.answers import answer_faults, feed_faults
from agenda_ical.publishing.lint.codes import Fault, faults_to_findings
from agenda_ical.publishing.lint.components import Component, lines_to_tree
from agenda_ical.publishing.lint.contentlines import Form, content_to_lines
from agenda_ical.publishing.lint.events import event_faults
from agenda_ical.publishing.lint.habits import (
    calendar_habits,
    cancelled_habits,
    event_habits,
    uid_line_habits,
)
from agenda_ical.publishing.lint.identities import identity_faults, twin_faults
from agenda_ical.publishing.lint.properties import component_faults
from agenda_ical.publishing.lint.scheduling import method_faults
from agenda_ical.publishing.lint.strangers import stranger_faults
from agenda_ical.publishing.lint.zones import calendar_to_zones, zone_faults

_ENTRIES = ("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY")


def check_files(files: Sequence[CalendarFile]) -> tuple[Finding, ...]:
    """What is found in *files*, one after the other, and where they do not agree."""
    faults: dict[str, list[Fault]] = {}
    events: dict[str, list[Component]] = {}
    for file in files:
        faults[file.name], events[file.name] = _look_at(file)
    for name, fault in across_faults(events) if len(files) > 1 else ():
        faults[name].append(fault)
    return tuple(finding for name, found in faults.items() for finding in faults_to_findings(found, name))


def _look_at(file: CalendarFile) -> tuple[list[Fault], list[Component]]:
    """What is wrong with *file*, and its events."""
    if file.refusal:
        return [Fault("file-unreadable", (), file.refusal)], []
    faults = list(answer_faults(file.answer)) if file.answer else []
    if strange := list(stranger_faults(file.content)):
        return faults + strange, []
    form = Form()
    tree = lines_to_tree(content_to_lines(file.content, form))
    faults += [*form.faults(), *tree.faults, *_stream_faults(tree.calendars)]
    for calendar in tree.calendars:
        faults += _calendar_faults(calendar)
        if file.answer:
            faults += feed_faults(calendar, file.answer)
    return faults, [event for calendar in tree.calendars for event in calendar.parts_called("VEVENT")]


def _stream_faults(calendars: Sequence[Component]) -> Iterator[Fault]:
    if len(calendars) > 1:
        lines = tuple(calendar.line for calendar in calendars[1:])
        yield Fault("several-calendars", lines[:10], f"There are {len(calendars)} calendars in the file.")


def _calendar_faults(calendar: Component) -> Iterator[Fault]:
    entries = list(calendar.parts_called(*_ENTRIES))
    events = list(calendar.parts_called("VEVENT"))
    zones = calendar_to_zones(calendar)
    if not calendar.parts:
        yield Fault("calendar-empty", (calendar.line,), "There is nothing in the calendar.")
    elif not entries:
        yield Fault("no-events", (calendar.line,), "There is no event in the calendar.")
    for component in calendar.within():
        yield from component_faults(component)
    yield from zone_faults(calendar, zones)
    yield from identity_faults(entries)
    yield from twin_faults(events)
    yield from method_faults(calendar, entries)
    yield from calendar_habits(calendar, zones)
    yield from uid_line_habits(calendar)
    yield from cancelled_habits(events)
    for entry in calendar.parts_called("VEVENT", "VTODO"):
        yield from event_faults(entry, zones, has_method=bool(calendar.one("METHOD")))
        yield from event_habits(entry)
        yield from alarm_faults(entry)
