"""The commands: ``show``, ``explain``, ``convert``, ``publish``, ``fix``, ``check``, ``serve``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from agenda_ical.cli.checking import Checking, with_checking
from agenda_ical.cli.converting import STRICT, convert_files
from agenda_ical.cli.gathering import gathering
from agenda_ical.cli.loading import file_to_programme
from agenda_ical.cli.messages import has_warnings, tell_problems
from agenda_ical.cli.options import Told, to_named, with_told
from agenda_ical.cli.publishing import PAGE_LANGUAGE, Publishing, publish_file, to_wish, with_publishing
from agenda_ical.cli.revising import Revising, with_revising
from agenda_ical.cli.streams import Named, put_text
from agenda_ical.cli.styling import with_style
from agenda_ical.cli.targets import plan_targets
from agenda_ical.errors import MissingExtra
from agenda_ical.programme import Programme
from agenda_ical.style import Style

PIPE_CLOSED = 141

_FORMATS = ("table", "json", "text", "markdown", "csv")


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return PIPE_CLOSED


def _show_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's protocol
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 - for its weight

        click.echo(f"agenda-ical {version('agenda-ical')}")
        ctx.exit()


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show_version,
    help="Show the version.",
)
def commands() -> None:
    """
    Make a calendar of a published event programme: a web page, pasted text or Markdown.

    \b
      agenda-ical show workshop.html
      agenda-ical convert workshop.html -o workshop.ics

    Exit codes: 0 done; 1 nothing could be made of the file, or check found an error;
    2 wrong arguments; 3 there are warnings and --strict was given.
    """  # noqa: D301 - click's mark for lines that are to stay as they are


@commands.command()
@click.argument("file", callback=to_named)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS, case_sensitive=False),
    default="table",
    show_default=True,
    help="How to write the agenda.",
)
@with_told
def show(file: Named, form: str, told: Told) -> int:
    """
    Print the agenda by day, and on standard error each doubt.

    FILE is a path, the address of a web page, or - for standard input.
    """
    programme = file_to_programme(file, told)
    tell_problems(programme.problems, quiet=told.quiet)
    if told.strict and has_warnings(programme):
        return STRICT
    if form == "table":
        from agenda_ical.cli.agenda import programme_to_screen  # noqa: PLC0415 - for its weight

        put_text(programme_to_screen(programme))
    else:
        put_text(_listed(programme, form))
    return 0


def _listed(programme: Programme, form: str) -> str:
    from agenda_ical.publishing import jsonfile, listing, pages  # noqa: PLC0415 - for its weight

    match form:
        case "json":
            return jsonfile.programme_to_json(programme).rstrip("\n") + "\n"
        case "markdown":
            return pages.programme_to_markdown(programme)
        case "csv":
            return pages.programme_to_csv(programme)
        case _:
            return listing.programme_to_listing(programme, heading=True)


@commands.command()
@click.argument("file", callback=to_named)
@click.option(
    "--proof",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Write the proof sheet instead: one HTML file, or - for standard output, with the page beside the agenda.",
)
@with_told
def explain(file: Named, proof: Path | None, told: Told) -> int:
    """
    Print how the page was read: the role of each column, the source of each session, each doubt.

    FILE is a path, the address of a web page, or - for standard input.
    """
    from agenda_ical.cli.explained import explain_file, prove_file  # noqa: PLC0415 - for its weight

    programme = explain_file(file, told) if proof is None else prove_file(file, proof, told)
    return STRICT if told.strict and has_warnings(programme) else 0


@commands.command()
@click.argument("files", nargs=-1, required=True, callback=to_named)
@click.option(
    "--output",
    "-o",
    metavar="OUT",
    help="The calendar file, or - for standard output; a folder for several files.  "
    "[default: the source's name with .ics]",
)
@click.option(
    "--update",
    is_flag=True,
    help="Revise the calendar that is there: sessions are recognised, so that they move and do not double.",
)
@with_revising
@with_style
@with_told
def convert(
    files: tuple[Named, ...], output: str | None, revising: Revising, style: Style, told: Told
) -> int:
    """
    Write the programme as a calendar file (.ics).

    FILES are paths, addresses of web pages, or - alone for standard input; each becomes one calendar. A calendar that is there
    already is replaced by the whole of the new one, or stays as it was; with --update it is revised.
    """
    jobs = plan_targets(files, output)
    if not revising.update and (revising.clear_cancelled or revising.cancelled != "status"):
        raise click.UsageError("--cancelled and --clear-cancelled are for --update.")
    return convert_files(jobs, told, revising, style)


@commands.command()
@click.argument("file", callback=to_named)
@click.option(
    "--output",
    "-o",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="The corrections file, or - for standard output.  [default: that of --fixes, or fixes.toml beside the source]",
)
@with_told
def fix(file: Named, output: Path | None, told: Told) -> int:
    """
    Write a corrections file (TOML) with an entry for each doubt, ready to be edited.

    FILE is a path, the address of a web page, or - for standard input. What stands in a corrections file that is there already is kept; entries for new doubts
    are added to it, and those whose doubt is gone are marked. Other commands apply it with --fixes.
    """
    from agenda_ical.cli.fixing import fix_file  # noqa: PLC0415 - for its weight

    fix_file(file, output, told)
    return 0


@commands.command()
@click.argument("file", callback=to_named)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@with_publishing
@with_revising
@with_style
@with_told
def publish(  # noqa: PLR0913, PLR0917 - each comes from a decorator by its name
    file: Named, folder: Path, publishing: Publishing, revising: Revising, style: Style, told: Told
) -> int:
    """
    Make FOLDER the place that people subscribe from: a page, the calendar, feeds of its days, tracks and presenters.

    FILE is a path, the address of a web page, or - for standard input. What lies in FOLDER already is revised, so that
    sessions that move do not double; upload it to any web server.
    """
    wish = to_wish(publishing, revising, style)
    return publish_file(file, folder, wish, told, proof=publishing.proof)


@commands.command()
@click.argument("file", callback=to_named)
@with_checking
def check(file: Named, checking: Checking) -> int:
    """
    Print what breaks the standard in a calendar file, and what calendar programs will do with it.

    FILE is a path, whoever made what stands there, a folder with calendars (.ics) in it, an address, or - for standard
    input. The exit code is 1 when there is an error.
    """
    from agenda_ical.cli.checked import check_source  # noqa: PLC0415 - for its weight

    return check_source(file, checking)


@commands.command()
@click.argument("shown", metavar="FOLDER|FILE", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen on; 0 takes any that is free.",
)
@gathering("publishing", Publishing, (PAGE_LANGUAGE,))
@with_style
@with_told
def serve(shown: Path, port: int, publishing: Publishing, style: Style, told: Told) -> int:
    """
    Show a published FOLDER, or what FILE would become, in the browser, on this machine only.

    Its page loads itself again when the folder changes; a FILE is published again when it changes. This is a preview;
    people subscribe to what you put on a web server. Ctrl-C ends it. All options but --port are for a FILE.
    """
    try:
        from agenda_ical.cli.serving import serve_file, serve_folder  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtra(
            "`serve` needs packages that are not installed: pip install 'agenda-ical[site]'"
        ) from error
    if shown.is_dir():
        return serve_folder(shown, port)
    wish = to_wish(publishing, Revising(replace=True), style)
    return serve_file(shown, port, wish, told)
