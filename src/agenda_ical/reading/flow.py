"""A tree of elements -> running text, as it flows on the page; blocks begin a new line."""

# ruff: noqa: SIM905 : a set of names reads best as a sentence

from __future__ import annotations

from functools import partial

from agenda_ical.reading.hidden import Hidden
from agenda_ical.reading.inline import Inline, Rich
from agenda_ical.reading.markup import Node, Tree
from agenda_ical.regexes import regex

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p plaintext pre search "
    "section summary table tbody td tfoot th thead tr ul xmp".split()
)
EMPHASIS = frozenset("b em i strong u".split())
LINK = "a"
SCRIPTS = frozenset({"sub", "sup"})
APART = frozenset("button img input label time".split())
"""Inline elements that stand apart from the words beside them, whatever blanks the source has."""


class Flow:
    """Walks a part of a page once, in order, on a stack of its own: pages may be nested as deep as they like."""

    def __init__(self, tree: Tree, hidden: Hidden) -> None:
        """Begin with nothing."""
        self.tree = tree
        self.hidden = hidden
        self.inline = Inline()
        self.stack: list[Node] = []
        """Elements and texts, and what to do when an element ends."""
        self.edge = 0
        """What lies between the last text and the next: 0 nothing, 1 an edge of an element, 2 one that sets apart."""
        self.left_class = ""
        """The class of the element that ended just before; ``a`` for a link."""

    def walk(self, node: Node) -> None:
        """Take in all that is visible within *node*."""
        element, text = self.tree.element, self.tree.text
        stack = self.stack
        bottom = len(stack)
        stack.extend(reversed(node.children))
        while len(stack) > bottom:
            step = stack.pop()
            kind = type(step)
            if kind is text:
                self.text(step.data)
            elif kind is element:
                if not self.hidden(step):
                    self.enter(step)
            elif callable(step):
                step()

    def text(self, data: str) -> None:
        """Take in a text between two tags."""
        inline = self.inline
        if self.edge and data:
            if inline.last and not inline.pending and _runs_together(inline, data[0], self.edge):
                inline.space()
            if not data.isspace():
                self.edge = 0
            self.left_class = ""
        inline.add(data)

    def enter(self, node: Node) -> None:
        """Take in an element: its content comes next on the stack."""
        tag = node.tag
        if tag == "br":
            self.newline()
        elif tag in BLOCKS or _is_block_by_style(node):
            self.block(node)
        else:
            self._inline(node, tag)

    def newline(self) -> None:
        """Take in a line break."""
        self.inline.newline()

    def block(self, node: Node) -> None:
        """Take in an element that begins and ends a line."""
        self.inline.newline()
        self.stack.append(self.inline.newline)
        self.stack.extend(reversed(node.children))

    def _inline(self, node: Node, tag: str) -> None:
        inline = self.inline
        if tag not in SCRIPTS:
            self._edge(node, tag)
            self.stack.append(partial(self._leave, node, tag))
        href = node.attr("href") if tag == "a" else None
        if tag in EMPHASIS or _is_bold_by_style(node):
            inline.open_emphasis()
            self.stack.append(inline.close_emphasis)
        elif href and not href.lower().startswith(("#", "javascript:")):
            inline.open_link("".join(href.split()))
            self.stack.append(inline.close_link)
        if tag == "time" and not len(node.children):
            self.text(node.attr("datetime") or "")
        self.stack.extend(reversed(node.children))

    def _edge(self, node: Node, tag: str) -> None:
        own = node.attr("class") or ""
        links = tag == "a" and self.left_class == LINK
        apart = tag in APART or links or bool(own and self.left_class and own != self.left_class)
        self.edge = max(self.edge, 2 if apart else 1)
        self.left_class = ""

    def _leave(self, node: Node, tag: str) -> None:
        self.edge = max(self.edge, 2 if tag in APART else 1)
        self.left_class = LINK if tag == "a" else node.attr("class") or ""


class CellFlow(Flow):
    """The text of one cell: whatever is in it, tables too, as lines."""

    def take(self, cell: Node) -> Rich:
        """The text of *cell*."""
        self.edge = 0
        self.walk(cell)
        return self.inline.take()

    def enter(self, node: Node) -> None:
        """Take in an element; ``pre`` keeps its lines."""
        if node.tag == "pre":
            self.inline.newline()
            for line in preformatted(self.tree, self.hidden, node).split("\n"):
                self.inline.add(line)
                self.inline.newline()
        else:
            super().enter(node)


def preformatted(tree: Tree, hidden: Hidden, pre: Node) -> str:
    """The text of a ``pre`` as it is written, its blanks and newlines kept."""
    pieces: list[str] = []
    stack = list(reversed(pre.children))
    while stack:
        node = stack.pop()
        if isinstance(node, tree.text):
            pieces.append(node.data)
        elif isinstance(node, tree.element) and not hidden(node):
            if node.tag == "br" or node.tag in BLOCKS:
                pieces.append("\n")
            stack.extend(reversed(node.children))
    return "".join(pieces)


_FIGURES = regex(r"(?<!\d)\d{1,2}:\d\d$")


def _runs_together(inline: Inline, first: str, edge: int) -> bool:
    """
    Whether two words that a style sheet keeps apart would read as one: ``09:00`` and ``Opening``, ``18:30`` and ``3D``.

    Word splits "3월" into elements without a meaning, so between a digit and other scripts only an element that
    stands apart makes a blank.
    """
    last = inline.last
    if edge == 2 or (last.isdigit() and _FIGURES.search(inline.pieces[-1])):
        return last.isalnum() and first.isalnum()
    return (last.isdigit() and first.isupper()) or (last.islower() and first.isdigit())


def _is_block_by_style(node: Node) -> bool:
    style = node.attr("style")
    return bool(style) and "display:block" in "".join(style.lower().split())


def _is_bold_by_style(node: Node) -> bool:
    style = node.attr("style")
    return bool(style) and any(
        bold in "".join(style.lower().split()) for bold in ("font-weight:bold", "font-weight:700")
    )
