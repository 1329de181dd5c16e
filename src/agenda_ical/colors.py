"""The names of colours that a calendar may have (RFC 7986, section 5.9: those of CSS 3), and those near to a wrong one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

_BETWEEN: Final = re.compile(r"[\s_-]+")
_FIGURES: Final = re.compile(r"#?[0-9a-f]{6}|#[0-9a-f]{3}")


@lru_cache
def colors() -> Mapping[str, str]:
    """Every name, with the colour as ``#RRGGBB``."""
    import tomllib  # noqa: PLC0415 - for its weight

    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def to_name(text: str) -> str:
    """*text* as names of colours are spelt: ``Steel Blue`` is ``steelblue``."""
    return _BETWEEN.sub("", text).lower()


def near_names(text: str) -> tuple[str, ...]:
    """The names that are spelt like *text*, or, where it is a colour in figures (``#FF6347``), look like it."""
    if _FIGURES.fullmatch(to_name(text)):
        asked = _mixed(to_name(text))
        return tuple(sorted(colors(), key=lambda name: _distance(_mixed(colors()[name]), asked))[:3])
    from difflib import get_close_matches  # noqa: PLC0415 - for its weight

    return tuple(get_close_matches(to_name(text), colors(), n=4, cutoff=0.6))


def _mixed(figures: str) -> tuple[int, int, int]:
    """Red, green and blue of ``#FF6347``, which in three figures is nearly ``#F64``."""
    digits = figures.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _distance(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    return sum((mine - yours) ** 2 for mine, yours in zip(one, other, strict=True))
