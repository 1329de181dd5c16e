"""
What passes between the stages of interpretation: an agenda on its way from the page to the programme.

The stages know this file and never each other. Times in it are wall-clock times.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from attrs import frozen

from agenda_ical.document import Link
from agenda_ical.interpreting.fix import Fix
from agenda_ical.phrases.dates import PartialDate
from agenda_ical.phrases.times import TimeSpan
from agenda_ical.place import Place
from agenda_ical.programme import Presenter, Problem, Role, SessionLink


@frozen
class Hints:
    """What a person told us beside the page."""

    timezone: str = "Asia/Seoul"
    zone_assumed: bool = False
    """Whether nobody named the zone, so that a page that states its own is believed."""
    year: int | None = None
    """The year of dates that name none."""
    date: dt.date | None = None
    """The first day, where the page has no full date."""
    title: str | None = None
    location: str | None = None
    """The place of sessions that name none."""
    language: str | None = None
    today: dt.date | None = None
    """The day on which the page is read: decides between years that fit equally well."""
    only_tables: tuple[int, ...] = ()
    """The tables to read, as their places number them; all, and the text between, where empty."""
    fixes: tuple[Fix, ...] = ()
    """What to correct in the result, in this order."""


NOWHERE = Place()

ColumnRole = Literal[
    "time", "start", "end", "duration", "date", "title", "activity", "label", "people", "affiliation",
    "room", "track", "notes", "number", "lane", "day", ""
]  # fmt: skip


@frozen
class Column:
    """What a column of a grid means, from its header and from what stands in it."""

    role: ColumnRole
    header: str = ""
    presenting: Role | None = None
    """What the people of a people column do, where its header says so."""
    day: PartialDate | None = None
    """The date that the header names, for every session below it."""
    lane: str = ""
    """The room or track that the header names, for every session below it."""
    spread: int = 1
    """How many columns the header covers."""


@frozen
class TableReading:
    """How one table was understood: a role for each column, or why it is no programme."""

    place: Place
    roles: tuple[str, ...] = ()
    refused: str | None = None


@frozen
class Piece:
    """A text of the page that an entry is made of, with its marks and its place."""

    text: str
    place: Place = NOWHERE
    emphasis: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()


@frozen
class DayMark:
    """A date as it stands on the page, and where."""

    date: PartialDate
    place: Place = NOWHERE
    text: str = ""


@frozen
class Evidence:
    """What the page says about dates beside its programme, the most telling first."""

    dates: tuple[DayMark, ...] = ()
    """Dates and ranges in headings, paragraphs and in what the page says of itself."""
    years: tuple[int, ...] = ()
    """Years that stand anywhere, the most likely first."""


@frozen(slots=False)
class Entry:
    """
    One thing with a time, as it stands on the page: still to be dated, timed and put into words.

    Without slots, so that ``but`` can copy it in a tenth of the time that ``attrs.evolve`` takes: a long programme
    is copied at each stage.
    """

    place: Place
    span: TimeSpan
    mark: DayMark | None = None
    """The date that governs it, as written."""
    last_mark: DayMark | None = None
    """The date of its end, where its own time names two."""
    activity: tuple[Piece, ...] = ()
    """What happens, the most telling piece first."""
    labels: tuple[Piece, ...] = ()
    """Kinds and session names that stand in a column beside the title."""
    people: tuple[tuple[Piece, Role | None], ...] = ()
    affiliations: tuple[Piece, ...] = ()
    """Where its people work, from a column of its own."""
    rooms: tuple[Piece, ...] = ()
    notes: tuple[Piece, ...] = ()
    items: tuple[Piece, ...] = ()
    """What stands below it without a time of its own."""
    tracks: tuple[str, ...] = ()
    lanes: int = 0
    """How many lanes there are beside it, where the grid has rooms or tracks as columns."""
    merged: bool = False
    """Whether its time comes from a cell that covers several rows."""
    apart: bool = False
    """Whether its words stand on another line than its time, where most others have them beside it."""
    level: int = 0
    """How deep it stands in lists."""
    section: int = 0
    """Which grid or run of lines it stands in."""
    heading: str = ""
    """The untimed heading that it stands under."""
    day: dt.date | None = None
    last_day: dt.date | None = None
    """The day of its end, where that is written and another."""
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    end_assumed: bool = False

    def but(self, **changes: object) -> Entry:
        """The same entry with *changes*."""
        other = object.__new__(Entry)
        other.__dict__.update(self.__dict__)
        other.__dict__.update(changes)
        return other


@frozen
class Draft:
    """The entries of a page and what could not be read for sure, between two stages."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()


@frozen
class Wording:
    """What an entry says, in the words of the page."""

    title: str
    presenters: tuple[Presenter, ...] = ()
    description: str = ""
    location: str | None = None
    url: str | None = None
    links: tuple[SessionLink, ...] = ()
    doubtful: bool = False
    """Whether the title could as well be two things run together, or a label with nothing beside it."""


@frozen
class Told:
    """An entry in its words."""

    entry: Entry
    wording: Wording


@frozen
class Section:
    """Some rows of a grid that share the meaning of their columns."""

    columns: tuple[Column, ...]
    rows: tuple[int, ...]
