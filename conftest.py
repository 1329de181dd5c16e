"""
The blocks of README.md and docs/ as tests: what a page shows is what happens.

==================  ==============================================================================
``python``          is run; after ``>>>``, what it prints is compared
``console``         each ``$ agenda-ical …`` is run, and what it prints on either stream is compared;
                    a line that is ``…`` stands for any number of lines
``drawn``           is read as a drawn page
``agenda``          is compared with the listing, and the doubts, of the drawn page above it
``ics``             is a calendar, or a piece of one; what must stand around it is put there
``findings``        is compared with what ``check`` finds in the calendar above it
a caption           writes the block into a file of that name
==================  ==============================================================================

Each page has a folder of its own, with a copy of ``examples/`` in it, and a clock that stands still.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from sybil import Example, Sybil
from sybil.document import Document
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser
from sybil.parsers.myst.lexers import DirectiveLexer
from sybil.region import Region

import agenda_ical
from agenda_ical.cli import main
from agenda_ical.publishing.lines import part_to_ical
from agenda_ical.publishing.listing import programme_to_listing
from agenda_ical.publishing.vtimezone import zone_to_part
from agenda_ical.reading.drawn import read_drawn

EXAMPLES = Path(__file__).parent / "examples"
TODAY = dt.date(2026, 1, 1)
STILL = {
    "COLUMNS": "88",
    "NO_COLOR": "1",
    "SOURCE_DATE_EPOCH": str(int(dt.datetime.combine(TODAY, dt.time(), dt.UTC).timestamp())),
}
"""What the environment of a documented command says, so that it prints the same on every machine and day."""

CALENDAR = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "NAME:Rivers")
EVENT = ("UID:1@example.org", "DTSTAMP:20260101T000000Z", "DTSTART;VALUE=DATE:20260604")
DESCRIBED = ("Asia/Seoul", "Europe/Oslo")
"""What is put around and into a piece of a calendar: its beginning, an event's properties, and zones."""


class Terminal:
    """Runs the commands of console blocks in this process, as a terminal would show them."""

    code = 0

    def run(self, command: str) -> str:
        """Return what *command* prints on both streams."""
        program, *arguments = shlex.split(command)
        if program == "agenda-ical":
            return self._run_ours(arguments)
        if command == "echo $?":
            return f"{self.code}\n"
        raise AssertionError(f"A documented command that cannot be run: {command}")

    def _run_ours(self, arguments: list[str]) -> str:
        shown = io.BytesIO()
        screen = io.TextIOWrapper(shown, encoding="utf-8", write_through=True)
        with redirect_stdout(screen), redirect_stderr(screen):
            self.code = main(arguments)
        return shown.getvalue().decode("utf-8").replace("\r\n", "\n")


def run_console(example: Example) -> str | None:
    """Run the commands of a console block; return what differs."""
    differing = [
        f"$ {command}\nis documented to print\n\n{expected}\nbut prints\n\n{shown}"
        for command, expected, shown in commands_run(example)
        if not _is_shown(expected, shown)
    ]
    return "\n".join(differing) or None


def commands_run(example: Example) -> Iterator[tuple[str, str, str]]:
    """Each command of a console block with the output that is documented, and with what it prints."""
    terminal: Terminal = example.namespace.setdefault("terminal", Terminal())
    for command, expected in _commands(example.parsed):
        yield command, expected, terminal.run(command.replace("\\\n", ""))


def _commands(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output that is documented."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command = re.match(r"(?:.*\\\n)*.*", part)[0]
        yield command, part.removeprefix(command).removeprefix("\n")


def _is_shown(expected: str, shown: str) -> bool:
    pieces = re.split(r"^…\n", "\n".join([*_lines(expected), ""]), flags=re.MULTILINE)
    pattern = r"(?:.*\n)*?".join(re.escape(piece) for piece in pieces)
    return re.fullmatch(pattern, "\n".join([*_lines(shown), ""])) is not None


def _lines(text: str) -> list[str]:
    """The lines of *text* without the blanks that nobody sees."""
    return [line.rstrip() for line in text.rstrip().split("\n")]


def read_page(example: Example) -> None:
    """Keep a drawn page for the agenda that follows it."""
    example.namespace["page"] = read_drawn(example.parsed)


def compare_agenda(example: Example) -> str | None:
    """Compare an agenda with what we read from the page drawn above it; return what differs."""
    read = agenda_read(example)
    if _lines(example.parsed) == _lines(read):
        return None
    return f"The page is documented to be read as\n\n{example.parsed}\nbut is read as\n\n{read}"


def agenda_read(example: Example) -> str:
    """Return the agenda of the page drawn above, and its doubts."""
    programme = agenda_ical.interpret(example.namespace["page"], today=TODAY)
    doubts = [f"! {one.severity} {one.code}, {one.place}: {one.message}" for one in programme.problems]
    return "\n".join([programme_to_listing(programme), *doubts])


def keep_calendar(example: Example) -> None:
    """Keep a calendar for the findings that follow it."""
    example.namespace["calendar"] = excerpt_to_calendar(example.parsed)


def excerpt_to_calendar(excerpt: str) -> bytes:
    """Return the calendar that *excerpt* is, or is a piece of: properties of an event, or components."""
    lines = excerpt.rstrip("\n").split("\n")
    if not lines[0].startswith("BEGIN:"):
        given = {re.split("[;:]", line)[0] for line in lines}
        missing = [line for line in EVENT if re.split("[;:]", line)[0] not in given]
        lines = ["BEGIN:VEVENT", *missing, *lines, "END:VEVENT"]
    if lines[0] != "BEGIN:VCALENDAR":
        zones = [zone for zone in DESCRIBED if re.search(rf'TZID="?{zone}', excerpt)]
        described = [part_to_ical(zone_to_part(zone, 2026, 2026)).decode().rstrip() for zone in zones]
        lines = [*CALENDAR, *described, *lines, "END:VCALENDAR"]
    return "".join(f"{line}\r\n" for line in lines).encode()


def compare_findings(example: Example) -> str | None:
    """Compare findings with what is found in the calendar shown above them; return what differs."""
    found = findings_of(example)
    if _lines(example.parsed) == _lines(found):
        return None
    return f"It is documented that\n\n{example.parsed}\nis found, but this is:\n\n{found}"


def findings_of(example: Example) -> str:
    """Return what is found in the calendar shown above, a line each."""
    findings = agenda_ical.check(example.namespace["calendar"])
    return "\n".join(f"{one.severity} {one.code}: {one.message}" for one in findings)


class CaptionedBlockParser:
    """Finds the code blocks with a caption; run, each becomes a file of that name."""

    def __call__(self, document: Document) -> Iterator[Region]:
        """Yield the regions of *document*."""
        for region in DirectiveLexer(directive="code-block")(document):
            if "caption" in region.lexemes["options"]:
                region.parsed = (region.lexemes["options"]["caption"], region.lexemes["source"])
                region.evaluator = self.evaluate
                yield region

    def evaluate(self, example: Example) -> None:
        """Write the file."""
        name, content = example.parsed
        Path(name).write_text(content, encoding="utf-8")


@contextmanager
def standing_still() -> Iterator[None]:
    """Stay in a folder of our own with the examples in it, on a day of our own."""
    kept, home = dict(os.environ), Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(EXAMPLES, Path(folder, "examples"), ignore=shutil.ignore_patterns("*.ics"))
        os.chdir(folder)
        os.environ.update(STILL)
        try:
            yield
        finally:
            os.chdir(home)
            os.environ.clear()
            os.environ.update(kept)


def enter(namespace: dict[str, Any]) -> None:
    """Begin a page."""
    namespace["desk"] = standing_still()
    namespace["desk"].__enter__()


def leave(namespace: dict[str, Any]) -> None:
    """End a page."""
    namespace["desk"].__exit__(*sys.exc_info())


PAGES = Sybil(
    parsers=[
        PythonCodeBlockParser(),
        CodeBlockParser("console", run_console),
        CodeBlockParser("drawn", read_page),
        CodeBlockParser("agenda", compare_agenda),
        CodeBlockParser("ics", keep_calendar),
        CodeBlockParser("findings", compare_findings),
        CaptionedBlockParser(),
    ],
    patterns=["README.md", "docs/**/*.md", "docs/*.md"],
    setup=enter,
    teardown=leave,
)
pytest_collect_file = PAGES.pytest()
