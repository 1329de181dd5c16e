"""
The command line: arguments in, messages and an exit code out; no thought of its own.

====  ======================================================================
0     done
1     an ``AgendaError``, told in one sentence with the way out; or errors in what was checked
2     wrong arguments
3     there are warnings and ``--strict`` was given: nothing has been written
130   interrupted (Ctrl-C)
141   whoever read our output stopped reading
====  ======================================================================
"""

from __future__ import annotations

import gc
from collections.abc import Sequence

import click

from agenda_ical.cli.commands import commands
from agenda_ical.cli.converting import FAILED
from agenda_ical.cli.messages import tell_error
from agenda_ical.cli.streams import speak_unicode
from agenda_ical.errors import AgendaError

INTERRUPTED = 130
CALM = 100_000
"""How many new values the collector of a whole process waits for: a long programme makes many, and drops few."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that *arguments* (those of the process, where None) ask for; return its exit code."""
    speak_unicode()
    if arguments is None:
        gc.set_threshold(CALM)
    try:
        code = commands.main(arguments, prog_name="agenda-ical", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except AgendaError as error:
        tell_error(str(error))
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    return int(code or 0)
