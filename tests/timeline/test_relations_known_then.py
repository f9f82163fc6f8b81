"""Encounters and figures as they were known on an earlier day."""

from datetime import date, timedelta

import pytest

from tests.factories import make_crisis, make_entity, make_meeting
from tests.timeline.stories import CRISIS, DAY, Count, Story, Talk, on, tell

pytestmark = pytest.mark.django_db
URL = f"/crises/{CRISIS}"
PAIR = f"{URL}/encounters/?a=usa&b=russland"


def story(number, *tells, after=0):
    return Story(f"https://blatt{number}.example/a", tells, after, source=f"Blatt {number}")


def day(after):
    return (DAY + timedelta(days=after)).isoformat()


def test_a_meeting_that_was_planned_then_was_no_contact_yet(client):
    tell(story(1, Talk(status="planned", days=on(5)), after=-3))
    tell(story(2, Talk(status="held", days=on(5)), after=6))
    assert "1 Gespräch" in client.get(PAIR).text
    then = client.get(f"{PAIR}&as_of={day(0)}").text
    assert "Stand vom 21. Januar 2022:" in then
    assert "Als Nächstes geplant" in then
    assert "1 Gespräch" not in then


def test_the_last_contact_is_counted_from_that_day(client):
    tell(story(1, Talk(days=on(0))))
    assert "Letzter Kontakt vor 9 Tagen" in client.get(f"{PAIR}&as_of={day(9)}").text


def test_a_figure_stands_until_a_newer_one_is_reported(client):
    tell(story(1, Count(94_300, "ukraine", qualifier="exact"), after=0))
    tell(story(2, Count(127_000, "ukraine", days=on(9)), after=9))
    page = client.get(f"{URL}/figures/").text
    assert "ersetzt am 30. Januar 2022: rund 127.000 Soldaten" in page
    then = client.get(f"{URL}/figures/?as_of={day(1)}").text
    assert "94.300 Soldaten" in then
    assert "127.000" not in then


@pytest.mark.parametrize("view", ["encounters", "positions", "figures"])
def test_before_anything_was_reported_there_is_nothing(client, view):
    tell(story(1, Talk(), Count(100_000, "usa")))
    page = client.get(f"{URL}/{view}/?as_of={day(-30)}").text
    assert "noch kein" in page
    assert "Zurück zu heute" in page


@pytest.mark.parametrize("view", ["encounters", "positions", "figures"])
def test_all_links_of_a_view_keep_the_day(client, view):
    tell(story(1, Talk(), Count(100_000, "usa"), Count(9_000, "usa", change="ready")))
    page = client.get(f"{URL}/{view}/?as_of={day(3)}").text
    assert f'href="{URL}/encounters/?as_of=2022-01-24"' in page
    assert f'href="{URL}/{view}/"' in page, "the way back to today"
    own = [part.split('"')[0] for part in page.split(f'href="{URL}/{view}/?')[1:]]
    assert own
    assert all("as_of=2022-01-24" in query for query in own)


@pytest.mark.parametrize("view", ["encounters", "positions", "figures"])
@pytest.mark.parametrize("wrong", ["gestern", "2022-02-31", "99999-01-01"])
def test_a_day_that_is_none_is_passed_over_with_a_word(client, view, wrong):
    anna, ben = make_entity("Anna Bär"), make_entity("Ben Öz")
    make_meeting(anna, ben, crisis=make_crisis(), day=date(2022, 1, 1))
    response = client.get(f"/crises/testkrise/{view}/?as_of={wrong}")
    assert response.status_code == 200
    assert "war nicht zu verstehen" in response.text
