"""The hour of a meeting, from the report to the timeline and its picture by hours."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.utils.translation import override

from tests.factories import make_article, make_crisis, make_entity, make_meeting, make_statement
from tests.publishing import publish
from timeline import describe
from timeline.models import Event, Meeting
from timeline.picture.scale import Hours
from timeline.tasks import extract_revision

pytestmark = pytest.mark.django_db
URL = "/crises/testkrise/"
DAY = date(2022, 1, 21)


@pytest.mark.parametrize(
    ("clock", "german", "english"), [("11:00", "11 Uhr", "11:00"), ("09:30", "9.30 Uhr", "9:30")]
)
def test_a_clock_time_is_said_as_newspapers_say_it(clock: str, german: str, english: str):
    assert describe.format_clock(clock) == german
    with override("en"):
        assert describe.format_clock(clock) == english


def test_the_hours_of_a_day_stand_behind_what_has_none():
    day = Hours(DAY, DAY, 100.0, 1000.0)
    assert [day.at(clock) for clock in ("00:00", "12:00")] == [300.0, 700.0]
    assert (day.x(DAY), day.end(DAY), day.right) == (100.0, 300.0, 1100.0)


def test_a_meeting_keeps_the_hour_that_an_article_gives_it():
    text = "Außenminister Antony Blinken und Außenminister Sergej Lawrow haben sich am Freitag gegen 11 Uhr in Genf getroffen."
    extract_revision(publish(text).revision.pk)
    assert Meeting.objects.get().begins_at == "11:00"


@pytest.fixture
def timed(db: None) -> Event:
    """Return a meeting at eleven beside one without an hour, and a statement."""
    crisis, usa, russia = make_crisis(), make_entity("USA", "state"), make_entity("Russland", "state")
    shared = {"crisis": crisis, "article": make_article(crisis=crisis)}
    make_meeting(usa, russia, **shared)
    make_statement(usa, **shared)
    event = make_meeting(usa, russia, format="call", **shared)
    Meeting.objects.filter(event=event).update(begins_at="11:00")
    return event


def test_the_list_names_the_hour_and_puts_it_first(client: Client, timed: Event):
    page = client.get(URL).text
    assert "11 Uhr" in page
    places = [
        page.index(f'id="event-{event.pk}"') for event in Event.objects.filter(kind="meeting").order_by("pk")
    ]
    assert places[1] < places[0]


def test_the_grain_of_hours_leads_to_the_day_by_its_hours(client: Client, timed: Event):
    link = re.search(r'id="zoom-hour"\s+href="([^"]+)"', client.get(URL).text)
    assert link
    address = link[1].replace("&amp;", "&")
    assert address == f"{URL}?since=2022-01-21&until=2022-01-21&grain=hour"
    page = client.get(address).text
    assert "ohne Uhrzeit" in page
    assert ">12 Uhr</text>" in page
    assert re.search(r'id="zoom-hour"\s+href="[^"]+" aria-current="true"', page)


def test_without_known_hours_there_is_no_such_grain(client: Client, timed: Event):
    Meeting.objects.update(begins_at=None)
    assert "zoom-hour" not in client.get(URL).text
    assert "ohne Uhrzeit" not in client.get(f"{URL}?since=2022-01-21&until=2022-01-21&grain=hour").text
