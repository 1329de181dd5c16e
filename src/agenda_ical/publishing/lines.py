"""
Parts and their properties -> the bytes of a calendar file: content lines, escaped and folded (RFC 5545, 3.1).

Written for speed and checked against icalendar: what stands here parses to what `tree` builds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final
from unicodedata import combining

from agenda_ical.publishing.parts import Common, Part, Property, ValueType

_LIMIT: Final = 75
_ZERO_WIDTH_JOINER: Final = "\u200d"
_JOINERS: Final = frozenset((_ZERO_WIDTH_JOINER, "\ufe0e", "\ufe0f", *map(chr, range(0x1F3FB, 0x1F400))))
_MARK_SEARCH: Final = 4
_BACKSLASH: Final = 0x5C
_LAST_MARK, _AFTER_KOREAN = b"\xea\xaf\xff", b"\xee"
"""Between them stand the Korean syllables, and no marks."""


def part_to_ical(part: Part) -> bytes:
    """The file, in UTF-8, every line ended with CR LF and at most 75 octets long without it."""
    return b"\r\n".join((*part_to_chunks(part), b""))


def part_to_chunks(part: Part) -> Iterator[bytes]:
    """The lines of *part*, joined but without the last line's end, as many at a time as there are at hand."""
    lines = [b"BEGIN:" + part.name.encode()]
    lines += [property_to_line(one) for one in part.properties]
    lines += _common_lines(part.common)
    for inner in part.parts:
        if lines:
            yield b"\r\n".join(lines)
            lines = []
        yield from part_to_chunks(inner)
    lines.append(b"END:" + part.name.encode())
    yield b"\r\n".join(lines)


@lru_cache(maxsize=1024)
def _common_lines(common: Common) -> tuple[bytes, ...]:
    return tuple(property_to_line(one) for one in common.properties)


def property_to_line(one: Property) -> bytes:
    """One content line, folded if need be."""
    name, type_, value, parameters = one
    head = _head(name, parameters) if parameters else name
    line = f"{head}:{_WRITERS[type_](value)}".encode()
    return line if len(line) <= _LIMIT else fold(line)


@lru_cache(maxsize=1024)
def _head(name: str, parameters: tuple[tuple[str, str], ...]) -> str:
    return name + "".join([f";{key}={_parameter(text)}" for key, text in parameters])


def escape(text: str) -> str:
    """*text* as a TEXT value (RFC 5545, section 3.3.11)."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: bytes) -> bytes:
    """*line* in pieces of at most 75 octets that tear no character, no escaped one, and no mark from its letter."""
    pieces = []
    start, room = 0, _LIMIT
    while len(line) - start > room:
        end = _cut(line, start, start + room)
        pieces.append(line[start:end])
        start, room = end, _LIMIT - 1
    pieces.append(line[start:])
    return b"\r\n ".join(pieces)


def _cut(line: bytes, start: int, end: int) -> int:
    """The last place up to *end* at which *line* may be cut."""
    while 0x80 <= line[end] < 0xC0:
        end -= 1
    if line[end] >= 0xC0 and not _LAST_MARK < line[end : end + 2] < _AFTER_KOREAN:
        end = _before_marks(line, start, end)
    if line[end - 1] == _BACKSLASH:
        backslashes = end - start - len(line[start:end].rstrip(b"\\"))
        return end - backslashes % 2
    return end


def _before_marks(line: bytes, start: int, end: int) -> int:
    """*end*, or the place of the letter whose marks stand there, if it is near."""
    text = line[start : end + 4].decode("utf-8", "ignore")
    at = len(line[start:end].decode())
    for back in range(min(_MARK_SEARCH, at - 1)):
        if not _clings(text, at - back):
            return start + len(text[: at - back].encode())
    return end


def _clings(text: str, at: int) -> bool:
    """Whether the character there is seen as one with the character before it."""
    here = text[at]
    return combining(here) != 0 or here in _JOINERS or text[at - 1] == _ZERO_WIDTH_JOINER


def _parameter(text: str) -> str:
    """*text* as a parameter's value (RFC 6868), quoted if need be."""
    text = text.replace("^", "^^")
    return f'"{text}"' if any(sign in text for sign in ",;:") else text


def _utc(moment: datetime) -> str:
    return _wall(moment) + "Z"


def _wall(moment: datetime) -> str:
    return f"{moment.year:04d}{moment.month:02d}{moment.day:02d}T{moment.hour:02d}{moment.minute:02d}{moment.second:02d}"


def _date(moment: datetime) -> str:
    return _wall(moment).partition("T")[0]


def _offset(offset: timedelta) -> str:
    sign = "-" if offset < timedelta(0) else "+"
    minutes, seconds = divmod(int(abs(offset).total_seconds()), 60)
    return f"{sign}{minutes // 60:02d}{minutes % 60:02d}" + (f"{seconds:02d}" if seconds else "")


def duration_to_text(duration: timedelta) -> str:
    """*duration* as a DURATION value, in whole seconds: ``PT6H``, ``P1DT12H``, ``-PT15M``."""
    if duration < timedelta():
        return f"-{duration_to_text(-duration)}"
    hours, rest = divmod(duration.seconds, 3600)
    amounts = ((hours, "H"), (rest // 60, "M"), (rest % 60, "S"))
    clock = "".join(f"{amount}{unit}" for amount, unit in amounts if amount)
    days = f"{duration.days}D" if duration.days else ""
    return f"P{days}" + (f"T{clock}" if clock or not days else "") + ("" if clock or days else "0S")


def _texts(texts: tuple[str, ...]) -> str:
    return ",".join([escape(text) for text in texts])


_WRITERS: Final[dict[ValueType, Callable[[Any], str]]] = {
    "text": escape,
    "texts": _texts,
    "uri": str,
    "address": str,
    "integer": str,
    "duration": duration_to_text,
    "utc": _utc,
    "wall": _wall,
    "zoned": _wall,
    "date": _date,
    "offset": _offset,
    "rule": str,
    "written": str,
}
