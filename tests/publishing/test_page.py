"""The page that people subscribe from, as a parser that is not ours sees it."""

from __future__ import annotations

import json
import re
import string
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from selectolax.lexbor import LexborHTMLParser
from strategies_programmes import programmes

from agenda_ical.errors import MissingExtra
from agenda_ical.programme import Presenter, Session, SessionLink
from agenda_ical.publishing import page, selfcontained
from agenda_ical.publishing.page import programme_to_page
from agenda_ical.publishing.page_words import all_page_words, dates_to_text, page_words_of

from .site import FOLDER, forum, site_of
from .workshop import at, workshop

SOURCES = Path(page.__file__).parent
DATES = {"day", "same_month", "other_month"}
"""Words whose fields each language puts together as it writes dates."""


def parsed(programme, **changes):
    """The page of *programme*, taken apart."""
    return LexborHTMLParser(programme_to_page(programme, site_of(programme, **changes)))


def texts(tree, selector):
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def data(tree):
    return json.loads(tree.css_first("script[type='application/ld+json']").text())


def test_every_session_is_there_to_read():
    """Each session shows its time, title, presenters and place below its day, in their order."""
    tree = parsed(workshop(language="en"))
    talk = tree.css(".session")[1]

    assert texts(tree, "h1") == ["기후 워크숍, 2019"]
    assert texts(tree, ".day h3") == ["Thursday 28 March 2019"]
    assert texts(tree, ".session h4") == [session.title for session in workshop().sessions]
    assert texts(talk, ".when") == ["09:00–10:00"]
    assert texts(talk, ".who") == ["J. Kim (KECO), A. Roe", "Chair: UNFCCC"]
    assert texts(talk, ".place") == ["Hall A"]
    assert texts(talk, ".tag") == ["Policy, law", "도시"]
    assert [link.attributes["href"] for link in talk.css(".links a")] == [
        "https://example.org/talks/1",
        "https://meet.example.org/1?pwd=a,b",
        "https://example.org/slides.pdf",
    ]


def test_ends():
    """An end that the programme does not tell is not shown, one past midnight says so."""
    assert texts(parsed(workshop(language="en")), ".when")[2:] == [
        "10:00",
        "10:20",
        "15:00–15:20",
        "23:00–00:30 (next day)",
    ]


def test_times_are_of_the_venue():
    """The zone is named with its offset, and each time is there for programs."""
    tree = parsed(forum())

    assert texts(tree, ".zone") == ["모든 시각은 행사장 현지 시각입니다: Asia/Seoul (UTC+09:00)"]
    assert tree.css_first(".session time").attributes["datetime"] == "2019-03-28T09:00:00+09:00"


def test_a_zone_whose_offset_changes_during_the_event_is_named_alone():
    """No offset is told that is wrong on one of the days."""
    zone = "Europe/Berlin"
    sessions = tuple(Session("A", at("09:00", zone, date=date)) for date in ("2019-03-30", "2019-03-31"))
    tree = parsed(workshop(zone, language="en", sessions=sessions))

    assert texts(tree, ".zone") == ["All times are those of the venue: Europe/Berlin"]


def test_subscribing():
    """Each client has its button, the address can be copied, and parts of the programme can be chosen."""
    tree = parsed(forum())
    clients = {node.text(): node.attributes["href"] for node in tree.css(".clients a")}

    assert list(clients) == ["Google 캘린더", "Outlook.com", "Microsoft 365", "Apple 캘린더"]
    assert clients["Apple 캘린더"] == "webcal://example.org/agenda/programme.ics"
    assert tree.css_first("#address").attributes["value"] == f"{FOLDER}programme.ics"
    assert [node.attributes["value"] for node in tree.css("#which option")] == [
        "programme.ics",
        "days/2019-03-28.ics",
        "days/2019-03-29.ics",
        "tracks/0.ics",
        "tracks/1.ics",
    ]
    assert [node.attributes["href"] for node in tree.css(".feeds .raw")] == [
        node.attributes["value"] for node in tree.css("#which option")[1:]
    ]


def test_adding_one_session():
    """Each session can be added by itself, by a client's form or by its own file."""
    site = site_of(forum())
    tree = parsed(forum())
    menus = [[a.attributes["href"] for a in menu.css("a")] for menu in tree.css(".add")]

    assert [menu[3] for menu in menus] == list(site.sessions)
    assert all("calendar.google.com" in menu[0] and "dates=2019032" in menu[0] for menu in menus)
    assert len(set(texts(tree, ".add summary"))) == 1
    assert tree.css_first(".add summary").attributes["aria-label"] == "캘린더에 추가: Opening"


def test_a_calendar_of_its_own_comes_first():
    """Before any button, people read that it goes into a calendar of its own, and below them how soon changes arrive."""
    tree = parsed(workshop(language="en"))
    words = tree.body.text()

    assert words.index("Into a calendar of its own.") < words.index("Google Calendar")
    assert "every 8 to 24 hours" in tree.css_first(".details table").text()


@pytest.mark.parametrize(("language", "label"), [("ko", "이동"), ("en", "Moved")])
def test_what_changed(language, label):
    """The latest changes stand in a list; without any there is none."""
    assert texts(parsed(forum(), language=language), ".changes li") == [f"{label} Maps: 10:00 → 10:30"]
    assert parsed(forum(), language=language, changes=()).css_first(".changes") is None


def test_tracks_have_columns():
    """The columns are those of the tracks, and each session has its row and column in the style."""
    tree = parsed(forum())
    style = tree.css_first("style").text()

    assert texts(tree, ".column") == ["정책", "도시"]
    used = {name for node in tree.css(".session, .column") for name in node.attributes["class"].split()}
    placing = {name for name in used if re.fullmatch(r"[rhcw]\d+", name)}
    assert {"r1", "h2", "c1", "w2"} <= placing
    assert {name for name in placing if f".{name}{{grid-" not in style} == set()


def test_other_languages_get_english_words():
    """A programme in a language that the page has no words of says so of its own texts."""
    tree = parsed(workshop(language="pt"), language="pt")

    assert tree.css_first("html").attributes["lang"] == "en"
    assert tree.css_first("h1").attributes["lang"] == "pt"
    assert texts(tree, "#subscribe h2") == ["Add to your calendar"]


def test_structured_data():
    """Search engines are told the event, its sessions, and who gives them."""
    event = data(parsed(forum()))
    first = event["subEvent"][0]

    assert (event["@context"], event["@type"], event["name"]) == ("https://schema.org", "Event", "기후 포럼")
    assert (event["startDate"], event["endDate"]) == (
        "2019-03-28T09:00:00+09:00",
        "2019-03-29T09:00:00+09:00",
    )
    assert event["location"] == {"@type": "Place", "name": "서울", "address": "서울"}
    assert len(event["subEvent"]) == len(forum().sessions)
    assert first["performer"] == [
        {
            "@type": "Person",
            "name": "J. Kim",
            "affiliation": {"@type": "Organization", "name": "KECO"},
        }
    ]


def test_a_hostile_programme():
    """Markup in any text stays text, and no address runs a script."""
    evil = "</script></style><script>alert(1)</script><!--\"'><img src=x onerror=alert(1)>"
    session = Session(
        evil,
        at("09:00"),
        description=evil * 9,
        presenters=(Presenter(evil, evil), Presenter(evil, role="chair")),
        tracks=(evil,),
        location=evil,
        url="javascript:alert(1)",
        links=(SessionLink("javascript:alert(1)", evil), SessionLink("https://example.org/", evil)),
    )
    programme = workshop(
        language="en", title=evil, location=evil, url="javascript:alert(1)", sessions=(session,)
    )

    tree = parsed(programme)

    assert len(tree.css("script")) == 3
    assert tree.css("img") == []
    assert data(tree)["subEvent"][0]["name"] == evil
    assert texts(tree, "h4") == [evil]
    assert [node for node in tree.css("[href]") if node.attributes["href"].startswith("javascript")] == []


def test_it_asks_nothing_of_any_other_site():
    """No element fetches anything, and the browser is told to refuse what is not of this page."""
    tree = parsed(workshop(language="en"))
    policy = tree.css_first("meta[http-equiv='Content-Security-Policy']").attributes["content"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))

    assert tree.css("[src], link[rel=stylesheet], iframe, object, [style], [onclick]") == []
    assert tree.css_first("link[rel=icon]").attributes["href"].startswith("data:")
    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == digest(tree.css_first("style"))
    assert set(rules["script-src"].split()) == {digest(script) for script in tree.css("script:not([type])")}


def digest(element):
    """The hash of an inline element's text, as a policy names it."""
    return f"'sha256-{b64encode(sha256(element.text().encode()).digest()).decode()}'"


@settings(max_examples=30)
@given(programmes())
def test_every_programme_has_a_page(programme):
    """Whatever stands in a programme, its page shows each session once, is UTF-8, and its ids are unique."""
    html = programme_to_page(programme, site_of(programme))
    tree = LexborHTMLParser(html)
    ids = [node.attributes["id"] for node in tree.css("[id]")]

    assert html.encode("utf-8")
    assert len(tree.css(".session")) == len(programme.sessions)
    assert len(ids) == len(set(ids))
    assert len(data(tree).get("subEvent", ())) == len(programme.sessions)


def test_the_same_programme_gives_the_same_page():
    """Nothing in it comes from the clock or from chance."""
    assert programme_to_page(forum(), site_of(forum())) == programme_to_page(forum(), site_of(forum()))


def test_a_session_without_its_file():
    """A folder that has not a file for each session is a mistake of whoever wrote it."""
    with pytest.raises(ValueError, match="a file for each session"):
        programme_to_page(forum(), site_of(forum(), sessions=()))


def test_without_jinja(monkeypatch):
    """Where the extra is not installed, we say what to type."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    selfcontained._environment.cache_clear()

    with pytest.raises(MissingExtra, match=re.escape("pip install 'agenda-ical[site]'")):
        programme_to_page(forum(), site_of(forum()))


def test_every_language_of_the_page_is_complete():
    """Each language has the words of English, with the same places to put something in, and no word is idle."""
    english = flat(page_words_of("en"))
    template = (SOURCES / "templates" / "page.html").read_text(encoding="utf-8")
    code = "".join(
        (SOURCES / f"{name}.py").read_text(encoding="utf-8")
        for name in ("page", "page_words", "cards", "folder")
    )

    for words in map(flat, all_page_words().values()):
        assert set(words) == set(english)
        assert {key for key in words if key not in DATES and gaps(words[key]) != gaps(english[key])} == set()
    top = {key.partition(".")[0] for key in english}
    assert {key for key in top if f"words.{key}" not in template and f'"{key}"' not in code} == set()
    assert top & set(dir(dict)) == set()


def flat(words):
    """The words of a language, those of its tables by their path."""
    found = {}
    for key, value in words.items():
        if isinstance(value, dict):
            found |= {f"{key}.{name}": text for name, text in value.items()}
        elif isinstance(value, list):
            found |= {f"{key}.{number}": str(text) for number, text in enumerate(value)}
        else:
            found[key] = value
    return found


def gaps(text):
    """The fields of a text in which something is put, those without a name or with a number alike."""
    fields = (name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    return sorted("" if name.isdecimal() else name for name in fields)


def test_dates_of_an_event():
    """Several days are told by the first and the last one."""
    english, korean = page_words_of("en"), page_words_of("ko-KR")
    days = [at("09:00", date=date).date() for date in ("2019-03-28", "2019-03-29", "2019-04-01")]

    assert dates_to_text(days[0], days[1], english) == "28–29 March 2019"
    assert dates_to_text(days[0], days[2], english) == "28 March 2019 – 1 April 2019"
    assert dates_to_text(days[0], days[1], korean) == "2019년 3월 28일~29일"
    assert dates_to_text(days[0], days[0], korean) == "2019년 3월 28일 목요일"
