"""
The activity's own words: without number, code, time, length, bullet, outer quotes and brackets.

Nothing is invented: every letter of a title stands in the text that it was taken from, in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from agenda_ical.phrases.languages import lexicon
from agenda_ical.phrases.names import HAN, HANGUL, KANA
from agenda_ical.regexes import regex

_BULLETS = regex(
    r"^(?:[\U0001f000-\U0001faff\u2600-\u26ff\u2700-\u2775●○◎■□▪▫▶▷►◆◇◈◉★☆※*•·∙ㆍ➢➤✓✔☞└ㄴ→⇒>|_]+|[-–—]+(?=\s|[^\d\s]))\s*"
)
_NUMBERING = regex(
    r"""^(?:
        [①-⑳㉠-㉿❶-❿➀-➓]\s*
      | [(（\[【]\s*(?:\d{1,3}|[A-Z]{1,3}[-.]?\d{1,3}|[ivx]{1,4}|[a-z])\s*[)）\]】][.:]?\s*
      | (?:No\.?|№|\#)\s*\d{1,3}[.:)]?\s+
      | \d{1,3}(?:\.\d{1,2})*\s?[.)](?=\s|[^\d\s.])\s*
      | \d{1,2}(?:\.\d{1,2})+\s+(?=\S)
      | [A-Z]{1,3}[-.]?\d{1,3}(?:[-.]\d{1,3})?\s*[.:)|]\s+
      | \#\d{1,3}\b[.:]?\s*
      | [A-Z]{1,2}-\d{1,3}\b[.:]?\s+(?=\S)
      | [가-하a-h][.)]\s+
      | (?:X{0,1}(?:IX|IV|V?I{1,3}|V)|X)[.)]\s+
    )""",
    re.VERBOSE,
)
_CODE = regex(r"^(?:[A-Z]{1,2}\d{1,2}|[A-Z]{1,2}[.-]\d{1,2})\s+(?=[^\W\d_]{2})")
_TIME = r"(?:\d{1,2}\s?[:：.h]\s?\d{2}|\d{1,2}\s?[ap]\.?m\.?)(?:\s?[ap]\.?m\.?)?"
_SPAN = r"(?:약\s*|ca\.?\s*)?[‘'’`]?\d{1,3}\s?(?:['’′‘`´]|분(?:간|씩)?|分(?:間|钟|鐘)?|min(?:s|ute[ns]?|uti|utos?)?\.?|hours?|hrs?\.?|h\b|시간|時間|小时|Stunden?|Std\.?)"
_TRAILING = " \t\n:：;,，、/|·-–—~_"
_DIGIT = regex(r"\d")
_QUOTES = {
    "“": "”",
    "„": "“”",
    '"': '"',
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    "‘": "’",
    "'": "'",
    "”": "”",
    "《": "》",
    "〈": "〉",
    "<": ">",
    "＜": "＞",
    "‹": "›",
    "‚": "‘",
}
_BRACKETS = {"[": "]", "(": ")", "【": "】", "（": "）", "〔": "〕", "［": "］", "{": "}"}
_ORDINAL = regex(
    r"(?:\s+(?:[ivx]{1,5}|[a-z])|\s*(?:[#№]|no\.?|nr\.?|n[º°])?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,2}|[①-⑳]))(?:\s*[-–/&,]\s*\d{1,3})?\s*[.:]?$",
    re.IGNORECASE,
)
_ASIDE = regex(r"[(（\[【][^()（）\[\]]{1,40}[)）\]】]")
_GOES_ON = regex(
    r"(?:[,:;，：、(（\[–—/&-]|\b(?:and|or|of|the|for|in|on|with|to|from|by|a|an|und|oder|der|die|das|für|von|mit|et|de|des|du|la|le|les|pour|y|e|en|del|los|las|para|com|do|da|di|della|per|il|및|와|과|의))$",
    re.IGNORECASE,
)
_SOFT = {0xAD: None, 0x200B: None, 0x2060: None, 0xFEFF: None}
_LABEL_WORDS = 4


@lru_cache(maxsize=4096)
def clean_title(text: str) -> str:
    """
    Return the activity's own words.

    ``1. Opening (20분)`` -> Opening; ``“Titre.”`` -> Titre.; ``휴   식`` -> 휴식; ``Session 1: Foo`` and
    ``[발제 1] 디지털`` stay whole. A text that is nothing but number or time stays as it is.
    """
    words = " ".join(text.translate(_SOFT).split())
    bare = words
    for _ in range(4):
        shorter = _peeled(bare)
        if shorter == bare or not _has_letter(shorter):
            break
        bare = shorter
    return join_spaced_letters(bare)


def join_lines(lines: Sequence[str]) -> str:
    """Return lines over which one title was wrapped, as one: joined by a blank, or at the hyphen of a divided word."""
    whole = ""
    for line in lines:
        words = " ".join(line.split())
        if not words:
            continue
        if whole.endswith(("\u00ad", "\u2010")) or (
            re.search(r"[^\W\d_]{2}-$", whole)
            and words[0].islower()
            and not words.startswith(("and ", "und ", "or "))
        ):
            whole = whole[:-1] + words if whole[-1] != "-" or _is_divided(whole, words) else whole + words
        else:
            whole = f"{whole} {words}" if whole else words
    return whole.translate(_SOFT)


@lru_cache(maxsize=4096)
def is_label(text: str) -> bool:
    """
    Tell whether *text* only says what sort of thing it is: ``Keynote``, ``3DOR Full Paper``, ``(live)``, ``Session III``.

    A label is the title only where nothing better stands beside it.
    """
    bare = " ".join(_ASIDE.sub(" ", text).split()).strip(" :-–—.·")
    if not bare:
        return bool(text.strip())
    words = bare.split()
    if len(words) > _LABEL_WORDS + 2:
        return False
    generic = lexicon().is_generic
    counted = _ORDINAL.sub("", bare)
    if generic(bare) or generic(counted):
        return True
    rest = counted.split()[1:]
    return (
        0 < len(rest) <= 2
        and len(counted.split()) <= 3
        and _is_code_word(words[0])
        and generic(" ".join(rest))
    )


def split_title_note(lines: Sequence[str]) -> tuple[str, str]:
    """
    Return title and description of an activity's lines, of which those about people are already taken.

    The title is the first line and what continues it: a line in small letters, a line after a comma or a preposition,
    and the name below a label (``Symposium 1`` / ``Treatment of Obesity``).
    """
    lines = [line for line in lines if line.strip()]
    if not lines:
        return "", ""
    stop = 1
    while stop < len(lines) and _continues(lines[:stop], lines[stop]):
        stop += 1
    return clean_title(join_lines(lines[:stop])), "\n".join(" ".join(line.split()) for line in lines[stop:])


def goes_on(text: str) -> bool:
    """Tell whether *text* cannot end here: it ends with a preposition, an article, "and", a comma, an open bracket."""
    return _GOES_ON.search(text.rstrip()) is not None or text.count("(") > text.count(")")


def join_spaced_letters(text: str) -> str:
    """Return ``휴   식`` as 휴식 and ``C O F F E E`` as COFFEE; every other text as it is."""
    pieces = text.split()
    if len(pieces) < 2 or any(len(piece) > 1 for piece in pieces):
        return text
    if all(_is_cjk(piece) for piece in pieces):
        return "".join(pieces)
    return (
        "".join(pieces)
        if len(pieces) > 2 and all(piece.isalpha() and piece.isupper() for piece in pieces)
        else text
    )


def _peeled(text: str) -> str:
    """*text* without one layer of what is not the title."""
    text = _without_times(text).strip()
    if bullets := _BULLETS.match(text):
        text = text[bullets.end() :]
    for pattern in (_NUMBERING, _CODE):
        if (found := pattern.match(text)) and _has_letter(text[found.end() :]):
            text = text[found.end() :]
    return _unwrapped(_without_sort(text.rstrip(_TRAILING)))


def _without_sort(text: str) -> str:
    """``【基調講演】「地域医療の未来」`` -> ``「地域医療の未来」``: a title in quotes needs no label in brackets before it."""
    closing = text.find(_BRACKETS.get(text[:1], " "))
    rest = text[closing + 1 :].strip()
    quoted = closing > 0 and len(rest) > 2 and _QUOTES.get(rest[0], "")
    whole = quoted and rest[-1] in quoted and rest[0] not in rest[1:-1] and rest[-1] not in rest[1:-1]
    return rest if whole and is_label(text[1:closing]) else text


@cache
def _times_and_lengths() -> tuple[re.Pattern[str], ...]:
    """Ranges of times anywhere, lengths in brackets, lengths at the end; made when a title has a digit at all."""
    return (
        re.compile(
            rf"[(（\[]?\s*\b{_TIME}\s*(?:[-–—~∼〜～]|to|bis|à|às|a)\s*{_TIME}(?:\s*(?:Uhr|hs?|hrs?))?\s*[)）\]]?[,;:]?",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\s*[(（\[](?:[^()（）\d]{{0,4}}\d{{1,2}}인\s*)?\s*(?:{_SPAN}|[‘'’`]\d{{1,3}})(?:\s*[,/+]\s*[^()（）]*)?\s*[)）\]]",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:[\s,;:–-]+|^){_SPAN}\s*$", re.IGNORECASE),
    )


def _without_times(text: str) -> str:
    if not _DIGIT.search(text):
        return text
    for pattern in _times_and_lengths():
        shorter = " ".join(pattern.sub(" ", text).split())
        if _has_letter(shorter):
            text = shorter
    return text


def _unwrapped(text: str) -> str:
    """*text* without quotes or brackets that enclose all of it."""
    if len(text) < 3:
        return text
    first, last = text[0], text[-1]
    if first in _QUOTES and last in _QUOTES[first] and first not in text[1:-1] and last not in text[1:-1]:
        return text[1:-1].strip()
    if first in _BRACKETS and last == _BRACKETS[first] and first not in text[1:-1] and last not in text[1:-1]:
        return text[1:-1].strip()
    return text


def _has_letter(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _is_cjk(text: str) -> bool:
    return bool(HANGUL.match(text) or HAN.match(text) or KANA.match(text))


def _is_divided(before: str, after: str) -> bool:
    """Whether the hyphen at a line's end only divides a word: the word before it is short of an ending."""
    last = before.rsplit(None, 1)[-1][:-1]
    return "-" not in last and len(last) > 2 and len(after.split(maxsplit=1)[0]) > 2 and last.islower()


def _is_code_word(word: str) -> bool:
    """``3DOR`` and ``SHREC`` in front of ``Full Paper``."""
    return len(word) > 1 and word.isupper()


def _continues(above: Sequence[str], line: str) -> bool:
    words, last = line.strip(), above[-1].strip()
    if not words[0].isalnum() and words[0] not in "(（“\"'‘«„":
        return False
    if len(above) == 1 and is_label(last):
        return True
    if last.endswith((".", "!", "?", "”", '"')):
        return False
    if _GOES_ON.search(last) or last.count("(") > last.count(")"):
        return True
    return words[0].islower() and not _is_cjk(words) and len(words) < 200
