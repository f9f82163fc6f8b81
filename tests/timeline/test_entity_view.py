"""The page of a person, state, organisation or place."""

from datetime import date

import pytest

from tests.factories import (
    make_article,
    make_crisis,
    make_entity,
    make_meeting,
    make_mention,
    make_place,
    make_statement,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return make_entity("Anna Bär", description="Diplomatin", is_checked=True)


def test_it_says_who_it_is(client, anna):
    anna.aliases.create(name="Frau Bär")
    anna.offices.create(title="Ministerin", since=date(2021, 1, 26))
    page = client.get("/entities/anna-bar/").text
    for words in ("Anna Bär", "Person", "Diplomatin", "Frau Bär", "Ministerin", "ab 26. Januar 2021"):
        assert words in page


def test_it_shows_events_statements_and_articles(client, anna):
    article = make_article("Anna Bär kam nach Genf.", title="Besuch am See")
    make_mention(anna, article, "Anna Bär")
    make_meeting(anna, make_entity("Ben Öz"))
    make_statement(anna, "Wir reden weiter")
    page = client.get(anna.get_absolute_url()).text
    assert "Gespräch zwischen Anna Bär und Ben Öz" in page
    assert "Anna Bär: Wir reden weiter" in page
    assert "Besuch am See" in page


def test_it_leads_to_the_timeline_filtered_by_it(client, anna):
    make_meeting(anna, crisis=make_crisis())
    make_meeting(anna, crisis=make_crisis())
    page = client.get(anna.get_absolute_url()).text
    assert 'href="/crises/testkrise/?entity=anna-bar"' in page
    assert "2 Ereignisse" in page


def test_a_place_shows_what_happened_there(client):
    make_meeting(make_entity("Ben Öz"), place=make_place("Genf"))
    assert "Gespräch mit Ben Öz in Genf" in client.get("/entities/genf/").text


def test_it_hides_rejected_events_and_articles_that_are_not_published(client, anna):
    make_meeting(anna, make_entity("Ben Öz"), review="rejected")
    for status in ("draft", "withdrawn"):
        make_mention(anna, make_article("Anna Bär.", title="Nicht zu sehen", status=status), "Anna Bär")
    page = client.get(anna.get_absolute_url()).text
    assert "Ben Öz" not in page
    assert "Nicht zu sehen" not in page


def test_a_merged_entity_leads_to_the_one_it_became(client, anna):
    make_entity("A. Bär", merged_into=anna)
    response = client.get("/entities/a-bar/")
    assert response.status_code == 302
    assert response.url == "/entities/anna-bar/"


def test_an_entity_without_anything_says_so(client, anna):
    page = client.get(anna.get_absolute_url()).text
    assert "Noch keine Ereignisse mit Anna Bär." in page
    assert "Kein Artikel nennt diesen Namen." in page


def test_an_unknown_key_is_not_found(client):
    assert client.get("/entities/niemand/").status_code == 404


@pytest.mark.parametrize("number", [2, 20])
def test_it_takes_the_same_queries_however_much_there_is(client, anna, number, django_assert_num_queries):
    for _number in range(number):
        article = make_article("Anna Bär kam.", crisis=make_crisis())
        make_mention(anna, article, "Anna Bär")
        make_meeting(anna, crisis=make_crisis(), article=article)
        make_statement(anna, crisis=make_crisis(), article=article)
    with django_assert_num_queries(14):
        client.get(anna.get_absolute_url())
