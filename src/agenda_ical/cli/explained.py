"""What ``explain`` prints, or writes as the proof sheet, also of a page on which we found no programme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from agenda_ical import interpreting
from agenda_ical.api import pages
from agenda_ical.cli.loading import document_to_programme, file_to_document
from agenda_ical.cli.messages import printable, programme_to_summary, tell
from agenda_ical.cli.options import Told
from agenda_ical.cli.streams import STANDARD, Named, put_text
from agenda_ical.document import Document
from agenda_ical.errors import NoDate, NoProgramme
from agenda_ical.explaining import explain
from agenda_ical.programme import Programme
from agenda_ical.writing import write_whole


def explain_file(file: Named, told: Told) -> Programme:
    """Print how *file* was read, and return its programme; what we saw is printed before any error is raised."""
    document = file_to_document(file, told)
    hints = pages.to_hints(
        timezone=told.timezone, language=told.language, only_tables=told.only_tables, today=told.today
    )
    tables = interpreting.survey(document, hints)
    return _explained(
        document, told, lambda programme: put_text(printable(explain(document, programme, tables)))
    )


def prove_file(file: Named, target: Path, told: Told) -> Programme:
    """Write the proof sheet of *file* to *target*, and return its programme; it is written before any error is raised."""
    if isinstance(file, Path) and target.exists() and file.exists() and target.samefile(file):
        raise click.UsageError(f"{target} is the source and would be overwritten; name another file.")
    document = file_to_document(file, told)

    def write(programme: Programme | None) -> None:
        sheet = pages.proof(document, programme, language=told.language, only_tables=told.only_tables)
        if target == STANDARD:
            put_text(sheet)
        else:
            write_whole(target, sheet.encode())

    programme = _explained(document, told, write)
    if not told.quiet:
        where = "" if target == STANDARD else f"{target}: "
        tell(f"{where}{programme_to_summary(programme)}")
    return programme


def _explained(document: Document, told: Told, show: Callable[[Programme | None], None]) -> Programme:
    """The programme of *document*, shown; where there is none, what was seen is shown before that is raised."""
    try:
        programme = document_to_programme(document, told)
    except (NoProgramme, NoDate):
        show(None)
        raise
    show(programme)
    return programme
