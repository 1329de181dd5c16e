"""
Times of the day as people write them -> `TimeSpan`.

``whole_time`` is for a text that should be nothing but a time (a cell), and reads the loosest forms; ``leading_time``
and ``trailing_time`` want a time that is written plainly at the text's edge; ``find_times`` only what is a time anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from attrs import evolve, frozen

from agenda_ical.phrases.clocks import Clock, Written, clock_at, meridiems, next_clock
from agenda_ical.phrases.durations import find_minutes, minutes_at, whole_minutes
from agenda_ical.phrases.folding import fold, narrow
from agenda_ical.phrases.languages import words
from agenda_ical.phrases.ranges import Trust, carry, is_believed, is_range, is_weak
from agenda_ical.phrases.vocabulary import Vocabulary
from agenda_ical.phrases.zonedtimes import LOCAL, UNIVERSAL
from agenda_ical.regexes import regex

__all__ = [
    "Clock", "TimeSpan", "find_minutes", "find_times", "is_meridiem", "leading_time", "trailing_time", "whole_minutes", "whole_time",
]  # fmt: skip

_PLAIN = regex(r"(\d{1,2}):([0-5]\d)(?:\s?[-–~—∼]\s?(\d{1,2}):([0-5]\d))?")
_DIGIT = regex(r"\d")
_MORE_ZONES = (
    "ET", "PT", "CT", "AET", "ACST", "ACDT", "MYT", "WITA", "PKT", "GST", "ART", "CLT", "COT", "EAT", "WAT", "CAT", "TPE",
)  # fmt: skip
"""What zones are called too, and other things as well: behind a time they can be nothing else."""
_ZONE = regex(
    rf"\s?[(\[]?(?:(?:{'|'.join(UNIVERSAL)})\s?(?:[+-]\s?\d{{1,2}}(?::?\d\d)?)?|\+\d\d:\d\d|Z(?!\w)"
    rf"|{'|'.join((*LOCAL, *_MORE_ZONES))})(?![\w])[)\]]?"
)
_DASH = regex(r"\s*(?:[-~]+>?|ー|–)\s*")
_PIPE = regex(r"\s*(?:\|+|[-~|:]*\n\s*[-~|]*|…+|\.\.\.?)\s*|\s+")
_OPEN_DASH = regex(r"\s?~(?!\s*\d)|--+(?!\s*\d)|-(?=\s|$)(?!\s*\d)")
_OPEN_END = regex(r"\s*[-~]+>?\s*")
_OPEN_LEAD = regex(r"\s*[-~]?\s*")
_UNTIL_DASH = regex(r"\s*[-~]+\s*(?=\d)")
_BLANKS = regex(r"[\s:]*")
_MARK = regex(r"\s*[,(]?\s*")
_REST = regex(r"\s*[/(|,\n]\s*")
_LED_IN = regex(r"[\s*_(\[{<|•·◦▪■□●○※◇◆▶▷✓✔★☆◎+>\"'#🕐🕘⏰⏱-]*")
_FILLER = regex(r"[\s*†‡.,;:)\]}_|>\"'#¹²³-]*")
_PAIRS = {"(": ")", "[": "]", "*": "*", "<": ">", "{": "}", "_": "_"}
_LONGEST_CELL = 90
_LEAD = 40


@frozen
class TimeSpan:
    """
    What a text says about when something happens: ``text[begin:stop]``, with its brackets and its stated length.

    ``open`` is an end that the text leaves open ("18:45 ~", "from 18:00"); ``minutes`` a stated length ("(40')").
    """

    start: Clock | None
    end: Clock | None = None
    open: bool = False
    minutes: int | None = None
    begin: int = 0
    stop: int = 0


def whole_time(text: str) -> TimeSpan | None:
    """
    The time or range that *text* is, with nothing else beside it; None for any other text.

    Bare hours ("9-10"), dots ("9.30") and four digits ("0900-1000") are times here.
    """
    if len(text) > _LONGEST_CELL:
        return None
    return _whole_time(text)


def is_meridiem(text: str) -> bool:
    """Whether *text* says am or pm, and nothing else: "PM", "오후"."""
    return len(text) < 12 and "".join(narrow(text).casefold().split()) in meridiems()


def leading_time(text: str) -> TimeSpan | None:
    """
    The time that *text* begins with, if plainly one: "13:00-14:00 Registration", "9h30 Welcome"; not "3 ways to".

    A dash with blanks around it parts the time from what follows and is not taken.
    """
    if not _DIGIT.search(text, 0, _LEAD):
        return None
    return _leading_time(text)


_COLON_BEHIND = regex(r"^(\D{0,12}\d{1,2}(?:[.:]\d\d)?):(?=\s)")
"""A colon that parts a time from what follows: "ore 9.30: Saluti"."""


@lru_cache(maxsize=8192)
def _leading_time(text: str) -> TimeSpan | None:
    plain = _COLON_BEHIND.sub(r"\1 ", narrow(text), count=1)
    led = _LED_IN.match(plain)
    position = led.end() if led else 0
    span = _span_at(plain, position, "edge")
    return _with_brackets(span, plain, 0) if span is not None else None


def trailing_time(text: str) -> TimeSpan | None:
    """The time that *text* ends with, if plainly one: "Gala dinner 8:00 pm", "환영사 (15:00~15:10)"."""
    if not _DIGIT.search(text, max(0, len(text) - _LEAD)):
        return None
    plain = narrow(text)
    for span in reversed(_spans(plain)):
        if not _FILLER.fullmatch(plain, span.stop):
            return None
        return evolve(_with_brackets(span, plain, span.begin), stop=len(text))
    return None


def find_times(text: str) -> tuple[TimeSpan, ...]:
    """Every time that is plainly written in *text*, in order."""
    if not _DIGIT.search(text):
        return ()
    return tuple(_spans(narrow(text)))


@lru_cache(maxsize=8192)
def _whole_time(text: str) -> TimeSpan | None:
    if match := _PLAIN.fullmatch(text):
        first, second, third, fourth = match.groups()
        if int(first) < 24 and (third is None or int(third) < 24):
            end = Clock(int(third), int(fourth)) if third else None
            return TimeSpan(Clock(int(first), int(second)), end, stop=len(text))
    if not _DIGIT.search(text):
        return _named_time(text)
    plain = narrow(text)
    led = _LED_IN.match(plain)
    position = led.end() if led else 0
    span = _until(plain, position) or _span_at(plain, position, "whole")
    if span is None or not (_FILLER.fullmatch(plain, span.stop) or _is_second_zone(plain, span.stop)):
        return None
    return evolve(span, begin=0, stop=len(text))


def _named_time(text: str) -> TimeSpan | None:
    """Noon, midnight, written in words."""
    if len(text) > 20:
        return None
    folded = fold(text)
    named = clock_at(folded, 0)
    return TimeSpan(named.clock, stop=len(text)) if named is not None and named.stop == len(folded) else None


def _until(plain: str, position: int) -> TimeSpan | None:
    """A text that tells only an end: "~ 12:00", "until 18:00"."""
    word = _words().until.at(plain, position)
    dash = _UNTIL_DASH.match(plain) if word < 0 else None
    begun = dash.end() if dash else word
    end = clock_at(plain, _past(plain, begun)) if begun > 0 else None
    if end is None or is_weak(end):
        return None
    return TimeSpan(None, end.clock, begin=position, stop=_after_zone(plain, end.stop))


def _is_second_zone(plain: str, position: int) -> bool:
    """Whether the rest is the same time in another zone: "/ 02:00 CET"."""
    rest = _REST.match(plain, position)
    other = _span_at(plain, rest.end(), "whole") if rest else None
    return (
        other is not None
        and _ZONE.search(plain, position) is not None
        and _FILLER.fullmatch(plain, other.stop) is not None
    )


def _spans(plain: str) -> list[TimeSpan]:
    """The times of a running text."""
    found: list[TimeSpan] = []
    position = 0
    while (written := next_clock(plain, position)) is not None:
        span = _span_at(plain, written.begin, "running")
        if span is None:
            position = max(written.stop, position + 1)
            continue
        span = _with_lead(span, plain, position)
        found.append(span)
        position = span.stop
    return found


def _with_lead(span: TimeSpan, plain: str, floor: int) -> TimeSpan:
    """*span* with the word in front of it: "from 18:00", "at 8 pm", "until 12:00"."""
    known = _words()
    if span.end is None and (begin := known.until.before(plain, span.begin, floor)) >= 0:
        return evolve(span, start=None, end=span.start, open=False, begin=begin)
    if (begin := known.begun.before(plain, span.begin, floor)) >= 0:
        return evolve(span, open=span.open or span.end is None, begin=begin)
    if (begin := known.at.before(plain, span.begin, floor)) >= 0:
        return evolve(span, begin=begin)
    return span


class _Words(NamedTuple):
    """The words around a clock."""

    begun: Vocabulary
    at: Vocabulary
    until: Vocabulary
    to: Vocabulary
    onwards: Vocabulary
    ends: Vocabulary


@cache
def _words() -> _Words:
    table = words()
    return _Words(
        begun=Vocabulary(table["from"]),
        at=Vocabulary(table["at"]),
        until=Vocabulary(table["until"]),
        to=Vocabulary(table["to"] + table["until"]),
        onwards=Vocabulary(table["onwards"]),
        ends=Vocabulary(table["ends"]),
    )


def _led(plain: str, position: int) -> tuple[int, bool] | None:
    """Where a clock may begin behind "from", "at", "Time:", and whether the word is one of beginning."""
    begun = _words().begun.at(plain, position)
    stop = begun if begun > 0 else _words().at.at(plain, position)
    if stop < 0:
        return None
    stop = _past(plain, stop)
    also = _words().at.at(plain, stop)
    return (_past(plain, also) if also > 0 else stop), begun > 0


def _past(plain: str, position: int) -> int:
    """The place behind blanks and colons."""
    found = _BLANKS.match(plain, position)
    return found.end() if found else position


def _span_at(plain: str, position: int, trust: Trust) -> TimeSpan | None:
    """The time or range at *position* that may be believed at this place."""
    first = clock_at(plain, position)
    begun = False
    if first is None and trust != "running" and (led := _led(plain, position)) is not None:
        first, begun = clock_at(plain, led[0]), led[1]
    if first is None:
        return None
    after = _after_zone(plain, first.stop)
    second = _second(plain, after, first, trust)
    if second is not None:
        start, end = carry(first.clock, second.clock)
        stop = _after_zone(plain, second.stop)
        stop = max(stop, _words().ends.at(plain, _past(plain, stop)))
        return _with_length(TimeSpan(start, end, begin=position, stop=stop), plain, trust)
    if not is_believed(first, plain, trust, begun=begun):
        return None
    span = _with_length(TimeSpan(first.clock, begin=position, stop=after), plain, trust)
    open_until = _open_until(plain, span.stop, trust)
    return evolve(span, open=begun or open_until is not None, stop=open_until or span.stop)


def _second(plain: str, position: int, first: Written, trust: Trust) -> Written | None:
    """The end of a range that begins with *first*, if the two together are one."""
    for connector, joined in _connectors(plain, position, first, trust):
        second = clock_at(plain, connector)
        if second is not None and is_range(first, second, plain, trust, joined=joined):
            return second
    return None


def _connectors(plain: str, position: int, first: Written, trust: Trust) -> Iterable[tuple[int, bool]]:
    """Where an end may begin, and whether a dash or a word says so (a mere blank or line break does not)."""
    if dash := _DASH.match(plain, position):
        yield dash.end(), True
    elif (to := _words().to.at(plain, _past_mark(plain, position))) > 0:
        yield _past(plain, to), True
    if trust != "running" and first.form == "colon" and (blank := _PIPE.match(plain, position)):
        yield blank.end(), False


def _after_zone(plain: str, position: int) -> int:
    zone = _ZONE.match(plain, position)
    return zone.end() if zone and position < len(plain) else position


def _past_mark(plain: str, position: int) -> int:
    """The place behind blanks, and a comma or bracket among them."""
    found = _MARK.match(plain, position)
    return found.end() if found else position


def _with_length(span: TimeSpan, plain: str, trust: Trust) -> TimeSpan:
    if not _DIGIT.search(plain, span.stop, span.stop + 8):
        return span
    found = minutes_at(plain, span.stop, bare=trust == "whole" or plain[span.stop : span.stop + 1] == ",")
    return evolve(span, minutes=found[0], stop=found[1]) if found else span


def _open_until(plain: str, position: int, trust: Trust) -> int | None:
    """Where an open end stops that begins at *position*: "~", "--", "부터", "onwards"; None where none does."""
    at = _OPEN_LEAD.match(plain, position)
    begin = at.end() if at else position
    stop = _words().onwards.at(plain, begin)
    if stop > 0 and (plain[begin] >= "\u1100" or not plain[stop:].strip(" )].,;") or plain[stop] in ",.;)\n"):
        more = _OPEN_END.match(plain, stop)
        return more.end() if more and not _DIGIT.match(plain, more.end()) else stop
    dash = (_OPEN_END if trust == "whole" else _OPEN_DASH).match(plain, position)
    return (
        dash.end() if dash and dash.group().strip() and (trust != "running" or "~" in dash.group()) else None
    )


def _with_brackets(span: TimeSpan, plain: str, floor: int) -> TimeSpan:
    """*span* with the brackets or asterisks around it, and all that stands between it and *floor*."""
    begin, stop = span.begin, span.stop
    if floor == begin:
        while begin > 0 and plain[begin - 1] in "([{*_ \t":
            begin -= 1
    opened = plain[min(begin, floor) : span.begin]
    while stop < len(plain) and plain[stop] in {_PAIRS[mark] for mark in opened if mark in _PAIRS}:
        stop += 1
    return evolve(span, begin=min(begin, floor), stop=stop)
