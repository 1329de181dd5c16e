"""What ``explain`` prints, also of a page on which we found no programme."""

from __future__ import annotations

from agenda_ical import api, interpreting
from agenda_ical.cli.loading import document_to_programme, file_to_document
from agenda_ical.cli.messages import printable
from agenda_ical.cli.options import Told
from agenda_ical.cli.streams import Named, put_text
from agenda_ical.errors import NoDate, NoProgramme
from agenda_ical.explaining import explain
from agenda_ical.programme import Programme


def explain_file(file: Named, told: Told) -> Programme:
    """Print how *file* was read, and return its programme; what we saw is printed before any error is raised."""
    document = file_to_document(file, told)
    hints = api.to_hints(
        timezone=told.timezone, language=told.language, only_tables=told.only_tables, today=told.today
    )
    tables = interpreting.survey(document, hints)
    try:
        programme = document_to_programme(document, told)
    except (NoProgramme, NoDate):
        put_text(printable(explain(document, None, tables)))
        raise
    put_text(printable(explain(document, programme, tables)))
    return programme
