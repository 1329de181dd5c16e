"""Sessions and doubts -> what is said at each block of the page."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from attrs import frozen

from agenda_ical.place import Place
from agenda_ical.programme import Problem, Programme, Session
from agenda_ical.telling import moment_to_text

_INDENT = "  "


@frozen
class Finding:
    """What was read at one place: a session with its doubts, or a doubt alone."""

    place: Place
    lines: tuple[str, ...]
    is_session: bool


@frozen
class Findings:
    """The findings of a page by the block that they stand in."""

    _by_block: dict[int | None, tuple[Finding, ...]]

    def of_block(self, number: int) -> tuple[Finding, ...]:
        """What was read from the block with this index, in the order of its rows or lines."""
        return self._by_block.get(number, ())

    def of_no_block(self) -> tuple[Finding, ...]:
        """What concerns the page as a whole."""
        return self._by_block.get(None, ())


def programme_to_findings(programme: Programme | None, blocks: Sequence[Place]) -> Findings:
    """Return what *programme* holds by the blocks that begin at the places *blocks*."""
    found: defaultdict[int | None, list[Finding]] = defaultdict(list)
    locate = Locator(blocks)
    for finding in _findings(programme) if programme else ():
        found[locate.block_of(finding.place)].append(finding)
    return Findings({block: tuple(sorted(group, key=_order)) for block, group in found.items()})


def _findings(programme: Programme) -> Iterable[Finding]:
    concerned: defaultdict[int | None, list[Problem]] = defaultdict(list)
    for problem in programme.problems:
        concerned[problem.session].append(problem)
    for number, session in enumerate(programme.sessions):
        doubts = (_INDENT + line for problem in concerned[number] for line in _doubt_lines(problem))
        yield Finding(session.place, (_session_line(session), *doubts), is_session=True)
    for problem in concerned[None]:
        yield Finding(problem.place, _doubt_lines(problem), is_session=False)


def _session_line(session: Session) -> str:
    until = f" – {session.end:%H:%M}" if session.end else ""
    assumed = " (end assumed)" if session.end_assumed else ""
    time = f"{moment_to_text(session.start)}{until}{assumed}"
    who = ", ".join(map(str, session.presenters))
    told = [time, session.title, who, session.location or "", session.track or ""]
    return f"→ {_spot(session.place)}{' | '.join(filter(None, told))}"


def _doubt_lines(problem: Problem) -> tuple[str, str]:
    said = f"{problem.severity} ({problem.code}): {problem.message}"
    return (f"! {_spot(problem.place)}{said}", f"  {problem.advice}")


def _spot(place: Place) -> str:
    """Where in its table something stands: ``row 7: ``; a line of text is shown just above what it became."""
    within = Place(row=place.row, column=place.column)
    return "" if within == Place() else f"{within}: "


def _order(finding: Finding) -> tuple[int, int, int]:
    place = finding.place
    return (place.row or 0, place.line or place.paragraph or 0, place.column or 0)


class Locator:
    """Finds the block in which a place lies: a table by its number, else the last block that begins before it."""

    def __init__(self, blocks: Sequence[Place]) -> None:
        self._tables = {
            (place.sheet, place.table): number for number, place in enumerate(blocks) if place.table
        }
        self._lines = sorted((place.line, number) for number, place in enumerate(blocks) if place.line)
        self._paragraphs = sorted(
            (place.paragraph, number) for number, place in enumerate(blocks) if place.paragraph
        )

    def block_of(self, place: Place) -> int | None:
        """The index of the block, or None where the place is the whole page."""
        if place.table:
            return self._tables.get((place.sheet, place.table))
        if place.line:
            return _last_before(self._lines, place.line)
        if place.paragraph:
            return _last_before(self._paragraphs, place.paragraph)
        return None


def _last_before(begins: list[tuple[int, int]], wanted: int) -> int | None:
    after = bisect_right(begins, wanted, key=lambda begin: begin[0])
    return begins[after - 1][1] if after else None
