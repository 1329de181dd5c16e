"""Where in the source something stands."""

from __future__ import annotations

from attrs import frozen


@frozen
class Place:
    """
    Where in the source something stands, counted from 1 as people count.

    A place in a table names the table (as ``explain`` numbers it), the row and the column;
    a place in running text names its line, or the paragraph where the format has no lines.
    """

    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None
    paragraph: int | None = None
    sheet: str | None = None
    """The sheet or page that the table or line belongs to, where a source has several."""

    def __str__(self) -> str:
        """The place as people read it: ``table 2, row 7``."""
        named = [
            ("table", self.table),
            ("row", self.row),
            ("column", self.column),
            ("line", self.line),
            ("paragraph", self.paragraph),
        ]
        parts = [self.sheet] if self.sheet else []
        parts += [f"{name} {number}" for name, number in named if number is not None]
        return ", ".join(parts) or "the document"
