"""Rendered views are kept until something changes that they show."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection, transaction

from articles.models import Source
from tests.factories import make_article, make_crisis, make_entity, make_meeting, make_place, make_statement
from timeline.keeping import with_stamp
from timeline.models import Event

pytestmark = pytest.mark.django_db
URL = "/crises/testkrise/"


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def event():
    crisis = make_crisis()
    return make_meeting(
        make_entity("Anna Bär"), crisis=crisis, article=make_article(crisis=crisis), place=make_place("Genf")
    )


def test_an_unchanged_view_takes_one_query(client, event, django_assert_num_queries):
    headers = {"hx-request": "true"}
    first = client.get(URL, headers=headers).text
    with django_assert_num_queries(1):
        again = client.get(URL, headers=headers).text
    assert again == first


def rename_entity(event):
    event.entities.update(name="Anna Neu")


def move_event(event):
    Event.objects.filter(pk=event.pk).update(place=make_place("Wien"))


def cancel_meeting(event):
    event.meeting.status = "cancelled"
    event.meeting.save()


def withdraw_article(event):
    article = event.evidence.get().revision.article
    article.status = "withdrawn"
    article.save()


def hide_unchecked(event):
    event.crises.update(shows_unchecked=False)


def remove_evidence(event):
    event.evidence.all().delete()


def take_out_of_the_crisis(event):
    event.crises.add(make_crisis("andere"))  # so that it gets no new row of its own
    event.crises.remove(make_crisis())


def add_event(event):
    make_statement(make_entity("Ben Öz"), crisis=event.crises.get())


def rename_source(event):
    Source.objects.update(name="Elbpost am Morgen")


CHANGES = [
    rename_source,
    rename_entity,
    move_event,
    cancel_meeting,
    withdraw_article,
    hide_unchecked,
    remove_evidence,
    take_out_of_the_crisis,
    add_event,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_change_shows_at_once(client, event, change):
    before = client.get(URL).text
    change(event)
    assert client.get(URL).text != before


def test_filters_languages_and_parts_are_kept_apart(client, event):
    texts = {client.get(URL).text, client.get(f"{URL}?kind=statement").text}
    texts.add(client.get(URL, headers={"hx-request": "true"}).text)
    client.cookies["django_language"] = "en"
    texts.add(client.get(URL).text)
    assert len(texts) == 4


def test_a_kept_view_is_as_old_as_what_it_shows(client, event):
    def seen_at():
        return BeautifulSoup(client.get(URL).text, "lxml").select_one("[data-now]")["data-now"]

    before = seen_at()
    assert seen_at() == before
    add_event(event)
    assert seen_at() > before


@pytest.mark.django_db(transaction=True)
def test_what_is_still_being_stored_is_not_yet_seen(event):
    def seen_at():
        return with_stamp().get().seen_at

    with ThreadPoolExecutor(1) as elsewhere, transaction.atomic():
        Event.objects.filter(pk=event.pk).update(place=None)
        began = elsewhere.submit(seen_at).result()
        assert elsewhere.submit(seen_at).result() == began
        elsewhere.submit(lambda: connection.close()).result()
    assert seen_at() > began
