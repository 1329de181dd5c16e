"""What is said of a calendar that stands on a server: how that answers, and what it sends instead."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta

import pytest
import trustme
from broken_calendars import SOUND
from loopback import leads_to, page, served

import agenda_ical
from agenda_ical import Limits, UnreadableFile

KIND = "text/calendar; charset=utf-8"
CALENDAR = SOUND.encode()
ALWAYS = {"alarm-ignored", "version-untold"}
WITH_TAG = {"ETag": '"1"'}
NO_REFRESH = CALENDAR.replace(b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n", b"")


def sent(content, kind=KIND, **headers):
    """Answer with *content*, or with 304 to those who say that they have it."""
    whole, nothing = page(content, kind, **headers), page(b"", None, status=304)

    def answer(request):
        has_it = {"If-None-Match", "If-Modified-Since"} & set(request.headers)
        (nothing if has_it else whole)(request)

    return answer


def codes(answers, path="/a.ics", **told):
    """The codes of what is found at *path* of a server that gives *answers*, but for those that are always found."""
    with served(answers) as address:
        return {one.code for one in agenda_ical.check(address + path, **told)} - ALWAYS


def test_a_server_that_answers_well():
    """A calendar that is sent as it should be has nothing to complain of."""
    assert codes({"/a.ics": sent(CALENDAR, **WITH_TAG)}) == set()


@pytest.mark.parametrize(
    ("content", "kind", "headers", "found"),
    [
        (CALENDAR, "text/plain; charset=utf-8", WITH_TAG, {"content-type"}),
        (CALENDAR, None, WITH_TAG, {"content-type"}),
        (CALENDAR, "TEXT/Calendar; CHARSET=UTF8", WITH_TAG, set()),
        (CALENDAR, 'text/calendar; charset="utf-8"; method=PUBLISH', WITH_TAG, set()),
        (CALENDAR, "text/calendar", WITH_TAG, {"charset-untold"}),
        (CALENDAR, "text/calendar; charset=euc-kr", WITH_TAG, {"charset-other"}),
        (CALENDAR, KIND, {}, {"no-validator"}),
        (CALENDAR, KIND, {"Last_Modified": "Thu, 01 Jan 2026 00:00:00 GMT"}, set()),
        (NO_REFRESH, KIND, WITH_TAG, {"refresh-untold"}),
        (
            b"<!doctype html><title>Log in</title>",
            "text/html; charset=utf-8",
            WITH_TAG,
            {"content-type", "not-a-calendar"},
        ),
        (b"", KIND, WITH_TAG, {"file-empty"}),
    ],
)
def test_what_is_told_of_an_answer(content, kind, headers, found):
    """Headers that subscribers need, and pages that stand where a calendar should."""
    assert codes({"/a.ics": sent(content, kind, **headers)}) == found


@pytest.mark.parametrize("headers", [WITH_TAG, {"Last_Modified": "Thu, 01 Jan 2026 00:00:00 GMT"}])
def test_a_server_that_sends_everything_again(headers):
    """A server that knows what it sent, and sends it to those who have it, is told of."""
    assert codes({"/a.ics": page(CALENDAR, KIND, **headers)}) == {"not-conditional"}


@pytest.mark.parametrize(
    ("robots", "found"),
    [
        (b"User-agent: *\nDisallow: /", {"robots-forbid"}),
        (b"User-agent: *\nDisallow: /private/", set()),
        (b"User-agent: Google-Calendar-Importer\nAllow: /\n\nUser-agent: *\nDisallow: /", set()),
        (b"<html>Not found, politely", set()),
        (b"\xff\xfe\x00", set()),
    ],
)
def test_what_robots_txt_forbids(robots, found):
    """A calendar that Google may not fetch is told of."""
    answers = {"/a.ics": sent(CALENDAR, **WITH_TAG), "/robots.txt": page(robots, "text/plain")}

    assert codes(answers) == found


@pytest.mark.parametrize(("age", "is_told"), [(0, True), (3600, False)])
def test_a_calendar_that_is_always_new(age, is_told):
    """Events that were written when the server answered are told of, older ones are not."""

    def answer(request):
        stamp = f"{datetime.now(UTC) - timedelta(seconds=age):%Y%m%dT%H%M%SZ}"
        sent(SOUND.replace("20260101T000000Z", stamp).encode(), **WITH_TAG)(request)

    assert codes({"/a.ics": answer}) == ({"dtstamp-of-now"} if is_told else set())


def test_versions_that_are_not_told():
    """Where changes cannot be seen, the events are counted."""
    with served({"/a.ics": sent(CALENDAR, **WITH_TAG)}) as address:
        (finding,) = (one for one in agenda_ical.check(f"{address}/a.ics") if one.code == "version-untold")

    assert finding.message == "2 events without SEQUENCE or without LAST-MODIFIED."


def test_an_address_for_subscribing_is_fetched_safely():
    """What begins with webcal is asked for as https."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(tls)
    with (
        served({"/a.ics": sent(CALENDAR)}, tls) as address,
        pytest.raises(UnreadableFile, match="certificate"),
    ):
        agenda_ical.check(address.replace("https", "webcal") + "/a.ics")


def test_an_address_that_leads_elsewhere():
    """A redirect is told, with where it leads."""
    answers = {"/a.ics": leads_to("/b.ics"), "/b.ics": sent(CALENDAR, **WITH_TAG)}
    with served(answers) as address:
        (finding,) = (one for one in agenda_ical.check(f"{address}/a.ics") if one.code == "redirected")

        assert f"{address}/a.ics leads to {address}/b.ics" in finding.message
        assert finding.file == f"{address}/b.ics"


def test_an_address_that_does_not_end_as_calendars_do():
    """Some programs take what stands there for a page."""
    assert codes({"/feed?id=1": sent(CALENDAR, **WITH_TAG)}, "/feed?id=1") == {"address-ending"}


def test_letters_of_an_address_are_no_redirect():
    """An address may be written in any letters."""
    answers = {"/%EA%B0%95.ics": sent(CALENDAR, **WITH_TAG)}

    assert codes(answers, "/강.ics") == set()


def test_a_calendar_is_asked_for_as_such():
    """A server that chooses by Accept is asked for a calendar."""
    asked = []

    def answer(request):
        asked.append(request.headers["Accept"])
        sent(CALENDAR, **WITH_TAG)(request)

    codes({"/a.ics": answer})

    assert asked[0].startswith("text/calendar")


def test_an_address_that_is_not_there():
    """What the server refuses is an error, told as for pages."""
    with served({}) as address, pytest.raises(UnreadableFile, match="is not there"):
        agenda_ical.check(f"{address}/a.ics")


def test_a_calendar_that_is_too_large_is_not_fetched():
    """Limits hold for addresses too."""
    with served({"/a.ics": page(CALENDAR * 100, KIND)}) as address, pytest.raises(agenda_ical.BeyondLimits):
        agenda_ical.check(f"{address}/a.ics", limits=Limits(size=10_000))
