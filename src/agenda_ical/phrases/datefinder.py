"""
The ways of writing a date, as patterns of the letters of ``datewords``, and the dates of a text by them.

A weak way ("3/12", "8. 9.", "22日") counts only beside a weekday, or where the text should be a date anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from agenda_ical.phrases.datewords import Pieces
from agenda_ical.phrases.folding import has_cjk
from agenda_ical.phrases.languages import words
from agenda_ical.phrases.partialdate import PartialDate, changed, same_years, shorter
from agenda_ical.regexes import regex

_WD = r"(?: ?\( ?[Ww]\.? ?(?:\)|[,/?·] ?x+\)))?"
_FORMS = {
    "ymd": r"(?P<y>[YRQ])(?: ?A ?|\.? ?[-/.] ?)(?P<m>n)(?: ?E ?|\.? ?[-/.] ?)(?P<d>n)(?: ?D)?\.?",
    "ymonthd": r"(?P<y>Y)A?,? ?(?:o )?(?P<M>[MB])\.?,? ?(?P<d>n)\.?",
    "ym": r"(?P<y>Y)(?: ?A ?| ?[-/.] ?)(?P<m>n) ?E",
    "md_cjk": r"(?P<m>n) ?E ?(?P<d>n)(?: ?D)?(?![:h])",
    "dmonthy": rf"(?P<d>n)\.?(?:{_WD}\.? ?(?:-|/|&|, ?)+ ?(?P<e>n)\.?)?{_WD}(?: ?o){{0,2}} ?-?(?P<M>[MB])\.?(?:[,-]? ?(?:o )?(?P<y>[YQ]))?",
    "monthdy": rf"(?P<M>[MB])\.?,? ?(?:o )?(?P<d>n)\.?(?:{_WD} ?(?:-|/|&)+ ?(?P<e>n)\.?(?! ?[MB]))?{_WD}(?:[,.]? ?(?:o )?(?P<y>[YQ]))?",
    "dmy_range": r"(?P<d>n)\.? ?- ?(?P<e>n)\.?[./] ?(?P<m>n)\.?[./-]? ?(?P<y>Y)",
    "dmy": r"(?P<d>n)(?:\.|\. |[-/]| / )(?P<m>n)(?:\.|\. |[-/]| / )(?P<y>Y)",
    "dmonth_yearshort": r"(?P<d>n)(?P<sep>[-/.])(?P<m>n)(?P=sep)(?P<two>[nz])",
    "monthy": r"(?P<M>[MB])\.?(?: ?[-/] ?(?P<M2>[MB])\.?)?,? ?(?:o )?(?P<y>[YQ])",
    "md_slash": r"(?P<d>n) ?/ ?(?P<m>n)",
    "dm_dots": r"(?P<d>n)\. ?(?P<m>n)\.?",
    "d_cjk": r"(?P<d>n) ?D",
    "compact": r"(?P<c>C)",
}
_STARTS = {
    "Y": ("ymd", "ymonthd", "ym"), "R": ("ymd",), "Q": ("ymd",), "C": ("compact",), "M": ("monthdy", "monthy"),
    "B": ("monthdy", "monthy"), "n": ("md_cjk", "dmonthy", "dmy_range", "dmy", "dmonth_yearshort", "md_slash", "dm_dots", "d_cjk"),
}  # fmt: skip
_WEAK = frozenset({"md_slash", "dm_dots", "d_cjk", "dmonth_yearshort"})
_LED_BY_WEEKDAY = regex(r"[WwB]\.?(?: ?\))?,?(?: ?[(/|?-])? *(?:o ?){0,2}\(?")
_WEEKDAY_AFTER = regex(r",? ?(?P<open>\()? ?(?P<w>[WwB])\.?(?(open)[^)(]{0,4}\)|(?![a-z]))")
_WEEKDAY_DAY = regex(r"(?P<w>[WwB])\.?,? ?(?:o )?\(?(?P<d>n)\.?(?:\)| (?![-&]? ?n)|$|[,*?]|(?=\n))(?! ?c)")
_ORDINAL = regex(r"(?:O ?(?P<a>[ns])(?![-.:/]n)|k?(?P<b>[ns])\.?[ -]?O|k ?(?P<c>n)[kD]|(?P<d>s) ?k|(?P<f>F))")
_PART = regex(r"[ ,:/-]*\(? ?(?P<p>p)\)?")
_TO = regex(r" ?(?:-|&|/)+ ?(?:o )?")
_MONTH_BEHIND = regex(r"B\.?,? ?(?:o )?n\.? ?(?:o )?[MB]")
_SHORT_END = regex(r"(?P<d>n)D?\.?(?: ?\( ?(?P<w>[Ww])\.? ?\))?(?! ?[:c.]|[nE/-])")
_GAP = regex(r"[-.,: ]+")
_EITHER_ORDER = frozenset({"dmy", "dm_dots", "md_slash", "dmonth_yearshort"})
_DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@cache
def _form(name: str) -> re.Pattern[str]:
    """The pattern of a way of writing dates, compiled when it is first met."""
    return re.compile(_FORMS[name])


def _is_day(month: int, day: int | None) -> bool:
    return 1 <= month <= 12 and (day is None or day <= _DAYS_OF_MONTH[month - 1])


class DateFinder:
    """The dates in the pieces of one text."""

    def __init__(self, pieces: Pieces, text: str, code: str, *, loose: bool) -> None:
        self.pieces, self.text, self.code, self.loose = pieces, text, code, loose
        self.shape = pieces.shape
        self.month_first = code == "en-us" or code.partition("-")[0] in words()["month_first"]

    def dates(self) -> Iterable[PartialDate]:
        at = 0
        while at < len(self.shape):
            found = self._at(at) if self.shape[at] in "YRQCMBnWwOsFk" else None
            if found is None:
                at += 1
                continue
            date, stop = found
            date, stop = self._with_part(date, stop)
            yield changed(date, stop=self.pieces.stops[stop - 1])
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
            core = (
                self._core(led.end(), weak=True)
                if self.shape[led.end() : led.end() + 1] in set("YRQCMBn")
                else None
            )
            if core is not None and (self.shape[at] != "B" or core[0].month is not None):
                date, stop = core
                if self.shape[stop : stop + 1] == ")":
                    stop += 1
                date = changed(date, weekday=self._weekday(at), begin=self.pieces.begins[at])
                return self._with_last(date, stop)
        if (day := _WEEKDAY_DAY.match(self.shape, at)) and not self._is_hour(day.end("d")):
            date = PartialDate(
                day=self.pieces.values[day.start("d")],
                weekday=self._weekday(at),
                begin=self.pieces.begins[at],
            )
            return date, day.end("d") + (self.shape[day.end("d") : day.end("d") + 1] == ".")
        if self.shape[at] == "B":
            return None
        if self.shape[at] == "W" or (
            self.loose and self.shape[at] == "w" and not self.shape.strip(" ()").strip("w.")
        ):
            return PartialDate(weekday=self._weekday(at), begin=self.pieces.begins[at]), at + 1
        return None

    def _is_hour(self, at: int) -> bool:
        """Whether "am" or "pm" stands at the piece *at*, or behind a blank there."""
        at += self.shape[at : at + 1] == " "
        if at >= len(self.shape):
            return False
        word = self.text[self.pieces.begins[at] : self.pieces.stops[at]].casefold()
        return word in words()["am"] or word in words()["pm"]

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
            return (
                (PartialDate(day=number, begin=self.pieces.begins[at]), match.end())
                if group == "a" and number <= 31
                else None
            )
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
        if (
            at
            and self.shape[at] == "n"
            and self.shape[at - 1] in "./:-"
            and at > 1
            and self.shape[at - 2] in "nzYt"
        ):
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
                date, stop = changed(date, weekday=self._weekday(weekday[0])), weekday[1]
            return changed(date, begin=self.pieces.begins[at]), stop
        return None

    def _goes_on(self, match: re.Match[str], name: str) -> bool:
        """Whether digits go on behind, so that this is a version, a time or a telephone number."""
        rest = self.shape[match.end() : match.end() + 2]
        if name in {"md_slash", "dm_dots", "dmonth_yearshort"} and (
            rest[:1] in {"/", "%", "z", "n", "t", "x"} or rest in {".n", ".z", "-n", "-z", ":n"}
        ):
            return True
        if name == "dm_dots":
            return (
                not match.group().endswith(".")
                and not self._weekday_behind(match.end())
                and self.pieces.values[match.start("d")] < 25
                and not self._stands_beside_ordinal()
            )
        if name == "d_cjk":
            return rest[:1] in {"x", "n"}
        return rest[:2] in {"/n", ".n"} and name in {"dmy", "ymd"}

    def _stands_beside_ordinal(self) -> bool:
        """Whether a heading that numbers its day has month and day with a dot between too: "2일차 (11. 29)"."""
        return self.loose and has_cjk(self.text) and _ORDINAL.search(self.shape) is not None

    def _weekday_behind(self, at: int) -> tuple[int, int] | None:
        match = _WEEKDAY_AFTER.match(self.shape, at)
        if match is None or (
            match["w"] != "W" and not match["open"] and not self._short_is_meant(match.start("w"))
        ):
            return None
        return match.start("w"), match.end()

    def _short_is_meant(self, at: int) -> bool:
        """Whether a short weekday without brackets is one: a single letter, or one with nothing else behind."""
        return (
            self.shape[at] == "B"
            or not self.shape[at + 1 :].strip(" .,)t-")
            or self.shape[at + 1 : at + 2] in ".,"
        )

    def _date(self, match: re.Match[str], name: str, weekday: tuple[int, int] | None) -> PartialDate | None:
        """The date that *match* of the form *name* says; None where there is no such day."""
        said = self._said(match)
        if name == "compact":
            year, month, day = said["c"]
            return PartialDate(year=year, month=month, day=day)
        year, month, day, end, ambiguous = said.get("y"), said.get("m"), said.get("d"), said.get("e"), False
        if name == "dmonth_yearshort":
            if not self._has_two_digits(match.start("two")):
                return None
            year = 2000 + said["two"]
        if name in _EITHER_ORDER:
            day, month, ambiguous = self._ordered(match, said["d"], said["m"], weekday)
        if name == "d_cjk":
            return PartialDate(day=day)
        if month is None or not _is_day(month, day) or (end is not None and end <= (day or 0)):
            return None
        last = None
        if end is not None or "M2" in said:
            last = PartialDate(year=year, month=said.get("M2", month), day=end)
        return PartialDate(year=year, month=month, day=day, ambiguous=ambiguous, last=last)

    def _said(self, match: re.Match[str]) -> dict[str, Any]:
        """The numbers of the groups of *match*; a month in letters is under ``m`` too."""
        said = {
            key: self.pieces.values[match.start(key)] for key, found in match.groupdict().items() if found
        }
        for key, target in (("M", "m"), ("M2", "M2")):
            if key in said:
                said[target] = said[key][0] if isinstance(said[key], tuple) else said[key]
        return said

    def _has_two_digits(self, at: int) -> bool:
        return self.pieces.stops[at] - self.pieces.begins[at] == 2

    def _ordered(
        self, match: re.Match[str], day: int, month: int, weekday: tuple[int, int] | None
    ) -> tuple[int, int, bool]:
        """Day and month of two numbers: the day first, but where a language or the numbers say otherwise."""
        dotted = "." in match.group()
        asian = "y" not in match.groupdict() and (
            self._is_asian(weekday[0]) if weekday is not None else dotted and has_cjk(self.text)
        )
        told = asian or (self.month_first and not (dotted and "y" in match.groupdict()))
        if (told or month > 12) and day <= 12:
            return month, day, not told and month <= 12 and month != day
        return day, month, not dotted and day <= 12 and month <= 12 and day != month

    def _is_asian(self, at: int) -> bool:
        return (
            self.pieces.stops[at] - self.pieces.begins[at] <= 3
            and self.pieces.shape[at] in "wW"
            and self._letter(at) >= "\u2e80"
        )

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
        if (
            (end is None or end[0].month is None)
            and weekday is None
            and (short := _SHORT_END.match(self.shape, at))
            and date.month is not None
        ):
            named = self._weekday(short.start("w")) if short["w"] else None
            end = (
                PartialDate(month=date.month, day=self.pieces.values[short.start("d")], weekday=named),
                short.end(),
            )
        if (
            end is None
            or end[0].day is None
            or (end[0].month is None and date.month is not None and weekday is None)
        ):
            return date, stop
        last = end[0]
        if last.month is not None and date.month is None:
            date = changed(date, month=last.month)
        found = same_years(date, changed(last, last=None), end[1])
        return (shorter(found[0]), found[1]) if found is not None else (date, stop)

    def _with_part(self, date: PartialDate, stop: int) -> tuple[PartialDate, int]:
        part = _PART.match(self.shape, stop)
        if part is None:
            return date, stop
        return changed(date, part=self.pieces.values[part.start("p")]), part.end()
