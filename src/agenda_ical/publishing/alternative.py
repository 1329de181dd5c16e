"""
A description -> the same as HTML, for the programs that show it (X-ALT-DESC, as Outlook writes and reads it).

All that a page said is escaped, and the only elements are paragraphs, line breaks and links to the web and to mail
addresses: nothing that a page brings can run or load anything.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

from agenda_ical.publishing.parts import Property
from agenda_ical.publishing.texts import to_uri

_ADDRESS: Final = re.compile(
    r"""
    (?P<address> (?:https?://|mailto:) [^\s<>"]* [^\s<>".,;:!?'’)\]} ] )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def description_to_html(description: str) -> Property:
    """The property that holds *description* as HTML."""
    paragraphs = "".join(f"<p>{_lines(paragraph)}</p>" for paragraph in description.split("\n\n"))
    html = f"<!DOCTYPE html><html><body>{paragraphs}</body></html>"
    return Property("X-ALT-DESC", "text", html, (("FMTTYPE", "text/html"),))


def _lines(paragraph: str) -> str:
    return "<br>".join(_linked(line.strip()) for line in paragraph.strip().split("\n"))


def _linked(line: str) -> str:
    """*line* escaped, its addresses as links."""
    pieces = _ADDRESS.split(line)
    return "".join(_link(piece) if odd % 2 else escape(piece) for odd, piece in enumerate(pieces))


def _link(address: str) -> str:
    target = to_uri(address)
    return f'<a href="{escape(target)}">{escape(address)}</a>' if target else escape(address)
