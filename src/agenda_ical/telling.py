"""Numbers, moments and lists -> as people read them in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime


def counted(number: int, thing: str, things: str = "") -> str:
    """Return ``1 session``, ``2 sessions``."""
    return f"{number} {thing}" if number == 1 else f"{number} {things or thing + 's'}"


def date_to_text(day: date) -> str:
    """Return ``Thursday 28 March 2019``."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def moment_to_text(moment: datetime) -> str:
    """Return ``Thu 28 Mar 2019 13:00``."""
    return f"{moment:%a} {moment.day} {moment:%b %Y %H:%M}"


def listed(things: Sequence[str]) -> str:
    """Return ``a``, ``a and b``, ``a, b and c``."""
    *first, last = things
    return f"{', '.join(first)} and {last}" if first else last
