"""What ``convert`` does: each source -> a calendar file, all or none of them under ``--strict``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from attrs import frozen

from agenda_ical.api.clock import now
from agenda_ical.cli.loading import file_to_programme
from agenda_ical.cli.messages import programme_to_summary, tell, tell_error, tell_problems
from agenda_ical.cli.options import Told
from agenda_ical.cli.progress import with_progress
from agenda_ical.cli.revising import Revising, changes_to_summary
from agenda_ical.cli.streams import STANDARD, Named, put_bytes
from agenda_ical.cli.targets import Job
from agenda_ical.edition import Change
from agenda_ical.errors import AgendaError, AnotherProgramme, ForeignFeed
from agenda_ical.programme import Programme
from agenda_ical.publishing import programme_to_edition, programme_to_ical
from agenda_ical.publishing.check import check_calendar
from agenda_ical.publishing.previous import foreign, is_calendar, is_ours
from agenda_ical.style import Style
from agenda_ical.telling import counted
from agenda_ical.writing import read_whole, write_folder

FAILED = 1
STRICT = 3


@frozen
class _Made:
    """A calendar that is ready to be written."""

    target: Path
    programme: Programme
    content: bytes
    events: int
    changes: tuple[Change, ...] | None = None
    """What happened since the edition before, where it was revised."""


def convert_files(jobs: Sequence[Job], told: Told, revising: Revising, style: Style) -> int:
    """Convert *jobs* and return the exit code; a source that fails is told, and does not keep the others."""
    failed = False
    made: list[_Made] = []
    for source, target in with_progress(jobs, quiet=told.quiet):
        try:
            programme = _load(source, told, named=len(jobs) > 1)
            made.append(_make(programme, target, told.stamp or now(), revising, style))
            if not told.strict:
                _write(made.pop(), quiet=told.quiet)
        except AgendaError as error:
            tell_error(f"{source}: {error}" if len(jobs) > 1 else str(error))
            failed = True
    if failed:
        return FAILED
    return _write_strictly(made, quiet=told.quiet) if told.strict else 0


def _load(source: Named, told: Told, *, named: bool) -> Programme:
    programme = file_to_programme(source, told)
    if programme.problems and named:
        tell(f"{source}:")
    tell_problems(programme.problems, quiet=told.quiet)
    return programme


def _make(programme: Programme, target: Path, stamp: datetime, revising: Revising, style: Style) -> _Made:
    there = _calendar_at(target)
    try:
        if there and not is_ours(there):
            raise foreign(str(target))
        if there and revising.update:
            from agenda_ical.publishing.revision import Policy  # noqa: PLC0415 - for its weight

            policy = Policy(revising.cancelled, revising.clear_cancelled)
            edition = programme_to_edition(programme, there, policy, stamp=stamp, style=style)
            return _Made(target, programme, edition.content, edition.events, edition.changes)
    except (ForeignFeed, AnotherProgramme):
        if not revising.replace:
            raise
    content = programme_to_ical(programme, stamp=stamp, style=style)
    return _Made(target, programme, content, len(programme.sessions))


def _calendar_at(target: Path) -> bytes | None:
    """The calendar file that is to be overwritten, if any; other files are the business of whoever named them."""
    if target == STANDARD or not target.is_file():
        return None
    content = read_whole(target)
    return content if is_calendar(content) else None


def _write_strictly(made: Sequence[_Made], *, quiet: bool) -> int:
    problems = [problem for calendar in made for problem in calendar.programme.problems]
    warnings = sum(problem.severity == "warning" for problem in problems)
    if warnings:
        tell(f"Nothing was written: {counted(warnings, 'warning')}, and --strict was given.")
        return STRICT
    for calendar in made:
        _write(calendar, quiet=quiet)
    return 0


def _write(calendar: _Made, *, quiet: bool) -> None:
    check_calendar(calendar.content, calendar.events)
    if calendar.target == STANDARD:
        put_bytes(calendar.content)
    else:
        write_folder(calendar.target.parent, {calendar.target.name: calendar.content})
    if not quiet:
        where = "" if calendar.target == STANDARD else f"{calendar.target}: "
        news = "" if calendar.changes is None else f"; {changes_to_summary(calendar.changes)}"
        tell(f"{where}{programme_to_summary(calendar.programme)}{news}")
