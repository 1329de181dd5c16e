"""A progress bar, for people who wait."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from time import monotonic
from typing import TypeVar

Thing = TypeVar("Thing")

PATIENCE = 1.0
"""The seconds that people wait without wondering."""


def with_progress(things: Sequence[Thing], *, quiet: bool) -> Iterator[Thing]:
    """Yield *things*, with a bar on the terminal once it takes long."""
    if quiet or len(things) < 2 or not sys.stderr.isatty():
        yield from things
        return
    began = monotonic()
    for done, thing in enumerate(things):
        if monotonic() - began > PATIENCE:
            yield from _with_bar(things, done)
            return
        yield thing


def _with_bar(things: Sequence[Thing], done: int) -> Iterator[Thing]:
    from rich.console import Console  # noqa: PLC0415 - for its weight
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    with ExitStack() as stack:
        bar = Progress(
            TextColumn("Converting"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True, force_terminal=True, force_interactive=True),
            transient=True,
        )
        stack.enter_context(bar)
        task = bar.add_task("", total=len(things), completed=done)
        for thing in things[done:]:
            yield thing
            bar.advance(task)
