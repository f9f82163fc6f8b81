"""Sharing a view: the form, what it proposes and what it refuses."""

import re

import pytest

from tests.factories import make_crisis, make_entity, make_statement
from tests.timeline.sharing.sending import CREATE, opened, send
from timeline import sharing
from timeline.models import Event, ShareLink

pytestmark = pytest.mark.django_db


def test_sharing_leads_to_all_ways_to_hand_the_view_on(client, event):
    response = send(client)
    link = ShareLink.objects.get()
    page = client.get(response.url).text
    address = f"http://testserver{link.get_absolute_url()}"
    assert f'value="{address}"' in page
    assert f'value="http://testserver{response.url}"' in page
    assert f"&lt;iframe src=&quot;{address}embed/&quot;" in page
    assert '<svg aria-hidden="true"' in page


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


def test_what_nobody_sees_in_a_title_is_left_out(client, event):
    send(client, title="Genf\x01 und\u202e Wien", note="Erstens\x02\r\nzweitens")
    link = ShareLink.objects.get()
    assert (link.title, link.note) == ("Genf und Wien", "Erstens\nzweitens")
    assert send(client, title="\x01").status_code == 422


def test_a_view_with_many_filters_can_be_shared(client, event):
    names = "&".join(f"entity={make_entity(f'Unterhändler Nummer {number}').key}" for number in range(60))
    assert send(client, f"?{names}").status_code == 303
    assert ShareLink.objects.get().query.count("entity=") == 60


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


def test_english_readers_get_all_of_it_in_english(client, event):
    client.cookies["django_language"] = "en"
    form = client.get(CREATE).text
    page = client.get(send(client).url).text
    assert "Share this view" in form
    assert "lang=en" in page
    assert "Einfrieren" not in form
    assert "Widerrufen" not in page


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
