"""What search engines are told: robots.txt and the sitemaps."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_article, make_crisis, make_entity, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def locations(client: Client) -> list[str]:
    """Return all addresses of all sitemaps of a small chronicle."""
    crisis = make_crisis()
    article = make_article(crisis=crisis)
    make_meeting(make_entity("Anna Bär"), crisis=crisis, article=article)
    make_meeting(make_entity("Ben Öz"), crisis=crisis, article=article, review="rejected")
    make_article("Noch ein Entwurf.", title="Entwurf", status="draft")
    make_entity("Bär", key="old", merged_into=make_entity("Anna Bär"))
    sections = _locations(client.get("/sitemap.xml").text)
    return [place for section in sections for place in _locations(client.get(section).text)]


def _locations(xml: str) -> list[str]:
    return [part.split("</loc>")[0].removeprefix("http://testserver") for part in xml.split("<loc>")[1:]]


def test_the_sitemaps_name_every_page_that_readers_can_open(client: Client, locations: list[str]):
    assert "/crises/testkrise/" in locations
    assert "/entities/anna-bar/" in locations
    assert sum(place.startswith("/articles/") for place in locations) == 1
    assert {client.get(place).status_code for place in locations} == {200}


def test_the_sitemaps_are_silent_about_what_readers_do_not_see(locations: list[str]):
    assert sum(place.startswith("/events/") for place in locations) == 1
    assert "/entities/old/" not in locations


def test_robots_are_shown_the_sitemap_and_kept_from_filtered_views(client: Client):
    answer = client.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "Disallow: /*?" in answer.text
    assert "Sitemap: http://testserver/sitemap.xml" in answer.text
