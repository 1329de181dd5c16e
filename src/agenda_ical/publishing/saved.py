"""
JSON that ``jsonfile.py`` wrote -> the programme, also after somebody has changed it.

It stands beside its writer, and not among the readers of pages: a programme that was saved is no page, and needs no
interpretation.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from functools import cache
from typing import Any

from attrs import fields, frozen
from cattrs import BaseValidationError, Converter

from agenda_ical.errors import UnreadableFile
from agenda_ical.place import Place
from agenda_ical.programme import (
    Kind,
    Presenter,
    Problem,
    Programme,
    Session,
    SessionLink,
    Severity,
    session_order,
)
from agenda_ical.structuring import faults_told, optional, register, several, strict_converter
from agenda_ical.zones import moment_in


@frozen
class _Told:
    """A session as the file tells it: moments are still texts."""

    start: str
    title: str
    end: str | None = None
    presenters: tuple[Presenter, ...] = ()
    location: str | None = None
    track: str | None = None
    tracks: tuple[str, ...] | None = None
    description: str = ""
    kind: Kind = "talk"
    url: str | None = None
    links: tuple[SessionLink, ...] = ()
    language: str | None = None
    end_assumed: bool = False
    place: str = ""


@frozen
class _Doubt:
    code: str
    severity: Severity
    message: str
    advice: str = ""
    place: str = ""
    session: int | None = None


@frozen
class _File:
    timezone: str
    sessions: tuple[_Told, ...]
    title: str = ""
    problems: tuple[_Doubt, ...] = ()
    location: str | None = None
    url: str | None = None
    language: str | None = None


def json_to_programme(text: str) -> Programme:
    """
    The programme that ``programme_to_json`` wrote, also after somebody has changed it.

    Other keys than its own are left alone; what is missing is not known. A moment without an offset is by the clock of
    the programme's zone. Raises UnreadableFile with the session and the key, UnknownZone.
    """
    file = _structured(text)
    sessions = [_session(number, told, file.timezone) for number, told in enumerate(file.sessions, start=1)]
    order = sorted(range(len(sessions)), key=lambda number: session_order(sessions[number]))
    new = {old: number for number, old in enumerate(order)}
    problems = tuple(
        Problem(
            one.code, one.severity, one.message, one.advice, _place(one.place),
            None if one.session is None else new.get(one.session),
        )
        for one in file.problems
    )  # fmt: skip
    return Programme(
        file.title,
        file.timezone,
        tuple(sessions[number] for number in order),
        problems,
        file.location,
        file.url,
        file.language,
    )


def _structured(text: str) -> _File:
    try:
        table = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"The JSON cannot be read: {error}.") from None
    if not isinstance(table, dict) or not table.keys() >= {"timezone", "sessions"}:
        raise UnreadableFile(
            "This JSON is no programme: it has no timezone or no sessions. Name one that show --format json has written."
        )
    try:
        return _converter().structure(table, _File)
    except BaseValidationError as error:
        told = faults_told(error, lambda of: [one.name for one in fields(of)])
        raise UnreadableFile(f"The programme in JSON cannot be read: {told}") from None


@cache
def _converter() -> Converter:
    converter = strict_converter()
    register(converter, int | None, _number)
    register(converter, tuple[str, ...] | None, optional(several(converter, str)))
    register(converter, tuple[Presenter, ...], several(converter, Presenter))
    register(converter, tuple[SessionLink, ...], several(converter, SessionLink))
    register(converter, tuple[_Told, ...], several(converter, _Told))
    register(converter, tuple[_Doubt, ...], several(converter, _Doubt))
    return converter


def _number(value: Any, _: Any) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise ValueError(f"is {value!r}; it must be a number or null")


def _session(number: int, told: _Told, timezone: str) -> Session:
    start = _moment(f"sessions[{number}].start", told.start, timezone)
    end = None if told.end is None else _moment(f"sessions[{number}].end", told.end, timezone)
    tracks = tuple(told.track.split(" / ") if told.track else ()) if told.tracks is None else told.tracks
    return Session(
        title=told.title, start=start, end=end, end_assumed=told.end_assumed, kind=told.kind,
        description=told.description, presenters=told.presenters, tracks=tracks,
        location=told.location, url=told.url, links=told.links, language=told.language,
        place=_place(told.place),
    )  # fmt: skip


def _moment(where: str, text: str, timezone: str) -> datetime:
    try:
        return moment_in(timezone, datetime.fromisoformat(text))
    except ValueError:
        raise UnreadableFile(
            f"The programme in JSON cannot be read: {where} is {text!r}; it must be a moment such as "
            "2026-06-04T10:00:00+09:00."
        ) from None


_PLACE = re.compile(
    r"""
    (?P<sheet> .*?) (?: (?:^|,\ ) table\ (?P<table>\d+) )? (?: (?:^|,\ ) row\ (?P<row>\d+) )?
    (?: (?:^|,\ ) column\ (?P<column>\d+) )? (?: (?:^|,\ ) line\ (?P<line>\d+) )?
    (?: (?:^|,\ ) paragraph\ (?P<paragraph>\d+) )?
    """,
    re.VERBOSE | re.DOTALL,
)


def _place(text: str) -> Place:
    """The place that ``str(place)`` says."""
    found = _PLACE.fullmatch(text)
    if not found or text == str(Place()):
        return Place()
    numbers = {name: int(number) for name, number in found.groupdict().items() if number and name != "sheet"}
    return Place(**numbers, sheet=found["sheet"] or None)
