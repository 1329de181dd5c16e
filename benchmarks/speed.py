"""
How fast we are beside what people would use instead: ``python benchmarks/speed.py``.

Prints ratios (ours / theirs, less is better), each from runs that took turns; see README.md here.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from figures import GROUPS, Figure, Scale
from measuring import ROOT

QUICK = Scale(many=2_000, most=10_000, short=3, long=2)
HEAD = ("figure", "ratio", "min..max", "aim", "met", "ours", "theirs", "rival")
WIDTHS = (-57, 7, 16, 7, 4, 10, 10, -24)
"""Of the columns; those with a minus stand at their left edge."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print what is asked for."""
    asked = parser().parse_args(arguments)
    sys.path.insert(0, str(ROOT / "src"))
    figures = measured(asked.only or list(GROUPS), QUICK if asked.quick else Scale())
    if asked.json:
        print(json.dumps([as_json(one) for one in figures], indent=2))
        return 0
    print(as_line(HEAD))
    for one in figures:
        print(as_line(as_row(one)), flush=True)
    return 0


def parser() -> argparse.ArgumentParser:
    """The arguments."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--only", action="append", choices=GROUPS, help="measure this only; may be repeated")
    made.add_argument(
        "--quick", action="store_true", help="a tenth of the rows and few rounds: to see that it runs"
    )
    made.add_argument("--json", action="store_true", help="print JSON instead of a table")
    return made


def measured(names: Sequence[str], scale: Scale) -> Iterator[Figure]:
    """The figures of the groups called *names*, in the order of ``GROUPS``."""
    with tempfile.TemporaryDirectory() as folder:
        for name, group in GROUPS.items():
            if name in names:
                yield from group(scale, Path(folder))


def as_json(one: Figure) -> dict[str, object]:
    """One figure for programs; ``ours`` and ``theirs`` are medians in ``unit``."""
    ratio = one.ratio
    return {
        "figure": one.name,
        "ratio": ratio.middle,
        "min": ratio.least,
        "max": ratio.most,
        "aim": one.aim,
        "met": one.met,
        "ours": ratio.ours,
        "theirs": ratio.theirs,
        "unit": one.unit,
        "rival": ratio.rival,
    }


def as_line(cells: Sequence[str]) -> str:
    """One line of the table for people."""
    aligned = [
        cell.ljust(-width) if width < 0 else cell.rjust(width)
        for cell, width in zip(cells, WIDTHS, strict=True)
    ]
    return "  ".join(aligned).rstrip()


def as_row(one: Figure) -> tuple[str, ...]:
    """One figure's line."""
    ratio = one.ratio
    return (
        one.name,
        f"{ratio.middle:.3f}",
        f"{ratio.least:.3f}..{ratio.most:.3f}",
        "" if one.aim is None else f"<= {one.aim}",
        {None: "", True: "yes", False: "NO"}[one.met],
        amount(ratio.ours, one.unit),
        amount(ratio.theirs, one.unit),
        ratio.rival,
    )


def amount(value: float, unit: str) -> str:
    """*value* as people read it: ``1.25 s``, ``18.3 ms``, ``5 us``."""
    if not unit.startswith("s"):
        return f"{value:.3g} {unit}"
    for factor, name in ((1, "s"), (1e3, "ms")):
        if value * factor >= 1:
            return f"{value * factor:.3g} {name}"
    return f"{value * 1e6:.3g} us"


if __name__ == "__main__":
    sys.exit(main())
