"""Sharing a view, and what was shared."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_crisis, make_entity, make_meeting, make_statement
from timeline import sharing
from timeline.models import Event, ShareLink

pytestmark = pytest.mark.django_db
CREATE = "/crises/testkrise/share/"


@pytest.fixture
def event():
    return make_meeting(make_entity("Anna Bär"), crisis=make_crisis())


def share(client, query="", **fields):
    return client.post(CREATE + query, {"title": "Was im Januar geschah", **fields})


def test_sharing_leads_to_the_frozen_view(client, event):
    response = share(client, note="Bitte lesen")
    assert response.status_code == 303
    page = client.get(response.url)
    assert "Was im Januar geschah" in page.text
    assert "Bitte lesen" in page.text
    assert "Gespräch mit Anna Bär" in page.text
    assert f'value="http://testserver{response.url}"' in page.text


def test_the_frozen_view_outlives_the_event(client, event):
    url = share(client).url
    Event.objects.update(review="rejected")
    assert "Anna Bär" not in client.get("/crises/testkrise/").text
    assert "Gespräch mit Anna Bär" in client.get(url).text


def test_only_the_filtered_view_is_shared(client, event):
    make_statement(make_entity("Ben Öz"), crisis=make_crisis())
    page = client.get(share(client, "?kind=statement").url).text
    assert "Ben Öz" in page
    assert "Anna Bär" not in page
    assert 'href="/crises/testkrise/?kind=statement"' in page


def test_the_form_proposes_a_title_and_says_how_many_events(client, event):
    page = client.get(f"{CREATE}?kind=meeting").text
    assert "Testkrise: Treffen" in page
    assert "dieses 1 Ereignis" in page


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_a_link_needs_a_title_that_fits(client, event, title):
    response = share(client, title=title)
    assert response.status_code == 422
    assert ShareLink.objects.count() == 0


def test_too_many_events_are_refused_with_a_reason(client, event, monkeypatch):
    monkeypatch.setattr(sharing, "MAX_EVENTS", 0)
    response = share(client)
    assert response.status_code == 422
    assert "zu viele Ereignisse" in response.text


def test_a_flood_of_links_is_held_back_but_not_the_editors(client, event, monkeypatch, django_user_model):
    monkeypatch.setattr(sharing, "LINKS_PER_HOUR", 1)
    assert share(client).status_code == 303
    response = share(client)
    assert response.status_code == 422
    assert "sehr viele Ansichten" in response.text
    client.force_login(django_user_model.objects.create_user("anna"))
    assert share(client).status_code == 303
    assert ShareLink.objects.filter(created_by__username="anna").count() == 1


def test_many_events_are_spread_over_pages_that_count_as_one_opening(client, event):
    Event.objects.bulk_create(Event(kind="meeting") for _number in range(100))
    make_crisis().events.set(Event.objects.all())
    url = share(client).url
    assert "Seite 1 von 2" in client.get(url).text
    assert client.get(f"{url}?page=2").text.count("<article class=") == 1
    assert ShareLink.objects.get().openings == 1


def test_a_form_without_its_token_is_refused(client, event):
    client.handler.enforce_csrf_checks = True
    response = share(client)
    assert response.status_code == 403
    assert "Das Formular ist nicht mehr gültig" in response.text
    assert 'class="masthead"' in response.text


def test_revoked_expired_and_unknown_links_answer_alike(client, event):
    link = ShareLink.objects.get(token=share(client).url.split("/")[2])
    unknown = client.get("/share/no-such-token/")
    assert unknown.status_code == 404
    for field in ("revoked_at", "expires_at"):
        ShareLink.objects.update(revoked_at=None, expires_at=None)
        ShareLink.objects.update(**{field: timezone.now() - timedelta(seconds=1)})
        gone = client.get(link.get_absolute_url())
        assert gone.status_code == 404
        assert gone.text.replace(link.token, "") == unknown.text.replace("no-such-token", "")


def test_a_link_that_expires_tomorrow_is_open(client, event):
    url = share(client).url
    ShareLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("token", ["%00", "a/b", "..", "ü"])
def test_malformed_tokens_are_not_found(client, token):
    assert client.get(f"/share/{token}/").status_code == 404


def test_openings_are_counted_without_cookies(client, event):
    url = share(client).url
    client.cookies.clear()
    for _time in range(3):
        response = client.get(url)
    client.head(url)
    assert ShareLink.objects.get().openings == 3
    assert not response.cookies


def test_search_engines_are_asked_to_stay_out(client, event):
    assert client.get(share(client).url)["X-Robots-Tag"] == "noindex"


def test_tokens_cannot_be_guessed():
    tokens = {ShareLink(crisis=None, title="x", snapshot={}).token for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 32


def test_opening_takes_two_queries_however_many_events(client, event, django_assert_num_queries):
    for _number in range(20):
        make_statement(make_entity(), crisis=make_crisis())
    url = share(client).url
    with django_assert_num_queries(2):
        client.get(url)
