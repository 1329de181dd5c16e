"""
A programme -> schedule.json, the format in which conference apps and video teams exchange schedules.

It is described by its schema (voc/schedule on GitHub, ``validator/json/schema.json``); what apps read besides that
is known from voc/schedule and pretalx. A room is what they lay an agenda out by, so every session needs one; and
each must have a length.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import sha1
from math import gcd
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from attrs import frozen

from agenda_ical.programme import Presenter, Programme, Session
from agenda_ical.publishing.filenames import text_to_slug
from agenda_ical.publishing.identity import plain
from agenda_ical.publishing.texts import to_line, to_text, to_uri
from agenda_ical.publishing.words import Words, words_of
from agenda_ical.zones import Localizer

_SCHEMA: Final = "https://c3voc.de/schedule/schema.json"
_UNTOLD: Final = timedelta(minutes=30)
"""How long a session lasts here of which no end is told; zero would hide it in apps that draw what has a height."""
_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
_HOUR: Final = 60
_LARGEST: Final = 2**31 - 1
"""Numbers are kept in 32 bits by some apps."""
_SHORTEST_ACRONYM: Final = 4
_LONGEST_ACRONYM: Final = 24
_MOST_DAYS: Final = 366
"""A schedule that reaches over more has no days but those on which something begins."""


@frozen
class _Folder:
    """What all sessions of one schedule have in common."""

    url: str
    acronym: str
    venue: str
    language: str
    words: Words
    numbers: Mapping[str, int]


def programme_to_schedule(programme: Programme, uids: Sequence[str], *, url: str, version: str) -> str:
    """
    The programme as schedule.json: ``{"schedule": {"version", "conference": {"days": [{"rooms": {…}}], …}}}``.

    :param uids: who the sessions are, in their order; UUIDs
    :param url: the address of the folder, with a slash at its end; a session without a page of its own has its
        place on the page there
    :param version: what this edition is called
    """
    words = words_of(programme.language)
    folder = _Folder(
        url=url,
        acronym=_acronym(programme, url),
        venue=to_line(programme.location or "") or words.somewhere,
        language=programme.language or "",
        words=words,
        numbers=_numbers(uids),
    )
    events = [_event(*pair, folder) for pair in zip(programme.sessions, uids, strict=True)]
    schedule = {
        "version": version,
        "base_url": url,
        "conference": _conference(programme, events, folder),
    }
    told = {"$schema": _SCHEMA, "generator": {"name": "agenda-ical"}, "schedule": schedule}
    # on one line, for programs: with indents it takes Python three times as long
    return json.dumps(told, ensure_ascii=False) + "\n"


def _conference(programme: Programme, events: Sequence[dict[str, Any]], folder: _Folder) -> dict[str, Any]:
    dates = _dates(programme)
    return {
        "acronym": folder.acronym,
        "title": to_line(programme.title) or folder.acronym,
        "start": dates[0].isoformat() if dates else None,
        "end": dates[-1].isoformat() if dates else None,
        "daysCount": len(dates),
        "timeslot_duration": _clock(_slot(programme)),
        "time_zone_name": programme.timezone,
        "url": folder.url,
        "rooms": [_room(name, folder) for name in dict.fromkeys(event["room"] for event in events)],
        "tracks": [{"name": name} for name in dict.fromkeys(event["track"] for event in events) if name],
        "days": list(_days(programme, dates, events)),
    }


def _dates(programme: Programme) -> Sequence[date]:
    """Each date from the first to the last: who counts days counts those without sessions."""
    dates = sorted({session.start.date() for session in programme.sessions})
    span = (dates[-1] - dates[0]).days + 1 if dates else 0
    return dates if span > _MOST_DAYS else [dates[0] + index * _DAY for index in range(span)]


def _room(name: str, folder: _Folder) -> dict[str, Any]:
    return {
        "guid": str(uuid5(NAMESPACE_URL, f"{folder.url} room {plain(name)}")),
        "name": name,
        "description": None,
        "capacity": None,
    }


def _days(
    programme: Programme, dates: Sequence[date], events: Sequence[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """The days, each from midnight to midnight, so that every session begins in one; and in their rooms the sessions."""
    midnights = Localizer(programme.timezone)
    rooms: dict[date, dict[str, list[dict[str, Any]]]] = {day: {} for day in dates}
    for session, event in zip(programme.sessions, events, strict=True):
        rooms[session.start.date()].setdefault(event["room"], []).append(event)
    for index, day in enumerate(dates, 1):
        start, end = (midnights.aware(datetime.combine(one, time.min))[0] for one in (day, day + _DAY))
        yield {
            "index": index,
            "date": day.isoformat(),
            "day_start": start.isoformat(),
            "day_end": end.isoformat(),
            "rooms": rooms[day],
        }


def _event(session: Session, uid: str, folder: _Folder) -> dict[str, Any]:
    number = folder.numbers[uid]
    return {
        "guid": uid,
        "id": number,
        "logo": "",
        "date": session.start.isoformat(),
        "start": f"{session.start:%H:%M}",
        "duration": _clock(_duration(session)),
        "room": to_line(session.location or session.track or "") or folder.venue,
        "slug": text_to_slug(f"{folder.acronym}-{number}-{session.title}"),
        "url": _address(session.url) or f"{folder.url}#s-{uid}",
        "title": to_line(session.title),
        "subtitle": "",
        "track": to_line(session.track or "") or None,
        "type": session.kind,
        "language": session.language or folder.language,
        "abstract": "",
        "description": _description(session, folder.words),
        "recording_license": "",
        "persons": [_person(presenter) for presenter in session.presenters if str(presenter).strip()],
        "links": [
            {"url": address, "title": to_line(link.label) or address}
            for link in session.links
            if (address := to_uri(link.url))
        ],
        "attachments": [],
        "answers": [],
    }


def _duration(session: Session) -> timedelta:
    """How long it lasts, or may last where no end is told that lies after its start."""
    told = (session.end or session.start) - session.start
    return told if told > timedelta(0) else _UNTOLD


def _clock(duration: timedelta) -> str:
    hours, minutes = divmod(max(1, round(duration / _MINUTE)), _HOUR)
    return f"{hours:02d}:{minutes:02d}"


def _slot(programme: Programme) -> timedelta:
    """The longest time, up to an hour, in which all starts and lengths can be counted."""
    minutes = _HOUR
    for session in programme.sessions:
        minutes = gcd(minutes, session.start.minute, round(_duration(session) / _MINUTE))
    return minutes * _MINUTE


def _description(session: Session, words: Words) -> str:
    """Who chairs or moderates, as the format has no roles; what it is about; what is not told of its end."""
    roles = (
        words.roles[one.role][0].format(to_line(str(one)))
        for one in session.presenters
        if one.role != "speaker"
    )
    assumed = words.end_assumed if session.end_assumed else ""
    has_end = session.end is not None and session.end > session.start
    paragraphs = ("\n".join(roles), to_text(session.description), assumed if has_end else words.end_untold)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _person(presenter: Presenter) -> dict[str, Any]:
    name = to_line(str(presenter))
    return {"id": _number(plain(name)), "public_name": name}


def _address(text: str | None) -> str | None:
    """*text* as an address of the web, or None: the format has no others."""
    address = to_uri(text or "")
    return address if address and address.lower().startswith(("http:", "https:")) else None


def _numbers(uids: Sequence[str]) -> dict[str, int]:
    """A number for each of *uids* that it has in every edition, as those of old apps have no other identity."""
    taken: dict[int, str] = {}
    for uid in sorted(uids):
        number = _number(uid)
        while number in taken:
            number = number % _LARGEST + 1
        taken[number] = uid
    return {uid: number for number, uid in taken.items()}


def _number(text: str) -> int:
    """A positive number for *text*, the same each time."""
    return int(sha1(text.encode(), usedforsecurity=False).hexdigest()[:8], 16) % _LARGEST + 1


def _acronym(programme: Programme, url: str) -> str:
    """The programme's title in small letters of ASCII, or a word made of its address."""
    name = text_to_slug(programme.title, _LONGEST_ACRONYM).replace("-", "_")
    fit = len(name) >= _SHORTEST_ACRONYM and not name.replace("_", "").isdigit()
    return name if fit else f"agenda_{uuid5(NAMESPACE_URL, url).hex[:8]}"
