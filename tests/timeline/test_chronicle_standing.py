"""What an event's page tells of how it stands."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.timeline.stories import Count, Story, Talk, on, tell
from timeline.chronicle.rulings import choose
from timeline.models import Event
from timeline.standing import support

pytestmark = pytest.mark.django_db


def page(client: Client, event: Event) -> str:
    return client.get(event.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("origins", "articles", "expected"),
    [
        ({"agency:dpa", "source:Hafenblatt"}, 7, "7 Artikel, 2 Quellen (dpa, eigene Recherche)"),
        ({"agency:dpa"}, 10, "10 Artikel, 1 Quelle (dpa)"),
        ({"source:A", "source:B"}, 2, "2 Artikel, 2 Quellen (2 eigene Recherchen)"),
    ],
)
def test_articles_and_their_origins_are_counted_apart(
    origins: set[str], articles: int, expected: str
) -> None:
    assert support(origins, articles) == expected


def test_a_single_origin_is_said_to_be_one(client: Client) -> None:
    for number in (1, 2):
        tell(Story(f"https://a.example/{number}", (Talk(),), source=f"Blatt {number}", credits=("dpa",)))
    shown = page(client, Event.objects.get())
    assert "2 Artikel, 1 Quelle (dpa)" in shown
    assert "nur eine Quelle" in shown


def test_a_planned_day_that_passed_in_silence_is_said_to_be_unconfirmed(client: Client) -> None:
    tell(Story("https://a.example/1", (Talk(status="planned"),), after=-2))
    assert "Keine Bestätigung gefunden" in page(client, Event.objects.get())


def test_a_figure_names_its_successor_and_what_contradicts_it(client: Client) -> None:
    tell(Story("https://a.example/1", (Count(94_300, "ukraine"), Count(175_000, "usa"))))
    tell(Story("https://a.example/2", (Count(115_000, "ukraine", on(9)),), after=9))
    shown = page(client, Event.objects.get(troopfigure__low=94_300))
    assert "Neuere Zahl derselben Seite" in shown
    assert "115.000" in shown
    assert "Andere nennen zur selben Zeit" in shown


def test_a_decision_is_shown_with_its_reason(client: Client) -> None:
    tell(Story("https://a.example/1", (Talk(),)))
    event = Event.objects.get()
    choose(event, "duration_minutes", 95, reason="So steht es im Protokoll.")
    assert "So steht es im Protokoll." in page(client, event)
