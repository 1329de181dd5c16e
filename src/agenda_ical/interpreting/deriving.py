"""What follows for a session from its title and its times: its kind, and what is odd about a time in its zone."""

from __future__ import annotations

from agenda_ical.phrases.languages import Lexicon
from agenda_ical.programme import Kind, Problem, Session
from agenda_ical.zones import Oddity


def title_to_kind(title: str, lexicon: Lexicon) -> Kind:
    """The kind of the session that is called *title*."""
    match lexicon.kind_of(title):
        case ("break" | "meal" | "registration" | "opening" | "closing" | "social") as kind:
            return kind
        case _:
            return "talk"


def odd_time(session: Session, odd: Oddity, timezone: str) -> Problem:
    """The doubt about a time that the zone lacks, or has twice."""
    what = "does not exist" if odd == "missing" else "exists twice"
    return Problem(
        "time-in-zone", "warning",
        f"{session.title!r} has a time that {what} in {timezone}, since clocks change then.",
        "Ask the organiser which time is meant.", session.place,
    )  # fmt: skip
