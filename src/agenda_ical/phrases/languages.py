"""
The words of programmes in all languages, and what each can mean.

The words stand in ``languages/*.toml``; ``words.json`` is made from them (``.ci/generate_names.py``), because reading
nine TOML files takes longer than reading a page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, cast

from attrs import fields, frozen

from agenda_ical.phrases.folding import fold, has_cjk
from agenda_ical.phrases.headers import header_roles
from agenda_ical.phrases.kinds import Kinds
from agenda_ical.programme import Role
from agenda_ical.regexes import regex

_LABEL = regex(
    r"\s*[^\w\s]{0,3}\s*(?P<label>[^:：┃|\d]{1,40}?)\s*(?:[:：┃|]|\s[-–—]\s|\)\s)\s*(?P<rest>\S.*)?",
    re.DOTALL,
)
_MARKS = " \t\r\n:：.,;*-–—_~<>()[]{}（）【】〈〉《》|/\"'“”‘’«»■□●○◆◇◈▶▷►※#†‡·•▪◦☆★→↓↗⬇"
_MEETINGS = regex(
    r"https?://(?:[\w-]+\.)*(?:zoom\.us|zoom\.com|zoomgov\.com|teams\.microsoft\.com|teams\.live\.com|meet\.google\.com"
    r"|webex\.com|gotomeeting\.com|gotowebinar\.com|whereby\.com|meet\.jit\.si|bigbluebutton\.org|bluejeans\.com"
    r"|skype\.com|gather\.town|app\.gather\.town|voovmeeting\.com|meeting\.tencent\.com)/",
    re.IGNORECASE,
)
_PIECES = regex(r"[\[\](){}|/,;·•（）【】]+")
_FLOOR = regex(r"(?<!\w)(?:[bB]?\d{1,2}[fF]|[A-Z]-?\d{2,4}[A-Za-z]?)(?!\w)")
_WORD = regex(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
_NUMBERED = regex(r"(?:[\divxIVX]+[A-Za-z]?|[A-Za-z]|[一二三四五六七八九十]+)")


@frozen(eq=False, slots=False)
class Lexicon:
    """The words of all languages, folded (see ``fold``); where a word means several things, a hinted language wins."""

    headers: Mapping[str, str]
    kinds: Mapping[str, str]
    roles: Mapping[str, str]
    honorifics: frozenset[str]
    positions: frozenset[str]
    placeholders: frozenset[str]
    groups: frozenset[str]
    by: frozenset[str]
    joiners: frozenset[str]
    organisation_words: frozenset[str]
    generic: frozenset[str]
    distractors: frozenset[str]
    venue: frozenset[str]
    when: frozenset[str]
    links: frozenset[str]
    parts: frozenset[str]
    places: frozenset[str]
    determiners: frozenset[str]
    minutes: frozenset[str]

    @cached_property
    def _kinds(self) -> Kinds:
        companions = self.by | self.honorifics | self.places | self.venue
        return Kinds(self.kinds, self.joiners, self.determiners, companions)

    def header_roles(self, text: str) -> frozenset[str]:
        """
        The roles that the whole text of a header cell names; nothing where it is no header.

        A role is a key of ``[headers]``: time, start, end, duration, activity, people, chair, room, track, kind, date,
        notes, number, affiliation.
        """
        return header_roles(text, self.headers, self.joiners)

    def is_header_word(self, text: str) -> bool:
        """Whether *text* is itself a word that heads columns ("Room"), and not a name made with one ("Red Room")."""
        return self._meaning(text, self.headers) is not None

    @lru_cache(maxsize=4096)  # noqa: B019 - the few that there are stay anyway
    def kind_of(self, text: str) -> str | None:
        """The kind (break, meal, registration, opening, closing, social, talk) that a title's words tell, or None."""
        return self._kinds.of(text)

    def role_of(self, label: str) -> Role | None:
        """What "Chair", "좌장", "Moderation:" call a person: speaker, chair, moderator, panellist; or None."""
        if len(label) > 40:
            return None
        found = self._meaning(label, self.roles)
        return cast(Role, found.partition(" ")[0]) if found else None

    def is_placeholder(self, text: str) -> bool:
        """Whether *text* stands for somebody unnamed: TBA, 미정, All, "-"."""
        if len(text) > 60:
            return False
        folded = fold(text)
        bare = folded.strip(_MARKS)
        return (
            not bare
            or folded in self.placeholders
            or bare in self.placeholders
            or bare.rstrip("s") in self.placeholders
        )

    def is_generic(self, text: str) -> bool:
        """Whether *text* says only of which sort a talk is: "Keynote 1", "초청강연"."""
        return self._is(text, self.generic, numbered=True)

    def has_generic_word(self, text: str) -> bool:
        """Whether a word of *text* is one that labels are made of; a text without any is no label."""
        return not self._generic_words.isdisjoint(text.casefold().split())

    @cached_property
    def _generic_words(self) -> frozenset[str]:
        return frozenset(word for label in self.generic for word in label.split())

    def is_distractor(self, text: str) -> bool:
        """Whether *text* heads a table or a line that is no programme: fees, deadlines, hotels, committees."""
        label = label_of(text)
        if label is not None and self._is(label[0], self.distractors):
            return True
        if len(text) > 60:
            return False
        return self._is(text, self.distractors) or self._ends_or_begins(
            fold(text).strip(_MARKS), self.distractors
        )

    def is_link_label(self, text: str) -> bool:
        """Whether *text* only leads elsewhere: "Slides", "Watch video", "[PDF] [자료]"."""
        if not text or len(text) > 60:
            return False
        pieces = [piece for piece in _PIECES.split(text) if piece.strip(_MARKS)]
        return bool(pieces) and all(self._is(piece, self.links, numbered=True) for piece in pieces)

    def is_when_label(self, text: str) -> bool:
        """Whether *text* is, or begins with, a label in front of a date or time: "일시 : …", "When"."""
        label = label_of(text)
        return self._is(label[0] if label else text, self.when)

    def is_time_label(self, text: str) -> bool:
        """Whether *text* is nothing but a label of a time: "Time:", "시간"."""
        return self._is(text, self.when) or bool(self.header_roles(text) & {"time", "start"})

    def is_venue_label(self, text: str) -> bool:
        """Whether *text* is nothing but a label in front of a place: "Venue:", "장소"."""
        return self._is(text, self.venue)

    def place_after_label(self, text: str) -> str | None:
        """The place in "Venue: Hall A", "장소 : 대강당"; None where the line has no such label."""
        label = label_of(text)
        if label is None or not label[1] or not self._is(label[0], self.venue):
            return None
        return label[1].strip()

    def begins_with_label(self, text: str) -> bool:
        """Whether *text* begins with a label that says what follows: a person's role, a place, a date, a note."""
        label = label_of(text)
        if label is None:
            return False
        name = label[0]
        return (
            self.role_of(name) is not None
            or any(self._is(name, words) for words in (self.venue, self.when, self.links))
            or bool(self.header_roles(name) - {"activity", "title", "track"})
        )

    def is_part_label(self, text: str) -> bool:
        """Whether *text* names a part of the programme: "Session 2: …", "제1부", "Track B"."""
        folded = fold(text).strip(_MARKS)
        return self._begins_with_part(folded) or (has_cjk(folded) and self._begins_with_cjk_part(folded))

    def _begins_with_part(self, folded: str) -> bool:
        words = folded.replace(":", " ").replace(".", " ").split(None, 4)
        for count in range(min(3, len(words)), 0, -1):
            if " ".join(words[:count]) in self.parts:
                return len(words) == count or _NUMBERED.fullmatch(words[count].strip(_MARKS)) is not None
        return False

    def _begins_with_cjk_part(self, folded: str) -> bool:
        compact = re.match(r"(?:제|第)?\s?(?:[\da-zivx]+|[一二三四五六七八九十])?\s?([^\s\d:(\[-]+)", folded)
        return (
            compact is not None
            and any(compact[1].startswith(part) for part in self._cjk_parts)
            and compact.end() < 20
        )

    @cached_property
    def _cjk_parts(self) -> tuple[str, ...]:
        return tuple(part for part in self.parts if has_cjk(part))

    def is_place(self, text: str, kind: str | None = None) -> bool:
        """Whether *text* beside a title names a place: a word of places, a floor; *kind* is the title's kind."""
        folded = fold(text)
        if not folded or len(folded) > 60 or kind == "talk":
            return False
        words = [word.strip(_MARKS) for word in folded.split()]
        if (
            any(word in self.places or word in self.venue for word in words)
            or _FLOOR.search(text)
            or self._floor.search(text)
        ):
            return True
        return has_cjk(folded) and any(word.endswith(place) for word in words for place in self._cjk_places)

    @cached_property
    def _floor(self) -> re.Pattern[str]:
        """A number with the one letter of a floor or room behind it: "2층", "101호"."""
        units = "".join(place for place in self.places if len(place) == 1 and has_cjk(place))
        return re.compile(rf"\d\s?[{units}](?!\w)")

    @cached_property
    def _cjk_places(self) -> tuple[str, ...]:
        return tuple(place for place in self.places if len(place) > 1 and has_cjk(place))

    def has_organisation_word(self, text: str) -> bool:
        """Whether a word of *text* belongs to organisations: "Univ. of X", "한국대학교", "ABC GmbH"."""
        folded = fold(text)
        if any(
            word in self.organisation_words or word.rstrip(".") in self.organisation_words
            for word in _WORD.findall(folded)
        ):
            return True
        return has_cjk(folded) and any(map(folded.__contains__, self._cjk_organisations))

    @cached_property
    def _cjk_organisations(self) -> tuple[str, ...]:
        return tuple(word for word in self.organisation_words if len(word) > 1 and has_cjk(word))

    def is_meeting(self, address: str) -> bool:
        """Whether *address* is one of a meeting that people join online."""
        return _MEETINGS.match(address) is not None

    def _meaning(self, text: str, words: Mapping[str, str]) -> str | None:
        folded = fold(text)
        return words.get(folded) or words.get(folded.strip(_MARKS))

    def _is(self, text: str, words: frozenset[str], *, numbered: bool = False) -> bool:
        if len(text) > 60:
            return False
        folded = fold(text)
        bare = folded.strip(_MARKS)
        if numbered:
            bare = _without_number(bare)
        return bool(bare) and (
            folded in words or bare in words or (bare.endswith("s") and bare[:-1] in words)
        )

    def _ends_or_begins(self, folded: str, words: frozenset[str]) -> bool:
        """Whether a short text begins or ends with a word of at least two letters of *words*."""
        spaced = folded.split()
        if has_cjk(folded):
            return len(folded) <= 14 and any(
                folded.endswith(word) for word in words if len(word) > 2 and has_cjk(word)
            )
        if not 1 < len(spaced) <= 5:
            return False
        return any(" ".join(spaced[-count:]) in words for count in (1, 2) if count < len(spaced))


def label_of(text: str) -> tuple[str, str] | None:
    """The label and what follows it in "Chair: J. Kim", "◈ 장소 ┃ 대강당"; None where *text* has no label."""
    match = _LABEL.match(text)
    return (match["label"], match["rest"] or "") if match else None


def _without_number(folded: str) -> str:
    """*folded* without a number, a letter or a Roman number at its end or in front of it: "keynote 2", "2. keynote"."""
    words = folded.split()
    if len(words) > 1 and _NUMBERED.fullmatch(words[-1].strip(_MARKS)):
        return " ".join(words[:-1]).strip(_MARKS)
    if len(words) > 1 and words[0].strip(_MARKS).isdigit():
        return " ".join(words[1:])
    return folded.rstrip("0123456789 ").strip(_MARKS)


@cache
def words() -> Mapping[str, Any]:
    """The compiled table of all languages (see ``compiling``)."""
    table: dict[str, Any] = json.loads((Path(__file__).parent / "words.json").read_bytes())
    return table


@cache
def lexicon(language: str | None = None) -> Lexicon:
    """
    The words of all languages, read once; *language* (BCP 47, "de" or "de-AT") wins where languages disagree.

    An unknown language is no hint.
    """
    code = (language or "").replace("_", "-").split("-")[0].casefold()
    return _lexicon(code if code in words()["hints"] else "")


@cache
def _lexicon(code: str) -> Lexicon:
    table = words()
    hints = table["hints"].get(code, {})
    meanings = {name: {**table[name], **hints.get(name, {})} for name in ("headers", "kinds", "roles")}
    sets = {name: frozenset(table[_LISTS.get(name, name)]) for name in _SETS}
    return Lexicon(
        headers=meanings["headers"],
        kinds={word: kind.partition(" ")[0] for word, kind in meanings["kinds"].items()},
        roles=meanings["roles"],
        **sets,
    )


_LISTS = {"organisation_words": "organisations"}
_SETS = tuple(field.name for field in fields(Lexicon) if field.name not in {"headers", "kinds", "roles"})
