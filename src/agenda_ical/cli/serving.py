"""What ``serve`` does: a folder on a server of its own, on this machine only, until Ctrl-C."""

from __future__ import annotations

import asyncio
import errno
import socket
from contextlib import suppress
from pathlib import Path

import uvicorn
from watchfiles import awatch

from agenda_ical.cli.messages import tell
from agenda_ical.cli.preview import Preview, preview_to_application
from agenda_ical.errors import AgendaError

LOOPBACK = "127.0.0.1"


def serve_folder(folder: Path, port: int) -> int:
    """Show *folder* on *port* until somebody ends it; raises AgendaError when the port cannot be had."""
    with suppress(KeyboardInterrupt), listen(port) as listening:
        _run(Preview(folder), folder, listening, f"{folder} at {address_of(listening)} (Ctrl-C ends it)")
    return 0


def listen(port: int) -> socket.socket:
    """A socket that listens on *port* of this machine, on any free one where it is 0."""
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise AgendaError(
                f"Port {port} is in use; end the program that uses it, or name another with --port."
            ) from error
        why = (error.strerror or str(error)).lower()
        raise AgendaError(f"Port {port} cannot be used ({why}); name another with --port.") from error


def address_of(listening: socket.socket) -> str:
    """``http://127.0.0.1:8000/``."""
    return f"http://{LOOPBACK}:{listening.getsockname()[1]}/"


class _Server(uvicorn.Server):
    """A server that says so when it has begun: only then does Ctrl-C end it in good order."""

    begun: str

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        tell(self.begun)


def _run(preview: Preview, watched: Path, listening: socket.socket, begun: str) -> None:
    server = _Server(
        uvicorn.Config(preview_to_application(preview), log_level="error", access_log=False, lifespan="off")
    )
    server.begun = begun
    preview.is_over = lambda: server.should_exit
    asyncio.run(_serve_and_watch(server, preview, watched, listening))


async def _serve_and_watch(
    server: uvicorn.Server, preview: Preview, watched: Path, listening: socket.socket
) -> None:
    over = asyncio.Event()
    watching = asyncio.create_task(_watch(preview, watched, over))
    try:
        await server.serve(sockets=[listening])
    finally:
        over.set()
        await watching


async def _watch(preview: Preview, watched: Path, over: asyncio.Event) -> None:
    async for _ in awatch(watched, stop_event=over, raise_interrupt=False):
        preview.edition += 1
