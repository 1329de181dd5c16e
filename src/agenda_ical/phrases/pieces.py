"""A line about people, cut at its separators: ``J. Kim (KECO), A. Roe`` -> ``J. Kim`` (KECO), ``A. Roe``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import evolve, frozen

from agenda_ical.phrases.languages import lexicon
from agenda_ical.phrases.names import HAN, HANGUL, KANA
from agenda_ical.regexes import regex

_BRACKETS = {"(": ")", "（": "）", "[": "]", "〔": "〕", "【": "】", "<": ">", "〈": "〉", "［": "］"}
_QUOTES = {"「": "」", "『": "』", "«": "»", "《": "》"}
_CLOSING = frozenset(_BRACKETS.values())
_OPENING = regex(f"[{re.escape(''.join(_BRACKETS))}]")
_BULLET = regex(
    r"^\s*(?:[-–—•\U0001f000-\U0001faff\u2600-\u27bf●○■□▪▶►◆◇◈※*☆★·ㆍ∙]+|\(?\d{1,2}[.)])\s*(?=\S)"
)
_MAY_HOLD_NOISE = regex(r"[^\x00-\x7f]|[@\[*]|://|www\.|\(\s*\)")
_NOISE = regex(
    r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\(\s*@[\w.]+\s*\)|(?<!\w)@[\w.]+|\[[a-z]{2}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰†‡§*]+|\(\s*\)"
)
_SEPARATORS = frozenset(";；、·・ㆍ‧∙/|┃&＆,，-–—")
_SEPARATOR = regex(r"\s*(?:[;；、·・ㆍ‧∙/|┃&＆,，]|\s[-–—]\s)\s*")
_HANDLE_AT_END = regex(r"[A-Za-z]\w*\d@\w+")
_SPLIT_INITIAL = regex(r"\b([A-Z]) \.\s?(?=[A-Z])")
_GLUED = regex(r"([A-Z][a-z]+\.)(?=[A-ZÀ-Þ][a-zß-ÿ])")
_GLUED_INITIAL = regex(r"\b([A-Z]\.)(?=[A-ZÀ-Þ][a-zß-ÿ]{2})")
_ONLY_INITIALS = regex(r"(?:[A-Z]\.[ -]?){1,3}")


@frozen
class Piece:
    """What stands between two separators: the words, what its brackets hold, and the separator before it."""

    text: str
    inside: str = ""
    before: str = ""


def join_continued(lines: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for line in lines:
        bullet = _BULLET.match(line)
        bare = (line[bullet.end() :] if bullet else line).strip()
        if not bare:
            continue
        if joined and (
            bare[0] in "(（["
            or joined[-1].endswith((",", "，", "、", "·", "&", "/", "-"))
            or _is_open(joined[-1])
        ):
            joined[-1] = f"{joined[-1]} {bare}"
        else:
            joined.append(bare)
    return joined


def _is_open(line: str) -> bool:
    return sum(line.count(mark) for mark in "(（") > sum(line.count(mark) for mark in ")）")


def is_east_asian(text: str) -> bool:
    return not text.isascii() and bool(HANGUL.search(text) or HAN.search(text) or KANA.search(text))


def without_noise(text: str) -> str:
    """*text* without addresses, handles, language marks and marks of footnotes."""
    if _MAY_HOLD_NOISE.search(text):
        text = _NOISE.sub(" ", _HANDLE_AT_END.sub(" ", text) if "@" in text else text)
    text = " ".join(text.split())
    if (glued := _GLUED.match(text)) and glued[1].casefold() in lexicon().honorifics:
        text = f"{glued[1]} {text[glued.end() :]}"
    if "." in text:
        text = _GLUED_INITIAL.sub(r"\1 ", text)
    if " ." in text:
        text = _SPLIT_INITIAL.sub(r"\1. ", text)
    return text.strip(" -–—,;:")


def unbracketed(text: str) -> str:
    """``(A. Roe, B. Lind)`` without the brackets that enclose all of it."""
    text = text.strip()
    if len(text) < 3 or _BRACKETS.get(text[0]) != text[-1] or _OPENING.search(text, 1):
        return text
    return text[1:-1].strip()


def is_enclosed(text: str, position: int) -> bool:
    """Whether what stands at *position* is inside brackets or quotes."""
    before = text[:position]
    if sum(map(before.count, "(（[［【")) > sum(map(before.count, ")）]］】")):
        return True
    if any(before.count(opening) > before.count(closing) for opening, closing in _QUOTES.items()):
        return True
    return before.count("“") > before.count("”") and "„" not in text and "”" in text[position:]


def line_to_pieces(line: str) -> list[Piece]:
    """The pieces of *line* between separators that stand in no brackets."""
    text = without_noise(line)
    if not text:
        return []
    cuts = [cut for cut in _cuts(text) if cut[0] > 0]
    pieces, begin, before = [], 0, ""
    for start, stop in [*cuts, (len(text), len(text))]:
        if source := text[begin:start].strip():
            pieces.append(_piece(source, before))
        before, begin = text[start:stop], stop
    return _joined_initials(pieces)


def _joined_initials(pieces: list[Piece]) -> list[Piece]:
    """``Kim, J.`` is one name, and so is ``Sammy Davis, Jr``."""
    joined: list[Piece] = []
    for piece in pieces:
        if (
            joined
            and piece.before.strip() == ","
            and _ONLY_INITIALS.fullmatch(piece.text)
            and " " not in joined[-1].text
        ):
            joined[-1] = evolve(joined[-1], text=f"{joined[-1].text}, {piece.text}", inside=piece.inside)
        else:
            joined.append(piece)
    return joined


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Where the separators of *text* begin and stop, outside of brackets."""
    if _SEPARATORS.isdisjoint(text) and _joiners().isdisjoint(text.casefold().split()):
        return
    depth, last = 0, 0
    for match in _token_pattern().finditer(text):
        mark = match[0].strip()
        if mark in _BRACKETS:
            depth += 1
        elif mark in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and match.start() >= last and mark:
            last = match.end()
            yield match.start(), match.end()


@lru_cache(maxsize=1)
def _joiners() -> frozenset[str]:
    return frozenset(word for word in lexicon().joiners if word.isalpha() and not is_east_asian(word))


@lru_cache(maxsize=1)
def _token_pattern() -> re.Pattern[str]:
    joiners = "|".join(map(re.escape, sorted(_joiners(), key=len, reverse=True)))
    return re.compile(
        rf"[(（\[〔【<〈［)）\]〕】>〉］]|\s(?:{joiners})\s|{_SEPARATOR.pattern}", re.IGNORECASE
    )


def _piece(source: str, before: str) -> Piece:
    opens = _OPENING.search(source)
    if opens is None:
        return Piece(source.strip(")） "), "", before)
    opening = opens.start()
    closing = _closing_of(source, opening)
    inside = source[opening + 1 : closing if closing > 0 else len(source)]
    after = _piece(source[closing + 1 :], "").text if closing > 0 else ""
    outside = f"{source[:opening].strip()} {after}".strip()
    return Piece(outside, inside.strip(), before)


def _closing_of(source: str, opening: int) -> int:
    """Where the bracket at *opening* closes, after those within it; else where the first one closes, or -1."""
    sign, closing = source[opening], _BRACKETS[source[opening]]
    depth = 0
    for at in range(opening, len(source)):
        depth += (source[at] == sign) - (source[at] == closing)
        if depth == 0:
            return at
    return source.find(closing, opening)
