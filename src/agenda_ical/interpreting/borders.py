"""What copying a table as text has lost: cells, or the borders between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agenda_ical.document import Document, Grid
from agenda_ical.interpreting.draft import Section
from agenda_ical.phrases.languages import Lexicon
from agenda_ical.place import Place
from agenda_ical.programme import Problem, Session
from agenda_ical.regexes import regex

_LONGEST_HEADER = 80
_WORDS_OF_A_HEADER = 3
_NUMBERING = regex(r"\([^()]*\)|\d+")
"""What may stand behind the word of a header: "Track 1 (Room A)"."""
_TIMES = frozenset({"time", "start"})
_BORDERS = frozenset("\t|┃｜│")


def lost_cells(grid: Grid, sections: Sequence[Section]) -> list[Problem]:
    """Whether rows of a copied table have fewer cells than it has rooms, tracks or days."""
    for section in sections:
        lanes = {i for i, column in enumerate(section.columns) if column.role in ("lane", "day")}
        beside = lanes | {i for i, column in enumerate(section.columns) if not column.role}
        for row in section.rows:
            cells = [cell for cell in grid.row(row) if cell.column in beside and cell.text]
            if len(lanes) > 1 and len(cells) > 1 and len(cells) != len(lanes):
                return [
                    Problem(
                        "cells-lost", "warning",
                        "Some rows of this copied table have fewer cells than it has columns: copying loses merged "
                        "cells, so the room, track or day of what stands there may be wrong.",
                        "Give the page itself (HTML) instead of a copy of it.", grid.place_of_row(row),
                    )
                ]  # fmt: skip
    return []


def lost_borders(document: Document, sessions: Sequence[Session], lexicon: Lexicon) -> Iterator[Problem]:
    """
    A warning at the first line that is the header of a programme's table, and whose cells nothing parts.

    None where the header announces people, and most *sessions* have got theirs: then the borders were found.
    """
    for place, line in _lines(document):
        headers = _headers(line, lexicon)
        if len(headers) > 2 and any(roles & _TIMES for roles in headers):
            if not (any("people" in roles for roles in headers) and _are_peopled(sessions)):
                yield Problem(
                    "borders-lost", "warning",
                    f"{line!r} reads like the header of a table, and nothing parts the cells below it: where a title "
                    "ends and what stands beside it begins was guessed.",
                    "Give the page itself (HTML), or a copy with tabs between the cells.", place,
                )  # fmt: skip
            return


def _are_peopled(sessions: Sequence[Session]) -> bool:
    """Whether most talks have presenters."""
    talks = [session for session in sessions if session.kind == "talk"]
    return sum(bool(session.presenters) for session in talks) > 0.5 * len(talks)


def _lines(document: Document) -> Iterator[tuple[Place, str]]:
    """The lines outside tables that may be a header, with their places."""
    for block in document.blocks:
        if not isinstance(block, Grid):
            for line in block.text.split("\n"):
                if (
                    line
                    and not line[0].isdigit()
                    and len(line) <= _LONGEST_HEADER
                    and not _BORDERS & set(line)
                ):
                    yield block.place, " ".join(line.split())


def _headers(line: str, lexicon: Lexicon) -> list[frozenset[str]]:
    """What each of the headers means that *line* consists of; nothing where other words are among them."""
    words, found = _NUMBERING.sub(" ", line).split(), []
    while words:
        for count in range(1, min(_WORDS_OF_A_HEADER, len(words)) + 1):
            roles = lexicon.header_roles(" ".join(words[:count]))
            if roles:
                found.append(roles)
                words = words[count:]
                break
        else:
            return []
    return found
