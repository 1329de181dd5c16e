"""What a person can tell of an edition that comes after another: the options of ``convert --update`` and ``publish``."""

from __future__ import annotations

from typing import get_args

import click
from attrs import frozen

from agenda_ical.cli.gathering import gathering
from agenda_ical.edition import Cancelled, Change, ChangeKind
from agenda_ical.telling import counted


@frozen
class Revising:
    """What a person wants of the edition that lies there."""

    update: bool = False
    """Whether it is revised, and not written anew."""
    cancelled: Cancelled = "status"
    clear_cancelled: bool = False
    replace: bool = False


_OPTIONS = (
    click.option(
        "--cancelled",
        type=click.Choice(get_args(Cancelled)),
        default="status",
        show_default=True,
        help="How subscribers learn that a session is no longer in the programme: by its status, by a prefix of its "
        "title, for programs that hide the status or the session, or by its absence.",
    ),
    click.option(
        "--clear-cancelled",
        is_flag=True,
        help="Take out what was cancelled in an earlier edition.",
    ),
    click.option(
        "--replace",
        is_flag=True,
        help="Begin anew where another programme, or a calendar that we did not write, lies.",
    ),
)

with_revising = gathering("revising", Revising, _OPTIONS)
"""Gives a command the options of an edition, and their values as one ``revising``."""


def changes_to_summary(changes: tuple[Change, ...]) -> str:
    """``3 changes (1 new, 2 moved)``, or that there are none."""
    kinds = [change.kind for change in changes]
    found = [f"{kinds.count(kind)} {kind}" for kind in get_args(ChangeKind) if kind in kinds]
    return f"{counted(len(kinds), 'change')} ({', '.join(found)})" if found else "no changes"
