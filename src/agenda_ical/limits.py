"""How much a file may cost whoever reads it."""

from __future__ import annotations

from attrs import frozen

from agenda_ical.errors import BeyondLimits


@frozen
class Limits:
    """
    What a reader spends on one file at most; a file that asks for more ends in ``BeyondLimits``.

    They keep a broken or hostile file from costing memory and time. No programme that a person made meets them.
    """

    size: int = 64 * 2**20
    """Bytes of the file."""
    unpacked: int = 256 * 2**20
    """Bytes that are packed in the file, all its parts together."""
    depth: int = 256
    """Elements within elements, in the XML that a file is made of."""
    elements: int = 2_000_000
    """Tags and attributes of that XML, where it is taken into memory as a whole."""
    cells: int = 1_000_000
    """Cells of all its tables, and paragraphs beside them."""
    pages: int = 500
    """Pages of a PDF."""
    characters: int = 5_000_000
    """Characters that are drawn on the pages of a PDF."""
    lines: int = 1_000_000
    """Lines of a calendar file that is checked."""
    seconds: int = 30
    """Seconds until a web page is here, all its redirects included."""

    def check(self, name: str, found: int, thing: str) -> None:
        """Raise BeyondLimits if *found* is more of *thing* than the limit called *name*."""
        limit = getattr(self, name)
        if found > limit:
            raise BeyondLimits(
                f"The file has more than {limit:,} {thing}: read a smaller part of it, "
                f"or raise the limit with --limit {name}={found} (limits=Limits({name}={found}) in Python)."
            )
