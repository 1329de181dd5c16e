"""The few words of a published calendar that are not the programme's own, in its language."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from attrs import frozen


@frozen
class Words:
    """The words of one language; ``{}`` stands where the programme's own come."""

    venue: str
    somewhere: str
    """What a room is called of which nothing is told, where one must be named."""
    spoken: str
    end_assumed: str
    end_untold: str
    length_assumed: str
    """What is said of an end that neither the programme tells nor what comes next."""
    join: str
    cancelled: str
    """How the title of a cancelled session is marked, where its status does not tell."""
    gone_title: str
    """The same, of the part with that name."""
    gone: str
    """What is said of a part of the programme that is no more, with the address of the whole."""
    changes: dict[str, str]
    """The words of the list of changes."""
    roles: dict[str, tuple[str, str]]
    """Role -> how one is announced, and several."""
    kinds: dict[str, str]
    languages: dict[str, str]


@lru_cache
def words_of(language: str | None) -> Words:
    """The words of *language* (BCP 47), or the English ones."""
    known = all_words()
    return known.get((language or "en").lower().partition("-")[0], known["en"])


@lru_cache
def all_words() -> dict[str, Words]:
    """Every language that the table has, with its words."""
    table = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return {language: Words(**words) for language, words in table.items()}
