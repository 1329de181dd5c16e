"""Markdown -> headings, paragraphs, items and tables, with the lines on which they stand."""

# ruff: noqa: SIM905 : a set of names reads best as a sentence

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

from attrs import evolve
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from agenda_ical.document import Block, Cell, Document, Grid, Heading, Paragraph
from agenda_ical.place import Place
from agenda_ical.reading.boxes import is_edge, lines_to_grid
from agenda_ical.reading.html import (
    html_to_document,
    split_front_matter,
    with_front_matter,
    without_template_tags,
)
from agenda_ical.reading.inline import Inline, Rich
from agenda_ical.reading.pipes import is_row, is_rule, pipes_to_grid
from agenda_ical.reading.text import clean_line, lines_to_blocks
from agenda_ical.regexes import regex

ATTRIBUTES = regex(r"[ \t]*\{:?[ ]*[:.#][^{}\n]*\}")
"""``{: .class}`` and ``{#id}``, as kramdown has them."""
BLOCK_HTML = regex(
    r"^[ ]{0,3}</?(?:table|tr|td|th|tbody|thead|div|ul|ol|li|dl|dt|dd|section|article|center|details|h[1-6]|p)\b",
    re.IGNORECASE | re.MULTILINE,
)
BREAK = regex(r"<br\s*/?>", re.IGNORECASE)
TAG = regex(r"<(/?)([a-z][a-z0-9]*)\b", re.IGNORECASE)
EMPHASIS = frozenset("b em i strong u".split())
TERMINATES: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def markdown_to_document(text: str) -> Document:
    """
    What *text* shows once it is rendered.

    Its places are lines; but a page that is largely HTML is rendered first and read as HTML, for HTML's tables may
    hold Markdown and blank lines, and their places are those of the rendered page.
    """
    front, body = split_front_matter(text)
    above = text[: len(text) - len(body)].count("\n")
    body = ATTRIBUTES.sub("", without_template_tags(body))
    if BLOCK_HTML.search(body):
        page = _markdown().disable("code").render(body)
        return with_front_matter(html_to_document(page), front)
    reader = _TokenReader(body.split("\n"), above)
    return with_front_matter(Document(tuple(reader.blocks())), front)


def _markdown() -> MarkdownIt:
    """CommonMark with the tables of our own: no ragged row loses a cell, and drawn boxes are tables too."""
    markdown = MarkdownIt("commonmark", {"html": True})
    markdown.block.ruler.before("code", "grid", _grid_rule, TERMINATES)
    markdown.add_render_rule("grid", _render_grid)
    return markdown


def _grid_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 : markdown-it's interface
    """Take the lines of a table, if one begins on line *start*."""
    if state.sCount[start] - state.blkIndent >= 4:
        return False
    lines = _table_lines(state, start, end)
    if not lines:
        return False
    if not silent:
        token = state.push("grid", "", 0)
        token.map = [start, start + len(lines)]
        token.meta = {"lines": lines}
        state.line = start + len(lines)
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _table_lines(state: StateBlock, start: int, end: int) -> list[str]:
    """The lines of the table that begins on line *start*: a box, rows below a ruled header, or rows between strokes."""
    first = clean_line(_line(state, start))
    if is_edge(first):
        lines = _lines_while(state, start, end, lambda line: line.startswith(("+", "|")))
        last = max(number for number, line in enumerate(lines) if is_edge(line))
        return lines[: last + 1] if last > 1 else []
    if "|" not in first or start + 1 >= end or is_rule(first):
        return []
    if is_rule(clean_line(_line(state, start + 1))):
        return _lines_while(state, start, end, lambda line: "|" in line)
    lines = _lines_while(state, start, end, is_row)
    return lines if len(lines) > 1 else []


def _lines_while(state: StateBlock, start: int, end: int, fits: Callable[[str], bool]) -> list[str]:
    lines = []
    for number in range(start, end):
        line = clean_line(_line(state, number))
        if not line.strip() or not fits(line) or state.sCount[number] < state.blkIndent:
            break
        lines.append(line)
    return lines


def _token_to_grid(token: Token, markdown: MarkdownIt, place: Place = Place()) -> Grid:
    lines = token.meta["lines"]
    if is_edge(lines[0]):
        return lines_to_grid(lines, place)
    return pipes_to_grid(lines, place, lambda text: _inline_to_rich(_inline(markdown, text)))


def _inline(markdown: MarkdownIt, text: str) -> list[Token]:
    return [child for token in markdown.parseInline(text) for child in token.children or ()]


def _render_grid(
    renderer: RendererHTML,  # noqa: ARG001 : markdown-it's interface, as the other two
    tokens: list[Token],
    at: int,
    options: OptionsDict,  # noqa: ARG001
    env: EnvType,  # noqa: ARG001
) -> str:
    """The table as HTML, for a page that is read as HTML."""
    lines = tokens[at].meta["lines"]
    markdown = MarkdownIt("commonmark", {"html": True})
    boxed = is_edge(lines[0])
    grid = lines_to_grid(lines) if boxed else pipes_to_grid(lines, rich=Rich)
    rows = (
        "".join(
            _cell_as_html(cell, escape(cell.text) if boxed else markdown.renderInline(cell.text))
            for cell in row
        )
        for row in _rows(grid)
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>\n"


def _rows(grid: Grid) -> Iterator[list[Cell]]:
    for number in range(grid.height):
        yield [cell for cell in grid.row(number) if cell.row == number]


def _cell_as_html(cell: Cell, content: str) -> str:
    tag = "th" if cell.header else "td"
    content = content.replace("\n", "<br>")
    return f'<{tag} rowspan="{cell.rows}" colspan="{cell.columns}">{content}</{tag}>'


def _inline_to_rich(tokens: list[Token]) -> Rich:
    inline = Inline()
    for token in tokens:
        _take_inline(inline, token)
    return inline.take()


def _take_inline(inline: Inline, token: Token) -> None:
    kind = token.type
    if kind in {"text", "code_inline"}:
        inline.add(token.content)
    elif kind in {"softbreak", "hardbreak"}:
        inline.newline()
    elif kind in {"em_open", "strong_open"}:
        inline.open_emphasis()
    elif kind in {"em_close", "strong_close"}:
        inline.close_emphasis()
    elif kind == "link_open":
        inline.open_link(str(token.attrGet("href") or ""))
    elif kind == "link_close":
        inline.close_link()
    elif kind == "html_inline":
        _take_tag(inline, token.content)


def _take_tag(inline: Inline, content: str) -> None:
    if BREAK.match(content):
        inline.newline()
    elif (tag := TAG.match(content)) and tag[2].lower() in EMPHASIS:
        if tag[1]:
            inline.close_emphasis()
        else:
            inline.open_emphasis()


class _TokenReader:
    """Goes through the tokens of a page once, and knows in which heading or item it is."""

    def __init__(self, lines: list[str], above: int) -> None:
        self.lines = lines
        self.above = above
        """How many lines of front matter stand above the first."""
        self.markdown = _markdown()
        self.grids = 0
        self.level = 0
        self.heading = 0
        self.gap = True

    def blocks(self) -> Iterator[Block]:
        """The blocks of the page."""
        for token in self.markdown.parse("\n".join(self.lines)):
            if token.type.endswith("list_open"):
                self.level += 1
            elif token.type.endswith("list_close"):
                self.level -= 1
            elif token.type in {"list_item_open", "hr", "blockquote_open"}:
                self.gap = True
            elif token.type == "heading_open":
                self.heading = int(token.tag[1:])
            else:
                yield from self._content(token)

    def _content(self, token: Token) -> Iterator[Block]:
        if token.type == "inline":
            yield from self._text(token)
        elif token.type == "heading_close":
            self.heading = 0
        elif token.type == "paragraph_close":
            self.gap = self.gap or self.level == 0
        elif token.type == "grid":
            self.grids += 1
            yield _token_to_grid(token, self.markdown, Place(table=self.grids))
            self.gap = True
        elif token.type in {"fence", "code_block"}:
            yield from self._preformatted(token)
        elif token.type == "html_block":
            yield from self._html(token)

    def _place(self, token: Token) -> Place:
        return Place(line=self.above + (token.map or [0])[0] + 1)

    def _text(self, token: Token) -> Iterator[Block]:
        rich = _inline_to_rich(token.children or [])
        if not rich.text:
            return
        if self.heading:
            yield Heading(rich.text, self.heading, self._place(token), rich.links)
        else:
            place = self._place(token)
            yield Paragraph(rich.text, self.level, place, rich.emphasis, rich.links, self.gap)
        self.gap = False

    def _preformatted(self, token: Token) -> Iterator[Block]:
        first = self._place(token).line or 1
        for block in lines_to_blocks(token.content.split("\n")):
            if isinstance(block, Grid):
                self.grids += 1
                yield evolve(block, place=Place(table=self.grids))
            else:
                line = first + (block.place.line or 1) - (token.type != "fence")
                yield evolve(block, place=Place(line=line))
        self.gap = True

    def _html(self, token: Token) -> Iterator[Block]:
        """What a small piece of HTML shows; its paragraphs stand on the line where it begins."""
        for block in html_to_document(token.content).blocks:
            if isinstance(block, Grid):
                self.grids += 1
                yield evolve(block, place=Place(table=self.grids))
            else:
                yield evolve(block, place=self._place(token))
        self.gap = True
