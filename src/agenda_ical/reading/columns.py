"""Where characters stand on a display on which East Asian ones are twice as wide."""

from __future__ import annotations

from unicodedata import category, east_asian_width

PAD = "\0"
"""Stands for the second half of a wide character."""


def character_width(character: str) -> int:
    """0, 1 or 2 columns."""
    if character < "\u0300":
        return 1
    if category(character) in {"Mn", "Me", "Cf"} or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def display_width(text: str) -> int:
    """How many columns *text* takes."""
    return len(text) if text.isascii() else len(display_columns(text))


def display_columns(text: str) -> list[str]:
    """What stands in each column: a character with those that combine with it, or `PAD`."""
    columns: list[str] = []
    for character in text:
        width = character_width(character)
        if width == 0 and columns:
            at = -1 if columns[-1] != PAD else -2
            columns[at] += character
        else:
            columns.append(character)
            columns.extend([PAD] * (width - 1))
    return columns
