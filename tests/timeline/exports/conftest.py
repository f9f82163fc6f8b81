"""A crisis with an event of each kind, for tests of its files."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import (
    make_announcement,
    make_article,
    make_crisis,
    make_entity,
    make_figure,
    make_meeting,
    make_place,
    make_statement,
)
from tests.timeline.exports.fetching import KNOWN


@pytest.fixture
def crisis():
    return make_crisis(title="Die Krise am Fluss", title_en="The crisis at the river")


@pytest.fixture
def article(crisis):
    return make_article(crisis=crisis, url="https://elbpost.example/genf")


@pytest.fixture
def chronicle(crisis, article):
    """Return a crisis with an event of each kind, all reported by one sentence."""
    where = {"crisis": crisis, "article": article, "first_reported_at": KNOWN}
    anna, ben = make_entity("Anna Bär", name_en="Anna Baer"), make_entity("Ben Öz")
    make_meeting(anna, ben, place=make_place(), status="planned", **where)
    make_statement(anna, **where)
    make_figure(make_entity("Russland", "state"), 90_000, 110_000, claimant=ben, **where)
    make_announcement(anna, due=(date(2022, 1, 31), date(2022, 2, 6)), **where)
    return crisis
