"""Bytes -> files: the whole of each or nothing, and nothing where nothing is new."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
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
    for name, content in new.items():
        write_whole(folder / name, content)
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
    target = path.resolve() if path.is_symlink() else path
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise AgendaError(f"{path} could not be written ({why}); name another place.") from error


def _replace(target: Path, content: bytes) -> None:
    beside = target.with_name(f".{target.name[:100]}.{os.urandom(4).hex()}.tmp")
    try:
        _write_to_disk(beside, content)
        with suppress(FileNotFoundError):
            beside.chmod(stat.S_IMODE(target.stat().st_mode))
        os.replace(beside, target)  # noqa: PTH105 - the call that the system promises to be atomic
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _write_to_disk(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
