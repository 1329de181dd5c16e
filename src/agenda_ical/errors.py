"""
What can go so wrong that there is nothing to return.

* AgendaError
  - UnknownFormat     we have no reader for this
  - MissingExtra      we have one, but it is not installed
  - UnreadableFile    the reader could not open the file, or nothing in it can be read
  - BeyondLimits      the file would cost more than its limits allow
  - UnknownZone       no such time zone
  - NoProgramme       the page was read, and no programme stands on it
  - NoDate            a programme was found, and nothing tells on which date it takes place
  - UnreadableFixes   a corrections file is no TOML, or says what makes no sense
  - NothingSelected   there are sessions, and none of them is wanted
  - ForeignFeed       what would be overwritten is no calendar of ours
  - AnotherProgramme  what would be revised is the calendar of another programme
  - UnusableOption    the calendar is wanted as none can be

Whatever is merely odd is no error: it is a `Problem` in the programme.
"""

from __future__ import annotations


class AgendaError(Exception):
    """Anything that left us with nothing to return; its text says what to do about it."""


class UnknownFormat(AgendaError):
    """Raised by ``read`` when neither the ending nor the content names a format that we read."""


class MissingExtra(AgendaError):
    """Raised by ``read`` when the reader of a format needs a package that is not installed."""


class UnreadableFile(AgendaError):
    """Raised by ``read`` when a file is missing, empty, or not what its ending says."""


class BeyondLimits(AgendaError):
    """Raised by ``read`` when a file asks for more than its ``Limits``; the text names the limit to raise."""


class UnknownZone(AgendaError):
    """Raised when a time zone's name is not an IANA name; the text lists the nearest names."""


class NoProgramme(AgendaError):
    """Raised by ``interpret`` when no table and no lines of the page look like a programme."""


class NoDate(AgendaError):
    """Raised by ``interpret`` when no date can be found; the text names the option to pass."""


class UnreadableFixes(AgendaError):
    """Raised when a corrections file cannot be read; the text names the entry and the key."""


class NothingSelected(AgendaError):
    """Raised by ``select`` when no session is wanted, or something wanted is nowhere; the text lists what there is."""


class ForeignFeed(AgendaError):
    """Raised by ``revise`` when the calendar before was not written by us; the text says what to do."""


class AnotherProgramme(AgendaError):
    """Raised by ``revise`` when the edition before has no session in common with the programme."""


class UnusableOption(AgendaError):
    """Raised by ``to_ical`` and its like when an option of the calendar makes no sense; the text names it."""
