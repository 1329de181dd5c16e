"""Whether a title is two cells run together, as copies of tables leave them; and where the second one begins."""

from __future__ import annotations

from collections.abc import Iterator

from agenda_ical.phrases.folding import has_cjk
from agenda_ical.phrases.languages import lexicon
from agenda_ical.phrases.organisations import organisation_likelihood
from agenda_ical.phrases.presenters import people_evidence
from agenda_ical.phrases.times import find_times
from agenda_ical.phrases.titles import goes_on
from agenda_ical.regexes import regex

_LIKELY = 0.5
"""From this evidence on the words at the end of a title that names nobody else are somebody's name."""
_SURE = 0.7
_LONGEST_NAME = 5
_WORDS_OF_A_PLACE = 3
_LITTLE = 3
"""A word of so few small letters belongs to what follows it, in most languages that have such words."""
_LONGEST_TITLE = 300
_BORDER = regex(r"(?<=[\u3040-\u30ff\u3400-\u9fff]) +(?=[\u3040-\u30ff\u3400-\u9fff])")
_WORD = regex(r"\w+")
_BRACKET = regex(r"[(（]([^()（）]+)[)）]$")
_TIMES = frozenset({"time", "start"})
_ORDINAL = regex(r"[IVX]+")
_DASHES = " -–—@"


def is_header_row(title: str) -> bool:
    """Whether *title* is the header of a table whose cells nothing parts: ``Time Activity Speaker``; not ``Reading room``."""
    roles = [lexicon().header_roles(word) for word in title.split()]
    if len(roles) < 2 or not all(roles) or sum(map(len, roles)) != len(frozenset().union(*roles)):
        return False
    return len(roles) > 2 or any(not _TIMES.isdisjoint(one) for one in roles)


def second_cell(title: str, *, names_nobody: bool) -> str:
    """
    The part of *title* that may be the cell beside it, or nothing.

    *names_nobody* where no speaker was found beside it.
    """
    if len(title) > _LONGEST_TITLE:
        return ""
    repeated = _repeated(title)
    if repeated:
        return repeated
    times = find_times(title) if any(map(str.isdigit, title)) else ()
    if times:
        return title[times[0].begin :]
    if names_nobody and (border := _BORDER.search(title)) is not None:
        return title[border.end() :]
    return _name_at_end(title, names_nobody=names_nobody)


def _repeated(title: str) -> str:
    """The words that stand twice in a row: ``Break Break``."""
    found = list(_WORD.finditer(title))
    words = [word[0].casefold() for word in found]
    if len(set(words)) == len(words):
        return ""
    for count in range(1, len(words) // 2 + 1):
        for at in range(len(words) - 2 * count + 1):
            run = words[at : at + count]
            if run == words[at + count : at + 2 * count] and len("".join(run)) > 1 and not run[0].isdigit():
                return title[found[at].start() : found[at + count - 1].end()]
    return ""


def _tails(title: str) -> Iterator[str]:
    """The last words of *title*, one to five of them, where they may begin and what is before them may end."""
    words = title.split()
    for count in range(1, min(_LONGEST_NAME, len(words) - 1) + 1):
        before = " ".join(words[:-count])
        dashed = before.rstrip(_DASHES)
        if dashed != before and lexicon().kind_of(dashed) not in (
            None,
            "talk",
        ):  # "Dinner - Bell Inn" is one thing
            continue
        if words[-count][0].isalnum() and not goes_on(words[-count]) and not goes_on(dashed):
            yield " ".join(words[-count:])


def _name_at_end(title: str, *, names_nobody: bool) -> str:
    last = title.rsplit(None, 1)[-1]
    bracket = _BRACKET.search(title)
    if bracket is not None and organisation_likelihood(bracket[1]) >= _SURE:
        tails, least = (tail for tail in _tails(title) if _BRACKET.search(tail, 1)), _SURE
    elif names_nobody and bracket is not None and people_evidence(bracket[1]) >= _LIKELY:
        return bracket[1]
    elif names_nobody and (last[0].isupper() or has_cjk(last)) and _ORDINAL.fullmatch(last) is None:
        tails, least = (tail for tail in _tails(title) if _may_be_name(tail, title)), _LIKELY
    else:
        return ""
    return next((tail for tail in tails if people_evidence(tail) >= least), "")


def _may_be_name(tail: str, title: str) -> bool:
    """Whether *tail* may be a name of its own: two or three words, or one where names are written without blanks."""
    before = title[: -len(tail)].rsplit(maxsplit=1)[-1]
    if (
        before.isalpha() and before.islower() and len(before) <= _LITTLE
    ):  # "Lunch at Bell Inn", "mit dem Quartett Roe"
        return False
    return 1 < len(tail.split()) <= 3 or (" " not in tail and has_cjk(tail))


def place_at_end(title: str) -> str:
    """The one to three words that name a place; a title that leads up to it (“Walk to the Museum”) holds no second cell."""
    words = lexicon()
    last = title.split()[-_WORDS_OF_A_PLACE - 1 :]
    if words.kind_of(title) not in (None, "talk") or any(
        goes_on(word) for word in last if word.isalpha()
    ):  # "Pause café"
        return ""
    tails = (tail for tail in _tails(title) if len(tail.split()) <= _WORDS_OF_A_PLACE)
    return next((tail for tail in tails if words.is_place(tail)), "")
