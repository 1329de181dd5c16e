"""A page's table -> a calendar, with pandas and icalendar: ``python with_pandas.py PAGE OUT``."""

import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
from icalendar import Calendar, Event

ZONE = ZoneInfo("Asia/Seoul")


def page_to_rows(page):
    """The rows of the page's table."""
    return pd.read_html(page)[0].to_numpy().tolist()


def rows_to_sessions(rows):
    """Start, end, title and presenter of each row; a row that says the same thrice is a day."""
    sessions = []
    day = ""
    for time, title, presenter in rows:
        if time == title == presenter:
            day = time
        else:
            start, end = (moment(day, clock) for clock in time.split(" - "))
            sessions.append((start, end, title, presenter))
    return sessions


def moment(day, clock):
    """An aware datetime."""
    return datetime.strptime(f"{day} {clock}", "%A, %d %B %Y %H:%M").replace(tzinfo=ZONE)


def sessions_to_ical(sessions):
    """The calendar file."""
    calendar = Calendar()
    calendar.add("prodid", "-//script//script//EN")
    calendar.add("version", "2.0")
    now = datetime.now(UTC)
    for start, end, title, presenter in sessions:
        event = Event()
        event.add("uid", str(uuid.uuid4()))
        event.add("dtstamp", now)
        event.add("dtstart", start)
        event.add("dtend", end)
        event.add("summary", title)
        event.add("description", f"Speaker: {presenter}")
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


if __name__ == "__main__":
    source, target = sys.argv[1:]
    Path(target).write_bytes(sessions_to_ical(rows_to_sessions(page_to_rows(source))))
