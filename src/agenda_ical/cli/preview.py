"""
A published folder -> a web application that shows it as a good host would.

Each file has its type and an ETag; whoever has it already is told so with 304 (RFC 9110, section 13). Into pages it
puts a script that asks for server-sent events, and loads the page again when one comes; the folder knows nothing of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

from attrs import define, field
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

_TYPES = {
    ".ics": "text/calendar; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/atom+xml; charset=utf-8",
}
_HERE = ["127.0.0.1", "localhost"]
"""The names by which the preview may be called; any other is a page elsewhere that points its name at us."""
_PAUSE = 0.2  # seconds; how often an open page is thought of

_SCRIPT = b"""\
const changes = new EventSource("/.preview/changes");
changes.onmessage = () => location.reload();
addEventListener("pagehide", () => changes.close());
"""
_CALL = b'<script src="/.preview/reload.js"></script>\n</body>'
_QUOTED = b"&#39;self&#39;"


@define
class Preview:
    """The folder that is shown, and how many times it has changed since."""

    folder: Path
    is_over: Callable[[], bool] = field(default=lambda: False)
    """Whether the server is about to end, so that nobody need wait for another change."""
    edition: int = 0

    def changed(self) -> None:
        """Have open pages load themselves again."""
        self.edition += 1


def preview_to_application(preview: Preview) -> Starlette:
    """The web application that shows *preview*."""

    async def script(_: Request) -> Response:
        return Response(_SCRIPT, media_type="text/javascript")

    async def changes(_: Request) -> Response:
        return StreamingResponse(_tell_changes(preview), media_type="text/event-stream")

    async def file(request: Request) -> Response:
        return await asyncio.to_thread(_answer, preview.folder, request)

    return Starlette(
        routes=[
            Route("/.preview/reload.js", script),
            Route("/.preview/changes", changes),
            Route("/{path:path}", file),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=_HERE)],
    )


async def _tell_changes(preview: Preview) -> AsyncIterator[bytes]:
    """A server-sent event for each edition that comes (WHATWG HTML, section 9.2)."""
    known = preview.edition
    yield b"retry: 500\n\n"
    while not preview.is_over():
        await asyncio.sleep(_PAUSE)
        if preview.edition != known:
            known = preview.edition
            yield b"data: %d\n\n" % known


def _answer(folder: Path, request: Request) -> Response:
    """The file that is asked for, or why there is none."""
    path = _path_of(folder, request.path_params["path"])
    if path is not None and path.is_dir():
        if not request.url.path.endswith("/"):
            return RedirectResponse(f"{request.url.path}/")
        path /= "index.html"
    try:
        content = path.read_bytes() if path else None
    except OSError:
        content = None
    if path is None or content is None:
        return Response("There is no such file in the folder.\n", 404, media_type="text/plain")
    return _file_to_response(path, content, request.headers.get("if-none-match", ""))


def _path_of(folder: Path, asked: str) -> Path | None:
    """The path below *folder*, or None where it leads out of it."""
    try:
        path = (folder / asked).resolve()
    except (OSError, ValueError):
        return None
    return path if path.is_relative_to(folder.resolve()) else None


def _file_to_response(path: Path, content: bytes, known: str) -> Response:
    media_type = _TYPES.get(path.suffix.lower()) or guess_type(path.name)[0] or "application/octet-stream"
    if path.suffix.lower() == ".html":
        content = _watching(content)
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if _is_known(tag, known):
        return Response(status_code=304, headers=headers)
    return Response(content, headers={**headers, "Content-Type": media_type})


def _is_known(tag: str, known: str) -> bool:
    """Whether *tag* is among those that the client has (If-None-Match: RFC 9110, section 13.1.2)."""
    tags = {one.strip().removeprefix("W/") for one in known.split(",")}
    return tag in tags or "*" in tags


def _watching(html: bytes) -> bytes:
    """The page with the script that reloads it, and with its policy's leave."""
    leave = b"connect-src %b; script-src %b " % (_QUOTED, _QUOTED)
    before, sign, after = html.rpartition(b"</body>")
    return (before + _CALL + after if sign else html + _CALL).replace(b"script-src ", leave, 1)
