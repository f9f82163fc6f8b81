"""Sharing a view, what was shared, and taking it back."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.factories import make_crisis, make_entity, make_meeting, make_statement
from timeline import sharing
from timeline.models import Entry, Event, ShareLink

pytestmark = pytest.mark.django_db
CREATE = "/crises/testkrise/share/"


@pytest.fixture
def event():
    return make_meeting(make_entity("Anna Bär"), crisis=make_crisis())


def send(client, query="", **fields):
    return client.post(CREATE + query, {"title": "Was im Januar geschah", **fields})


def share(client, query="", **fields):
    """Share a view; return its link."""
    assert send(client, query, **fields).status_code == 303
    return ShareLink.objects.latest("pk")


def opened(client, query="", **fields):
    """Share a view; return the text of its page."""
    return client.get(share(client, query, **fields).get_absolute_url()).text


# Sharing


def test_sharing_leads_to_all_ways_to_hand_the_view_on(client, event):
    response = send(client)
    link = ShareLink.objects.get()
    page = client.get(response.url).text
    address = f"http://testserver{link.get_absolute_url()}"
    assert f'value="{address}"' in page
    assert f'value="http://testserver{response.url}"' in page
    assert f"&lt;iframe src=&quot;{address}embed/&quot;" in page
    assert '<svg aria-hidden="true"' in page


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
    assert "Anna Bär" not in page
    assert 'href="/crises/testkrise/?kind=statement"' in page


def test_the_form_proposes_a_title_and_says_how_many_events(client, event):
    page = client.get(f"{CREATE}?kind=meeting").text
    assert "Testkrise: Treffen" in page
    assert "dieses 1 Ereignis" in page


def test_the_form_offers_the_living_address_beside(client, event):
    page = client.get(f"{CREATE}?kind=meeting").text
    assert 'value="http://testserver/crises/testkrise/?kind=meeting"' in page
    assert "&lt;iframe src=&quot;http://testserver/crises/testkrise/embed/?kind=meeting&quot;" in page


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_a_link_needs_a_title_that_fits(client, event, title):
    assert send(client, title=title).status_code == 422
    assert ShareLink.objects.count() == 0


def test_a_title_with_quotation_marks_stays_whole_in_the_code_to_embed(client, event):
    page = client.get(send(client, title='Sagte er "nein"?').url).text
    assert "title=&quot;Sagte er &amp;quot;nein&amp;quot;?&quot;" in page


def test_too_many_events_are_refused_with_a_reason(client, event, monkeypatch):
    monkeypatch.setattr(sharing, "MAX_EVENTS", 0)
    response = send(client)
    assert response.status_code == 422
    assert "zu viele Ereignisse" in response.text


def test_who_would_share_too_many_events_is_told_before_filling_anything_in(client, event, monkeypatch):
    monkeypatch.setattr(sharing, "MAX_EVENTS", 0)
    page = client.get(CREATE).text
    assert "zu viele Ereignisse zum Einfrieren: 1; es gehen höchstens 0" in page
    assert "Link anlegen" not in page
    assert "Diese Auswahl, immer aktuell" in page


def test_a_flood_of_links_is_held_back_but_not_the_editors(client, event, monkeypatch, django_user_model):
    monkeypatch.setattr(sharing, "LINKS_PER_HOUR", 1)
    assert send(client).status_code == 303
    response = send(client)
    assert response.status_code == 422
    assert "sehr viele Ansichten" in response.text
    client.force_login(django_user_model.objects.create_user("anna"))
    assert send(client).status_code == 303
    assert ShareLink.objects.filter(created_by__username="anna").count() == 1


def test_a_form_without_its_token_is_refused(client, event):
    client.handler.enforce_csrf_checks = True
    response = send(client)
    assert response.status_code == 403
    assert "Das Formular ist nicht mehr gültig" in response.text
    assert 'class="masthead"' in response.text


# Highlights


def test_picked_highlights_stand_first(client, event):
    other = make_statement(make_entity("Ben Öz"), crisis=make_crisis())
    assert "Höhepunkte" not in opened(client)
    page = opened(client, highlights=[other.pk])
    _before, first, rest = page.partition('<section class="highlights"')
    assert first
    assert rest.index("Ben Öz") < rest.index("Anna Bär")
    assert rest.index(f'href="#event-{other.pk}"') < rest.index("Anna Bär")
    marked = re.findall(r'is-picked"\s+id="event-(\d+)"', page)
    assert marked == [str(other.pk)]


def test_no_more_than_twelve_highlights_are_taken(client, event):
    events = [make_statement(make_entity(), crisis=make_crisis()) for _number in range(13)]
    response = send(client, highlights=[event.pk for event in events])
    assert response.status_code == 422
    assert "Höchstens 12 Höhepunkte; gewählt sind 13." in response.text


@pytest.mark.parametrize("pick", ["0", "-1", "abc", "9" * 30, "²", ""])
def test_what_the_view_does_not_hold_cannot_be_picked(client, event, pick):
    assert send(client, highlights=[pick]).status_code == 422


def test_events_outside_the_view_cannot_be_picked(client, event):
    other = make_statement(make_entity("Ben Öz"), crisis=make_crisis())
    assert send(client, "?kind=meeting", highlights=[other.pk]).status_code == 422


def test_turning_the_pages_of_the_picker_keeps_what_was_filled_in(client, event):
    Event.objects.bulk_create(Event(kind="meeting") for _number in range(100))
    make_crisis().events.set(Event.objects.all())
    page = send(client, note="Bitte lesen", highlights=[event.pk], lasts="30", page="2").text
    assert ShareLink.objects.count() == 0
    assert "Was im Januar geschah" in page
    assert "Bitte lesen" in page
    assert f'<input type="hidden" name="highlights" value="{event.pk}">' in page
    assert 'value="30" id="id_lasts_1" checked' in page
    assert "Seite 2 von 2" in page


# How long a link lasts


def days_left(**fields):
    def count(client):
        expires = share(client, **fields).expires_at
        return expires and round((expires - timezone.now()) / timedelta(days=1), 2)

    return count


@pytest.mark.parametrize("lasts", ["7", "30", "90", "365"])
def test_a_link_lasts_as_many_days_as_chosen(client, event, lasts):
    assert days_left(lasts=lasts)(client) == int(lasts)


def test_a_link_for_which_nothing_is_chosen_lasts_a_year_and_the_form_says_so(client, event):
    form = client.get(CREATE).text
    assert re.search(r'value="365" id="id_lasts_\d" checked', form)
    assert "Ohne andere Wahl gilt sie ein Jahr" in form
    assert days_left()(client) == 365


def test_a_link_that_is_to_stay_does_not_expire(client, event):
    assert share(client, lasts="never").expires_at is None


@pytest.mark.parametrize("lasts", ["day", "365", ""])
def test_a_link_lasts_to_the_end_of_the_chosen_day_in_berlin(client, event, lasts):
    day = timezone.localdate() + timedelta(days=40)
    end = datetime.combine(day + timedelta(days=1), datetime.min.time(), ZoneInfo("Europe/Berlin"))
    assert share(client, lasts=lasts, last_day=day.isoformat()).expires_at == end


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"lasts": "day"}, "Nennen Sie den letzten Tag."),
        ({"lasts": "day", "last_day": "2022-01-01"}, "von heute an"),
        ({"lasts": "day", "last_day": "9999-12-31"}, "von heute an"),
        ({"lasts": "day", "last_day": "gestern"}, "gültiges Datum"),
        ({"lasts": "8"}, "keine gültige Auswahl"),
    ],
)
def test_a_wrong_expiry_is_refused_with_a_reason(client, event, fields, error):
    response = send(client, **fields)
    assert response.status_code == 422
    assert error in response.text


def test_a_link_that_expires_tomorrow_is_open(client, event):
    url = share(client).get_absolute_url()
    ShareLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert client.get(url).status_code == 200


# Taking back


def test_whoever_knows_the_secret_address_revokes_the_link(client, event):
    secret = send(client).url
    link = ShareLink.objects.get()
    response = client.post(secret)
    assert (response.status_code, response.url) == (303, secret)
    assert "Widerrufen am" in client.get(secret).text
    assert client.get(link.get_absolute_url()).status_code == 410
    first = ShareLink.objects.get().revoked_at
    client.post(secret)
    assert ShareLink.objects.get().revoked_at == first


def test_the_secret_stands_neither_in_the_database_nor_on_the_shared_page(client, event):
    secret = send(client).url.split("/")[-2]
    link = ShareLink.objects.get()
    assert len(secret) >= 32
    assert secret not in str(ShareLink.objects.values().get())
    assert secret not in client.get(link.get_absolute_url()).text


def test_a_wrong_secret_is_not_found(client, event):
    link = share(client)
    old = ShareLink.objects.create(crisis=make_crisis(), title="Ohne Geheimnis", snapshot={})
    for url in (f"{link.get_absolute_url()}manage/wrong/", f"{old.get_absolute_url()}manage/x/"):
        assert client.get(url).status_code == 404
        assert client.post(url).status_code == 404
    assert not ShareLink.objects.exclude(revoked_at=None).exists()


def test_the_secret_address_is_kept_by_nobody_on_the_way(client, event):
    response = client.get(send(client).url)
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("field", "reason"), [("revoked_at", "hat den Link widerrufen"), ("expires_at", "bestimmte Zeit")]
)
def test_a_link_that_is_gone_says_why_and_shows_nothing_else(client, event, field, reason):
    link = share(client, note="Bitte lesen")
    ShareLink.objects.update(**{field: timezone.now() - timedelta(seconds=1)})
    gone = client.get(link.get_absolute_url())
    assert gone.status_code == 410
    assert reason in gone.text
    assert 'href="/crises/testkrise/"' in gone.text
    assert "Was im Januar geschah" not in gone.text
    assert "Bitte lesen" not in gone.text
    assert ShareLink.objects.get().openings == 0


@pytest.mark.parametrize("token", ["no-such-token", "%00", "a/b", "..", "ü"])
def test_unknown_and_malformed_tokens_are_not_found(client, token):
    for page in ("", "embed/", "card.png", "manage/x/"):
        assert client.get(f"/share/{token}/{page}").status_code == 404


# Reading


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


# Since then


@pytest.fixture
def shared_yesterday(client, event):
    """Return a function that shares a view of which all was known two days ago."""

    def share_it(query=""):
        link = share(client, query)
        ShareLink.objects.update(created_at=timezone.now() - timedelta(days=1))
        before = timezone.now() - timedelta(days=2)
        Entry.objects.update(entered_at=before, changed_at=before)
        return link.get_absolute_url()

    return share_it


def test_a_view_to_which_nothing_happened_says_so(client, event):
    assert "Seitdem hat sich in dieser Auswahl nichts geändert." in opened(client)


def test_what_came_changed_and_was_withdrawn_since_is_listed(client, event, shared_yesterday):
    moved = make_meeting(make_entity("Ben Öz"), crisis=make_crisis())
    url = shared_yesterday()
    make_statement(make_entity("Cem Usta"), crisis=make_crisis())
    Event.objects.filter(pk=event.pk).update(review="rejected")
    Event.objects.filter(pk=moved.pk).update(earliest=date(2022, 1, 23), latest=date(2022, 1, 23))
    page = client.get(url).text
    assert "Seitdem 3 Änderungen" in page
    changes = page.partition('<details class="since">')[2].partition("</details>")[0]
    for label, name in (("neu", "Cem Usta"), ("geändert", "Ben Öz"), ("zurückgezogen", "Anna Bär")):
        line = next(line for line in changes.split("<li>") if name in line)
        assert f'<span class="tag">{label}</span>' in line
    assert 'href="/crises/testkrise/?changed_since=' in changes


def test_where_only_something_is_gone_no_empty_view_is_offered(client, event, shared_yesterday):
    url = shared_yesterday()
    Event.objects.update(review="rejected")
    page = client.get(url).text
    assert "Seitdem 1 Änderung" in page
    assert "changed_since" not in page


def test_an_event_that_went_up_in_another_is_not_withdrawn(client, event, shared_yesterday):
    other = make_meeting(make_entity("Anna Bär"), crisis=make_crisis())
    url = shared_yesterday()
    Event.objects.filter(pk=other.pk).update(merged_into=event)
    assert "Seitdem hat sich in dieser Auswahl nichts geändert." in client.get(url).text


def test_what_readers_do_not_see_is_no_change(client, event, shared_yesterday):
    url = shared_yesterday()
    Event.objects.filter(pk=event.pk).update(confidence=0.9)
    assert "Seitdem hat sich" in client.get(url).text


def test_changes_outside_the_shared_filter_do_not_count(client, event, shared_yesterday):
    url = shared_yesterday("?kind=meeting")
    make_statement(make_entity("Cem Usta"), crisis=make_crisis())
    assert "Seitdem hat sich" in client.get(url).text


def test_a_filter_that_no_longer_exists_claims_nothing(client, event, shared_yesterday):
    url = shared_yesterday("?entity=anna-bar")
    ShareLink.objects.update(query="entity=somebody-else")
    page = client.get(url)
    assert page.status_code == 200
    assert "Seitdem" not in page.text


def test_english_readers_get_all_of_it_in_english(client, event):
    client.cookies["django_language"] = "en"
    form = client.get(CREATE).text
    page = client.get(send(client).url).text
    assert "Share this view" in form
    assert "lang=en" in page
    assert "Einfrieren" not in form
    assert "Widerrufen" not in page
