"""A file and what a person told of it -> what stands on it, and what is wanted of the programme that it tells."""

from __future__ import annotations

from agenda_ical.api import pages
from agenda_ical.cli.options import Told
from agenda_ical.cli.streams import Named, source_of
from agenda_ical.document import Document
from agenda_ical.programme import Programme


def file_to_document(file: Named, told: Told) -> Document:
    """Return what stands on *file*, or on standard input where it is ``-``."""
    return pages.read(
        source_of(file),
        format=told.input_format,
        language=told.language,
        timezone=told.timezone,
        limits=told.limits,
    )


def document_to_whole(document: Document, told: Told) -> Programme:
    """Return the programme that *document* tells."""
    return pages.interpret(
        document,
        timezone=told.timezone,
        year=told.year,
        date=told.date,
        title=told.title,
        location=told.location,
        language=told.language,
        only_tables=told.only_tables,
        fixes=told.fixes,
        today=told.today,
    )


def document_to_programme(document: Document, told: Told) -> Programme:
    """Return what a person wants of the programme that *document* tells."""
    return wanted_of(document_to_whole(document, told), told)


def wanted_of(programme: Programme, told: Told) -> Programme:
    """Return the part of *programme* that a person wants."""
    return pages.select(
        programme,
        days=told.days,
        tracks=told.tracks,
        presenters=told.presenters,
        kinds=told.kinds,
        words=told.words,
        breaks=told.breaks,
    )


def file_to_programme(file: Named, told: Told) -> Programme:
    """Return what a person wants of the programme that stands on *file*, or was saved in it."""
    programme = pages.load(
        source_of(file),
        format=told.input_format,
        limits=told.limits,
        timezone=told.timezone,
        year=told.year,
        date=told.date,
        title=told.title,
        location=told.location,
        language=told.language,
        only_tables=told.only_tables,
        fixes=told.fixes,
        today=told.today,
    )
    return wanted_of(programme, told)
