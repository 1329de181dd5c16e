"""What may be wrong with a title: cut off, run together with what stands beside it, or not the title at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from agenda_ical.interpreting.draft import Told, Wording
from agenda_ical.phrases.languages import lexicon
from agenda_ical.phrases.people import people_evidence
from agenda_ical.phrases.title_cells import is_header_row, place_at_end, second_cell
from agenda_ical.phrases.titles import goes_on, is_label
from agenda_ical.programme import Problem

SURE = 0.7
"""From this evidence on a title is the name of somebody."""
LONG_TITLE = 180
"""No title of the programmes that we know is longer; a longer one is two things run together, or an abstract."""
_NO_PEOPLE = ("break", "meal", "registration", "social")
_FEW = 0.25
"""What at most this share of the sessions has is the exception."""
_ENOUGH = 8
"""So many sessions show what is the rule on a page."""


@frozen
class _Custom:
    """How titles are written on the page."""

    capitals: bool
    """Whether they begin with a capital letter."""
    bare: bool
    """Whether nothing stands below them in their cell."""
    labels: frozenset[str]
    """Those that stand for several different sessions."""
    placed: bool
    """Whether several of them end with a place."""


_Check = Callable[[Told, _Custom], Problem | None]


def title_doubts(told: Sequence[Told]) -> Iterator[Problem]:
    """For each title at most one doubt: the first that there is, the weightiest first."""
    titled = [one for one in told if one.wording.title]
    custom = _Custom(_in_capitals(titled), _are_bare(titled), _labels(titled), _are_placed(titled))
    for one in titled:
        problem = next((found for check in _CHECKS if (found := check(one, custom)) is not None), None)
        if problem is not None:
            yield problem


def _in_capitals(told: Sequence[Told]) -> bool:
    cased = [
        one.wording.title[0] for one in told if one.wording.title[0].upper() != one.wording.title[0].lower()
    ]
    return len(cased) >= _ENOUGH and sum(map(str.isupper, cased)) >= 0.9 * len(cased)


def _are_bare(told: Sequence[Told]) -> bool:
    return len(told) >= _ENOUGH and sum(bool(_below(one)) for one in told) <= _FEW * len(told)


def _labels(told: Sequence[Told]) -> frozenset[str]:
    counts = Counter(one.wording.title for one in told)
    beside: dict[str, set[tuple[object, str]]] = {
        title: set() for title, count in counts.items() if count > 2
    }
    for one in told:
        wording = one.wording
        if wording.title in beside and (wording.presenters or wording.description):
            beside[wording.title].add((wording.presenters, wording.description))
    kind_of = lexicon().kind_of
    return frozenset(
        title
        for title, others in beside.items()
        if len(others) > 2 and kind_of(title) not in ("break", "meal")
    )


def _are_placed(told: Sequence[Told]) -> bool:
    return sum(bool(_place_in_title(one)) for one in told) > 2


def _place_in_title(one: Told) -> str:
    """The place that the title of a line ends with, where none stands beside it."""
    placed = one.wording.location is not None or one.entry.tracks or one.entry.place.table is not None
    return "" if placed else place_at_end(one.wording.title)


def _below(one: Told) -> str:
    """The first line below the title in the title's own cell that was taken for its description."""
    line = one.wording.description.split("\n")[0]
    if not line or not line[0].isalpha() or len(one.entry.activity) != 1:
        return ""
    cell = " ".join(one.entry.activity[0].text.split())
    return line if -1 < cell.find(one.wording.title) < cell.find(line) else ""


def _emphasised(one: Told, _: _Custom) -> Problem | None:
    if not one.wording.doubtful:
        return None
    message = f"{one.wording.title[:80]!r} was taken as the title because it is emphasised, though it is not the first line."
    return Problem(
        "title-doubtful",
        "warning",
        message,
        "Look at the page; the other line is in the description.",
        one.entry.place,
    )


def _header(one: Told, _: _Custom) -> Problem | None:
    if one.entry.place.table is not None or not is_header_row(one.wording.title):
        return None
    message = f"{one.wording.title[:80]!r} reads like the header of a table, whose cells nothing parts."
    return Problem(
        "title-is-header",
        "warning",
        message,
        "Give the page itself (HTML) instead of a copy of it.",
        one.entry.place,
    )


def _long(one: Told, _: _Custom) -> Problem | None:
    if len(one.wording.title) <= LONG_TITLE:
        return None
    message = f"The title {one.wording.title[:60]!r}… is so long that it may be several things run together."
    return Problem(
        "title-long", "warning", message, "Look at the page, and shorten it there if it is.", one.entry.place
    )


def _apart(one: Told, _: _Custom) -> Problem | None:
    if not one.entry.apart:
        return None
    message = f"{one.wording.title[:80]!r} stands on another line than its time; elsewhere on the page they stand together."
    return Problem(
        "title-apart",
        "warning",
        message,
        "Look at the page; it may be the heading of what follows.",
        one.entry.place,
    )


def _name(one: Told, _: _Custom) -> Problem | None:
    if not one.wording.description or people_evidence(one.wording.title) <= SURE:
        return None
    message = (
        f"The title {one.wording.title!r} is a name, and other words stand beside it that may be the title."
    )
    return Problem(
        "title-is-name",
        "warning",
        message,
        "Look at the page; the other words are in the description.",
        one.entry.place,
    )


def _label(one: Told, custom: _Custom) -> Problem | None:
    title, wording = one.wording.title, one.wording
    speech = lexicon().kind_of(title) in ("opening", "closing")  # whose speaker is all that there is to say
    beside = wording.description or (_has_speaker(wording) and not speech)
    if is_label(title) and beside and bool(one.entry.activity) and not one.entry.people:
        message = f"{title!r} only says of which sort the session is; something beside it may be its title."
        return Problem(
            "title-is-label",
            "warning",
            message,
            "Look at the page; what stands beside it is in the description.",
            one.entry.place,
        )
    if title in custom.labels:
        message = f"{title[:80]!r} stands for several sessions, each with something else beside it that may be its title."
        return Problem(
            "title-repeated",
            "warning",
            message,
            "Look at the page; what stands beside it is in the description.",
            one.entry.place,
        )
    return None


def _cut(one: Told, custom: _Custom) -> Problem | None:
    title = one.wording.title
    first, last = title.split()[0], title.split()[-1]
    begins = custom.capitals and first != last and first.isalpha() and first.islower() and not _is_kind(title)
    ends = first != last and last.isalpha() and last.islower() and goes_on(title)
    if not begins and not ends:
        return None
    message = f"The title {title[:80]!r} seems to {'begin' if begins else 'end'} in the middle."
    return Problem(
        "title-cut",
        "warning",
        message,
        "Look at the page; the rest may stand before it or behind it.",
        one.entry.place,
    )


def _is_kind(title: str) -> bool:
    """Whether *title* says what kind of thing happens, such as a break, and has no need of more."""
    return lexicon().kind_of(title) not in (None, "talk")


def _together(one: Told, custom: _Custom) -> Problem | None:
    title = one.wording.title
    part = second_cell(title, names_nobody=not _has_speaker(one.wording))
    part = part or (_place_in_title(one) if custom.placed else "")
    if not part:
        return None
    message = f"The title {title[:80]!r} may be two cells run together; {part[:60]!r} may be one of its own."
    return Problem(
        "title-run-together", "warning", message, "Look at the page, or give the page itself (HTML) if this is a copy of it.",
        one.entry.place,
    )  # fmt: skip


def _presenter(one: Told, _: _Custom) -> Problem | None:
    lone = (str(who) for who in one.wording.presenters if not (who.name and who.organisation))
    said = next((who for who in lone if lexicon().kind_of(who) in _NO_PEOPLE), None)
    if said is None or _is_kind(one.wording.title):
        return None
    message = f"{said!r} was taken for who presents {one.wording.title[:80]!r}, and may be what happens."
    return Problem("presenter-is-session", "warning", message, "Look at the page.", one.entry.place)


def _goes_on(one: Told, custom: _Custom) -> Problem | None:
    title, below = one.wording.title, _below(one)
    if not below or _is_kind(title):
        return None
    continued = below[0].islower() and title[-1] not in '.!?”"' and "/" not in below
    talk = one.entry.place.table is not None and _has_speaker(one.wording) and ":" not in below
    if not continued and not (custom.bare and talk):
        return None
    message = f"{below[:80]!r} stands below the title {title[:80]!r} and may be a part of it."
    return Problem(
        "title-goes-on", "warning", message, "Look at the page; it is in the description.", one.entry.place
    )


_CHECKS: tuple[_Check, ...] = (
    _emphasised,
    _header,
    _long,
    _apart,
    _name,
    _label,
    _cut,
    _together,
    _presenter,
    _goes_on,
)


def _has_speaker(wording: Wording) -> bool:
    return any(presenter.role == "speaker" for presenter in wording.presenters)
