"""What ``convert`` does: each source -> a calendar file, all or none of them under ``--strict``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from agenda_ical import api
from agenda_ical.cli.loading import file_to_programme
from agenda_ical.cli.messages import programme_to_summary, tell, tell_error, tell_problems
from agenda_ical.cli.options import Told
from agenda_ical.cli.progress import with_progress
from agenda_ical.cli.streams import STANDARD, Named, put_bytes
from agenda_ical.cli.targets import Job
from agenda_ical.errors import AgendaError
from agenda_ical.programme import Programme
from agenda_ical.publishing.check import check_calendar
from agenda_ical.telling import counted
from agenda_ical.writing import write_whole

FAILED = 1
STRICT = 3


@frozen
class _Made:
    """A calendar that is ready to be written."""

    target: Path
    programme: Programme
    content: bytes


def convert_files(jobs: Sequence[Job], told: Told) -> int:
    """Convert *jobs* and return the exit code; a source that fails is told, and does not keep the others."""
    failed = False
    made: list[_Made] = []
    for source, target in with_progress(jobs, quiet=told.quiet):
        try:
            made.append(_make(source, target, told, named=len(jobs) > 1))
            if not told.strict:
                _write(made.pop(), quiet=told.quiet)
        except AgendaError as error:
            tell_error(f"{source}: {error}" if len(jobs) > 1 else str(error))
            failed = True
    if failed:
        return FAILED
    return _write_strictly(made, quiet=told.quiet) if told.strict else 0


def _make(source: Named, target: Path, told: Told, *, named: bool) -> _Made:
    programme = file_to_programme(source, told)
    content = api.to_ical(programme, stamp=told.stamp)
    if programme.problems and named:
        tell(f"{source}:")
    tell_problems(programme.problems, quiet=told.quiet)
    return _Made(target, programme, content)


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
    check_calendar(calendar.content, len(calendar.programme.sessions))
    if calendar.target == STANDARD:
        put_bytes(calendar.content)
    else:
        write_whole(calendar.target, calendar.content)
    if not quiet:
        where = "" if calendar.target == STANDARD else f"{calendar.target}: "
        tell(f"{where}{programme_to_summary(calendar.programme)}")
