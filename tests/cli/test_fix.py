"""The corrections file that ``fix`` writes, and that a person edits."""

from __future__ import annotations

import json
import tomllib

import pytest

PAGE = """\
# River days

Thursday 4 June 2026

10:00-10:30 Keynote: Ann Roe
10:30-11:00 Rivers in maps
10:45-12:30 Wells and springs
14:00-14:30 Rivers in songs
"""


@pytest.fixture
def page(tmp_path):
    """A page with two doubts: a label for a title, and an overlap."""
    path = tmp_path / "river.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def entries(path):
    """The entries of a corrections file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))["fix"]


def titles(run, page, *more):
    """The titles that are read with the corrections beside *page*."""
    shown = run("show", page, "--format", "json", "--fixes", page.with_name("fixes.toml"), *more)
    return [session["title"] for session in json.loads(shown.out)["sessions"]]


def test_an_entry_for_each_doubt(run, page):
    """Each entry names its session and says what was read; what may be right waits as comments."""
    done = run("fix", page)

    fixes = page.with_name("fixes.toml")
    assert (done.code, done.out, done.err) == (0, "", f"{fixes}: 2 entries added\n")
    assert [entry["doubt"] for entry in entries(fixes)] == ["title-is-label", "overlap"]
    text = fixes.read_text(encoding="utf-8")
    assert '# set.title = "Keynote"' in text
    assert "# warning, line 5: 'Keynote' only says of which sort the session is" in text
    assert titles(run, page) == ["Keynote", "Rivers in maps", "Wells and springs", "Rivers in songs"]


def test_what_a_person_writes_is_kept(run, page):
    """Run again, it keeps every letter; entries are added for new doubts, and marked where the doubt is gone."""
    fixes = page.with_name("fixes.toml")
    run("fix", page)
    written = fixes.read_text(encoding="utf-8").replace(
        '# set.title = "Keynote"', 'set.title   =   "How rivers remember"   # she said so\n'
    )
    own = "[[fix]]\ntitle = 'songs' # my own\nset.location = '''\nBoat'''"
    fixes.write_text(f"# Mine\r\n{written}\n{own}", encoding="utf-8", newline="")
    before = fixes.read_bytes()

    again = run("fix", page)

    assert again.err == f"{fixes}: 3 entries kept, 0 entries added\n"
    assert fixes.read_bytes() == before
    assert titles(run, page)[0] == "How rivers remember"

    page.write_text(
        PAGE.replace("10:45-12:30", "11:00-12:30").replace("14:00-14:30", "12:00-14:30"), encoding="utf-8"
    )
    changed = run("fix", page)

    assert changed.err == f"{fixes}: 3 entries kept, 1 entry added, 1 marked as gone\n"
    now = fixes.read_bytes().decode()
    assert 'doubt = "overlap" # gone: the page gives no such doubt any more' in now
    assert now.startswith(
        before.decode().replace(
            'doubt = "overlap"', 'doubt = "overlap" # gone: the page gives no such doubt any more'
        )
    )
    assert entries(fixes)[-1]["title"] == "Rivers in songs"

    page.write_text(PAGE, encoding="utf-8")
    run("fix", page)

    assert 'doubt = "overlap"\n' in fixes.read_text(encoding="utf-8")
    assert fixes.read_text(encoding="utf-8").count("# gone") == 1


def test_an_answered_doubt_is_not_asked_again(run, page):
    """A file whose entries are all decided leaves no doubts, and nothing to add."""
    fixes = page.with_name("fixes.toml")
    run("fix", page)
    fixes.write_text(fixes.read_text(encoding="utf-8").replace("# right", "right"), encoding="utf-8")

    assert run("show", page, "--fixes", fixes, "--strict").code == 0
    assert run("fix", page).err == f"{fixes}: 2 entries kept, 0 entries added\n"


def test_where_it_goes(run, page, tmp_path):
    """To standard output, to a file, or to the one that is applied; what is applied is the beginning of another."""
    shown = run("fix", page, "-o", "-").out
    assert len(tomllib.loads(shown)["fix"]) == 2
    assert not page.with_name("fixes.toml").exists()

    applied = tmp_path / "mine.toml"
    applied.write_text('[[fix]]\ntitle = "Keynote"\nset.title = "Mud"\n', encoding="utf-8")
    run("fix", page, "--fixes", applied, "-o", tmp_path / "other.toml")
    assert len(entries(applied)) == 1
    assert len(entries(tmp_path / "other.toml")) == 2

    run("fix", page, "--fixes", applied)
    assert [entry.get("doubt") for entry in entries(applied)] == [None, "overlap"]


def test_a_part_of_the_doubts(run, page):
    """Filters choose whose doubts are asked about."""
    run("fix", page, "--words", "wells", "--quiet")

    assert [entry["doubt"] for entry in entries(page.with_name("fixes.toml"))] == ["overlap"]


def test_a_file_that_cannot_be_read_stays(run, page):
    """What is wrong is told, and nothing is overwritten."""
    fixes = page.with_name("fixes.toml")
    fixes.write_text("[[fix]]\ntitel = 'x'\n", encoding="utf-8")

    done = run("fix", page)

    assert (done.code, done.err) == (
        1, "error: Entry 1 of the corrections: 'titel' is no key here; did you mean 'title'?\n",
    )  # fmt: skip
    assert fixes.read_text(encoding="utf-8") == "[[fix]]\ntitel = 'x'\n"


def test_entries_in_one_line_cannot_be_added_to(run, page):
    """A list of inline tables is read, and whoever wants more entries is told how to write them."""
    fixes = page.with_name("fixes.toml")
    fixes.write_text("fix = [{ title = 'Keynote', set = { title = 'Mud' } }]\n", encoding="utf-8")

    assert titles(run, page)[0] == "Mud"
    assert "[[fix]]" in run("fix", page).err


def test_a_programme_that_is_skipped_whole(run, page):
    """Nothing is left, and that is said."""
    fixes = page.with_name("fixes.toml")
    fixes.write_text("[[fix]]\nday = 1\nall = true\nskip = true\n", encoding="utf-8")

    done = run("convert", page, "-o", "-", "--fixes", fixes)

    assert (done.code, done.err) == (0, "no sessions; no doubts\n")
    assert "BEGIN:VEVENT" not in done.out


def test_twins_are_told_apart(run, tmp_path):
    """Sessions that begin together with the same title are named by their track as well."""
    page = tmp_path / "tracks.md"
    page.write_text(
        "## 4 June 2026\n\n| Time | Red | Blue |\n|---|---|---|\n| 10:00-11:00 | Keynote: Ann Roe | Keynote: Bo Li |\n"
        "| 11:00-12:00 | Maps | Wells |\n",
        encoding="utf-8",
    )

    run("fix", page)

    fixes = page.with_name("fixes.toml")
    assert [entry.get("track") for entry in entries(fixes)] == ["Red", "Blue"]
    assert "fix-ambiguous" not in run("show", page, "--fixes", fixes, "--format", "json").out
