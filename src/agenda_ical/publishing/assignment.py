"""
Costs of pairs -> the pairs that together cost least.

Shortest augmenting paths over potentials (R. Jonker and A. Volgenant, "A shortest augmenting path algorithm for
dense and sparse linear assignment problems", Computing 38, 1987), kept sparse: only pairs that are possible have a
cost, and each row may stay alone for a price, which is a column of its own. A path ends at the first free column, so
rows that agree with their neighbours cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from math import inf

Costs = Sequence[Mapping[int, float]]
"""For each row the columns that it may be paired with, and what that costs."""


def cheapest_pairs(costs: Costs, alone: float) -> dict[int, int]:
    """
    The column of each row that is paired, so that the sum of all costs is least.

    :param costs: of the pairs that are possible; columns are counted from 0
    :param alone: what it costs to leave a row without a column
    """
    table = _Table([{**row, -1 - number: alone} for number, row in enumerate(costs)])
    for number in range(len(costs)):
        table.place(number)
    return {row: column for column, row in sorted(table.row_of.items()) if column >= 0}


class _Table:
    """The pairs found so far, and the potentials by which no possible pair costs less than nothing."""

    def __init__(self, costs: Costs) -> None:
        self.row_of: dict[int, int] = {}
        self._column_of: dict[int, int] = {}
        self._costs = costs
        self._of_row = [0.0] * len(costs)
        self._of_column: dict[int, float] = {}

    def place(self, row: int) -> None:
        """Pair one more *row*, moving others where that is cheaper."""
        search = _Search()
        here, length = row, 0.0
        while True:
            self._look_around(here, length, search)
            column, length = search.go_on()
            if column not in self.row_of:
                break
            here = self.row_of[column]
        self._settle(row, column, length, search)

    def _look_around(self, row: int, length: float, search: _Search) -> None:
        """Have *search* know the columns of *row*, to which it came by a path of that *length*."""
        start = length - self._of_row[row]
        for column, cost in self._costs[row].items():
            search.note(column, start + cost - self._of_column.get(column, 0.0), row)

    def _settle(self, row: int, column: int, length: float, search: _Search) -> None:
        """Pair the rows along the path to the free *column* anew, and keep every possible pair above nothing."""
        for passed, distance in search.passed.items():
            if passed != column:
                self._of_column[passed] = self._of_column.get(passed, 0.0) + distance - length
                self._of_row[self.row_of[passed]] += length - distance
        self._of_row[row] += length
        while True:
            here = search.came_from[column]
            left = self._column_of.get(here, column)
            self.row_of[column], self._column_of[here] = here, column
            if here == row:
                return
            column = left


class _Search:
    """The way to the nearest free column (E. W. Dijkstra, 1959)."""

    def __init__(self) -> None:
        self.passed: dict[int, float] = {}
        """The columns whose distance is settled."""
        self.came_from: dict[int, int] = {}
        """By way of which row a column is nearest."""
        self._nearest: dict[int, float] = {}
        self._waiting: list[tuple[float, int]] = []

    def note(self, column: int, distance: float, row: int) -> None:
        """Remember that *column* can be reached from *row*, if that is nearer than what was known."""
        if column not in self.passed and distance < self._nearest.get(column, inf):
            self._nearest[column] = distance
            self.came_from[column] = row
            heappush(self._waiting, (distance, column))

    def go_on(self) -> tuple[int, float]:
        """The next nearest column and its distance."""
        distance, column = heappop(self._waiting)
        while column in self.passed:
            distance, column = heappop(self._waiting)
        self.passed[column] = distance
        return column, distance
