"""Days of a programme below which nothing has a time: told, so that nobody misses them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agenda_ical.document import Block, Document, Grid, Heading, Paragraph
from agenda_ical.interpreting.draft import Entry
from agenda_ical.phrases.dates import PartialDate, heading_date
from agenda_ical.phrases.languages import Lexicon
from agenda_ical.programme import Problem

NEAR = 10
"""So many days from the next session a heading may be a day of the programme, and no deadline."""


def untimed_days(document: Document, entries: Sequence[Entry], lexicon: Lexicon) -> Iterator[Problem]:
    """A warning for each heading of *document* that names a day beside those of *entries*, and governs none of them."""
    dates = [entry.mark.date for entry in entries if entry.mark is not None]
    told = {entry.mark.text.strip() for entry in entries if entry.mark is not None}
    blocks = document.blocks
    for at, block in enumerate(blocks):
        if not isinstance(block, Heading) or block.text.strip() in told or lexicon.is_distractor(block.text):
            continue
        date = heading_date(block.text)
        below = _text_below(blocks[at + 1 :])
        if date is not None and below and _is_beside(date, dates):
            yield Problem(
                "day-untimed", "warning",
                f"Nothing below {block.text.strip()!r} has a time, so no session was made of it: {below[:80]!r}.",
                "If something happens on that day, ask the organiser when.", block.place,
            )  # fmt: skip


def _text_below(blocks: Sequence[Block]) -> str:
    """The text between a heading and the next; nothing where a table stands there, which speaks for itself."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Grid):
            return ""
        if not isinstance(block, Paragraph):
            break
        lines.append(" ".join(block.text.split()))
    return " ".join(lines)


def _is_beside(date: PartialDate, dates: Sequence[PartialDate]) -> bool:
    """Whether *date* is a day that none of *dates* is, and near them."""
    if any(_same_day(date, other) for other in dates):
        return False
    if date.day is None or date.month is None:
        return bool(dates) and (date.weekday is not None or date.ordinal is not None)
    numbers = [31 * other.month + other.day for other in dates if other.month and other.day]
    return any(abs(31 * date.month + date.day - number) <= NEAR for number in numbers)


def _same_day(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates say the same of a day, as far as both say anything."""
    both = [
        (one.month, other.month),
        (one.day, other.day),
        (one.weekday, other.weekday),
        (one.ordinal, other.ordinal),
    ]
    said = [(a, b) for a, b in both if a is not None and b is not None]
    return bool(said) and all(a == b for a, b in said)
