"""
What happens: a programme, its days, its sessions, who gives them, and what we could not read for sure.

Nothing here knows where a programme was written, or into what it will be published.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import groupby
from typing import Literal, get_args

from attrs import field, frozen

from agenda_ical.place import Place

Kind = Literal["talk", "break", "meal", "registration", "opening", "closing", "social", "other"]
Role = Literal["speaker", "chair", "moderator", "panellist"]
Severity = Literal["note", "warning"]


@frozen
class Presenter:
    """Who gives, chairs or moderates a session: a person, an organisation, or a person of one."""

    name: str | None
    organisation: str | None = None
    role: Role = "speaker"

    def __str__(self) -> str:
        """``J. Kim (KECO)``, or whichever of the two is known."""
        if self.name and self.organisation:
            return f"{self.name} ({self.organisation})"
        return self.name or self.organisation or ""


def presenter_to_text(presenter: Presenter) -> str:
    """``J. Kim (KECO)``, with the role before it where it is no speaker's: ``chair: A. Roe``."""
    return str(presenter) if presenter.role == "speaker" else f"{presenter.role}: {presenter}"


def presenter_to_record(presenter: Presenter) -> str:
    """*presenter* so that ``text_to_presenter`` reads it back: ``(KECO)`` is an organisation, ``A (B) ()`` a name with a bracket."""
    name, organisation = presenter.name or "", presenter.organisation or ""
    bracket = f"({organisation})" if organisation or name.endswith(")") else ""
    text = f"{name} {bracket}".strip()
    plain = presenter.role == "speaker" and not _ROLE.match(text)
    return text if plain else f"{presenter.role}: {text}"


def text_to_presenter(text: str) -> Presenter:
    """
    Whom *text* names as ``presenter_to_text`` and ``presenter_to_record`` write it.

    What the last bracket holds is the organisation; a name without one is a person's.
    """
    known: dict[str, Role] = {name: name for name in get_args(Role)}
    said = _ROLE.match(text)
    role, rest = (known[said[1]], text[said.end() :].strip()) if said else ("speaker", text.strip())
    opening = _opening_of_last_bracket(rest)
    if opening is None:
        return Presenter(rest or None, None, role)
    name, organisation = rest[:opening].strip(), rest[opening + 1 : -1].strip()
    return Presenter(name or None, organisation or None, role)


_ROLE = re.compile(r"\s*(speaker|chair|moderator|panellist)\s*:")


def _opening_of_last_bracket(text: str) -> int | None:
    """Where the bracket opens that *text* ends with, if it stands apart from the word before it."""
    if not text.endswith(")"):
        return None
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth == 0:
            return at if at == 0 or text[at - 1] == " " else None
    return None


@frozen
class SessionLink:
    """An address that a session gives; ``conference`` is a meeting that people join online (RFC 7986, CONFERENCE)."""

    url: str
    label: str = ""
    conference: bool = False


@frozen
class Session:
    """One thing that happens at one time."""

    title: str
    start: datetime
    """Aware, in the programme's zone, localised by pytz."""
    end: datetime | None = None
    """None where the programme does not tell it."""
    end_assumed: bool = False
    """Whether the end is not written, but follows from what comes next."""
    kind: Kind = "talk"
    description: str = ""
    presenters: tuple[Presenter, ...] = ()
    tracks: tuple[str, ...] = ()
    """The tracks that it belongs to; none where it is for all."""
    location: str | None = None
    url: str | None = None
    links: tuple[SessionLink, ...] = ()
    language: str | None = None
    """The language of the session itself (BCP 47) where the programme names one."""
    place: Place = Place()

    @property
    def track(self) -> str | None:
        """The names of its tracks joined with ``" / "``, or None."""
        return " / ".join(self.tracks) or None


@frozen
class Problem:
    """Something that we could not read for sure."""

    code: str
    """Short and stable, for programs: ``year-assumed``."""
    severity: Severity
    message: str
    """A sentence that says what is odd."""
    advice: str
    """A sentence that says what to do about it."""
    place: Place = Place()
    session: int | None = None
    """The index of the session concerned in ``Programme.sessions``."""


@frozen
class Day:
    """The sessions that begin on one date."""

    date: date
    sessions: tuple[Session, ...]


@frozen
class Programme:
    """What happens at an event, in order, and what we could not read for sure."""

    title: str
    timezone: str
    """An IANA name."""
    sessions: tuple[Session, ...]
    problems: tuple[Problem, ...] = ()
    location: str | None = None
    """The venue of the whole event."""
    url: str | None = None
    """The address of the page: where it was fetched, else the one that it gives."""
    language: str | None = None
    """The language of the programme (BCP 47)."""
    whole: Programme | None = field(default=None, repr=False)
    """The programme that this one is a part of, where sessions were selected: it says who they are."""

    @property
    def days(self) -> tuple[Day, ...]:
        """The dates on which something begins, in order."""
        by_date = groupby(self.sessions, key=lambda session: session.start.date())
        return tuple(Day(day, tuple(sessions)) for day, sessions in by_date)


def session_order(session: Session) -> tuple[datetime, bool, datetime]:
    """The key by which sessions are sorted: start, then end, a session without an end first."""
    return (session.start, session.end is not None, session.end or session.start)
