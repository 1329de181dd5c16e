"""What the entries of a programme teach about each other: who is known, where names stand, what is only a label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import frozen

from agenda_ical.interpreting.celltext import NO_TALK, brackets_joined, is_filled
from agenda_ical.interpreting.draft import Entry
from agenda_ical.phrases.languages import Lexicon
from agenda_ical.phrases.people import (
    Known,
    learn_known,
    people_evidence,
    split_title_people,
)
from agenda_ical.regexes import regex

SURE = 0.7
"""From this evidence on a line of unknown meaning is one of people."""


_BETWEEN = regex(r"\s*[+,/&;\n]\s*")
_INITIALS = regex(r"[A-Z]{2,4}")
ENOUGH = 2000
"""How many entries teach: more teach nothing new."""


LIKELY, POSSIBLE = 0.5, 0.25
"""Evidence that counts where names stand in the same spot of many entries, and what is enough in that spot."""


@frozen
class Lesson:
    """What the entries of a programme teach about each other."""

    known: Known
    above: bool = False
    """Whether the line above a title names who gives it, in most entries of several lines."""
    below: bool = False
    """Whether the last line of an entry names who gives it, in most entries of several lines."""
    labels: frozenset[str] = frozenset()
    """First lines that stand above different others in several entries: they say of which sort those are."""
    labelled: bool = False
    """Whether most entries of several lines begin with such a label: then a single word above a title is one."""
    initials: bool = False
    """Whether people are named by their initials ("PJD + EG") in the column that names them."""
    links: frozenset[str] = frozenset()
    """Linked lines that stand in several entries alike: they lead elsewhere and tell nothing."""


def learn(entries: Sequence[Entry], lexicon: Lexicon) -> Lesson:
    """What the entries teach: organisations and people, where names stand, lines that only lead elsewhere."""
    entries = entries[:ENOUGH]
    links = _repeated_links(entries)
    told = [
        lines for e in entries if not speakers_known(e) and len(lines := _told_lines(e, links, lexicon)) > 1
    ]
    above = sum(people_evidence(lines[0]) > LIKELY for lines in told)
    below = sum(people_evidence(lines[-1]) > LIKELY for lines in told)
    many = max(2, 0.6 * len(told))
    labels = _repeated_labels(told)
    return Lesson(
        _known(entries, lexicon), above >= many and above > below, below >= many and below >= above,
        labels, sum(lines[0] in labels for lines in told) >= max(3, len(told) / 2), _names_by_initials(entries), links,
    )  # fmt: skip


def _names_by_initials(entries: Iterable[Entry]) -> bool:
    """Whether the cells of people hold nothing but a few short groups of capitals, again and again."""
    cells = [
        initials_in(piece.text) for entry in entries for piece, _ in entry.people if is_filled(piece.text)
    ]
    groups = [group for cell in cells for group in cell]
    return (
        len(cells) >= 4 and sum(map(bool, cells)) > 0.8 * len(cells) and len(set(groups)) <= len(groups) / 2
    )


def initials_in(text: str) -> list[str]:
    """The groups of two to four capitals that *text* consists of, or none: "PJD + EG"."""
    groups = _BETWEEN.split(text.strip())
    return groups if all(map(_INITIALS.fullmatch, groups)) else []


def _repeated_labels(told: Iterable[Sequence[str]]) -> frozenset[str]:
    others: dict[str, set[str]] = {}
    for first, *rest in told:
        others.setdefault(first, set()).add("\n".join(rest))
    return frozenset(
        first for first, rests in others.items() if len(rests) >= 3 and people_evidence(first) < SURE
    )


def speakers_known(entry: Entry) -> bool:
    """Whether a column beside *entry* tells who speaks; one of chairs does not."""
    return any(role in (None, "speaker") and is_filled(piece.text) for piece, role in entry.people)


def _told_lines(entry: Entry, links: frozenset[str], lexicon: Lexicon) -> list[str]:
    text = entry.activity[0].text if entry.activity else ""
    return brackets_joined([
        line for line in map(str.strip, text.split("\n"))
        if is_filled(line) and line not in links and not lexicon.is_link_label(line)
    ])  # fmt: skip


def _repeated_links(entries: Iterable[Entry]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for entry in entries:
        for piece in entry.activity:
            for link in piece.links:
                label = piece.text[link.start : link.stop].strip()
                counts[label] += f"\n{label}\n" in f"\n{piece.text}\n" and "\n" in piece.text
    return frozenset(label for label, count in counts.items() if count >= 3)


def _known(entries: Iterable[Entry], lexicon: Lexicon) -> Known:
    """The organisations and people of a programme, from the places where it is plain what they are."""
    texts: list[str] = []
    for entry in entries:
        texts += [piece.text for piece, _ in entry.people if lexicon.kind_of(piece.text) not in NO_TALK]
        for piece in entry.activity:
            lines = piece.text.split("\n")
            texts += [line for line in lines[1:] if line.strip() and people_evidence(line) >= SURE]
            if "(" in lines[0]:
                texts += [str(person_text) for person_text in _tail_people(lines[0])]
    return learn_known(texts)


def _tail_people(line: str) -> list[str]:
    _, people = split_title_people(line)
    return [f"{p.name} ({p.organisation})" for p in people if p.name and p.organisation]
