"""Letters as they are drawn -> pieces of text: what stands on one line without a gap."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from unicodedata import combining, normalize

from attrs import define, evolve, frozen

from agenda_ical.reading.pdf.drawing import Glyph, Sheet, Target

BLANK = 0.18
"""How wide, in heights of the letters, a gap must be to be a blank."""
GAP = 0.95
"""How wide it must be to part two cells, where nothing is drawn in it."""
NEAR_GAP = 0.2
"""How wide it may be on a page on which blanks are drawn, and must be if other lines begin below it."""
NEAR_BLANK = 0.45
"""The same where a blank is drawn in it."""
COLUMN = 4
"""How many lines must begin below each other for a column."""
WIDE_BLANK = 1.7
"""How wide where blanks are drawn in it: a line that is set flush has wide ones."""
WIDER = 1.4
"""How much wider they are between letters of East Asian scripts, whose blank is as wide as a letter."""
WIDE = re.compile("[\u1100-\u11ff\u3000-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef]")
"""Letters of East Asian scripts, whose lines may break behind any letter."""
IDEOGRAPHIC = "\u3000"
TWICE = 0.12
"""How far apart, in heights of the letters, the same letter may be drawn a second time to look bold."""
ACCENTS = {
    "`": "\u0300", "\u00b4": "\u0301", "\u02c6": "\u0302", "\u02dc": "\u0303", "\u00af": "\u0304", "\u02d8": "\u0306",
    "\u02d9": "\u0307", "\u00a8": "\u0308", "\u02da": "\u030a", "\u02dd": "\u030b", "\u02c7": "\u030c", "\u00b8": "\u0327",
}  # fmt: skip
"""Accents that stand alone -> the same, to stand on a letter."""


@frozen
class Run:
    """Some letters of a line that look alike."""

    text: str
    style: int = 0
    """0 for plain letters, else how they stand out: 1 for bold ones, 2 for slanted ones, 3 for both."""
    href: str = ""


@frozen
class Piece:
    """What stands on one line without a gap; lengths in points, from the top left corner of the page."""

    runs: tuple[Run, ...]
    x0: float
    x1: float
    base: float
    size: float
    order: int
    """Where it comes in what is drawn."""
    first: float = 0.0
    """How wide its first word is."""
    upright: bool = True
    high: float | None = None
    """Its upper edge, where that does not follow from its size."""
    blank: bool = False
    """Whether a blank is drawn behind it."""

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(run.text for run in self.runs)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.base - 0.75 * self.size if self.high is None else self.high

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.base + 0.2 * self.size


@define
class Stretch:
    """Letters that follow each other on a line."""

    letters: list[Glyph]
    near: bool = False
    """Whether the letters before stand so near that it may be part of the same words."""
    blank: bool = False
    """Whether a blank is drawn behind it."""


def sheet_to_pieces(sheet: Sheet) -> list[Piece]:
    """The pieces of text on *sheet*, in the order in which they are drawn."""
    stretches = _rejoined(_stretches(without_doubles(sheet.glyphs)))
    return [_piece(stretch, order, sheet.targets) for order, stretch in enumerate(stretches)]


def _stretches(glyphs: Sequence[Glyph]) -> list[Stretch]:
    """*glyphs* parted wherever a line ends or has a gap."""
    blanks = sum(glyph.text == " " for glyph in glyphs)
    most = (NEAR_GAP, NEAR_BLANK) if blanks > 0.05 * len(glyphs) else (NEAR_BLANK, NEAR_BLANK)
    stretches: list[Stretch] = []
    blank = 0.0
    for glyph in glyphs:
        if glyph.text.isspace():
            blank += glyph.x1 - glyph.x0 if glyph.text == IDEOGRAPHIC else 1e-6
            continue
        letters = stretches[-1].letters if stretches else []
        if letters and _goes_on(letters[-1], glyph, blank, most):
            if blank:
                letters.append(evolve(letters[-1], text=" ", x0=letters[-1].x1, x1=letters[-1].x1))
            letters.append(glyph)
        else:
            if stretches:
                stretches[-1].blank = blank > 0
            near = bool(letters) and _goes_on(letters[-1], glyph, blank, (GAP, WIDE_BLANK))
            stretches.append(Stretch([glyph], near))
        blank = 0.0
    return stretches


def _rejoined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """*stretches*, those joined that stand near to each other, unless others begin below each other at that spot."""
    begins = Counter(round(stretch.letters[0].x0) for stretch in stretches)
    joined: list[Stretch] = []
    for stretch in stretches:
        at = round(stretch.letters[0].x0)
        if stretch.near and sum(begins[at + beside] for beside in (-1, 0, 1)) < COLUMN:
            joined[-1].letters.extend(stretch.letters)
            joined[-1].blank = stretch.blank
        else:
            joined.append(stretch)
    return joined


def without_doubles(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """*glyphs* without those that are drawn a second time, a little beside, to look bold; what is left is bold."""
    seen: dict[tuple[str, int, int], int] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text.isspace():
            kept.append(glyph)
            continue
        at = _drawn_before(glyph, seen, kept)
        if at is None:
            seen[_spot(glyph, 0, 0)] = len(kept)
            kept.append(glyph)
        elif not kept[at].strong:
            kept[at] = evolve(kept[at], strong=True)
    return kept


def _spot(glyph: Glyph, right: int, down: int) -> tuple[str, int, int]:
    return glyph.text, int(glyph.x0 / 2) + right, int(glyph.base / 2) + down


def _drawn_before(glyph: Glyph, seen: dict[tuple[str, int, int], int], kept: Sequence[Glyph]) -> int | None:
    near = TWICE * glyph.size
    for right in (0, -1, 1):
        for down in (0, -1, 1):
            at = seen.get(_spot(glyph, right, down))
            if at is not None:
                other = kept[at]
                if (
                    abs(other.x0 - glyph.x0) < near
                    and abs(other.base - glyph.base) < near
                    and other.turn == glyph.turn
                ):
                    return at
    return None


def _goes_on(last: Glyph, glyph: Glyph, blank: float, most: tuple[float, float]) -> bool:
    """Whether *glyph* stands on the same line as *last*, with no gap between."""
    size = max(last.size, glyph.size)
    if last.turn != glyph.turn:
        return False
    script = min(last.size, glyph.size) < 0.85 * size
    if abs(glyph.base - last.base) > (0.6 if script else 0.15) * size:
        return False
    gap = glyph.x0 - last.x1 - blank
    if WIDE.match(last.text) and WIDE.match(glyph.text):
        gap /= WIDER
    return -0.7 * size < gap <= most[blank > 0] * size


def _piece(stretch: Stretch, order: int, targets: Sequence[Target]) -> Piece:
    line = stretch.letters
    letters = [glyph for glyph in line if glyph.text != " "]
    size = max(glyph.size for glyph in letters)
    base = median([glyph.base for glyph in letters if glyph.size > 0.85 * size])
    spaced = _is_spaced(letters)
    runs, first = _runs(line, _targets_on(targets, letters[0]), spaced=spaced)
    x0, x1 = letters[0].x0, max(glyph.x1 for glyph in letters)
    piece = Piece(runs, x0, x1, base, size, order, first - x0, blank=stretch.blank)
    return piece if not letters[0].turn else _laid(piece)


def _laid(piece: Piece) -> Piece:
    """A piece that is read upwards or downwards, with its edges on the page."""
    return evolve(piece, x0=piece.base, x1=piece.base, high=-piece.x0, base=-piece.x1, upright=False)


def _is_spaced(letters: Sequence[Glyph]) -> bool:
    """Whether all letters are set apart, as in ``P R O G R A M M E``."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(letters)]
    return len(gaps) > 3 and min(gaps) > BLANK * letters[0].size and max(gaps) < 3 * min(gaps)


def _runs(line: Sequence[Glyph], targets: Sequence[Target], *, spaced: bool) -> tuple[tuple[Run, ...], float]:
    """The letters of *line* with their blanks, and where the first word ends."""
    found: list[Run] = []
    first = 0.0
    usual = median([right.x0 - left.x1 for left, right in pairwise(line)]) if spaced else 0.0
    for last, glyph in zip((None, *line), line, strict=False):
        parted = last is not None and _parted(last, glyph, usual)
        if glyph.text == " " or parted:
            first = first or (last.x1 if last else glyph.x0)
        if glyph.text == " " and spaced:
            continue
        _add(
            found,
            glyph,
            " " if parted and found and not found[-1].text.endswith(" ") else "",
            _href(targets, glyph),
        )
    return tuple(found), first or line[-1].x1


def _parted(last: Glyph, glyph: Glyph, usual: float) -> bool:
    size = min(last.size, glyph.size)
    gap = glyph.x0 - last.x1
    if last.text == " " or glyph.text == " ":
        return False
    return gap > max(BLANK * size, 1.6 * usual)


def _add(runs: list[Run], glyph: Glyph, blank: str, href: str) -> None:
    style = glyph.strong + 2 * glyph.slanted
    if runs and runs[-1].style == style and runs[-1].href == href:
        runs[-1] = evolve(runs[-1], text=_accented(runs[-1].text + blank, glyph.text))
    else:
        if blank and runs:
            runs[-1] = evolve(runs[-1], text=runs[-1].text + blank)
        runs.append(Run(glyph.text, style, href))


def _accented(text: str, letter: str) -> str:
    """*text* and *letter*, with an accent that was drawn alone on the letter that it belongs to."""
    if text and text[-1] in ACCENTS and letter.isalpha():
        joined = normalize("NFC", letter + ACCENTS[text[-1]])
        if len(joined) == 1 and not combining(joined):
            return text[:-1] + joined
    return text + letter


def _targets_on(targets: Iterable[Target], letter: Glyph) -> list[Target]:
    """The links on the line of *letter*."""
    if letter.turn:
        return []
    y = letter.base - 0.3 * letter.size
    return [target for target in targets if target.y0 <= y <= target.y1]


def _href(targets: Sequence[Target], glyph: Glyph) -> str:
    x = (glyph.x0 + glyph.x1) / 2
    return next((target.href for target in targets if target.x0 <= x <= target.x1), "")
