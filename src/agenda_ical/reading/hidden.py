"""Which elements of a page a browser does not show."""

# ruff: noqa: SIM905 : a set of names reads best as a sentence

from __future__ import annotations

import re

from attrs import define, field

from agenda_ical.reading.markup import Node, Tree, without_pieces
from agenda_ical.regexes import regex

NEVER_SHOWN = frozenset(
    "area audio base canvas col colgroup datalist embed head iframe link meta noframes noscript object optgroup "
    "option param rp rt script select source style svg template textarea title track video".split()
)
"""Elements that show nothing, or nothing that belongs to the text of the page."""

FOR_SCREEN_READERS = frozenset({"sr-only", "visually-hidden", "screen-reader-text"})
"""The names that style sheets everywhere give to text that is only spoken."""

STYLE = regex(r"display:none|visibility:(?:hidden|collapse)")
SIMPLE = regex(r"[.#][\w-]+")


@define
class Hidden:
    """Tells what is hidden on one page: by tag, attribute, inline style, simple rule of a style sheet, or tab."""

    selectors: frozenset[str]
    """``.name`` and ``#name`` that the page's own style sheets do not display."""
    tabs: frozenset[int] = field(factory=frozenset)

    def __call__(self, node: Node) -> bool:
        """Whether *node* and all in it is hidden."""
        if node.tag in NEVER_SHOWN:
            return True
        return (len(node.attrs) > 0 or node.tag == "dialog") and self._by_attributes(node)

    def _by_attributes(self, node: Node) -> bool:
        if node.attr("hidden") is not None:
            return True
        if (style := node.attr("style")) and STYLE.search("".join(style.lower().split())):
            return True
        if node.tag == "dialog":
            return node.attr("open") is None
        names = (node.attr("class") or "").split()
        if names and self._by_class(node, names):
            return True
        return bool(self.selectors) and f"#{node.attr('id')}" in self.selectors

    def _by_class(self, node: Node, names: list[str]) -> bool:
        if not FOR_SCREEN_READERS.isdisjoint(names):
            return True
        if "d-none" in names and not any(name.startswith("d-") and name != "d-none" for name in names):
            return True
        if "tab-pane" in names and hash(node) in self.tabs:
            return True
        return bool(self.selectors) and any(f".{name}" in self.selectors for name in names)


def hidden_on(tree: Tree) -> Hidden:
    """What the page's own style sheets and tabs hide."""
    sheets = [
        "".join(child.data for child in style.children if isinstance(child, tree.text))
        for style in tree.find_all("style")
        if (style.attr("media") or "all").strip().lower() in {"all", "screen"}
    ]
    return Hidden(frozenset().union(*map(_undisplayed, sheets)), _covered_tabs(tree))


def _undisplayed(sheet: str) -> frozenset[str]:
    """The plain selectors that *sheet* does not display, on every screen."""
    hidden: set[str] = set()
    for rule in _without_blocks(without_pieces(sheet, "/*", "*/")).split("}"):
        selectors, _, declarations = rule.rpartition("{")
        body = "".join(declarations.lower().split())
        for selector in map(str.strip, selectors.split(",")):
            if SIMPLE.fullmatch(selector):
                if "display:none" in body:
                    hidden.add(selector)
                elif "display:" in body:
                    hidden.discard(selector)
    return frozenset(hidden)


def _without_blocks(sheet: str) -> str:
    """*sheet* without its at-rules (``@media print { ... }``)."""
    kept, depth, skipping = [], 0, False
    for piece in re.split(r"([{};])", sheet):
        if depth == 0 and not skipping and piece.lstrip().startswith("@"):
            skipping = True
        if not skipping:
            kept.append(piece)
        depth += (piece == "{") - (piece == "}")
        if skipping and depth <= 0 and piece in {"}", ";"}:
            skipping = False
    return "".join(kept)


def _covered_tabs(tree: Tree) -> frozenset[int]:
    """The panes that lie behind an active one, and to which no link or button of the page leads."""
    panes = [node for tag in ("div", "section", "article") for node in tree.find_all(tag) if _is_pane(node)]
    if not panes:
        return frozenset()
    reachable = _targets(tree)
    covered: set[int] = set()
    active = any(_is_active(node) for node in panes)
    for node in panes:
        if active and not _is_active(node) and node.attr("id") not in reachable:
            covered.add(hash(node))
    return frozenset(covered)


def _is_pane(node: Node) -> bool:
    return "tab-pane" in (node.attr("class") or "").split()


def _is_active(node: Node) -> bool:
    return not {"active", "show", "in"}.isdisjoint((node.attr("class") or "").split())


def _targets(tree: Tree) -> frozenset[str]:
    """The ids to which a link or a button of the page leads."""
    names = ("href", "data-target", "data-bs-target", "aria-controls")
    return frozenset(
        value.removeprefix("#")
        for tag in ("a", "button")
        for node in tree.find_all(tag)
        for name in names
        if (value := node.attr(name))
    )
