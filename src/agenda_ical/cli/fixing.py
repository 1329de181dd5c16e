"""What ``fix`` does: the doubts of a programme -> a corrections file, in which nothing that a person wrote is lost."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve

from agenda_ical.api import pages
from agenda_ical.cli.loading import document_to_whole, file_to_document, wanted_of
from agenda_ical.cli.messages import tell
from agenda_ical.cli.options import Told
from agenda_ical.cli.streams import STANDARD, Named, put_text
from agenda_ical.explaining.fixing import with_entries
from agenda_ical.telling import counted
from agenda_ical.writing import write_whole

NAME = "fixes.toml"


def fix_file(file: Named, output: Path | None, told: Told) -> None:
    """Write the corrections file of *file*, or add to the one that is there, and tell what was done."""
    target = output or _usual_target(file, told)
    old = _old_text(target, told)
    document = file_to_document(file, told)
    read = document_to_whole(document, evolve(told, fixes=None))
    corrected = document_to_whole(document, evolve(told, fixes=f"{old}\n"))
    made = with_entries(old, read, corrected, wanted_of(corrected, told))
    if target == STANDARD:
        put_text(made.text)
    elif made.text != old:
        write_whole(target, made.text.encode())
    if not told.quiet:
        where = "" if target == STANDARD else f"{target}: "
        kept = f"{counted(made.kept, 'entry', 'entries')} kept, " if made.kept else ""
        gone = f", {made.gone} marked as gone" if made.gone else ""
        tell(f"{where}{kept}{counted(made.added, 'entry', 'entries')} added{gone}")


def _usual_target(file: Named, told: Told) -> Path:
    """The corrections file that is applied already, or one beside the source."""
    if told.fixes:
        return Path(told.fixes)
    return Path(NAME) if file == STANDARD or isinstance(file, str) else file.with_name(NAME)


def _old_text(target: Path, told: Told) -> str:
    """What a person has written so far: in the file itself, or in the one that it is made from."""
    if target != STANDARD and target.exists():
        return pages.fixes_to_text(target)
    return "" if told.fixes is None or Path(told.fixes) == target else pages.fixes_to_text(told.fixes)
