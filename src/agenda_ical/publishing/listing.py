"""
A programme -> the agenda listing.

The listing is the notation in which tests and people say what was read. A day is a line, a session is a line
and what is known of it stands below, each kind with its sign::

    Thursday 28 March 2019
      13:00 – 14:00  Registration  <registration>
      14:15 – ~14:55  Local GHG inventory development and use
                     J. Kim (KECO)
                     chair: A. Roe
                     @ Hall A  [Track 1] [Track 2]  {ko}
                     | What it is about,
                     | in its own lines.
                     https://example.org/talk
                     -> https://example.org/slides.pdf  Slides
                     => https://example.org/meeting  Join
      23:00 – 01:00+1  Dinner  <social>
      11:20 –        Closing words

``~`` marks an assumed end, ``+1`` an end on the next day; no time behind the dash means that the end is not
told. ``<…>`` names every kind but a talk, ``=>`` is a meeting that people join online.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from agenda_ical.programme import Day, Programme, Session, presenter_to_text
from agenda_ical.telling import date_to_text

_INDENT: Final = " " * 17


def programme_to_listing(programme: Programme, *, heading: bool = False) -> str:
    """The agenda as plain text, each line ended; with the title and the zone above it if *heading*."""
    lines = [*_heading(programme)] if heading else []
    for day in programme.days:
        lines += ["", *_day_to_lines(day)] if lines else _day_to_lines(day)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _heading(programme: Programme) -> Iterator[str]:
    if programme.title:
        yield programme.title
    yield ", ".join(filter(None, (programme.location, programme.timezone)))


def _day_to_lines(day: Day) -> Iterator[str]:
    yield date_to_text(day.date)
    for session in day.sessions:
        kind = "" if session.kind == "talk" else f"  <{session.kind}>"
        first, *more = f"{session.title}{kind}".split("\n")
        yield f"  {_marked_span(session):<13}  {first}"
        yield from (_INDENT + line for line in (*more, *_details(session)))


def _details(session: Session) -> Iterator[str]:
    yield from (presenter_to_text(presenter) for presenter in session.presenters)
    place = f"@ {session.location}" if session.location else ""
    tracks = " ".join(f"[{track}]" for track in session.tracks)
    language = f"{{{session.language}}}" if session.language else ""
    if place or tracks or language:
        yield "  ".join(filter(None, (place, tracks, language)))
    yield from (f"| {line}" for line in session.description.splitlines())
    if session.url:
        yield session.url
    for link in session.links:
        yield f"{'=>' if link.conference else '->'} {link.url}  {link.label}"


def _marked_span(session: Session) -> str:
    if session.end is None:
        return f"{session.start:%H:%M} –"
    later = (session.end.date() - session.start.date()).days
    return f"{session.start:%H:%M} – {'~' * session.end_assumed}{session.end:%H:%M}{f'+{later}' if later else ''}"
