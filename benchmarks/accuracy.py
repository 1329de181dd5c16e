"""
Hold the accuracy on published programmes against the best reached so far (``accuracy.toml``).

    python benchmarks/accuracy.py CORPUS [--update]

CORPUS is the folder with ``score.py`` and the cases; ``corpus-pasted`` may stand beside it. Exits with 1 when
a figure is worse than the best by more than the slack; ``--update`` writes down what has become better.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BEST = Path(__file__).with_name("accuracy.toml")

# figure -> (whether more is better, how much worse it may be)
FIGURES = {
    "time_micro": (True, 0.005),
    "near_micro": (True, 0.005),
    "title_micro": (True, 0.005),
    "full_micro": (True, 0.005),
    "time_macro": (True, 0.005),
    "perfect": (True, 0.005),
    "silent": (False, 0.05),
    "noisy": (False, 0.05),
    "errors": (False, 0),
}

Figures = dict[str, float]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--update", action="store_true", help="write down what has become better")
    arguments = parser.parse_args()
    best: dict[str, Figures] = tomllib.loads(BEST.read_text(encoding="utf-8")) if BEST.exists() else {}
    found = corpus_to_figures(arguments.corpus)
    worse = [line for name, figures in found.items() for line in compare(name, figures, best.get(name, {}))]
    print("\n".join(worse) or "Accuracy: nothing is worse than the best so far.")
    if arguments.update:
        BEST.write_text(figures_to_toml(raised(best, found)), encoding="utf-8", newline="\n")
    return 1 if worse else 0


def corpus_to_figures(corpus: Path) -> dict[str, Figures]:
    """Return the figures of each kind of source by the section of ``accuracy.toml`` that holds them."""
    score = corpus / "score.py"
    found = {"published": scored(score, corpus)}
    pasted = corpus.with_name(f"{corpus.name}-pasted")
    if pasted.is_dir():
        found["pasted"] = scored(score, pasted)
        with without_tabs(pasted) as blank:
            found["pasted-without-tabs"] = scored(score, blank)
    return found


def scored(score: Path, cases: Path) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder, "score.json")
        command = [sys.executable, str(score), "--cases", str(cases), "--json", str(answer)]
        subprocess.run(command, check=True)
        summary: Figures = json.loads(answer.read_text(encoding="utf-8"))["summary"]
    return {figure: round(summary[figure], 4) for figure in FIGURES}


@contextmanager
def without_tabs(cases: Path) -> Iterator[Path]:
    """Lend a copy of *cases* in which every tab is a blank: cell borders are lost."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "cases")
        shutil.copytree(cases, copy, copy_function=shutil.copyfile)
        for source in copy.glob("*/source.*"):
            source.write_bytes(source.read_bytes().replace(b"\t", b" "))
        yield copy


def compare(name: str, figures: Figures, best: Figures) -> list[str]:
    """Return a line for each figure that is worse than the best by more than its slack, or has none to be held against."""
    lines = [
        f"{name}: {figure} has no best yet; write it down with --update"
        for figure in FIGURES
        if figure not in best
    ]
    for figure, (more_is_better, slack) in FIGURES.items():
        fall = (best.get(figure, figures[figure]) - figures[figure]) * (1 if more_is_better else -1)
        if fall > slack:
            lines.append(f"{name}: {figure} is {figures[figure]:.4f}, the best so far {best[figure]:.4f}")
    return lines


def raised(best: dict[str, Figures], found: dict[str, Figures]) -> dict[str, Figures]:
    """Return the better of each figure."""
    return best | {
        name: {
            figure: (max if FIGURES[figure][0] else min)(value, best.get(name, {}).get(figure, value))
            for figure, value in figures.items()
        }
        for name, figures in found.items()
    }


def figures_to_toml(best: dict[str, Figures]) -> str:
    sections = [
        "\n".join([f"[{name}]", *(f"{figure} = {value}" for figure, value in figures.items())])
        for name, figures in best.items()
    ]
    head = "# The best figures reached so far; raised by `python benchmarks/accuracy.py CORPUS --update`."
    return "\n\n".join([head, *sections]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
