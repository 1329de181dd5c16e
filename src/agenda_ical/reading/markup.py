"""
HTML -> a tree of elements and texts, as a browser's parser builds it.

turbohtml where there is a wheel of it, else justhtml. Both are seen through the same few names, those of turbohtml:
an element has ``tag``, ``children``, ``attr(name)``, ``previous_sibling`` and ``next_sibling``, a text has ``data``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from attrs import define, field

from agenda_ical.regexes import regex

Node: TypeAlias = Any
"""An element or a text of whichever parser; `Tree` tells the two kinds apart."""

DEEPEST = 512
"""No page that a person made is nested deeper; browsers stop there too."""


TABLE_TAG = regex(r"<(/?)table\b", re.IGNORECASE)


@define
class Tree:
    """A parsed page, and by which types its elements and texts are known."""

    root: Node
    element: Any
    text: Any
    find_all: Callable[[str], Sequence[Node]]
    """Every element with that tag, in the order of the page."""
    page: str
    """The source, to look cheaply for what a page hardly ever has."""


def parse(page: str) -> Tree:
    """The tree of *page*, by the fastest parser that is installed."""
    try:
        return parse_with_turbohtml(page)
    except ImportError:
        return parse_with_justhtml(page)


def parse_with_turbohtml(page: str) -> Tree:
    """The tree as turbohtml builds it (in C, never deeper than 512)."""
    import turbohtml  # noqa: PLC0415 : heavy

    root = turbohtml.parse(page)
    return Tree(root, turbohtml.Element, turbohtml.Text, root.find_all, page)


def parse_with_justhtml(page: str) -> Tree:
    """The tree as justhtml builds it (pure Python); what is nested deeper than 512 keeps its text only."""
    import justhtml  # noqa: PLC0415 : heavy

    parsed = justhtml.JustHTML(page, sanitize=False, scripting_enabled=False)
    root = Branch("#document")
    by_tag: defaultdict[str, list[Branch]] = defaultdict(list)
    stack: list[tuple[Any, Branch, int]] = [(parsed.root, root, 0)]
    while stack:
        source, branch, depth = stack.pop()
        for child in source.children or ():
            if child.name == "#text":
                branch.append(Leaf(child.data or ""))
            elif not child.name.startswith(("#", "!")):
                branch.append(Branch(child.name, dict(child.attrs or {})))
        grown = [node for node in branch.children if isinstance(node, Branch)]
        origins = [child for child in source.children or () if not child.name.startswith(("#", "!"))]
        by_tag[branch.tag].append(branch)
        if depth < DEEPEST:
            pairs = list(zip(origins, grown, strict=True))
            stack.extend((origin, node, depth + 1) for origin, node in reversed(pairs))
    return Tree(root, Branch, Leaf, by_tag.__getitem__, page)


def nests_tables(page: str) -> bool:
    """Whether a table may stand within another."""
    depth = 0
    for tag in TABLE_TAG.finditer(page):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > 1:
            return True
    return False


@define(eq=False)
class Leaf:
    """A text."""

    data: str
    next_sibling: Any = None
    previous_sibling: Any = None


@define(eq=False)
class Branch:
    """An element, or the document."""

    tag: str
    attrs: dict[str, str | None] = field(factory=dict)
    children: list[Any] = field(factory=list)
    next_sibling: Any = None
    previous_sibling: Any = None

    def attr(self, name: str) -> str | None:
        """The value of an attribute as it is written, or None."""
        return (self.attrs[name] or "") if name in self.attrs else None

    def append(self, child: Branch | Leaf) -> None:
        """Let *child* be the last."""
        if self.children:
            child.previous_sibling = self.children[-1]
            self.children[-1].next_sibling = child
        self.children.append(child)


def without_pieces(page: str, opening: str, closing: str) -> str:
    """*page* without what stands between each *opening* and the next *closing*."""
    kept, at = [], 0
    while (start := page.find(opening, at)) >= 0:
        stop = page.find(closing, start + len(opening))
        if stop < 0:
            break
        kept.append(page[at:start])
        at = stop + len(closing)
    kept.append(page[at:])
    return "".join(kept)
