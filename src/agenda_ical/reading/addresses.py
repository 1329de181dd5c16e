"""Addresses of the web: what is one, what a file made from it is called, and where the links of its page lead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar
from urllib.parse import unquote, urljoin, urlsplit

from attrs import evolve

from agenda_ical.document import Block, Cell, Document, Grid, Heading, Link, Paragraph
from agenda_ical.regexes import regex

ADDRESS = regex(r"[a-z][a-z0-9+.-]+://\S+", re.IGNORECASE)
"""A scheme has two letters or more: ``C:`` is a disk (RFC 3986, section 3.1)."""
UNNAMEABLE = regex(r'[\x00-\x1f\x7f/\\:*?"<>|\s]+')
"""What a name of a file cannot hold on one system or another."""
ENDING = regex(r"(?<=.)\.[A-Za-z]\w{0,7}\Z")

Linking = TypeVar("Linking", bound=Heading | Paragraph | Cell)


def is_address(text: str) -> bool:
    """Whether *text* is an address rather than a path or a text."""
    return ADDRESS.fullmatch(text.strip()) is not None


def is_web_address(text: str) -> bool:
    """Whether *text* is an address that browsers fetch pages from."""
    return re.match(r"https?://[^/?#\s]", text, re.IGNORECASE) is not None


def address_to_stem(address: str) -> str:
    """The name, without an ending, for a file made from *address*: its last part that says something, else its host."""
    parts = urlsplit(address)
    for part in reversed(parts.path.split("/")):
        name = ENDING.sub("", UNNAMEABLE.sub("-", unquote(part)).strip("-."))
        if name and name.lower() not in {"index", "default"}:
            return name
    return UNNAMEABLE.sub("-", parts.hostname or "") or "programme"


def with_absolute_links(document: Document, base: str) -> Document:
    """*document* with its links as they lead from a page at *base*."""
    return evolve(document, blocks=tuple(_block(block, base) for block in document.blocks))


def _block(block: Block, base: str) -> Block:
    if not isinstance(block, Grid):
        return _linking(block, base)
    if not any(cell.links for cell in block.cells):
        return block
    return evolve(block, cells=tuple(_linking(cell, base) for cell in block.cells))


def _linking(thing: Linking, base: str) -> Linking:
    return evolve(thing, links=tuple(_links(thing.links, base))) if thing.links else thing


def _links(links: Iterable[Link], base: str) -> Iterable[Link]:
    for link in links:
        try:
            yield evolve(link, href=urljoin(base, link.href))
        except ValueError:
            yield link
