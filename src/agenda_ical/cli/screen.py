"""What is shown on standard output: as wide as the terminal, in colours where it has them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from io import StringIO

from rich.console import Console, detect_legacy_windows

WIDTH_OF_A_FILE = 120


def on_screen(show: Callable[[Console], None]) -> str:
    """Return what *show* prints, without blanks at the ends of lines."""
    terminal = sys.stdout.isatty()
    width = None if terminal or "COLUMNS" in os.environ else WIDTH_OF_A_FILE
    plain = os.environ.get("NO_COLOR") or detect_legacy_windows()
    screen = StringIO()
    console = Console(
        file=screen,
        force_terminal=terminal,
        color_system=None if plain else "auto",
        width=width,
        highlight=False,
        emoji=False,
        markup=False,
    )
    show(console)
    return "".join(f"{line.rstrip()}\n" for line in screen.getvalue().rstrip("\n").split("\n"))
