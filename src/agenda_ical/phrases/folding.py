"""A text as it is compared, and as it is scanned."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

# Ranges of letters are compared, not matched: a pattern with such a range takes milliseconds to compile.
_CJK_FROM, _CJK_TO = "\u3040", "\ud7a3"

_DASHES = "‐‑‒–—―−⁓∼〜～→⇒➔►▶\u00ad"
_PRIMES = "’‘′´`ʼ‵′"
_NARROW: dict[int, int | str] = {0xFEE0 + code: code for code in range(0x21, 0x7F)}
_NARROW |= dict.fromkeys(map(ord, _DASHES), "-")
_NARROW |= dict.fromkeys(map(ord, _PRIMES), "'")
_NARROW |= dict.fromkeys(map(ord, "∶﹕꞉ː"), ":")
_NARROW |= dict.fromkeys(
    map(ord, "\u00a0\u1680\u2002\u2003\u2007\u2008\u2009\u200a\u200b\u202f\u3000\ufeff"), " "
)
_NARROW |= {ord("〔"): "(", ord("〕"): ")", ord("【"): "[", ord("】"): "]", ord("．"): ".", ord("。"): "."}
_NARROW |= {ord("～"): "~", ord("∼"): "~", ord("〜"): "~", ord("⁓"): "~", ord("、"): ","}


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """
    *text* as words are compared: NFKC, without case, with single blanks, and none beside a CJK letter.

    ``"시 간"`` and ``"시간"`` are the same word, and so are ``"ＴＩＭＥ"`` and ``"time"``.
    """
    if not text.isascii():
        text = normalize("NFKC", text)
        if has_cjk(text):
            return _joined(text.casefold().split())
    return " ".join(text.casefold().split())


def _joined(words: list[str]) -> str:
    """*words* with a blank between them, but beside a CJK letter."""
    joined = words[:1]
    for word in words[1:]:
        apart = not (_CJK_FROM <= joined[-1][-1] <= _CJK_TO or _CJK_FROM <= word[0] <= _CJK_TO)
        joined.append(f" {word}" if apart else word)
    return "".join(joined)


def narrow(text: str) -> str:
    """
    *text* character for character (so that positions stay), with plain digits, dashes, colons, quotes and blanks.

    Waves become ``~``, other dashes and arrows ``-``.
    """
    return text if text.isascii() else text.translate(_NARROW)


def has_cjk(text: str) -> bool:
    """Whether a Korean, Japanese or Chinese letter stands in *text*."""
    if text.isascii() or max(text) < _CJK_FROM:
        return False
    return any(_CJK_FROM <= letter <= _CJK_TO for letter in text)
