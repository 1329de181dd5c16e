"""How an organiser wants a calendar written, whatever the programme is."""

from __future__ import annotations

from datetime import timedelta

from attrs import Attribute, field, frozen

from agenda_ical.errors import UnusableOption

REFRESH = timedelta(hours=6)


def _longer_than_nothing(_: object, option: Attribute[timedelta | None], length: timedelta | None) -> None:
    if length is not None and length <= timedelta():
        raise UnusableOption(f"{option.name} is {length}; it must be longer than nothing, such as an hour.")


@frozen
class Style:
    """How the calendar is written; raises UnusableOption where that makes no sense."""

    refresh: timedelta | None = field(default=None, validator=_longer_than_nothing)
    """How often subscribers should ask for news; six hours where None."""
