"""A programme as tables on the terminal, a day each."""

from __future__ import annotations

from collections.abc import Callable

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from agenda_ical.cli.messages import printable
from agenda_ical.cli.screen import on_screen
from agenda_ical.programme import Day, Presenter, Programme, Session

ASSUMED = "*"

_Reading = Callable[[Session], str]


def programme_to_screen(programme: Programme) -> str:
    """Return *programme* as it is shown on standard output: as wide as the terminal, in colours where it has them."""
    return on_screen(lambda console: _print_agenda(programme, console))


def _print_agenda(programme: Programme, console: Console) -> None:
    _print_head(programme, console)
    columns = _columns(programme)
    for day in programme.days:
        console.print()
        console.print(Text(f"{day.date:%A} {day.date.day} {day.date:%B %Y}", style="bold"))
        console.print(_day_to_table(day, columns))
    if any(session.end_assumed for session in programme.sessions):
        console.print(
            Text(f"\n{ASSUMED} this end is not written, but follows from what comes next", style="dim")
        )


def _print_head(programme: Programme, console: Console) -> None:
    if programme.title:
        console.print(Text(printable(programme.title), style="bold"))
    places = {session.location for session in programme.sessions}
    place = (places.pop() if len(places) == 1 else None) or programme.location
    console.print(Text(" · ".join(filter(None, (printable(place or ""), programme.timezone))), style="dim"))


def _columns(programme: Programme) -> dict[str, _Reading]:
    """The heads of the columns in which anything stands, each with what it shows of a session."""
    columns: dict[str, _Reading] = {"Time": _span, "Session": lambda session: session.title}
    if any(session.presenters for session in programme.sessions):
        columns["Presenters"] = lambda session: ", ".join(map(_presenter, session.presenters))
    if len({session.location for session in programme.sessions}) > 1:
        columns["Place"] = lambda session: session.location or ""
    if any(session.tracks for session in programme.sessions):
        columns["Track"] = lambda session: session.track or ""
    return columns


def _day_to_table(day: Day, columns: dict[str, _Reading]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in columns:
        table.add_column(head, no_wrap=head == "Time", overflow="fold")
    for session in day.sessions:
        style = "" if session.kind == "talk" else "dim"
        table.add_row(*(Text(printable(shown(session))) for shown in columns.values()), style=style)
    return table


def _span(session: Session) -> str:
    if session.end is None:
        return f"{session.start:%H:%M}"
    days = (session.end.date() - session.start.date()).days
    later = f" (+{days})" if days else ""
    return f"{session.start:%H:%M} – {session.end:%H:%M}{later}{ASSUMED if session.end_assumed else ''}"


def _presenter(presenter: Presenter) -> str:
    return str(presenter) if presenter.role == "speaker" else f"{presenter}, {presenter.role}"
