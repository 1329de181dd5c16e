"""A text as it is compared, and as it is scanned."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

_BESIDE_CJK = re.compile(
    r"(?<=[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])\s+"
    r"|\s+(?=[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])"
)
_CJK = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")

_DASHES = "‐‑‒–—―−⁓∼〜～→⇒➔►▶\u00ad"
_PRIMES = "’‘′´`ʼ‵′"
_NARROW = {0xFEE0 + code: code for code in range(0x21, 0x7F)}
_NARROW |= dict.fromkeys(map(ord, _DASHES), "-")
_NARROW |= dict.fromkeys(map(ord, _PRIMES), "'")
_NARROW |= dict.fromkeys(map(ord, "∶﹕꞉ː"), ":")
_NARROW |= dict.fromkeys(map(ord, "\u00a0\u1680\u2002\u2003\u2007\u2008\u2009\u200a\u200b\u202f\u3000\ufeff"), " ")
_NARROW |= {ord("〔"): "(", ord("〕"): ")", ord("【"): "[", ord("】"): "]", ord("．"): ".", ord("。"): "."}
_NARROW |= {ord("～"): "~", ord("∼"): "~", ord("〜"): "~", ord("⁓"): "~", ord("、"): ","}


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """
    *text* as words are compared: NFKC, without case, with single blanks, and none beside a CJK letter.

    ``"시 간"`` and ``"시간"`` are the same word, and so are ``"ＴＩＭＥ"`` and ``"time"``.
    """
    if not text.isascii():
        text = _BESIDE_CJK.sub("", normalize("NFKC", text))
    return " ".join(text.casefold().split())


def narrow(text: str) -> str:
    """
    *text* character for character (so that positions stay), with plain digits, dashes, colons, quotes and blanks.

    Waves become ``~``, other dashes and arrows ``-``.
    """
    return text if text.isascii() else text.translate(_NARROW)


def has_cjk(text: str) -> bool:
    """Whether a Korean, Japanese or Chinese letter stands in *text*."""
    return not text.isascii() and _CJK.search(text) is not None
