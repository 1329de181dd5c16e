"""
A session or a calendar's address -> the addresses by which calendar programs take it.

Each client has its own; they are documented by use, and collected by the add-to-calendar-button project. Every
value is percent-encoded. Nobody's address adds many sessions at once: that is what subscribing is for.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode, urljoin

from attrs import frozen

from agenda_ical.programme import Session
from agenda_ical.publishing.texts import to_line

_GOOGLE = "https://calendar.google.com/calendar"
_OUTLOOK = "https://outlook.live.com/calendar/0"
_OFFICE = "https://outlook.office.com/calendar/0"
_TITLE, _PLACE, _DETAILS = 150, 100, 350
"""How many characters of each go into a link: one takes up to twelve octets there, and servers take 8,000 in all."""
_UNTOLD = timedelta(hours=1)
"""How long a session without an end is in a form that wants one; most calendar programs show that too."""


@frozen
class Subscription:
    """The addresses that subscribe to one calendar; ``address`` is the file itself, to be copied."""

    address: str
    google: str
    outlook: str
    office: str
    apple: str
    """Also for Thunderbird and other programs on a desktop."""


@frozen
class Addition:
    """The addresses that open a client's form with one session filled in."""

    google: str
    outlook: str
    office: str


def feed_to_subscription(folder: str, name: str, label: str) -> Subscription:
    """How each client subscribes to the calendar *name* in *folder*; *label* is what it will be called there."""
    address = urljoin(folder, quote(name))
    webcal = re.sub(r"^https?:", "webcal:", address)
    told = _query(url=address, name=to_line(label))
    return Subscription(
        address=address,
        google=f"{_GOOGLE}/u/0/r?{_query(cid=webcal)}",
        outlook=f"{_OUTLOOK}/addfromweb/?{told}",
        office=f"{_OFFICE}/addfromweb/?{told}",
        apple=webcal,
    )


def session_to_addition(session: Session, *, timezone: str, location: str | None, details: str) -> Addition:
    """
    How each client adds one session.

    :param timezone: the IANA name of the event's zone
    :param location: the venue, for a session that names no place
    :param details: what the entry says below its title
    """
    end = session.end if session.end is not None and session.end > session.start else None
    title = _short(to_line(session.title), _TITLE)
    place = _short(to_line(session.location or location or ""), _PLACE)
    about = _short(details, _DETAILS)
    until = end or session.start + _UNTOLD
    google = _query(
        action="TEMPLATE",
        text=title,
        dates=f"{session.start:%Y%m%dT%H%M%S}/{until:%Y%m%dT%H%M%S}",
        ctz=timezone,
        details=about,
        location=place,
    )
    outlook = _query(
        rru="addevent",
        startdt=_utc(session.start),
        enddt=_utc(end) if end else "",
        subject=title,
        body=about,
        location=place,
    )
    return Addition(
        google=f"{_GOOGLE}/render?{google}",
        outlook=f"{_OUTLOOK}/action/compose?{outlook}",
        office=f"{_OFFICE}/action/compose?{outlook}",
    )


def _query(**values: str) -> str:
    return urlencode({name: value for name, value in values.items() if value}, quote_via=quote, safe="")


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
