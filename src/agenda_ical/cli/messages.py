"""What we say on standard error: errors, doubts, and what was done."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby

import click

from agenda_ical.programme import Problem, Programme, Severity
from agenda_ical.telling import counted, moment_to_text

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
_SHOWN_ALIKE = 10
"""How many problems of one kind are told; the rest are counted."""


def tell(text: str) -> None:
    """Say *text* on standard error."""
    click.echo(printable(text), err=True)


def tell_error(text: str) -> None:
    """Say what went wrong."""
    click.echo(f"{_marked('error')} {printable(text)}", err=True)


def tell_problems(problems: Sequence[Problem], *, quiet: bool) -> None:
    """Say every problem once, those of a kind together, warnings first; *quiet* hides notes."""
    severities: tuple[Severity, ...] = ("warning",) if quiet else ("warning", "note")
    for severity in severities:
        alike = sorted((p for p in problems if p.severity == severity), key=lambda p: p.code)
        for _, group in groupby(alike, key=lambda p: (p.code, p.advice)):
            _tell_alike(severity, list(group))


def _tell_alike(severity: Severity, problems: list[Problem]) -> None:
    said = dict.fromkeys((str(problem.place), problem.message) for problem in problems)
    for place, message in list(said)[:_SHOWN_ALIKE]:
        click.echo(f"{_marked(severity)} {printable(place)}: {printable(message)}", err=True)
    if len(said) > _SHOWN_ALIKE:
        tell(
            f"  … and {len(said) - _SHOWN_ALIKE} more like these; `agenda-ical explain` shows each at its place"
        )
    tell(f"  {problems[0].advice}")


def has_warnings(programme: Programme) -> bool:
    """Whether ``--strict`` lets nothing be written of *programme*."""
    return any(problem.severity == "warning" for problem in programme.problems)


def programme_to_summary(programme: Programme) -> str:
    """Return ``12 sessions, Thu 28 Mar 2019 13:00 – Fri 29 Mar 2019 11:20 (Asia/Seoul); 1 doubt (1 note)``."""
    if not programme.sessions:
        return f"no sessions; {_doubts(programme.problems)}"
    first = min(session.start for session in programme.sessions)
    last = max(session.end or session.start for session in programme.sessions)
    until = f"{last:%H:%M}" if last.date() == first.date() else moment_to_text(last)
    sessions = counted(len(programme.sessions), "session")
    return (
        f"{sessions}, {moment_to_text(first)} – {until} ({programme.timezone}); {_doubts(programme.problems)}"
    )


def _doubts(problems: Iterable[Problem]) -> str:
    severities = [problem.severity for problem in problems]
    if not severities:
        return "no doubts"
    kinds = ((severities.count("warning"), "warning"), (severities.count("note"), "note"))
    of_these = ", ".join(counted(number, kind) for number, kind in kinds if number)
    return f"{counted(len(severities), 'doubt')} ({of_these})"


def printable(text: str) -> str:
    """Return *text* without the control characters by which a page could steer the terminal."""
    return "".join(char if char in "\n\t" or not _is_control(char) else "\ufffd" for char in text)


def _is_control(char: str) -> bool:
    return char < " " or "\x7f" <= char <= "\x9f"


def _marked(severity: str) -> str:
    word = f"{severity}:"
    if os.environ.get("NO_COLOR") or not sys.stderr.isatty():
        return word
    return click.style(word, fg=_COLOURS[severity], bold=True)
