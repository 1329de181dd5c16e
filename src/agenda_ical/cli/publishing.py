"""What ``publish`` does: a source -> a folder that people subscribe from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click
from attrs import evolve, frozen

from agenda_ical.api import calendars, pages
from agenda_ical.api.clock import now
from agenda_ical.cli.converting import STRICT
from agenda_ical.cli.gathering import gathering
from agenda_ical.cli.loading import document_to_programme, file_to_document, file_to_programme
from agenda_ical.cli.messages import has_warnings, programme_to_summary, tell, tell_problems
from agenda_ical.cli.options import Told, to_language
from agenda_ical.cli.revising import Revising, changes_to_summary
from agenda_ical.cli.streams import Named
from agenda_ical.edition import Publication
from agenda_ical.programme import Programme
from agenda_ical.style import Style
from agenda_ical.telling import counted

if TYPE_CHECKING:  # for its weight
    from agenda_ical.publishing.succession import Wish


@frozen
class Publishing:
    """What a person wants of a published folder."""

    url: str | None = None
    page_language: str | None = None
    proof: bool = False


@frozen
class Made:
    """What was published, and in words."""

    publication: Publication
    summary: str
    news: str


def _to_folder_address(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    parts = urlsplit(value or "")
    stands = parts.scheme in {"http", "https"} and parts.netloc and not (parts.query or parts.fragment)
    if value is not None and not stands:
        raise click.BadParameter(
            f"{value!r} is no address of a folder; write it as https://example.org/agenda/."
        )
    return value


PAGE_LANGUAGE = click.option(
    "--page-language",
    metavar="CODE",
    callback=to_language,
    help="The language of the page's own words, en or ko.  [default: the programme's, or en]",
)
_OPTIONS = (
    click.option(
        "--url",
        metavar="ADDRESS",
        callback=_to_folder_address,
        help="The address at which the folder will stand, such as https://example.org/agenda/.  "
        "[default: that of the edition that lies there]",
    ),
    PAGE_LANGUAGE,
    click.option(
        "--proof",
        is_flag=True,
        help="Publish the proof sheet too, as proof.html: the page of the source beside the agenda.",
    ),
)

with_publishing = gathering("publishing", Publishing, _OPTIONS)
"""Gives a command the options of a folder, and their values as one ``publishing``."""


def to_wish(publishing: Publishing, revising: Revising, style: Style) -> Wish:
    """What was told on the command line as ``publish`` takes it."""
    from agenda_ical.publishing.revision import Policy  # noqa: PLC0415 - for its weight
    from agenda_ical.publishing.succession import Wish  # noqa: PLC0415 - for its weight

    return Wish(
        url=publishing.url,
        policy=Policy(revising.cancelled, revising.clear_cancelled),
        replace=revising.replace,
        style=style,
        language=publishing.page_language,
    )


def publish_file(file: Named, folder: Path, wish: Wish, told: Told, *, proof: bool) -> int:
    """Publish *file* into *folder*, tell what was done, and return the exit code; *proof* asks for its proof sheet too."""
    if proof:
        document = file_to_document(file, told)
        programme = document_to_programme(document, told)
        sheet = pages.proof(document, programme, language=wish.language, only_tables=told.only_tables)
        made = _publish(programme, folder, evolve(wish, proof=sheet), told)
    else:
        made = publish_quietly(file, folder, wish, told)
    if made is None:
        return STRICT
    if not told.quiet:
        tell(f"{folder}: {made.summary}; {made.news}")
        tell(f"  {_files(made.publication)}, for {made.publication.url}")
    return 0


def publish_quietly(file: Named, folder: Path, wish: Wish, told: Told) -> Made | None:
    """Publish *file* into *folder* and tell its doubts; None, and nothing published, where ``--strict`` forbids it."""
    return _publish(file_to_programme(file, told), folder, wish, told)


def _publish(programme: Programme, folder: Path, wish: Wish, told: Told) -> Made | None:
    tell_problems(programme.problems, quiet=told.quiet)
    if told.strict and has_warnings(programme):
        tell("Nothing was published: there are warnings, and --strict was given.")
        return None
    made = calendars.publish_as_wished(programme, folder, wish, told.stamp or now())
    news = "first edition" if made.is_first else changes_to_summary(made.edition.changes)
    return Made(made, programme_to_summary(programme), news)


def _files(made: Publication) -> str:
    written = f"{len(made.written)} written" if made.written else "none had to be written"
    return f"{counted(len(made.files), 'file')}, {written}"
