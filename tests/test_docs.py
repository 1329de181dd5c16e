"""The documentation says all of it: every command, every code, every public name, every key of a language."""

from __future__ import annotations

import ast
import inspect
import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest
from attrs import fields

import agenda_ical
from agenda_ical import errors
from agenda_ical.cli.commands import commands
from agenda_ical.interpreting.draft import ColumnRole
from agenda_ical.limits import Limits
from agenda_ical.publishing.lint.codes import all_codes
from agenda_ical.reading import FORMATS

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src" / "agenda_ical").rglob("*.py"))
SEVERITIES = {"note", "warning"}


def page(name):
    """The text of a page of the documentation."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def problems_in_source():
    """Code and severity of each ``Problem(…)`` in the source, and the places where they are not plain words."""
    calls = [
        (path.name, node)
        for path in SOURCES
        if path.name != "saved.py"  # it gives no problems of its own, but those that were saved
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem"
    ]
    plain = {tuple(a.value for a in call.args[:2]) for _, call in calls if _is_plain(call)}
    return plain, [f"{name}:{call.lineno}" for name, call in calls if not _is_plain(call)]


def _is_plain(call):
    first = call.args[:2]
    return len(first) == 2 and all(isinstance(a, ast.Constant) and isinstance(a.value, str) for a in first)


def problems_in_docs():
    """Code and severity of each problem that has a section."""
    return set(
        re.findall(r"^### `([a-z-]+)` \((note|warning)\)$", page("reference/problems.md"), re.MULTILINE)
    )


def test_every_problem_is_documented():
    """Each code that we give has its section with its severity, and no section is left over."""
    given, unclear = problems_in_source()

    assert unclear == []
    assert problems_in_docs() == given


@pytest.mark.parametrize("code", all_codes())
def test_everything_that_check_finds_is_documented(code):
    """Each code has its section, with its severity, who says so, whom it concerns and what to do; and an example."""
    told = all_codes()[code]
    begun = page("reference/check.md").partition(f"\n### `{code}` ({told.severity})\n")[2]
    section = re.split(r"^##", begun, maxsplit=1, flags=re.MULTILINE)[0]

    assert f"*Said by:* {told.source}." in section
    assert not told.clients or f"*Concerns:* {', '.join(told.clients)}." in section
    assert told.advice.casefold() in section.casefold()
    assert code == "file-unreadable" or "```" in section


def test_nothing_else_is_documented_of_check():
    """No section is left over, and no code is in the table that nothing finds."""
    sections = re.findall(r"^### `([a-z-]+)`", page("reference/check.md"), re.MULTILINE)
    sources = "".join(path.read_text(encoding="utf-8") for path in SOURCES if path.parent.name == "lint")

    assert sorted(sections) == sorted(all_codes())
    assert {code for code in sections if f'"{code}"' not in sources} == set()


def test_each_example_of_check_shows_what_it_is_for():
    """Below the code of a section there is an example in which it is found."""
    sections = re.split(r"^### `", page("reference/check.md"), flags=re.MULTILINE)[1:]
    examples = {section.partition("`")[0]: section for section in sections if "```findings" in section}

    assert len(examples) > 80
    assert [code for code, section in examples.items() if f" {code}: " not in section] == []


@pytest.mark.parametrize("error", [name for name, thing in vars(errors).items() if inspect.isclass(thing)])
def test_every_error_is_documented(error):
    """Each error has its line among the errors, and its place among the Python names."""
    assert f"`{error}`" in page("reference/problems.md")
    assert f"autoexception:: {error}(" in page("reference/api.md")


@pytest.mark.parametrize("name", agenda_ical.__all__)
def test_every_public_name_is_documented(name):
    """Each name of the face is on the page of the Python names."""
    assert re.search(
        rf"^\.\. auto(?:function|class|exception):: {name}\b", page("reference/api.md"), re.MULTILINE
    )


@pytest.mark.parametrize("name", ["", *commands.commands])
def test_every_command_is_documented(name):
    """Each command's --help stands on the page of the command line; that it is the live one, the page tests itself."""
    asked = " ".join(["$ agenda-ical", *filter(None, [name]), "--help"])

    assert f"\n{asked}\nUsage: " in page("reference/cli.md")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_documented(name):
    """Each format is on its page with its endings."""
    endings = " ".join(f"`{ending}`" for ending in FORMATS[name].endings)

    assert f"| `{name}` | {endings} |" in page("reference/formats.md")


@pytest.mark.parametrize("limit", fields(Limits))
def test_every_limit_is_documented(limit):
    """Each limit is on the page of the formats with its value."""
    row = rf"^\| `{limit.name}` \| [^|]+ \| {limit.default:,} \|$"

    assert re.search(row, page("reference/formats.md"), re.MULTILINE)


def test_every_key_of_a_language_is_documented():
    """Whoever adds a language finds each key explained."""
    language = tomllib.loads((ROOT / "src/agenda_ical/phrases/languages/en.toml").read_text(encoding="utf-8"))
    keys = {*language, *language["names"], *language["headers"]} - {"names"}

    assert {key for key in keys if f"`{key}`" not in page("how-to/add-a-language.md")} == set()


def test_every_page_is_found():
    """The pages of the documentation are where these tests look for them."""
    assert len(list((ROOT / "docs").rglob("*.md"))) >= 14


def test_every_role_of_a_column_is_documented():
    """Whoever reads what explain prints finds each role explained."""
    assert {
        role for role in get_args(ColumnRole) if role and f"`{role}`" not in page("reference/cli.md")
    } == set()


def test_every_path_of_the_change_routing_exists():
    """Whoever follows the change routing arrives."""
    paths = set(re.findall(r"`((?:\w+/)*\w+\.(?:py|toml))`", page("explanation/architecture.md")))
    bare = {path for path in paths if "/" not in path}

    assert len(paths) >= 40
    assert {
        path
        for path in paths - bare
        if not any((ROOT / folder / path).is_file() for folder in ("src/agenda_ical", "."))
    } == set()
    assert {name for name in bare if not list((ROOT / "src" / "agenda_ical").rglob(name))} == set()


def test_every_link_of_the_readme_leads_somewhere():
    """What the README links to in the repository is there."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)", readme) if "://" not in target]

    assert len(targets) >= 10
    assert [target for target in targets if not (ROOT / target).is_file()] == []
