"""What can be found in a calendar file: for each code how grave it is, whom it concerns, who says so, what to do."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from attrs import frozen

from agenda_ical.finding import Finding, Grade

MOST_ALIKE: Final = 1000
"""How many findings with the same code are kept of one file."""


class Fault(NamedTuple):
    """One thing that is found, where, and how it is told."""

    code: str
    lines: tuple[int, ...]
    message: str


@frozen
class Code:
    """What holds for all that is found under one code."""

    severity: Grade
    source: str
    advice: str
    clients: tuple[str, ...] = ()


@lru_cache
def all_codes() -> dict[str, Code]:
    """Every code with what holds for it."""
    table = tomllib.loads(Path(__file__).with_name("codes.toml").read_text(encoding="utf-8"))
    return {
        code: Code(told["severity"], told["source"], told["advice"], tuple(told.get("clients", ())))
        for code, told in table.items()
    }


def faults_to_findings(faults: Iterable[Fault], file: str) -> tuple[Finding, ...]:
    """What was found in *file*, in the order of its lines."""
    codes = all_codes()
    return tuple(
        Finding(
            code=fault.code,
            severity=codes[fault.code].severity,
            message=fault.message,
            advice=codes[fault.code].advice,
            source=codes[fault.code].source,
            clients=codes[fault.code].clients,
            lines=fault.lines,
            file=file,
        )
        for fault in sorted(_kept(faults), key=lambda one: (one.lines, one.code, one.message))
    )


def _kept(faults: Iterable[Fault]) -> Iterator[Fault]:
    """*faults* without those of which there are too many alike."""
    found: Counter[str] = Counter()
    for fault in faults:
        found[fault.code] += 1
        if found[fault.code] <= MOST_ALIKE:
            yield fault
