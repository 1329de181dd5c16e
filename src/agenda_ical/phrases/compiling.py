"""
The TOML of all languages -> one table that is loaded in a millisecond (``words.json``).

``tomllib`` takes some 40 ms for nine languages, which every start of the program would pay.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from agenda_ical.phrases.folding import fold

FOLDER = Path(__file__).parent / "languages"

_LISTS = (
    "clock", "minute", "half", "hours", "minutes", "am", "pm", "noon", "midnight", "at", "from", "onwards",
    "to", "until", "ends", "day", "ordinal_suffixes", "capitalised", "year", "month", "day_of_month",
    "date_joints", "not_dates", "fillers", "organisations", "generic", "distractors", "venue", "when",
    "links", "determiners", "parts", "places",
)  # fmt: skip
_MEANINGS = ("headers", "kinds", "roles")
_NUMBERED = ("weekdays", "short_weekdays", "months", "numbers")


def read_languages(folder: Path = FOLDER) -> dict[str, dict[str, Any]]:
    """What stands in each language's file, by its code."""
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))}


def compile_languages(languages: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """
    One table of all *languages*, every word folded.

    Lists hold the words of all; ``headers``, ``kinds``, ``roles`` and the numbered names tell what a word means in
    any of them; ``hints`` tells, by language, where its own meaning differs from that.
    """
    tables = languages.values()
    compiled: dict[str, Any] = {name: _unique(t[name] for t in tables) for name in _LISTS}
    for name in languages["en"]["names"]:
        compiled[name] = _unique(t["names"][name] for t in tables)
    for name in languages["en"]["parts_of_day"]:
        compiled[f"part_{name}"] = _unique(t["parts_of_day"][name] for t in tables)
    for name in _MEANINGS:
        compiled[name] = _meanings(name, tables)
    for name in _NUMBERED:
        compiled[name] = _numbers(name, tables)
    compiled["month_first"] = [code for code, table in languages.items() if table["month"]]
    compiled["cardinals"] = _unique(row.split("|")[0:1] for t in tables for row in t["numbers"])
    compiled["eras"] = {fold(era): year for t in tables for era, year in t["eras"].items()}
    compiled["hints"] = {code: _hints(table, compiled) for code, table in languages.items()}
    return compiled


def _unique(lists: Iterable[Iterable[str]]) -> list[str]:
    return sorted({fold(word) for words in lists for word in words})


def _meanings(name: str, tables: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Each word with all that it can mean, the first language's meaning first, joined with blanks."""
    meanings: dict[str, list[str]] = {}
    for table in tables:
        for meaning, words in table[name].items():
            for word in words:
                known = meanings.setdefault(fold(word), [])
                if meaning not in known:
                    known.append(meaning)
    return {word: " ".join(known) for word, known in sorted(meanings.items())}


def _numbers(name: str, tables: Iterable[Mapping[str, Any]]) -> dict[str, list[int]]:
    """Each name with the numbers that it can mean, counted from 1."""
    numbers: dict[str, set[int]] = {}
    for table in tables:
        for number, names in enumerate(table[name], 1):
            for word in filter(None, names.split("|")):
                numbers.setdefault(fold(word), set()).add(number)
    return {word: sorted(known) for word, known in sorted(numbers.items())}


def _hints(table: Mapping[str, Any], compiled: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    own: dict[str, dict[str, Any]] = {name: _meanings(name, [table]) for name in _MEANINGS}
    own |= {name: _numbers(name, [table]) for name in ("weekdays", "short_weekdays", "months")}
    return {
        name: {word: value for word, value in words.items() if compiled[name][word] != value}
        for name, words in own.items()
    }
