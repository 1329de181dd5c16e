"""Words that say who the people behind them are: ``Chair: J. Roe``, ``◈(좌장) 홍길동``, ``主持人：吴刚``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from agenda_ical.phrases.languages import lexicon
from agenda_ical.phrases.pieces import is_east_asian, is_enclosed
from agenda_ical.programme import Role
from agenda_ical.regexes import regex

_LABEL = regex(
    r"^\W{0,3}[(（\[【<]?\s*([^()（）\[\]【】<>:：]{1,40}?)\s*(?:[)）\]】>]\s*[:：]?|[:：])\s*(.*)$",
    re.DOTALL,
)
_COLON = regex(r"\s*[:：]\s*")
_MARK = regex(r"(?:[,，、;；/|┃·・•]|\s[-–—])\s*")
_FIRST_WORD = regex(r"[^\s\d:：()（）,，、;；/|]{2,8}(?=\s+\S)")
_STOP = regex(r"(?<=[^\W\d_A-Z]{2})\.$")
_WORDS_OF_A_ROLE = 3


@frozen
class RoleLabel:
    """A role named inside a line: where its words begin, and where those behind them do."""

    role: Role
    begin: int
    stop: int


def split_role_label(line: str) -> tuple[Role, str] | None:
    """Return the role that a line begins with, and what follows it; None if it names no role."""
    match = _LABEL.match(line)
    if match:
        role = lexicon().role_of(_squeezed(match[1]))
        return (role, match[2]) if role else None
    return None


def role_labels(line: str) -> Iterator[RoleLabel]:
    """
    The roles named inside *line*, from left to right, outside of brackets and quotes.

    With a colon behind them (``圆桌讨论 主持人：吴刚``), or without one behind a separator (``…, 토론자 김영희``).
    """
    labels = {label.begin: label for label in (*_behind_marks(line), *_before_colons(line))}
    yield from (labels[begin] for begin in sorted(labels) if not is_enclosed(line, begin))


def _before_colons(line: str) -> Iterator[RoleLabel]:
    """Where several words are a role, the longest: ``Session chair: A. Roe``."""
    for colon in _COLON.finditer(line):
        begins = [
            found.start()
            for found in re.finditer(r"(?<![^\s,，、;；/|(（·])[^\s,，、;；/|(（·]", line[: colon.start()])
        ]
        for begin in begins[-_WORDS_OF_A_ROLE:]:
            words = line[begin : colon.start()]
            if (role := lexicon().role_of(words)) and _stands_apart(line, begin, words):
                yield RoleLabel(role, begin, colon.end())
                break


def _stands_apart(line: str, begin: int, words: str) -> bool:
    """``초청 강연: 김영희`` and ``Opening keynote: A. Roe`` are of a sort; a role behind a separator is none of a title."""
    before = line[:begin]
    if (
        not before.strip()
        or before.rstrip()[-1] in ",，、;；/|┃·・-–—(（)）"
        or before.endswith(("\t", "  ", "\u3000"))
    ):
        return True
    return (is_east_asian(words) or words[0].isupper()) and not lexicon().is_generic(words)


def _behind_marks(line: str) -> Iterator[RoleLabel]:
    begins = [0, *(mark.end() for mark in _MARK.finditer(line))]
    for begin in begins:
        word = _FIRST_WORD.match(line, begin)
        if (
            word
            and is_east_asian(word[0])
            and (role := lexicon().role_of(word[0]))
            and not lexicon().is_generic(word[0])
        ):
            yield RoleLabel(role, begin, word.end())


def lines_by_role(text: str) -> Iterator[tuple[Role | None, list[str]]]:
    """The lines of *text*, in groups of the role that a label in front or on a line of its own gives them."""
    role: Role | None = None
    lines: list[str] = []
    for line in _apart_at_roles(text):
        label = split_role_label(line) if ":" in line or "：" in line or "(" in line or "[" in line else None
        if label is None:
            lines.append(line)
            continue
        yield role, lines
        role, lines = label[0], [label[1]]
    yield role, lines


def _apart_at_roles(text: str) -> Iterator[str]:
    """The lines of *text*, cut where a role is named inside one; each role with a colon behind it."""
    for line in text.split("\n"):
        labels = list(role_labels(line))
        if not labels:
            yield line
            continue
        if before := _STOP.sub("", line[: labels[0].begin].strip(" ,，、;；/|┃·・-–—")):
            yield before
        for label, until in zip(labels, [*(one.begin for one in labels[1:]), len(line)], strict=True):
            said = _COLON.sub("", line[label.begin : label.stop])
            named = line[label.stop : until].strip(" ,，、;；/|┃·・-–—")
            yield f"{said}: {_STOP.sub('', named) if until < len(line) else named}"


def _squeezed(label: str) -> str:
    """``좌   장`` -> ``좌장``: single letters set apart are one word."""
    pieces = label.split()
    return (
        "".join(pieces) if len(pieces) > 1 and all(len(piece) == 1 for piece in pieces) else " ".join(pieces)
    )
