"""From a programme to calendars: written once, revised, published as a folder; and a look at those that anybody wrote."""

from __future__ import annotations

import datetime as dt
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from agenda_ical.api.clock import now
from agenda_ical.api.pages import Source
from agenda_ical.edition import Cancelled, Edition, Publication
from agenda_ical.finding import Finding
from agenda_ical.limits import Limits
from agenda_ical.programme import Programme
from agenda_ical.style import Style, StyleOptions

if TYPE_CHECKING:  # for its weight
    from icalendar import Calendar

    from agenda_ical.publishing.succession import Wish


def to_ical(
    programme: Programme,
    *,
    url: str | None = None,
    stamp: dt.datetime | None = None,
    **options: Unpack[StyleOptions],
) -> bytes:
    """
    Return the calendar file of *programme*: UTF-8, lines ended with CR LF (RFC 5545).

    :param url: the address at which the calendar will stand; its identity and its sessions' UIDs hang on it
    :param stamp: the moment of publication, aware; now where none is given. The same programme, url and
        stamp give the same bytes
    :param presenters_in_title: whether the names of those who speak follow the title
    :param alarm: how long before each session programs give an alarm; none where None, and none for breaks
    :param organiser: who publishes it, ``"Climate Agency <info@example.org>"``; programs are then told so (METHOD:PUBLISH)
    :param participants: whether presenters are told as data too (RFC 9073, PARTICIPANT)
    :param html_description: whether descriptions are there as HTML too (X-ALT-DESC)
    :param assume_end: how long a session lasts whose end is not known; its description says that we assumed it
    :param color: the calendar's colour, by its name in CSS 3: ``"tomato"``
    :param refresh: how often subscribers should ask for news; six hours where None
    :raises UnusableOption: when an option of the calendar makes no sense
    """
    from agenda_ical import publishing  # noqa: PLC0415 - for its weight

    return publishing.programme_to_ical(
        programme,
        url=url,
        stamp=stamp or now(),
        style=Style(**options),
    )


def to_calendar(
    programme: Programme,
    *,
    url: str | None = None,
    stamp: dt.datetime | None = None,
    **options: Unpack[StyleOptions],
) -> Calendar:
    """Return *programme* as an ``icalendar.Calendar``; the keywords are those of ``to_ical``."""
    from agenda_ical import publishing  # noqa: PLC0415 - for its weight

    return publishing.programme_to_calendar(
        programme,
        url=url,
        stamp=stamp or now(),
        style=Style(**options),
    )


def revise(
    programme: Programme,
    previous: bytes,
    *,
    url: str | None = None,
    stamp: dt.datetime | None = None,
    cancelled: Cancelled = "status",
    clear_cancelled: bool = False,
    **options: Unpack[StyleOptions],
) -> Edition:
    """
    Return *programme* as the edition after the calendar file *previous*, and what has changed since.

    Each session is recognised, and keeps its UID; the version of those that changed counts on (RFC 5545, SEQUENCE).
    The same programme gives the same bytes again. The other keywords are those of ``to_ical``.

    :param cancelled: how subscribers learn that a session is no longer in the programme: ``status``, ``prefix``
        (of its title), or ``drop``
    :param clear_cancelled: whether what was cancelled in an earlier edition is taken out
    :raises ForeignFeed: when we did not write *previous*
    :raises AnotherProgramme: when the two have no session in common
    :raises UnusableOption: when an option of the calendar makes no sense
    """
    from agenda_ical import publishing  # noqa: PLC0415 - for its weight
    from agenda_ical.publishing.revision import Policy  # noqa: PLC0415 - for its weight

    return publishing.programme_to_edition(
        programme,
        previous,
        Policy(cancelled, clear_cancelled),
        url=url,
        stamp=stamp or now(),
        style=Style(**options),
    )


def publish(
    programme: Programme,
    folder: str | PathLike[str],
    *,
    url: str | None = None,
    stamp: dt.datetime | None = None,
    cancelled: Cancelled = "status",
    clear_cancelled: bool = False,
    replace: bool = False,
    page_language: str | None = None,
    proof: str | None = None,
    **options: Unpack[StyleOptions],
) -> Publication:
    """
    Make *folder* the place that people subscribe to *programme* from: a page, the calendar, and feeds of its parts.

    What lies there from an earlier edition is revised as by ``revise``. Each file is replaced whole or not at all, one that
    would be the same is not touched, and none is taken away; where a run was broken off, the next one completes it.
    The other keywords are those of ``revise``.

    :param url: the address at which the folder will stand; that of the edition before where none is given
    :param replace: whether to begin anew where another programme, or something that we did not write, lies
    :param page_language: the language of the page's own words (BCP 47); the programme's where none is given
    :param proof: what ``proof`` returns, to be published too
    :raises ForeignFeed: when something lies there that we did not write
    :raises AnotherProgramme: when the edition before has no session in common
    :raises MissingExtra: when the packages of the extra ``site`` are not installed
    :raises UnusableOption: when an option of the calendar makes no sense
    :raises AgendaError: when no address is known, or a file cannot be written
    """
    from agenda_ical.publishing.revision import Policy  # noqa: PLC0415 - for its weight
    from agenda_ical.publishing.succession import Wish  # noqa: PLC0415 - for its weight

    style = Style(**options)
    wish = Wish(url, Policy(cancelled, clear_cancelled), replace, style, page_language, proof)
    return publish_as_wished(programme, Path(folder), wish, stamp or now())


def publish_as_wished(programme: Programme, folder: Path, wish: Wish, stamp: dt.datetime) -> Publication:
    """Return what was made of *folder*; ``publish`` with all that a person wants as one value."""
    from agenda_ical import publishing  # noqa: PLC0415 - for its weight
    from agenda_ical.publishing.check import check_calendar  # noqa: PLC0415
    from agenda_ical.publishing.succession import CALENDAR, MEMORY, There  # noqa: PLC0415
    from agenda_ical.writing import read_if_there, write_folder  # noqa: PLC0415

    there = There(read_if_there(folder / CALENDAR), read_if_there(folder / MEMORY))
    made = publishing.programme_to_folder(programme, there, wish, stamp=stamp)
    check_calendar(made.edition.content, made.edition.events)
    written = write_folder(folder, made.files, None if wish.replace else made.leave_foreign)
    return Publication(made.url, made.edition, made.is_first, tuple(made.files), written)


def check(source: Source, *, limits: Limits = Limits()) -> tuple[Finding, ...]:
    """
    Return what is wrong with a calendar file, whoever made it, and what calendar programs will do with it.

    *source* is its path, its address, its bytes or its text, or a folder: then all calendars below it, which must agree.
    Findings stand in the order of the files and their lines; where there are none, the file is as it should be.

    :param limits: what each file may cost to be read
    :raises AgendaError: when there is no file, or it cannot be read
    """
    from agenda_ical import checking  # noqa: PLC0415 - for its weight

    return checking.check_files(checking.source_to_files(source, limits))
