"""The names of colours, and what is said of a wrong one."""

from __future__ import annotations

import pytest
from reportlab.lib.colors import getAllNamedColors

from agenda_ical.colors import colors, near_names, to_name


def test_the_names_are_those_of_css_3():
    """All 147 names, and no later one; each looks as another library has it."""
    theirs = {name: f"#{color.hexval()[2:].upper()}" for name, color in getAllNamedColors().items()}

    assert len(colors()) == 147
    assert "rebeccapurple" not in colors()
    shared = colors().keys() & theirs.keys()
    assert len(shared) > 130
    assert {name for name in shared if colors()[name] != theirs[name]} <= {"darkseagreen"}  # theirs is no CSS


@pytest.mark.parametrize(
    ("said", "name"),
    [("tomato", "tomato"), ("Tomato", "tomato"), ("steel blue", "steelblue"), ("Steel-Blue", "steelblue")],
)
def test_a_name_may_be_spelt_in_words(said, name):
    """Capitals and what stands between the words make no difference."""
    assert to_name(said) == name


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("tomatoe", "tomato"),
        ("gren", "green"),
        ("#FF6348", "tomato"),
        ("ff6347", "tomato"),
        ("#F00", "red"),
        ("#808080", "gray"),
    ],
)
def test_near_names(said, near):
    """A slip of the pen and figures lead to the nearest names."""
    assert near_names(said)[0] == near


def test_nothing_is_near():
    """What is like no name has none near it."""
    assert near_names("보라색") == ()
