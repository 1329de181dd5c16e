"""
A programme -> a page that can be edited and read back: Markdown, with a table for each day, or CSV.

Both are tables of records (``records.py``), in which everything is taken as it stands.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from agenda_ical.programme import Day, Programme, Session
from agenda_ical.publishing.texts import to_markdown, to_text
from agenda_ical.records import FIRST, MORE, OF_THE_EVENT, session_to_record
from agenda_ical.telling import date_to_text
from agenda_ical.zones import Localizer


def programme_to_markdown(programme: Programme) -> str:
    """The agenda as Markdown: what is known of the event, then a heading and a table for each day."""
    localizer = Localizer(programme.timezone)
    names = [*FIRST, *(name for name in MORE if name in _used(programme, localizer))]
    blocks = [f"# {to_markdown(programme.title)}"] if programme.title.strip() else []
    facts = {name: getattr(programme, name) for name in OF_THE_EVENT}
    blocks.append("\n".join(f"- {name}: {to_markdown(fact)}" for name, fact in facts.items() if fact))
    for day in programme.days:
        blocks += [f"## {date_to_text(day.date)}", "\n".join(_table(day, names, localizer))]
    return "\n\n".join(blocks) + "\n"


def _used(programme: Programme, localizer: Localizer) -> frozenset[str]:
    """The facts that any session has."""
    records = (session_to_record(session, localizer) for session in programme.sessions)
    return frozenset(name for record in records for name, text in record.items() if text)


def _table(day: Day, names: Sequence[str], localizer: Localizer) -> Iterator[str]:
    yield _row([name.capitalize() for name in names])
    yield _row(["---"] * len(names))
    for session in day.sessions:
        record = session_to_record(session, localizer)
        yield _row([to_markdown(record[name]) for name in names])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def programme_to_csv(programme: Programme) -> str:
    """The sessions as comma-separated values under a head: a record each, its date before its start, its zone at its end."""
    localizer = Localizer(programme.timezone)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*FIRST, *MORE])
    for session in programme.sessions:
        record = _dated(session, session_to_record(session, localizer)) | {"timezone": programme.timezone}
        writer.writerow([to_text(record[name]) for name in (*FIRST, *MORE)])
    return text.getvalue()


def _dated(session: Session, record: Mapping[str, str]) -> dict[str, str]:
    return {**record, "start": f"{session.start:%Y-%m-%d} {record['start']}"}
