"""
The bytes of a calendar file -> its content lines, unfolded, each with its number (RFC 5545, section 3.1).

`previous` unfolds what we wrote; this reads what anybody wrote, and tells what is wrong with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple
from unicodedata import is_normalized

from attrs import define, field

from agenda_ical.publishing.lint.codes import Fault
from agenda_ical.telling import counted

_MOST_OCTETS: Final = 75
_SHOWN: Final = 10
"""How many lines are named of those that are alike."""
_LINE: Final = re.compile(rb"([^\r\n]*)(\r\n|\n|\r|\Z)")
_FOLDS: Final = (b" ", b"\t")
_UTF8_MARK: Final = b"\xef\xbb\xbf"
_UTF16: Final = {
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
    b"B\x00": "utf-16-le",
    b"\x00B": "utf-16-be",
}
"""How a file in UTF-16 begins, with a byte order mark or without -> the codec."""
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_INVISIBLE: Final = re.compile("[\x80-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class ContentLine(NamedTuple):
    """One line as it is meant, however many lines of the file it is folded over."""

    number: int
    """The number of its first line."""
    text: str


@define
class Form:
    """How the lines of a file are written; what is wrong is counted, for it is mostly wrong everywhere."""

    total: int = 0
    seen: Counter[str] = field(factory=Counter)
    """Code -> the number of lines where it is so."""
    first: dict[str, list[int]] = field(factory=dict)
    """Code -> the first of these lines."""
    detail: dict[str, str] = field(factory=dict)
    """Code -> what is special at the very first."""

    def add(self, code: str, number: int, detail: str = "") -> None:
        """Note that the line *number* is so."""
        self.seen[code] += 1
        self.detail.setdefault(code, detail)
        first = self.first.setdefault(code, [])
        if len(first) < _SHOWN:
            first.append(number)

    def faults(self) -> Iterator[Fault]:
        """What is wrong, once for each code."""
        for code, number in self.seen.items():
            how_many = "every line" if number == self.total > 1 else counted(number, "line")
            yield Fault(code, tuple(self.first[code]), _MESSAGES[code].format(how_many, self.detail[code]))


_MESSAGES: Final = {
    "byte-order-mark": "The file begins with a byte order mark, before BEGIN:VCALENDAR.",
    "encoding": "What stands in {0} is not UTF-8{1}.",
    "line-end": "The break after {0} is not CR LF{1}.",
    "last-line-end": "The last line has no CR LF at its end.",
    "blank-line": "There is nothing in {0}.",
    "line-length": "There are more than 75 octets in {0}; the first such line has {1}.",
    "fold-in-character": "A fold tears a character apart in {0}.",
    "fold-tab": "The fold in {0} is a tab instead of a space.",
    "fold-empty": "The fold in {0} goes on with nothing.",
    "fold-first": "The file begins with the continuation of a line.",
    "control-character": "A control character stands in {0}: {1}.",
    "invisible-character": "A character that nobody sees stands in {0}: {1}.",
    "decomposed-text": "Letters are written apart from their marks in {0} (no NFC).",
}


def content_to_lines(content: bytes, form: Form) -> Iterator[ContentLine]:
    """The content lines of *content*; what is wrong with the way they are written is noted in *form*."""
    first, gathered = 0, bytearray()
    for number, line in _lines(_as_utf8(content, form), form):
        if line[:1] in _FOLDS:
            if not first:
                form.add("fold-first", number)
                first = number
            _look_at_fold(gathered, line, number, form)
            gathered += line[1:]
            continue
        if first:
            yield _content_line(first, gathered, form)
        first, gathered = number, bytearray(line)
    if first:
        yield _content_line(first, gathered, form)


def _as_utf8(content: bytes, form: Form) -> bytes:
    if content.startswith(_UTF8_MARK):
        form.add("byte-order-mark", 1)
        return content.removeprefix(_UTF8_MARK)
    for beginning, codec in _UTF16.items():
        if content.startswith(beginning):
            form.add("encoding", 1, " but UTF-16")
            return content.decode(codec, "replace").removeprefix("\ufeff").encode()
    return content


def _lines(content: bytes, form: Form) -> Iterator[tuple[int, bytes]]:
    """The lines of the file that are not empty, with their numbers."""
    for number, found in enumerate(_LINE.finditer(content), 1):
        line, end = found.groups()
        if not line and not end:
            break
        form.total = number
        if end != b"\r\n":
            _note_end(number, end, form)
        if not line:
            form.add("blank-line", number)
            continue
        if len(line) > _MOST_OCTETS:
            form.add("line-length", number, str(len(line)))
        yield number, line


def _note_end(number: int, end: bytes, form: Form) -> None:
    if end:
        form.add("line-end", number, " but LF alone" if end == b"\n" else " but CR alone")
    else:
        form.add("last-line-end", number)


def _look_at_fold(before: bytearray, line: bytes, number: int, form: Form) -> None:
    if line[:1] == b"\t":
        form.add("fold-tab", number)
    if len(line) == 1:
        form.add("fold-empty", number)
    if before[-1:] >= b"\x80" and b"\x80" <= line[1:2] < b"\xc0":
        form.add("fold-in-character", number)


def _content_line(number: int, line: bytearray, form: Form) -> ContentLine:
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        form.add(
            "encoding",
            number,
            f": byte {line[error.start]:#04x} in {shortened(line.decode('ascii', 'replace'))!r}",
        )
        text = line.decode("utf-8", "replace")
    if text.isascii() and text.isprintable():
        return ContentLine(number, text)
    if control := _CONTROL.search(text):
        form.add("control-character", number, _named(control[0]))
    if invisible := _INVISIBLE.search(text):
        form.add("invisible-character", number, _named(invisible[0]))
    if not is_normalized("NFC", text):
        form.add("decomposed-text", number)
    return ContentLine(number, text)


def _named(char: str) -> str:
    return f"U+{ord(char):04X}"


def shortened(text: str, room: int = 60) -> str:
    """*text*, or its beginning where it is long."""
    return text if len(text) <= room else text[:room] + "…"
