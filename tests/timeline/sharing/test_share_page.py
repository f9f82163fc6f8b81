"""What a shared view shows to whoever opens it."""

import pytest

from tests.factories import make_crisis, make_entity, make_statement
from tests.timeline.sharing.sending import opened, share
from timeline.models import Event, ShareLink

pytestmark = pytest.mark.django_db


def test_the_frozen_view_shows_title_introduction_and_events(client, event):
    page = opened(client, note="Bitte lesen")
    assert "Was im Januar geschah" in page
    assert "Bitte lesen" in page
    assert "Gespräch mit Anna Bär" in page


def test_the_frozen_view_outlives_the_event(client, event):
    url = share(client).get_absolute_url()
    Event.objects.update(review="rejected")
    assert "Anna Bär" not in client.get("/crises/testkrise/").text
    assert "Gespräch mit Anna Bär" in client.get(url).text


def test_the_frozen_view_shows_the_picture_as_it_was(client, event):
    url = share(client).get_absolute_url()
    Event.objects.all().delete()
    page = client.get(url).text
    assert '<figure class="drawing">' in page
    assert f'href="#event-{event.pk}"' in page


def test_only_the_filtered_view_is_shared(client, event):
    make_statement(make_entity("Ben Öz"), crisis=make_crisis())
    page = opened(client, "?kind=statement")
    assert "Ben Öz" in page
    assert f"#event-{event.pk}" not in page
    assert 'href="/crises/testkrise/?kind=statement"' in page


def test_many_events_are_spread_over_pages_that_count_as_one_opening(client, event):
    Event.objects.bulk_create(Event(kind="meeting") for _number in range(100))
    make_crisis().events.set(Event.objects.all())
    last = Event.objects.order_by("day", "first_reported_at", "pk").last()
    url = share(client, highlights=[last.pk]).get_absolute_url()
    first = client.get(url).text
    assert "Seite 1 von 2" in first
    assert f'href="?page=2#event-{last.pk}"' in first
    assert client.get(f"{url}?page=2").text.count("<article class=") == 1
    assert ShareLink.objects.get().openings == 1


def test_openings_are_counted_without_cookies(client, event):
    url = share(client).get_absolute_url()
    client.cookies.clear()
    for _time in range(3):
        response = client.get(url)
    client.head(url)
    assert ShareLink.objects.get().openings == 3
    assert not response.cookies


def test_search_engines_are_asked_to_stay_out(client, event):
    assert client.get(share(client).get_absolute_url())["X-Robots-Tag"] == "noindex"


def test_tokens_cannot_be_guessed():
    tokens = {ShareLink(crisis=None, title="x", snapshot={}).token for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 32


def test_opening_again_takes_three_queries_however_many_events(client, event, django_assert_num_queries):
    for _number in range(20):
        make_statement(make_entity(), crisis=make_crisis())
    url = share(client).get_absolute_url()
    client.get(url)
    with django_assert_num_queries(3):
        client.get(url)
