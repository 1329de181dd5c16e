"""The words of the page in one language, and dates as that language writes them."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

PageWords = dict[str, Any]
"""The table of one language of ``page.toml``, and its code as ``language``."""


def page_words_of(language: str | None) -> PageWords:
    """The words of *language* (BCP 47), or the English ones."""
    known = all_page_words()
    code = (language or "en").lower().partition("-")[0]
    return known.get(code, known["en"])


@lru_cache
def all_page_words() -> dict[str, PageWords]:
    """Every language that the page can speak, with its words."""
    table = tomllib.loads(Path(__file__).with_name("page.toml").read_text(encoding="utf-8"))
    return {language: {**words, "language": language} for language, words in table.items()}


def date_to_text(day: date, words: PageWords) -> str:
    """``Thursday 28 March 2019``, ``2019년 3월 28일 목요일``."""
    text: str = words["day"].format(
        weekday=words["weekdays"][day.weekday()],
        day=day.day,
        month=words["months"][day.month - 1],
        year=day.year,
    )
    return text


def dates_to_text(first: date, last: date, words: PageWords) -> str:
    """``28–29 March 2019``; the day with its weekday where there is but one."""
    if first == last:
        return date_to_text(first, words)
    same = (first.year, first.month) == (last.year, last.month)
    text: str = words["same_month" if same else "other_month"].format(
        first=first,
        last=last,
        first_month=words["months"][first.month - 1],
        last_month=words["months"][last.month - 1],
    )
    return text
