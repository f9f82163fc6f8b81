"""The front page."""

from datetime import date

import pytest

from tests.factories import make_article, make_crisis, make_entity, make_meeting

pytestmark = pytest.mark.django_db


def test_an_empty_site_says_what_will_stand_here(client):
    page = client.get("/").text
    assert "Noch keine Krise angelegt" in page
    assert "Noch keine Artikel" in page


def test_it_shows_a_crisis_with_span_counts_and_latest_event(client):
    crisis = make_crisis(
        title="Die Krise",
        description="Worum es geht",
        first_day=date(2021, 12, 1),
        last_day=date(2022, 2, 24),
    )
    make_article(crisis=crisis, title="Neuester Artikel")
    make_meeting(make_entity("Ben Öz"), crisis=crisis, day=date(2022, 1, 10))
    make_meeting(make_entity("Anna Bär"), crisis=crisis, day=date(2022, 2, 1))
    make_meeting(make_entity("Wer Ferne"), crisis=crisis, day=date(2999, 1, 1))
    make_meeting(make_entity("Wer Falsch"), crisis=crisis, day=date(2022, 2, 2), review="rejected")
    page = client.get("/").text
    for words in (
        "Die Krise",
        "Worum es geht",
        "1. Dezember 2021 bis 24. Februar 2022",
        "3 Treffen",
        "aus 1 Artikel<",
        "Gespräch mit Anna Bär",
        "Neuester Artikel",
    ):
        assert words in page
    assert "Wer F" not in page  # neither what is still to come nor what was rejected


def test_the_crisis_with_the_latest_event_comes_first(client):
    make_meeting(crisis=make_crisis("ruhige"), day=date(2021, 1, 1))
    make_meeting(crisis=make_crisis("heftige"), day=date(2022, 1, 1))
    make_crisis("leere")
    page = client.get("/").text
    assert page.index("Heftige") < page.index("Ruhige") < page.index("Leere")


def test_it_shows_neither_drafts_nor_withdrawn_articles(client):
    make_article(title="Geheim", status="draft")
    make_article(title="Geheim", status="withdrawn")
    assert "Geheim" not in client.get("/").text


@pytest.mark.parametrize("number", [2, 10])
def test_it_takes_the_same_queries_however_much_there_is(client, number, django_assert_num_queries):
    for count in range(number):
        crisis = make_crisis(f"krise-{count}")
        article = make_article(crisis=crisis)
        make_meeting(make_entity(), crisis=crisis, article=article)
    with django_assert_num_queries(7):
        client.get("/")
