"""What docs/how-to/host-the-folder.md says of nginx, tried with nginx."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent / "docs" / "how-to" / "host-the-folder.md"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")
CALENDAR = "BEGIN:VCALENDAR\r\nNAME:기후 포럼\r\nEND:VCALENDAR\r\n".encode() * 50
AROUND = """
daemon off;
master_process off;
pid {folder}/pid;
error_log stderr warn;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {site}
}}
"""
"""What Debian's nginx.conf has around a site, for one process that anybody may start."""

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """Nginx as the page sets it up, on a free port of this machine, with a folder as it is published."""
    folder = tmp_path_factory.mktemp("nginx")
    site = folder / "site"
    (site / "days").mkdir(parents=True)
    for name in ("programme.ics", "days/2019-03-28.ics"):
        (site / name).write_bytes(CALENDAR)
    for name in ("index.html", "changes.md", "changes.xml", "schedule.json"):
        (site / name).write_text("포럼" * 50, encoding="utf-8")
    port = free_port()
    (folder / "nginx.conf").write_text(
        AROUND.format(folder=folder, site=documented_site(port, site)), encoding="utf-8"
    )
    process = subprocess.Popen(
        [NGINX, "-p", folder, "-e", "stderr", "-c", folder / "nginx.conf"], stderr=subprocess.PIPE, text=True
    )
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        _, said = process.communicate(timeout=20)
    assert not re.search(r"\[(?:warn|alert|crit|emerg)\]", said), said


def documented_site(port, root):
    """The site of the page, with this port and this root."""
    (block,) = re.findall(
        r"^```nginx\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    block = re.sub(r"listen \[::\]:80;\n", "", block)
    block, ports = re.subn(r"listen 80;", f"listen 127.0.0.1:{port};", block)
    block, roots = re.subn(r"root /srv/agenda;", f"root {root};", block)
    assert (ports, roots) == (1, 1)
    return block


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def wait_for(port, process):
    """Wait until somebody listens there."""
    for _ in range(100):
        assert process.poll() is None, process.stderr.read()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("nginx does not answer")


def ask(port, path, **headers):
    """What the server answers: status, headers, content."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={name.replace("_", "-"): text for name, text in headers.items()})
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response.status, {name.lower(): text for name, text in response.getheaders()}, content


@pytest.mark.parametrize("path", ["/programme.ics", "/days/2019-03-28.ics"])
def test_a_calendar(port, path):
    """It is sent as a calendar in UTF-8, with an ETag, whole."""
    status, headers, content = ask(port, path)

    assert (status, content) == (200, CALENDAR)
    assert headers["content-type"] == "text/calendar; charset=utf-8"
    assert headers["etag"]
    assert headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_who_has_it_already(port, encoding):
    """Who has the calendar already, packed or not, by its ETag or its date, is told so and gets nothing."""
    _, headers, _ = ask(port, "/programme.ics", Accept_Encoding=encoding)

    for known in (
        {"If_None_Match": headers["etag"]},
        {"If_Modified_Since": headers["last-modified"]},
    ):
        status, _, content = ask(port, "/programme.ics", Accept_Encoding=encoding, **known)
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
def test_what_else_lies_there(port, path, media_type):
    """The page and the files beside it are sent as what they are."""
    status, headers, _ = ask(port, path)

    assert (status, headers["content-type"]) == (200, media_type)


def test_what_is_not_there(port):
    """A file that is not there is not found."""
    assert ask(port, "/nothing.ics")[0] == 404
