"""A web server of our own on the loopback, that answers each path as a test says."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

Answer = Callable[[BaseHTTPRequestHandler], None]


def page(
    content: bytes, kind: str | None = "text/html; charset=utf-8", status: int = 200, **headers: str
) -> Answer:
    """Answer with *content*; the names of *headers* are written with underscores."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        told = {"Content-Length": str(len(content)), **({"Content-Type": kind} if kind else {})}
        for name, value in (told | {key.replace("_", "-"): value for key, value in headers.items()}).items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(content)

    return answer


def leads_to(address: str, status: int = 302) -> Answer:
    """Answer with a redirect."""
    return page(b"<p>moved", status=status, Location=address)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that go away early are what some tests are about."""


@contextmanager
def served(answers: dict[str, Answer], tls: Any = None) -> Iterator[str]:
    """Serve *answers* by their paths, past any proxy; yields the server's address, without a stroke at its end."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answers.get(self.path, page(b"<p>nothing", status=404))(self)

        def log_message(self, *_: Any) -> None:
            """Print nothing."""

    server = _Server(("127.0.0.1", 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        with pytest.MonkeyPatch.context() as machine:
            machine.setenv("NO_PROXY", "127.0.0.1")
            yield f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
