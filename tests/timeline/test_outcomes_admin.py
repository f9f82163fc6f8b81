"""Editors find overdue announcements among their tasks and settle them in one step."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from articles.history import steps_of
from tests.factories import (
    make_announcement,
    make_article,
    make_crisis,
    make_entity,
    make_meeting,
    make_statement,
)
from tests.timeline.test_editing import form_data
from tests.timeline.test_outcomes import tell_keeping
from timeline.chronicle.following import overdue
from timeline.chronicle.redeeming import redeem
from timeline.chronicle.verdicts import decide
from timeline.editors import EDITORS
from timeline.models import Event

pytestmark = pytest.mark.django_db
LIST = reverse("admin:timeline_event_changelist")
WHAT = "eine schriftliche Antwort auf die norwegischen Forderungen"
ANSWER = "Die schriftliche Antwort auf die Forderungen lag am Mittwoch in Bergen vor."
LAST_DAY = date(2022, 1, 30)
MADE = datetime(2022, 1, 21, 17, 4, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def editor() -> Client:
    """A browser in which Anna, who edits, is logged in."""
    anna = User.objects.create_user("anna", is_staff=True)
    anna.groups.add(Group.objects.get(name=EDITORS))
    return logged_in(anna)


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def event() -> Event:
    """An announcement of long ago of whose keeping nothing is known."""
    crisis = make_crisis()
    article = make_article(f"Schweden kündigte {WHAT} an.", crisis=crisis, published_at=MADE)
    return make_announcement(
        make_entity("Schweden", "state"),
        WHAT,
        due=(date(2022, 1, 24), LAST_DAY),
        crisis=crisis,
        article=article,
        first_reported_at=MADE,
    )


@pytest.fixture
def answer(event: Event) -> Event:
    """What may have kept it."""
    crisis = event.crises.get()
    day = date(2022, 1, 26)
    return make_statement(
        make_entity("Anna Bär"), crisis=crisis, article=make_article(ANSWER, crisis=crisis), day=day
    )


def settling(event: Event) -> str:
    return reverse("admin:timeline_event_outcome", args=[event.pk])


def outcome(event: Event) -> str:
    return Event.objects.with_details().get(pk=event.pk).announcement.outcome


def test_what_is_overdue_is_among_the_tasks_with_a_way_to_settle_it(editor: Client, event: Event) -> None:
    other = make_announcement(what="ein Besuch", due=(None, date(2999, 1, 1)))
    page = editor.get(LIST, {"task": "overdue"}).text
    assert "Ankündigung: Frist verstrichen, Ausgang nicht berichtet" in page
    assert settling(event) in page
    assert settling(other) not in page
    assert reverse("admin:timeline_event_change", args=[event.pk]) in page


@pytest.mark.parametrize("verdict", ["broken", "moot", "kept"])
def test_one_step_settles_it_and_leads_back_to_the_tasks(editor: Client, event: Event, verdict: str) -> None:
    response = editor.post(settling(event), {"verdict": verdict})
    assert response["Location"] == f"{LIST}?task=overdue"
    event.refresh_from_db()
    assert (outcome(event), event.review) == (verdict, "accepted")
    assert settling(event) not in editor.get(LIST, {"task": "overdue"}).text


def test_it_is_kept_by_an_event_that_the_page_proposes(editor: Client, event: Event, answer: Event) -> None:
    make_meeting(make_entity("Ben Öz"), crisis=event.crises.get(), day=date(2022, 1, 26))  # shares nothing
    page = editor.get(settling(event))
    assert page.context["candidates"] == [answer]
    assert ANSWER in page.text
    editor.post(settling(event), {"verdict": "kept", "kept_by": answer.pk})
    event.announcement.refresh_from_db()
    assert (outcome(event), event.announcement.kept_by) == ("kept", answer)


def test_other_events_are_found_by_their_words(editor: Client, event: Event) -> None:
    crisis = event.crises.get()
    late = make_meeting(
        make_entity("Ben Öz"),
        crisis=crisis,
        article=make_article("Öz kam nach Uppsala.", crisis=crisis),
        day=date(2023, 5, 1),
    )
    assert editor.get(settling(event)).context["candidates"] == []
    assert editor.get(settling(event), {"q": "Uppsala"}).context["candidates"] == [late]


@pytest.mark.parametrize(
    "decision", [{"verdict": "overdue"}, {"verdict": "broken", "kept_by": "answer"}, {"kept_by": "999999"}]
)
def test_what_cannot_be_is_not_decided(
    editor: Client, event: Event, answer: Event, decision: dict[str, str]
) -> None:
    given = {name: str(answer.pk) if value == "answer" else value for name, value in decision.items()}
    page = editor.post(settling(event), given, follow=True).text
    assert "Diese Entscheidung gibt es nicht." in page
    assert outcome(event) == "overdue"
    editor.post(settling(event), {"verdict": "kept", "kept_by": event.pk})
    assert outcome(event) == "overdue"


def test_a_sentence_that_means_something_else_is_overruled_and_that_is_taken_back(
    editor: Client, event: Event
) -> None:
    told = "Schweden hat am Mittwoch schriftlich auf die norwegischen Forderungen geantwortet."
    make_article(told, crisis=event.crises.get(), published_at=MADE.replace(day=26))
    redeem([event.pk])
    page = editor.get(settling(event)).text
    assert told in page
    assert "Der Satz meint etwas anderes: offen" in page
    editor.post(settling(event), {"verdict": "open"})
    assert outcome(event) == "overdue"
    editor.post(settling(event), {"verdict": ""})
    assert outcome(event) == "kept"


@pytest.mark.parametrize(
    ("action", "verdict", "label"),
    [("break_selected", "broken", "nicht eingelöst"), ("drop_selected", "moot", "hinfällig")],
)
def test_many_are_settled_at_once(
    editor: Client, event: Event, action: str, verdict: str, label: str
) -> None:
    meeting = make_meeting()
    page = editor.post(LIST, {"action": action, "_selected_action": [event.pk, meeting.pk]}, follow=True).text
    assert f"1 Ankündigung: {label}" in page
    assert outcome(event) == verdict
    meeting.refresh_from_db()
    assert meeting.review == "extracted"


def test_the_history_tells_who_decided_and_takes_it_back(editor: Client, event: Event) -> None:
    editor.post(settling(event), {"verdict": "broken"})
    step = next(step for step in steps_of(event) if step.model == "timeline.AnnouncementChange")
    assert (step.who, step.differences[0].after) == ("anna", "nicht eingelöst")
    history = reverse("admin:timeline_event_history", args=[event.pk])
    editor.post(history, {"step": f"{step.model}:{step.pk}"})
    assert outcome(event) == "overdue"


def test_nobody_settles_it_without_the_rights(event: Event) -> None:
    assert Client().get(settling(event)).status_code == 302
    ben = User.objects.create_user("ben", is_staff=True)
    ben.user_permissions.add(*Permission.objects.filter(codename__in=["view_event", "change_event"]))
    client = logged_in(ben)
    assert client.get(settling(event)).status_code == 403
    assert client.post(settling(event), {"verdict": "broken"}).status_code == 403
    client.post(LIST, {"action": "break_selected", "_selected_action": [event.pk]})
    assert outcome(event) == "overdue"


def test_only_announcements_have_an_outcome(editor: Client) -> None:
    meeting = make_meeting()
    assert editor.get(settling(meeting)).status_code == 404
    assert (
        "Ausgang entscheiden"
        not in editor.get(reverse("admin:timeline_event_change", args=[meeting.pk])).text
    )


def test_changed_days_are_looked_at_anew(editor: Client, event: Event) -> None:
    told = "Schweden hat am Mittwoch schriftlich auf die norwegischen Forderungen geantwortet."
    make_article(told, crisis=event.crises.get(), published_at=MADE.replace(month=3))
    url = reverse("admin:timeline_event_change", args=[event.pk])
    assert "Ausgang entscheiden" in editor.get(url).text
    data = form_data(editor, url) | {"announcement-0-due_latest": "30.03.2022"}
    assert editor.post(url, data).status_code == 302
    assert outcome(event) == "kept"


def test_readers_who_edit_are_led_to_it(editor: Client, event: Event, client: Client) -> None:
    assert settling(event) in editor.get(event.get_absolute_url()).text
    assert settling(event) not in client.get(event.get_absolute_url()).text


def test_what_is_overdue_is_a_task_until_it_is_settled(event: Event) -> None:
    def tasks(today: date) -> list[Event]:
        return list(overdue(Event.objects.all(), today))

    late = LAST_DAY + timedelta(days=1)
    assert tasks(LAST_DAY) == []
    assert tasks(late) == [event]
    decide([event], "moot")
    assert tasks(late) == []
    decide([event], "")
    assert tasks(late) == [event]
    tell_keeping(event)
    assert tasks(late) == []
    decide([event], "open")
    assert tasks(late) == [event]
    Event.objects.update(review="rejected")
    assert tasks(late) == []
