"""The API's lists narrowed down, and as they were known."""

from datetime import date, datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest

from tests.factories import (
    make_article,
    make_crisis,
    make_entity,
    make_meeting,
    make_place,
    make_source,
    make_statement,
)
from tests.publishing import FRIDAY
from tests.timeline.api.asking import API, items
from tests.timeline.stories import Count, Story, Talk, on, tell
from timeline.models import Crisis, EntityAlias, Meeting, Office

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("crisis=testkrise", {"meeting", "statement"}),
        ("crisis=zweitkrise", set()),
        ("kind=statement", {"statement"}),
        ("kind=statement&kind=meeting", {"meeting", "statement"}),
        ("entity=anna-bar", {"meeting", "statement"}),
        ("entity=anna-bar&entity=genf", {"meeting"}),
        ("since=2022-01-22", {"statement"}),
        ("until=2022-01-21", {"meeting"}),
        ("q=antwortete", {"statement"}),
        ("source=Elbpost", {"meeting"}),
        ("status=planned", {"meeting"}),
        ("review=checked", {"statement"}),
        ("review=unchecked", {"meeting"}),
    ],
)
def test_events_are_filtered_like_the_timeline(client, crisis, article, query, expected):
    make_crisis("zweitkrise")
    anna = make_entity("Anna Bär")
    make_meeting(anna, crisis=crisis, article=article, place=make_place(), status="planned")
    other = make_article("Die Ministerin antwortete.", source="Donaublatt", crisis=crisis)
    make_statement(anna, crisis=crisis, article=other, day=date(2022, 1, 22), review="accepted")
    assert {event["kind"] for event in items(client, f"/events?{query}")} == expected


def test_entities_are_found_by_name_alias_and_kind(client, crisis):
    anna = make_entity("Anna Bär", is_checked=True)
    EntityAlias.objects.create(entity=anna, name="die Ministerin")
    Office.objects.create(entity=anna, title="Ministerin", since=date(2021, 12, 8))
    make_meeting(make_entity("Ben Öz"), crisis=crisis, place=make_place())
    assert [one["key"] for one in items(client, "/entities?name=MINISTER")] == ["anna-bar"]
    assert [one["key"] for one in items(client, "/entities?kind=place")] == ["genf"]
    [record] = items(client, "/entities?name=bär")
    assert record["aliases"] == ["die Ministerin"]
    assert record["offices"] == [{"title": "Ministerin", "since": "2021-12-08", "until": None}]


def test_a_merged_entity_leads_to_the_other(client):
    anna = make_entity("Anna Bär", is_checked=True)
    make_entity("A. Bär", merged_into=anna)
    assert client.get(f"{API}/entities/a-bar")["Location"] == f"{API}/entities/anna-bar"


def test_articles_are_narrowed_down_by_days_of_the_newsroom(client, crisis):
    make_article(crisis=crisis, published_at=datetime(2022, 1, 21, 0, 10, tzinfo=BERLIN))
    make_article(source="Donaublatt", published_at=datetime(2022, 1, 21, 23, 50, tzinfo=BERLIN))
    assert len(items(client, "/articles?since=2022-01-21&until=2022-01-21")) == 2
    assert items(client, "/articles?since=2022-01-22") == items(client, "/articles?until=2022-01-20") == []
    assert [one["outlet"] for one in items(client, "/articles?crisis=testkrise")] == ["Elbpost"]
    assert [one["outlet"] for one in items(client, "/articles?source=Donaublatt")] == ["Donaublatt"]


def test_unknown_sources_are_no_reason_to_fail(client):
    make_source("Elb & Post: „Blatt“")
    assert items(client, "/articles?source=Elb%20%26%20Post%3A%20%E2%80%9EBlatt%E2%80%9C") == []


def test_a_crisis_can_be_read_as_it_was_known(client):
    tell(Story("https://blatt1.example/a", (Talk(status="planned", days=on(5)),), -3))
    tell(Story("https://blatt2.example/a", (Talk(status="cancelled", days=on(5)),), 2))
    moments = [FRIDAY + timedelta(days=after) for after in (-4, 0, 3)]
    known = [items(client, f"/events?crisis=probe&as_of={quote(moment.isoformat())}") for moment in moments]
    assert [[event["meeting"]["status"] for event in events] for events in known] == [
        [],
        ["planned"],
        ["cancelled"],
    ]
    assert [len(event["evidence"]) for [event] in known[1:]] == [1, 2]
    [on_that_day] = items(client, f"/events?crisis=probe&as_of={FRIDAY.date()}")
    assert on_that_day["meeting"]["status"] == "planned"


def test_the_events_that_changed_since_a_moment_are_given_out(client):
    tell(Story("https://blatt1.example/a", (Talk(), Count(100_000, "usa"))))
    crisis = Crisis.objects.get()
    crisis.entries.update(entered_at=FRIDAY, changed_at=FRIDAY)
    changed = f"/events?crisis=probe&changed_since={quote(FRIDAY.isoformat())}"
    assert items(client, changed) == []
    Meeting.objects.update(begins_at="11:00")
    [event] = items(client, changed)
    assert event["meeting"]["begins_at"] == "11:00"
    assert len(items(client, f"/events?crisis=probe&changed_since={FRIDAY.date()}")) == 2
    assert items(client, f"{changed}&kind=troop_figure") == []
