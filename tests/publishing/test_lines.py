"""Content lines: escaping, folding, and the law that the fast writer and icalendar's tree say the same."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component, vCategory, vText
from strategies_programmes import TRICKY, programmes, styles

from agenda_ical.publishing import programme_to_calendar, programme_to_ical
from agenda_ical.publishing.lines import duration_to_text, escape, fold, property_to_line
from agenda_ical.publishing.parts import Property

from .workshop import ADDRESS, STAMP, workshop

CLEAN = st.text(alphabet=[sign for sign in TRICKY if sign not in "\r\n\x00\x0b\x85\ud800"], max_size=200)


def told(component: Component) -> tuple[object, ...]:
    """All that a component says, as it is written."""
    properties = sorted(
        (name, sorted(value.params.items()), wire(value))
        for name, values in component.items()
        for value in (values if isinstance(values, list) else [values])
    )
    return (component.name, properties, [told(inner) for inner in component.subcomponents])


def wire(value: object) -> str:
    """A value as it is written; icalendar takes NAME for text of an unknown kind and leaves it as it is."""
    if isinstance(value, vCategory):
        return ",".join(escape(name) for name in value.cats)
    written = escape(value) if isinstance(value, vText) else value.to_ical()
    return written.decode() if isinstance(written, bytes) else written


@given(programmes(), styles())
def test_the_fast_writer_says_what_the_tree_says(programme, style):
    """What is written parses to what ``programme_to_calendar`` builds, parameters and all, with any options."""
    written = programme_to_ical(programme, url=ADDRESS, stamp=STAMP, style=style)
    built = programme_to_calendar(programme, url=ADDRESS, stamp=STAMP, style=style)

    assert told(Calendar.from_ical(written)) == told(built)


@given(programmes(), styles())
def test_the_tree_writes_itself(programme, style):
    r"""The tree's own bytes parse to the same: also where icalendar alone would make a line break of ``\N``."""
    built = programme_to_calendar(programme, stamp=STAMP, style=style)

    assert told(Calendar.from_ical(built.to_ical())) == told(built)


@given(programmes())
def test_the_same_programme_gives_the_same_bytes(programme):
    """The clock has no say, and neither has chance."""
    assert programme_to_ical(programme, stamp=STAMP) == programme_to_ical(programme, stamp=STAMP)


@given(programmes(), styles())
def test_lines_are_short_whole_and_clean(programme, style):
    """No line has more than 75 octets, half a character, half an escape, a control character or loose marks."""
    content = programme_to_ical(programme, stamp=STAMP, style=style)

    assert content.endswith(b"\r\n")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert all(0 < len(line) <= 75 for line in lines)
    text = [line.decode() for line in lines]
    assert not any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for line in text for sign in line)
    assert all((len(line) - len(line.rstrip("\\"))) % 2 == 0 for line in text)


@given(CLEAN)
def test_unfolded_is_as_before(text):
    """Taking the folds out gives the line back."""
    line = f"SUMMARY:{text}".encode()

    assert fold(line).replace(b"\r\n ", b"") == line


def test_a_fold_leaves_marks_on_their_letter():
    """An accent, a dakuten or a skin colour is not torn from what it belongs to, wherever the fold falls."""
    for letter in ("x\u0301", "か\u3099", "👍🏽", "👩\u200d🔬"):
        for before in range(60, 76):
            folded = fold(b"A" * before + letter.encode() * 20)

            assert all(
                not piece.decode().startswith(tuple(letter[1:])) for piece in folded.split(b"\r\n ")
            ), (letter, before)


def test_backslashes_stay_in_pairs():
    """An escaped backslash before a line break is torn at no length."""
    for before in range(60, 80):
        line = ("SUMMARY:" + "x" * before + escape("\\\n\\\\,;")).encode() + b"y" * 80
        pieces = fold(line).split(b"\r\n ")

        assert all((len(piece) - len(piece.rstrip(b"\\"))) % 2 == 0 for piece in pieces)


def test_escape():
    """Backslashes, semicolons, commas and line breaks; a colon and a capital N stay."""
    assert escape("a\\Nb;c,d\ne:f") == "a\\\\Nb\\;c\\,d\\ne:f"


def test_literal_backslashes_come_back():
    r"""``C:\New`` and ``\n`` are no line breaks."""
    title = "C:\\New \\n \\\\N"
    programme = workshop(sessions=(evolve(workshop().sessions[0], title=title),))

    for content in (
        programme_to_ical(programme, stamp=STAMP),
        programme_to_calendar(programme, stamp=STAMP).to_ical(),
    ):
        assert str(Calendar.from_ical(content).events[0]["SUMMARY"]) == title


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (timedelta(hours=6), "PT6H"),
        (timedelta(days=1), "P1D"),
        (timedelta(days=1, minutes=5), "P1DT5M"),
        (timedelta(seconds=90), "PT1M30S"),
        (timedelta(0), "PT0S"),
    ],
)
def test_duration(duration, text):
    """Durations are written in their largest units (RFC 5545, section 3.3.6)."""
    assert duration_to_text(duration) == text


def test_parameters_are_quoted_where_they_must_be():
    """A label with a colon stands in quotes, and a caret is doubled (RFC 6868)."""
    parameters = (("VALUE", "URI"), ("LABEL", "Room 1: ^a"))

    line = property_to_line(Property("CONFERENCE", "uri", "https://example.org", parameters))

    assert line == b'CONFERENCE;VALUE=URI;LABEL="Room 1: ^^a":https://example.org'
