"""
What changed from edition to edition -> what people and feed readers read of it: a line, Markdown, an Atom feed.

Each change tells the title, when, who gives it and where; of what was told otherwise before, both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree import ElementTree as ET

from agenda_ical.edition import Change, Difference, News
from agenda_ical.publishing.texts import to_line, to_markdown, to_uri
from agenda_ical.publishing.words import Words, words_of

_BETWEEN: Final = " · "
_NOTHING: Final = "—"
_BEFORE_A_SPAN: Final = len("2019-03-28 ")
_OF_THE_SESSION: Final = ("time", "presenters", "place")


def change_to_line(change: Change, words: Words) -> str:
    """What happened to a session, but not the kind of change: ``Maps · Hall A · time: 2019-03-28 10:00 → 10:30``."""
    return _BETWEEN.join((*_facts(change), *_differences(change, words)))


def _facts(change: Change) -> Iterator[str]:
    """Its title, and of when, who and where that which is as it was."""
    otherwise = {difference.of for difference in change.differences}
    told = (getattr(change, of) for of in _OF_THE_SESSION if of not in otherwise)
    yield from (text for text in map(to_line, (change.title, *told)) if text)


def _differences(change: Change, words: Words) -> Iterator[str]:
    """What was told otherwise before: ``place: Hall A → Hall B``."""
    for difference in change.differences:
        name = words.changes[difference.of]
        before, after = to_line(difference.before), to_line(_without_same_date(difference))
        told = before or after
        yield f"{name}: {before or _NOTHING} → {after or _NOTHING}" if told else name


def _without_same_date(difference: Difference) -> str:
    """What it is now; a time without its date, where that stands before the arrow."""
    before, after = difference.before, difference.after
    same = difference.of == "time" and before[:_BEFORE_A_SPAN] == after[:_BEFORE_A_SPAN]
    return after[_BEFORE_A_SPAN:] if same else after


def history_to_markdown(title: str, history: Sequence[News], language: str | None) -> str:
    """
    The list of changes of a programme with this *title*, in Markdown: a heading for each edition, an item for each change.

    :param history: the editions, the newest first; of the one that began with all sessions new none is listed
    """
    words = words_of(language)
    blocks = [f"# {to_markdown(_heading(title, words))}"]
    if len(history) < 2:
        blocks.append(words.changes["nothing"])
    for news in history:
        blocks += [
            f"## {_stamp(news.stamp)}",
            "\n".join(_items(news, words, is_first=_is_first(news, history))),
        ]
    return "\n\n".join(blocks) + "\n"


def _is_first(news: News, history: Sequence[News]) -> bool:
    return news is history[-1] and all(change.kind == "new" for change in news.changes)


def _heading(title: str, words: Words) -> str:
    return f"{to_line(title)}: {words.changes['heading']}"


def _stamp(stamp: datetime) -> str:
    return f"{stamp.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _items(news: News, words: Words, *, is_first: bool) -> Iterator[str]:
    if is_first:
        yield words.changes["first"]
        return
    for change in news.changes:
        yield f"- **{words.changes[change.kind]}** {to_markdown(_BETWEEN.join(_facts(change)))}"
        yield from (f"  - {to_markdown(one)}" for one in _differences(change, words))


def history_to_atom(title: str, history: Sequence[News], *, url: str, name: str, language: str | None) -> str:
    """
    The feed of the changes of a programme with this *title* (RFC 4287): an entry for each changed session of an edition.

    :param history: the editions, the newest first; the one that began with all sessions new is a single entry
    :param url: the address of the folder in which the feed lies, with a slash at its end
    :param name: the file of the feed in the folder
    :raises ValueError: when *history* has no edition
    """
    if not history:
        raise ValueError("A feed of changes needs the edition that it begins with")
    words = words_of(language)
    address = to_uri(url + name) or url + name
    id_ = uuid5(NAMESPACE_URL, address)
    feed = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language or "en"})
    _put(feed, "id", id_.urn)
    _put(feed, "title", _heading(title, words))
    _put(feed, "updated", _moment(max(news.stamp for news in history)))
    _put(ET.SubElement(feed, "author"), "name", to_line(title))
    _put(feed, "generator", "agenda-ical")
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    page = to_uri(f"{url}index.html") or f"{url}index.html"
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": page})
    for news in history:
        if _is_first(news, history):
            _first(feed, id_, news, words, page)
        else:
            for change in news.changes:
                _entry(feed, change, news, words, page)
    ET.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _put(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = text


def _moment(stamp: datetime) -> str:
    """*stamp* as RFC 3339 has it (RFC 4287, section 3.3)."""
    return f"{stamp.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _first(feed: ET.Element, id_: UUID, news: News, words: Words, page: str) -> None:
    entry = ET.SubElement(feed, "entry")
    _put(entry, "id", uuid5(id_, "first").urn)
    _put(entry, "title", words.changes["first"])
    _put(entry, "updated", _moment(news.stamp))
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": page})
    _put(entry, "content", words.changes["first"], type="text")


def _entry(feed: ET.Element, change: Change, news: News, words: Words, page: str) -> None:
    kind = words.changes[change.kind]
    entry = ET.SubElement(feed, "entry")
    _put(entry, "id", uuid5(NAMESPACE_URL, f"{change.uid} {_moment(news.stamp)}").urn)
    _put(entry, "title", f"{kind}: {to_line(change.title)}")
    _put(entry, "updated", _moment(news.stamp))
    anchor = "" if change.kind == "cancelled" else f"#s-{change.uid}"
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": page + anchor})
    ET.SubElement(entry, "category", {"term": change.kind, "label": kind})
    _put(entry, "content", _change_to_html(change, words), type="html")


def _change_to_html(change: Change, words: Words) -> str:
    facts = f"<p>{escape(_BETWEEN.join(_facts(change)))}</p>"
    items = "".join(f"<li>{escape(one)}</li>" for one in _differences(change, words))
    return f"{facts}<ul>{items}</ul>" if items else facts
