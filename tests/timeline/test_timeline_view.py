"""A crisis's timeline."""

from base64 import b64encode
from datetime import date
from hashlib import sha256

import pytest

from tests.factories import make_article, make_crisis, make_entity, make_meeting, make_place, make_statement
from timeline.models import Event
from timeline.views.timeline import EVENTS_PER_PAGE

pytestmark = pytest.mark.django_db
URL = "/crises/testkrise/"


@pytest.fixture
def crisis():
    return make_crisis()


def fill(crisis, number):
    for _number in range(number):
        article = make_article(crisis=crisis)
        anna, ben = make_entity("Anna Bär"), make_entity("Ben Öz")
        make_meeting(anna, ben, crisis=crisis, article=article, place=make_place())


def test_it_shows_events_with_headline_evidence_and_a_link_to_the_very_place(client, crisis):
    article = make_article(crisis=crisis)
    event = make_meeting(make_entity("Anna Bär"), crisis=crisis, article=article, words="am Freitag in Genf")
    page = client.get(URL).text
    assert "Treffen mit Anna Bär" in page
    assert "<mark>am Freitag in Genf</mark> getroffen." in page
    assert f'href="{article.get_absolute_url()}#e{event.pk}"' in page
    assert '<time datetime="2022-01-21">21. Januar 2022</time>' in page


def test_it_says_that_a_meeting_is_only_planned_and_unchecked(client, crisis):
    make_meeting(crisis=crisis, status="planned")
    page = client.get(URL).text
    assert "geplant" in page
    assert "ungeprüft" in page


def test_it_does_not_call_a_confirmed_event_unchecked(client, crisis):
    make_meeting(crisis=crisis, review="accepted")
    assert 'class="tag-unchecked"' not in client.get(URL).text


def test_it_hides_rejected_events(client, crisis):
    make_meeting(make_entity("Anna Bär"), crisis=crisis, review="rejected")
    assert "Anna Bär" not in client.get(URL).text


def test_it_hides_unchecked_events_where_the_crisis_says_so(client):
    crisis = make_crisis(shows_unchecked=False)
    make_meeting(make_entity("Anna Bär"), crisis=crisis)
    make_meeting(make_entity("Ben Öz"), crisis=crisis, review="accepted")
    page = client.get(URL).text
    assert "Anna Bär" not in page
    assert "Ben Öz" in page


def test_it_shows_nothing_of_other_crises(client, crisis):
    make_meeting(make_entity("Anna Bär"), crisis=make_crisis("andere"))
    assert "Anna Bär" not in client.get(URL).text


def test_it_filters_by_kind_entity_and_span(client, crisis):
    anna = make_entity("Anna Bär")
    make_meeting(anna, crisis=crisis)
    make_statement(anna, "Wir reden weiter", crisis=crisis)
    make_meeting(make_entity("Ben Öz"), crisis=crisis, day=date(2022, 2, 1))
    assert "1 Ereignis<" in client.get(f"{URL}?kind=statement").text
    assert "2 Ereignisse<" in client.get(f"{URL}?entity=anna-bar").text
    assert "1 Ereignis<" in client.get(f"{URL}?since=2022-02-01").text
    assert "1 Ereignis<" in client.get(f"{URL}?kind=meeting&entity=anna-bar&until=2022-01-31").text


def test_an_empty_selection_offers_a_way_out(client, crisis):
    make_meeting(crisis=crisis)
    page = client.get(f"{URL}?kind=statement").text
    assert "Keine Ereignisse in dieser Auswahl." in page
    assert "Alle Ereignisse zeigen" in page


def test_a_crisis_without_events_says_so(client, crisis):
    assert "noch keine Ereignisse" in client.get(URL).text


@pytest.mark.parametrize(
    "query", ["kind=x", "entity=x", "since=x", "page=x", "page=999999", "order=x", "%00=%00"]
)
def test_a_broken_address_still_shows_the_timeline(client, crisis, query):
    make_meeting(crisis=crisis)
    response = client.get(f"{URL}?{query}")
    assert response.status_code == 200
    assert "1 Ereignis<" in response.text


@pytest.mark.parametrize(
    ("query", "clean"),
    [
        ("?kind=meeting&since=&q=&kind=statement", "?kind=meeting&kind=statement"),
        ("?q=&page=", ""),
        ("?q=B%C3%A4r&source=", "?q=B%C3%A4r"),
    ],
)
def test_what_a_form_left_blank_does_not_stay_in_the_address(client, crisis, query, clean):
    response = client.get(URL + query)
    assert (response.status_code, response.url) == (302, URL + clean)


def test_a_part_that_was_passed_over_is_named(client, crisis):
    assert "nicht zu verstehen" in client.get(f"{URL}?entity=nobody").text


def test_htmx_gets_the_view_without_the_page(client, crisis):
    make_meeting(crisis=crisis)
    response = client.get(URL, headers={"hx-request": "true"})
    assert "<html" not in response.text
    assert "<title>" in response.text
    assert "1 Ereignis<" in response.text
    assert "HX-Request" in response["Vary"]


def test_htmx_gets_the_whole_page_when_it_restores_history(client, crisis):
    headers = {"hx-request": "true", "hx-history-restore-request": "true"}
    assert "<html" in client.get(URL, headers=headers).text


def test_many_events_are_spread_over_pages(client, crisis):
    Event.objects.bulk_create(
        Event(kind="meeting", earliest=date(2022, 1, 1)) for _ in range(EVENTS_PER_PAGE + 1)
    )
    crisis.events.set(Event.objects.all())
    first = client.get(f"{URL}?order=newest").text
    assert f"{EVENTS_PER_PAGE + 1} Ereignisse" in first
    assert "?order=newest&amp;page=2" in first
    assert client.get(f"{URL}?page=2").text.count("<article class=") == 1


def test_the_weightiest_events_of_a_day_stand_on_the_first_of_its_pages(client, crisis):
    for _number in range(EVENTS_PER_PAGE + 5):
        make_statement(crisis=crisis, day=date(2022, 1, 1))
    make_meeting(crisis=crisis, day=date(2022, 1, 1))
    first, second = (client.get(f"{URL}?page={number}").text for number in (1, 2))
    assert first.index('"event kind-meeting') < first.index('"event kind-statement')
    assert '<a href="?page=2">6 weitere von diesem Tag</a>' in first
    assert "Fortsetzung" in second
    assert "kind-meeting" not in second.partition('id="results"')[2]
    assert "weitere von diesem Tag" not in second


def test_marks_of_the_picture_lead_to_the_page_that_holds_their_event(client, crisis):
    for index in range(EVENTS_PER_PAGE):
        make_statement(crisis=crisis, day=date(2022, 1, 1 + index % 30))
    anna, ben = make_entity("Anna Bär"), make_entity("Ben Öz")
    last = make_meeting(anna, ben, crisis=crisis, day=date(2022, 1, 31))
    assert f'href="{URL}?order=oldest&amp;page=2#event-{last.pk}"' in client.get(f"{URL}?order=oldest").text
    assert f'id="event-{last.pk}"' in client.get(f"{URL}?order=oldest&page=2").text
    assert f'href="#event-{last.pk}"' in client.get(f"{URL}?order=oldest&page=2").text
    assert f'href="#event-{last.pk}"' in client.get(URL).text


def test_its_stylesheet_stands_in_the_page_and_its_policy_lets_no_other_in(client, crisis):
    response = client.get(URL)
    style = response.text.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{digest}';" in f"{response['Content-Security-Policy']};"
    assert "sha256" not in client.get("/")["Content-Security-Policy"]


def test_it_opens_in_whatever_process_there_is_unlike_pages_that_editors_use(client, crisis):
    assert client.get(URL)["Cross-Origin-Opener-Policy"] == "unsafe-none"
    assert client.get("/")["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("number", [2, 20])
def test_it_takes_the_same_queries_however_many_events(client, crisis, number, django_assert_num_queries):
    fill(crisis, number)
    with django_assert_num_queries(8):
        client.get(URL)


def test_an_unknown_crisis_is_not_found(client):
    assert client.get("/crises/keine/").status_code == 404


def test_it_takes_no_posts(client, crisis):
    assert client.post(URL).status_code == 405


def test_text_from_outside_is_escaped(client, crisis):
    article = make_article("<script>alert(1)</script> <b>&</b>", crisis=crisis, title="<script>")
    make_statement(make_entity("<i>Anna</i>"), "<script>alert(2)</script>", crisis=crisis, article=article)
    page = client.get(URL).text
    assert "<script>alert" not in page
    assert "<i>" not in page
