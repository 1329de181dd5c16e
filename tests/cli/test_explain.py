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
