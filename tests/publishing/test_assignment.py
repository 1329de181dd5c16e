"""Which pairs together cost least."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from agenda_ical.publishing.assignment import cheapest_pairs

ROW = st.dictionaries(st.integers(0, 4), st.floats(0, 10), max_size=5)


def total(pairs, costs, alone):
    """What *pairs* and the rows that they leave alone cost."""
    return sum(costs[row][column] for row, column in pairs.items()) + alone * (len(costs) - len(pairs))


def least(costs, alone):
    """The least cost of all pairings, tried one by one."""
    columns = [*range(5), *[None] * len(costs)]
    choices = (dict(enumerate(chosen)) for chosen in set(permutations(columns, len(costs))))
    possible = (
        {row: column for row, column in chosen.items() if column is not None}
        for chosen in choices
        if all(column is None or column in costs[row] for row, column in chosen.items())
    )
    return min(total(pairs, costs, alone) for pairs in possible)


@given(st.lists(ROW, max_size=4), st.floats(0, 10))
def test_the_pairs_cost_least(costs, alone):
    """No other pairing is cheaper; no column is used twice, no impossible pair is made."""
    pairs = cheapest_pairs(costs, alone)

    assert len(set(pairs.values())) == len(pairs)
    assert all(column in costs[row] for row, column in pairs.items())
    assert abs(total(pairs, costs, alone) - least(costs, alone)) < 1e-9


def test_the_best_pair_gives_way_to_the_best_sum():
    """A row leaves the column that it likes best to one that likes no other."""
    assert cheapest_pairs([{0: 1, 1: 2}, {0: 1.5, 1: 9}], alone=20) == {0: 1, 1: 0}


def test_a_row_stays_alone_where_that_is_cheaper():
    """What costs more than being alone is no pair."""
    assert cheapest_pairs([{0: 5.0}, {0: 1.0}], alone=2) == {1: 0}


def test_a_thousand_rows_are_quick():
    """A thousand rows with twenty possible columns each take about as many looks, not their square."""
    costs = [{(row * 7 + step * step) % 1000: step / 20 for step in range(20)} for row in range(1000)]

    assert len(cheapest_pairs(costs, alone=9)) == 1000
