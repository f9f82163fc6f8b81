"""A number in the picture leads to exactly the events that it counts, whether they were drawn one by one or counted together."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup

from tests.factories import (
    make_announcement,
    make_article,
    make_crisis,
    make_entity,
    make_meeting,
    make_statement,
)
from timeline.models import CrisisActor, Entity, Office
from timeline.picture import fetching
from timeline.picture.marks import Mark, read_mark

pytestmark = pytest.mark.django_db
URL = "/crises/testkrise/"
FIRST = date(2022, 1, 1)
NUMBER = re.compile(r": ([\d.]+) (?:Treffen|Aussage|Ankündigung)")


@pytest.fixture
def crisis():
    """A crisis of busy days; some of those who act stand for others, for two others, or for nobody with a lane."""
    crisis = make_crisis(first_day=FIRST, last_day=FIRST + timedelta(days=58))
    usa, russia, nato = (make_entity(name, Entity.Kind.STATE) for name in ("USA", "Russland", "Nato"))
    for position, actor in enumerate((usa, russia, nato)):
        CrisisActor.objects.create(crisis=crisis, entity=actor, position=position)
    anna, bert, carl = make_entity("Anna Bär"), make_entity("Bert Cramm"), make_entity("Carl Dorn")
    Office.objects.create(entity=anna, title="Außenministerin der USA", until=FIRST + timedelta(days=20))
    for title in ("Außenminister von Russland", "Generalsekretär der Nato"):
        Office.objects.create(entity=bert, title=title)
    actors = [usa, russia, nato, anna, bert, carl, make_entity("Antony Blinken")]
    article = make_article(crisis=crisis)
    shared = {"crisis": crisis, "article": article}
    for number in range(90):
        day = FIRST + timedelta(days=(5, 20, 21, 40)[number % 4])
        one, other = actors[number % 7], actors[number * 3 % 5]
        make_statement(one, day=day, **shared)
        if number % 2:
            status = ("held", "planned", "cancelled")[number % 3]
            make_meeting(*{one, other}, status=status, day=day, **shared)
    make_announcement(usa, day=FIRST, **shared)
    for days in (1, 3, 30, 300):
        early = FIRST + timedelta(days=20 - days // 2)
        make_statement(usa, day=None, earliest=early, latest=early + timedelta(days=days), **shared)
        make_meeting(usa, nato, day=None, earliest=early, latest=early + timedelta(days=days), **shared)
    make_statement(usa, day=None, first_reported_at="2022-01-21T12:00:00Z", **shared)
    return crisis


def counted(client, address):
    """Return the marks of the picture that count events: what they say, and where they lead."""
    soup = BeautifulSoup(client.get(address).text, "lxml")
    for mark in soup.select(".drawing a[href*='mark=']"):
        yield mark["xlink:title"], mark["href"]


@pytest.mark.parametrize("few", [600, -1])
@pytest.mark.parametrize(
    "query", ["", "?kind=meeting", "?since=2022-01-15&until=2022-02-14", "?review=unchecked"]
)
def test_a_number_leads_to_just_the_events_that_it_counts(client, crisis, monkeypatch, few, query):
    monkeypatch.setattr(fetching, "FEW", few)
    marks = list(counted(client, URL + query))
    assert marks
    for words, address in marks:
        found = NUMBER.search(words)
        number = int(found[1].replace(".", "")) if found else 1
        heading = BeautifulSoup(client.get(address).text, "lxml").select_one(".results-count").get_text()
        assert heading.split()[0] == str(number), (words, address)


def test_the_view_of_a_number_says_what_it_is(client, crisis, monkeypatch):
    monkeypatch.setattr(fetching, "FEW", -1)
    address = next(address for words, address in counted(client, URL) if "USA" in words)
    soup = BeautifulSoup(client.get(address).text, "lxml")
    assert "Bahn: USA" in soup.select_one(".chosen").get_text()
    assert soup.select_one("input[name=mark]")["value"]


def test_moving_on_leaves_the_number_behind(client, crisis, monkeypatch):
    monkeypatch.setattr(fetching, "FEW", -1)
    address = next(address for words, address in counted(client, URL) if "USA" in words)
    soup = BeautifulSoup(client.get(address).text, "lxml")
    assert "mark=" not in soup.select_one("#zoom-whole")["href"]


@pytest.mark.parametrize(
    "mark",
    [
        Mark(84),
        Mark(84, ("usa",), ("usa", "russland")),
        Mark(7, ("usa", "russland"), ("usa", "russland", "nato"), is_only=True),
        Mark(1, (), ("usa",), is_only=True),
    ],
)
def test_a_mark_reads_as_it_is_written(mark):
    assert read_mark(str(mark), None, None) == mark


@pytest.mark.parametrize("text", ["", "x", "~", "~~84", "usa~84", "usa~usa~", "usa~usa~84~9", "12345678"])
def test_what_is_no_mark_is_passed_over(text):
    assert read_mark(text, None, None) is None


def test_a_mark_of_unknown_lanes_finds_nothing(client, crisis):
    address = f"{URL}?since=2022-01-06&until=2022-01-06&mark=niemand~niemand~84"
    assert "Keine Ereignisse" in client.get(address).text
