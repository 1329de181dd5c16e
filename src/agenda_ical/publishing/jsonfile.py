"""A programme -> JSON: what programs take, and what can be loaded again (``saved.py``)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from agenda_ical.programme import Problem, Programme, Session
from agenda_ical.publishing.identity import programme_to_uids


def programme_to_json(
    programme: Programme, uids: Sequence[str] | None = None, more: Mapping[str, Any] | None = None
) -> str:
    """
    The programme as JSON: ``{"title", "timezone", …, "sessions": […], "problems": […]}``; it can be loaded again.

    Start and end are ISO 8601 with the offset, ``track`` is joined with " / ", ``session`` of a problem is the
    index of the session that it concerns; what is not known is null. *uids* are the sessions' identities,
    those of a calendar without an address where None. What else is to be told, *more*, comes last.
    """
    uids = programme_to_uids(programme, url=None) if uids is None else uids
    sessions = [_session_to_json(*pair) for pair in zip(programme.sessions, uids, strict=True)]
    answer = {
        "title": programme.title,
        "timezone": programme.timezone,
        "location": programme.location,
        "url": programme.url,
        "language": programme.language,
        "sessions": sessions,
        "problems": [_problem_to_json(problem) for problem in programme.problems],
        **(more or {}),
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _session_to_json(session: Session, uid: str) -> dict[str, Any]:
    return {
        "start": session.start.isoformat(),
        "end": session.end and session.end.isoformat(),
        "title": session.title,
        "presenters": [
            {"name": one.name, "organisation": one.organisation, "role": one.role}
            for one in session.presenters
        ],
        "location": session.location,
        "track": session.track,
        "tracks": list(session.tracks),
        "description": session.description,
        "kind": session.kind,
        "url": session.url,
        "links": [
            {"url": link.url, "label": link.label, "conference": link.conference} for link in session.links
        ],
        "language": session.language,
        "end_assumed": session.end_assumed,
        "place": str(session.place),
        "uid": uid,
    }


def _problem_to_json(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "advice": problem.advice,
        "place": str(problem.place),
        "session": problem.session,
    }
