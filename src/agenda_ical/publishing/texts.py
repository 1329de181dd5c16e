"""
Text as people wrote it -> text that every calendar program takes.

Composed (NFC: a fold tears decomposed Hangul), without control characters, lone surrogates and the line
separators that some programs take for the end of a line.
"""

from __future__ import annotations

import re
from unicodedata import is_normalized, normalize
from urllib.parse import quote, urlsplit

from agenda_ical.programme import Presenter

_BREAK = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES_WITH_BREAK = re.compile(r"[ \t]*[\n\t]\s*")
_SCHEME = re.compile(r"(?:https?|mailto|tel|sips?|webcals?|ftp|geo|xmpp):", re.IGNORECASE)
_OF_MARKDOWN = str.maketrans(
    {sign: f"\\{sign}" for sign in "|*_`<>[]#"}
    | {sign: f"&#{ord(sign)};" for sign in "\\{}$"}
    | {chr(code): f"&#{code};" for code in range(0x2500, 0x2580)}
    | {"\n": "<br>"}
)
"""What Markdown, formulas and templates in it, and drawn tables would take for signs of their own -> what they show as it is."""
_REFERENCE = re.compile(r"&(?=#?\w+;)")
"""What begins a character reference; any other "&" is one (CommonMark 0.31, section 2.5)."""
_OF_URI = "%/:?#[]@!$&'()*+,;=~"


def to_text(text: str) -> str:
    """*text* composed and clean; what separates its lines becomes a line feed."""
    if text.replace("\n", "").isprintable():
        return _composed(text).strip()
    text = _UNWANTED.sub("", _BREAK.sub("\n", text)).replace("\t", " ")
    return _composed(_SURROGATE.sub("\ufffd", text)).strip()


def without_controls(text: str) -> str:
    """*text* as it is, but for characters that no page may have: controls, lone surrogates."""
    return _SURROGATE.sub("\ufffd", _UNWANTED.sub("", text))


def to_line(text: str) -> str:
    """*text* composed and clean, on one line."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = to_text(text)
    return text if text.isprintable() else _SPACES_WITH_BREAK.sub(" ", text)


def presenter_to_label(presenter: Presenter) -> str:
    """The name by which people look for *presenter*: the person's, else the organisation's."""
    return to_line(presenter.name or presenter.organisation or "")


def to_markdown(text: str) -> str:
    """*text* composed and clean, so that Markdown shows it as it is, on one line (CommonMark 0.31, section 2.4)."""
    text = _REFERENCE.sub("&amp;", to_text(text).strip()).translate(_OF_MARKDOWN)
    return text if text.count("~") < 2 else text.replace("~", "\\~")  # two of them strike out what is between


def to_uri(text: str) -> str | None:
    """*text* as an address that stands in a calendar, in ASCII (RFC 3986), or None if it is no absolute one."""
    text = to_line(text)
    if not _SCHEME.match(text) or not text.partition(":")[2].strip("/"):
        return None
    return quote(_ascii_host(text), safe=_OF_URI).replace("[", "%5B").replace("]", "%5D")


def _ascii_host(address: str) -> str:
    if address.isascii():
        return address
    try:
        host = urlsplit(address).hostname or ""
        return address if host.isascii() else address.replace(host, host.encode("idna").decode(), 1)
    except ValueError:
        return address


def _composed(text: str) -> str:
    return text if text.isascii() or is_normalized("NFC", text) else normalize("NFC", text)
