"""Words -> a piece of a regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agenda_ical.phrases.folding import has_cjk


def any_of(words: Iterable[str], *, boundary: bool = True) -> str:
    """
    An alternative of *words*, the longest first, blanks in them optional.

    A word in an alphabet ends where no letter follows, if *boundary*; one in Korean, Japanese or Chinese anywhere.
    """
    ranked = sorted(words, key=len, reverse=True)
    cjk = [_escaped(word) for word in ranked if has_cjk(word)]
    others = [_escaped(word) for word in ranked if not has_cjk(word)]
    pieces = []
    if others:
        pieces.append(f"(?:{'|'.join(others)})" + (r"(?![^\W\d_])" if boundary else ""))
    return "(?:" + "|".join(pieces + cjk) + ")" if pieces or cjk else "(?!)"


def _escaped(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"\s*").replace("’", "'")
