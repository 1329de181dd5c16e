"""What docs/how-to/host-the-folder.md says of nginx, tried with nginx."""

from __future__ import annotations

import pytest
from serving import NGINX, ask, by_nginx

CALENDAR = "BEGIN:VCALENDAR\r\nNAME:기후 포럼\r\nEND:VCALENDAR\r\n".encode() * 50
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Nginx as the page sets it up, with a folder as it is published."""
    site = tmp_path_factory.mktemp("site")
    (site / "days").mkdir()
    for name in ("programme.ics", "days/2019-03-28.ics"):
        (site / name).write_bytes(CALENDAR)
    for name in ("index.html", "changes.md", "changes.xml", "schedule.json"):
        (site / name).write_text("포럼" * 50, encoding="utf-8")
    with by_nginx(site) as address:
        yield address


@pytest.mark.parametrize("path", ["/programme.ics", "/days/2019-03-28.ics"])
def test_a_calendar(address, path):
    """It is sent as a calendar in UTF-8, with an ETag, whole."""
    status, headers, content = ask(address, path)

    assert (status, content) == (200, CALENDAR)
    assert headers["content-type"] == "text/calendar; charset=utf-8"
    assert headers["etag"]
    assert headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_who_has_it_already(address, encoding):
    """Who has the calendar already, packed or not, by its ETag or its date, is told so and gets nothing."""
    _, headers, _ = ask(address, "/programme.ics", Accept_Encoding=encoding)

    for known in (
        {"If_None_Match": headers["etag"]},
        {"If_Modified_Since": headers["last-modified"]},
    ):
        status, _, content = ask(address, "/programme.ics", Accept_Encoding=encoding, **known)
        assert (status, content) == (304, b"")
    assert headers.get("content-encoding", "identity") == encoding


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/changes.md", "text/markdown; charset=utf-8"),
        ("/changes.xml", "application/atom+xml; charset=utf-8"),
        ("/schedule.json", "application/json"),
    ],
)
def test_what_else_lies_there(address, path, media_type):
    """The page and the files beside it are sent as what they are."""
    status, headers, _ = ask(address, path)

    assert (status, headers["content-type"]) == (200, media_type)


def test_what_is_not_there(address):
    """A file that is not there is not found."""
    assert ask(address, "/nothing.ics")[0] == 404
