"""
Document and Programme -> how the one was read from the other.

A page is drawn in its own order: each table with its number, whether it was used, and the role of each
column above it; under it the sessions that were read from it, each with its place, and each doubt beside
the session or the place that it concerns. Running text is shown line by line in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from agenda_ical.document import Block, Document, Grid
from agenda_ical.explaining.findings import Finding, programme_to_findings
from agenda_ical.interpreting.columns import upright
from agenda_ical.interpreting.draft import TableReading
from agenda_ical.place import Place
from agenda_ical.programme import Programme
from agenda_ical.reading.drawn import draw, draw_grid
from agenda_ical.telling import counted

Found = tuple[Finding, ...]
Readings = Mapping[int | None, TableReading]

_SILENT_SHOWN = 4
"""How many blocks of text in a row are shown although nothing was read from them: those nearest to what follows."""


def explain(document: Document, programme: Programme | None, tables: Sequence[TableReading]) -> str:
    """
    Return *document* drawn, with what was read from it at each place.

    *tables* are the verdicts of ``interpreting.survey``; without a *programme* only they are shown.
    """
    findings = programme_to_findings(programme, [block.place for block in document.blocks])
    readings = {reading.place.table: reading for reading in tables}
    parts = [_head(document, programme)]
    found = [(block, findings.of_block(number)) for number, block in enumerate(document.blocks)]
    for is_text, group in groupby(found, lambda pair: not isinstance(pair[0], Grid)):
        run = list(group)
        parts += [_texts(run)] if is_text else [_grid(block, readings, there) for block, there in run]
    if rest := findings.of_no_block():
        parts.append("\n".join(["The page as a whole:", *_finding_lines(rest)]))
    return "\n\n".join(parts) + "\n"


def _head(document: Document, programme: Programme | None) -> str:
    if programme is None:
        return f"{document.title or 'The page'}\nNo programme was read from this page."
    days = len(programme.days)
    return (
        f"{programme.title or 'Without a title'}\n"
        f"{counted(len(programme.sessions), 'session')} on {counted(days, 'day')}, {programme.timezone}"
    )


def _grid(block: Block, readings: Readings, found: Found) -> str:
    reading = readings.get(block.place.table)
    roles = reading.roles if reading and not reading.refused else ()
    is_turned = isinstance(block, Grid) and upright(block) is not block
    heads = [] if is_turned else [role or "-" for role in roles]
    lines = [f"{_place(block.place)}: {_verdict(reading, found)}", "", _drawn(block, heads)]
    return "\n".join([*lines, "", *_finding_lines(found)] if found else lines)


def _drawn(block: Block, heads: Sequence[str]) -> str:
    drawn = draw_grid(block, heads=heads) if isinstance(block, Grid) else draw(Document((block,)))
    return drawn.rstrip("\n")


def _verdict(reading: TableReading | None, found: Found) -> str:
    if reading is None:
        return "not looked at"
    if reading.refused:
        return f"not used, because {reading.refused.rstrip('.')}"
    sessions = sum(finding.is_session for finding in found)
    return f"a programme, {counted(sessions, 'session')}"


def _texts(run: Sequence[tuple[Block, Found]]) -> str:
    """The blocks of running text, each with what was read from it; of many silent ones the last few."""
    lines: list[str] = []
    for is_silent, group in groupby(run, lambda block: not block[1]):
        blocks = list(group)
        if is_silent and len(blocks) > _SILENT_SHOWN + 1:
            lines.append(f"… {len(blocks) - _SILENT_SHOWN} paragraphs from which nothing was read")
            blocks = blocks[-_SILENT_SHOWN:]
        for block, found in blocks:
            lines += [*_text_lines(block), *_finding_lines(found)]
    return "\n".join(lines)


def _text_lines(block: Block) -> list[str]:
    """The block as it is drawn, behind its place."""
    drawn = _drawn(block, ()).split("\n")
    place = _place(block.place)
    return [f"{place if not number else '':{len(place)}} | {line}" for number, line in enumerate(drawn)]


def _finding_lines(found: Found) -> list[str]:
    return [f"    {line}" for finding in found for line in finding.lines]


def _place(place: Place) -> str:
    told = str(place)
    return told[:1].upper() + told[1:]
