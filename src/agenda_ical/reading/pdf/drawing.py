"""A page of a PDF -> what is drawn on it: letters where they stand, and the lines between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from unicodedata import normalize

from attrs import define, field, frozen
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTCurve, LTLine, LTRect
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1, stream_value
from pdfminer.utils import Matrix, PathSegment, Rect, decode_text

from agenda_ical.limits import Limits

MOST_STROKES = 5_000
"""Lines and boxes of one page: no table has more."""
MOST_FORMS = 2_000
"""Drawings within drawings of one page."""
MOST_DRAWN = 2 * 2**20
"""Bytes of drawing instructions of one page."""
MOST_DRAWN_IN_ALL = 24 * 2**20
THIN = 3.0
"""How thick, in points, a filled box may be and still be a line."""

BOLD = re.compile(r"bold|black|heavy|demi|CMBX|CMB\d|SFBX", re.IGNORECASE)
SLANTED = re.compile(r"italic|oblique|CMTI|SFTI|CMSL", re.IGNORECASE)
UNKNOWN = re.compile(r"\(cid:\d+\)")
SAME_LETTERS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
"""Radicals, compatibility ideographs and ligatures, which stand for plain letters."""
HYPHENS = {0xAD: "-", 0x2011: "-"}
PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Signs of symbol fonts; what is left of them when they lead a line is a bullet."""
BULLET = "\u2022"


@frozen
class Glyph:
    """A letter as it is drawn; lengths in points, from the top left corner of the page."""

    text: str
    x0: float
    x1: float
    base: float
    """Where the line is on which it stands."""
    size: float
    strong: bool
    """Whether it is bold."""
    slanted: bool
    turn: int
    """0 for a letter that stands upright, 1 for one that is read upwards, -1 downwards."""


@frozen
class Stroke:
    """A straight line, lying (``y0 == y1``) or upright (``x0 == x1``)."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def lies(self) -> bool:
        """Whether it goes from left to right."""
        return self.y0 == self.y1


@frozen
class Fill:
    """A box that is filled with a colour."""

    x0: float
    y0: float
    x1: float
    y1: float
    white: bool


@frozen
class Target:
    """A box that leads somewhere."""

    x0: float
    y0: float
    x1: float
    y1: float
    href: str


@define
class Sheet:
    """What is drawn on a page."""

    number: int
    width: float = 0.0
    height: float = 0.0
    glyphs: list[Glyph] = field(factory=list)
    """In the order in which they are drawn."""
    strokes: list[Stroke] = field(factory=list)
    fills: list[Fill] = field(factory=list)
    targets: list[Target] = field(factory=list)
    cuts: list[str] = field(factory=list)
    unknown: int = 0
    """How many letters are drawn of which the file does not say which they are."""


class _Enough(Exception):
    """Raised when a page asks for more than it may."""


class _Pen(PDFLayoutAnalyzer):
    """Takes note of what is drawn."""

    def __init__(self, fonts: PDFResourceManager, limits: Limits) -> None:
        super().__init__(fonts)
        self.limits = limits
        self.letters = 0
        self.drawn_in_all = 0
        self.begin(0)

    def begin(self, number: int) -> None:
        """Take a new sheet."""
        self.sheet = Sheet(number)
        self.drawn = self.forms = self.paths = 0
        self.shown = 0
        self.heavy = False
        self.white: list[tuple[int, float]] = []
        self.pictures: list[Rect] = []
        self._stack.clear()

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        super().begin_page(page, ctm)
        self.sheet.width, self.sheet.height = self.cur_item.width, self.cur_item.height

    def end_page(self, page: PDFPage) -> None:
        """Nothing is laid out here."""

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        self.forms += 1
        if self.forms > MOST_FORMS or len(self._stack) > self.limits.depth // 8:
            raise _Enough
        super().begin_figure(name, bbox, matrix)

    def end_figure(self, _: str) -> None:
        self.cur_item = self._stack.pop()

    def render_image(self, name: str, stream: PDFStream) -> None:  # noqa: ARG002 - the library's signature
        box = self.cur_item
        self.pictures.append((box.x0, box.y0, box.x1, box.y1))

    def spend(self, size: int) -> None:
        """Take note of *size* bytes of instructions."""
        self.drawn += size
        self.drawn_in_all += size
        if self.drawn > MOST_DRAWN or self.drawn_in_all > MOST_DRAWN_IN_ALL:
            raise _Enough

    def render_string(
        self,
        textstate: PDFTextState,
        seq: PDFTextSeq,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> None:
        self.heavy = textstate.render == 2
        self.shown += 1
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(  # noqa: PLR0913, PLR0917 - the library's signature
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = ""
        letter = LTChar(
            matrix,
            font,
            fontsize,
            scaling,
            rise,
            text,
            font.char_width(cid),
            font.char_disp(cid),
            ncs,
            graphicstate,
        )
        self.letters += 1
        if not self.letters % 10_000:
            self.limits.check("characters", self.letters, "characters on its pages")
        if not text or UNKNOWN.fullmatch(text):
            self.sheet.unknown += 1
        else:
            self._take(letter, matrix, clean_letter(text), font.fontname)
        return letter.adv

    def _take(self, letter: LTChar, matrix: Matrix, text: str, fontname: str | bytes) -> None:
        width, height = self.sheet.width, self.sheet.height
        x, y = (letter.x0 + letter.x1) / 2, (letter.y0 + letter.y1) / 2
        if not text or not (0 <= x <= width and 0 <= y <= height):
            return
        a, b, _, _, e, f = matrix
        name = str(fontname)
        turn = 0 if abs(b) <= abs(a) else (1 if b > 0 else -1)
        strong = self.heavy or BOLD.search(name) is not None
        slanted = SLANTED.search(name) is not None
        if turn:
            start, stop = (letter.y0, letter.y1) if turn > 0 else (-letter.y1, -letter.y0)
            base = e * turn
        else:
            start, stop, base = letter.x0, letter.x1, height - f
        self.sheet.glyphs.append(
            Glyph(text, start, stop, base, letter.size, strong=strong, slanted=slanted, turn=turn)
        )
        if _is_white(letter.graphicstate.ncolor):
            self.white.append((len(self.sheet.glyphs) - 1, x))

    def paint_path(
        self,
        gstate: PDFGraphicState,
        stroke: bool,  # noqa: FBT001 - the library's signature
        fill: bool,  # noqa: FBT001
        evenodd: bool,  # noqa: FBT001
        path: Sequence[PathSegment],
    ) -> None:
        self.paths += 1
        if self.paths > MOST_STROKES:
            return
        super().paint_path(gstate, stroke, fill, evenodd, path)
        for shape in self.cur_item:
            if isinstance(shape, LTCurve):
                self._paint(shape, stroke=stroke, white=_is_white(shape.non_stroking_color))
        self.cur_item._objs.clear()  # noqa: SLF001 - what was taken in need not be kept, and nothing public lets it go

    def _paint(self, shape: LTCurve, *, stroke: bool, white: bool) -> None:
        height = self.sheet.height
        x0, y0, x1, y1 = shape.x0, height - shape.y1, shape.x1, height - shape.y0
        if isinstance(shape, LTLine) or min(x1 - x0, y1 - y0) <= THIN:
            if not (white and not stroke):
                self.sheet.strokes.extend(_as_line(x0, y0, x1, y1))
        elif stroke:
            points = [(x, height - y) for x, y in shape.pts]
            closed = [*points, points[0]] if isinstance(shape, LTRect) or shape.original_path else points
            self.sheet.strokes.extend(_straight_parts(closed))
        if shape.fill and min(x1 - x0, y1 - y0) > THIN:
            self.sheet.fills.append(Fill(x0, y0, x1, y1, white))


def _as_line(x0: float, y0: float, x1: float, y1: float) -> Iterable[Stroke]:
    """A thin box as the line that it looks like; a slanted line is none of a table."""
    if x1 - x0 > THIN >= y1 - y0:
        middle = (y0 + y1) / 2
        yield Stroke(x0, middle, x1, middle)
    elif y1 - y0 > THIN >= x1 - x0:
        middle = (x0 + x1) / 2
        yield Stroke(middle, y0, middle, y1)


def _straight_parts(points: Sequence[tuple[float, float]]) -> Iterable[Stroke]:
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(y0 - y1) < 0.5 or abs(x0 - x1) < 0.5:
            yield from _as_line(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _is_white(colour: object) -> bool:
    values = colour if isinstance(colour, tuple) else (colour,)
    if len(values) == 4:
        return all(value == 0 for value in values)
    return all(isinstance(value, int | float) and value >= 0.99 for value in values)


def clean_letter(text: str) -> str:
    """*text* with ligatures and radicals as plain letters, every hyphen as one."""
    if text.isascii():
        return text
    if SAME_LETTERS.search(text):
        text = normalize("NFKC", text)
    return PRIVATE.sub(BULLET, text.translate(HYPHENS))


class _Drawer(PDFPageInterpreter):
    """Follows the instructions of a page, no more of them than it may."""

    def execute(self, streams: Sequence[object]) -> None:
        if isinstance(self.device, _Pen):
            for stream in streams:
                self.device.spend(len(stream_value(stream).get_data()))
        super().execute(streams)


class Drawing:
    """Turns the pages of one file into sheets, one after the other."""

    def __init__(self, fonts: PDFResourceManager, limits: Limits) -> None:
        """Begin with nothing spent."""
        self.pen = _Pen(fonts, limits)
        self.drawer = _Drawer(fonts, self.pen)

    def draw(self, page: PDFPage, number: int) -> Sheet:
        """What is drawn on *page*."""
        self.pen.begin(number)
        sheet = self.pen.sheet
        try:
            self.drawer.process_page(page)
        except _Enough:
            sheet.cuts.append(
                f"On page {number} more is drawn than a programme needs; the rest of it was left out."
            )
        if self.pen.paths > MOST_STROKES:
            sheet.cuts.append(
                f"Page {number} has more than {MOST_STROKES:,} lines; its tables were told by their words."
            )
            sheet.strokes.clear()
            sheet.fills.clear()
        self._drop_unseen(sheet)
        sheet.targets.extend(_targets(page, sheet.height))
        return sheet

    def _drop_unseen(self, sheet: Sheet) -> None:
        """Take out white letters that stand on white."""
        dark = [fill for fill in sheet.fills if not fill.white]
        unseen = {at for at, x in self.pen.white if not _stands_on(sheet.glyphs[at], x, dark)}
        if unseen and not self.pen.pictures:
            sheet.glyphs[:] = [glyph for at, glyph in enumerate(sheet.glyphs) if at not in unseen]


def _stands_on(glyph: Glyph, x: float, fills: Sequence[Fill]) -> bool:
    if glyph.turn:
        return True
    y = glyph.base - glyph.size * 0.3
    return any(fill.x0 <= x <= fill.x1 and fill.y0 <= y <= fill.y1 for fill in fills)


def _targets(page: PDFPage, height: float) -> Iterable[Target]:
    """The links of *page*; on one that is turned they are left out."""
    if page.rotate:
        return
    left, bottom = page.mediabox[0], page.mediabox[1]
    for annotation in list_value(page.annots)[:2000]:
        values = dict_value(annotation)
        href = resolve1(dict_value(values.get("A")).get("URI"))
        box = [
            value for value in map(resolve1, list_value(values.get("Rect"))) if isinstance(value, int | float)
        ]
        if isinstance(href, bytes) and len(box) == 4:
            x0, x1 = sorted((box[0] - left, box[2] - left))
            y0, y1 = sorted((height - box[1] + bottom, height - box[3] + bottom))
            yield Target(x0, y0, x1, y1, decode_text(href))
