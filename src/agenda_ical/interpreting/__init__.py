"""
Document -> programme: what happens when, read from what stands on the page.

The stages stand in the order of the road; each knows the draft, and none knows another.
"""

from __future__ import annotations

from attrs import evolve

from agenda_ical.document import Document, Heading
from agenda_ical.interpreting.borders import lost_borders
from agenda_ical.interpreting.clock import blocks_to_headings, fill_ends, settle_clock
from agenda_ical.interpreting.days import give_days
from agenda_ical.interpreting.doubts import SHOWN_IN_RESULT, find_clashes, find_doubts, parallel_places
from agenda_ical.interpreting.draft import Draft, Hints, TableReading, Told
from agenda_ical.interpreting.evidence import document_to_evidence, event_place, event_title
from agenda_ical.interpreting.learning import learn
from agenda_ical.interpreting.page import document_to_draft, document_to_tables
from agenda_ical.interpreting.recorded import document_to_recorded
from agenda_ical.interpreting.sessions import told_to_sessions
from agenda_ical.interpreting.wording import word_entry
from agenda_ical.interpreting.zoned import zone_doubts
from agenda_ical.phrases.languages import Lexicon, lexicon
from agenda_ical.place import Place
from agenda_ical.programme import Problem, Programme, Session
from agenda_ical.zones import moment_in

__all__ = ["Hints", "TableReading", "interpret", "retell", "survey"]


def interpret(document: Document, hints: Hints) -> Programme:
    """
    The programme that *document* tells, and what in it we could not read for sure.

    Raises NoProgramme where nothing on the page has times, NoDate where nothing dates them,
    UnknownZone where the zone of *hints* does not exist.
    """
    words = lexicon(hints.language or document.language or None)
    recorded = document_to_recorded(document, words, hints)
    if recorded is not None:
        recorded = evolve(recorded, problems=(*_cuts(document), *recorded.problems))
        return _corrected(evolve(recorded, problems=find_doubts(recorded, ())), hints, frozenset())
    draft = document_to_draft(document, words, hints)
    draft = give_days(draft, document_to_evidence(document, words), hints)
    draft = settle_clock(draft)
    draft = fill_ends(blocks_to_headings(draft, words.is_part_label))
    return draft_to_programme(draft, document, words, hints)


def draft_to_programme(draft: Draft, document: Document, words: Lexicon, hints: Hints) -> Programme:
    """The programme of entries that have their times."""
    lesson = learn(draft.entries, words)
    told = [Told(entry, word_entry(entry, lesson, words)) for entry in draft.entries]
    sessions, problems = told_to_sessions(told, words, hints)
    venue = event_place(document, words)
    programme = Programme(
        title=hints.title or event_title(document),
        timezone=hints.timezone,
        sessions=sessions,
        problems=(
            *_cuts(document),
            *lost_borders(document, sessions, words),
            *zone_doubts(document, hints, venue or ""),
            *draft.problems,
            *problems,
        ),
        location=hints.location or venue,
        url=document.source or None,
        language=hints.language or document.language or None,
    )
    headings = tuple(block.place for block in document.blocks if isinstance(block, Heading))
    programme = evolve(programme, problems=find_doubts(programme, told, headings))
    return _corrected(programme, hints, parallel_places(told))


def _corrected(programme: Programme, hints: Hints, parallel: frozenset[Place]) -> Programme:
    """*programme* as *hints* correct it, with the doubts that show in the result."""
    if not hints.fixes:
        return evolve(programme, problems=(*programme.problems, *find_clashes(programme, parallel)))
    from agenda_ical.interpreting.corrections import correct  # noqa: PLC0415 - for its weight

    return correct(programme, hints.fixes, lambda result: find_clashes(result, parallel))


def retell(programme: Programme, hints: Hints) -> Programme:
    """*programme*, which was read before, as *hints* say that it is; its zone is its own where nobody named one."""
    zone = programme.timezone if hints.zone_assumed else hints.timezone
    told = evolve(
        programme,
        title=hints.title or programme.title,
        timezone=zone,
        location=hints.location or programme.location,
        language=hints.language or programme.language,
        sessions=tuple(_retold(session, hints, zone, programme.timezone) for session in programme.sessions),
    )
    if not hints.fixes:
        return told
    met = tuple(problem for problem in told.problems if problem.code not in SHOWN_IN_RESULT)
    return _corrected(evolve(told, problems=met), hints, frozenset())


def _retold(session: Session, hints: Hints, zone: str, old_zone: str) -> Session:
    here = (
        session
        if zone == old_zone
        else evolve(
            session, start=moment_in(zone, session.start), end=session.end and moment_in(zone, session.end)
        )
    )
    return evolve(here, location=here.location or hints.location) if hints.location else here


def _cuts(document: Document) -> list[Problem]:
    """What the reader had to leave out of the page."""
    return [
        Problem("page-cut", "warning", cut, "Look at that part of the page; split it if it is right.")
        for cut in document.cuts
    ]


def survey(document: Document, hints: Hints) -> tuple[TableReading, ...]:
    """How each table of *document* was understood, in their order."""
    words = lexicon(hints.language or document.language or None)
    return document_to_tables(document, words, hints)
