"""An event with all its evidence."""

from datetime import datetime

import pytest

from tests.factories import (
    BERLIN,
    make_article,
    make_crisis,
    make_entity,
    make_evidence,
    make_figure,
    make_meeting,
    make_place,
    make_revision,
)

pytestmark = pytest.mark.django_db


def test_it_shows_particulars_and_participants(client):
    event = make_meeting(make_entity("Anna Bär"), place=make_place(), duration_minutes=90, status="cancelled")
    page = client.get(event.get_absolute_url()).text
    for words in ("Gespräch mit Anna Bär in Genf", "90 Minuten", "abgesagt", "nimmt teil", "/entities/genf/"):
        assert words in page


def test_it_shows_the_evidence_of_every_article_with_the_time_reported(client):
    event = make_meeting(article=make_article(title="Erste Meldung"), words="am Freitag")
    late = make_article(
        "Sie trafen sich in Genf.",
        title="Späte Meldung",
        published_at=datetime(2022, 1, 22, 0, 10, tzinfo=BERLIN),
    )
    make_evidence(event, late, "in Genf")
    page = client.get(event.get_absolute_url()).text
    assert "Belege aus 2 Artikeln" in page
    assert page.index("Erste Meldung") < page.index("Späte Meldung")
    assert "22. Januar 2022, 00:10 Uhr" in page
    assert f'href="{late.get_absolute_url()}#e{event.pk}"' in page


def test_of_an_article_the_newest_revision_bears_witness(client):
    article = make_article()
    event = make_meeting(article=article, words="am Freitag")
    make_revision(article, "Am Freitag kam man in Genf zusammen.")
    make_evidence(event, article, "in Genf")
    page = client.get(event.get_absolute_url()).text
    assert "Beleg aus 1 Artikel<" in page
    assert "kam man <mark>in Genf</mark> zusammen" in page


def test_the_address_of_an_event_that_went_up_in_another_leads_there(client):
    heir = make_meeting(make_entity("Anna Bär"))
    middle = make_meeting(merged_into=heir)
    gone = make_meeting(merged_into=middle)
    assert (
        client.get(f"{gone.get_absolute_url()}?as_of=2022-01-22")["Location"]
        == f"{heir.get_absolute_url()}?as_of=2022-01-22"
    )
    type(heir).objects.filter(pk=heir.pk).update(review="rejected")
    assert client.get(gone.get_absolute_url()).status_code == 404


def test_several_words_of_one_sentence_are_one_quotation(client):
    article = make_article("Man werde, sagte sie, weiter reden.")
    event = make_meeting(article=article, words="Man werde")
    make_evidence(event, article, "weiter reden", position=1)
    page = client.get(event.get_absolute_url()).text
    assert "<mark>Man werde</mark>, sagte sie, <mark>weiter reden</mark>." in page


def test_evidence_from_a_draft_stays_hidden_and_a_withdrawn_article_is_named(client):
    event = make_figure(article=make_article(title="Entwurfstitel", status="draft"))
    make_evidence(event, make_article(title="Alter Bericht", status="withdrawn"))
    page = client.get(event.get_absolute_url()).text
    assert "Entwurfstitel" not in page
    assert "Alter Bericht" in page
    assert "zurückgezogen" in page


@pytest.mark.parametrize("review", ["extracted", "rejected"])
def test_what_readers_may_not_see_is_not_found(client, review):
    event = make_meeting(review=review, crisis=make_crisis(shows_unchecked=False))
    assert client.get(event.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("pk", ["0", "99999999999999999999"])
def test_an_unknown_event_is_not_found(client, pk):
    assert client.get(f"/events/{pk}/").status_code == 404


@pytest.mark.parametrize("number", [2, 20])
def test_it_takes_the_same_queries_however_much_evidence(client, number, django_assert_num_queries):
    event = make_meeting(make_entity(), make_entity("Ben"), crisis=make_crisis())
    for _number in range(number):
        make_evidence(event, make_article())
    with django_assert_num_queries(8):
        client.get(event.get_absolute_url())
