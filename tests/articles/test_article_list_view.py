"""The list of articles and its search."""

from datetime import UTC, datetime

import pytest

from articles.views import ARTICLES_PER_PAGE
from tests.factories import make_article, make_revision

pytestmark = pytest.mark.django_db


def test_newest_articles_come_first(client):
    make_article(title="Jung", published_at=datetime(2022, 2, 1, tzinfo=UTC))
    make_article(title="Alt", published_at=datetime(2022, 1, 1, tzinfo=UTC))
    page = client.get("/articles/").text
    assert page.index("Jung") < page.index("Alt")


@pytest.mark.parametrize(
    "words",
    [
        "Verhandlung",
        "verhandlungen",
        '"rund 100.000"',
        "soldaten -panzer",
        "Genf",
        "Genf Soldaten",
        "Manöver",
        "„rund 100.000“",
    ],
)
def test_the_search_knows_german(client, words):
    make_article("Die Verhandlungen.\n\nEs sind rund 100.000 Soldaten im „Manöver“.", title="In Genf")
    make_article("Nichts davon, aber Panzer.", title="Anderswo")
    page = client.get("/articles/", {"q": words}).text
    assert "In Genf" in page
    assert "Anderswo" not in page


def test_only_the_current_revision_is_searched(client):
    make_revision(make_article("Früher stand hier Wolgograd."), "Heute nicht mehr.")
    assert "Kein Artikel enthält diese Wörter." in client.get("/articles/", {"q": "Wolgograd"}).text


@pytest.mark.parametrize("words", ["%", "'", '"', "a & | !", "\x00", "x" * 5000, "😀", "   "])
def test_odd_searches_do_no_harm(client, words):
    assert client.get("/articles/", {"q": words}).status_code == 200


def test_many_articles_are_spread_over_pages(client):
    for _number in range(ARTICLES_PER_PAGE + 1):
        make_article()
    assert "Seite 1 von 2" in client.get("/articles/").text
    assert client.get("/articles/?page=2").text.count("<article") == 1


@pytest.mark.parametrize("number", [2, 20])
def test_it_takes_the_same_queries_however_many_articles(client, number, django_assert_num_queries):
    for _number in range(number):
        make_article()
    with django_assert_num_queries(3):
        client.get("/articles/")
