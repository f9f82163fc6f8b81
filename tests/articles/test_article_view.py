"""The reader page of an article."""

from datetime import UTC, datetime

import pytest

from tests.factories import (
    make_article,
    make_crisis,
    make_entity,
    make_evidence,
    make_figure,
    make_meeting,
    make_mention,
    make_place,
    make_revision,
    make_statement,
)

pytestmark = pytest.mark.django_db


def test_it_shows_everything_the_article_has(client):
    article = make_article(
        title="Gespräche in Genf",
        kicker="Diplomatie",
        authors=["Anna Bär", "Ben Öz"],
        credits=["dpa", "rtr"],
        url="https://elbpost.example/genf",
        crisis=make_crisis(title="Die Krise"),
    )
    article.current_revision.related_links.create(position=0, title="Was bisher geschah")
    page = client.get(article.get_absolute_url()).text
    for words in (
        "Gespräche in Genf",
        "Diplomatie",
        "Anna Bär, Ben Öz",
        "dpa, rtr",
        "Elbpost",
        'href="https://elbpost.example/genf"',
        "Was bisher geschah",
        "Chronik: Die Krise",
    ):
        assert words in page


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//foreign.example/", "file:///etc/passwd"]
)
def test_links_lead_to_web_addresses_only(client, address):
    article = make_article(url=address)
    article.current_revision.related_links.create(position=0, title="Was bisher geschah", url=address)
    page = client.get(article.get_absolute_url()).text
    assert "Was bisher geschah" in page
    assert f'href="{address}' not in page


def test_times_are_those_of_berlin(client):
    article = make_article(published_at=datetime(2022, 1, 21, 23, 10, tzinfo=UTC))
    page = client.get(article.get_absolute_url()).text
    assert '<time datetime="2022-01-22T00:10+01:00">22. Januar 2022, 00:10 Uhr</time>' in page


def test_a_time_that_nobody_gave_is_not_made_up(client):
    page = client.get(make_article(has_time=False).get_absolute_url()).text
    assert "21. Januar 2022</time>" in page
    assert "17:04 Uhr" not in page


def test_statements_figures_and_entities_are_marked_and_lead_on(client):
    article = make_article()
    statement = make_statement(make_entity(), article=article, words="Man werde weiter miteinander reden")
    figure = make_figure(article=article, words="rund 100.000 Soldaten")
    make_mention(make_place("Genf"), article, "Genf")
    page = client.get(article.get_absolute_url()).text
    assert f'id="e{statement.pk}"><a href="/events/{statement.pk}/">Man werde weiter' in page
    assert f'id="e{figure.pk}"><a href="/events/{figure.pk}/">rund 100.000 Soldaten</a>' in page
    assert '<a href="/entities/genf/">Genf</a>' in page


def test_the_second_place_of_an_event_has_an_anchor_of_its_own(client):
    article = make_article()
    event = make_meeting(article=article, words="in Genf getroffen")
    make_evidence(event, article, "weiter miteinander")
    page = client.get(article.get_absolute_url()).text
    assert page.index(f'id="e{event.pk}"') < page.index(f'id="e{event.pk}-2"')


def test_an_entity_is_marked_once_in_a_paragraph_and_never_by_a_pronoun(client):
    article = make_article("Bär kam. Später sprach Bär. Sie schwieg.")
    anna = make_entity("Anna Bär")
    paragraph = article.current_revision.paragraphs.get()
    for start, end, form in ((0, 3, "name"), (23, 26, "name"), (28, 31, "pronoun")):
        anna.mentions.create(paragraph=paragraph, start=start, end=end, form=form)
    assert client.get(article.get_absolute_url()).text.count('<a href="/entities/anna-bar/">') == 1


def test_rejected_events_are_neither_marked_nor_listed(client):
    article = make_article()
    make_figure(article=article, words="rund 100.000 Soldaten", review="rejected")
    page = client.get(article.get_absolute_url()).text
    assert "mark-troop_figure" not in page.replace('mark mark-troop_figure">Truppenzahl', "")
    assert "keine Ereignisse gefunden" in page


def test_an_outdated_address_leads_to_the_current_one(client):
    article = make_article()
    response = client.get(f"/articles/{article.pk}/anders/")
    assert response.status_code == 301
    assert response.url == article.get_absolute_url()


def test_drafts_are_not_found(client):
    article = make_article(status="draft")
    assert client.get(article.get_absolute_url()).status_code == 404


def test_a_withdrawn_article_says_so(client):
    response = client.get(make_article(status="withdrawn").get_absolute_url())
    assert "Zurückgezogen." in response.text
    assert 'content="noindex"' in response.text


def test_a_truncated_article_says_so(client):
    assert "Bezahlschranke" in client.get(make_article(is_truncated=True).get_absolute_url()).text


class TestRevisions:
    """Several revisions are listed, readable and comparable."""

    @pytest.fixture
    def article(self):
        article = make_article("Es waren 90 Minuten.\n\nMan schwieg.", title="Alter Titel")
        make_revision(article, "Es waren 100 Minuten.\n\nMan sprach.", title="Neuer Titel")
        return article

    def test_the_page_names_them(self, client, article):
        page = client.get(article.get_absolute_url()).text
        assert "Neuer Titel" in page
        assert f'href="/articles/{article.pk}/changes/1/2/"' in page

    def test_an_earlier_one_says_that_it_is_outdated(self, client, article):
        page = client.get(f"/articles/{article.pk}/revisions/1/").text
        assert "Alter Titel" in page
        assert "Dies ist eine frühere Fassung." in page

    def test_the_current_one_leads_to_the_article(self, client, article):
        assert client.get(f"/articles/{article.pk}/revisions/2/").url == article.get_absolute_url()

    def test_changes_are_shown_word_by_word(self, client, article):
        page = client.get(f"/articles/{article.pk}/changes/1/2/").text
        assert "Es waren <del>90</del><ins>100</ins> Minuten." in page
        assert "<del>Alter</del><ins>Neuer</ins> Titel" in page

    @pytest.mark.parametrize("path", ["revisions/3/", "changes/1/3/", "changes/0/1/"])
    def test_what_does_not_exist_is_not_found(self, client, article, path):
        assert client.get(f"/articles/{article.pk}/{path}").status_code == 404


@pytest.mark.parametrize("number", [2, 20])
def test_it_takes_the_same_queries_however_much_was_found(client, number, django_assert_num_queries):
    article = make_article(
        "\n\n".join(f"Satz {count} steht da." for count in range(number)), crisis=make_crisis()
    )
    for count in range(number):
        make_meeting(make_entity(f"Person {count}"), article=article, words=f"Satz {count} ")
        make_mention(make_entity(f"Person {count}"), article, f"Satz {count} ")
    with django_assert_num_queries(10):
        client.get(article.get_absolute_url())
