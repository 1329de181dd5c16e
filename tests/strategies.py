"""Documents and grids of every shape, for the laws."""

from __future__ import annotations

from hypothesis import strategies as st

from agenda_ical.document import Cell, Document, Grid, Heading, Link, Paragraph, canonical_grid
from agenda_ical.place import Place

LETTERS = "aB0:-+|=*[]()\\#,.é가日ー　".replace("　", "") + "\u0301"
WORDS = st.text(alphabet=LETTERS, min_size=1, max_size=6).filter(lambda word: word[0] != "\u0301")
LINES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
TEXTS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
TABBED = st.lists(LINES, min_size=1, max_size=3).map("\t".join)
ADDRESSES = st.text(alphabet="abc/:.()\\|?*[]-", min_size=1, max_size=8)


@st.composite
def ranges(draw: st.DrawFn, text: str) -> tuple[tuple[int, int], ...]:
    """Pieces of *text* that neither touch nor overlap, in order."""
    edges = sorted(draw(st.lists(st.integers(0, len(text)), unique=True, max_size=6)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return tuple(pairs)


@st.composite
def links(draw: st.DrawFn, text: str) -> tuple[Link, ...]:
    """Links in *text*, in order."""
    return tuple(Link(start, stop, draw(ADDRESSES)) for start, stop in draw(ranges(text)))


@st.composite
def grids(
    draw: st.DrawFn, max_rows: int = 5, max_columns: int = 5, texts: st.SearchStrategy[str] | None = None
) -> Grid:
    """A canonical table: rectangles laid from the upper left wherever there is room, and a hole here and there."""
    height, width = draw(st.integers(1, max_rows)), draw(st.integers(1, max_columns))
    texts = TEXTS | st.just("") if texts is None else texts
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for row in range(height):
        for column in range(width):
            if (row, column) in taken or (cells and draw(st.integers(0, 9)) == 0):
                continue
            rows, columns = _room(draw, taken, (row, column), (height, width))
            spots = {(row + down, column + right) for down in range(rows) for right in range(columns)}
            taken |= spots
            text = draw(texts)
            cells.append(
                Cell(
                    text,
                    row,
                    column,
                    rows,
                    columns,
                    draw(st.booleans()),
                    draw(ranges(text)),
                    draw(links(text)),
                )
            )
    return canonical_grid(cells)


def _room(
    draw: st.DrawFn, taken: set[tuple[int, int]], spot: tuple[int, int], size: tuple[int, int]
) -> tuple[int, int]:
    """Rows and columns of a rectangle at *spot* that covers nothing *taken*."""
    (row, column), (height, width) = spot, size
    columns = draw(st.integers(1, width - column))
    columns = next((free for free in range(1, columns) if (row, column + free) in taken), columns)
    return draw(st.integers(1, height - row)), columns


@st.composite
def headings(draw: st.DrawFn) -> Heading:
    """A heading."""
    text = draw(TEXTS)
    return Heading(text, draw(st.integers(1, 6)), links=draw(links(text)))


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    """A paragraph or an item."""
    text = draw(TEXTS | TABBED)
    return Paragraph(
        text, draw(st.integers(0, 3)), Place(), draw(ranges(text)), draw(links(text)), draw(st.booleans())
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A page, its blocks counted as readers count them."""
    blocks = draw(st.lists(headings() | paragraphs() | grids(), max_size=6))
    return Document(tuple(_count(blocks)))


def _count(blocks: list[Heading | Paragraph | Grid]) -> list[Heading | Paragraph | Grid]:
    counted: list[Heading | Paragraph | Grid] = []
    tables = others = 0
    for block in blocks:
        if isinstance(block, Grid):
            tables += 1
            counted.append(Grid(block.cells, Place(table=tables), block.caption))
            continue
        others += 1
        place = Place(paragraph=others)
        if isinstance(block, Heading):
            counted.append(Heading(block.text, block.level, place, block.links))
        else:
            gap = block.gap or not counted
            counted.append(Paragraph(block.text, block.level, place, block.emphasis, block.links, gap))
    return counted
