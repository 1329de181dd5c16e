"""Titles with who speaks behind them, and how they are known again."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from strategies_programmes import programmes

from agenda_ical.programme import Presenter
from agenda_ical.publishing.events import programme_to_said
from agenda_ical.publishing.titling import with_presenters, without_presenters
from agenda_ical.publishing.traits import said_to_traits
from agenda_ical.style import Style

KIM, ROE = Presenter("J. Kim", "KECO"), Presenter("A. Roe")


@pytest.mark.parametrize(
    ("title", "presenters", "titled"),
    [
        ("Inventories", (KIM,), "Inventories – J. Kim"),
        ("Inventories", (KIM, ROE), "Inventories – J. Kim, A. Roe"),
        ("Inventories", (Presenter(None, "KECO"),), "Inventories – KECO"),
        ("Inventories", (KIM, evolve(KIM, organisation=None)), "Inventories – J. Kim"),
        ("Panel", (evolve(KIM, role="chair"), evolve(ROE, role="panellist")), "Panel – A. Roe"),
        ("An hour with J. Kim", (KIM,), "An hour with J. Kim"),
        ("Inventories", tuple(Presenter(name) for name in "ABCDEFG"[:4]), "Inventories – A, B, C, D"),
        ("Inventories", tuple(Presenter(name) for name in "ABCDEFG"), "Inventories – A, B, C, …"),
        ("Lunch", (), "Lunch"),
        ("", (KIM,), ""),
    ],
)
def test_who_speaks_follows_the_title(title, presenters, titled):
    """Those who speak, each once, a few at most, and nobody whom the title names already."""
    titled_now = with_presenters(title, presenters)

    assert titled_now == titled
    assert without_presenters(titled_now, map(str, presenters)) == title


@pytest.mark.parametrize(
    ("titled", "named", "title"),
    [
        ("Rivers – the Han – J. Kim", ["J. Kim (KECO, Seoul)"], "Rivers – the Han"),
        ("Rivers – KECO – Seoul", ["KECO – Seoul"], "Rivers"),
        ("Rivers – Kim, J.", ["Kim", "J."], "Rivers"),
        ("Rivers – the Han", ["J. Kim"], "Rivers – the Han"),
        ("Rivers – J. Kim, A. Roe", ["J. Kim"], "Rivers – J. Kim, A. Roe"),
        ("J. Kim", ["J. Kim"], "J. Kim"),
    ],
)
def test_what_is_no_presenter_stays(titled, named, title):
    """Only what the description names is taken off."""
    assert without_presenters(titled, named) == title


@given(programmes())
def test_a_session_is_known_with_and_without(programme):
    """A session has the same title and people whether its title names them or not."""
    plain = [said_to_traits(said).source for said in programme_to_said(programme)]
    named = [
        said_to_traits(said).source for said in programme_to_said(programme, Style(presenters_in_title=True))
    ]

    assert named == plain
