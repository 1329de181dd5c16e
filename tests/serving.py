"""Servers of a published folder in processes of their own, on the loopback: our preview, and nginx as the docs set it up."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")
PATIENCE = 20
_PAGE = ROOT / "docs" / "how-to" / "host-the-folder.md"
_AROUND = """
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


def begin_preview(*arguments) -> tuple[subprocess.Popen[str], str]:
    """Start ``serve`` with *arguments* as a person does; its process and its address, when it has begun."""
    process = subprocess.Popen(
        [sys.executable, "-m", "agenda_ical", "serve", "--port", "0", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )
    said = ""
    while not (found := re.search(r"http://127\.0\.0\.1:\d+/(?= )", said)):
        line = process.stderr.readline()
        assert line, said
        said += line
    return process, found[0]


def end_preview(process: subprocess.Popen[str]) -> str:
    """End it as a person does, in good order; what it said after it had begun."""
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    return said


@contextmanager
def previewed(site: Path) -> Iterator[str]:
    """The preview of *site*; its address."""
    process, address = begin_preview(site)
    try:
        yield address
    finally:
        assert end_preview(process) == ""


@contextmanager
def by_nginx(site: Path) -> Iterator[str]:
    """Nginx serves *site* as the docs set it up; its address."""
    port = _free_port()
    with TemporaryDirectory(prefix="nginx-") as folder:
        configuration = Path(folder, "nginx.conf")
        around = _AROUND.format(folder=folder, site=_documented_site(port, site))
        configuration.write_text(around, encoding="utf-8")
        command = [NGINX, "-p", folder, "-e", "stderr", "-c", configuration]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            _wait_for(port, process)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            _, said = process.communicate(timeout=PATIENCE)
    assert not re.search(r"\[(?:warn|alert|crit|emerg)\]", said), said


def _documented_site(port, root):
    """The site of the page, with this port and this root."""
    (block,) = re.findall(
        r"^```nginx\n(.*?)^```$", _PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    block = re.sub(r"listen \[::\]:80;\n", "", block)
    block, ports = re.subn(r"listen 80;", f"listen 127.0.0.1:{port};", block)
    block, roots = re.subn(r"root /srv/agenda;", f"root {root};", block)
    assert (ports, roots) == (1, 1)
    return block


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def _wait_for(port, process):
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


def ask(address, path, method="GET", **headers):
    """What the server answers: status, headers, content; names of *headers* are written with underscores."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    connection.request(method, path, headers={name.replace("_", "-"): text for name, text in headers.items()})
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response.status, {name.lower(): text for name, text in response.getheaders()}, content
