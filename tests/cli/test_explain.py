"""What ``explain`` shows of how a page was read."""

from __future__ import annotations

from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"
KECO = EXAMPLES / "keco-2019.txt"
WORKSHOP = EXAMPLES / "workshop.html"


def test_explain(run):
    """The page is drawn with the role of each column, each session's place, and why a table was not used."""
    explained = run("explain", WORKSHOP)

    assert explained.code == 0
    assert "Table 1: a programme, 10 sessions" in explained.out
    assert "Table 3: not used, because" in explained.out
    assert (
        "→ row 5, column 2: Thu 4 Jun 2026 10:00 – 10:30 | Low-cost level sensors | Priya Raman"
        in explained.out
    )


def test_explain_text(run):
    """A page without tables is explained line by line."""
    explained = run("explain", KECO)

    assert "Line 8 | 14:15-14:55(40’) Local GHG inventory development and use KECO(J. KIM)" in explained.out
    assert "    → Thu 28 Mar 2019 14:15 – 14:55 | Local GHG inventory development and use" in explained.out


def test_explain_shows_doubts_at_their_place(run, doubtful):
    """Each doubt stands where it arose, with what to do."""
    assert "warning (" in run("explain", doubtful).out


def test_explain_of_a_page_without_a_programme(run, tmp_path):
    """Where no programme was found, the page is drawn all the same, and the error follows."""
    page = tmp_path / "fees.html"
    page.write_text("<table><tr><th>Members<td>120 EUR<tr><th>Students<td>60 EUR</table>", encoding="utf-8")

    explained = run("explain", page)

    assert explained.code == 1
    assert "Table 1: not used, because" in explained.out
    assert "| Members" in explained.out
    assert explained.err.startswith("error: ")


def test_the_proof_sheet(run, tmp_path):
    """--proof writes one page instead, and says what was read."""
    made = run("explain", WORKSHOP, "--proof", tmp_path / "new" / "proof.html")

    sheet = (tmp_path / "new" / "proof.html").read_text("utf-8")
    assert (made.code, made.out) == (0, "")
    assert made.err.startswith(f"{tmp_path / 'new' / 'proof.html'}: 17 sessions, ")
    assert sheet.startswith("<!DOCTYPE html>")
    assert sheet.count('<li class="card"') == 17


def test_the_proof_sheet_on_standard_output(run):
    """- is standard output; --quiet leaves out the summary; the sheet speaks the language that is told."""
    made = run("explain", KECO, "--proof", "-", "--quiet", "--language", "ko")

    assert made.err == ""
    assert '<html lang="ko">' in made.out


def test_the_proof_sheet_of_a_part(run, tmp_path):
    """A part of a programme has a sheet with its sessions only."""
    run("explain", WORKSHOP, "--proof", tmp_path / "proof.html", "--day", "2")

    assert (tmp_path / "proof.html").read_text("utf-8").count('<li class="card"') == 7


def test_the_proof_sheet_is_strict(run, tmp_path, doubtful):
    """Under --strict a sheet with a warning is written, for it shows the warning, and the code says so."""
    assert run("explain", doubtful, "--proof", tmp_path / "proof.html", "--strict").code == 3
    assert "is-warning" in (tmp_path / "proof.html").read_text("utf-8")


def test_the_proof_sheet_of_a_page_without_a_programme(run, tmp_path):
    """Where no programme was found, the sheet says why, and the error follows."""
    page = tmp_path / "fees.html"
    page.write_text("<table><tr><th>Members<td>120 EUR<tr><th>Students<td>60 EUR</table>", encoding="utf-8")

    made = run("explain", page, "--proof", tmp_path / "proof.html")

    assert made.code == 1
    assert made.err.startswith("error: ")
    assert "No programme was read from this page" in (tmp_path / "proof.html").read_text("utf-8")


def test_the_proof_sheet_never_overwrites_its_source(run, tmp_path):
    """A sheet that would take the place of the page is refused."""
    page = tmp_path / "page.html"
    page.write_text("<h1>4 June 2026</h1><p>10:00 Opening<p>11:00 Closing", encoding="utf-8")

    made = run("explain", page, "--proof", tmp_path / "." / "page.html")

    assert made.code == 2
    assert "is the source and would be overwritten" in made.err
    assert "<h1>4 June 2026" in page.read_text("utf-8")
