"""
Write into README.md and docs/ what the documented commands print now, and how the drawn pages are read now.

    python docs/redraw.py [PAGE ...]

What a person wrote stays: prose, commands, Python, drawn pages, and console blocks that leave something out (``…``).
Look at the difference before you commit it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from sybil import Example

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from conftest import (  # noqa: E402
    PAGES,
    agenda_read,
    commands_run,
    compare_agenda,
    compare_findings,
    enter,
    findings_of,
    leave,
    run_console,
)


def redraw(page: Path) -> str:
    """Return the text of *page* with its outputs as they are now."""
    document = PAGES.parse(page)
    enter(document.namespace)
    try:
        changes = list(_changes(list(document.examples())))
    finally:
        leave(document.namespace)
    text = document.text
    for start, stop, block in sorted(changes, reverse=True):
        text = text[:start] + block + text[stop:]
    return text


def _changes(examples: list[Example]) -> Iterator[tuple[int, int, str]]:
    """The blocks to replace: where each begins, where it ends, what it is to be."""
    for example in examples:
        block = _block(example)
        if block is None:
            with redirect_stdout(StringIO()):
                example.evaluate()
        else:
            start = example.region.start + example.parsed.offset
            yield start, start + len(example.parsed), block


def _block(example: Example) -> str | None:
    """What the block of *example* is to be, or None where a person wrote it."""
    if example.region.evaluator is compare_agenda:
        return agenda_read(example).strip() + "\n"
    if example.region.evaluator is compare_findings:
        return findings_of(example).strip() + "\n"
    if example.region.evaluator is run_console and "\n…\n" not in example.parsed:
        return "".join(f"$ {command}\n{_trimmed(shown)}" for command, _, shown in commands_run(example))
    return None


def _trimmed(shown: str) -> str:
    """What was printed, without the blanks that nobody sees."""
    return "\n".join(line.rstrip() for line in shown.strip("\n").split("\n")) + "\n" if shown.strip() else ""


def main(arguments: list[str]) -> None:
    """Redraw the pages that are named, or all."""
    pages = [Path(name).resolve() for name in arguments] or [
        ROOT / "README.md",
        *sorted((ROOT / "docs").rglob("*.md")),
    ]
    for page in pages:
        text = redraw(page)
        if text != page.read_text(encoding="utf-8"):
            page.write_text(text, encoding="utf-8")
            print(f"{page.relative_to(ROOT)} has changed")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
