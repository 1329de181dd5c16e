"""Where sessions stand in a table of their tracks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda_ical.place import Place
from agenda_ical.programme import Session, session_order
from agenda_ical.publishing.timetable import Spot, sessions_to_timetable, tracks_in_order

from .site import forum
from .workshop import at


def timetable(*sessions):
    """The table of *sessions*, its columns as they come up."""
    return sessions_to_timetable(sessions, tracks_in_order(sessions))


def test_tracks_stand_side_by_side():
    """Each track has a column, what is for all goes across, a longer talk reaches down."""
    day = forum().days[0]

    table = timetable(*day.sessions)

    assert table.columns == ("정책", "도시")
    assert [f"{row:%H:%M}" for row in table.rows] == ["09:00", "10:00", "10:30", "11:00", "23:30"]
    assert table.spots == (
        Spot(0, 0, 1, 2),
        Spot(1, 0),
        Spot(1, 1, 2),
        Spot(2, 0),
        Spot(3, 0, 1, 2),
        Spot(4, 0, 1, 2),
    )


def test_one_track_needs_no_columns():
    """A day in which nothing goes on side by side is a list."""
    table = timetable(
        Session("A", at("09:00"), tracks=("Only",)), Session("B", at("10:00"), tracks=("Only",))
    )

    assert table.columns == ()
    assert table.spots == (Spot(0, 0), Spot(1, 0))


def test_rooms_stand_in_for_tracks():
    """Parallel sessions without tracks are parted by their rooms."""
    table = timetable(
        Session("A", at("09:00"), at("10:00"), location="Hall A"),
        Session("B", at("09:00"), at("10:00"), location="Hall B"),
    )

    assert table.columns == ("Hall A", "Hall B")


def test_rooms_one_after_the_other_are_no_columns():
    """A day that moves from room to room is a list all the same."""
    table = timetable(
        Session("A", at("09:00"), at("10:00"), location="Hall A"),
        Session("B", at("10:00"), at("11:00"), location="Hall B"),
    )

    assert table.columns == ()


def test_a_session_of_two_tracks_that_are_no_neighbours():
    """It stands in the first of them, not across one that it does not belong to."""
    one, two, three = (Session(name, at("09:00"), at("09:30"), tracks=(name,)) for name in "ABC")
    both = Session("Both", at("10:00"), at("10:30"), tracks=("A", "C"))
    neighbours = Session("Neighbours", at("11:00"), at("11:30"), tracks=("A", "B"))

    table = timetable(one, two, three, both, neighbours)

    assert table.spots[3:] == (Spot(1, 0, 1, 1), Spot(2, 0, 1, 2))


def test_what_lasts_all_day_makes_room():
    """An exhibition for all that goes on beside the talks has a row of its own and covers none of them."""
    table = timetable(
        Session("Exhibition", at("09:00"), at("18:00")),
        Session("A", at("09:00"), at("10:00"), tracks=("A",)),
        Session("B", at("09:00"), at("10:00"), tracks=("B",)),
    )

    assert table.spots == (Spot(0, 0, 1, 2), Spot(1, 0), Spot(1, 1))


def test_columns_are_in_the_order_of_the_page():
    """Of tracks that begin together the one further left on the page comes first, whichever talk is shorter."""
    left = Session("Long", at("09:00"), at("11:00"), tracks=("Left",), place=Place(table=1, row=2, column=2))
    right = Session(
        "Short", at("09:00"), at("09:30"), tracks=("Right",), place=Place(table=1, row=2, column=3)
    )

    assert timetable(right, left).columns == ("Left", "Right")


@st.composite
def busy_days(draw):
    """Sessions of one day in any tracks, long and short, in their order."""
    tracks = st.lists(st.sampled_from("ABCDE"), max_size=3, unique=True).map(tuple)
    lengths = st.sampled_from((None, 10, 30, 90, 600))
    drawn = draw(st.lists(st.tuples(st.integers(0, 20), lengths, tracks), min_size=1, max_size=25))
    starts = [(at("08:00") + timedelta(minutes=30 * slot), length, names) for slot, length, names in drawn]
    sessions = [
        Session("S", start, start + timedelta(minutes=length) if length else None, tracks=names)
        for start, length, names in starts
    ]
    return sorted(sessions, key=session_order)


@given(busy_days())
def test_no_session_covers_another(sessions):
    """Whatever goes on at once, each spot of the table belongs to one session, in a row of its own start."""
    table = timetable(*sessions)
    covered = [
        (row, column)
        for spot in table.spots
        for row in range(spot.row, spot.row + spot.rows)
        for column in range(spot.column, spot.column + spot.columns)
    ]

    assert len(covered) == len(set(covered))
    assert [table.rows[spot.row] for spot in table.spots] == [session.start for session in sessions]
    assert max(row for row, _ in covered) < len(table.rows)
    assert max(column for _, column in covered) < max(len(table.columns), 1)


@pytest.mark.parametrize("number", [1, 5])
def test_a_day_of_one_track_has_no_columns_even_if_it_is_told_for_each(number):
    """Tracks of other days make no columns on this one."""
    sessions = [Session("S", at(f"{9 + hour:02}:00"), tracks=("Only",)) for hour in range(number)]

    assert sessions_to_timetable(sessions, ("Other", "Only")).columns == ()
