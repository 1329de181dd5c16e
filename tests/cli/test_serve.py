"""The preview: what a server of our own sends, tells and survives."""

from __future__ import annotations

import re
import socket
import sys
import threading
import time
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from serving import PATIENCE, ask, begin_preview, end_preview

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
PAGE = (
    '<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; '
    'script-src &#39;sha256-x&#39;"><title>A</title><body><p id="it">one</p></body>'
)
PROGRAMME = "# Rivers\n\n## 2026-06-04\n\n10:00-10:30 Opening\n10:30-11:00 Maps\n"
CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture
def folder(tmp_path):
    """A folder as it is published."""
    made = tmp_path / "site"
    (made / "days").mkdir(parents=True)
    (made / "index.html").write_text(PAGE, encoding="utf-8")
    (made / "programme.ics").write_bytes(CALENDAR)
    (made / "days" / "1.ics").write_bytes(CALENDAR)
    (tmp_path / "secret.ics").write_bytes(CALENDAR)
    return made


@pytest.fixture
def source(tmp_path):
    """A programme that is being written."""
    page = tmp_path / "rivers.md"
    page.write_text(PROGRAMME, encoding="utf-8")
    return page


@pytest.fixture
def kept():
    """What stays open until the server has ended."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def serve(kept):  # noqa: ARG001 - it is to end after the server
    """Start the preview as a person does; end it as a person does, and look at how it ended."""
    running = []

    def start(*arguments):
        process, address = begin_preview(*arguments)
        running.append(process)
        return address

    start.then_said = re.compile("")
    yield start
    for process in running:
        said = end_preview(process)
        assert start.then_said.fullmatch(said), said


def test_a_calendar(serve, folder):
    """It is sent as a calendar in UTF-8 with an ETag, and to whoever has that one not again."""
    address = serve(folder)

    status, headers, content = ask(address, "/programme.ics")

    assert (status, content) == (200, CALENDAR)
    assert headers["content-type"] == "text/calendar; charset=utf-8"
    assert headers["cache-control"] == "no-cache"
    tag = headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        status, headers, content = ask(address, "/programme.ics", If_None_Match=known)
        assert (status, headers["etag"], content) == (304, tag, b"")
    assert ask(address, "/programme.ics", If_None_Match='"other"')[0] == 200
    status, headers, content = ask(address, "/days/1.ics", "HEAD")
    assert (status, headers["content-length"], content) == (200, str(len(CALENDAR)), b"")


def test_what_is_not_there(serve, folder):
    """Only what lies in the folder is shown, only by reading, and only under a name of this machine."""
    (folder / "out.ics").symlink_to(folder.parent / "secret.ics")
    address = serve(folder)

    for path in ("/nothing.ics", "/../secret.ics", "/%2e%2e/secret.ics", "/out.ics", "/a%00b", "/days/"):
        assert ask(address, path)[0] == 404, path
    assert ask(address, "/days")[:2][0] == 307
    assert ask(address, "/programme.ics", "POST")[0] == 405
    assert ask(address, "/programme.ics", Host="elsewhere.example")[0] == 400


def test_it_is_on_this_machine_only(serve, folder):
    """It listens on no address but the one of this machine: not even on another that leads here."""
    port = urlsplit(serve(folder)).port

    with pytest.raises(OSError, match=r"refused|assign|timed out"):
        socket.create_connection(("127.0.0.2", port), timeout=2)


def test_a_port_in_use(run, folder):
    """Whoever names a port that is taken is told to name another."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        done = run("serve", folder, "--port", port)

    assert done.code == 1
    assert done.err == (
        f"error: Port {port} is in use; end the program that uses it, or name another with --port.\n"
    )


def test_without_its_packages(run, folder, monkeypatch):
    """Where the extra is not installed, we say what to type."""
    monkeypatch.delitem(sys.modules, "agenda_ical.cli.serving", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)

    done = run("serve", folder)

    assert done.code == 1
    assert done.err.endswith("pip install 'agenda-ical[site]'\n")


def test_no_such_folder(run, tmp_path):
    """A folder that is not there is a wrong argument."""
    assert run("serve", tmp_path / "nothing").code == 2


def test_changes_are_told(serve, folder, kept):
    """An open page hears of each change, and the server ends all the same while it listens."""
    address = serve(folder)
    connection = kept.enter_context(closing(HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)))
    connection.request("GET", "/.preview/changes")
    response = kept.enter_context(connection.getresponse())
    assert response.getheader("content-type").startswith("text/event-stream")
    assert response.readline() == b"retry: 500\n"
    assert response.readline() == b"\n"

    again = threading.Timer(0.5, lambda: (folder / "programme.ics").write_bytes(CALENDAR * 2))
    again.start()

    assert re.fullmatch(rb"data: \d+\n", response.readline())
    again.join()


def test_a_programme_that_is_being_written(serve, source):
    """It is published for the preview's own address, again when the file is saved, and not while it cannot be read."""
    address = serve(source, "--quiet", "--page-language", "ko")
    status, _, content = ask(address, "/")
    assert status == 200
    assert f"{address}programme.ics" in content.decode()
    assert 'lang="ko"' in content.decode()

    source.write_text("nothing", encoding="utf-8")
    time.sleep(1)
    source.with_suffix(".new").write_text(PROGRAMME.replace("10:30-11:00", "10:45-11:15"), encoding="utf-8")
    source.with_suffix(".new").replace(source)

    ended = time.monotonic() + PATIENCE
    while b"SEQUENCE:1" not in (calendar := ask(address, "/programme.ics")[2]):
        assert time.monotonic() < ended
        time.sleep(0.1)
    assert b"T104500" in calendar
    serve.then_said = re.compile(r"error: No programme was found: [^\n]+\n")


@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed")
def test_the_page_is_loaded_again(serve, folder):
    """A browser that shows the page shows the new one soon after it was written; the file itself has no trace of it."""
    from playwright.sync_api import expect, sync_playwright

    address = serve(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        with page.expect_response("**/.preview/changes"):
            page.goto(address)
        expect(page.locator("#it")).to_have_text("one")
        (folder / "index.html").write_text(PAGE.replace("one", "two"), encoding="utf-8")
        expect(page.locator("#it")).to_have_text("two", timeout=PATIENCE * 1000)
        browser.close()

    assert (folder / "index.html").read_text(encoding="utf-8") == PAGE.replace("one", "two")
