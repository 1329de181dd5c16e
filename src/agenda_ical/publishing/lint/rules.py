"""How something repeats (RRULE; RFC 5545, section 3.3.10) -> its parts, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from agenda_ical.publishing.lint.values import Moment, to_moment

FREQUENCIES: Final = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_RANGES: Final = {
    "BYSECOND": (0, 60, False),
    "BYMINUTE": (0, 59, False),
    "BYHOUR": (0, 23, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYMONTH": (1, 12, False),
    "BYSETPOS": (1, 366, True),
}
"""Part -> the least and the greatest number, and whether it may be counted from the end."""
_BY_DAY: Final = re.compile(r"(?:[+-]?(\d{1,2}))?(MO|TU|WE|TH|FR|SA|SU)\Z", re.ASCII)
_NUMBER: Final = re.compile(r"([+-]?)(\d{1,3})\Z", re.ASCII)
_COUNT: Final = re.compile(r"\d{1,9}\Z", re.ASCII)
_LEAP_MONTH: Final = re.compile(r"(\d{1,2})L?\Z", re.ASCII)
_SKIPS: Final = ("OMIT", "BACKWARD", "FORWARD")
_NAMES: Final = {"FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "WKST", "RSCALE", "SKIP", *_RANGES}
_ONLY_FOR: Final = {
    "BYWEEKNO": ("YEARLY",),
    "BYYEARDAY": ("SECONDLY", "MINUTELY", "HOURLY", "YEARLY"),
    "BYMONTHDAY": tuple(one for one in FREQUENCIES if one != "WEEKLY"),
}
"""Part -> the frequencies with which it may stand."""


def rule_to_parts(text: str) -> dict[str, str]:
    """The parts of a rule by their names, as far as it has any."""
    pairs = (part.partition("=") for part in text.upper().split(";"))
    return {name: value for name, _, value in pairs}


def rule_faults(text: str) -> Iterator[str]:
    """What is wrong with the rule *text*, each as the end of a sentence that begins with its name."""
    names = [part.partition("=")[0] for part in text.upper().split(";")]
    parts = rule_to_parts(text)
    if parts.get("FREQ") not in FREQUENCIES:
        yield (
            "says with no FREQ how often"
            if "FREQ" not in parts
            else f"has the FREQ {parts['FREQ']!r}, which is none"
        )
    if len(names) != len(set(names)):
        yield "says something twice"
    if "COUNT" in parts and "UNTIL" in parts:
        yield "has both COUNT and UNTIL"
    for name, value in parts.items():
        if name not in _NAMES and not name.startswith("X-"):
            yield f"has the part {name!r}, which is none"
        elif not _is_right(name, value, other_calendar="RSCALE" in parts):
            yield f"has {name}={value}, which makes no sense"
        elif parts.get("FREQ") in FREQUENCIES and parts["FREQ"] not in _ONLY_FOR.get(name, FREQUENCIES):
            yield f"has {name}, which is not for FREQ={parts['FREQ']}"


def _is_right(name: str, value: str, *, other_calendar: bool) -> bool:
    """Whether *value* can be that of the part *name*, also where the rule is told in another calendar (RFC 7529)."""
    if name in _RANGES:
        return _are_numbers(name, value, other_calendar=other_calendar)
    match name:
        case "UNTIL":
            return to_moment(value) is not None
        case "COUNT" | "INTERVAL":
            return _COUNT.match(value) is not None and int(value) > 0
        case "BYDAY":
            return all(map(_is_weekday, value.split(",")))
        case "WKST":
            return value in WEEKDAYS
        case "SKIP":
            return value in _SKIPS and other_calendar
    return True


def _are_numbers(name: str, value: str, *, other_calendar: bool) -> bool:
    """Whether *value* lists numbers that the part *name* can have; other calendars have leap months and a thirteenth."""
    if name == "BYMONTH" and other_calendar:
        return all((found := _LEAP_MONTH.match(one)) and 0 < int(found[1]) <= 13 for one in value.split(","))
    least, greatest, from_end = _RANGES[name]
    return all(_is_number(one, least, greatest, from_end) for one in value.split(","))


def _is_number(text: str, least: int, greatest: int, from_end: bool) -> bool:  # noqa: FBT001 - a row of the table
    found = _NUMBER.match(text)
    return found is not None and least <= int(found[2]) <= greatest and (from_end or found[1] != "-")


def _is_weekday(text: str) -> bool:
    found = _BY_DAY.match(text)
    return found is not None and (found[1] is None or 1 <= int(found[1]) <= 53)


def rule_until(text: str) -> Moment | None:
    """When the rule *text* ends, if it says."""
    return to_moment(rule_to_parts(text).get("UNTIL", ""))
