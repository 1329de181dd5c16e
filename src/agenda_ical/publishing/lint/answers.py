"""How a server answers whoever subscribes to a calendar, as far as its answer shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from agenda_ical.finding import Answer
from agenda_ical.publishing.lint.codes import Fault
from agenda_ical.publishing.lint.components import Component, Property
from agenda_ical.publishing.lint.values import to_moment
from agenda_ical.telling import counted

_CALENDAR: Final = "text/calendar"
_GOOGLE: Final = "Google-Calendar-Importer"
"""What the program calls itself that fetches calendars for Google."""
_REFRESH: Final = ("REFRESH-INTERVAL", "X-PUBLISHED-TTL")
_VERSION: Final = ("SEQUENCE", "LAST-MODIFIED")
_NOW: Final = timedelta(seconds=5)
_UTF8: Final = frozenset({"utf-8", "utf8"})


def answer_faults(answer: Answer) -> Iterator[Fault]:
    """What is wrong with *answer*."""
    media, _, parameters = answer.header("Content-Type").partition(";")
    charset = parameters.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    if media.strip().lower() != _CALENDAR:
        yield Fault("content-type", (), f"The server calls it {media.strip() or 'nothing'}, not {_CALENDAR}.")
    elif not charset:
        yield Fault("charset-untold", (), "The server does not say in which letters it is written.")
    if charset and charset not in _UTF8:
        yield Fault("charset-other", (), f"The server says that it is written in {charset}.")
    if not answer.header("ETag") and not answer.header("Last-Modified"):
        yield Fault("no-validator", (), "The server sends neither ETag nor Last-Modified.")
    elif answer.again not in {None, 304}:
        told = f"The server sends the whole calendar to those who have it already (HTTP {answer.again}, not 304)."
        yield Fault("not-conditional", (), told)
    if not _may_fetch(answer):
        yield Fault("robots-forbid", (), "The server's robots.txt forbids programs to fetch the calendar.")
    if answer.address.rstrip("/") != answer.asked.rstrip("/"):
        yield Fault("redirected", (), f"{answer.asked} leads to {answer.address}.")
    if not urlsplit(answer.asked).path.lower().endswith(".ics"):
        yield Fault("address-ending", (), f"The address {answer.asked} does not end in .ics.")


def _may_fetch(answer: Answer) -> bool:
    """Whether robots.txt lets Google fetch the calendar (RFC 9309)."""
    rules = RobotFileParser()
    rules.parse(answer.robots.splitlines())
    return rules.can_fetch(_GOOGLE, answer.address)


def feed_faults(calendar: Component, answer: Answer) -> Iterator[Fault]:
    """What those miss in *calendar* who subscribe to it."""
    if not any(map(calendar.one, _REFRESH)):
        told = "The calendar does not say how often it should be asked for."
        yield Fault("refresh-untold", (calendar.line,), told)
    events = list(calendar.parts_called("VEVENT"))
    unversioned = [event.line for event in events if not all(map(event.one, _VERSION))]
    if unversioned:
        told = f"{counted(len(unversioned), 'event')} without SEQUENCE or without LAST-MODIFIED."
        yield Fault("version-untold", tuple(unversioned[:10]), told)
    stamps = [one for event in events for one in event.all("DTSTAMP")]
    if stamps and all(_is_of(one, answer) for one in stamps):
        told = f"The DTSTAMP of every event is the moment of the answer: {stamps[0].value}."
        yield Fault("dtstamp-of-now", tuple(one.line for one in stamps[:10]), told)


def _is_of(stamp: Property, answer: Answer) -> bool:
    """Whether *stamp* was made for *answer*, by the clock of the server (RFC 9110, section 6.6.1)."""
    moment = to_moment(stamp.value)
    try:
        answered = parsedate_to_datetime(answer.header("Date"))
    except ValueError:
        return False
    return moment is not None and abs(moment.wall - answered.replace(tzinfo=None)) <= _NOW
