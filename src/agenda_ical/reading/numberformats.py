"""
A number in a cell and its number format -> what a person reads there (ECMA-376, 18.8.30 and 18.8.31).

A date is written so that nothing of it is lost: a cell that shows "4-Jun" knows its year, and "03/04/26" knows which
of the two is the month. What is a day of the calendar beyond doubt stands as it is shown, any other as ISO 8601 has it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from attrs import frozen

from agenda_ical.regexes import regex

Shown: TypeAlias = Callable[[float], str]

GENERAL = "General"
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    **dict.fromkeys((27, 28, 29, 30, 31, 36, *range(50, 55), 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm"),
}  # fmt: skip
"""The formats that a file names by number only; those of East Asian offices by what they show."""

TOKEN = regex(
    r"""
    "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | _.? | \*.?
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General)
    | (?P<meridiem>AM/PM|A/P|上午/下午|오전/오후)
    | (?P<exponent>E[+-])
    | (?P<date>y+|m+|d+|h+|s+|g+|e+|b+|a{3,4})
    | (?P<digit>[0#?])
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
ELAPSED = regex(r"(h+|m+|s+)", re.IGNORECASE)
CONDITION = regex(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
CURRENCY = regex(r"\$([^-\]]*)")
FIRST_YEAR = 1950
"""Before it a date is a mere number that shows a weekday, or a time."""
LAST_SERIAL = 2_950_000
"""In the year 9976; offices count to 9999."""
MINUTES_PER_DAY = 24 * 60


@frozen
class Token:
    """A piece of a number format: what kind it is, and its text."""

    kind: str
    text: str


@frozen
class Section:
    """One of the parts of a format between its semicolons."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None = None

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its tokens."""
        return frozenset(token.kind for token in self.tokens)


def number_format(code: str, *, since_1904: bool = False) -> Shown:
    """How numbers are shown under the format *code*, dates counted from 1900 or from 1904."""
    sections = format_sections(code)
    shown = [_section_shown(section, since_1904=since_1904) for section in sections]

    def show(value: float) -> str:
        at = _chosen(sections, value)
        if at is None:
            return general(value)
        unsigned = at == 1 and sections[1].condition is None
        return shown[at](abs(value) if unsigned else value)

    return show


def text_format(code: str) -> tuple[str, str] | None:
    """What a format puts before and behind a text; None where it shows no text at all."""
    sections = format_sections(code)
    telling = [section for section in sections if any(token.text == "@" for token in section.tokens)]
    if not telling:
        return None if len(sections) > 3 and not sections[3].tokens else ("", "")
    pieces = [token.text for token in telling[-1].tokens]
    at = pieces.index("@")
    return "".join(pieces[:at]), "".join(piece for piece in pieces[at + 1 :] if piece != "@")


def general(value: float) -> str:
    """A number as it is shown where nothing else is said."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}"


def format_sections(code: str) -> list[Section]:
    """The parts of the format *code* between its semicolons, at most four."""
    parts: list[list[Token]] = [[]]
    conditions: list[tuple[str, float] | None] = [None]
    for found in TOKEN.finditer(code):
        token, condition = _token(found)
        if token == Token("other", ";"):
            parts.append([])
            conditions.append(None)
        elif condition is not None:
            conditions[-1] = condition
        elif token is not None:
            parts[-1].append(token)
    return [
        Section(_with_minutes(part), condition)
        for part, condition in zip(parts[:4], conditions, strict=False)
    ]


def _token(found: re.Match[str]) -> tuple[Token | None, tuple[str, float] | None]:
    kind, text = found.lastgroup or "", found[0]
    if kind == "bracket":
        return _bracket(found["bracket"])
    if kind in {"quoted", "escaped"}:
        return Token("literal", found[kind]), None
    if kind == "":
        return (Token("literal", " ") if text[0] == "_" else None), None
    return Token(kind, text), None


def _bracket(inner: str) -> tuple[Token | None, tuple[str, float] | None]:
    """Elapsed time, a condition, a currency; colours and languages show nothing."""
    if ELAPSED.fullmatch(inner):
        return Token("elapsed", inner.lower()), None
    if condition := CONDITION.fullmatch(inner):
        return None, (condition[1], float(condition[2]))
    if currency := CURRENCY.match(inner):
        if inner.upper().startswith("$-F400"):
            return Token("system-time", ""), None
        return (Token("literal", currency[1]) if currency[1] else None), None
    return None, None


def _with_minutes(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """*tokens*, with an ``m`` behind hours or before seconds told from that of a month."""
    timed = [k for k, token in enumerate(tokens) if _unit(token) in {"h", "m", "s"}]
    minutes = set()
    for before, at, behind in zip([None, *timed], timed, [*timed[1:], None], strict=False):
        near = (before is not None and _unit(tokens[before]) == "h") or (
            behind is not None and _unit(tokens[behind]) == "s"
        )
        if tokens[at].kind == "date" and _unit(tokens[at]) == "m" and len(tokens[at].text) < 3 and near:
            minutes.add(at)
    return tuple(Token("minutes", token.text) if k in minutes else token for k, token in enumerate(tokens))


def _unit(token: Token) -> str:
    return token.text[:1].lower() if token.kind in {"date", "elapsed"} else ""


def _chosen(sections: Sequence[Section], value: float) -> int | None:
    """Which section shows *value*: by the conditions that are written, else by its sign."""
    if any(section.condition for section in sections[:2]):
        for at, section in enumerate(sections[:3]):
            if section.condition is None or _holds(section.condition, value):
                return at
        return None
    if len(sections) > 2 and value == 0:
        return 2
    return 1 if len(sections) > 1 and value < 0 else 0


def _holds(condition: tuple[str, float], value: float) -> bool:
    sign, limit = condition
    return {
        "<": value < limit, ">": value > limit, "=": value == limit,
        "<=": value <= limit, ">=": value >= limit, "<>": value != limit,
    }[sign]  # fmt: skip


def _section_shown(section: Section, *, since_1904: bool) -> Shown:
    kinds = section.kinds
    if kinds & {"date", "minutes", "elapsed", "meridiem", "system-time"}:
        return lambda value: _date_shown(section.tokens, value, since_1904=since_1904)
    if "exponent" in kinds or any(token.text in {"/", "@"} for token in section.tokens):
        return general
    if "general" in kinds:
        pieces = [None if token.kind == "general" else token.text for token in section.tokens]
        return lambda value: "".join(general(value) if piece is None else piece for piece in pieces).strip()
    return lambda value: _digits_shown(section.tokens, value)


# Dates and times


def _date_shown(tokens: Sequence[Token], value: float, *, since_1904: bool) -> str:
    if not 0 <= value < LAST_SERIAL:
        return general(value)
    minutes = round(value * MINUTES_PER_DAY)
    units = {_unit(token) for token in tokens if token.kind == "date"} - {"h", "s"}
    hours = [token for token in tokens if token.kind in {"elapsed", "minutes", "meridiem", "system-time"}]
    timed = bool(hours) or any(_unit(token) in {"h", "s"} for token in tokens)
    if not units:
        return _time_shown(tokens, minutes)
    day = serial_to_date(int(value if not timed else minutes // MINUTES_PER_DAY), since_1904=since_1904)
    if day.year < FIRST_YEAR and units == {"d"}:
        return calendar.day_name[(int(value) + 5) % 7]  # 1 is a Sunday to them
    shown = _as_shown(tokens, day) if not timed else None
    told = shown or day.isoformat()
    return f"{told} {_time_shown(tokens, minutes % MINUTES_PER_DAY)}" if timed else told


def serial_to_date(days: int, *, since_1904: bool = False) -> date:
    """The date that a workbook counts as *days*; those from 1900 have a 29 February 1900, which never was."""
    if since_1904:
        return date(1904, 1, 1) + timedelta(days=days)
    return date(1899, 12, 31 if days < 60 else 30) + timedelta(days=days)


def _as_shown(tokens: Sequence[Token], day: date) -> str | None:
    """A date as its format shows it, where that is year, month and day in numbers; else None."""
    written = [token for token in tokens if token.kind == "date"]
    lengths = [len(token.text) for token in written]
    if [_unit(token) for token in written] != ["y", "m", "d"] or lengths[0] < 3 or max(lengths[1:]) > 2:
        return None
    numbers = {"y": day.year, "m": day.month, "d": day.day}
    pieces = [
        f"{numbers[_unit(token)]:0{len(token.text)}}" if token.kind == "date" else token.text
        for token in tokens
    ]
    return "".join(pieces).strip()


def _time_shown(tokens: Sequence[Token], minutes: int) -> str:
    """A time of the day or a length, to the minute: no programme counts seconds."""
    elapsed = [_unit(token) for token in tokens if token.kind == "elapsed"]
    if elapsed[:1] in (["m"], ["s"]):
        return f"{minutes} min"
    hours, minute = divmod(minutes, 60)
    if elapsed:
        return f"{hours}:{minute:02}"
    hours %= 24
    if any(token.kind == "meridiem" for token in tokens):
        return f"{hours % 12 or 12}:{minute:02} {'AM' if hours < 12 else 'PM'}"
    width = max((len(token.text) for token in tokens if _unit(token) == "h"), default=1)
    return f"{hours:0{min(width, 2)}}:{minute:02}"


# Numbers


def _digits_shown(tokens: Sequence[Token], value: float) -> str:
    """A number in the digits that its format has room for, with the words around and between them."""
    at = [k for k, token in enumerate(tokens) if token.kind == "digit"]
    if not at:
        words = "".join(token.text for token in tokens)
        return words.strip()
    point = next((k for k in range(at[0], len(tokens)) if tokens[k].text == "."), None)
    whole = [k for k in at if point is None or k < point]
    behind = [k for k in at if point is not None and k > point]
    percents = sum(token.text == "%" for token in tokens)
    digits, _, fraction = f"{abs(value) * 100**percents:.{len(behind)}f}".partition(".")
    filled = _fill_whole(tokens, whole, digits.lstrip("0"))
    filled |= _fill_fraction(tokens, behind, fraction)
    pieces = [filled.get(k, "" if token.text == "," else token.text) for k, token in enumerate(tokens)]
    if point is not None and not any(filled.get(k) for k in behind):
        pieces[point] = ""
    return ("-" if value < 0 else "") + "".join(pieces).strip()


def _fill_whole(tokens: Sequence[Token], whole: Sequence[int], digits: str) -> dict[int, str]:
    """The digits before the point, from the right; the first spot takes what is left."""
    grouped = any(tokens[k].text == "," for k in range(whole[0], whole[-1])) if whole else False
    filled = {}
    rest = digits
    for spot, k in enumerate(reversed(whole)):
        last = spot == len(whole) - 1
        take = rest if last else rest[-1:]
        rest = "" if last else rest[:-1]
        filled[k] = take or ("0" if tokens[k].text == "0" else "")
    if grouped:
        total = "".join(filled[k] for k in whole)
        filled = dict.fromkeys(whole, "")
        filled[whole[0]] = f"{int(total or 0):,}" if total else ""
    return filled


def _fill_fraction(tokens: Sequence[Token], behind: Sequence[int], fraction: str) -> dict[int, str]:
    """The digits behind the point; a spot that may be empty shows no closing zero."""
    filled = dict(zip(behind, fraction, strict=False))
    for k in reversed(behind):
        if tokens[k].text == "0" or filled[k] != "0":
            break
        filled[k] = ""
    return filled
