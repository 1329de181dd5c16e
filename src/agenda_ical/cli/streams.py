"""The process's own streams: bytes in, bytes out, whatever the console's code page and however early a pipe closes."""

from __future__ import annotations

import errno
import os
import sys
from io import TextIOWrapper
from pathlib import Path

from agenda_ical.errors import AgendaError

Named = Path | str
"""What a person named: a file, or the address of a web page (a ``str``; a path would lose one of its strokes)."""

STANDARD = Path("-")
"""The name that people give to standard input and output."""

# Windows calls a pipe that nobody reads any more an invalid argument
_PIPE_CLOSED = frozenset({errno.EPIPE, errno.EINVAL})


def speak_unicode() -> None:
    """
    Make standard output and error UTF-8.

    A Windows pipe is cp1252 or cp949 by default, in which not every title can be printed; what UTF-8
    cannot hold either (a lone surrogate of a file's name) is written as its escape.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def source_of(file: Named) -> Named | bytes:
    """The file or the address itself, or what stands on standard input where it is named ``-``."""
    if file != STANDARD:
        return file
    if sys.stdin.isatty():
        sys.stderr.write("Paste the programme, then end it with Ctrl-D (on Windows Ctrl-Z and Enter).\n")
    return sys.stdin.buffer.read()


def put_text(text: str) -> None:
    """Write *text* to standard output as UTF-8, its line ends as they are."""
    put_bytes(text.encode("utf-8", "backslashreplace"))


def put_bytes(content: bytes) -> None:
    """Write *content* to standard output; raises BrokenPipeError when nobody reads it, AgendaError when it is full."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except OSError as error:
        discard_output()
        if error.errno in _PIPE_CLOSED:
            raise BrokenPipeError from error
        why = (error.strerror or str(error)).lower()
        raise AgendaError(f"The output could not be written ({why}); send it to another place.") from error


def discard_output() -> None:
    """Send to nowhere what is still to be written, or the interpreter complains of it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
