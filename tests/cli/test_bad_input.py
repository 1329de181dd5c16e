"""Bad input ends in exit code 1 and one sentence with the way out."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
KECO = EXAMPLES / "keco-2019.txt"
DOUBTFUL = "Thursday, 5 June 2026\n\n10:00-10:30 Opening\n10:30-11:00 Rivers in maps\n"
"""A page that is wrong: that day is a Friday."""


PLAIN = b"Dear all,\n\nwe look forward to seeing you.\n"
FEES = b"<table><tr><th>Members<td>120 EUR<tr><th>Students<td>60 EUR</table>"
DATELESS = b"10:00-10:30 Opening\n10:30-11:00 Rivers in maps\n"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("missing.html", None, "missing.html"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n\t\n", "empty"),
        ("junk.txt", bytes(range(256)) * 40, "binary"),
        ("junk.html", b"\x00\x01\x02\xff" * 400, "binary"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "save it again"),
        ("paper.pdf", b"%PDF-1.7\n", "PDF"),
        ("letter.doc", b"\xd0\xcf\x11\xe0" + b"\x00" * 64, "DOCX or PDF"),
        ("letter.odt", b"PK\x03\x04" + b"\x00" * 64, "DOCX or PDF"),
        ("plan.xls", b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "XLSX or CSV"),
        ("torn.xlsx", b"PK\x03\x04 xl/workbook.xml", "Save it again"),
        ("torn.docx", b"PK\x03\x04 word/document.xml", "Save it again"),
        ("letter.hwp", b"\xd0\xcf\x11\xe0" + b"\x00" * 64, "HWPX"),
        ("scan.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 64, "text file"),
        ("scan.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "text file"),
        ("plain.txt", PLAIN, "programme"),
        ("fees.html", FEES, "table 1"),
        ("dateless.txt", DATELESS, "--date"),
    ],
)
@pytest.mark.parametrize("command", ["show", "convert", "explain"])
def test_bad_input(run, tmp_path, command, name, content, told):
    """Bad input is exit code 1 and one sentence with the way out; no calendar is touched."""
    source = tmp_path / name
    if content is not None:
        source.write_bytes(content)
    old = source.with_suffix(".ics")
    old.write_bytes(b"old")

    done = run(command, source)

    assert done.code == 1
    assert told in done.err
    assert "Traceback" not in done.err
    assert done.err.count("error: ") == 1
    assert old.read_bytes() == b"old"


def test_a_folder_for_a_file(run, tmp_path):
    """A folder is no page."""
    done = run("convert", tmp_path)

    assert done.code == 1
    assert "folder" in done.err


def test_an_unknown_zone(run, tmp_path):
    """An unknown zone is told with the nearest names."""
    done = run("convert", KECO, "-o", tmp_path / "x.ics", "--timezone", "Asia/Soul")

    assert done.code == 1
    assert "did you mean Asia/Seoul" in done.err
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["an\udcffodd.txt", "[bold].txt", "with space.txt"])
def test_odd_file_names(run, tmp_path, name):
    """A file's name is printed as it is, or as its escape, whatever stands in it."""
    if name.startswith("an") and sys.platform != "linux":
        pytest.skip("such names are Linux's")
    source = tmp_path / name
    source.write_text(DOUBTFUL.replace("Thursday", "Friday"), encoding="utf-8")

    converted = run("convert", source)

    assert converted.code == 0
    assert source.with_suffix(".ics").exists()
