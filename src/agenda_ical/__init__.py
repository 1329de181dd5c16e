"""
A published event programme in, a correct calendar out.

``load`` reads a page and interprets it, ``to_ical`` makes a calendar file of it; ``read`` and
``interpret`` are the two halves of ``load``, ``draw`` shows what was read, ``proof`` what was made
of it, ``select`` takes a part, ``revise`` makes the next edition of a calendar that people have
already, and ``publish`` a folder that they subscribe from. ``check`` looks at
any calendar file.
"""

from agenda_ical.api.calendars import check, publish, revise, to_calendar, to_ical
from agenda_ical.api.pages import draw, interpret, load, proof, read, select
from agenda_ical.document import Cell, Document, Grid, Heading, Paragraph
from agenda_ical.edition import Change, Difference, Edition, Publication
from agenda_ical.errors import (
    AgendaError,
    AnotherProgramme,
    BeyondLimits,
    ForeignFeed,
    MissingExtra,
    NoDate,
    NoProgramme,
    NothingSelected,
    UnknownFormat,
    UnknownZone,
    UnreadableFile,
    UnreadableFixes,
    UnusableOption,
)
from agenda_ical.finding import Finding
from agenda_ical.limits import Limits
from agenda_ical.place import Place
from agenda_ical.programme import Day, Presenter, Problem, Programme, Session

__all__ = [
    "AgendaError",
    "AnotherProgramme",
    "BeyondLimits",
    "Cell",
    "Change",
    "Day",
    "Difference",
    "Document",
    "Edition",
    "Finding",
    "ForeignFeed",
    "Grid",
    "Heading",
    "Limits",
    "MissingExtra",
    "NoDate",
    "NoProgramme",
    "NothingSelected",
    "Paragraph",
    "Place",
    "Presenter",
    "Problem",
    "Programme",
    "Publication",
    "Session",
    "UnknownFormat",
    "UnknownZone",
    "UnreadableFile",
    "UnreadableFixes",
    "UnusableOption",
    "check",
    "draw",
    "interpret",
    "load",
    "proof",
    "publish",
    "read",
    "revise",
    "select",
    "to_calendar",
    "to_ical",
]
