"""What people write in programmes, one line a case: ``phrases/times.txt``, ``phrases/dates.txt``, ``phrases/words.txt``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda_ical.phrases.clocks import Clock
from agenda_ical.phrases.compiling import FOLDER, compile_languages, read_languages
from agenda_ical.phrases.dates import PartialDate, find_dates, find_years, leading_date, whole_date
from agenda_ical.phrases.folding import fold, narrow
from agenda_ical.phrases.languages import lexicon, words
from agenda_ical.phrases.times import (
    TimeSpan,
    find_minutes,
    find_times,
    leading_time,
    trailing_time,
    whole_minutes,
    whole_time,
)

CASES = Path(__file__).parent / "phrases"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def cases(name: str) -> list[object]:
    """The lines of a file of cases, each with the function that its section names."""
    section, found = "", []
    for line in (CASES / name).read_text("utf-8").splitlines():
        if line.startswith("== "):
            section = line[3:].partition(":")[0].strip()
        elif "  =>  " in line:
            text, expected = line.replace("⏎", "\n").split("  =>  ")
            found.append(pytest.param(section, text, expected.strip(), id=f"{section}: {line}"))
    return found


def said_clock(clock: Clock) -> str:
    return f"{clock.minutes() // 60:02}:{clock.minutes() % 60:02}"


def said_time(span: TimeSpan | None) -> str:
    """A span in the notation of ``times.txt``."""
    if span is None:
        return "nothing"
    start, end = (said_clock(clock) if clock else "" for clock in (span.start, span.end))
    told = f"{start} – {end}" if start and end else start or f"… {end}"
    return told + (" …" if span.open else "") + (f" ({span.minutes})" if span.minutes else "")


def said_rest(text: str, span: TimeSpan | None) -> str:
    """A span, and what is left of *text* beside it."""
    if span is None:
        return "nothing"
    return f"{said_time(span)} | {(text[: span.begin] + text[span.stop :]).strip()}"


def said_date(date: PartialDate | None) -> str:
    """A date in the notation of ``dates.txt``."""
    if date is None:
        return "nothing"
    told = [f"day {date.ordinal}"] if date.ordinal else []
    told += [WEEKDAYS[date.weekday]] if date.weekday is not None else []
    if date.year or date.month or date.day:
        month = f"{date.month:02}" if date.month else "?"
        day = f"{date.day:02}" if date.day and date.month else str(date.day or "?")
        told.append(f"{date.year or '?'}-{month}-{day}")
    told += [date.part] if date.part else []
    told += ["or swapped"] if date.ambiguous else []
    told += [f"… {said_date(date.last).removesuffix(' or swapped')}"] if date.last else []
    return " ".join(told)


def minutes_in(text: str) -> str:
    found = find_minutes(text)
    return str(found[0]) if found else "nothing"


def together(told: Iterator[str]) -> str:
    return ", ".join(told) or "nothing"


TIMES: dict[str, Callable[[str], str]] = {
    "whole": lambda text: said_time(whole_time(text)),
    "leading": lambda text: said_rest(text, leading_time(text)),
    "trailing": lambda text: said_rest(text, trailing_time(text)),
    "running": lambda text: together(map(said_time, find_times(text))),
    "minutes": minutes_in,
    "length": lambda text: str(whole_minutes(text) or "nothing"),
}
DATES: dict[str, Callable[[str], str]] = {
    "whole": lambda text: said_date(whole_date(text)),
    "leading": lambda text: said_date(leading_date(text)),
    "running": lambda text: together(map(said_date, find_dates(text))),
    "years": lambda text: together(map(str, find_years(text))),
}
LEXICON = lexicon()
WORDS: dict[str, Callable[[str], str]] = {
    "headers": lambda text: " ".join(sorted(LEXICON.header_roles(text))) or "nothing",
    "kinds": lambda text: LEXICON.kind_of(text) or "nothing",
    "roles": lambda text: LEXICON.role_of(text) or "nothing",
    "placeholders": lambda text: "yes" if LEXICON.is_placeholder(text) else "no",
    "generic": lambda text: "yes" if LEXICON.is_generic(text) else "no",
    "distractors": lambda text: "yes" if LEXICON.is_distractor(text) else "no",
    "links": lambda text: "yes" if LEXICON.is_link_label(text) else "no",
    "parts": lambda text: "yes" if LEXICON.is_part_label(text) else "no",
    "places": lambda text: LEXICON.place_after_label(text) or "nothing",
}


@pytest.mark.parametrize(("section", "text", "expected"), cases("times.txt"))
def test_times(section, text, expected):
    """A time is read as it is written, and what is no time is none."""
    assert TIMES[section](text) == expected


@pytest.mark.parametrize(("section", "text", "expected"), cases("dates.txt"))
def test_dates(section, text, expected):
    """A date tells what is written of it and no more, and what is no date is none."""
    assert DATES[section](text) == expected


@pytest.mark.parametrize(("section", "text", "expected"), cases("words.txt"))
def test_words(section, text, expected):
    """A word of programmes is known in each language, and a title that merely contains it is a title."""
    assert WORDS[section](text) == expected


def test_languages_have_the_same_keys():
    """Every language answers the same questions."""
    keys = {
        code: {
            (key, *value) if isinstance(value, dict) and key != "eras" else (key,)
            for key, value in table.items()
        }
        for code, table in read_languages().items()
    }

    assert set(keys) == {"de", "en", "es", "fr", "it", "ja", "ko", "pt", "zh"}
    assert all(table == keys["en"] for table in keys.values())


def test_languages_name_every_month_and_weekday():
    """Lists that count have as many places as there are months, and days of a week."""
    for code, table in read_languages().items():
        lengths = {name: len(table[name]) for name in ("weekdays", "short_weekdays", "months", "numbers")}

        assert lengths == {"weekdays": 7, "short_weekdays": 7, "months": 12, "numbers": 7}, code


def test_compiled_words_are_current():
    """The table that is loaded says what the languages' files say: run ``python .ci/generate_names.py --words``."""
    compiled = json.loads((FOLDER.parent / "words.json").read_text("utf-8"))

    assert compiled == compile_languages(read_languages())


def test_every_word_is_folded():
    """Words are compared folded, so they are stored folded."""
    headers = words()["headers"]

    assert [word for word in headers if fold(word) != word] == []


def test_language_hint_decides():
    """Where languages disagree about a word, the hinted one wins; an unknown hint changes nothing."""
    hints = words()["hints"]
    code, word = next((code, word) for code, found in hints.items() for word in found["headers"])

    assert lexicon(code).header_roles(word) == frozenset(hints[code]["headers"][word].split())
    assert lexicon("xx") is lexicon()
    assert lexicon(f"{code.upper()}-AT") is lexicon(code)


def test_language_says_which_number_is_the_month():
    """Two numbers are day and month, but month and day where the language writes so."""
    assert said_date(whole_date("08/07/2024", "de")) == "2024-07-08 or swapped"
    assert said_date(whole_date("08/07/2024", "en-US")) == "2024-08-07"
    assert said_date(whole_date("8/7", "ko")) == "?-08-07"


def test_swapped_date():
    """A date that could be read the other way round can be turned, with its range."""
    date = whole_date("12/03/2019 - 13/03/2019")

    assert date is not None
    assert (date.swapped().month, date.swapped().day) == (12, 3)


def test_meridiem_is_kept_as_written():
    """A clock keeps the hour that is written, so that who reads "12:00 am" can doubt it."""
    span = whole_time("12:00 am")

    assert span is not None
    assert span.start == Clock(12, 0, "am")


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 23), st.integers(0, 59))
def test_ranges_in_every_dress(hour, minute, later, after):
    """A range is the same whatever stands between its ends and around it."""
    first, second = f"{hour:02}:{minute:02}", f"{later:02}:{after:02}"
    for dash in ("-", " - ", "–", " ~ ", "〜", " bis ", " to ", "\n–\n"):
        for dress in ("{}", "({})", "[{}]", "**{}**", " {} "):
            assert said_time(whole_time(dress.format(f"{first}{dash}{second}"))) == f"{first} – {second}"


@given(st.text(max_size=60))
def test_spans_lie_within_the_text(text):
    """Whatever is found stands in the text, in order, and nothing raises."""
    found = [*find_times(text), *filter(None, (leading_time(text), trailing_time(text), whole_time(text)))]

    assert all(0 <= span.begin <= span.stop <= len(text) for span in found)
    assert all(0 <= date.begin < date.stop <= len(text) for date in find_dates(text))
    assert len(narrow(text)) == len(text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40), st.sampled_from(["  ", " ", "　"]))
def test_folding_is_stable(text, blank):
    """Folding twice is folding once, and blanks around a text do not matter."""
    assert fold(fold(text)) == fold(text)
    assert fold(f"{blank}{text}{blank}") == fold(text)


def test_no_language_words_in_code():
    """Words of languages live in TOML: no Korean, Japanese or Chinese word stands in the code's strings."""
    strings = re.compile(r"(?<![\w\"])r?f?\"([^\"\n]*)\"")
    for path in (
        "times",
        "dates",
        "clocks",
        "durations",
        "ranges",
        "datewords",
        "datefinder",
        "kinds",
        "headers",
    ):
        source = re.sub(r'"""[\s\S]*?"""|#.*', "", (FOLDER.parent / f"{path}.py").read_text("utf-8"))

        assert not [text for text in strings.findall(source) if re.search("[가-힣ぁ-ん一-龥]", text)], path
