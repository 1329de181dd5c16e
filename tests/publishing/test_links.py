"""The links that add a session or subscribe to a calendar, taken apart again."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda_ical.programme import Session
from agenda_ical.publishing.links import feed_to_subscription, session_to_addition

from .site import FOLDER
from .workshop import at


def told(address):
    """Where *address* leads, and what it tells there."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}{parts.path}", dict(parse_qsl(parts.query, strict_parsing=True))


def addition(session, details="Bring a laptop."):
    return session_to_addition(session, timezone="Asia/Seoul", location="서울 & Hotel", details=details)


def test_subscribing():
    """Every client is told the address in its own way, and what the calendar is called."""
    links = feed_to_subscription(FOLDER, "tracks/policy.ics", "정책, 법 & 제도")
    address = "https://example.org/agenda/tracks/policy.ics"

    assert links.address == address
    assert links.apple == "webcal://example.org/agenda/tracks/policy.ics"
    assert told(links.google) == (
        "https://calendar.google.com/calendar/u/0/r",
        {"cid": "webcal://example.org/agenda/tracks/policy.ics"},
    )
    named = {"url": address, "name": "정책, 법 & 제도"}
    assert told(links.outlook) == ("https://outlook.live.com/calendar/0/addfromweb/", named)
    assert told(links.office) == ("https://outlook.office.com/calendar/0/addfromweb/", named)


def test_one_session():
    """Google is told the wall clock and its zone, Outlook UTC; both the title, the place and the details."""
    session = Session("Rivers & maps: 지도 #1", at("13:00"), at("14:00"), location="Hall A")

    links = addition(session, "Anna Roe\nhttps://example.org/?a=b&c")

    texts = {"location": "Hall A"}
    details = "Anna Roe\nhttps://example.org/?a=b&c"
    assert told(links.google) == (
        "https://calendar.google.com/calendar/render",
        {
            "action": "TEMPLATE",
            "text": "Rivers & maps: 지도 #1",
            "dates": "20190328T130000/20190328T140000",
            "ctz": "Asia/Seoul",
            "details": details,
            **texts,
        },
    )
    form = {
        "rru": "addevent",
        "startdt": "2019-03-28T04:00:00Z",
        "enddt": "2019-03-28T05:00:00Z",
        "subject": "Rivers & maps: 지도 #1",
        "body": details,
        **texts,
    }
    assert told(links.outlook) == ("https://outlook.live.com/calendar/0/action/compose", form)
    assert told(links.office) == ("https://outlook.office.com/calendar/0/action/compose", form)


def test_a_session_without_a_place_is_at_the_venue():
    """The venue stands in for a room that nobody named."""
    assert told(addition(Session("A", at("13:00"))).google)[1]["location"] == "서울 & Hotel"


@pytest.mark.parametrize("end", [None, "13:00", "12:30"])
def test_a_session_without_an_end(end):
    """Google's form wants an end and gets an hour; Outlook takes none."""
    links = addition(Session("Closing", at("13:00"), end and at(end)))

    assert told(links.google)[1]["dates"] == "20190328T130000/20190328T140000"
    assert "enddt" not in told(links.outlook)[1]


@given(st.text(max_size=3000), st.text(max_size=3000))
def test_every_text_fits_into_an_address(title, details):
    """Whatever a session says, its links are ASCII, hold no sign that ends an attribute, and servers take their length."""
    clean = details.encode("utf-8", "replace").decode()
    links = addition(Session(title, at("13:00")), clean)

    for link in (links.google, links.outlook, links.office):
        assert link.isascii()
        assert not set(link) & set("<>\"' \n")
        assert len(link) <= 8_000
