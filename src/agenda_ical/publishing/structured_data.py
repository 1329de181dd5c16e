"""A programme -> what search engines read: a schema.org Event, its sessions as ``subEvent`` (JSON-LD 1.1)."""

from __future__ import annotations

import json
from typing import Any

from agenda_ical.programme import Presenter, Programme, Session
from agenda_ical.publishing.texts import to_line, to_text, to_uri

_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end the element that the text stands in, as JSON writes it otherwise (WHATWG HTML, section 4.12.1.3)."""


def programme_to_structured_data(programme: Programme, page: str) -> str:
    """The JSON-LD of *programme* for an HTML script element; *page* is the address of its page."""
    sessions = programme.sessions
    event = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": to_line(programme.title),
        "url": page,
        "startDate": sessions and min(session.start for session in sessions).isoformat(),
        "endDate": sessions and max(session.end or session.start for session in sessions).isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "location": _place(programme.location),
        "inLanguage": programme.language,
        "subEvent": [_session(session, programme) for session in sessions],
    }
    return json.dumps(_told(event), ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def _session(session: Session, programme: Programme) -> dict[str, Any]:
    return _told(
        {
            "@type": "Event",
            "name": to_line(session.title),
            "startDate": session.start.isoformat(),
            "endDate": session.end and session.end.isoformat(),
            "description": to_text(session.description),
            "location": _place(session.location or programme.location),
            "url": to_uri(session.url or ""),
            "inLanguage": session.language,
            "performer": [presenter_to_schema(presenter) for presenter in session.presenters],
        }
    )


def presenter_to_schema(presenter: Presenter) -> dict[str, Any]:
    """A Person, of an Organization where that is told, or an Organization."""
    organisation = {"@type": "Organization", "name": to_line(presenter.organisation or "")}
    name = to_line(presenter.name or "")
    if not name:
        return organisation
    person = {"@type": "Person", "name": name}
    return {**person, "affiliation": organisation} if organisation["name"] else person


def _place(name: str | None) -> dict[str, str] | None:
    return {"@type": "Place", "name": to_line(name), "address": to_line(name)} if name else None


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """*values* without what nobody told."""
    return {name: value for name, value in values.items() if value}
