"""How an organiser wants a calendar written, whatever the programme is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Final, TypedDict

from attrs import Attribute, field, frozen

from agenda_ical.colors import colors, near_names, to_name
from agenda_ical.errors import UnusableOption

REFRESH: Final = timedelta(hours=6)
_A_MINUTE: Final = timedelta(minutes=1)
_A_YEAR: Final = timedelta(days=366)
_MAILBOX: Final = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>|(?P<bare>[^<>]*)")
_ADDRESS: Final = re.compile(r"[^\s@<>\x00-\x1f\x7f]+@[^\s@<>\x00-\x1f\x7f]+")

Length = timedelta | None


@frozen
class Organiser:
    """Who publishes the programme, and where to write to."""

    name: str
    """May be empty."""
    address: str


def _to_organiser(told: str | Organiser | None) -> Organiser | None:
    """Whom ``KECO <info@keco.or.kr>`` names (RFC 5322, section 3.4); a bare address will do."""
    if told is None or isinstance(told, Organiser):
        return told
    mailbox = _MAILBOX.fullmatch(told.strip())
    address = (mailbox["address"] or mailbox["bare"] or "").strip() if mailbox else ""
    if not mailbox or not _ADDRESS.fullmatch(address):
        raise UnusableOption(
            f"{told!r} is no organiser; write a name and a mail address: Climate Agency <info@example.org>."
        )
    return Organiser((mailbox["name"] or "").strip().strip('"').strip(), address)


def _to_color(told: str | None) -> str | None:
    if told is None or to_name(told) in colors():
        return told and to_name(told)
    near = near_names(told)
    hint = f"did you mean {', '.join(near)}?" if near else "use a name of CSS, such as tomato or steelblue."
    raise UnusableOption(f"There is no colour {told!r}; {hint}")


def _from(least: timedelta, words: str) -> Callable[[object, Attribute[Length], Length], None]:
    """A validator for lengths from *least*, in *words*, up to a year."""

    def validate(_: object, option: Attribute[Length], length: Length) -> None:
        if length is not None and not least <= length <= _A_YEAR:
            raise UnusableOption(f"{option.name} is {length}; it must be {words}, and at most a year.")

    return validate


_LONG_ENOUGH: Final = _from(_A_MINUTE, "at least a minute")
_BEFORE: Final = _from(timedelta(), "a length before the start")


class StyleOptions(TypedDict, total=False):
    """The options of a ``Style`` as keywords of the verbs, as a person may tell them."""

    presenters_in_title: bool
    alarm: Length
    organiser: str | None
    participants: bool
    html_description: bool
    assume_end: Length
    color: str | None
    refresh: Length


@frozen
class Style:
    """How the calendar is written; raises UnusableOption where that makes no sense."""

    presenters_in_title: bool = False
    """Whether the names of those who speak follow the title."""
    alarm: Length = field(default=None, validator=_BEFORE)
    """How long before a session programs give an alarm; none where None."""
    organiser: Organiser | None = field(default=None, converter=_to_organiser)
    """Who publishes the calendar, which then says so to programs (METHOD:PUBLISH)."""
    participants: bool = False
    """Whether presenters are told as data too (RFC 9073, PARTICIPANT)."""
    html_description: bool = False
    """Whether the description is there as HTML too (X-ALT-DESC)."""
    assume_end: Length = field(default=None, validator=_LONG_ENOUGH)
    """How long a session lasts whose end is not known."""
    color: str | None = field(default=None, converter=_to_color)
    """The calendar's colour, by its name in CSS 3."""
    refresh: Length = field(default=None, validator=_LONG_ENOUGH)
    """How often subscribers should ask for news; six hours where None."""
