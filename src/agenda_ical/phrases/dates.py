"""Dates as people write them -> `PartialDate`: what is said of the day, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from attrs import frozen

from agenda_ical.phrases.datewords import Part, Pieces, date_names
from agenda_ical.phrases.folding import fold, narrow
from agenda_ical.phrases.languages import words

_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:(?P<full>(?:199|20\d)\d)(?![\d:]|[.,]\d{3})|(?<!\w)['`’‘](?P<short>\d\d)(?=[.\s/-]|년|$)|(?P<era>\d{1,3})\s?[年년])")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_HEADING = 160

_DAY = r"n(?:\.)?"
_WD = r"(?: ?\( ?[Ww]\.? ?(?:\)|[,/?·] ?x+\)))?"
_FORMS = {
    "ymd": r"(?P<y>[YRQ])(?:A ?|\.? ?[-/.] ?)(?P<m>n)(?:E ?|\.? ?[-/.] ?)(?P<d>n)D?\.?",
    "ymonthd": r"(?P<y>Y)A?,? ?(?:o )?(?P<M>[MB])\.?,? ?(?P<d>n)\.?",
    "ym": r"(?P<y>Y)(?:A ?| ?[-/.] ?)(?P<m>n)E",
    "md_cjk": r"(?P<m>n)E ?(?P<d>n)D?(?![:h])",
    "dmonthy": rf"(?P<d>n)\.?(?:{_WD}\.? ?(?:-|/|&|, ?)+ ?(?P<e>n)\.?)?{_WD}(?: ?o){{0,2}} ?-?(?P<M>[MB])\.?(?:[,-]? ?(?:o )?(?P<y>[YQ]))?",
    "monthdy": rf"(?P<M>[MB])\.?,? ?(?:o )?(?P<d>n)\.?(?:{_WD} ?(?:-|/|&)+ ?(?P<e>n)\.?(?! ?[MB]))?{_WD}(?:[,.]? ?(?:o )?(?P<y>[YQ]))?",
    "dmy_range": r"(?P<d>n)\.? ?- ?(?P<e>n)\.?[./] ?(?P<m>n)\.?[./-]? ?(?P<y>Y)",
    "dmy": r"(?P<d>n)(?:\.|\. |[-/]| / )(?P<m>n)(?:\.|\. |[-/]| / )(?P<y>Y)",
    "dmonth_yearshort": r"(?P<d>n)(?P<sep>[-/.])(?P<m>n)(?P=sep)(?P<two>[nz])",
    "monthy": r"(?P<M>[MB])\.?(?: ?[-/] ?(?P<M2>[MB])\.?)?,? ?(?:o )?(?P<y>[YQ])",
    "md_slash": r"(?P<d>n) ?/ ?(?P<m>n)",
    "dm_dots": r"(?P<d>n)\. ?(?P<m>n)\.?",
    "d_cjk": r"(?P<d>n)D",
    "compact": r"(?P<c>C)",
}
_STARTS = {
    "Y": ("ymd", "ymonthd", "ym"), "R": ("ymd",), "Q": ("ymd",), "C": ("compact",), "M": ("monthdy", "monthy"),
    "B": ("monthdy", "monthy"), "n": ("md_cjk", "dmonthy", "dmy_range", "dmy", "dmonth_yearshort", "md_slash", "dm_dots", "d_cjk"),
}  # fmt: skip
_WEAK = frozenset({"md_slash", "dm_dots", "d_cjk", "dmonth_yearshort"})
_LED_BY_WEEKDAY = re.compile(r"[WwB]\.?(?: ?\))?,?(?: ?[(/|?-])? *(?:o ?){0,2}\(?")
_WEEKDAY_AFTER = re.compile(r",? ?(?P<open>\()? ?(?P<w>[WwB])\.?(?(open)[^)(]{0,4}\)|(?![a-z]))")
_WEEKDAY_DAY = re.compile(r"(?P<w>[WwB])\.?,? ?(?:o )?\(?(?P<d>n)\.?(?:\)| (?![-&]? ?n)|$|[,*?]|(?=\n))(?! ?c)")
_ORDINAL = re.compile(r"(?:O ?(?P<a>[ns])(?![-.:/]n)|k?(?P<b>[ns])\.?[ -]?O|k ?(?P<c>n)[kD]|(?P<d>s) ?k|(?P<f>F))")
_PART = re.compile(r"[ ,:/-]*\(? ?(?P<p>p)\)?")
_TO = re.compile(r" ?(?:-|&|/)+ ?(?:o )?")
_MONTH_BEHIND = re.compile(r"B\.?,? ?(?:o )?n\.? ?(?:o )?[MB]")
_SHORT_END = re.compile(r"(?P<d>n)D?\.?(?: ?\( ?(?P<w>[Ww])\.? ?\))?(?! ?[:c.]|[nE/-])")
_GAP = re.compile(r"[-.,: ]+")


@frozen
class PartialDate:
    """
    What a text says of a date; what it does not say is None.

    ``weekday`` is 0 for Monday; ``ordinal`` the number of "Day 2"; ``ambiguous`` means that day and month could be
    the other way round; ``last`` is the end of a range. ``text[begin:stop]`` are the characters it takes.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    ordinal: int | None = None
    part: Part | None = None
    ambiguous: bool = False
    last: PartialDate | None = None
    begin: int = 0
    stop: int = 0

    def swapped(self) -> PartialDate:
        """The same with day and month exchanged, also at the end of its range."""
        last = self.last.swapped() if self.last is not None and self.last.ambiguous else self.last
        return _changed(self, month=self.day, day=self.month, last=last)


_FIELDS = ("year", "month", "day", "weekday", "ordinal", "part", "ambiguous", "last", "begin", "stop")
_VALUES = attrgetter(*_FIELDS)


def _changed(date: PartialDate, **changes: Any) -> PartialDate:
    """*date* with *changes*, at a third of what ``attrs.evolve`` takes."""
    return PartialDate(**{**dict(zip(_FIELDS, _VALUES(date), strict=True)), **changes})


def find_dates(text: str, language: str | None = None) -> tuple[PartialDate, ...]:
    """
    Every date in a running *text*; a number alone is none, and "3/12" or "8. 9." only beside a weekday.

    A weekday alone is found where it is written as a name; who calls decides whether it is a heading.
    """
    if not _may_hold(text):
        return ()
    return _find(text, _code(language), loose=False)


def whole_date(text: str, language: str | None = None) -> PartialDate | None:
    """The date that *text* is a heading of: a date, and nothing else but words such as "Programme for"."""
    if len(text) > _LONGEST_HEADING or not (_DIGIT.search(text) or _may_hold(text)):
        return None
    return _whole(text, _code(language))


def leading_date(text: str, language: str | None = None) -> PartialDate | None:
    """The date that *text* begins with, whatever follows."""
    if not _may_hold(text[:80]):
        return None
    for found in _find(text, _code(language), loose=False)[:1]:
        alone = found.day is None and found.ordinal is None
        goes_on = text[found.stop :].lstrip(" ")[:1].isalpha()
        if not _WORD.search(text, 0, found.begin) and _is_leading(found) and not (alone and goes_on):
            return found
    return None


def find_years(text: str) -> tuple[int, ...]:
    """The years that *text* names, 1990 to 2099: "2019", "'22", "令和3年", "民國109年", "114年"."""
    found = []
    for match in _YEAR.finditer(text):
        if match["full"]:
            found.append(int(match["full"]))
        elif match["short"]:
            found.append(2000 + int(match["short"]))
        elif (year := _era_year(text[: match.start()].rstrip(), int(match["era"]))) is not None:
            found.append(year)
    return tuple(year for year in found if 1990 <= year <= 2099)


def _era_year(before: str, number: int) -> int | None:
    for era, zero in words()["eras"].items():
        if before.endswith(era):
            return int(zero) + number
    return number + 1911 if number > 99 else None


@cache
def _form(name: str) -> re.Pattern[str]:
    """The pattern of a way of writing dates, compiled when it is first met."""
    return re.compile(_FORMS[name])


def _code(language: str | None) -> str:
    return (language or "").replace("_", "-").casefold()


def _is_leading(found: PartialDate) -> bool:
    return found.day is not None or found.ordinal is not None or found.weekday is not None


def _may_hold(text: str) -> bool:
    """Whether a date can stand in *text*: a digit, or a word that says a weekday or a numbered day."""
    if _DIGIT.search(text):
        return True
    if text.isascii():
        return not _telling().isdisjoint(text.casefold().replace(",", " ").replace(":", " ").replace("(", " ").replace(")", " ").split())
    return not _telling().isdisjoint(_WORD.findall(text.casefold())) or any(map(text.__contains__, _telling_cjk()))


@cache
def _telling() -> frozenset[str]:
    return frozenset(word.split("-")[0] for word, (letter, _) in date_names().letters.items() if letter in "WwBOF" or (letter == "s" and words_are_cjk(word)))


@cache
def _telling_cjk() -> tuple[str, ...]:
    return tuple(word for word, (letter, _) in date_names().letters.items() if letter in "WF" and word >= "\u2e80" and words_are_cjk(word))


def words_are_cjk(word: str) -> bool:
    """Whether *word* is written without blanks around it."""
    return "\u2e80" <= word[0] <= "\u9fff" or "\uac00" <= word[0] <= "\ud7a3"


@lru_cache(maxsize=4096)
def _whole(text: str, code: str) -> PartialDate | None:
    if fold(text).strip(" .()") in words()["not_dates"]:
        return None
    found = _find(text, code, loose=True)
    if not found:
        return None
    rest = text
    for one in reversed(found):
        rest = rest[: one.begin] + " " + rest[one.stop :]
    if not all(_is_filler(word) for word in _WORD.findall(fold(narrow(rest)))) or "?" in rest:
        return None
    whole = found[0]
    for one in found[1:]:
        merged = _merged(whole, one)
        if merged is None:
            return None
        whole = merged
    return _changed(whole, begin=0, stop=len(text))


def _is_filler(word: str) -> bool:
    return word in _fillers() or (word >= "\u2e80" and any(word == a + b for a in _fillers() for b in ("의", "の")))


@cache
def _fillers() -> frozenset[str]:
    table = words()
    said = [*table["fillers"], *table["when"], *table["date_joints"], *table["part_morning"], *table["part_afternoon"], *table["part_noon"], *table["part_evening"], *table["eras"]]
    return frozenset(piece for word in said for piece in _WORD.findall(word))


def _merged(first: PartialDate, second: PartialDate) -> PartialDate | None:
    """The two as one date, where they do not speak of the same thing: "Day 1" and "Thursday, 28 March"."""
    fields: dict[str, Any] = {}
    for name in ("year", "month", "day", "weekday", "ordinal", "part", "last"):
        one, other = getattr(first, name), getattr(second, name)
        if one is not None and other is not None and one != other:
            return None
        fields[name] = other if one is None else one
    return PartialDate(**fields, ambiguous=first.ambiguous or second.ambiguous, begin=first.begin, stop=second.stop)


def _find(text: str, code: str, *, loose: bool) -> tuple[PartialDate, ...]:
    names = date_names(code.partition("-")[0])
    finder = _Finder(Pieces(narrow(text), names), text, code, loose=loose)
    return tuple(_adjoined(finder.dates(), text))


def _adjoined(found: Iterable[PartialDate], text: str) -> Iterable[PartialDate]:
    """*found*, where a numbered day and the date beside it are one."""
    pending: PartialDate | None = None
    for one in found:
        if pending is None:
            pending = one
            continue
        apart = text[pending.stop : one.begin]
        joined = None if any(map(str.isalnum, apart)) or len(apart) > 5 or "\n\n" in apart else _beside(pending, one)
        if joined is None:
            yield pending
        pending = joined or one
    if pending is not None:
        yield pending


def _beside(first: PartialDate, second: PartialDate) -> PartialDate | None:
    if (first.ordinal is None) == (second.ordinal is None) and (first.day is None) == (second.day is None):
        return None
    return _merged(first, second)


class _Finder:
    """The dates in the pieces of one text."""

    def __init__(self, pieces: Pieces, text: str, code: str, *, loose: bool) -> None:
        self.pieces, self.text, self.code, self.loose = pieces, text, code, loose
        self.shape = pieces.shape
        self.cjk = code.partition("-")[0] in {"ko", "ja", "zh"}

    def dates(self) -> Iterable[PartialDate]:
        at = 0
        while at < len(self.shape):
            found = self._at(at) if self.shape[at] in "YRQCMBnWwOsFk" else None
            if found is None:
                at += 1
                continue
            date, stop = found
            date, stop = self._with_part(date, stop)
            yield _changed(date, stop=self.pieces.stops[stop - 1])
            at = stop

    def _at(self, at: int) -> tuple[PartialDate, int] | None:
        letter = self.shape[at]
        if letter == "B" and (core := self._core(at)) is not None and not _MONTH_BEHIND.match(self.shape, at):
            return self._with_last(*core)
        if letter in "WwB" and (found := self._of_weekday(at)) is not None:
            return found
        if letter in "OsFnk" and (found := self._ordinal(at)) is not None:
            return found
        core = self._core(at)
        return self._with_last(*core) if core is not None else None

    def _of_weekday(self, at: int) -> tuple[PartialDate, int] | None:
        """A date led in by its weekday, a weekday with a day of the month, or a weekday alone."""
        if led := _LED_BY_WEEKDAY.match(self.shape, at):
            core = self._core(led.end(), weak=True) if self.shape[led.end() : led.end() + 1] in set("YRQCMBn") else None
            if core is not None and (self.shape[at] != "B" or core[0].month is not None):
                date, stop = core
                if self.shape[stop : stop + 1] == ")":
                    stop += 1
                date = _changed(date, weekday=self._weekday(at), begin=self.pieces.begins[at])
                return self._with_last(date, stop)
        if (day := _WEEKDAY_DAY.match(self.shape, at)) and not self._is_hour(day.end("d")):
            date = PartialDate(day=self.pieces.values[day.start("d")], weekday=self._weekday(at), begin=self.pieces.begins[at])
            return date, day.end("d") + (self.shape[day.end("d") : day.end("d") + 1] == ".")
        if self.shape[at] == "B":
            return None
        if self.shape[at] == "W" or (self.loose and self.shape[at] == "w" and not self.shape.strip(" ()").strip("w.")):
            return PartialDate(weekday=self._weekday(at), begin=self.pieces.begins[at]), at + 1
        return None

    def _is_hour(self, at: int) -> bool:
        """Whether "am" or "pm" stands at or behind the piece *at*."""
        at += self.shape[at : at + 1] == " "
        return self.shape[at : at + 1] == "p" and self.pieces.values[at] in {"morning", "afternoon"} and self.shape[at - 1] != ")" and (
            self.text[self.pieces.begins[at] : self.pieces.stops[at]].casefold().replace(".", "") in words()["am"] + words()["pm"]
        )

    def _weekday(self, at: int) -> int:
        value = self.pieces.values[at]
        return int(value[1] if isinstance(value, tuple) else value)

    def _ordinal(self, at: int) -> tuple[PartialDate, int] | None:
        match = _ORDINAL.match(self.shape, at)
        if match is None:
            return None
        group = next(name for name in "abcdf" if match[name])
        number = self.pieces.values[match.start(group)]
        counted = group == "a" and self.shape[match.start("a")] == "n"
        if counted and self._core(match.start("a")) is not None and not self._date_follows(match.end()):
            return None
        if group == "b" and not self._is_ordinal(match):
            return None
        if not 1 <= number <= 14:
            return (PartialDate(day=number, begin=self.pieces.begins[at]), match.end()) if group == "a" and number <= 31 else None
        return PartialDate(ordinal=number, begin=self.pieces.begins[at]), match.end()

    def _date_follows(self, at: int) -> bool:
        """Whether a whole date stands behind the number at *at*: "Day 1. October 15th", "Tag 1 - 23.11.2016"."""
        gap = _GAP.match(self.shape, at)
        if gap is None or gap.end() >= len(self.shape):
            return False
        found = self._core(gap.end())
        return found is not None and found[0].day is not None

    def _is_ordinal(self, match: re.Match[str]) -> bool:
        """Whether a number in front of "day" counts days: "2nd day", "2. Tag", "첫째 날"; not "1 day workshop"."""
        at = match.start("b")
        written = self.text[self.pieces.begins[at] : self.pieces.stops[at]].casefold()
        if self.shape[at] == "s":
            return written not in words()["cardinals"]
        word = self.pieces.begins[match.end() - 1]
        return not written.isdigit() or "." in match.group() or self.text[word] >= "\u1100"

    def _core(self, at: int, *, weak: bool = False) -> tuple[PartialDate, int] | None:
        """A date without what stands around it; its weak forms where a weekday stands beside it, or if *weak*."""
        if at and self.shape[at] == "n" and self.shape[at - 1] in "./:-" and at > 1 and self.shape[at - 2] in "nzYt":
            return None
        for name in _STARTS.get(self.shape[at], ()):
            match = _form(name).match(self.shape, at)
            if match is None or self._goes_on(match, name):
                continue
            weekday = self._weekday_behind(match.end())
            if name in _WEAK and not (weak or weekday or self.loose):
                continue
            date = self._date(match, name, weekday)
            if date is None:
                continue
            stop = match.end()
            if weekday is not None:
                date, stop = _changed(date, weekday=self._weekday(weekday[0])), weekday[1]
            return _changed(date, begin=self.pieces.begins[at]), stop
        return None

    def _goes_on(self, match: re.Match[str], name: str) -> bool:
        """Whether digits go on behind, so that this is a version, a time or a telephone number."""
        rest = self.shape[match.end() : match.end() + 2]
        if name in {"md_slash", "dm_dots", "dmonth_yearshort"} and (rest[:1] in {"/", "%", "z", "n", "t", "x"} or rest in {".n", ".z", "-n", "-z", ":n"}):
            return True
        if name == "dm_dots":
            return not match.group().endswith(".") and not self._weekday_behind(match.end()) and self.pieces.values[match.start("d")] < 25
        if name == "d_cjk":
            return rest[:1] in {"x", "n"}
        return rest[:2] in {"/n", ".n"} and name in {"dmy", "ymd"}

    def _weekday_behind(self, at: int) -> tuple[int, int] | None:
        match = _WEEKDAY_AFTER.match(self.shape, at)
        if match is None or (match["w"] != "W" and not match["open"] and not self._short_is_meant(match.start("w"))):
            return None
        return match.start("w"), match.end()

    def _short_is_meant(self, at: int) -> bool:
        """Whether a short weekday without brackets is one: a single letter, or one with nothing else behind."""
        return self.shape[at] == "B" or not self.shape[at + 1 :].strip(" .,)t-") or self.shape[at + 1 : at + 2] in ".,"

    def _date(self, match: re.Match[str], name: str, weekday: tuple[int, int] | None) -> PartialDate | None:
        values, groups = self.pieces.values, match.groupdict()
        if name == "compact":
            year, month, day = values[match.start("c")]
            return PartialDate(year=year, month=month, day=day)
        get = {key: values[match.start(key)] for key, found in groups.items() if found and key != "sep"}
        month = get.get("m", get.get("M"))
        month = month[0] if isinstance(month, tuple) else month
        year = get.get("y", 2000 + get["two"] if get.get("two") is not None else None)
        if name == "dmonth_yearshort" and not self._has_two_digits(match.start("two")):
            return None
        day, end, ambiguous = get.get("d"), get.get("e"), False
        if name in {"dmy", "dm_dots", "md_slash", "dmonth_yearshort"}:
            day, month, ambiguous = self._ordered(match, day, month, weekday)
        if (month is not None and not 1 <= month <= 12) or (day is not None and end is not None and end <= day):
            return None
        if day is not None and month is not None and day > _DAYS_OF_MONTH[month - 1]:
            return None
        last = None
        if end is not None:
            last = PartialDate(year=year, month=month, day=end)
        elif "M2" in get:
            second = get["M2"]
            last = PartialDate(year=year, month=second[0] if isinstance(second, tuple) else second)
        return PartialDate(year=year, month=month, day=day, ambiguous=ambiguous, last=last)

    def _has_two_digits(self, at: int) -> bool:
        return self.pieces.stops[at] - self.pieces.begins[at] == 2

    def _ordered(self, match: re.Match[str], day: Any, month: Any, weekday: tuple[int, int] | None) -> tuple[int, int, bool]:
        """Day and month of two numbers: the day first, but where a language or the numbers say otherwise."""
        dotted = "." in match.group()
        asian = "y" not in match.groupdict() and (self.cjk or (weekday is not None and self._is_asian(weekday[0])))
        if (asian or self.code == "en-us" or (month > 12 and not dotted)) and day <= 12:
            return month, day, not asian and month <= 12 and month != day
        return day, month, not dotted and day <= 12 and month <= 12 and day != month

    def _is_asian(self, at: int) -> bool:
        return self.pieces.stops[at] - self.pieces.begins[at] <= 3 and self.pieces.shape[at] in "wW" and self._letter(at) >= "\u2e80"

    def _letter(self, at: int) -> str:
        return self.text[self.pieces.begins[at]]

    def _with_last(self, date: PartialDate, stop: int) -> tuple[PartialDate, int]:
        """*date* with the end of its range: "28 March - 2 April 2019", "8월 19(화)-21(목)"."""
        to = _TO.match(self.shape, stop)
        if to is None or date.last is not None or date.day is None or to.end() >= len(self.shape):
            return date, stop
        at = to.end()
        weekday = self._of_weekday(at) if self.shape[at] in "Ww" else None
        end = weekday or self._core(at)
        if (end is None or end[0].month is None) and weekday is None and (short := _SHORT_END.match(self.shape, at)) and date.month is not None:
            named = self._weekday(short.start("w")) if short["w"] else None
            end = PartialDate(month=date.month, day=self.pieces.values[short.start("d")], weekday=named), short.end()
        if end is None or end[0].day is None or (end[0].month is None and date.month is not None and weekday is None):
            return date, stop
        last = end[0]
        if last.month is not None and date.month is None:
            date = _changed(date, month=last.month)
        return _same_years(date, _changed(last, last=None), end[1]) or (date, stop)

    def _with_part(self, date: PartialDate, stop: int) -> tuple[PartialDate, int]:
        part = _PART.match(self.shape, stop)
        if part is None:
            return date, stop
        return _changed(date, part=self.pieces.values[part.start("p")]), part.end()


_DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _same_years(first: PartialDate, last: PartialDate, stop: int) -> tuple[PartialDate, int] | None:
    """The range of the two, each with the other's year where it has none; None where it would run backwards."""
    later = (last.month or 0, last.day or 0) > (first.month or 0, first.day or 0)
    if first.year is None and last.year is not None:
        first = _changed(first, year=last.year if later else last.year - 1)
    elif last.year is None and first.year is not None:
        last = _changed(last, year=first.year if later else first.year + 1)
    elif first.year is None and not later and (last.month or 0) == (first.month or 0):
        return None
    return _changed(first, last=last), stop
