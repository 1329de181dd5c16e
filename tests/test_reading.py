"""What `read` takes, which reader it chooses, and how it refuses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from agenda_ical.document import Event, Grid, Heading, Paragraph
from agenda_ical.errors import UnknownFormat, UnreadableFile
from agenda_ical.place import Place
from agenda_ical.reading import format_by_content, read

PAGE = "<table><tr><td>9:00<td>Opening</table>"


def test_a_path_bytes_or_text(tmp_path: Path):
    """The same page is the same document, however it is handed over."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")

    assert read(path) == read(str(path)) == read(PAGE.encode()) == read(PAGE)


def test_one_line_of_text_is_text():
    """What does not look like a path is what the person typed."""
    assert read("9:00 Opening, 10:00 Talk").blocks == (
        Paragraph("9:00 Opening, 10:00 Talk", place=Place(line=1)),
    )


@pytest.mark.parametrize("path", ["missing.html", "folder/missing", "C:\\programme.txt", "no such file.md"])
def test_what_looks_like_a_path_must_exist(path: str):
    """A name that was mistyped is not taken for a programme."""
    with pytest.raises(UnreadableFile, match="no such file"):
        read(path)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("page.HTM", "9:00 Opening", Paragraph("9:00 Opening", place=Place(paragraph=1))),
        ("page.txt", "# 9:00", Paragraph("# 9:00", place=Place(line=1))),
        ("page.Markdown", "# 9:00", Heading("9:00", 1, Place(line=1))),
        ("page.php", "<?php a() ?><h1>9:00</h1>", Heading("9:00", 1, Place(paragraph=1))),
        ("page", "## 9:00", Heading("9:00", 2, Place(line=1))),
        ("page.unknown", "9:00", Paragraph("9:00", place=Place(line=1))),
    ],
)
def test_the_ending_decides_and_else_the_content(name: str, content: str, expected: object):
    """An ending that we know is believed; any other file is read as what it looks like."""
    assert read(content.encode(), name=name).blocks == (expected,)


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("<!DOCTYPE html><p>x", "html"),
        ("---\nlayout: a\n---\n<table>", "html"),
        ("Intro\n| a | b |\n|---|:-:|\n", "markdown"),
        ("see [here](x)", "markdown"),
        ("## Day 1\n\n9:00", "markdown"),
        ("9:00 a < b\n-----\n", "text"),
        ("* 9:00 Opening\n* 10:00 Talk", "text"),
    ],
)
def test_content_tells_its_format(text: str, format: str):
    """Tags make HTML; headings, ruled tables, links make Markdown; the rest is text."""
    assert format_by_content(text) == format


def test_the_format_may_be_told():
    """Whoever knows better than the ending says so."""
    assert read(b"# 9:00", name="page.md", format="text").blocks == (
        Paragraph("# 9:00", place=Place(line=1)),
    )


def test_no_such_format():
    """A format that we do not know is refused with those that we do."""
    with pytest.raises(UnknownFormat, match="html, text, markdown"):
        read("x\ny", format="odt")


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "\xa0\n".encode()])
def test_an_empty_file_is_refused(content: bytes):
    """Blanks are no programme."""
    with pytest.raises(UnreadableFile, match="empty"):
        read(content, name="page.txt")


@pytest.mark.parametrize("name", ["a.doc", "a.ODT", "a.rtf", "a.ppt"])
def test_office_files_say_what_to_save_as(name: str):
    """The message names the way out."""
    with pytest.raises(UnknownFormat, match=r"save it as (DOCX or )?PDF"):
        read(b"anything", name=name)


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a.XLSB", "a.numbers"])
def test_other_spreadsheets_say_what_to_save_as(name: str):
    """The message names the formats of sheets that we read."""
    with pytest.raises(UnknownFormat, match="save it as XLSX or CSV"):
        read(b"anything", name=name)


def test_hwp_says_what_to_save_as():
    """The message names the way out of the old format."""
    with pytest.raises(UnknownFormat, match="save it as HWPX, DOCX or PDF"):
        read(b"\xd0\xcf\x11\xe0" + "HwpSummaryInformation".encode("utf-16-le"), name="programme")


@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0\xa1", b"{\\rtf1 x}"])
def test_office_content_without_an_ending_is_known_too(content: bytes):
    """What a file begins with tells what it is."""
    with pytest.raises(UnknownFormat, match="save it as DOCX or PDF"):
        read(content)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"GIF89a"])
def test_pictures_must_be_typed(content: bytes):
    """Nobody reads a picture for you."""
    with pytest.raises(UnknownFormat, match="type what it shows"):
        read(content)


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03" * 99, bytes(range(256)) * 9])
def test_binary_junk_is_refused(content: bytes):
    """Junk is told from text in any encoding."""
    with pytest.raises(UnreadableFile, match="binary"):
        read(content, name="page.txt")


def test_a_zip_named_txt_is_refused():
    """A wrong ending does not make text of an archive."""
    with pytest.raises(UnreadableFile, match="not what its ending says"):
        read(b"PK\x03\x04 ...", name="page.txt")


def test_a_folder_is_refused(tmp_path: Path):
    """A folder is no file."""
    with pytest.raises(UnreadableFile, match="folder"):
        read(tmp_path)


def test_the_head_of_a_page():
    """Title, language, description and address come from the head."""
    document = read(
        "<html lang=de><head><title>A  b</title><meta name=description content='In 2019'>"
        "<link rel=canonical href='https://example.org/p'><meta property=og:title content=c></head><p>x"
    )

    assert (document.title, document.language, document.description, document.source) == (
        "A b",
        "de",
        "In 2019",
        "https://example.org/p",
    )


def test_events_in_json():
    """JSON-LD tells name, dates and place, within a list or a graph; what is broken or no event is passed over."""
    page = """<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "name": "x"}, {"@type": ["Thing",
    "EducationEvent"], "name": "Day", "startDate": "2019-03-28", "location": [{"@type": "VirtualLocation"},
    {"name": "Hall", "address": {"addressLocality": "Busan", "addressCountry": {"name": "KR"}}}]}]}</script>
    <script type="application/ld+json">{broken</script><p>x"""

    assert read(page).events == (Event("Day", "2019-03-28", "", "Hall, Busan, KR"),)


def test_events_in_attributes():
    """Microdata tells the same."""
    page = """<div itemscope itemtype="https://schema.org/Event"><h1 itemprop=name>Day</h1>
    <time itemprop=startDate datetime="2019-03-28">28 March</time>
    <div itemprop=location itemscope itemtype="https://schema.org/Place"><span itemprop=name>Hall</span>,
    <span itemprop=address>Busan</span></div></div>"""

    assert read(page).events == (Event("Day", "2019-03-28", "", "Hall, Busan"),)


def test_front_matter_is_evidence():
    """Front matter names the page, and its other lines may hold the year."""
    document = read("---\ntitle: 'Workshop'\nyear: 2019\nlang: ko\n---\n# Programme\n", format="markdown")

    assert (document.title, document.language, document.description) == ("Workshop", "ko", "year: 2019")


def test_places_count_as_people_count():
    """Markdown and text cite lines, front matter included; HTML cites paragraphs; tables are counted by themselves."""
    markdown = read("---\na: b\n---\n# One\n\nTwo\n\n| a | b |\n|---|---|\n\nThree", format="markdown")
    html = read("<h1>One</h1><p>Two<table><tr><td>a<td>b</table><p>Three")

    assert [str(block.place) for block in markdown.blocks] == ["line 4", "line 6", "table 1", "line 11"]
    assert [str(block.place) for block in html.blocks] == [
        "paragraph 1",
        "paragraph 2",
        "table 1",
        "paragraph 3",
    ]
    assert isinstance(html.blocks[2], Grid)


def test_text_needs_no_parser():
    """Reading a text file loads neither the HTML parser nor the Markdown parser."""
    code = (
        "import sys, agenda_ical.reading as reading; reading.read('9:00 가\\n10:00 b');"
        "print([name for name in sys.modules if name in {'turbohtml', 'justhtml', 'markdown_it', 'json'}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
