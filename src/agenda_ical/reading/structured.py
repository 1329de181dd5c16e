"""What a page says of itself: its head, and its events in data for machines (schema.org)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from agenda_ical.document import Document, Event
from agenda_ical.reading.markup import Node, Tree

EVENT_TYPES = ("Event", "Series", "Festival", "Hackathon")
"""How the names of schema.org's kinds of events end."""


def about(tree: Tree) -> Document:
    """A document without blocks: title, language, description, address and events of the page."""
    metas = _metas(tree)
    return Document(
        blocks=(),
        title=_title(tree) or metas.get("og:title", ""),
        language=_language(tree),
        description=metas.get("description", "") or metas.get("og:description", ""),
        events=tuple(dict.fromkeys((*_json_events(tree), *_microdata_events(tree)))),
        source=_canonical(tree) or metas.get("og:url", ""),
    )


def _words(text: str) -> str:
    return " ".join(text.split())


def _content(node: Node, tree: Tree) -> str:
    return "".join(child.data for child in node.children if isinstance(child, tree.text))


def _title(tree: Tree) -> str:
    titles = (_words(_content(node, tree)) for node in tree.find_all("title"))
    return next(filter(None, titles), "")


def _language(tree: Tree) -> str:
    for node in tree.find_all("html"):
        return (node.attr("lang") or node.attr("xml:lang") or "").strip()
    return ""


def _metas(tree: Tree) -> dict[str, str]:
    metas: dict[str, str] = {}
    for node in tree.find_all("meta"):
        name = (node.attr("name") or node.attr("property") or "").strip().lower()
        metas.setdefault(name, _words(node.attr("content") or ""))
    return metas


def _canonical(tree: Tree) -> str:
    for node in tree.find_all("link"):
        if "canonical" in (node.attr("rel") or "").lower().split():
            return (node.attr("href") or "").strip()
    return ""


def _json_events(tree: Tree) -> Iterator[Event]:
    for node in tree.find_all("script"):
        if (node.attr("type") or "").split(";")[0].strip().lower() == "application/ld+json":
            try:
                data = json.loads(_content(node, tree), strict=False)
            except (ValueError, RecursionError):
                continue
            yield from (_event(thing) for thing in _things(data) if _is_event(thing))


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD block: itself, those of a list, those of a graph."""
    stack = [data]
    while stack:
        thing = stack.pop()
        if isinstance(thing, list):
            stack.extend(reversed(thing))
        elif isinstance(thing, dict):
            yield thing
            stack.append(thing.get("@graph"))


def _is_event(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.endswith(EVENT_TYPES) for name in names)


def _event(thing: dict[str, Any]) -> Event:
    return Event(
        name=_words(_text(thing.get("name"))),
        start=_text(thing.get("startDate")),
        end=_text(thing.get("endDate")),
        location=_place(thing.get("location")),
        url=_text(thing.get("url")),
    )


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("@id") or ""
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _place(value: Any) -> str:
    """Name and address of a place, joined with commas."""
    if isinstance(value, list):
        value = next((place for place in value if not _is_online(place)), value[0] if value else "")
    if not isinstance(value, dict):
        return _words(_text(value))
    address = value.get("address")
    parts = [_text(value.get("name"))]
    if isinstance(address, dict):
        keys = ("streetAddress", "addressLocality", "addressRegion", "addressCountry")
        parts += [_text(address.get(key)) for key in keys]
    else:
        parts.append(_text(address))
    return ", ".join(dict.fromkeys(_words(part) for part in parts if part))


def _is_online(place: Any) -> bool:
    return isinstance(place, dict) and place.get("@type") == "VirtualLocation"


def _microdata_events(tree: Tree) -> Iterator[Event]:
    """The events that are marked with ``itemscope`` and ``itemtype``."""
    if b"itemtype" not in tree.page.encode(errors="surrogatepass").lower():  # much faster than text
        return iter(())
    items: list[dict[str, Any]] = []
    stack: list[tuple[Node, dict[str, Any] | None]] = [(tree.root, None)]
    while stack:
        node, item = stack.pop()
        inner = item
        if isinstance(node, tree.element):
            inner = _take_property(node, item, tree)
            if inner is not item and inner is not None:
                items.append(inner)
        stack.extend((child, inner) for child in reversed(node.children) if isinstance(child, tree.element))
    return (_event(item) for item in items if _is_event(item))


def _take_property(node: Node, item: dict[str, Any] | None, tree: Tree) -> dict[str, Any] | None:
    """The item to which what is within *node* belongs; its own value is laid into *item*."""
    inner = item
    if node.attr("itemscope") is not None:
        inner = {"@type": (node.attr("itemtype") or "").split()}
    names = (node.attr("itemprop") or "").split()
    if item is not None and names:
        value = inner if inner is not item else _value(node, tree)
        for name in names:
            item.setdefault(name, value)
    return inner


def _value(node: Node, tree: Tree) -> str:
    for name in ("content", "datetime", "href", "src"):
        if value := node.attr(name):
            return str(value)
    return _words("".join(_texts(node, tree)))


def _texts(node: Node, tree: Tree) -> Iterable[str]:
    stack = list(reversed(node.children))
    while stack:
        inner = stack.pop()
        if isinstance(inner, tree.text):
            yield inner.data
        elif isinstance(inner, tree.element):
            stack.extend(reversed(inner.children))
