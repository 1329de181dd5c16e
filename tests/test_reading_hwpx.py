"""HWPX files: their sections in order, what they say of themselves, and what a hostile one may cost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from office import HANGUL, hangul_file, laughs, packed

from agenda_ical import interpret
from agenda_ical.errors import AgendaError, BeyondLimits, UnreadableFile
from agenda_ical.limits import Limits
from agenda_ical.reading import read

EMPTY = "<hp:p/>"
LAUGHS = laughs("s", "하")


def paragraph(text: str) -> str:
    """A paragraph."""
    return f"<hp:p><hp:run><hp:t>{text}</hp:t></hp:run></hp:p>"


def cell(text: str, row: int, column: int, rows: int = 1, columns: int = 1) -> str:
    """A cell of a table."""
    return (
        f'<hp:tc><hp:subList>{paragraph(text)}</hp:subList><hp:cellAddr colAddr="{column}" rowAddr="{row}"/>'
        f'<hp:cellSpan colSpan="{columns}" rowSpan="{rows}"/></hp:tc>'
    )


def table(*rows: str) -> str:
    """A paragraph that holds a table."""
    written = "".join(f"<hp:tr>{row}</hp:tr>" for row in rows)
    return f"<hp:p><hp:run><hp:tbl>{written}</hp:tbl></hp:run></hp:p>"


def texts(content: bytes) -> list[str]:
    """The texts of the blocks that are no tables."""
    return [block.text for block in read(content).blocks if hasattr(block, "text")]


def test_a_korean_programme_is_read():
    """A merged presenter gives both talks."""
    rows = table(
        cell("시간", 0, 0) + cell("내용", 0, 1) + cell("발표자", 0, 2),
        cell("09:00 - 10:00", 1, 0) + cell("하천 읽기", 1, 1) + cell("김하늘 (KECO)", 1, 2, rows=2),
        cell("10:00 - 11:00", 2, 0) + cell("강 건너기", 2, 1),
    )
    programme = interpret(read(hangul_file(paragraph("2026년 6월 4일(목)") + rows)), timezone="Asia/Seoul")

    assert [
        (f"{session.start:%m-%d %H:%M}", session.title, [presenter.name for presenter in session.presenters])
        for session in programme.sessions
    ] == [("06-04 09:00", "하천 읽기", ["김하늘"]), ("06-04 10:00", "강 건너기", ["김하늘"])]


def test_sections_follow_by_their_numbers():
    """The tenth section comes behind the second, wherever it lies in the file."""
    content = hangul_file(paragraph("영"), section10=paragraph("십"), section2=paragraph("이"))

    assert texts(content) == ["영", "이", "십"]


def test_the_namespaces_of_any_year_are_read():
    """Programs write those of 2011, 2016 or later; the names within are the same."""
    later = f"<hs:sec {HANGUL.replace('2011', '2024')}>{paragraph('개회')}</hs:sec>"

    assert texts(hangul_file("", section0=later)) == ["개회"]


def test_a_title_counts_where_it_is_on_the_page():
    """Else it is evidence for the year, with headers and footers."""
    header = paragraph("2026년").join(
        ["<hp:ctrl><hp:header><hp:subList>", "</hp:subList></hp:header></hp:ctrl>"]
    )
    body = paragraph("제3회 정책 포럼") + f"<hp:p><hp:run>{header}</hp:run></hp:p>"

    assert read(hangul_file(body, title="정책 포럼")).title == "정책 포럼"
    assert read(hangul_file(body, title="회의 자료")).description == "회의 자료\n2026년"


def test_a_file_without_its_other_parts_is_read():
    """Styles and metadata help, and are not needed."""
    assert texts(hangul_file(paragraph("개회"), header=None, content=None)) == ["개회"]


@pytest.mark.parametrize(
    "content",
    [
        hangul_file("", section0=None),
        hangul_file("", section0=""),
        hangul_file("", section0="<hs:sec"),
        hangul_file("", section0=f"<hs:sec {HANGUL}>"),
        hangul_file(EMPTY, header="no XML"),
        hangul_file(EMPTY)[:-30],
        b"PK\x03\x04 application/hwp+zip",
        b"\xd0\xcf\x11\xe0",
    ],
)
def test_a_damaged_file_is_refused(content: bytes):
    """What cannot be opened ends in a sentence that says what to do."""
    with pytest.raises(UnreadableFile, match=r"[Ss]ave it again"):
        read(content, format="hwpx")


def test_a_locked_file_is_refused():
    """A password hides the text behind a manifest that says so."""
    locked = packed(
        {
            "mimetype": "application/hwp+zip",
            "META-INF/manifest.xml": "<odf:manifest><odf:encryption-data/></odf:manifest>",
            "Contents/section0.xml": b"\x93\x17",
        }
    )

    with pytest.raises(UnreadableFile, match="password"):
        read(locked, name="page.hwpx")


@pytest.mark.parametrize("part", ["section0", "header", "content"])
def test_entities_are_refused(part: str):
    """The billion laughs are not read to the end, in whichever part they stand."""
    bomb = hangul_file(EMPTY, **{part: f"{LAUGHS}<s>&i;</s>"})

    with pytest.raises(UnreadableFile, match="declares entities"):
        read(bomb)


@pytest.mark.parametrize(
    ("body", "limit"),
    [
        (lambda: paragraph(" " * 2**21), "unpacked"),
        (lambda: "<hp:p><hp:run><hp:tbl><hp:tr><hp:tc><hp:subList>" * 5_000, "depth"),
        (lambda: EMPTY * 60_000, "elements"),
        (lambda: "<hp:p " + " ".join(map("a{}=''".format, range(60_000))) + "/>", "elements"),
    ],
    ids=["zip bomb", "tables in tables", "paragraphs", "attributes"],
)
def test_a_file_beyond_the_limits_is_refused(body: Callable[[], str], limit: str):
    """A small file that asks for much is refused before it costs much, whatever the limits are."""
    limits = Limits(unpacked=2**21, elements=50_000)

    with pytest.raises(BeyondLimits, match=f"--limit {limit}="):
        read(hangul_file(body()), limits=limits)


def test_paragraphs_and_cells_are_counted():
    """The limit holds for what is really there, and may be set."""
    with pytest.raises(BeyondLimits, match="1,000 cells and paragraphs"):
        read(hangul_file(EMPTY * 1001), limits=Limits(cells=1000))
    with pytest.raises(BeyondLimits, match="1,000 cells and paragraphs"):
        read(hangul_file(table(*["<hp:tc/>" * 2] * 501)), limits=Limits(cells=1000))


def test_claims_of_a_table_cost_nothing():
    """A cell over a billion columns is cut to the table, and that is told."""
    document = read(
        hangul_file(
            table(cell("가", 0, 0, columns=10**9) + cell("나", 0, 1), cell("다", 1, 0) + cell("라", 1, 1))
        )
    )

    assert document.grids[0].height == 2
    assert document.cuts


def test_nested_as_deep_as_allowed_is_read():
    """Tables within tables up to the limit of depth cost no stack."""
    opening = "<hp:p><hp:run><hp:tbl><hp:tr><hp:tc><hp:subList>"
    closing = "</hp:subList></hp:tc></hp:tr></hp:tbl></hp:run></hp:p>"

    assert texts(hangul_file(opening * 41 + paragraph("개회") + closing * 41)) == ["개회"]


def test_every_refusal_is_an_error_of_ours():
    """A file cut anywhere, or with any byte changed, is read or refused, and never anything else."""
    whole = hangul_file(paragraph("개회") + table(cell("09:00", 0, 0) + cell("개회", 0, 1)))
    for at in range(0, len(whole), 37):
        for broken in (whole[:at], whole[:at] + b"\xff" + whole[at + 1 :]):
            try:
                read(broken, name="page.hwpx", format="hwpx")
            except AgendaError:
                continue
