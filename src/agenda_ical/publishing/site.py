"""Where a programme is published: what the page of links must know of the folder that it stands in."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen


@frozen
class Feed:
    """One calendar of the folder: its file, and what people call it."""

    name: str
    """The path below the folder, in ASCII: ``tracks/policy.ics``."""
    label: str


@frozen
class Site:
    """The folder as its page shows it; ``sessions`` has a file for each session of the programme, in their order."""

    url: str
    """The address of the folder; it ends with a slash."""
    whole: Feed
    """The calendar with every session."""
    sessions: tuple[str, ...]
    days: tuple[Feed, ...] = ()
    tracks: tuple[Feed, ...] = ()
    presenters: tuple[Feed, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    """What changed lately, the latest first: the kind of change, and a line about it."""
    files: tuple[Feed, ...] = ()
    """What else lies in the folder for whoever looks for it: the list of changes, the file that takes all back."""
    atom: str | None = None
    """The file that tells of changes (RFC 4287)."""
    stamp: datetime | None = None
    """When this edition was made, aware."""
    language: str = "en"
    """The language of the page's own words (BCP 47)."""
