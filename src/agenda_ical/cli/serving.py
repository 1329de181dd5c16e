"""What ``serve`` does: a folder, or what a file becomes, on a server of its own, on this machine only, until Ctrl-C."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from attrs import evolve, frozen
from watchfiles import awatch

from agenda_ical.cli.converting import STRICT
from agenda_ical.cli.messages import tell, tell_error
from agenda_ical.cli.options import Told
from agenda_ical.cli.preview import Preview, preview_to_application
from agenda_ical.cli.publishing import publish_quietly
from agenda_ical.errors import AgendaError
from agenda_ical.publishing.succession import Wish

LOOPBACK = "127.0.0.1"


def serve_folder(folder: Path, port: int) -> int:
    """Show *folder* on *port* until somebody ends it; raises AgendaError when the port cannot be had."""
    with suppress(KeyboardInterrupt), listen(port) as listening:
        preview = Preview(folder)
        _run(preview, _Watch((folder,), preview.changed), listening, _begun(folder, listening))
    return 0


def serve_file(file: Path, port: int, wish: Wish, told: Told) -> int:
    """
    Publish *file* into a folder that lasts as long as the preview, show that on *port*, and publish it again when it changes.

    Raises AgendaError when the port cannot be had, or the file not be published at first.
    """
    with suppress(KeyboardInterrupt), ExitStack() as stack:
        listening = stack.enter_context(listen(port))
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="agenda-ical-")))
        here = evolve(wish, url=address_of(listening))
        made = publish_quietly(file, folder, here, told)
        if made is None:
            return STRICT
        preview = Preview(folder)

        def publish_again() -> None:
            """A new edition of the preview, or, where the file can no longer be read, the one that was there."""
            try:
                made = publish_quietly(file, folder, here, told)
            except AgendaError as error:
                tell_error(str(error))
                return
            if made is not None:
                if not told.quiet:
                    tell(f"{file}: {made.summary}; {made.news}")
                preview.changed()

        sources = (file, told.fixes) if isinstance(told.fixes, Path) else (file,)
        if not told.quiet:
            tell(f"{file}: {made.summary}")
        _run(preview, _Watch(sources, publish_again), listening, _begun(file, listening))
    return 0


def _begun(shown: Path, listening: socket.socket) -> str:
    return f"{shown} at {address_of(listening)} (Ctrl-C ends it)"


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


@frozen
class _Watch:
    """Files or folders, and what is to be done when they change."""

    paths: tuple[Path, ...]
    do: Callable[[], None]

    @property
    def folders(self) -> frozenset[Path]:
        """What the system is asked to watch: a file's folder, since many programs save a file by putting another in its place."""
        return frozenset(path if path.is_dir() else path.resolve().parent for path in self.paths)

    def concerns(self, changed: str) -> bool:
        """Whether the path *changed* is one of these, or lies in one."""
        here = Path(changed).resolve()
        return any(here.is_relative_to(path.resolve()) for path in self.paths)


def _run(preview: Preview, watch: _Watch, listening: socket.socket, begun: str) -> None:
    server = _Server(
        uvicorn.Config(preview_to_application(preview), log_level="error", access_log=False, lifespan="off")
    )
    server.begun = begun
    preview.is_over = lambda: server.should_exit
    asyncio.run(_serve_and_watch(server, watch, listening))


async def _serve_and_watch(server: uvicorn.Server, watch: _Watch, listening: socket.socket) -> None:
    over = asyncio.Event()
    watching = asyncio.create_task(_wait_for_changes(watch, over))
    try:
        await server.serve(sockets=[listening])
    finally:
        over.set()
        await watching


async def _wait_for_changes(watch: _Watch, over: asyncio.Event) -> None:
    async for changes in awatch(*watch.folders, stop_event=over, raise_interrupt=False):
        if any(watch.concerns(path) for _, path in changes):
            await asyncio.to_thread(watch.do)
