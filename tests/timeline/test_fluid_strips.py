"""Strips as wide as the page; all of it without a database."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.picture.axis import text_width
from timeline.picture.fluid import NARROW, WIDE, axis_strip, middle, share, wide

DAYS = st.dates(date(1950, 1, 1), date(2050, 12, 31))
LABEL = re.compile(r'<text x="([\d.]+)%" y="\d+" class="\w+">([^<]+)</text>')


@pytest.mark.parametrize(("place", "expected"), [(0, "0.00%"), (250.0, "25.00%"), (WIDE, "100.00%")])
def test_places_are_shares_of_the_width(place, expected):
    assert share(place) == expected


def test_the_middle_of_a_day_lies_between_its_ends():
    scale = wide(date(2022, 1, 1), date(2022, 1, 10))
    assert middle(scale, date(2022, 1, 1)) == pytest.approx(50)
    assert middle(scale, date(2022, 1, 10)) == pytest.approx(950)


@given(DAYS, st.integers(6, 4_000))
def test_no_label_reaches_beyond_the_edge_on_phones_or_desks(first, days):
    drawn = axis_strip(wide(first, first + timedelta(days=days)), "de")
    groups = drawn.split("<g class=")
    assert len(groups) == 3
    for group, width in zip(groups[1:], (NARROW, WIDE), strict=True):
        for place, label in LABEL.findall(group):
            assert float(place) * width / 100 + text_width(label) <= width + 1 or float(place) == 0
