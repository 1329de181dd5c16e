"""Bytes -> files: the whole of each or nothing, and nothing where nothing is new."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from agenda_ical.errors import AgendaError

Leave = Callable[[Path, bytes], object]
"""Raises where the file at a path, with this content, is not to be replaced."""


def write_folder(folder: Path, files: Mapping[str, bytes], leave: Leave | None = None) -> tuple[str, ...]:
    """
    Make *files* the content of these paths below *folder*, one after the other in their order.

    Returns those that had another content, or were not there; the others are not touched. What *leave* raises for one
    of them is raised before any is written.
    Raises AgendaError when one cannot be written; then each file is as it was or as it is to be.
    """
    new = {name: content for name, content in files.items() if _is_new(folder / name, content, leave)}
    _replace({folder / name: content for name, content in new.items()})
    return tuple(new)


def _is_new(path: Path, content: bytes, leave: Leave | None) -> bool:
    lying = read_if_there(path)
    if lying is not None and lying != content and leave:
        leave(path, lying)
    return lying != content


def read_whole(path: Path) -> bytes:
    """The content of the file at *path*; raises AgendaError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise AgendaError(f"{path} could not be read ({why}); name another place.") from error


def read_if_there(path: Path) -> bytes | None:
    """The content of the file at *path*, or None where there is none; raises AgendaError when it cannot be read."""
    return read_whole(path) if path.is_file() else None


def write_whole(path: Path, content: bytes) -> None:
    """
    Make *content* the content of the file at *path*, which keeps its old content until all is written.

    The permissions of a file that is there are kept, a symbolic link goes on pointing where it did, and a folder
    that is not there is made.
    Raises AgendaError when it cannot be written; then nothing has changed.
    """
    if path.exists() and not path.is_file():
        with _told(path):
            path.write_bytes(content)
        return
    _replace({path: content})


def _replace(contents: Mapping[Path, bytes]) -> None:
    """Give each path its content; all of it is on the disk, beside them, before the first one takes its place."""
    beside: dict[Path, tuple[Path, Path]] = {}
    try:
        for path, content in contents.items():
            with _told(path):
                target = path.resolve() if path.is_symlink() else path
                target.parent.mkdir(parents=True, exist_ok=True)
                beside[path] = target, target.with_name(f".{target.name[:100]}.{os.urandom(4).hex()}.tmp")
                _write_beside(target, beside[path][1], content, flush=len(contents) == 1)
        if len(contents) > 1:
            _flush_all(place for _, place in beside.values())
        for path, (target, place) in beside.items():
            with _told(path):
                os.replace(place, target)  # noqa: PTH105 - the call that the system promises to be atomic
    except BaseException:
        for _, place in beside.values():
            place.unlink(missing_ok=True)
        raise


def _write_beside(target: Path, place: Path, content: bytes, *, flush: bool) -> None:
    """Make a file at *place* that can take that of *target*, whose permissions it gets."""
    with place.open("xb") as file:
        file.write(content)
        if flush:
            file.flush()
            os.fsync(file.fileno())
    with suppress(FileNotFoundError):
        place.chmod(stat.S_IMODE(target.stat().st_mode))


def _flush_all(places: Iterable[Path]) -> None:
    """See that all these files are on the disk; asking for each of thousands takes several times as long as for all."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for place in places:  # Windows
        with place.open("r+b") as file:
            os.fsync(file.fileno())


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say of *path* what went wrong."""
    try:
        yield
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise AgendaError(f"{path} could not be written ({why}); name another place.") from error
