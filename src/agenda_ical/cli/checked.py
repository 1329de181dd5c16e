"""What ``check`` prints: the findings of each file, those of a kind together, errors first; or all of them as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, get_args

from attrs import asdict
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from agenda_ical import checking
from agenda_ical.cli.checking import Checking
from agenda_ical.cli.converting import FAILED, STRICT
from agenda_ical.cli.messages import printable
from agenda_ical.cli.screen import on_screen
from agenda_ical.cli.streams import Named, put_text, source_of
from agenda_ical.finding import CalendarFile, Finding, Grade
from agenda_ical.telling import counted, listed

_COLOURS: Final[dict[Grade, str]] = {"error": "red", "warning": "yellow", "information": "cyan"}
_GRADES: Final[tuple[Grade, ...]] = get_args(Grade)
_SHOWN_ALIKE: Final = 10
"""How many findings with one code are told; the rest are counted."""
_LINES_NAMED: Final = 4
"""How many lines are named of those in which one thing stands."""


def check_source(file: Named, asked: Checking) -> int:
    """Print what is found in *file*; return the exit code."""
    files = checking.source_to_files(source_of(file), asked.limits)
    findings = checking.check_files(files)
    shown = [one for one in findings if not asked.quiet or one.severity != "information"]
    put_text(
        _to_json(shown) if asked.form == "json" else on_screen(lambda console: _print(files, shown, console))
    )
    severities = {one.severity for one in findings}
    if "error" in severities:
        return FAILED
    return STRICT if asked.strict and "warning" in severities else 0


def _to_json(findings: Sequence[Finding]) -> str:
    return json.dumps([asdict(one) for one in findings], ensure_ascii=False, indent=2) + "\n"


def _print(files: Sequence[CalendarFile], findings: Sequence[Finding], console: Console) -> None:
    for name, group in groupby(findings, key=lambda one: one.file):
        found = list(group)
        if name:
            console.print(Text(printable(name), style="bold"))
        for severity in _GRADES:
            for alike in _alike(found, severity):
                _print_alike(alike, console)
        console.print()
    console.print(Text(_summary(files, findings), style="bold"))


def _alike(findings: Sequence[Finding], severity: Grade) -> Iterator[list[Finding]]:
    """The findings of a severity, those with one code together, in the order in which each code comes first."""
    codes = dict.fromkeys(one.code for one in findings if one.severity == severity)
    return ([one for one in findings if one.code == code] for code in codes)


def _print_alike(alike: Sequence[Finding], console: Console) -> None:
    first = alike[0]
    head = Table.grid(padding=(0, 2))
    called = Text.assemble((f"{first.severity} ", f"bold {_COLOURS[first.severity]}"), first.code)
    head.add_row(called, Text(f"({', '.join(first.clients)})" if first.clients else "", style="dim"))
    console.print(head)
    for one in alike[:_SHOWN_ALIKE]:
        place = f"{_place(one.lines)}: " if one.lines else ""
        console.print(Padding(Text.assemble((place, "bold"), printable(one.message)), (0, 0, 0, 2)))
    if len(alike) > _SHOWN_ALIKE:
        more = f"… and {len(alike) - _SHOWN_ALIKE} more like these"
        console.print(Padding(Text(more), (0, 0, 0, 2)))
    advice = Text.assemble(f"→ {first.advice} ", (f"[{first.source}]", "dim"))
    console.print(Padding(advice, (0, 0, 0, 2)))


def _place(lines: Sequence[int]) -> str:
    if len(lines) == 1:
        return f"line {lines[0]}"
    if len(lines) > _LINES_NAMED:
        return f"lines {', '.join(map(str, lines[:_LINES_NAMED]))} …"
    return f"lines {listed(list(map(str, lines)))}"


def _summary(files: Sequence[CalendarFile], findings: Sequence[Finding]) -> str:
    looked_at = counted(len(files), "file")
    if not findings:
        return f"{looked_at}: nothing to complain of"
    severities = [one.severity for one in findings]
    numbers = ((severities.count(severity), severity) for severity in _GRADES)
    told = [
        counted(number, name, "information" if name == "information" else "")
        for number, name in numbers
        if number
    ]
    return f"{looked_at}: {', '.join(told)}"
