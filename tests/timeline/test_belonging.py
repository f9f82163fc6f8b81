"""Which events a crisis holds: those that its articles report, but for what editors decide."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.factories import make_crisis, make_meeting
from tests.timeline.stories import CRISIS, Story, Talk, on, tell
from tests.timeline.test_editing import form_data
from timeline.chronicle.rulings import decide_crisis, undo
from timeline.crises import add_article, crisis_of, follow_articles
from timeline.editors import EDITORS
from timeline.models import Crisis, Event, Ruling

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    """A browser in which Anna, who edits, is logged in."""
    anna = User.objects.create_user("anna", is_staff=True)
    anna.groups.add(Group.objects.get(name=EDITORS))
    client = Client()
    client.force_login(anna)
    return client


def report(number: int, *tells: Talk, crisis: str = CRISIS) -> Article:
    told = tells or (Talk(),)
    story = Story(
        f"https://zeitung.example/{number}", told, after=number, extra=(f"Dies ist Meldung {number}.",)
    )
    return tell(story, crisis).article


def crises(event: Event) -> set[str]:
    return set(event.crises.values_list("slug", flat=True))


def test_an_event_that_editors_took_out_stays_out_when_more_is_reported() -> None:
    report(1)
    event = Event.objects.get()
    decide_crisis(event, crisis_of(CRISIS), belongs=False)
    assert crises(event) == set()
    report(2)
    assert Event.objects.get().reports.count() == 2
    assert crises(event) == set()


def test_an_event_that_editors_put_in_stays_in_until_they_take_that_back() -> None:
    report(1)
    event, other = Event.objects.get(), make_crisis(slug="andere")
    decide_crisis(event, other, belongs=True)
    report(2)
    assert crises(event) == {CRISIS, "andere"}
    undo(Ruling.objects.get())
    assert crises(event) == {CRISIS}


def test_a_decision_for_a_crisis_that_is_gone_does_no_harm() -> None:
    report(1)
    other = make_crisis(slug="andere")
    decide_crisis(Event.objects.get(), other, belongs=True)
    other.delete()
    report(2)
    assert crises(Event.objects.get()) == {CRISIS}


def test_an_article_takes_its_own_events_along_out_of_a_crisis() -> None:
    report(1)
    second = report(2, Talk(), Talk(("annalena-baerbock", "dmytro-kuleba"), "kiew", on(1)))
    crisis = crisis_of(CRISIS)
    assert crisis.events.count() == 2
    crisis.articles.remove(second)
    follow_articles([second.pk])
    assert crisis.events.get().reports.count() == 2  # the first article still tells of this one


def test_an_event_without_reports_stays_where_it_was_put() -> None:
    article = report(1)
    crisis = crisis_of(CRISIS)
    by_hand = make_meeting(crisis=crisis)
    crisis.articles.clear()
    follow_articles([article.pk])
    assert list(crisis.events.all()) == [by_hand]


def test_an_event_that_was_decided_on_keeps_its_place_among_reports() -> None:
    """The reports of two events turn out to tell of one: the one on which an editor decided goes on."""
    report(1, Talk(place=None, days=on(0)))
    report(2, Talk(place="kiew", days=on(1)))
    first, second = Event.objects.order_by("pk")
    decide_crisis(second, crisis_of(CRISIS), belongs=False)
    first.reports.update(is_pinned=False)
    add_article(crisis_of(CRISIS), report(3, Talk(place="kiew", days=on(1))))
    second.refresh_from_db()
    assert second.merged_into is None
    assert crises(second) == set()


def test_editors_decide_in_the_events_form(editor: Client) -> None:
    report(1)
    event, other = Event.objects.get(), make_crisis(slug="andere")
    url = reverse("admin:timeline_event_change", args=[event.pk])
    answer = editor.post(url, form_data(editor, url) | {"crises": [str(other.pk)]})
    assert answer.status_code == 302
    report(2)
    event.refresh_from_db()
    assert crises(event) == {"andere"}
    assert event.review == Event.Review.EXTRACTED  # its values are still those of its reports
    page = editor.get(reverse("admin:timeline_event_rulings", args=[event.pk])).content.decode()
    assert "Aus der Krise „Probe“ genommen" in page
    assert "anna" in page


def test_an_article_put_into_a_crisis_in_the_crisis_form_brings_its_events(editor: Client) -> None:
    article = report(1)
    other = make_crisis(slug="andere")
    url = reverse("admin:timeline_crisis_change", args=[other.pk])
    data = form_data(editor, url)
    assert editor.post(url, data | {"articles": [str(article.pk)]}).status_code == 302
    assert crises(Event.objects.get()) == {CRISIS, "andere"}
    assert editor.post(url, data | {"articles": []}).status_code == 302
    assert crises(Event.objects.get()) == {CRISIS}


def test_an_article_is_put_into_crises_on_its_own_page(editor: Client) -> None:
    article = report(1)
    other = make_crisis(slug="andere")
    url = reverse("admin:articles_article_change", args=[article.pk])
    data = form_data(editor, url) | {"crises": [str(other.pk)]}
    assert editor.post(url, data).status_code == 302
    assert list(article.crises.all()) == [other]
    assert crises(Event.objects.get()) == {"andere"}


def test_an_article_is_put_into_a_crisis_as_it_is_taken_in(editor: Client) -> None:
    crisis = make_crisis(slug="hafen")
    text = "Hafen bleibt zu\n\n21. Januar 2022 - 17:04 Uhr\n\nDer Hafen von Bergen bleibt geschlossen, sagte Anna."
    given = {"text": text, "source": "Hafenblatt", "crises": [str(crisis.pk)]}
    assert editor.post(reverse("admin:articles_article_add"), given).status_code == 302
    assert list(crisis.articles.all()) == [Article.objects.get()]


def test_what_editors_had_put_in_by_hand_becomes_their_decision() -> None:
    report(1)
    event, other = Event.objects.get(), make_crisis(slug="andere")
    event.crises.add(other)
    migration = importlib.import_module("timeline.migrations.0020_keep_what_editors_put_into_crises")
    migration.keep_decisions(apps, None)
    ruling = Ruling.objects.get()
    assert (ruling.event, ruling.slot, ruling.value) == (event, f"crisis:{other.pk}", True)
    report(2)
    assert crises(event) == {CRISIS, "andere"}
    assert Crisis.objects.count() == 2
