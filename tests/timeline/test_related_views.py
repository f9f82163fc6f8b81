"""The ways from an event or an actor to encounters, positions and figures, and between the views of a crisis."""

import pytest

from tests.factories import make_crisis, make_entity, make_figure, make_meeting, make_place, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def crisis():
    return make_crisis()


@pytest.fixture
def anna():
    return make_entity("Anna Bär")


@pytest.mark.parametrize("view", ["", "encounters/", "positions/", "figures/"])
def test_every_view_of_a_crisis_leads_to_all_others(client, crisis, view):
    page = client.get(f"/crises/testkrise/{view}").text
    for other in ("", "encounters/", "positions/", "figures/"):
        current = ' aria-current="page"' if other == view else ""
        assert f'<a href="/crises/testkrise/{other}"{current}>' in page


@pytest.mark.parametrize("view", ["encounters", "positions", "figures"])
def test_the_views_of_an_unknown_crisis_are_not_found(client, view):
    assert client.get(f"/crises/keine/{view}/").status_code == 404


def test_a_meeting_leads_to_all_between_its_sides(client, crisis, anna):
    blinken = make_entity("Antony Blinken", key="antony-blinken")
    page = client.get(make_meeting(blinken, anna, crisis=crisis).get_absolute_url()).text
    assert 'href="/crises/testkrise/encounters/?a=usa&amp;b=anna-bar"' in page
    assert "Alles zwischen USA und Anna Bär" in page


def test_a_meeting_of_one_side_leads_nowhere(client, crisis, anna):
    page = client.get(make_meeting(anna, crisis=crisis).get_absolute_url()).text
    assert "/encounters/" not in page


def test_a_statement_can_be_compared_with_others(client, crisis, anna):
    event = make_statement(anna, crisis=crisis)
    page = client.get(event.get_absolute_url()).text
    assert f'href="/crises/testkrise/positions/?person=anna-bar&amp;left={event.pk}"' in page


def test_a_figure_leads_to_its_row_in_the_ledger(client, crisis):
    event = make_figure(make_entity("Russland", "state"), crisis=crisis)
    page = client.get(event.get_absolute_url()).text
    address = f"/crises/testkrise/figures/?force=russland&amp;what=personnel-present#event-{event.pk}"
    assert f'href="{address}"' in page


def test_an_actor_leads_to_its_encounters_and_positions(client, crisis, anna):
    make_meeting(anna, crisis=crisis)
    page = client.get(anna.get_absolute_url()).text
    assert 'href="/crises/testkrise/encounters/?a=anna-bar"' in page
    assert 'href="/crises/testkrise/positions/?person=anna-bar"' in page


def test_a_place_meets_nobody(client, crisis):
    geneva = make_place()
    make_meeting(crisis=crisis, place=geneva)
    assert "/encounters/" not in client.get(geneva.get_absolute_url()).text
