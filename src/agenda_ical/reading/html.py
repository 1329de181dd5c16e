"""An HTML page -> the headings, paragraphs, list items and tables that a browser shows, in order."""

# ruff: noqa: SIM905 : a set of names reads best as a sentence

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from attrs import evolve

from agenda_ical.document import Block, Document, Grid, Heading, Paragraph
from agenda_ical.place import Place
from agenda_ical.reading.addresses import with_absolute_links
from agenda_ical.reading.flow import BLOCKS, EMPHASIS, Flow, preformatted
from agenda_ical.reading.hidden import Hidden, hidden_on
from agenda_ical.reading.markup import Node, Tree, parse, without_pieces
from agenda_ical.reading.structured import about
from agenda_ical.reading.tables import ROLES, Tables
from agenda_ical.reading.text import lines_to_blocks
from agenda_ical.regexes import regex

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset("dir dl menu ol ul".split())
ITEMS = {"li": 0, "dt": 0, "dd": 1}
"""How much deeper than its list an item stands."""
CONTAINERS = frozenset(
    "article aside blockquote dd details dialog dl dt fieldset figure footer form header hr li main nav ol pre section "
    "table td ul".split()
)
"""What stands apart from its surroundings; a ``div`` does so if others like it stand beside it."""

FRONT_MATTER = regex(r"\A\s*---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
TEMPLATE_TAGS = (("<%", "%>"), ("<?", "?>"), ("{%", "%}"), ("{{", "}}"))
"""What a server would have replaced before any browser saw it."""


def html_to_document(page: str, parse_page: Callable[[str], Tree] = parse) -> Document:
    """The visible part of *page*, and what it says of itself in its head and in data for machines."""
    front, page = split_front_matter(page)
    tree = parse_page(without_template_tags(page))
    flow = PageFlow(tree, hidden_on(tree))
    flow.walk(tree.root)
    flow.flush()
    document = evolve(about(tree), blocks=tuple(flow.blocks), cuts=tuple(flow.cuts))
    if base := _base(tree):
        document = with_absolute_links(document, base)
    return with_front_matter(document, front)


def _base(tree: Tree) -> str:
    """Where the page says that its links lead from (HTML standard, the base element), or nothing."""
    return next((href.strip() for node in tree.find_all("base") if (href := node.attr("href"))), "")


def split_front_matter(page: str) -> tuple[dict[str, str], str]:
    """The plain ``key: value`` lines between two ``---`` at the top of *page*, and the page without them."""
    found = FRONT_MATTER.match(page)
    if not found:
        return {}, page
    pairs = (line.partition(":") for line in (found[1] or "").split("\n") if line[:1].isalnum())
    values = {key.strip().lower(): value.strip().strip("\"'") for key, colon, value in pairs if colon}
    return {key: value for key, value in values.items() if value}, page[found.end() :]


def with_front_matter(document: Document, front: dict[str, str]) -> Document:
    """*document* with the title, the language and the other lines of its front matter."""
    if not front:
        return document
    rest = "\n".join(
        f"{key}: {value}" for key, value in front.items() if key not in {"title", "layout", "lang"}
    )
    return evolve(
        document,
        title=front.get("title", document.title),
        language=document.language or front.get("lang", ""),
        description="\n".join(filter(None, (document.description, rest))),
    )


def without_template_tags(page: str) -> str:
    """*page* without the code of its template language."""
    for opening, closing in TEMPLATE_TAGS:
        if (
            opening[0] in page and opening[1] in page and opening in page
        ):  # single signs are found much faster
            page = without_pieces(page, opening, closing)
    return page


class PageFlow(Flow):
    """Collects the blocks of a page."""

    def __init__(self, tree: Tree, hidden: Hidden) -> None:
        """Begin with no blocks."""
        super().__init__(tree, hidden)
        self.blocks: list[Block] = []
        self.cuts: list[str] = []
        self.tables = Tables(tree, hidden)
        self.grids = 0
        self.heading = 0
        """The level of the heading that we are in, or 0."""
        self.level = 0
        """The level of the item that we are in, or 0."""
        self.lists = 0
        """In how many lists we are."""
        self.gap = True

    def newline(self) -> None:
        """Take in a line break; two of them end a paragraph, as they look."""
        if self.inline.pending == "\n" and self.inline.length and not self.heading and not self.level:
            self.flush()
            self.gap = True
        self.inline.newline()

    def flush(self) -> None:
        """End the block that was being collected, if there is any text in it."""
        rich = self.inline.take()
        if not rich.text:
            return
        place = Place(paragraph=len(self.blocks) - self.grids + 1)
        if self.heading:
            self.blocks.append(Heading(rich.text, self.heading, place, rich.links))
        else:
            self.blocks.append(Paragraph(rich.text, self.level, place, rich.emphasis, rich.links, self.gap))
        self.gap = False

    def block(self, node: Node) -> None:
        """Take in an element that begins and ends a block."""
        self.flush()
        tag = node.tag
        self.edge = 0
        if tag == "pre":
            self._preformatted(node)
        elif (tag == "table" or node.attr("role") in ROLES) and self._grid(node):
            self.gap = True
        else:
            self._begin(node, tag)

    def _begin(self, node: Node, tag: str) -> None:
        apart = tag in CONTAINERS or (tag == "div" and _is_card(node, self.tree))
        self.gap = self.gap or apart
        self.stack.append(partial(self._end, self.heading, self.level, self.lists, apart=apart))
        self.heading = HEADINGS.get(tag, self.heading)
        self.lists += tag in LISTS
        if tag in ITEMS:
            self.level = max(self.lists, 1) + ITEMS[tag]
        elif tag in {"table", "td"}:
            self.level = 0
        if _holds_fields(node, self.tree):
            self.stack.extend(step for child in reversed(node.children) for step in (child, self._border))
        else:
            self.stack.extend(reversed(node.children))

    def _border(self) -> None:
        """Let a tab stand between two fields."""
        if self.inline.length:
            self.inline.tab()

    def _end(self, heading: int, level: int, lists: int, *, apart: bool) -> None:
        self.flush()
        self.heading, self.level, self.lists = heading, level, lists
        self.gap = self.gap or apart
        self.edge = 0

    def _grid(self, node: Node) -> bool:
        """Whether *node* was taken in as a table."""
        place = Place(table=self.grids + 1)
        found = (
            self.tables.to_grid(node, place)
            if node.tag == "table"
            else self.tables.to_grid_by_roles(node, place)
        )
        if found is None:
            return False
        grid, cuts = found
        self.grids += 1
        self.blocks.append(grid)
        self.cuts.extend(cuts)
        return True

    def _preformatted(self, node: Node) -> None:
        for block in lines_to_blocks(preformatted(self.tree, self.hidden, node).split("\n")):
            if isinstance(block, Grid):
                self.grids += 1
                self.blocks.append(evolve(block, place=Place(table=self.grids)))
            else:
                place = Place(paragraph=len(self.blocks) - self.grids + 1)
                self.blocks.append(evolve(block, place=place))
        self.gap = True


def _is_card(node: Node, tree: Tree) -> bool:
    """Whether a ``div`` is one of several alike, each of which holds several blocks."""
    likeness = node.attr("class")
    alike = any(
        neighbour is not None and neighbour.tag == "div" and neighbour.attr("class") == likeness
        for neighbour in (_neighbour(node, tree, "previous_sibling"), _neighbour(node, tree, "next_sibling"))
    )
    return alike and _holds_several(node, tree)


def _holds_fields(node: Node, tree: Tree) -> bool:
    """Whether *node* is one of several alike that hold nothing but inline elements side by side: a row without a table."""
    children = node.children
    if len(children) < 2 or not all(isinstance(child, tree.element) for child in children):
        return False
    shape = [child.tag for child in children]
    if not BLOCKS.isdisjoint(shape) or "br" in shape or EMPHASIS.issuperset(shape):
        return False
    neighbours = (_neighbour(node, tree, "previous_sibling"), _neighbour(node, tree, "next_sibling"))
    return any(
        other is not None
        and other.tag == node.tag
        and [child.tag for child in other.children if isinstance(child, tree.element)] == shape
        for other in neighbours
    )


def _neighbour(node: Node, tree: Tree, direction: str) -> Node | None:
    """The element next to *node*, with nothing but a blank text between."""
    for _ in range(4):
        node = getattr(node, direction)
        if node is None or isinstance(node, tree.element):
            return node
        if isinstance(node, tree.text) and not node.data.isspace():
            return None
    return None


def _holds_several(node: Node, tree: Tree) -> bool:
    pieces = blocks = 0
    for child in node.children[:32]:
        if isinstance(child, tree.element):
            pieces += 1
            blocks += child.tag in BLOCKS
        elif isinstance(child, tree.text):
            pieces += not child.data.isspace()
    return pieces >= 2 and blocks >= 1
