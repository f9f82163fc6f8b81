"""The admin pages on which editors put reports in order."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from tests.timeline.stories import Story, Talk, on, tell
from timeline.editors import EDITORS
from timeline.models import Event, Report, Ruling

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Client:
    """A browser in which Anna, who edits, is logged in."""
    user = User.objects.create_user("anna", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def event() -> Event:
    tell(Story("https://a.example/1", (Talk(minutes=90),), source="Bergbote"))
    tell(Story("https://a.example/2", (Talk(minutes=60),), source="Talpost"))
    return Event.objects.get()


def page_of(event: Event) -> str:
    return reverse("admin:timeline_event_rulings", args=[event.pk])


def test_the_page_shows_reports_differences_and_where_to_decide(anna: Client, event: Event) -> None:
    shown = anna.get(page_of(event)).content.decode()
    assert "Bergbote" in shown
    assert "90 Minuten" in shown
    assert "60 Minuten" in shown


def test_an_editor_splits_off_a_report_and_takes_it_back(anna: Client, event: Event) -> None:
    report = Report.objects.get(revision__article__url="https://a.example/2")
    anna.post(page_of(event), {"do": "split", "report": [report.pk], "reason": "Zwei Gespräche."})
    assert Event.objects.visible().count() == 2
    ruling = Ruling.objects.get()
    assert (str(ruling.made_by), ruling.reason) == ("anna", "Zwei Gespräche.")
    anna.post(page_of(event), {"do": "undo", "ruling": ruling.pk})
    assert Event.objects.visible().count() == 1


def test_an_editor_chooses_a_value(anna: Client, event: Event) -> None:
    anna.post(
        page_of(event), {"do": "choose", "slot": "duration_minutes", "value": "90", "reason": "Protokoll."}
    )
    event.meeting.refresh_from_db()
    assert event.meeting.duration_minutes == 90
    assert "Protokoll." in anna.get(page_of(event)).content.decode()


def test_an_editor_merges_events(anna: Client, event: Event) -> None:
    tell(Story("https://a.example/3", (Talk(days=on(1)),)))
    events = Event.objects.order_by("pk")
    data = {"action": "merge_selected", "_selected_action": [one.pk for one in events]}
    response = anna.post(reverse("admin:timeline_event_changelist"), data)
    assert anna.get(response["Location"]).status_code == 200
    anna.post(response["Location"], {"reason": "Über Mitternacht."})
    assert Event.objects.visible().count() == 1


def test_nothing_is_decided_without_a_reason(anna: Client, event: Event) -> None:
    report = event.reports.first()
    assert report
    response = anna.post(page_of(event), {"do": "split", "report": [report.pk]}, follow=True)
    assert "Ohne Begründung" in response.content.decode()
    assert not Ruling.objects.exists()


def test_who_does_not_edit_decides_nothing(event: Event, client: Client) -> None:
    assert client.get(page_of(event)).status_code == 302
    client.force_login(User.objects.create_user("ben", is_staff=True))
    assert client.get(page_of(event)).status_code == 403
    assert client.post(page_of(event), {"do": "split", "reason": "Nein."}).status_code == 403
    assert client.post(reverse("admin:timeline_event_merge"), {"reason": "Nein."}).status_code == 403


def test_the_event_leads_to_the_page(anna: Client, event: Event) -> None:
    shown = anna.get(reverse("admin:timeline_event_change", args=[event.pk])).content.decode()
    assert "Meldungen ordnen" in shown


def test_unconfirmed_meetings_are_a_list_of_tasks(anna: Client, event: Event) -> None:
    tell(Story("https://a.example/4", (Talk(days=on(5), status="planned"),), after=3))
    shown = anna.get(reverse("admin:timeline_event_changelist"), {"task": "unconfirmed"}).content.decode()
    assert shown.count('name="_selected_action"') == 1
