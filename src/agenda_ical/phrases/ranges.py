"""
Which written times may be believed, alone or as a range, and what one end of a range tells of the other.

How much is believed depends on where the time stands: a text that should be nothing but a time ("whole"), the edge of
a text ("edge"), or anywhere in it ("running").
"""

from __future__ import annotations

from typing import Literal

from agenda_ical.phrases.clocks import Clock, Written, with_meridiem
from agenda_ical.regexes import regex

Trust = Literal["whole", "edge", "running"]

_DATE_LIKE = regex(r"(?:19|20)\d\d")


def is_range(first: Written, second: Written, plain: str, trust: Trust, *, joined: bool) -> bool:
    if not joined:
        return second.form == "colon" and (trust == "whole" or second.clock.minutes() > first.clock.minutes())
    forms = {first.form, second.form}
    if "digits" in forms and not _is_range_of_digits(first, second, trust):
        return False
    if trust == "whole":
        return True
    if first.form in {"bare", "word"} and not first.plain and not _may_begin(first, second, plain, trust):
        return False
    if (
        second.form == "bare"
        and second.clock.meridiem is None
        and not (first.plain and _is_closed(plain, first, second))
    ):
        return False
    return first.plain or second.plain or "hour" in forms or forms == {"dot"} or "digits" in forms


def _may_begin(first: Written, second: Written, plain: str, trust: Trust) -> bool:
    """Whether a bare hour begins a range: "10-10:30 am", "9-10 Uhr"; not the 5 of "Panel 5 - 10:30"."""
    if first.clock.hour == 0 or not second.plain:
        return False
    said = second.clock.meridiem is not None or second.form == "hour"
    attached = plain[first.stop : first.stop + 1] in {"-", "~"}
    if trust == "running":
        return said and (attached or plain[: first.begin].rstrip()[-1:] in {"", "(", "[", ",", ";", ":", "|"})
    return said or attached or first.form == "word"


def _is_closed(plain: str, first: Written, second: Written) -> bool:
    """Whether a bare hour behind a dash belongs to the time: "9:00-10 Foo", not "9:00 - 3 ways to"."""
    attached = " " not in plain[first.stop : second.begin]
    return attached or not plain[second.stop :].strip() or plain[second.stop :].lstrip()[:1] in ")]"


def _is_range_of_digits(first: Written, second: Written, trust: Trust) -> bool:
    """Whether "0900-1000" and its like is a range of times: not years, not a part of a telephone number."""
    if first.clock.meridiem or second.clock.meridiem:
        return True
    if (
        first.form != "digits"
        or second.form not in {"digits", "bare"}
        or first.clock.minute % 5
        or second.clock.minute % 5
    ):
        return first.form == "colon" or second.form == "colon"
    if second.form == "bare":
        return False
    hours = (first.clock.hour, second.clock.hour)
    if all(hour in {19, 20} for hour in hours) and (
        first.clock.minute % 15 or second.clock.minute % 15 or trust != "whole"
    ):
        return False
    wide = first.stop - first.begin == 4
    return (wide and first.clock.hour < 10) if trust == "running" else second.stop - second.begin == 4


def is_believed(first: Written, plain: str, trust: Trust, *, begun: bool) -> bool:
    """Whether a single time may be believed."""
    if first.plain:
        return True
    if first.form == "bare":
        return (trust == "whole" and not _is_part_of_more(plain, first)) or (
            begun and trust != "running" and first.clock.hour > 6
        )
    if first.form == "sloppy":
        return trust != "running"
    if first.form == "digits":
        return _is_single_of_digits(first, plain, trust)
    if first.form == "dot":
        wide = (
            plain[first.begin : first.begin + 1].isdigit()
            and 6 < first.clock.hour < 24
            and first.clock.minute % 5 == 0
        )
        return trust == "whole" or (trust == "edge" and wide)
    return trust == "whole" or (first.form == "hour" and trust == "edge" and first.clock.hour > 6)


def _is_part_of_more(plain: str, first: Written) -> bool:
    return plain[first.stop : first.stop + 2].lstrip()[:1] in {".", ")", "/", "'"} or first.clock.hour == 0


def _is_single_of_digits(first: Written, plain: str, trust: Trust) -> bool:
    digits = plain[first.begin : first.stop].strip()[:4]
    if trust == "running" or first.clock.minute % 5 or _DATE_LIKE.fullmatch(digits) or len(digits) < 4:
        return False
    return trust == "whole" or (
        digits[0] == "0" and plain[first.stop : first.stop + 1] in {" ", "\t", "-", "~", "\n"}
    )


def is_weak(written: Written) -> bool:
    return written.form in {"bare", "digits", "sloppy"} and written.clock.meridiem is None


def carry(start: Clock, end: Clock) -> tuple[Clock, Clock]:
    """The two with the meridiem that one of them lends the other: "12:30-1pm", "오후 3시~4시 50분"."""
    if start.meridiem is None and end.meridiem is not None and start.hour <= 12 and end.hour <= 12:
        for meridiem in (end.meridiem, "am" if end.meridiem == "pm" else "pm"):
            if with_meridiem(start, meridiem).minutes() < end.minutes():
                return with_meridiem(start, meridiem), end
    if end.meridiem is None and start.meridiem is not None and end.hour <= 12 and start.hour <= 12:
        for meridiem in (start.meridiem, "pm"):
            if with_meridiem(end, meridiem).minutes() > start.minutes():
                return start, with_meridiem(end, meridiem)
    return start, end
