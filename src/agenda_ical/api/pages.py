"""From a page to a programme and what is seen of it: keywords -> ``Hints``; ``load`` is ``interpret`` after ``read``."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from agenda_ical.api.clock import now
from agenda_ical.document import Document, Grid
from agenda_ical.errors import UnknownFormat, UnreadableFixes
from agenda_ical.limits import Limits
from agenda_ical.programme import Kind, Programme

if TYPE_CHECKING:  # for its weight
    from agenda_ical.interpreting.draft import Hints
    from agenda_ical.interpreting.fix import Fix

Source = str | bytes | PathLike[str]
Word = TypeVar("Word", bound=str)

DEFAULT_TIMEZONE = "Asia/Seoul"
SAVED = "json"
"""The format of a programme that was saved; it is no page."""


def load(
    source: Source,
    *,
    timezone: str | None = None,
    year: int | None = None,
    date: dt.date | None = None,
    title: str | None = None,
    location: str | None = None,
    language: str | None = None,
    format: str | None = None,
    only_tables: tuple[int, ...] = (),
    fixes: Source | None = None,
    today: dt.date | None = None,
    limits: Limits = Limits(),
) -> Programme:
    """
    Return the programme that stands on the page *source*: a path, a web address, the page's bytes, or its text.

    A programme that ``show --format json`` saved is loaded as it is; *title*, *location*, *language*, *timezone* and
    *fixes* say what is otherwise. What a person must tell where the page does not:

    :param timezone: the IANA name of the zone of all times; Asia/Seoul where none is named
    :param year: the year, where the page names none
    :param date: the first day's date, where the page has no full date
    :param title: the event's title, instead of the page's
    :param location: the place of the sessions that name none
    :param language: the language of the page (BCP 47), as a hint
    :param format: ``html``, ``docx``, ``pdf``, ``json`` …, where neither ending nor content tell it
    :param only_tables: the numbers of the tables to use, as ``explain`` counts them; none means all
    :param fixes: a corrections file (TOML): its path, bytes or text; see "Fix what was misread"
    :param today: the day from which a missing year is counted, instead of the clock's
    :param limits: what the file may cost to be read
    :raises AgendaError: when there is nothing to return; see its children
    """
    told = to_hints(
        timezone=timezone,
        year=year,
        date=date,
        title=title,
        location=location,
        language=language,
        only_tables=only_tables,
        fixes=fixes,
        today=today,
    )
    if is_saved(source, format):
        return _load_saved(source, told, limits)
    document = read(source, format=format, language=language, timezone=timezone, limits=limits)
    from agenda_ical import interpreting  # noqa: PLC0415 - for its weight

    return interpreting.interpret(document, told)


def is_saved(source: Source, format: str | None) -> bool:
    """Whether *source* is a programme that was saved as JSON, and no page: told so, or by its ending or beginning."""
    if format is not None:
        return format == SAVED
    if isinstance(source, bytes):
        return _opens(source[:1024].decode("latin-1"))
    return os.fspath(source).lower().endswith(f".{SAVED}") or (
        isinstance(source, str) and _opens(source[:1024])
    )


def _opens(text: str) -> bool:
    """Whether *text* begins like an object of JSON."""
    return re.match(r'[\ufeff\s]*\{\s*"', text.removeprefix("\xef\xbb\xbf")) is not None


def _load_saved(source: Source, told: Hints, limits: Limits) -> Programme:
    from agenda_ical import interpreting, reading  # noqa: PLC0415 - for its weight
    from agenda_ical.publishing.saved import json_to_programme  # noqa: PLC0415

    is_text = isinstance(source, str) and _opens(source[:1024])
    text = source if is_text else reading.plain_text(source, limits)
    return interpreting.retell(json_to_programme(str(text)), told)


def read(
    source: Source,
    *,
    format: str | None = None,
    language: str | None = None,
    timezone: str | None = None,
    limits: Limits = Limits(),
) -> Document:
    """
    Return what stands on the page *source*: a path, a web address, the page's bytes, or its text.

    *language* and *timezone* hint at the encoding of a page that declares none; *limits* say what the file may cost.
    Raises UnreadableFile, UnknownFormat, MissingExtra or BeyondLimits.
    """
    from agenda_ical import reading  # noqa: PLC0415 - for its weight

    if is_saved(source, format):
        raise UnknownFormat(
            "This is a programme in JSON, and no page; there is nothing to be read: use load, show or convert."
        )
    return reading.read(source, format=format, language=language, timezone=timezone, limits=limits)


def interpret(
    document: Document,
    *,
    timezone: str | None = None,
    year: int | None = None,
    date: dt.date | None = None,
    title: str | None = None,
    location: str | None = None,
    language: str | None = None,
    only_tables: tuple[int, ...] = (),
    fixes: Source | None = None,
    today: dt.date | None = None,
) -> Programme:
    """
    Return the programme that *document* tells, and what in it we could not read for sure.

    The keywords are those of ``load``. Raises UnknownZone, UnreadableFixes, NoProgramme or NoDate.
    """
    from agenda_ical import interpreting  # noqa: PLC0415 - for its weight

    hints = to_hints(
        timezone=timezone,
        year=year,
        date=date,
        title=title,
        location=location,
        language=language,
        only_tables=only_tables,
        fixes=fixes,
        today=today,
    )
    return interpreting.interpret(document, hints)


def to_hints(
    *,
    timezone: str | None = None,
    year: int | None = None,
    date: dt.date | None = None,
    title: str | None = None,
    location: str | None = None,
    language: str | None = None,
    only_tables: tuple[int, ...] = (),
    fixes: Source | None = None,
    today: dt.date | None = None,
) -> Hints:
    """Return what a person told us as the stages of interpretation take it; raises UnknownZone or UnreadableFixes."""
    from agenda_ical.interpreting.draft import Hints  # noqa: PLC0415 - for its weight
    from agenda_ical.zones import zone_named  # noqa: PLC0415 - for its weight

    zone_named(timezone or DEFAULT_TIMEZONE)
    return Hints(
        timezone=timezone or DEFAULT_TIMEZONE,
        zone_assumed=timezone is None,
        year=year,
        date=date,
        title=title,
        location=location,
        language=language,
        only_tables=tuple(only_tables),
        fixes=() if fixes is None else _to_fixes(fixes),
        today=today or now().date(),
    )


def select(
    programme: Programme,
    *,
    days: dt.date | int | str | Iterable[dt.date | int | str] = (),
    tracks: str | Iterable[str] = (),
    presenters: str | Iterable[str] = (),
    kinds: Kind | Iterable[Kind] = (),
    words: str | Iterable[str] = (),
    breaks: bool = True,
) -> Programme:
    """
    Return the part of *programme* that is wanted; its sessions keep the UIDs that they have in the whole.

    Of several values for one keyword any will do; what different keywords ask must all be true.

    :param days: dates, numbers of days counted from 1, or weekdays and dates in words: ``"thu"``, ``"4 June"``
    :param tracks: words of the tracks' names; ``""`` for the sessions that are for everybody
    :param presenters: words of the names of people or organisations
    :param kinds: ``talk``, ``break`` and the others of ``Session.kind``
    :param words: what stands in the title or the description
    :param breaks: whether breaks and meals are wanted too
    :raises NothingSelected: when no session is left, or something that is wanted is in no session
    """
    from agenda_ical.selecting import Wanted, select_sessions  # noqa: PLC0415 - for its weight

    said_days = (days,) if isinstance(days, dt.date | int | str) else tuple(days)
    wanted = Wanted(said_days, _each(tracks), _each(presenters), _each(kinds), _each(words), breaks)
    return select_sessions(programme, wanted)


def _each(said: Word | Iterable[Word]) -> tuple[Word, ...]:
    """What is said alone, or one by one."""
    return (said,) if isinstance(said, str) else tuple(said)


def _to_fixes(fixes: Source) -> tuple[Fix, ...]:
    from agenda_ical.interpreting.fixes import toml_to_fixes  # noqa: PLC0415 - for its weight

    return toml_to_fixes(fixes_to_text(fixes))


def fixes_to_text(fixes: Source) -> str:
    """Return the text of a corrections file: a path, bytes, or the text itself, of several lines; raises UnreadableFixes."""
    if isinstance(fixes, str) and ("\n" in fixes or not fixes.strip()):
        return fixes
    try:
        content = bytes(fixes) if isinstance(fixes, bytes) else Path(fixes).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UnreadableFixes(
            f"The corrections {fixes!s} cannot be read ({why}); name another file."
        ) from None
    except UnicodeDecodeError:
        raise UnreadableFixes("The corrections are not written in UTF-8; save them so.") from None


def draw(document: Document | Grid) -> str:
    """Return *document* drawn with plain characters, its tables with their merged cells."""
    from agenda_ical.reading import drawn  # noqa: PLC0415 - for its weight

    return drawn.draw_grid(document) if isinstance(document, Grid) else drawn.draw(document)


def proof(
    document: Document,
    programme: Programme | None,
    *,
    language: str | None = None,
    only_tables: tuple[int, ...] = (),
) -> str:
    """
    Return the proof sheet of *programme*, which was read from *document*, as one page of HTML.

    The page as it was seen stands beside the agenda as it was read, each session with the words that it was read
    from, each doubt at both, and what was not used in grey. It needs no other file and asks nothing of any site.

    :param programme: what ``interpret`` made of *document*, or None where that had nothing to return
    :param language: the language of the sheet's own words (BCP 47), ``en`` or ``ko``; that of the programme
        where none is named
    :param only_tables: as it was told to ``interpret``
    :raises MissingExtra: when Jinja2 is not installed
    """
    from agenda_ical import interpreting  # noqa: PLC0415 - for its weight
    from agenda_ical.explaining import proof as sheet  # noqa: PLC0415 - for its weight, and because it is an extra

    spoken = None if programme is None else programme.language
    tables = interpreting.survey(document, to_hints(language=spoken, only_tables=only_tables))
    return sheet.proof(document, programme, tables, language=language)
