"""What a person can tell of how calendars are checked: the options of ``check``."""

from __future__ import annotations

import click
from attrs import frozen

from agenda_ical.cli.gathering import gathering
from agenda_ical.cli.options import to_limits
from agenda_ical.limits import Limits


@frozen
class Checking:
    """What a person wants to know of a calendar, and how."""

    form: str = "text"
    limits: Limits = Limits()
    strict: bool = False
    quiet: bool = False


_OPTIONS = (
    click.option(
        "--format",
        "form",
        type=click.Choice(("text", "json"), case_sensitive=False),
        default="text",
        show_default=True,
        help="How to write what is found.",
    ),
    click.option(
        "--limit",
        "limits",
        metavar="NAME=NUMBER",
        multiple=True,
        callback=to_limits,
        help="Let a file cost more (or less) than we usually allow, such as lines=2000000; may be repeated.",
    ),
    click.option("--strict", is_flag=True, help="Exit with 3 when there is a warning, and no error."),
    click.option("--quiet", "-q", is_flag=True, help="Tell errors and warnings only."),
)

with_checking = gathering("checking", Checking, _OPTIONS)
"""Gives a command the options of a check, and their values as one ``checking``."""
