"""Bytes -> files: the whole of each or nothing, and nothing where nothing is new."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from agenda_ical.errors import AgendaError


def write_folder(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """
    Make *files* the content of these paths below *folder*, one after the other in their order.

    Returns those that had another content, or were not there; the others are not touched.
    Raises AgendaError when one cannot be written; then each file is as it was or as it is to be.
    """
    written = []
    for name, content in files.items():
        path = folder / name
        if not (path.is_file() and read_whole(path) == content):
            write_whole(path, content)
            written.append(name)
    return tuple(written)


def read_whole(path: Path) -> bytes:
    """The content of the file at *path*; raises AgendaError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise AgendaError(f"{path} could not be read ({why}); name another place.") from error


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
