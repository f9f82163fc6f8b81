"""The order of a list: what goes on begins with the newest, what is over with the oldest; today has its line."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from tests.factories import make_article, make_crisis, make_entity, make_meeting, make_statement
from tests.timeline.sharing.sending import opened
from timeline.listing import MOST_AHEAD, Paging
from timeline.models import Crisis
from timeline.views.timeline import EVENTS_PER_PAGE

pytestmark = pytest.mark.django_db
URL = "/crises/testkrise/"


def days_from_now(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(first_day=days_from_now(-90))


def fill(crisis: Crisis, *days: int) -> None:
    """Add a meeting on each of the days, counted from today."""
    anna, article = make_entity("Anna Bär"), make_article(crisis=crisis)
    for number in days:
        day = days_from_now(number)
        status = "planned" if number > 0 else "held"
        make_meeting(anna, crisis=crisis, article=article, day=day, status=status)


def read(client, query: str = "", url: str = URL) -> list[object]:
    """Return what the list shows from top to bottom: days counted from today, and "today" for its line."""
    page = BeautifulSoup(client.get(url + query).text, "html.parser")
    found = page.select("main .day-heading time, main .today-line time")
    return [
        "today" if time.find_parent(class_="today-line") else _days_off(time["datetime"]) for time in found
    ]


def _days_off(text: object) -> int:
    return (date.fromisoformat(str(text)) - timezone.localdate()).days


def test_while_a_crisis_goes_on_the_newest_comes_first_after_what_lies_ahead(client, crisis):
    fill(crisis, -3, -1, 2, 0, 9)
    assert read(client) == [2, 9, "today", 0, -1, -3]


def test_what_is_over_begins_with_the_oldest_and_has_no_today(client):
    crisis = make_crisis(first_day=days_from_now(-9), last_day=days_from_now(-1))
    fill(crisis, -3, -1, -2)
    assert read(client) == [-3, -2, -1]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?order=oldest", [-3, -1, "today", 2, 9]),
        ("?order=newest", [2, 9, "today", -1, -3]),
        (f"?since={days_from_now(1)}", [2, 9]),
        (f"?until={days_from_now(-1)}", [-1, -3]),
        (f"?order=oldest&until={days_from_now(0)}", [-3, -1, "today"]),
    ],
)
def test_what_the_address_says_counts_more(client, crisis, query, expected):
    fill(crisis, -3, -1, 2, 9)
    assert read(client, query) == expected


def test_what_is_over_is_turned_by_its_address(client):
    crisis = make_crisis(first_day=days_from_now(-9), last_day=days_from_now(-1))
    fill(crisis, -3, -1, -2)
    assert read(client, "?order=newest") == [-1, -2, -3]


def test_much_that_lies_ahead_is_folded_and_the_latest_is_a_link_away(client, crisis):
    fill(crisis, -1, *range(1, MOST_AHEAD + 6))
    assert read(client) == [*range(1, MOST_AHEAD + 1), "today", -1]
    page = client.get(URL).text
    assert f"{MOST_AHEAD + 5} Ereignisse angekündigt oder geplant" in page
    assert "5 spätere</a>" in page
    assert f'href="{URL}?since={days_from_now(1)}"' in page
    assert f"{MOST_AHEAD + 6} Ereignisse<" in page


def test_what_stands_apart_takes_no_room_from_the_pages(client, crisis):
    fill(crisis, *range(-EVENTS_PER_PAGE - 1, 0), 1, 2, 3, 4)
    first, second = read(client), read(client, "?page=2")
    assert first == [1, 2, 3, 4, "today", *range(-1, -EVENTS_PER_PAGE - 1, -1)]
    assert second == [-EVENTS_PER_PAGE - 1]
    assert "Seite 1 von 2" in client.get(URL).text


def test_marks_know_the_pages_of_a_list_with_something_apart():
    paging = Paging(30, apart=MOST_AHEAD + 3)
    places = [0, MOST_AHEAD - 1, MOST_AHEAD, MOST_AHEAD + 3, MOST_AHEAD + 32, MOST_AHEAD + 33]
    assert [paging.page_of(place) for place in places] == [1, 1, 0, 1, 1, 2]


def test_marks_lead_to_the_pages_of_a_list_that_begins_with_the_newest(client, crisis):
    fill(crisis, *range(-EVENTS_PER_PAGE - 5, 0), *range(1, 6))
    for number in (1, 2):
        page = BeautifulSoup(client.get(f"{URL}?page={number}").text, "html.parser")
        here = {event["id"] for event in page.select(".event")}
        there = 3 - number
        leading = {
            link["href"].partition("#")[2]
            for link in page.select(".drawing a")
            if f"page={there}#" in str(link["href"])
        }
        other = client.get(f"{URL}?page={there}").text
        assert leading
        assert not leading & here
        assert all(f'id="{key}"' in other for key in leading)


def test_a_list_away_from_today_leads_there(client, crisis):
    fill(crisis, *range(-EVENTS_PER_PAGE - 1, 0), 2)
    assert 'id="to-today"' not in client.get(URL).text
    page = BeautifulSoup(client.get(f"{URL}?order=oldest").text, "html.parser")
    address = page.select_one("#to-today")["href"]
    assert address == "?order=oldest&page=2#today"
    assert "today" in read(client, "?order=oldest&page=2")


def test_pages_of_the_oldest_first_hold_today_once(client, crisis):
    fill(crisis, *range(-EVENTS_PER_PAGE + 1, 1), 1, 2)
    assert "today" not in read(client, "?order=oldest")
    assert read(client, "?order=oldest&page=2") == ["today", 1, 2]


def test_turning_round_is_always_an_address_of_its_own(client, crisis):
    fill(crisis, -1)
    page = client.get(URL).text
    assert f'href="{URL}?order=oldest"' in page
    assert f'href="{URL}?order=newest"' in page


def test_what_is_shared_keeps_the_order_that_its_reader_saw(client, crisis):
    fill(crisis, -3, -1, 2)
    page = BeautifulSoup(client.get(URL).text, "html.parser")
    assert page.select_one(".share-link a")["href"] == f"{URL}share/?order=newest"
    shown = BeautifulSoup(opened(client, "?order=newest"), "html.parser")
    heads = [time["datetime"] for time in shown.select("main .day-heading time, main .today-line time")]
    assert [_days_off(head) for head in heads] == [2, 0, -1, -3]
    assert "Stand" in shown.select_one(".today-line").text


def test_files_and_the_api_keep_the_oldest_first(client, crisis):
    fill(crisis, -3, -1, 2)
    page = client.get(URL).text
    assert f'href="{URL}export.csv"' in page
    days = [item["earliest"] for item in client.get("/api/v1/events?crisis=testkrise").json()["items"]]
    assert days == sorted(days)


@pytest.mark.parametrize("since", [-4, -2])
def test_a_frozen_view_has_the_order_of_the_living_one(client, since):
    crisis = make_crisis(first_day=days_from_now(-30), last_day=days_from_now(-1))
    fill(crisis, -3, -1)
    make_statement(crisis=crisis, earliest=days_from_now(-20), latest=days_from_now(-1))
    query = f"?since={days_from_now(since)}"
    live = re.findall(r'id="event-(\d+)"', client.get(URL + query).text)
    assert re.findall(r'id="event-(\d+)"', opened(client, query)) == live
    assert len(live) == 3 - (since == -2)
