"""A calendar file, a folder of them, or an address -> what is found in them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from attrs import evolve

from agenda_ical.errors import AgendaError, UnreadableFile
from agenda_ical.finding import Answer, CalendarFile
from agenda_ical.limits import Limits
from agenda_ical.publishing.lint import check_files
from agenda_ical.reading.addresses import is_address
from agenda_ical.reading.loading import Loaded, Source, fetched, load, status

__all__ = ["check_files", "source_to_files"]

_ENDING: Final = ".ics"
_ACCEPT: Final = "text/calendar, */*;q=0.8"
_CONDITIONS: Final = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
"""By which header of an answer, and of a later question, a file is known again (RFC 9110, section 13.1)."""
_SUBSCRIBED: Final = re.compile(r"webcals?://", re.IGNORECASE)


def source_to_files(source: Source, limits: Limits) -> tuple[CalendarFile, ...]:
    """
    The calendar files that *source* names: a file, a folder with all below it, an address, the bytes or the text of one.

    Raises UnreadableFile, MissingExtra or BeyondLimits; of a folder's files what cannot be read stands in their place.
    """
    if isinstance(source, str) and is_address(source):
        return (_answered(source.strip(), limits),)
    if isinstance(source, str) and ("\n" in source or "\r" in source):
        source = source.encode("utf-8", "surrogatepass")
    if not isinstance(source, bytes) and Path(source).is_dir():
        return tuple(_files_in(Path(source), limits))
    return (_loaded_to_file(load(source, None, limits), limits),)


def _answered(address: str, limits: Limits) -> CalendarFile:
    """What stands at *address*, and how its server answers; addresses for subscribing are fetched as programs do."""
    address = _SUBSCRIBED.sub("https://", address)
    file = _loaded_to_file(fetched(address, limits, _ACCEPT), limits)
    answer = file.answer
    if answer is None:
        return file
    robots = _robots(address, limits)
    return evolve(file, answer=evolve(answer, again=_status_again(address, answer, limits), robots=robots))


def _status_again(address: str, answer: Answer, limits: Limits) -> int | None:
    """How the server answers those who have the file already, where it told them by what they can say so."""
    conditions = {
        condition: answer.header(validator)
        for validator, condition in _CONDITIONS.items()
        if answer.header(validator)
    }
    try:
        return status(address, limits, conditions) if conditions and answer.address == answer.asked else None
    except AgendaError:
        return None


def _robots(address: str, limits: Limits) -> str:
    """What the robots.txt of the server says, if it has one."""
    try:
        content = fetched(urljoin(address, "/robots.txt"), limits).content
    except AgendaError:
        return ""
    return content.decode("utf-8", "replace") if isinstance(content, bytes) else content


def _loaded_to_file(loaded: Loaded, limits: Limits) -> CalendarFile:
    content = loaded.content if isinstance(loaded.content, bytes) else loaded.content.encode()
    limits.check("lines", max(content.count(b"\n"), content.count(b"\r")), "lines")
    answer = Answer(loaded.asked, loaded.address, loaded.headers) if loaded.address else None
    return CalendarFile(loaded.name, content, answer=answer)


def _files_in(folder: Path, limits: Limits) -> Iterator[CalendarFile]:
    """The calendar files in *folder* and the folders in it, by their paths within it."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() == _ENDING and path.is_file())
    if not paths:
        raise UnreadableFile(
            f"There is no calendar file ({_ENDING}) in {os.fspath(folder)}; name another folder."
        )
    for path in paths:
        try:
            yield _loaded_to_file(load(path, path.as_posix(), limits), limits)
        except AgendaError as error:
            yield CalendarFile(path.as_posix(), b"", refusal=str(error))
