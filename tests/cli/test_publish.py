"""What ``publish`` makes of a folder, and what it says."""

from __future__ import annotations

import pytest

FIRST = """\
# Rivers

## 2026-06-04

| Time | Session | Speaker |
|---|---|---|
| 10:00-10:30 | Opening | J. Kim |
| 10:30-11:00 | Maps | A. Roe |
"""
SECOND = FIRST.replace("10:30-11:00", "10:45-11:15")
URL = "https://example.org/agenda/"


@pytest.fixture
def source(tmp_path):
    """A programme that is about to be published."""
    page = tmp_path / "rivers.md"
    page.write_text(FIRST, encoding="utf-8")
    return page


@pytest.fixture
def site(tmp_path):
    """Where it is published."""
    return tmp_path / "site"


def test_publish(run, source, site):
    """A first edition, the same again, and a second one: each told in two lines."""
    first = run("publish", source, site, "--url", URL)

    assert (first.code, first.out) == (0, "")
    files = sum(path.is_file() for path in site.rglob("*"))
    assert first.err.splitlines()[-2:] == [
        f"{site}: 2 sessions, Thu 4 Jun 2026 10:00 – 11:00 (Asia/Seoul); no doubts; first edition",
        f"  {files} files, {files} written, for {URL}",
    ]
    again = run("publish", source, site)
    assert again.err.splitlines()[-2:] == [
        f"{site}: 2 sessions, Thu 4 Jun 2026 10:00 – 11:00 (Asia/Seoul); no doubts; no changes",
        f"  {files} files, none had to be written, for {URL}",
    ]
    source.write_text(SECOND, encoding="utf-8")
    second = run("publish", source, site)
    assert "; 1 change (1 moved)\n" in second.err
    assert "SEQUENCE:1" in (site / "programme.ics").read_text(encoding="utf-8")


def test_quiet(run, source, site):
    """Nothing is said where nothing is wrong."""
    assert run("publish", source, site, "--url", URL, "--quiet").err == ""


def test_strict(run, doubtful, site):
    """With a warning nothing is written."""
    done = run("publish", doubtful, site, "--url", URL, "--strict")

    assert done.code == 3
    assert done.err.endswith("Nothing was published: there are warnings, and --strict was given.\n")
    assert not site.exists()


@pytest.mark.parametrize(
    "url", ["example.org/agenda", "ftp://example.org/", "https://", "https://a.org/?a=b"]
)
def test_no_address(run, source, site, url):
    """An address at which no folder can stand is a wrong argument."""
    done = run("publish", source, site, "--url", url)

    assert done.code == 2
    assert "https://example.org/agenda/" in done.err


def test_an_address_that_nobody_told(run, source, site):
    """It is asked for, with an example."""
    done = run("publish", source, site)

    assert done.code == 1
    assert done.err.splitlines()[-1] == (
        "error: Nobody has said at which address the folder will stand; "
        "tell it with --url, such as https://example.org/agenda/."
    )


def test_what_becomes_of_cancelled_sessions(run, source, site):
    """They are marked as the person wants, and taken out when that is asked for."""
    run("publish", source, site, "--url", URL)
    source.write_text(FIRST.replace("| 10:30-11:00 | Maps | A. Roe |\n", ""), encoding="utf-8")

    run("publish", source, site, "--cancelled", "prefix")
    assert "SUMMARY:[CANCELLED] Maps" in (site / "programme.ics").read_text(encoding="utf-8")

    run("publish", source, site, "--clear-cancelled")
    assert "Maps" not in (site / "programme.ics").read_text(encoding="utf-8")


def test_the_language_of_the_page(run, source, site):
    """The page speaks Korean where that is wanted; the programme stays as it is."""
    run("publish", source, site, "--url", URL, "--page-language", "ko", "--refresh", "2h")

    assert '<html lang="ko"' in (site / "index.html").read_text(encoding="utf-8")
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT2H" in (site / "programme.ics").read_text(encoding="utf-8")


def test_a_folder_of_others(run, source, site):
    """A page that somebody else wrote stays, and the way out is told."""
    site.mkdir()
    (site / "index.html").write_text("mine", encoding="utf-8")

    done = run("publish", source, site, "--url", URL)

    assert done.code == 1
    assert done.err.splitlines()[-1] == (
        f"error: {site / 'index.html'} was not written by agenda-ical, and is left alone; "
        "name another place, or replace it with --replace."
    )
    assert run("publish", source, site, "--url", URL, "--replace").code == 0


def test_with_its_proof_sheet(run, source, site):
    """With --proof the folder holds the source beside the agenda, in the language of the page, and the page leads to it."""
    made = run("publish", source, site, "--url", URL, "--proof", "--page-language", "ko", "--words", "maps")

    sheet = (site / "proof.html").read_text("utf-8")
    assert made.code == 0
    assert '<html lang="ko">' in sheet
    assert sheet.count('<li class="card"') == 1
    assert "Opening" in sheet
    assert 'href="proof.html"' in (site / "index.html").read_text("utf-8")


def test_a_saved_programme_has_no_proof_sheet(run, source, site):
    """A programme in JSON is no page that could be shown beside the agenda; that is said, and nothing is published."""
    saved = source.with_suffix(".json")
    saved.write_text(run("show", source, "--format", "json").out, encoding="utf-8")

    made = run("publish", saved, site, "--url", URL, "--proof")

    assert made.code == 1
    assert "no page" in made.err
    assert not site.exists()
