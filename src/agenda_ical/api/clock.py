"""The one look at the clock."""

from __future__ import annotations

import datetime as dt


def now() -> dt.datetime:
    """Return this moment, in UTC and whole seconds."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
