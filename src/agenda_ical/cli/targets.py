"""Where each calendar goes: sources and ``-o`` -> pairs of source and target."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from agenda_ical.cli.streams import STANDARD, Named
from agenda_ical.reading.addresses import address_to_stem

Job = tuple[Named, Path]
"""A source and the file that its calendar becomes; either may be ``-``."""


def plan_targets(sources: Sequence[Named], output: str | None) -> tuple[Job, ...]:
    """
    Return each source with the target of its calendar.

    Raises click.UsageError when targets are unclear, meet, or would overwrite a source.
    """
    several = len(sources) > 1
    if several and STANDARD in sources:
        raise click.UsageError("- (standard input) cannot be one of several files; convert it alone.")
    if several and output is not None:
        _refuse_file_as_folder(output)
    into_folder = output is not None and (several or os.path.isdir(output) or output.endswith(("/", os.sep)))  # noqa: PTH112
    jobs = tuple((source, _target(source, output, into_folder=into_folder)) for source in sources)
    _refuse_clashes(jobs)
    return jobs


def _target(source: Named, output: str | None, *, into_folder: bool) -> Path:
    if output is not None and not into_folder:
        return Path(output)
    if output is None and source == STANDARD:
        return STANDARD
    name = f"{_stem(source)}.ics"
    if output is not None:
        return Path(output) / name
    return source.with_name(name) if isinstance(source, Path) else Path(name)


def _stem(source: Named) -> str:
    if isinstance(source, str):
        return address_to_stem(source)
    return "programme" if source == STANDARD else source.stem


def _refuse_file_as_folder(output: str) -> None:
    if output == str(STANDARD):
        raise click.UsageError("Several calendars cannot go to standard output; name a folder with -o.")
    if Path(output).is_file() or output.casefold().endswith(".ics"):
        raise click.UsageError(f"{output} is a file; for several sources -o names a folder.")


def _refuse_clashes(jobs: tuple[Job, ...]) -> None:
    sources = {_identity(source) for source, _ in jobs if isinstance(source, Path) and source != STANDARD}
    taken: dict[str, Named] = {}
    for source, target in jobs:
        if target == STANDARD:
            continue
        key = _identity(target)
        if key in sources:
            raise click.UsageError(
                f"{target} is a source and would be overwritten; name another file with -o."
            )
        if key in taken:
            raise click.UsageError(
                f"{taken[key]} and {source} would both become {target}; convert them one by one."
            )
        taken[key] = source


def _identity(path: Path) -> str:
    """The same for two names of one file: links followed, and letters folded, as Windows and macOS do."""
    return os.path.realpath(path).casefold()
