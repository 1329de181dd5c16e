"""
How far doubts can be trusted: the share of misread sessions that carry a warning, and of right ones that do.

    python benchmarks/doubts.py CORPUS [--verbose]

CORPUS is the folder with ``score.py`` and the cases; ``corpus-pasted`` may stand beside it. Since little is misread
there, the same pages are read once more as plain text, with tabs between the cells and without: then much goes wrong.

A session is right, or has another title than the page, or another start or end; a session of the page of which none that
was read is a misreading is left out. A warning is told of a session when it names it (``Problem.session``); of one that
was left out when it quotes its title or its times, or names a session that holds its title or lasts when it begins.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from accuracy import without_tabs

import agenda_ical
from agenda_ical import AgendaError, Document, Grid, Problem, Programme
from agenda_ical.publishing.jsonfile import programme_to_json

TIMES_AIM, ALARMS_AIM = 0.80, 0.05
GROUPS = {
    "wrong times": ("times", "left out"),
    "wrong title": ("title",),
    "right": ("right",),
}
"""What is counted together -> the verdicts in it; who is right but for a presenter or a track counts nowhere."""

Case = dict[str, Any]
Read = Callable[[Path, Case], Programme]


class Verdict(NamedTuple):
    """What became of one session: ``right``, ``details``, ``title``, ``times`` or ``left out``."""

    what: str
    text: str
    codes: tuple[str, ...]
    """Those of the warnings that are told of it."""


def main() -> int:
    """Print the figures of each kind of source; say whether the pages as they were published meet the aims."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument(
        "--verbose", action="store_true", help="print what was not told, and each false alarm"
    )
    asked = parser.parse_args()
    figures = {}
    for name, judged in corpus_to_verdicts(asked.corpus):
        verdicts = [one for case in judged.values() for one in case]
        figures[name] = counted(verdicts)
        print(f"{name:20}" + "".join(map(column, figures[name].items())))
        if asked.verbose:
            print("\n".join(remarks(judged)), by_code(verdicts), sep="\n")
    met = is_met(figures["published"])
    print(
        f"aims: of wrong times at least {TIMES_AIM:.2f}, of right ones at most {ALARMS_AIM:.2f}: {'met' if met else 'MISSED'}"
    )
    return 0 if met else 1


def corpus_to_verdicts(corpus: Path) -> Iterator[tuple[str, dict[str, list[Verdict]]]]:
    """Each kind of source with the verdicts on its cases, by their names."""
    spec = importlib.util.spec_from_file_location("score", corpus / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    pasted = corpus.with_name(f"{corpus.name}-pasted")
    yield "published", judged_cases(corpus, score, read_as_it_is)
    yield "text with tabs", judged_cases(corpus, score, partial(read_as_text, border="\t"))
    yield "text without tabs", judged_cases(corpus, score, partial(read_as_text, border=" "))
    if pasted.is_dir():
        yield "pasted", judged_cases(pasted, score, read_as_it_is)
        with without_tabs(pasted) as blank:
            yield "pasted without tabs", judged_cases(blank, score, read_as_it_is)


def judged_cases(cases: Path, score: ModuleType, read: Read) -> dict[str, list[Verdict]]:
    judged = {}
    for answer in sorted(cases.glob("*/expected.json")):
        case = json.loads(answer.read_text(encoding="utf-8"))
        source = next(path for path in sorted(answer.parent.iterdir()) if path.stem == "source")
        try:
            programme = read(source, case)
        except AgendaError:  # an error is told by itself
            continue
        judged[answer.parent.name] = list(programme_to_verdicts(programme, case["sessions"], score))
    return judged


def hints_of(case: Case) -> dict[str, Any]:
    """What the case says beside the page, as ``load`` takes it."""
    told = case.get("options", {})
    hints = {key: told[key] for key in ("timezone", "year") if told.get(key)}
    return hints | ({"date": date.fromisoformat(told["date"])} if told.get("date") else {})


def read_as_it_is(source: Path, case: Case) -> Programme:
    return agenda_ical.load(source, **hints_of(case))


def read_as_text(source: Path, case: Case, *, border: str) -> Programme:
    """The programme of what is left of the page when it is copied as text, with *border* between the cells of a row."""
    hints = hints_of(case)
    document = agenda_ical.read(source, timezone=hints.get("timezone"))
    return agenda_ical.load(document_to_text(document, border).encode(), format="text", **hints)


def document_to_text(document: Document, border: str) -> str:
    blocks = (
        "\n".join(
            border.join(cell.text for cell in block.row(row) if cell.row == row)
            for row in range(block.height)
        )
        if isinstance(block, Grid)
        else block.text
        for block in document.blocks
    )
    return "\n\n".join(blocks)


def programme_to_verdicts(programme: Programme, gold: list[Case], score: ModuleType) -> Iterator[Verdict]:
    """A verdict on each session that was read, and on each of *gold* that was left out."""
    found = json.loads(programme_to_json(programme))["sessions"]
    warnings = [problem for problem in programme.problems if problem.severity == "warning"]
    pairs = {f: g for g, f in score.pair_up(gold, found)}
    for number, session in enumerate(found):
        right = gold[pairs[number]] if number in pairs else None
        codes = tuple(one.code for one in warnings if one.session == number)
        yield Verdict(verdict_on(session, right, score), shown(session), codes)
    misread = [session["title"] for number, session in enumerate(found) if number not in pairs]
    for number, session in enumerate(gold):
        if number not in pairs.values() and not any(score.near(session["title"], one) for one in misread):
            codes = tuple(one.code for one in warnings if tells_of(one, session, found, score))
            yield Verdict("left out", shown(session), codes)


def shown(session: Case) -> str:
    return f"{session['start'][:16]}-{(session['end'] or '')[11:16]} {session['title'][:100]!r}"


def verdict_on(found: Case, gold: Case | None, score: ModuleType) -> str:
    if gold is None:
        return "times"
    if not score.same_title(gold["title"], found["title"]):
        return "title"
    same_track = score.norm(gold.get("track")) == score.norm(found.get("track"))
    return "right" if same_track and score.same_people(gold, found) else "details"


def tells_of(warning: Problem, gold: Case, found: list[Case], score: ModuleType) -> bool:
    """Whether somebody whom *warning* leads to the page meets there the session that was left out."""
    title, start = score.norm(gold["title"]), score.wall_clock(gold["start"])
    if warning.session is None:
        begins, ends = (gold[key][11:16].lstrip("0") if gold[key] else "" for key in ("start", "end"))
        return any(
            said and score.norm(said) in score.norm(warning.message)
            for said in (title, ends and begins + ends)
        )
    other = found[warning.session]
    lasts = score.wall_clock(other["start"]) <= start < (score.wall_clock(other["end"]) or "")
    return lasts or title in score.norm(f"{other['title']} {other['description']}")


def counted(verdicts: list[Verdict]) -> dict[str, tuple[int, int]]:
    """For each of the groups how many sessions it has, and of how many a warning is told."""
    groups = {name: [one for one in verdicts if one.what in whats] for name, whats in GROUPS.items()}
    return {name: (len(group), sum(bool(one.codes) for one in group)) for name, group in groups.items()}


def column(figure: tuple[str, tuple[int, int]]) -> str:
    name, (sessions, told) = figure
    share = f"{told / sessions:.3f}" if sessions else "-"
    return f"  {name} {sessions:4}, told {told:3} ({share})"


def is_met(figures: dict[str, tuple[int, int]]) -> bool:
    (wrong, told), (right, alarms) = figures["wrong times"], figures["right"]
    return told >= TIMES_AIM * wrong and alarms <= ALARMS_AIM * right


def remarks(judged: dict[str, list[Verdict]]) -> Iterator[str]:
    """What was misread and not told, and what was told of right ones."""
    for case, verdicts in judged.items():
        for one in verdicts:
            if one.what != "details" and (one.what == "right") == bool(one.codes):
                yield f"    {case:26} {one.what:8} {one.text} {' '.join(one.codes)}"


def by_code(verdicts: list[Verdict]) -> str:
    """How often each warning is told of sessions that were misread, and how often of right ones."""
    wrong = Counter(code for one in verdicts if one.what not in ("right", "details") for code in one.codes)
    right = Counter(code for one in verdicts if one.what == "right" for code in one.codes)
    return "\n".join(
        f"    {code:24} wrong {wrong[code]:4} right {right[code]:4}" for code in sorted({*wrong, *right})
    )


if __name__ == "__main__":
    sys.exit(main())
