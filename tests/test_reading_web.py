"""A web address is a source like a file: what stands there is read, at a bounded cost, and errors say what to do."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
import trustme
from icalendar import Calendar
from loopback import leads_to, page, served
from reportlab.pdfgen.canvas import Canvas

import agenda_ical
from agenda_ical import AgendaError, BeyondLimits, Limits, MissingExtra, UnknownFormat, UnreadableFile

PROGRAMME = """\
<!doctype html><title>Rivers 2026</title><link rel="canonical" href="https://elsewhere.example/">
<h2>Thursday, 4 June 2026</h2>
<table><tr><th>Time<th>Session
<tr><td>10:00-10:30<td>Opening
<tr><td>10:30-11:00<td><a href="talks/maps.html">Rivers in maps</a></table>
"""
KOREAN = "2026년 6월 4일 목요일\n\n10:00-10:30 개회사\n10:30-11:00 강의 지도\n"
SMALL = Limits(size=100_000, seconds=5)
BY_HAND = "save the page from your browser"


def read(answers, path="/page", **told):
    """What is read from *path* of a server that gives *answers*."""
    with served(answers) as address:
        return agenda_ical.read(address + path, **told)


def refused(answers, path="/page", error=UnreadableFile, **told):
    """What is said of *path* of a server that gives *answers*."""
    with pytest.raises(error) as raised:
        read(answers, path, **told)
    return str(raised.value)


def words(document):
    """All text of *document*."""
    cells = [cell.text for grid in document.grids for cell in grid.cells]
    return " ".join([*(block.text for block in document.blocks if block not in document.grids), *cells])


def test_a_page_is_read_and_keeps_its_address():
    """The page's address is where it was found, not the one that the page claims."""
    with served({"/2026/page": page(PROGRAMME.encode())}) as address:
        programme = agenda_ical.load(f"{address}/2026/page")

        assert programme.url == f"{address}/2026/page"
        assert [session.title for session in programme.sessions] == ["Opening", "Rivers in maps"]
        assert [session.url for session in programme.sessions] == [None, f"{address}/2026/talks/maps.html"]


def test_the_calendar_tells_the_address():
    """The calendar's source is the page, and so is the address of each event that has none of its own."""
    with served({"/page": page(PROGRAMME.encode())}) as address:
        programme = agenda_ical.load(f"{address}/page")
    calendar = Calendar.from_ical(agenda_ical.to_ical(programme))
    elsewhere = Calendar.from_ical(agenda_ical.to_ical(programme, url="https://example.org/rivers.ics"))

    assert calendar["SOURCE"] == f"{address}/page"
    assert [event["URL"] for event in calendar.events] == [f"{address}/page", f"{address}/talks/maps.html"]
    assert elsewhere["SOURCE"] == "https://example.org/rivers.ics"
    assert elsewhere.events[0]["URL"] == f"{address}/page"


def test_the_address_of_the_page_is_no_part_of_an_identity():
    """Sessions stay themselves when their page moves."""
    calendars = [
        agenda_ical.to_calendar(agenda_ical.interpret(read({path: page(PROGRAMME.encode())}, path)))
        for path in ("/page", "/moved")
    ]

    assert len({tuple(event["UID"] for event in calendar.events) for calendar in calendars}) == 1


def test_links_lead_from_the_base_of_the_page():
    """A page that names a base has its links from there."""
    based = PROGRAMME.replace("<title>", '<base href="/en/"><title>')
    with served({"/page": page(based.encode())}) as address:
        document = agenda_ical.read(f"{address}/page")

    assert document.grids[0].at(2, 1).links[0].href == f"{address}/en/talks/maps.html"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status):
    """The address after all redirects is the one that is kept."""
    answers = {
        "/old": leads_to("/older", status),
        "/older": leads_to("/new", status),
        "/new": page(PROGRAMME.encode()),
    }

    assert read(answers, "/old").source.endswith("/new")


def test_a_redirect_that_waits_for_a_cookie():
    """A cookie that a redirect sets is there for the next page."""

    def wants_cookie(request):
        answer = (
            page(PROGRAMME.encode()) if "seen=1" in request.headers.get("Cookie", "") else leads_to("/set")
        )
        answer(request)

    document = read(
        {"/page": wants_cookie, "/set": page(b"", status=302, Location="/page", Set_Cookie="seen=1")}
    )

    assert len(document.grids) == 1


def test_redirects_in_a_circle():
    """Redirects without an end are told."""
    told = refused({"/page": leads_to("/other"), "/other": leads_to("/page")})

    assert "circles" in told


@pytest.mark.parametrize("away", ["ftp://127.0.0.1/page", "file:///etc/hostname"])
def test_redirects_lead_to_web_addresses_only(away):
    """A server cannot send us to our own files."""
    told = refused({"/page": leads_to(away)})

    assert "no web address" in told


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "log in"),
        (403, BY_HAND),
        (404, "look at the address"),
        (410, "taken away"),
        (418, BY_HAND),
        (429, "wait"),
        (500, "try again later"),
        (503, "try again later"),
    ],
)
def test_statuses_are_told_in_words(status, said):
    """What a server refuses is told with what to do."""
    told = refused({"/page": page(b"<p>no", status=status)})

    assert said in told
    assert f"HTTP {status}" in told
    assert "/page" in told


def test_a_server_that_answers_too_slowly():
    """A body that drips ends at the limit of time, however often a byte comes."""

    def drip(request):
        request.send_response(200)
        request.end_headers()
        for _ in range(200):
            request.wfile.write(b"<p>")
            time.sleep(0.05)

    began = time.monotonic()
    told = refused({"/page": drip}, error=BeyondLimits, limits=Limits(seconds=1))

    assert "--limit seconds=2" in told
    assert time.monotonic() - began < 5


def test_headers_that_never_end():
    """Headers that drip end at the limit of time too."""

    def drip(request):
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(200):
            request.wfile.write(b"X-%d: 1\r\n" % number)
            time.sleep(0.05)

    assert "within 1 seconds" in refused({"/page": drip}, error=BeyondLimits, limits=Limits(seconds=1))


def test_a_body_that_never_ends():
    """Reading stops when more has come than the limit allows."""
    sent = []

    def flood(request):
        request.send_response(200)
        request.end_headers()
        for _ in range(2000):
            request.wfile.write(b"<p>more " * 1000)
            sent.append(1)

    told = refused({"/page": flood}, error=BeyondLimits, limits=SMALL)

    assert "--limit size=" in told
    assert len(sent) < 2000


def test_a_body_that_says_that_it_is_too_large():
    """A length beyond the limit is refused before anything is read."""
    told = refused({"/page": page(b"<p>", Content_Length="5000000")}, error=BeyondLimits, limits=SMALL)

    assert "--limit size=5000000" in told


def test_a_packed_body_is_unpacked():
    """A body packed with gzip is read, also one of several members."""
    half = len(PROGRAMME) // 2
    packed = gzip.compress(PROGRAMME[:half].encode()) + gzip.compress(PROGRAMME[half:].encode())

    assert len(read({"/page": page(packed, Content_Encoding="gzip")}).grids) == 1


def test_a_packed_bomb():
    """What is packed counts as it unpacks, and is not unpacked any further."""
    bomb = gzip.compress(b"<p>boom " * 8_000_000)

    told = refused({"/page": page(bomb, Content_Encoding="gzip")}, error=BeyondLimits, limits=SMALL)

    assert len(bomb) < SMALL.size * 2
    assert "100,000 bytes" in told


@pytest.mark.parametrize("coding", ["br", "gzip, gzip", "deflate"])
def test_other_codings_are_refused(coding):
    """What we did not ask for is not unpacked."""
    assert coding in refused({"/page": page(b"x", Content_Encoding=coding)})


@pytest.mark.parametrize("body", [gzip.compress(PROGRAMME.encode())[:-20], b"not packed at all"])
def test_a_packed_body_that_is_damaged(body):
    """A packed body that breaks off is told."""
    assert "did not come whole" in refused({"/page": page(body, Content_Encoding="gzip")})


def test_a_body_that_breaks_off():
    """A body that is shorter than it says is told."""
    assert "broke off" in refused({"/page": page(b"<p>half", Content_Length="500")})


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("euc-kr", "cp949"), ("EUC-KR", "euc-kr"), ('"ks_c_5601-1987"', "cp949"), ("utf-8", "utf-8")],
)
def test_the_encoding_is_the_one_that_the_server_names(charset, codec):
    """The server's word goes before a guess."""
    document = read({"/page": page(KOREAN.encode(codec), f"text/plain; charset={charset}")})

    assert "개회사" in words(document)


def test_a_korean_page_that_names_its_own_encoding():
    """Where the server names no encoding, the page may."""
    content = f"<meta charset=euc-kr><p>{KOREAN}".encode("euc-kr")

    assert "개회사" in words(read({"/page": page(content, "text/html")}))


@pytest.mark.parametrize(
    ("path", "kind", "headers"),
    [
        ("/page", "text/markdown", {}),
        ("/page.md", "text/plain", {}),
        ("/page.md?raw=1", "application/octet-stream", {}),
        ("/page", None, {"Content_Disposition": 'attachment; filename="page.md"'}),
        ("/page", "text/plain", {"Content_Disposition": "attachment; filename*=UTF-8''p%C3%A4ge.md"}),
    ],
)
def test_the_format_is_what_the_server_or_the_name_says(path, kind, headers):
    """Markdown that looks like plain text is read as Markdown where its server or its name says so."""
    document = read({path: page(b"*10:00* Opening", kind, **headers)}, path)

    assert words(document) == "10:00 Opening"


@pytest.mark.parametrize("kind", ["application/pdf", "application/octet-stream", "image/png", None])
def test_a_page_that_its_server_calls_something_else(kind):
    """A page under a wrong name is what it is."""
    assert len(read({"/page.pdf": page(PROGRAMME.encode(), kind)}, "/page.pdf").grids) == 1


def test_a_pdf_is_known_by_its_content():
    """A PDF is a PDF, whatever its server calls it."""
    sheet = BytesIO()
    canvas = Canvas(sheet)
    for line, text in enumerate(
        ("Thursday, 4 June 2026", "10:00-10:30 Opening", "10:30-11:00 Rivers in maps")
    ):
        canvas.drawString(72, 700 - 20 * line, text)
    canvas.save()
    answers = {"/page": page(sheet.getvalue(), "text/html")}

    if "pdf" in agenda_ical.reading.FORMATS:
        assert "Opening" in words(read(answers))
    else:
        assert "is a PDF" in refused(answers, error=UnknownFormat)


@pytest.mark.parametrize("content", [b"", b"<script src='all.js'></script><div id=app></div>"])
def test_a_page_without_text(content):
    """A page that scripts fill is told, with the way out."""
    with served({"/page": page(content)}) as address, pytest.raises(AgendaError) as raised:
        agenda_ical.load(f"{address}/page")

    assert "empty" in str(raised.value) or "save the page from the browser" in str(raised.value)


def test_a_password_in_an_address_is_not_told():
    """A name and a password open the page, and stand in no calendar."""

    def wants_password(request):
        known = request.headers.get("Authorization") == "Basic bWU6c2VjcmV0"
        (page(PROGRAMME.encode()) if known else page(b"", status=401))(request)

    with served({"/page": wants_password}) as address:
        programme = agenda_ical.load(address.replace("//", "//me:secret@") + "/page")

        assert programme.url == f"{address}/page"


def test_our_name_is_said():
    """We say who asks, and what we read."""
    asked = {}

    def note(request):
        asked.update(request.headers)
        page(PROGRAMME.encode())(request)

    read({"/page": note})

    assert asked["User-Agent"] == "agenda-ical"
    assert asked["Accept"].startswith("text/html")


def test_within_a_running_loop():
    """A notebook, which runs a loop of its own, reads addresses too."""

    async def cell():
        return read({"/page": page(PROGRAMME.encode())})

    assert len(asyncio.run(cell()).grids) == 1


def test_a_certificate_that_nobody_vouches_for():
    """A certificate that is not valid is told as a browser does, and nothing is read."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(tls)

    with served({"/page": page(PROGRAMME.encode())}, tls) as address, pytest.raises(UnreadableFile) as raised:
        agenda_ical.read(f"{address}/page")

    assert "certificate of 127.0.0.1" in str(raised.value)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://127.0.0.1:1/", "does not answer"),
        ("https://no-such-server.invalid/page", "No server is called no-such-server.invalid"),
        ("ftp://example.org/programme.html", "must begin with https://"),
        ("file:///etc/hostname", "must begin with https://"),
        ("https:///page", "must begin with https://"),
        ("http://[::1/page", "look at how it is written"),
        ("www.example.org/page", "write https:// before it"),
    ],
)
def test_addresses_at_which_nothing_is(address, said):
    """An address that leads nowhere is told with what to look at."""
    with pytest.raises(UnreadableFile) as raised:
        agenda_ical.read(address)

    assert said in str(raised.value)


def test_an_address_as_a_path():
    """A path swallows a stroke of an address: it is told that addresses are strings."""
    with pytest.raises(UnreadableFile, match="as a string"):
        agenda_ical.read(Path("https://example.org/page"))


def test_without_httpx(monkeypatch):
    """Where the package is not there, it is told what to type."""
    monkeypatch.setitem(sys.modules, "httpx", None)
    for module in ("web", "refusals"):
        monkeypatch.delitem(sys.modules, f"agenda_ical.reading.{module}", raising=False)

    with pytest.raises(MissingExtra, match=r'pip install "agenda-ical\[web\]"'):
        agenda_ical.read("https://example.org/page")
