"""
A programme -> text: the agenda listing, Markdown, CSV.

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

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Final

from agenda_ical.programme import Day, Programme, Session, presenter_to_text
from agenda_ical.publishing.texts import to_text

_INDENT: Final = " " * 17
_COLUMNS: Final = ("Time", "Activity", "Presenter", "Place", "Track")
_FIELDS: Final = (
    "start",
    "end",
    "title",
    "presenters",
    "location",
    "track",
    "description",
    "kind",
    "url",
    "language",
)
_OF_MARKDOWN: Final = str.maketrans({sign: f"\\{sign}" for sign in "\\|*_`<>[]"} | {"\n": "<br>"})


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
    yield _date(day.date)
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


def _date(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def _marked_span(session: Session) -> str:
    if session.end is None:
        return f"{session.start:%H:%M} –"
    later = (session.end.date() - session.start.date()).days
    return f"{session.start:%H:%M} – {'~' * session.end_assumed}{session.end:%H:%M}{f'+{later}' if later else ''}"


def _span(session: Session) -> str:
    end = f" {session.end:%H:%M}" if session.end else ""
    return f"{session.start:%H:%M} –{end}"


def programme_to_markdown(programme: Programme) -> str:
    """The agenda as Markdown: a heading and a table for each day; it reads back as a page."""
    blocks = [f"# {_markdown(programme.title)}"] if programme.title else []
    for day in programme.days:
        rows = [_COLUMNS, ("---",) * len(_COLUMNS), *map(_session_to_cells, day.sessions)]
        blocks += [f"## {_date(day.date)}", "\n".join(f"| {' | '.join(row)} |" for row in rows)]
    return "\n\n".join(blocks) + "\n"


def _session_to_cells(session: Session) -> tuple[str, ...]:
    presenters = "<br>".join(_markdown(presenter_to_text(one)) for one in session.presenters)
    return (
        _span(session),
        _markdown(session.title),
        presenters,
        _markdown(session.location or ""),
        _markdown(session.track or ""),
    )


def _markdown(text: str) -> str:
    """*text* so that Markdown shows it as it is, on one line."""
    return to_text(text).strip().translate(_OF_MARKDOWN)


def programme_to_csv(programme: Programme) -> str:
    """The sessions as comma-separated values under a head; local times, presenters and tracks joined."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_FIELDS)
    writer.writerows(_session_to_fields(session) for session in programme.sessions)
    return text.getvalue()


def _session_to_fields(session: Session) -> tuple[str, ...]:
    fields = (
        f"{session.start:%Y-%m-%d %H:%M}",
        f"{session.end:%Y-%m-%d %H:%M}" if session.end else "",
        session.title,
        "; ".join(map(presenter_to_text, session.presenters)),
        session.location or "",
        session.track or "",
        session.description,
        session.kind,
        session.url or "",
        session.language or "",
    )
    return tuple(map(to_text, fields))
