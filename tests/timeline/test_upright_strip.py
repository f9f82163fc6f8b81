"""The strip that stands for the picture on phones: a row of knots for each day with meetings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from timeline.picture.overview import MOST_ROWS, Numbers, oversee

FIRST = date(2022, 1, 1)


def rows(days: int, meetings: dict[date, int]) -> tuple[tuple[float, int], ...]:
    span = FIRST, FIRST + timedelta(days=days - 1)
    shown = oversee(Numbers(meetings, held=meetings), span, span).rows
    return tuple((row.middle, row.held) for row in shown)


def test_each_day_with_meetings_has_its_row_in_the_middle_of_the_day() -> None:
    assert rows(10, {FIRST: 2, FIRST + timedelta(days=9): 1}) == ((0.05, 2), (0.95, 1))


def test_a_longer_crisis_has_a_row_for_each_week_from_monday() -> None:
    monday = date(2022, 1, 3)
    (row,) = rows(300, {monday: 1, monday + timedelta(days=6): 2})
    assert row == (pytest.approx(5.5 / 300), 3)


@pytest.mark.parametrize("days", [1, 130, 131, 1000, 5000, 20_000])
def test_there_are_never_more_rows_than_find_room(days: int) -> None:
    met = rows(days, {FIRST + timedelta(days=day): 1 for day in range(days)})
    assert sum(number for _middle, number in met) == days
    assert 1 <= len(met) <= MOST_ROWS + 2  # the first and the last unit may be cut
    assert all(0 < middle < 1 for middle, _number in met)


def test_without_meetings_there_are_no_knots() -> None:
    assert rows(10, {}) == ()
