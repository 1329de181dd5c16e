"""
The blocks of README.md and docs/ as tests: what a page shows is what happens.

==================  ==============================================================================
``python``          is run; after ``>>>``, what it prints is compared
``console``         each ``$ agenda-ical …`` is run, and what it prints on either stream is compared;
                    a line that is ``…`` stands for any number of lines
``drawn``           is read as a drawn page
``agenda``          is compared with the listing, and the doubts, of the drawn page above it
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
from agenda_ical.publishing.listing import programme_to_listing
from agenda_ical.reading.drawn import read_drawn

EXAMPLES = Path(__file__).parent / "examples"
TODAY = dt.date(2026, 1, 1)
STILL = {
    "COLUMNS": "88",
    "NO_COLOR": "1",
    "SOURCE_DATE_EPOCH": str(int(dt.datetime.combine(TODAY, dt.time(), dt.UTC).timestamp())),
}
"""What the environment of a documented command says, so that it prints the same on every machine and day."""


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
        CaptionedBlockParser(),
    ],
    patterns=["README.md", "docs/**/*.md", "docs/*.md"],
    setup=enter,
    teardown=leave,
)
pytest_collect_file = PAGES.pytest()
