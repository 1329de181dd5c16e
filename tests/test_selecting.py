"""A part of a programme: which sessions are wanted, and that they stay who they are."""

from __future__ import annotations

import datetime as dt

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from publishing.workshop import ADDRESS, STAMP, at, workshop
from strategies_programmes import KINDS, programmes

import agenda_ical
from agenda_ical import NothingSelected, Presenter, Problem, Session
from agenda_ical.publishing.identity import programme_to_uid, programme_to_uids


def days():
    """A workshop of two days, with three coffee breaks, two tracks and a dinner that ends on the second day."""
    second = (
        Session("Rivers in maps", at("09:00", date="2019-03-29"), tracks=("Track 1",)),
        Session("Coffee break", at("10:00", date="2019-03-29"), kind="break"),
        Session(
            "Wells", at("10:20", date="2019-03-29"), presenters=(Presenter("김철수", "서울대학교"),),
            tracks=("Track 10",), description="The RIVER below.",
        ),
    )  # fmt: skip
    return workshop(sessions=(*workshop().sessions, *second))


def titles(programme):
    """The titles of *programme*."""
    return [session.title for session in programme.sessions]


@pytest.mark.parametrize(
    "said",
    [
        dt.date(2019, 3, 29),
        2,
        "2",
        "2019-03-29",
        "fri",
        "Friday",
        "금요일",
        "29 March",
        "Freitag, 29. März",
        "Day 2",
    ],
)
def test_a_day_is_said_in_many_ways(said):
    """A date, a number, a weekday and a date in words name the same day."""
    assert titles(agenda_ical.select(days(), days=said)) == ["Rivers in maps", "Coffee break", "Wells"]


def test_a_session_past_midnight_is_of_the_day_on_which_it_begins():
    """The dinner ends on Friday and is Thursday's."""
    assert titles(agenda_ical.select(days(), days="thu"))[-1] == "Dinner"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"tracks": "track 1"}, ["Rivers in maps"]),
        ({"tracks": ["Track 1", "Track 10"]}, ["Rivers in maps", "Wells"]),
        ({"tracks": "Policy"}, ["Local inventories: development, use"]),
        ({"presenters": "kim"}, ["Local inventories: development, use"]),
        ({"presenters": "unfccc"}, ["Local inventories: development, use"]),
        ({"presenters": "서울대"}, ["Wells"]),
        ({"words": "river"}, ["Rivers in maps", "Wells"]),
        ({"words": "river", "tracks": "track 10"}, ["Wells"]),
        ({"kinds": ["social", "registration"]}, ["Registration", "Dinner"]),
        ({"days": 2, "breaks": False}, ["Rivers in maps", "Wells"]),
        ({"days": [2], "tracks": ["", "Track 1"]}, ["Rivers in maps", "Coffee break"]),
    ],
)
def test_filters(wanted, expected):
    """Any of the values of one filter, and all filters together; names by whole words, in any case."""
    assert titles(agenda_ical.select(days(), **wanted)) == expected


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"days": "mon"}, "the day 'mon'; the days are 2019-03-28 (Thursday) and 2019-03-29 (Friday)"),
        ({"days": 0}, "the day '0'"),
        ({"days": 3}, "the day '3'"),
        ({"tracks": ["Track 1", "Trak 10"]}, "'Trak 10'; there are Policy, law, 도시, Track 1 and Track 10"),
        ({"presenters": "Kimm"}, "there are J. Kim (KECO), A. Roe, UNFCCC and 김철수 (서울대학교)"),
        ({"kinds": "meal"}, "there are registration, talk, break and social"),
        ({"words": "zebra"}, "has the words 'zebra'"),
        ({"words": "wells", "days": 1}, "each alone leaves 6 sessions by day and 1 session by words"),
    ],
)
def test_nothing_left_says_what_there_is(wanted, said):
    """Whoever asks for what is not there, also beside what is, is told what there is."""
    with pytest.raises(NothingSelected, match=r"session|Nothing|title") as caught:
        agenda_ical.select(days(), **wanted)

    assert said in str(caught.value)


def test_of_many_names_the_nearest_are_told():
    """Of forty presenters the dozen that is most like the asked one is offered, the most alike first."""
    people = [Presenter(f"Person {chr(65 + n % 26)}{n}") for n in range(39)]
    crowd = [Session("Talk", at("09:00"), presenters=(who,)) for who in [*people, Presenter("Bo Lindqvist")]]

    with pytest.raises(NothingSelected, match="there are Bo Lindqvist, ") as caught:
        agenda_ical.select(workshop(sessions=tuple(crowd)), presenters="Lindquist")

    assert str(caught.value).count("Person") == 11


def test_problems_follow_their_sessions():
    """Problems of the page stay, those of sessions that are left out go, the others know their session's new index."""
    doubts = [
        Problem(str(n), "warning", "?", "!", session=session) for n, session in enumerate([None, 0, 7, 6])
    ]

    part = agenda_ical.select(evolve(days(), problems=tuple(doubts)), days=2)

    assert [(problem.code, problem.session) for problem in part.problems] == [("0", None), ("2", 1), ("3", 0)]


@given(programmes(), st.sets(KINDS), st.sampled_from([None, ADDRESS]))
def test_uids_are_those_of_the_whole(programme, kinds, url):
    """Every session of a part has the UID that it has in the whole, twins and all, and so has the calendar."""
    whole = list(zip(programme.sessions, programme_to_uids(programme, url=url), strict=True))
    expected = [(session, uid) for session, uid in whole if session.kind in kinds]
    if expected:
        there = kinds & {session.kind for session in programme.sessions}
        part = agenda_ical.select(programme, kinds=there)
        uids = programme_to_uids(part, url=url)

        assert list(zip(part.sessions, uids, strict=True)) == expected
        assert programme_to_uid(part, url=url) == programme_to_uid(programme, url=url)


def test_a_part_of_a_part():
    """Selecting twice is selecting by both, with the same UIDs."""
    once = agenda_ical.select(days(), days="fri", kinds="break")
    twice = agenda_ical.select(agenda_ical.select(days(), kinds="break"), days="fri")

    assert agenda_ical.to_ical(once, stamp=STAMP) == agenda_ical.to_ical(twice, stamp=STAMP)
    assert programme_to_uids(once, url=None) == (programme_to_uids(days(), url=None)[7],)


def test_what_is_changed_in_a_part_stays_itself():
    """A session that moves after it was selected keeps its UID; one that is put in gets one of its own."""
    part = agenda_ical.select(days(), tracks=["Track 1", "Track 10"])
    moved = evolve(part.sessions[1], start=at("11:00", date="2019-03-29"))
    new = Session("Coffee break", at("15:00", date="2019-03-29"))
    changed = evolve(part, title="Friday", sessions=(part.sessions[0], moved, new))

    uids = programme_to_uids(changed, url=None)

    assert uids[:2] == programme_to_uids(part, url=None)
    assert len({*uids, *programme_to_uids(days(), url=None)}) == len(days().sessions)


def test_nothing_asked_is_all():
    """Without a wish the programme is itself, and so it is where every session passes."""
    assert agenda_ical.select(days()) is not None
    assert agenda_ical.select(days()) == days()
    assert agenda_ical.select(days(), days=[1, 2]) == days()
