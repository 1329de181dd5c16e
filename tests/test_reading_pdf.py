"""PDF files: what is told by lines and what by place, what pages repeat, and what a hostile file may cost."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from time import perf_counter

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from agenda_ical import interpret
from agenda_ical.document import Document, Grid, Heading
from agenda_ical.errors import AgendaError, BeyondLimits, UnreadableFile
from agenda_ical.limits import Limits
from agenda_ical.reading import read
from agenda_ical.reading.drawn import read_drawn

STYLES = getSampleStyleSheet()
HEAD = ("Time", "Session", "Speaker")
GRID = ("GRID", (0, 0), (-1, -1), 0.5, "black")
FONT = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"
SECONDS = 10
"""How long a hostile file may keep anybody waiting, on a slow and busy machine."""


def title(text: str) -> Paragraph:
    """A heading of a page."""
    return Paragraph(text, STYLES["Title"])


def sentence(text: str) -> Paragraph:
    """A paragraph."""
    return Paragraph(text, STYLES["BodyText"])


def table(rows: Sequence[Sequence[str]], *styles: tuple[object, ...], repeat: int = 0) -> Table:
    """A table of three columns, drawn with lines only where *styles* say so."""
    return Table([list(row) for row in rows], colWidths=(90, 240, 120), style=list(styles), repeatRows=repeat)


def pdf(*flowables: Flowable, on_page: Callable[..., None] = lambda *_: None) -> bytes:
    """A PDF on whose pages *flowables* are set one below the other."""
    buffer = BytesIO()
    made = SimpleDocTemplate(buffer, pagesize=A4, pageCompression=1)
    made.build(list(flowables), onFirstPage=on_page, onLaterPages=on_page)
    return buffer.getvalue()


def drawn(paint: Callable[[Canvas], None], **canvas: object) -> bytes:
    """A PDF of what *paint* draws."""
    buffer = BytesIO()
    sheet = Canvas(buffer, pagesize=A4, **canvas)
    paint(sheet)
    sheet.save()
    return buffer.getvalue()


def bare_pdf(*objects: bytes) -> bytes:
    """A PDF of *objects*, the first of which is its catalog, with a table that says where they are."""
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(content))
    return content + head + table + tail


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """An object that holds *data*."""
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def one_page(contents: bytes) -> bytes:
    """A PDF of one page that *contents* draws, with one font, ``F1``."""
    return bare_pdf(
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources <</Font <</F1 5 0 R>>>>>>",
        contents,
        FONT,
    )


def grids(document: Document) -> list[Grid]:
    """The tables of a page."""
    return [block for block in document.blocks if isinstance(block, Grid)]


def texts(document: Document) -> list[str]:
    """What stands in the headings and paragraphs of a page."""
    return [block.text for block in document.blocks if not isinstance(block, Grid)]


def texts_of(grid: Grid) -> list[tuple[int, int, str]]:
    """What stands in the cells of a table, each with its row and column."""
    return [(cell.row, cell.column, cell.text) for cell in grid.cells if cell.text]


def quickly_refused(content: bytes, error: type[AgendaError], limits: Limits = Limits()) -> str:
    """What is said when *content* is refused, which takes no longer than anybody waits."""
    began = perf_counter()
    with pytest.raises(error) as refused:
        read(content, limits=limits)
    assert perf_counter() - began < SECONDS
    return str(refused.value)


def test_a_ruled_table_is_a_programme():
    """Heading, merged presenters and a cell over two columns make the sessions that a person sees."""
    rows = [
        HEAD,
        ("09:00 - 09:30", "Opening", "Ann Roe (KECO)"),
        ("09:30 - 10:00", "Reading rivers", ""),
        ("10:00 - 10:30", "Coffee break", ""),
    ]
    merged = table(rows, GRID, ("SPAN", (2, 1), (2, 2)), ("SPAN", (1, 3), (2, 3)))

    document = read(pdf(title("Rivers Forum"), sentence("Thursday 4 June 2026"), merged))
    programme = interpret(document, timezone="Europe/Oslo")

    assert programme.title == "Rivers Forum"
    assert [
        (f"{session.start:%d %H:%M}", session.title, [presenter.name for presenter in session.presenters])
        for session in programme.sessions
    ] == [
        ("04 09:00", "Opening", ["Ann Roe"]),
        ("04 09:30", "Reading rivers", ["Ann Roe"]),
        ("04 10:00", "Coffee break", []),
    ]


def test_a_merged_cell_is_one_cell():
    """The lines that are not drawn say over how many rows and columns a cell goes."""
    rows = [HEAD, ("09:00", "Opening", "Ann Roe"), ("09:30", "Rivers", ""), ("10:00", "Break", "")]
    merged = table(rows, GRID, ("SPAN", (2, 1), (2, 2)), ("SPAN", (1, 3), (2, 3)))
    page = """
+-------+---------+---------+
| Time  | Session | Speaker |
+-------+---------+---------+
| 09:00 | Opening | Ann Roe |
+-------+---------+         |
| 09:30 | Rivers  |         |
+-------+---------+---------+
| 10:00 | Break             |
+-------+-------------------+
"""

    (found,) = grids(read(pdf(merged)))
    (expected,) = grids(read_drawn(page))

    assert [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in found.cells] == [
        (cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in expected.cells
    ]


def test_a_table_over_a_page_break_is_one():
    """What goes on over the end of a page is one table, and its header, printed again, is read once."""
    rows = [(f"{8 + at // 6:02}:{at % 6}0", f"Talk {at + 1}", f"Speaker {at + 1}") for at in range(60)]

    document = read(pdf(table([HEAD, *rows], GRID, repeat=1)))
    (grid,) = grids(document)

    assert texts_of(grid) == [
        (row, column, text)
        for row, row_texts in enumerate([HEAD, *rows])
        for column, text in enumerate(row_texts)
    ]


def test_columns_without_lines_are_told_by_place():
    """Where no lines are drawn, what begins below each other is a column."""
    rows = [
        ("09:00 - 09:30", "Opening", "Ann Roe"),
        ("09:30 - 10:00", "Reading rivers from the air", "Li Wei"),
        ("10:00 - 10:30", "Coffee break", ""),
        ("10:30 - 11:00", "Floods of the north", "Kim Minji"),
    ]

    (grid,) = grids(read(pdf(sentence("Thursday 4 June 2026"), table(rows))))

    assert texts_of(grid) == [
        (row, column, text)
        for row, row_texts in enumerate(rows)
        for column, text in enumerate(row_texts)
        if text
    ]


def test_wrapped_lines_are_joined_and_others_kept_apart():
    """A line that was full goes on in the next; one that had room for more was ended by a person."""
    long = "Reading the rivers of the north from satellites, from the air and from the banks of each of them"
    cells = [[Paragraph("09:00", STYLES["BodyText"]), Paragraph(f"{long}<br/>Ann Roe", STYLES["BodyText"])]]

    (grid,) = grids(read(pdf(Table(cells, colWidths=(90, 240), style=[GRID]))))

    assert texts_of(grid) == [(0, 0, "09:00"), (0, 1, f"{long}\nAnn Roe")]


def test_what_stands_at_the_edge_of_each_page_is_left_out():
    """Headers and page numbers interrupt no table; the words of a header are read where they come first."""

    def edges(canvas: Canvas, _: object) -> None:
        canvas.drawString(72, 812, "Rivers Forum, Oslo")
        canvas.drawString(280, 30, f"Page {canvas.getPageNumber()} of 2")

    rows = [(f"{8 + at // 6:02}:{at % 6}0", f"Talk {at + 1}", f"Speaker {at + 1}") for at in range(60)]

    document = read(pdf(table([HEAD, *rows], GRID, repeat=1), on_page=edges))

    assert texts(document) == ["Rivers Forum, Oslo"]
    assert [len(texts_of(grid)) for grid in grids(document)] == [3 * 61]


def test_larger_letters_are_headings():
    """What is set in larger letters than the text is a heading, the largest of the first level."""
    document = read(
        pdf(
            title("Rivers Forum"),
            Paragraph("Thursday", STYLES["Heading2"]),
            *[sentence("Doors open at eight.")] * 3,
        )
    )

    assert [(block.text, block.level) for block in document.blocks if isinstance(block, Heading)] == [
        ("Rivers Forum", 1),
        ("Thursday", 2),
    ]


def test_a_link_keeps_its_address():
    """What is drawn under a link leads there."""
    document = read(pdf(sentence('Join <a href="https://example.org/room">here</a> from nine.')))

    assert [
        (link.href, block.text[link.start : link.stop]) for block in document.blocks for link in block.links
    ] == [("https://example.org/room", "here")]


def test_letters_nobody_sees_are_left_out():
    """White letters on white paper are no part of the page; on a dark ground they are."""

    def paint(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Doors open at eight.")
        canvas.setFillColorRGB(0, 0, 0.4)
        canvas.rect(72, 640, 300, 30, fill=1, stroke=0)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(80, 650, "Welcome")
        canvas.drawString(72, 500, "Secret")

    assert texts(read(drawn(paint))) == ["Doors open at eight.", "Welcome"]


def test_the_title_of_the_file_counts_where_it_is_on_the_page():
    """Programs write a file's name where its title should stand, or keep that of an older file."""

    def named(name: str) -> Document:
        def paint(canvas: Canvas) -> None:
            canvas.setTitle(name)
            canvas.drawString(72, 700, "Welcome to the Rivers Forum.")

        return read(drawn(paint))

    assert named("Rivers Forum").title == "Rivers Forum"
    assert named("Microsoft Word - programme_v3.docx").title == ""
    assert named("Budget meeting 2017").title == ""
    assert "Budget meeting 2017" in named("Budget meeting 2017").description


def test_a_scan_is_refused_with_a_word_on_what_to_do():
    """A page that is only a picture has no text that could be read."""
    picture = ImageReader(BytesIO(b"P6 2 2 255\n" + b"\x80" * 12))
    scan = drawn(lambda canvas: canvas.drawImage(picture, 0, 0, 595, 842))

    assert "text recognition (OCR)" in quickly_refused(scan, UnreadableFile)


def test_a_locked_file_is_refused_with_a_word_on_what_to_do():
    """A file that nobody opens without its password is not read without it."""
    locked = drawn(
        lambda canvas: canvas.drawString(72, 700, "Doors open at eight."), encrypt=StandardEncryption("river")
    )

    assert "locked with a password" in quickly_refused(locked, UnreadableFile)


def test_a_file_that_only_may_not_be_printed_is_read():
    """A file that opens without a password is read, whatever it forbids."""
    guarded = drawn(
        lambda canvas: canvas.drawString(72, 700, "Doors open at eight."),
        encrypt=StandardEncryption("", "owner", canPrint=0, canCopy=1),
    )

    assert texts(read(guarded)) == ["Doors open at eight."]


def test_too_many_pages_are_refused_before_any_is_read():
    """Ten thousand pages are counted, not read; as many as the limit allows are no matter."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 10_003))
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>"
    many = bare_pdf(
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [%s] /Count 10000>>" % kids,
        *[page] * 10_000,
    )
    two = pdf(table([HEAD] * 60, GRID))

    assert "--limit pages=" in quickly_refused(many, BeyondLimits)
    assert "more than 1 pages" in quickly_refused(two, BeyondLimits, Limits(pages=1))
    assert read(two, limits=Limits(pages=2)) == read(two)


def test_pages_that_lead_back_to_themselves_end():
    """A tree of pages whose branch is its own root is gone through once."""
    circle = bare_pdf(b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [2 0 R 2 0 R] /Count 9>>")

    quickly_refused(circle, UnreadableFile)


def test_references_that_lead_nowhere_are_found_again():
    """The table of objects may be lost, or not be where the file says: the objects still stand in the file."""
    good = pdf(title("Rivers Forum"), table([HEAD, ("09:00", "Opening", "Ann Roe")], GRID))
    at = good.rindex(b"xref\n", 0, good.rindex(b"startxref"))
    wrong = good[:at] + good[at:].replace(b"startxref\n", b"startxref\n9")

    assert read(wrong) == read(good)
    assert read(good[:at] + good[good.index(b"trailer", at) :]) == read(good)


def test_a_file_that_was_cut_off_ends_in_an_error_or_in_what_is_left():
    """Wherever a file ends too early, it is read as far as it goes or refused in words."""
    good = pdf(title("Rivers Forum"), table([HEAD, ("09:00", "Opening", "Ann Roe")], GRID))
    whole = set(texts(read(good)))

    for size in range(8, len(good), len(good) // 40):
        try:
            left = read(good[:size], name="programme.pdf")
        except AgendaError:
            continue
        assert set(texts(left)) <= whole


def test_a_bomb_is_refused_before_it_unpacks():
    """A page of a few kilobytes that unpacks to a gigabyte is not unpacked."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(2**20)) for _ in range(300)) + packer.flush()
    bomb = one_page(stream(packed, b"/Filter /FlateDecode"))

    assert len(bomb) < 2**20
    assert "--limit unpacked=" in quickly_refused(bomb, BeyondLimits)


def test_a_million_lines_are_refused_with_what_was_left_out():
    """A page that is drawn with more than a programme needs is no scan, and is not called one."""
    lines = b"BT /F1 12 Tf 72 700 Td (Doors open at eight.) Tj ET\n" + b"0 0 m 9 9 l S\n" * 1_000_000

    assert "On page 1 more is drawn" in quickly_refused(one_page(stream(lines)), UnreadableFile)


def test_a_page_with_a_million_lines_costs_only_itself():
    """The other pages are read, and the reader is told of the one that was not."""
    lines = b"0 0 m 9 9 l S\n" * 1_000_000
    text = b"BT /F1 12 Tf 72 700 Td (Doors open at eight.) Tj ET"
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources <</Font <</F1 7 0 R>>>>>>"
    both = bare_pdf(
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R 4 0 R] /Count 2>>",
        page % 5,
        page % 6,
        stream(lines),
        stream(text),
        FONT,
    )

    document = read(both)

    assert texts(document) == ["Doors open at eight."]
    assert document.cuts == ("On page 1 more is drawn than a programme needs; the rest of it was left out.",)


def test_a_page_with_too_many_lines_is_told_by_its_words():
    """Beyond five thousand lines nobody draws a table; the words are still read, and the reader is told."""
    lines = b"BT /F1 12 Tf 72 700 Td (Doors open at eight.) Tj ET\n" + b"0 0 m 9 9 l S\n" * 6_000

    document = read(one_page(stream(lines)))

    assert texts(document) == ["Doors open at eight."]
    assert document.cuts == ("Page 1 has more than 5,000 lines; its tables were told by their words.",)


def test_letters_without_end_are_refused():
    """The letters of all pages are counted while they are drawn."""
    many = one_page(stream(b"BT /F1 12 Tf 72 700 Td\n" + b"(Doors open at eight.) Tj\n" * 1_000 + b"ET"))

    assert "--limit characters=" in quickly_refused(many, BeyondLimits, Limits(characters=10_000))


def test_an_odd_row_does_not_take_the_columns_of_the_others():
    """A line with other gaps, as that of a session's room and chair, stands among the rows, and their columns hold."""
    rows = [
        ("09:00", "Ann Roe", "Reading the rivers of the north from the air"),
        ("09:30", "Li Wei", "Floods that nobody had seen coming at all"),
        ("10:00", "Kim Minji", "Where the salmon of the lower rivers went"),
        ("10:30", "Ole Dahl", "Ice on the lakes, and when it broke up"),
    ]

    def paint(canvas: Canvas) -> None:
        for text, x in (("Morning session", 60), ("Hall 23", 240), ("Chair: Eva Lind", 350)):
            canvas.drawString(x, 700, text)
        for at, row in enumerate(rows, 1):
            for text, x in zip(row, (60, 120, 220), strict=True):
                canvas.drawString(x, 700 - 30 * at, text)

    (grid,) = grids(read(drawn(paint)))

    assert [text for row, _, text in texts_of(grid) if row] == [text for row in rows for text in row]
    assert [column for row, column, _ in texts_of(grid) if row] == [0, 1, 2] * 4
