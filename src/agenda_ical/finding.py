"""What a look at a calendar file finds: what breaks the standard, and what calendar programs will do with it."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Grade = Literal["error", "warning", "information"]
"""Breaks the standard; goes wrong somewhere, or is better avoided; is good to know."""


@frozen
class CalendarFile:
    """A file that should be a calendar, and how it came here."""

    name: str
    """Its path or its address, or nothing."""
    content: bytes
    refusal: str = ""
    """Why it cannot be read, where it is one of many."""
    answer: Answer | None = None
    """How its server answered, where it came from the web."""


@frozen
class Answer:
    """What a server tells beside a file."""

    asked: str
    """The address that was asked for."""
    address: str
    """Where the file was found, after all redirects."""
    headers: tuple[tuple[str, str], ...]
    again: int | None = None
    """The status with which it answers those who say that they have the file; None where it was not asked so."""
    robots: str = ""
    """What its robots.txt says."""

    def header(self, name: str) -> str:
        """The value of the header *name*, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


@frozen
class Finding:
    """One thing in a calendar file that somebody should know of."""

    code: str
    """Stable: ``end-before-start``; the page "What check finds" has them all."""
    severity: Grade
    message: str
    advice: str
    source: str
    """Where it is said, or seen: ``RFC 5545, section 3.8.2.2``."""
    clients: tuple[str, ...] = ()
    """The calendar programs that are known to be concerned; none where it is not known, or all may be."""
    lines: tuple[int, ...] = ()
    """The lines of the file where it stands, counted from 1; none where it is the file as a whole."""
    file: str = ""
    """The path or the address of the file, or nothing."""
