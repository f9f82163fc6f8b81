"""What lists show of an event beside its headline: who has a part in it, where, and on what it rests."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from tests.factories import make_article, make_crisis, make_entity, make_meeting, make_place, make_statement
from tests.timeline.stories import Story, Talk, tell
from timeline.cards import Card, make_card
from timeline.filters import Filters
from timeline.models import Event, Provenance, ShareLink
from timeline.sharing import freeze

pytestmark = pytest.mark.django_db
URL = "/crises/testkrise/"


def casts(page: str) -> list[str]:
    """Return what stands below the events of a page."""
    return re.findall(r'<p class="cast">(.*?)</p>', page, re.DOTALL)


@pytest.fixture
def meeting() -> Event:
    crisis = make_crisis(title="Die Krise am Fluss")
    people = make_entity("Anna Bär"), make_entity("Ben Öz", name_en="Ben Oez")
    return make_meeting(*people, place=make_place("Genf"), crisis=crisis, article=make_article(crisis=crisis))


def test_everybody_and_the_place_lead_to_pages_of_their_own(client: Client, meeting: Event) -> None:
    (cast,) = casts(client.get(URL).text)
    assert strip_tags(cast) == "Anna Bär · Ben Öz · Genf · 1 Quelle (eigene Recherche)"
    assert re.findall(r'href="([^"]+)"', cast) == [
        f"/entities/{key}/" for key in ("anna-bar", "ben-oz", "genf")
    ]
    client.cookies["django_language"] = "en"
    (cast,) = casts(client.get(URL).text)
    assert strip_tags(cast) == "Anna Bär · Ben Oez · Geneva · 1 source (own research)"


def test_who_has_two_parts_stands_there_once(meeting: Event) -> None:
    anna = make_entity("Anna Bär")
    statement = make_statement(anna, place=anna, article=make_article(), crisis=make_crisis())
    statement.participations.create(entity=anna, role="addressee")
    assert [actor.name for actor in make_card(statement).cast] == ["Anna Bär"]


def test_copies_of_an_agency_text_count_as_one_origin(client: Client) -> None:
    for number in range(3):
        tell(Story(f"https://a.example/{number}", (Talk(),), source=f"Blatt {number}", credits=("dpa",)))
    (cast,) = casts(client.get("/crises/probe/").text)
    assert cast.endswith("3 Artikel, 1 Quelle (dpa)")


def test_an_event_without_anybody_says_at_least_where_it_is_from(client: Client) -> None:
    make_statement(None, crisis=make_crisis(), article=make_article())
    assert casts(client.get(URL).text) == ["1 Quelle (eigene Recherche)"]


def test_a_shared_view_says_the_same_without_leading_anywhere(client: Client, meeting: Event) -> None:
    link = ShareLink.objects.create(
        crisis=make_crisis(), title="Geteilt", snapshot=freeze(make_crisis(), Filters())
    )
    Provenance.objects.all().delete()
    Event.objects.all().delete()
    for address in (link.get_absolute_url(), f"{link.get_absolute_url()}embed/"):
        assert casts(client.get(address).text) == ["Anna Bär · Ben Öz · Genf · 1 Quelle (eigene Recherche)"]


def test_cards_that_were_frozen_before_still_open(meeting: Event) -> None:
    values = make_card(meeting).as_json()
    for name in ("place", "articles", "origins"):
        del values[name]
    card = Card.from_json(values)
    assert [actor.name for actor in card.cast] == ["Anna Bär", "Ben Öz"]
    assert card.support == ""
