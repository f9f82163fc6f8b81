"""Where there are many events, the database counts which are drawn alike; the picture's marks say the same as one by one."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from tests.factories import (
    make_announcement,
    make_crisis,
    make_entity,
    make_figure,
    make_meeting,
    make_statement,
)
from timeline.filters import Filters
from timeline.models import CrisisActor, Entity
from timeline.picture import fetching
from timeline.picture.drawing import LEFT, WIDTH
from timeline.picture.scale import Scale
from timeline.picture.whole import whole_of
from timeline.selection import Selection

pytestmark = pytest.mark.django_db
FIRST = date(2022, 1, 1)
TODAY = date(2022, 2, 28)
SCALE = Scale(FIRST, date(2022, 2, 28), LEFT, WIDTH - LEFT)


@pytest.fixture
def crisis():
    crisis = make_crisis()
    states = [make_entity(name, Entity.Kind.STATE) for name in ("USA", "Russland")]
    for position, state in enumerate(states):
        CrisisActor.objects.create(crisis=crisis, entity=state, position=position)
    people = [make_entity(name) for name in ("Antony Blinken", "Sergej Lawrow", "Anna Bär")]
    for number in range(24):
        day = FIRST + timedelta(days=number * 7 % 50)
        speaker = people[number % 3]
        make_statement(speaker, crisis=crisis, day=day, review="accepted" if number % 5 else "extracted")
        make_meeting(
            *people[: 1 + number % 3], crisis=crisis, day=day, status=("held", "planned")[number % 2]
        )
        make_figure(states[1], 100_000 + number, claimant=people[0], crisis=crisis, day=day)
        make_announcement(people[1], crisis=crisis, day=day)
    make_meeting(people[0], crisis=crisis, day=date(1989, 11, 9))
    make_statement(None, crisis=crisis, day=FIRST)
    make_statement(people[0], crisis=crisis, earliest=FIRST, latest=date(2022, 1, 9))
    return crisis


def middle(item):
    return item.earliest + (item.latest - item.earliest) // 2 if item.earliest else item.day


def fetched(selection, scale=SCALE):
    return fetching.fetch(selection, whole_of(selection), scale, TODAY)


def drawn(selection, scale=SCALE):
    """Return how many events of a kind stand on which lanes in which cell."""
    material = fetched(selection, scale)
    counts = Counter()
    for item in material.items:
        place = scale.cell(middle(item)) if scale.shows(middle(item)) else None
        homes = () if item.kind == "troop_figure" else frozenset(material.lanes.homes(item))
        counts[item.kind, homes, place, item.status] += item.number
    return counts


@pytest.mark.parametrize("filters", [Filters(), Filters(kinds=("meeting",)), Filters(words="reden")])
@pytest.mark.parametrize("days", [59, 1500])
def test_counted_together_the_events_stand_where_they_stand_alone(crisis, monkeypatch, filters, days):
    scale = Scale(FIRST, FIRST + timedelta(days=days - 1), LEFT, WIDTH - LEFT)
    one_by_one = drawn(Selection(crisis, filters), scale)
    monkeypatch.setattr(fetching, "FEW", -1)
    assert drawn(Selection(crisis, filters), scale) == one_by_one


def test_of_many_events_the_weightiest_kinds_are_still_told_one_by_one(crisis, monkeypatch):
    monkeypatch.setattr(fetching, "FEW", 60)
    items = fetched(Selection(crisis, Filters())).items
    assert {item.kind for item in items if item.note} == {"meeting", "announcement"}
    assert sum(item.number for item in items) == 99


def test_a_mark_is_unchecked_where_one_of_its_events_is(crisis, monkeypatch):
    one_by_one = fetched(Selection(crisis, Filters())).items
    monkeypatch.setattr(fetching, "FEW", -1)
    together = fetched(Selection(crisis, Filters())).items
    for kind in ("statement", "meeting"):
        alone, counted = (
            {SCALE.cell(middle(item)) for item in items if item.kind == kind and not item.is_checked}
            for items in (one_by_one, together)
        )
        assert alone == counted


def figures(crisis, scale=SCALE):
    return fetched(Selection(crisis, Filters()), scale).figures


def test_figures_are_told_one_by_one_among_many_events_too(crisis, monkeypatch):
    one_by_one = figures(crisis)
    monkeypatch.setattr(fetching, "FEW", -1)
    assert figures(crisis) == one_by_one
    assert {(item.claim.whose, item.claim.claimants) for item in one_by_one} == {
        (("russland",), ("antony-blinken",))
    }


def test_of_too_many_figures_each_claimants_last_in_a_cell_are_shown(crisis, monkeypatch):
    scale = Scale(FIRST, FIRST + timedelta(days=1500), LEFT, WIDTH - LEFT)  # counts by months
    every = figures(crisis, scale)
    last = {scale.cell(item.day): item.pk for item in sorted(every, key=lambda item: (item.day, item.pk))}
    monkeypatch.setattr(fetching, "FEW", -1)
    monkeypatch.setattr(fetching, "MOST_FIGURES", 5)
    assert [item.pk for item in figures(crisis, scale)] == sorted(last.values())


def test_of_too_many_claimants_those_are_shown_who_say_most(crisis, monkeypatch):
    for number in range(4):
        make_figure(None, claimant=make_entity(f"Gast {number}"), crisis=crisis, day=FIRST)
    monkeypatch.setattr(fetching, "FEW", -1)
    monkeypatch.setattr(fetching, "MOST_FIGURES", 3)
    claimants = {item.claim.claimants for item in figures(crisis)}
    assert claimants == {("antony-blinken",)}


def test_a_crisis_of_many_events_takes_no_more_than_twelve_queries(
    client, crisis, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(fetching, "FEW", -1)
    with django_assert_max_num_queries(12):
        page = client.get(crisis.get_absolute_url()).text
    assert "99 Ereignisse" in page
    assert 'class="drawing"' in page
