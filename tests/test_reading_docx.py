"""Word files: what they say of themselves, the forms they come in, and what a hostile one may cost."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from time import perf_counter

import docx
import pytest
from docx.shared import Cm
from office import MAIN, NAMES, STYLES, TYPES, W, laughs, packed, word_file

from agenda_ical import interpret
from agenda_ical.document import Grid, Heading, Paragraph
from agenda_ical.errors import AgendaError, BeyondLimits, MissingExtra, UnreadableFile
from agenda_ical.limits import Limits
from agenda_ical.reading import read
from agenda_ical.reading.drawn import draw

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
TEXT = "<w:p><w:r><w:t>Programme of the Rivers Forum</w:t></w:r></w:p>"
EMPTY = "<w:p/>"
LAUGHS = laughs("w", "ha")


def paragraph(text: str) -> str:
    """A paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    """A cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def document_part(body: str, names: str = NAMES, before: str = "") -> str:
    """The part that holds the text."""
    return f"{before}<w:document {names}><w:body>{body}</w:body></w:document>"


def test_a_file_of_python_docx_is_a_programme():
    """Heading, merged presenters and a cell over all columns make the sessions that a person sees."""
    file = docx.Document()
    file.add_heading("Rivers Forum", 0)
    file.add_heading("Thursday 4 June 2026", 2)
    rows = [
        ("Time", "Session", "Speaker"),
        ("09:00 - 09:30", "Opening", "Ann Roe (KECO)"),
        ("09:30 - 10:00", "Reading rivers", ""),
        ("10:00 - 10:30", "Coffee break", ""),
    ]
    grid = file.add_table(len(rows), 3)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            grid.cell(row, column).text = text
    grid.cell(1, 2).merge(grid.cell(2, 2))
    grid.cell(3, 1).merge(grid.cell(3, 2))
    grid.columns[0].width = Cm(3)
    buffer = BytesIO()
    file.save(buffer)

    programme = interpret(read(buffer.getvalue()), timezone="Europe/Oslo")

    assert programme.title == "Rivers Forum"
    assert [
        (f"{session.start:%d %H:%M}", session.title, [presenter.name for presenter in session.presenters])
        for session in programme.sessions
    ] == [
        ("04 09:00", "Opening", ["Ann Roe"]),
        ("04 09:30", "Reading rivers", ["Ann Roe"]),
        ("04 10:00", "Coffee break", []),
    ]


def test_a_title_counts_where_it_is_on_the_page():
    """Files keep the titles of their templates; what is not on the page is evidence for the year at most."""
    own = read(word_file(TEXT, title="Rivers  Forum"))
    old = read(word_file(TEXT, title="Budget meeting 2017"))
    short = read(word_file(TEXT, title="Programme"))

    assert (own.title, own.description) == ("Rivers Forum", "")
    assert (old.title, old.description) == ("", "Budget meeting 2017")
    assert short.title == ""


def test_headers_and_footers_are_evidence():
    """What is printed at the edge of each page is no part of the programme, and may name its year."""
    document = read(word_file(TEXT, header=paragraph("Rivers Forum, June 2026") + EMPTY))

    assert [block.text for block in document.blocks] == ["Programme of the Rivers Forum"]
    assert document.description == "Rivers Forum, June 2026"


@pytest.mark.parametrize(
    ("name", "types"),
    [
        ("page.docm", TYPES.replace(MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml")),
        ("page.dotx", TYPES.replace("document.main+xml", "template.main+xml")),
    ],
)
def test_files_with_macros_and_templates_are_read(name: str, types: str):
    """They are Word files too."""
    assert read(word_file(TEXT, **{"[Content_Types]": types}), name=name) == read(word_file(TEXT))


def test_the_strict_form_is_read():
    """ISO/IEC 29500 has two forms, which differ in their namespaces."""
    strict = word_file(
        "", document=document_part(TEXT, f'xmlns:w="{STRICT}"'), styles=STYLES.replace(W, STRICT)
    )

    assert read(strict) == read(word_file(TEXT))


def test_parts_that_are_missing_cost_what_they_say():
    """Without styles and numbering the text is read; without pictures nothing is lost."""
    bare = word_file(TEXT, styles=None, numbering=None, core=None, header1=None)

    assert read(bare).blocks == read(word_file(TEXT)).blocks


@pytest.mark.parametrize(
    "content",
    [
        word_file("", document=None) + b"word/document.xml",
        word_file("", document=""),
        word_file("", document="<w:document"),
        word_file("", document=f"<w:document {NAMES}/>"),
        word_file("", document="<page/>"),
        word_file(TEXT)[:-40],
        packed({"word/document.xml": document_part(TEXT)}),
        b"PK\x03\x04 word/document.xml",
        b"A letter",
    ],
)
def test_a_damaged_file_is_refused(content: bytes):
    """What cannot be opened ends in a sentence that says what to do."""
    with pytest.raises(UnreadableFile, match=r"again|copy"):
        read(content, name="page.docx", format="docx")


def test_entities_are_refused():
    """The billion laughs are not read to the end, in whichever part they stand."""
    for part in ("document", "styles"):
        bomb = word_file(TEXT, **{part: document_part("<w:p>&i;</w:p>", before=LAUGHS)})
        with pytest.raises(UnreadableFile, match="declares entities"):
            read(bomb)


@pytest.mark.parametrize(
    ("body", "limit"),
    [
        (lambda: paragraph(" " * 2**21), "unpacked"),
        (
            lambda: "<w:tbl><w:tr><w:tc>" * 5_000 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 5_000,
            "depth",
        ),
        (
            lambda: "<w:sdt><w:sdtContent>" * 5_000 + paragraph("x") + "</w:sdtContent></w:sdt>" * 5_000,
            "depth",
        ),
        (lambda: EMPTY * 60_000, "elements"),
        (lambda: "<w:p " + " ".join(map("a{}=''".format, range(60_000))) + "/>", "elements"),
    ],
    ids=["zip bomb", "tables in tables", "controls in controls", "paragraphs", "attributes"],
)
def test_a_file_beyond_the_limits_is_refused(body: Callable[[], str], limit: str):
    """A small file that asks for much is refused before it costs much, whatever the limits are."""
    limits = Limits(unpacked=2**21, elements=50_000)

    with pytest.raises(BeyondLimits, match=f"--limit {limit}="):
        read(word_file(body()), limits=limits)


def test_paragraphs_and_cells_are_counted():
    """The limit holds for what is really there, and may be set."""
    limits = Limits(cells=1000)

    with pytest.raises(BeyondLimits, match="1,000 cells and paragraphs"):
        read(word_file(EMPTY * 1001), limits=limits)
    with pytest.raises(BeyondLimits, match="1,000 cells and paragraphs"):
        read(word_file(table(*["<w:tc/>" * 2] * 501)), limits=limits)


def test_claims_of_a_table_cost_nothing():
    """A cell over a billion columns, and one over 65,000 rows, are as cheap as any other."""
    wide = cell("9:00", '<w:gridSpan w:val="1000000000"/>')
    high = [
        cell("x") + cell("Ann Roe", f'<w:vMerge w:val="{kind}"/>')
        for kind in ("restart", *["continue"] * 65_000)
    ]
    tracemalloc.start()
    document = read(word_file(table(wide + cell("Opening"), cell("9:30") + cell("Talk"))))
    memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    chain = read(word_file(table(*high))).blocks[0]

    assert document.cuts
    assert memory < 10 * 2**20
    assert isinstance(chain, Grid)
    assert chain.at(65_000, 1) is chain.at(0, 1)


def test_styles_that_go_round_end():
    """A style that is based on itself, and thousands that are based on each other, are worked out once each."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{at}"><w:basedOn w:val="s{(at + 1) % 20_000}"/></w:style>'
        for at in range(20_000)
    )
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="s{at}"/></w:pPr></w:p>' for at in range(20_000)) + TEXT
    begun = perf_counter()

    document = read(word_file(body, styles=f"<w:styles {NAMES}>{styles}</w:styles>"))

    assert [type(block) for block in document.blocks] == [Paragraph]
    assert perf_counter() - begun < 10


def test_nested_as_deep_as_allowed_is_read():
    """Tables, controls and links within each other up to the limit of depth cost no stack."""
    tables = table(cell("a") + cell("b")).join(["<w:tbl><w:tr><w:tc>" * 80, "</w:tc></w:tr></w:tbl>" * 80])
    links = f"<w:p>{'<w:hyperlink>' * 240}<w:r><w:t>x</w:t></w:r>{'</w:hyperlink>' * 240}</w:p>"

    assert draw(read(word_file(tables + links))).split() == [
        "+---+---+",
        "|",
        "a",
        "|",
        "b",
        "|",
        "+---+---+",
        "x",
    ]


def test_fields_that_never_end_hide_no_other_paragraph():
    """A field ends with its paragraph at the latest."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    document = read(word_file(f"<w:p>{begin * 5000}<w:r><w:t>code</w:t></w:r></w:p>" + TEXT))

    assert [block.text for block in document.blocks] == ["Programme of the Rivers Forum"]


def test_numbers_that_are_none_are_as_good_as_missing():
    """A style, a span and a sign that hold nonsense do not cost the page."""
    body = (
        '<w:p><w:pPr><w:pStyle w:val="berschrift2"/><w:outlineLvl w:val="²"/></w:pPr>'
        '<w:r><w:sym w:char="zz"/><w:t>Day</w:t></w:r></w:p>'
    )
    document = read(word_file(body + table(cell("a", '<w:gridSpan w:val="-5"/>') + cell("b"))))

    assert document.blocks[0] == Heading("Day", 2, document.blocks[0].place)
    assert document.grids[0].width == 2


def test_the_missing_package_is_named(monkeypatch: pytest.MonkeyPatch):
    """Whoever has not installed python-docx is told what to type."""
    monkeypatch.setitem(sys.modules, "docx", None)
    for name in [name for name in sys.modules if name.startswith("agenda_ical.reading.word")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "agenda_ical.reading.docx", raising=False)

    with pytest.raises(MissingExtra, match=r'pip install "agenda-ical\[docx\]"'):
        read(word_file(TEXT))


def test_every_refusal_is_an_error_of_ours():
    """A part cut anywhere, or with any byte changed, is read or refused, and never anything else."""
    whole = word_file(TEXT + table(cell("9:00") + cell("Opening")))
    for at in range(0, len(whole), 37):
        for broken in (whole[:at], whole[:at] + b"\xff" + whole[at + 1 :]):
            try:
                read(broken, name="page.docx", format="docx")
            except AgendaError:
                continue
