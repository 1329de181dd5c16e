"""
Contenders measured in turn, round by round, so that what disturbs one disturbs all; results are ratios.

Time is CPU time (user and system), of a whole process or of a call in this one.
"""

import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeVar

ROOT = Path(__file__).resolve().parents[1]
Taken = TypeVar("Taken")
MEGABYTE = 1024 * 1024
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


class Spent(NamedTuple):
    """What a process took."""

    seconds: float
    memory: float
    """The peak of its resident memory, in megabytes."""


class Ratio(NamedTuple):
    """Ours against theirs in each round."""

    middle: float
    least: float
    most: float
    ours: float
    theirs: float
    """The medians that the two had."""
    rival: str = ""
    """Which of several rivals was the better one."""


Runs = Mapping[str, Sequence[float]]


def process(*arguments: str) -> Spent:
    """Run Python with *arguments* as a process of its own, to its end."""
    path = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    child = subprocess.Popen(
        [sys.executable, *arguments],
        env={**_with_bytecode(), "PYTHONPATH": path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, child.args)
    return Spent(usage.ru_utime + usage.ru_stime, _own_peak(usage.ru_maxrss))


def _with_bytecode() -> dict[str, str]:
    """The environment, in which all modules are compiled once, as those of an installed package are."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _own_peak(maxrss: int) -> float:
    """The peak of a child in megabytes; unknown where ours is higher, with which it begins."""
    if maxrss <= resource.getrusage(resource.RUSAGE_SELF).ru_maxrss:
        return float("nan")
    return maxrss * MAXRSS_UNIT / MEGABYTE


def seconds(function: Callable[[], object]) -> float:
    """The CPU time of *function*; what was made before it is not the garbage collector's concern meanwhile."""
    gc.collect()
    gc.freeze()
    began = time.process_time()
    function()
    spent = time.process_time() - began
    gc.unfreeze()
    return spent


def in_turn(contenders: Mapping[str, Callable[[int], Taken]], rounds: int) -> dict[str, list[Taken]]:
    """
    What each of *contenders* took in each of the *rounds*, of which they are told the number.

    Round 0 warms up (compiled modules, the file system's cache) and is not counted.
    """
    taken: dict[str, list[Taken]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, run in contenders.items():
            spent = run(number)
            if number:
                taken[name].append(spent)
    return taken


def ratio_of(ours: Sequence[float], rivals: Runs) -> Ratio:
    """The ratio of *ours* to the better one of *rivals*, round by round."""
    best = min(rivals, key=lambda name: median(rivals[name]))
    theirs = rivals[best]
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    return Ratio(median(ratios), min(ratios), max(ratios), median(ours), median(theirs), best)
