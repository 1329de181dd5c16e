"""A page's table -> a calendar, with BeautifulSoup and ics: ``python with_soup.py PAGE OUT [PARSER]``."""

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup
from ics import Calendar, Event

ZONE = ZoneInfo("Asia/Seoul")


def page_to_rows(page, parser="html.parser"):
    """The rows of the page's table."""
    soup = BeautifulSoup(Path(page).read_bytes(), parser)
    return [[cell.get_text(strip=True) for cell in row.find_all("td")] for row in soup.table.find_all("tr")]


def rows_to_sessions(rows):
    """Start, end, title and presenter of each row; a row of one cell is a day."""
    sessions = []
    day = ""
    for row in rows:
        if len(row) == 1:
            day = row[0]
        elif row:
            time, title, presenter = row
            start, end = (moment(day, clock) for clock in time.split(" - "))
            sessions.append((start, end, title, presenter))
    return sessions


def moment(day, clock):
    """An aware datetime."""
    return datetime.strptime(f"{day} {clock}", "%A, %d %B %Y %H:%M").replace(tzinfo=ZONE)


def sessions_to_ical(sessions):
    """The calendar file."""
    calendar = Calendar()
    for start, end, title, presenter in sessions:
        calendar.events.add(Event(name=title, begin=start, end=end, description=f"Speaker: {presenter}"))
    return calendar.serialize().encode()


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(
        sessions_to_ical(rows_to_sessions(page_to_rows(sys.argv[1], *sys.argv[3:])))
    )
