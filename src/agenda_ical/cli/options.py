"""What a person can tell beside the page: the options that all commands share, and the value they end in."""

from __future__ import annotations

import datetime as dt
import os
import re
from functools import wraps
from pathlib import Path
from typing import Any, get_args

import click
from attrs import evolve, fields, frozen

from agenda_ical.api.pages import DEFAULT_TIMEZONE, SAVED
from agenda_ical.cli.gathering import Command, gathering
from agenda_ical.cli.streams import Named
from agenda_ical.limits import Limits
from agenda_ical.programme import Kind
from agenda_ical.reading.addresses import is_address
from agenda_ical.reading.formats import FORMATS


@frozen
class Told:
    """What a person told us on the command line."""

    timezone: str | None
    year: int | None
    date: dt.date | None
    title: str | None
    location: str | None
    language: str | None
    input_format: str | None
    only_tables: tuple[int, ...]
    today: dt.date | None
    strict: bool
    quiet: bool
    limits: Limits = Limits()
    days: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    presenters: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    words: tuple[str, ...] = ()
    breaks: bool = True
    fixes: Path | str | None = None
    """The corrections file, or its text."""
    stamp: dt.datetime | None = None
    """The moment to write into the calendar, where the run is to be repeatable."""


def _to_date(_: click.Context, __: click.Parameter, value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value is not None else None
    except ValueError:
        raise click.BadParameter(
            f"{value!r} is no date; write it as year-month-day, such as 2019-03-28."
        ) from None


def _to_table_numbers(_: click.Context, __: click.Parameter, value: str | None) -> tuple[int, ...]:
    if value is None:
        return ()
    parts = [part.strip() for part in value.split(",")]
    if not all(part.isdecimal() and int(part) > 0 for part in parts):
        raise click.BadParameter(
            f"{value!r} is no list of table numbers; write them as `explain` shows them, such as 2,3."
        )
    return tuple(map(int, parts))


def to_language(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """The *value* if it is a language's code."""
    if value is not None and not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", value):
        raise click.BadParameter(f"{value!r} is no language code; write it in two letters, such as ko or en.")
    return value


def to_limits(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> Limits:
    """What a person allows a file to cost."""
    limits = Limits()
    names = [attribute.name for attribute in fields(Limits)]
    for value in values:
        name, _sign, number = value.partition("=")
        if name not in names or not number.isdecimal():
            raise click.BadParameter(
                f"{value!r} is no limit; write NAME=NUMBER, where NAME is one of {', '.join(names)}."
            )
        limits = evolve(limits, **{name: int(number)})
    return limits


def to_named(
    _: click.Context, __: click.Parameter, value: str | tuple[str, ...]
) -> Named | tuple[Named, ...]:
    """What a person named: each an address as it was typed, or the path of a file."""
    return tuple(map(_named, value)) if isinstance(value, tuple) else _named(value)


def _named(text: str) -> Named:
    return text.strip() if is_address(text) else Path(text)


_OPTIONS = (
    click.option(
        "--timezone",
        metavar="ZONE",
        help=f"The zone of all times, by its IANA name.  [default: {DEFAULT_TIMEZONE}]",
    ),
    click.option(
        "--year",
        type=click.IntRange(1900, 2199),
        metavar="YYYY",
        help="The year, where the document names none.",
    ),
    click.option(
        "--date",
        metavar="YYYY-MM-DD",
        callback=_to_date,
        help="The date of the first day, where the document has no full date; later days follow from "
        "their number, weekday or day of the month.",
    ),
    click.option("--title", metavar="TEXT", help="The event's title, instead of the document's."),
    click.option("--location", metavar="TEXT", help="The place of the sessions that name none."),
    click.option(
        "--language",
        metavar="CODE",
        callback=to_language,
        help="The language of the page, as a hint: ko, en, ja, de …",
    ),
    click.option(
        "--input-format",
        type=click.Choice((*FORMATS, SAVED), case_sensitive=False),
        help="What the document is, where neither its ending nor its content tells.",
    ),
    click.option(
        "--only-tables",
        metavar="N,N…",
        callback=_to_table_numbers,
        help="Use only these tables, as `explain` numbers them: 2,3.",
    ),
    click.option(
        "--fixes",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Correct what was misread as this file says; `agenda-ical fix` writes one.",
    ),
    click.option(
        "--today",
        metavar="YYYY-MM-DD",
        callback=_to_date,
        help="Take this for the day of the run, for repeatable results; SOURCE_DATE_EPOCH in the environment does the same.",
    ),
    click.option(
        "--limit",
        "limits",
        metavar="NAME=NUMBER",
        multiple=True,
        callback=to_limits,
        help="Let a file cost more (or less) than we usually allow, such as pages=1000; may be repeated.",
    ),
    click.option(
        "--day",
        "days",
        metavar="DAY",
        multiple=True,
        help="Only what begins on this day: its date, its number, or its weekday, such as 2026-06-04, 1 or thu.",
    ),
    click.option(
        "--track",
        "tracks",
        metavar="NAME",
        multiple=True,
        help='Only this track; "" is what is for everybody.',
    ),
    click.option(
        "--presenter",
        "presenters",
        metavar="NAME",
        multiple=True,
        help="Only what this person or organisation presents, chairs or moderates.",
    ),
    click.option(
        "--kind",
        "kinds",
        type=click.Choice(get_args(Kind)),
        multiple=True,
        help="Only sessions of this kind.",
    ),
    click.option(
        "--words",
        metavar="TEXT",
        multiple=True,
        help="Only sessions with this text in their title or description. These five may be repeated, then any of "
        "the values will do; of different ones all must be true.",
    ),
    click.option("--no-breaks", "breaks", flag_value=False, default=True, help="Leave out breaks and meals."),
    click.option("--strict", is_flag=True, help="Write nothing and exit with 3 when there is a warning."),
    click.option("--quiet", "-q", is_flag=True, help="Tell warnings only: no notes, no summary."),
)


def with_told(command: Command) -> Command:
    """Give *command* the shared options, and their values as one ``told``."""

    @wraps(command)
    def settle(*, told: Told, **values: Any) -> Any:
        return command(told=_settle_clock(told), **values)

    return gathering("told", Told, _OPTIONS)(settle)  # type: ignore[return-value]


def _settle_clock(told: Told) -> Told:
    """Return *told* with the day and the moment of the run, where they are told and not the clock's."""
    if told.date and told.year and told.date.year != told.year:
        raise click.UsageError(
            f"--year {told.year} and --date {told.date} name different years; one of them is enough."
        )
    moment = _source_date()
    if told.today:
        return evolve(told, stamp=moment or dt.datetime.combine(told.today, dt.time(), dt.UTC))
    return evolve(told, today=moment and moment.date(), stamp=moment)


def _source_date() -> dt.datetime | None:
    """The moment that SOURCE_DATE_EPOCH tells (reproducible-builds.org), in seconds since 1970."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        return None
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC)
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(
            f"SOURCE_DATE_EPOCH is {seconds!r}; it must be a number of seconds since 1970-01-01."
        ) from None
