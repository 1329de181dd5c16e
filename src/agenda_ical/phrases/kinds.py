"""The title of a session -> what kind of thing it is, by the words that it begins or ends with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from agenda_ical.phrases.folding import fold, has_cjk
from agenda_ical.regexes import regex

_SEPARATOR = regex(r"\s*(?:[:;,(\[/|•·+&–—~'\"“”„«»!?]|\s-+\s|\d+\s*[:.]|$)")
_LETTERS = regex(r"[^\W\d]+")
_CHUNKS = regex(r"[\s:;,()\[\]（）【】「」/|•·・+&–—~\-\d'\"“”<>《》!?.。、，：；*※◎○●■□▶]+")
_STRONG = frozenset({"meal"})
_MARKS = " \t.,;:!?*()[]<>\"'“”„«»-–—•·※●○■□▶◆"
_LONGEST = 5
_LONGEST_CJK = 12


def _opening(folded: str) -> str:
    """The letters that *folded* begins with."""
    found = _LETTERS.match(folded)
    return found.group() if found else ""


class Kinds:
    """The words of kinds, and the words that may stand beside them."""

    def __init__(
        self,
        kinds: Mapping[str, str],
        joiners: frozenset[str],
        determiners: frozenset[str],
        companions: frozenset[str],
    ) -> None:
        """*companions* may follow a kind's word without making the title a talk: places, honorifics, "by"."""
        self.kinds, self.joiners, self.determiners, self.companions = kinds, joiners, determiners, companions

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for phrase in self.kinds for word in phrase.split())

    def of(self, title: str) -> str | None:
        """The kind of *title*, or None where its words tell none (a talk, as a rule)."""
        if has_cjk(title):
            kind = self._of_cjk(title)
            if kind is not None:
                return kind
        folded = fold(title).strip(_MARKS)
        if not folded:
            return None
        return self.kinds.get(folded) or self._beginning(folded) or self._ending(folded)

    @cached_property
    def _openings(self) -> frozenset[str]:
        return frozenset(map(_opening, self.kinds))

    def _beginning(self, folded: str) -> str | None:
        if _opening(folded) not in self._openings:
            return None
        words = folded.split(None, _LONGEST)
        for count in range(min(_LONGEST, len(words)), 0, -1):
            phrase = " ".join(words[:count])
            head = phrase.rstrip(_MARKS)
            kind = self.kinds.get(head)
            if kind is not None:
                return kind if self._may_follow(folded[len(head) :], kind, count) else None
        head = folded[: found.start()] if (found := _SEPARATOR.search(folded)) else folded
        return self.kinds.get(head.strip())

    def _may_follow(self, rest: str, kind: str, count: int) -> bool:
        """Whether *rest* behind a kind's *count* words leaves it what it is: not "Opening the black box"."""
        if kind in _STRONG or not rest.strip() or _SEPARATOR.match(rest):
            return True
        words = [word.strip(_MARKS) for word in rest.split()]
        known = [word in self._words or word in self.companions or word.isdigit() for word in words]
        if words[0] in self.joiners:
            return any(known[1:]) or len(words) <= 3
        if words[0] in self.determiners:
            return count > 1 and len(words) <= 8
        return count > 1 or known[0]

    def _ending(self, folded: str) -> str | None:
        words = folded.split()
        if len(words) > 5:
            return None
        for count in range(min(_LONGEST, len(words) - 1), 0, -1):
            kind = self.kinds.get(" ".join(words[-count:]))
            if kind is not None and (
                count > 1
                or kind == "meal"
                or (len(words) <= 3 and kind not in {"talk", "registration", "opening"})
            ):
                return kind
        return None

    def _of_cjk(self, title: str) -> str | None:
        whole = fold("".join(title.split()))
        if whole in self.kinds:
            return self.kinds[whole]
        chunks = [chunk for chunk in map(fold, _CHUNKS.split(title)) if chunk]
        if not chunks:
            return None
        short = len(whole) <= 14
        for count in range(min(3, len(chunks)), 0, -1):
            kind = self.kinds.get("".join(chunks[:count]))
            if kind is not None and (short or kind in _STRONG or self._separated(title, chunks, count)):
                return kind
        if (kind := self._prefix(chunks[0])) is not None:
            return kind
        return self._suffix(chunks) if short or len(chunks) <= 3 else None

    def _separated(self, title: str, chunks: Sequence[str], count: int) -> bool:
        """Whether something else than a blank follows the first *count* chunks."""
        if len(chunks) == count or chunks[count] in self.joiners:
            return True
        at = title.casefold().find(chunks[count - 1][-1:])
        return bool(_SEPARATOR.match(title[at + 1 :]))

    def _prefix(self, chunk: str) -> str | None:
        """The kind of a first word that a joiner follows without a blank: "점심및휴식"."""
        for length in range(min(_LONGEST_CJK, len(chunk) - 1), 1, -1):
            kind = self.kinds.get(chunk[:length])
            if kind is not None and any(chunk.startswith(joiner, length) for joiner in self.joiners):
                return kind
        return None

    def _suffix(self, chunks: Sequence[str]) -> str | None:
        """The kind of a last word, or of its end: "제1부 개회식", "환영만찬"."""
        last = chunks[-1]
        for length in range(min(_LONGEST_CJK, len(last)), 1, -1):
            kind = self.kinds.get(last[-length:])
            if kind is not None:
                sure = length == len(last) or length > 2 or kind in {"meal", "break"}
                return kind if sure and len(last) <= 8 and kind != "registration" else None
        return None
