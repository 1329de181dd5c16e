"""What people and feed readers are told of changes."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree as ET

import feedparser
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from agenda_ical.edition import Change, Difference, News
from agenda_ical.publishing.news import change_to_line, history_to_atom, history_to_markdown
from agenda_ical.publishing.words import all_words, words_of

from .workshop import STAMP

FOLDER = "https://example.org/agenda/"
ATOM = "{http://www.w3.org/2005/Atom}"
NEW = Change("new", "u-new", "Opening", "2019-03-28 09:00–10:00", "J. Kim (KECO)", "Hall A")
MOVED = Change(
    "moved",
    "u-moved",
    "Maps",
    "2019-03-28 10:30–11:00",
    "Anna Roe",
    "Hall B",
    (
        Difference("time", "2019-03-28 10:00–10:30", "2019-03-28 10:30–11:00"),
        Difference("place", "Hall A", "Hall B"),
    ),
)
CANCELLED = Change("cancelled", "u-cancelled", "Rivers", "2019-03-28 10:00", "", "서울")
FIRST = News(STAMP, (NEW,))
SECOND = News(STAMP + timedelta(days=1), (MOVED, CANCELLED))
HOSTILE = r"*Maps* [x](javascript:y) <script>alert(1)</script> \ `c` & &lt; {{ x }} ~~s~~ _u_ # | $a$"


def atom(*history, language="en", title="Climate forum"):
    """The feed of *history*, newest first."""
    return history_to_atom(title, history, url=FOLDER, name="changes.xml", language=language)


def tree(text):
    """The element of the feed."""
    return ET.fromstring(text)  # noqa: S314 - written by ourselves


def entries(text):
    """What each entry of the feed says of itself: the text of its elements by their names."""
    return [
        {one.tag.removeprefix(ATOM): one.text for one in entry} for entry in tree(text).iter(f"{ATOM}entry")
    ]


def shown(markdown):
    """The texts that a reader of Markdown sees, and the names of all marks that it took for such."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    inner = [token for token in tokens if token.type == "inline"]
    marks = {child.type for token in inner for child in token.children}
    return ["".join(child.content for child in token.children) for token in inner], marks


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (NEW, "Opening · 2019-03-28 09:00–10:00 · J. Kim (KECO) · Hall A"),
        (MOVED, "Maps · Anna Roe · time: 2019-03-28 10:00–10:30 → 10:30–11:00 · place: Hall A → Hall B"),
        (CANCELLED, "Rivers · 2019-03-28 10:00 · 서울"),
        (
            evolve(
                MOVED,
                time="2019-03-29 09:00",
                differences=(Difference("time", "2019-03-28 10:00", "2019-03-29 09:00"),),
            ),
            "Maps · Anna Roe · Hall B · time: 2019-03-28 10:00 → 2019-03-29 09:00",
        ),
        (
            evolve(NEW, kind="changed", differences=(Difference("presenters", "", "J. Kim (KECO)"),)),
            "Opening · 2019-03-28 09:00–10:00 · Hall A · presenters: — → J. Kim (KECO)",
        ),
        (
            evolve(NEW, kind="changed", differences=(Difference("description"),)),
            "Opening · 2019-03-28 09:00–10:00 · J. Kim (KECO) · Hall A · description",
        ),
    ],
)
def test_line(change, line):
    """A line tells title, time, presenters and place, and both of what was told otherwise before."""
    assert change_to_line(change, words_of("en")) == line


def test_markdown():
    """A heading for each edition, the newest first, an item for each change; the first edition lists no sessions."""
    assert (
        history_to_markdown("Climate forum", (SECOND, FIRST), "en")
        == """\
# Climate forum: Changes

## 2026-01-03 03:04 UTC

- **Moved** Maps · Anna Roe
  - time: 2019-03-28 10:00–10:30 → 10:30–11:00
  - place: Hall A → Hall B
- **Cancelled** Rivers · 2019-03-28 10:00 · 서울

## 2026-01-02 03:04 UTC

First edition
"""
    )


def test_markdown_of_a_first_edition():
    """Where there was but one edition, it is said that nothing has changed."""
    text = history_to_markdown("기후 포럼", (FIRST,), "ko")

    assert text == (
        "# 기후 포럼: 변경 사항\n\n처음 공개한 뒤로 바뀐 것이 없습니다.\n\n## 2026-01-02 03:04 UTC\n\n첫 공개\n"
    )


def test_markdown_keeps_titles_as_they_are():
    """What looks like markup in a title is shown as it stands, and takes effect nowhere."""
    change = evolve(MOVED, title=HOSTILE, differences=(Difference("title", "<b>", HOSTILE),))

    texts, marks = shown(history_to_markdown(HOSTILE, (News(STAMP, (change,)), FIRST), "en"))

    assert texts[0] == f"{HOSTILE}: Changes"
    assert texts[2:4] == [
        f"Moved {HOSTILE} · 2019-03-28 10:30–11:00 · Anna Roe · Hall B",
        f"title: <b> → {HOSTILE}",
    ]
    assert marks <= {"text", "text_special", "strong_open", "strong_close"}


@given(st.text(), st.text())
def test_markdown_of_any_text(title, place):
    """Whatever a title and a place hold, the list keeps its shape: a heading, an edition, one item with one below it."""
    change = evolve(MOVED, title=title, differences=(Difference("place", "", place),))
    markdown = history_to_markdown(title, (News(STAMP, (change,)), FIRST), "en")

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)

    assert [token.type for token in tokens if token.type.endswith("_open") and token.tag != "p"] == [
        *("heading_open", "heading_open"),
        *("bullet_list_open", "list_item_open", "bullet_list_open", "list_item_open"),
        "heading_open",
    ]


def test_atom_has_what_the_standard_asks():
    """Feed and entries have id, title and updated once, an author, links; all ids differ (RFC 4287, section 4.1)."""
    feed = tree(atom(SECOND, FIRST))
    found = [feed, *feed.iter(f"{ATOM}entry")]

    for one in found:
        assert all(len(one.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated"))
    ids = [one.findtext(f"{ATOM}id") for one in found]
    assert len(set(ids)) == len(ids) == 4
    assert all(id_.startswith("urn:uuid:") for id_ in ids)
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Climate forum"
    assert feed.findtext(f"{ATOM}updated") == "2026-01-03T03:04:05Z"
    links = {one.get("rel"): one.get("href") for one in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{FOLDER}changes.xml", "alternate": f"{FOLDER}index.html"}


def test_a_feed_reader_shows_each_change():
    """A feed reader shows an entry for each change with its kind, the words about it, and where it is on the page."""
    feed = feedparser.parse(atom(SECOND, FIRST))

    assert not feed.bozo
    assert feed.feed.title == "Climate forum: Changes"
    assert [(one.title, one.updated, one.link) for one in feed.entries] == [
        ("Moved: Maps", "2026-01-03T03:04:05Z", f"{FOLDER}index.html#s-u-moved"),
        ("Cancelled: Rivers", "2026-01-03T03:04:05Z", f"{FOLDER}index.html"),
        ("First edition", "2026-01-02T03:04:05Z", f"{FOLDER}index.html"),
    ]
    assert feed.entries[0].content[0].value == (
        "<p>Maps · Anna Roe</p>"
        "<ul><li>time: 2019-03-28 10:00–10:30 → 10:30–11:00</li><li>place: Hall A → Hall B</li></ul>"
    )


def test_atom_ids_stay():
    """A later edition leaves the ids and texts of the earlier ones, so that nobody reads them twice."""
    third = News(STAMP + timedelta(days=2), (evolve(MOVED, kind="changed"),))

    before, after = entries(atom(SECOND, FIRST)), entries(atom(third, SECOND, FIRST))

    assert after[1:] == before
    assert after[0]["id"] not in {entry["id"] for entry in before}


def test_atom_speaks_the_language_of_the_programme():
    """The kinds of changes and the feed's own language are the programme's."""
    text = atom(SECOND, FIRST, language="ko")

    assert 'xml:lang="ko"' in text
    assert [entry["title"] for entry in entries(text)] == ["이동: Maps", "취소: Rivers", "첫 공개"]


def test_atom_keeps_titles_as_they_are():
    """Markup in a title is text in the entry's title and in its content."""
    feed = feedparser.parse(atom(News(STAMP, (evolve(NEW, title=HOSTILE),)), FIRST))

    assert entries(atom(News(STAMP, (evolve(NEW, title=HOSTILE),)), FIRST))[0]["title"] == f"New: {HOSTILE}"
    assert "<script" not in feed.entries[0].content[0].value


@given(st.text(), st.text())
def test_atom_is_well_formed(title, place):
    """Whatever a title and a place hold, controls and lone surrogates included, the feed can be read."""
    change = evolve(MOVED, title=title, place=place, differences=())

    found = entries(atom(News(STAMP, (change,)), FIRST, title=title))

    assert len(found) == 2


def test_atom_needs_an_edition():
    """A feed of no edition has no date, so there is none."""
    with pytest.raises(ValueError, match="edition"):
        atom()


@pytest.mark.parametrize("language", sorted(all_words()))
def test_every_language_has_the_words(language):
    """Each language has the words for every kind of change and for whatever can differ."""
    assert all_words()[language].changes.keys() == all_words()["en"].changes.keys()
