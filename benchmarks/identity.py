"""
How many sessions are still themselves after an edit: the share that keeps the UID that it had.

    python benchmarks/identity.py [--edits N] [--seed N]

Each of the edits publishes a programme, changes it as organisers do, and revises; ``editions.py`` fixes the mix.
Counted are the sessions that are in both editions; those that the edit touched, and twins, also by themselves. A
session that is new and gets the UID of one that is gone is counted as mistaken.
"""

import argparse
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

from editions import TWIN_TITLES, edited, programme, to_programme

import agenda_ical
from agenda_ical.publishing.previous import ical_to_earlier
from agenda_ical.publishing.revision import revise

STAMP = datetime(2019, 1, 1, tzinfo=UTC)
URL = "https://example.org/programme.ics"
AIM = 0.99


def count(random: Random) -> Counter[str]:
    """What became of the sessions of one programme."""
    before = programme(random)
    file = agenda_ical.to_ical(to_programme(before), url=URL, stamp=STAMP)
    edition = ical_to_earlier(file, "programme.ics")
    uids = {one.number: entry.uid for one, entry in zip(before, edition.entries, strict=True)}
    after, touched = edited(before, random)
    revision = revise(to_programme(after), edition, url=URL, stamp=STAMP + timedelta(days=1))
    counted: Counter[str] = Counter()
    for one, entry in zip(after, revision.sessions, strict=True):
        if one.number not in uids:
            counted["new"] += 1
            counted["mistaken"] += entry.uid in uids.values()
            continue
        right = entry.uid == uids[one.number]
        for group in groups(one, touched):
            counted[group] += 1
            counted[f"{group} kept"] += right
    return counted


def groups(one, touched) -> list[str]:
    """Where a session is counted."""
    found = ["all"]
    if one.number in touched:
        found.append("touched")
    if one.session.title in TWIN_TITLES:
        found.append("twins")
    return found


def main() -> int:
    """Print the shares; say whether the aim is met."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    began = time.process_time()
    total: Counter[str] = Counter()
    for number in range(asked.edits):
        total += count(Random(asked.seed * 1_000_000 + number))  # noqa: S311
    for group in ("all", "touched", "twins"):
        print(
            f"{group:8} {total[group]:7} sessions, {total[f'{group} kept'] / total[group]:.4f} keep their UID"
        )
    print(f"new      {total['new']:7} sessions, {total['mistaken']} of them taken for one that is gone")
    print(f"{asked.edits} editions in {time.process_time() - began:.0f} s")
    met = total["all kept"] / total["all"] >= AIM
    print(f"aim {AIM}: {'met' if met else 'MISSED'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
