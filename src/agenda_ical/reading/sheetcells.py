"""A cell as it is seen on a sheet, before it has its place in a table."""

from __future__ import annotations

from attrs import mutable

from agenda_ical.document import Link


@mutable
class Seen:
    """A filled cell, at its row and column of the sheet, from 0."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    header: bool = False
    emphasis: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def set_apart(self) -> bool:
        """Whether all of it looks other than plain text."""
        return self.header or self.emphasis == ((0, len(self.text)),)

    @property
    def numbered(self) -> bool:
        """Whether there is a digit in it."""
        return any(map(str.isdigit, self.text))
