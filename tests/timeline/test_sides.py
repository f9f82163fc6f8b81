"""Who stands for whom, and how actors are named and offered."""

from datetime import date

import pytest

from tests.factories import make_crisis, make_entity, make_place
from timeline.models import CrisisActor
from timeline.sides import Named, find_actors, group_by_kind, sides_of

pytestmark = pytest.mark.django_db
DAY = date(2022, 1, 21)


@pytest.fixture
def crisis():
    return make_crisis()


def test_a_minister_stands_for_the_state(crisis):
    make_entity("Antony Blinken", key="antony-blinken")
    sides = sides_of(crisis, ["antony-blinken"])
    assert sides.side("antony-blinken", DAY) == "usa"
    assert sides.bodies("antony-blinken", DAY)[0] == "antony-blinken"
    assert sides.ever("usa") == {"antony-blinken"}


def test_who_holds_no_office_stands_for_nobody_else(crisis):
    make_entity("Anna Bär")
    assert sides_of(crisis, ["anna-bar"]).side("anna-bar", DAY) == "anna-bar"


def test_a_lane_that_editors_chose_comes_before_the_state_behind_it(crisis):
    ministry = make_entity("Pentagon", "organisation", key="usa-verteidigungsministerium")
    CrisisActor.objects.create(crisis=crisis, entity=ministry)
    make_entity("John Kirby", key="john-kirby").offices.create(
        title="Sprecher des US-Verteidigungsministeriums"
    )
    sides = sides_of(crisis, ["john-kirby"])
    assert sides.side("usa-verteidigungsministerium", DAY) == "usa-verteidigungsministerium"
    assert [lane.name for lane in sides.lanes] == ["Pentagon"]


def test_an_office_counts_only_while_it_is_held(crisis):
    anna = make_entity("Anna Bär")
    anna.offices.create(title="Außenministerin der USA", since=date(2022, 1, 1), until=date(2022, 1, 31))
    sides = sides_of(crisis, ["anna-bar"])
    assert sides.side("anna-bar", date(2022, 1, 31)) == "usa"
    assert sides.side("anna-bar", date(2022, 2, 1)) == "anna-bar"


def test_a_state_that_only_its_people_brought_in_has_a_name_but_no_page(crisis):
    named = sides_of(crisis, []).named("frankreich")
    assert (named.name, named.kind, named.url) == ("Frankreich", "state", "")


def test_actors_are_found_by_their_keys_and_merged_ones_by_what_they_became():
    anna = make_entity("Anna Bär")
    make_entity("A. Bär", key="a-bar", merged_into=anna)
    make_place("Genf")
    found = find_actors(["a-bar", "frankreich", "genf", "niemand", ""])
    assert {key: one.name for key, one in found.items()} == {"a-bar": "Anna Bär", "frankreich": "Frankreich"}


def test_actors_are_offered_by_kind_and_in_the_order_of_the_alphabet():
    names = [("Zypern", "state"), ("Österreich", "state"), ("Polen", "state"), ("Élise Żak", "person")]
    choices = group_by_kind(
        [Named(name, name, kind) for name, kind in names] + [Named("Genf", "Genf", "place")]
    )
    assert [(choice.label, [one.name for one in choice.actors]) for choice in choices] == [
        ("Staaten", ["Österreich", "Polen", "Zypern"]),
        ("Personen", ["Élise Żak"]),
    ]
