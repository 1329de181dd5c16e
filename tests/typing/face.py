"""Never run: mypy reads what the verbs of the face take and give."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import assert_type

from icalendar import Calendar

import agenda_ical
from agenda_ical import Document, Programme, Session

document = agenda_ical.read(Path("workshop.html"))
assert_type(document, Document)
assert_type(agenda_ical.read(b"09:00 Opening", format="text", language="ko", timezone="Asia/Seoul"), Document)
assert_type(agenda_ical.draw(document), str)
assert_type(agenda_ical.draw(document.grids[0]), str)
assert_type(agenda_ical.proof(document, None, language="ko"), str)

programme = agenda_ical.interpret(document, timezone="Europe/Oslo", year=2026, only_tables=(1, 2))
assert_type(programme, Programme)
assert_type(
    agenda_ical.load(
        "workshop.html",
        date=dt.date(2026, 6, 4),
        title="Workshop",
        location="Hall A",
        today=dt.date(2026, 1, 1),
    ),
    Programme,
)
assert_type(programme.sessions[0], Session)
assert_type(programme.sessions[0].end, dt.datetime | None)

assert_type(agenda_ical.select(programme, days=[1, "thu", dt.date(2026, 6, 4)], tracks="A"), Programme)
assert_type(agenda_ical.to_ical(programme, url="https://example.org/workshop.ics"), bytes)
assert_type(
    agenda_ical.to_calendar(
        programme,
        stamp=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        presenters_in_title=True,
        alarm=dt.timedelta(minutes=15),
        organiser="Climate Agency <info@example.org>",
        participants=True,
        html_description=True,
        assume_end=dt.timedelta(minutes=30),
        color="tomato",
        refresh=dt.timedelta(hours=6),
    ),
    Calendar,
)
made = agenda_ical.publish(programme, Path("site"), url="https://example.org/agenda/", cancelled="prefix")
assert_type(made, agenda_ical.Publication)
assert_type(made.edition, agenda_ical.Edition)
assert_type(agenda_ical.check(Path("workshop.ics"))[0].lines, tuple[int, ...])
