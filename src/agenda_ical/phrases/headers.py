"""The text of a header cell -> the roles that its column may have."""

from __future__ import annotations

from collections.abc import Mapping

from agenda_ical.phrases.folding import fold, has_cjk
from agenda_ical.regexes import regex

_BRACKET = regex(r"[(\[][^()\[\]]*[)\]]")
_PARTS = regex(r"\s*(?:[/|,;·・&+~\n‧∙┃]|\s-\s|\s[–—]\s)\s*")
_MARKS = " \t\r\n:.*-–—_~<>()[]{}|/\"'“”‘’«»■□●○◆◇▶※#0123456789'"
_LONGEST = 60


def header_roles(text: str, headers: Mapping[str, str], joiners: frozenset[str]) -> frozenset[str]:
    """
    The roles that *text*, the whole text of a cell, names; nothing where any part of it is no header word.

    "Time / Zeit" and "시 간" are times, "Start time" is a start, "발표자 (소속)" a person.
    """
    if len(text) > _LONGEST or not text.strip():
        return frozenset()
    return _roles(fold(text), headers) or _roles_of_parts(text, headers, joiners)


def _roles(folded: str, headers: Mapping[str, str]) -> frozenset[str]:
    found = headers.get(folded) or headers.get(folded.strip(_MARKS))
    if found is None and folded.endswith("s"):
        found = headers.get(folded[:-1])
    return frozenset(found.split()) if found else frozenset()


def _roles_of_parts(text: str, headers: Mapping[str, str], joiners: frozenset[str]) -> frozenset[str]:
    bare = _BRACKET.sub(" ", fold(text.replace("（", "(").replace("）", ")").replace("\n", " / ")))
    parts = [part.strip(_MARKS) for part in _PARTS.split(bare)]
    found: set[str] = set()
    for part in filter(None, parts):
        roles = _roles(part, headers) or _compound(part, headers, joiners)
        if not roles:
            return frozenset()
        found |= roles
    return frozenset(found - {"start", "end"} | {"time"} if {"start", "end"} <= found else found)


def _compound(part: str, headers: Mapping[str, str], joiners: frozenset[str]) -> frozenset[str]:
    """The roles of several words, each a header's; the last one tells: "Session room", "발표시간"."""
    if has_cjk(part):
        return _cjk_compound(part, headers, joiners)
    words = [word.strip(_MARKS) for word in part.split()]
    if not 1 < len(words) <= 5:
        return frozenset()
    named = [_roles(word, headers) for word in words]
    if all(named):
        return named[-1]
    joined = [word in joiners for word in words]
    if any(joined) and all(roles or joiner for roles, joiner in zip(named, joined, strict=True)):
        return frozenset[str]().union(*named)
    return frozenset()


def _cjk_compound(part: str, headers: Mapping[str, str], joiners: frozenset[str]) -> frozenset[str]:
    compact = "".join(part.split())
    if len(compact) > 9:
        return frozenset()
    return _joined(compact, headers, joiners) or _of_ending(compact, headers)


def _joined(compact: str, headers: Mapping[str, str], joiners: frozenset[str]) -> frozenset[str]:
    """Two header words with one letter between them: "시간및장소"."""
    for cut in range(1, len(compact) - 2):
        first, last = headers.get(compact[:cut]), headers.get(compact[cut + 1 :])
        if first and last and compact[cut] in joiners:
            return frozenset(f"{first} {last}".split())
    return frozenset()


def _of_ending(compact: str, headers: Mapping[str, str]) -> frozenset[str]:
    """The roles of the longest header word that *compact* ends with: "강연제목"."""
    for start in range(1, len(compact) - 1):
        if found := headers.get(compact[start:]):
            return frozenset(found.split())
    return frozenset()
