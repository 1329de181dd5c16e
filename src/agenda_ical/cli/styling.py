"""What a person can tell of how a calendar is written: the options of ``convert`` and ``publish``."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

import click

from agenda_ical.cli.gathering import gathering
from agenda_ical.errors import UnusableOption
from agenda_ical.style import Style

_LENGTH: Final = re.compile(
    r"""
    (?: (?P<days>\d{1,4})    \s* d (?:ays?)?          )? \s*
    (?: (?P<hours>\d{1,5})   \s* h (?:ours?|rs?)?     )? \s*
    (?: (?P<minutes>\d{1,6}) \s* m (?:in(?:utes?)?)?  )?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


def _to_length(ctx: click.Context, param: click.Parameter, value: str | None) -> dt.timedelta | None:
    """The length of time that *value* tells: ``15m``, ``1h30m``, ``2d``."""
    if value is None:
        return None
    told = _LENGTH.fullmatch(value.strip())
    amounts = {unit: int(amount) for unit, amount in told.groupdict().items() if amount} if told else {}
    if not amounts:
        raise click.BadParameter(
            f"{value!r} is no length of time; write minutes, hours or days, such as 15m, 1h30m or 2d."
        )
    length = dt.timedelta(**amounts)
    _fit(ctx, param, length)
    return length


def _fit(_: click.Context, param: click.Parameter, value: Any) -> Any:
    """*value*, refused as an argument where no calendar can be written so."""
    try:
        Style(**{str(param.name): value})
    except UnusableOption as error:
        raise click.BadParameter(str(error)) from None
    return value


_OPTIONS = (
    click.option(
        "--presenters-in-title",
        is_flag=True,
        help="Put the names of those who speak behind the title.",
    ),
    click.option(
        "--alarm",
        metavar="LENGTH",
        callback=_to_length,
        help="Have programs give an alarm this long before each session, breaks left out: 15m.  [default: no alarm]",
    ),
    click.option(
        "--organiser",
        metavar='"NAME <MAIL>"',
        callback=_fit,
        help="Name who publishes the calendar, with a mail address.",
    ),
    click.option(
        "--participants",
        is_flag=True,
        help="Tell presenters as data too (RFC 9073); some programs stumble over it.",
    ),
    click.option(
        "--html-description",
        is_flag=True,
        help="Write descriptions as HTML too, for Outlook.",
    ),
    click.option(
        "--assume-end",
        metavar="LENGTH",
        callback=_to_length,
        help="Give a session whose end is not known this length, and say so in it: 30m.  [default: no end]",
    ),
    click.option(
        "--color",
        metavar="NAME",
        callback=_fit,
        help="The calendar's colour, by its name in CSS: tomato, steelblue.",
    ),
    click.option(
        "--refresh",
        metavar="LENGTH",
        callback=_to_length,
        help="How often subscribers should ask for news: 30m, 6h, 1d.  [default: 6h]",
    ),
)


with_style = gathering("style", Style, _OPTIONS)
"""Gives a command the options of a calendar, and their values as one ``style``."""
