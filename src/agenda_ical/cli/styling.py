"""What a person can tell of how a calendar is written: the options of ``convert`` and ``publish``."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, Final

import click

from agenda_ical.cli.gathering import gathering
from agenda_ical.errors import UnusableOption
from agenda_ical.style import Style


class Length(click.ParamType[timedelta]):
    """A length of time as people write it beside an option: ``15m``, ``1h30m``, ``2d``."""

    name = "length"
    _FORM: Final = re.compile(
        r"""
        (?: (?P<days>\d{1,4})    \s* d (?:ays?)?           )? \s*
        (?: (?P<hours>\d{1,5})   \s* h (?:ours?|rs?)?      )? \s*
        (?: (?P<minutes>\d{1,6}) \s* m (?:in(?:utes?)?)? )?
        """,
        re.VERBOSE | re.IGNORECASE | re.ASCII,
    )

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        if isinstance(value, timedelta):
            return value
        told = self._FORM.fullmatch(str(value).strip())
        amounts = {unit: int(amount) for unit, amount in told.groupdict().items() if amount} if told else {}
        if not amounts:
            self.fail(
                f"{value!r} is no length; write minutes, hours or days, such as 15m, 1h30m or 2d.", param, ctx
            )
        return timedelta(**amounts)


def _check(_: click.Context, param: click.Parameter, value: Any) -> Any:
    """*value*, refused as an argument where no calendar can be written so."""
    try:
        Style(**{str(param.name): value})
    except UnusableOption as error:
        raise click.BadParameter(str(error)) from None
    return value


_OPTIONS = (
    click.option(
        "--refresh",
        type=Length(),
        metavar="LENGTH",
        callback=_check,
        help="How often subscribers should ask for news: 30m, 6h, 1d.  [default: 6h]",
    ),
)


with_style = gathering("style", Style, _OPTIONS)
"""Gives a command the options of a calendar, and their values as one ``style``."""
