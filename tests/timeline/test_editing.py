"""What editors may do in the admin, and what becomes of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from articles.models import Revision
from tests.publishing import publish
from timeline.editors import EDITORS
from timeline.models import Crisis, Entity, Event, Evidence, Meeting, Participation, ShareLink

pytestmark = pytest.mark.django_db
TEXT = "Anna traf Ben in Bergen. Danach schwiegen beide."


@pytest.fixture
def editor() -> Client:
    """A browser in which Anna, who edits, is logged in."""
    anna = User.objects.create_user("anna", is_staff=True)
    anna.groups.add(Group.objects.get(name=EDITORS))
    client = Client()
    client.force_login(anna)
    return client


@pytest.fixture
def event() -> Event:
    revision = publish(TEXT).revision
    event = Event.objects.create(kind=Event.Kind.MEETING)
    Meeting.objects.create(event=event)
    Evidence.objects.create(
        event=event,
        revision=revision,
        paragraph=revision.paragraphs.get(),
        start=0,
        end=23,
        sentence_start=0,
        sentence_end=24,
        reported_at=revision.reported_at,
    )
    return event


def act(client: Client, action: str, *rows: Any) -> int:
    """Run an admin action on rows of one model."""
    url = reverse(f"admin:{rows[0]._meta.app_label}_{rows[0]._meta.model_name}_changelist")
    return client.post(url, {"action": action, "_selected_action": [row.pk for row in rows]}).status_code


def form_data(client: Client, url: str) -> dict[str, Any]:
    """Return what the admin's form would send if nothing was changed."""
    context = client.get(url).context
    forms = [context["adminform"].form]
    for formset in context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    data = {}
    for bound in (field for form in forms for field in form):
        widget = getattr(bound.field.widget, "widgets", None)
        values = bound.field.widget.decompress(bound.value()) if widget else [bound.value()]
        names = (
            [f"{bound.html_name}_{index}" for index in range(len(values))] if widget else [bound.html_name]
        )
        data |= dict(zip(names, values, strict=True))
    return {name: value for name, value in data.items() if value is not None}


@pytest.mark.parametrize(
    ("action", "review"), [("accept", "accepted"), ("reject", "rejected"), ("reopen", "extracted")]
)
def test_an_editor_reviews_events_in_bulk(editor: Client, event: Event, action: str, review: str) -> None:
    Event.objects.update(review=Event.Review.EDITED)
    assert act(editor, action, event) == 302
    event.refresh_from_db()
    assert event.review == review


@pytest.mark.parametrize("model", ["event", "entity", "crisis", "sharelink"])
def test_nobody_else_gets_in(client: Client, model: str) -> None:
    url = reverse(f"admin:timeline_{model}_changelist")
    assert client.get(url).status_code == 302
    client.force_login(User.objects.create_user("ben"))
    assert client.get(url).status_code == 302
    client.force_login(User.objects.create_user("carl", is_staff=True))
    assert client.get(url).status_code == 403


def test_an_editor_neither_deletes_events_nor_manages_users(editor: Client, event: Event) -> None:
    assert editor.get(reverse("admin:timeline_event_delete", args=[event.pk])).status_code == 403
    assert editor.get(reverse("admin:auth_user_changelist")).status_code == 403


@pytest.mark.parametrize("model", ["article", "source", "revision"])
def test_the_lists_of_articles_open(editor: Client, event: Event, model: str) -> None:
    assert editor.get(reverse(f"admin:articles_{model}_changelist")).status_code == 200


@pytest.mark.parametrize("model", ["event", "entity", "crisis", "sharelink"])
def test_the_lists_of_the_timeline_open_and_can_be_searched(editor: Client, event: Event, model: str) -> None:
    assert editor.get(reverse(f"admin:timeline_{model}_changelist"), {"q": "bergen"}).status_code == 200


def test_a_changed_event_is_marked_as_edited(editor: Client, event: Event) -> None:
    url = reverse("admin:timeline_event_change", args=[event.pk])
    data = form_data(editor, url) | {"earliest": "21.01.2022", "latest": "21.01.2022"}
    assert editor.post(url, data).status_code == 302
    event.refresh_from_db()
    assert (event.review, str(event.earliest)) == ("edited", "2022-01-21")


def test_saving_without_a_change_leaves_the_review_alone(editor: Client, event: Event) -> None:
    url = reverse("admin:timeline_event_change", args=[event.pk])
    assert editor.post(url, form_data(editor, url)).status_code == 302
    event.refresh_from_db()
    assert event.review == "extracted"


def test_evidence_is_given_by_its_words(editor: Client, event: Event) -> None:
    url = reverse("admin:timeline_event_change", args=[event.pk])
    data = form_data(editor, url)
    row = {"paragraph": Evidence.objects.get().paragraph_id, "event": event.pk}
    new = {f"evidence-1-{name}": value for name, value in row.items()} | {"evidence-TOTAL_FORMS": 2}
    answer = editor.post(url, data | new | {"evidence-1-quoted": "weinten beide"})
    assert "Diese Worte stehen nicht in dem Absatz." in answer.content.decode()
    assert editor.post(url, data | new | {"evidence-1-quoted": "schwiegen beide"}).status_code == 302
    assert [evidence.sentence for evidence in event.evidence.order_by("start")] == [
        "Anna traf Ben in Bergen.",
        "Danach schwiegen beide.",
    ]


def test_the_history_tells_who_changed_what_and_takes_it_back(editor: Client, event: Event) -> None:
    act(editor, "reject", event)
    url = reverse("admin:timeline_event_history", args=[event.pk])
    page = editor.get(url)
    text = page.content.decode()
    assert "anna" in text
    assert "verworfen" in text
    step = page.context["steps"][0]
    assert editor.post(url, {"step": f"{step.model}:{step.pk}"}).status_code == 302
    event.refresh_from_db()
    assert event.review == "extracted"


def test_deleted_evidence_can_be_brought_back(editor: Client, event: Event) -> None:
    event.evidence.all().delete()
    url = reverse("admin:timeline_event_history", args=[event.pk])
    step = next(step for step in editor.get(url).context["steps"] if step.is_deletion)
    editor.post(url, {"step": f"{step.model}:{step.pk}"})
    assert event.evidence.get().words == "Anna traf Ben in Bergen"


def test_a_foreign_step_is_not_undone(editor: Client, event: Event) -> None:
    other = Event.objects.create(kind=Event.Kind.MEETING)
    Event.objects.filter(pk=other.pk).update(review=Event.Review.REJECTED)
    step = other.changes.get()
    editor.post(
        reverse("admin:timeline_event_history", args=[event.pk]), {"step": f"timeline.EventChange:{step.pk}"}
    )
    other.refresh_from_db()
    assert other.review == "rejected"


def test_merging_entities_moves_all_that_hung_on_one(editor: Client, event: Event) -> None:
    kept, gone = (Entity.objects.create(key=key, kind="person", name=key) for key in ("anna-berg", "a-berg"))
    Participation.objects.create(event=event, entity=gone, role="participant")
    act(editor, "merge", kept, gone)
    gone.refresh_from_db()
    assert gone.merged_into == kept
    assert event.participations.get().entity == kept
    assert [alias.name for alias in kept.aliases.all()] == ["a-berg"]


def test_entities_of_two_kinds_are_not_merged(editor: Client) -> None:
    person = Entity.objects.create(key="berg", kind="person", name="Berg")
    place = Entity.objects.create(key="bergen", kind="place", name="Bergen")
    act(editor, "merge", person, place)
    assert not Entity.objects.filter(merged_into__isnull=False).exists()


def test_share_links_can_be_revoked_and_opened_again(editor: Client) -> None:
    crisis = Crisis.objects.create(slug="hafen", title="Hafen")
    link = ShareLink.objects.create(crisis=crisis, title="Ansicht", snapshot={})
    act(editor, "revoke", link)
    assert not ShareLink.objects.open().exists()
    act(editor, "restore", link)
    assert ShareLink.objects.open().exists()


def test_a_changed_paragraph_becomes_a_new_revision(editor: Client) -> None:
    article = publish(TEXT, "Zweiter Absatz.").article
    url = reverse("admin:articles_article_change", args=[article.pk])
    data = form_data(editor, url)
    name = next(name for name, value in data.items() if value == "Zweiter Absatz.")
    assert editor.post(url, data).status_code == 302
    assert Revision.objects.count() == 1
    assert editor.post(url, data | {name: "Geänderter Absatz."}).status_code == 302
    article.refresh_from_db()
    assert article.current_revision.number == 2
    assert [p.text for p in article.current_revision.paragraphs.all()] == [TEXT, "Geänderter Absatz."]


def test_an_editor_pastes_an_article(editor: Client) -> None:
    url = reverse("admin:articles_article_add")
    text = "Hafen bleibt zu\n\n21. Januar 2022 - 17:04 Uhr\n\nDer Hafen von Bergen bleibt geschlossen, sagte Anna."
    assert editor.post(url, {"text": text, "source": "Hafenblatt"}).status_code == 302
    assert Revision.objects.get().title == "Hafen bleibt zu"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "Bitte eine Adresse oder einen Text angeben."),
        (
            {"text": "Hafen bleibt zu\n\nDer Hafen bleibt geschlossen, sagte Anna am Abend."},
            "Kein Erscheinungsdatum",
        ),
        ({"url": "http://127.0.0.1/geheim"}, "nicht im öffentlichen Internet"),
    ],
)
def test_what_cannot_be_taken_in_is_told_in_the_form(
    editor: Client, given: dict[str, str], message: str
) -> None:
    answer = editor.post(reverse("admin:articles_article_add"), given)
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not Revision.objects.exists()


def test_undoing_a_change_leaves_what_the_history_does_not_hold(editor: Client) -> None:
    crisis = Crisis.objects.create(slug="hafen", title="Hafen")
    link = ShareLink.objects.create(crisis=crisis, title="Ansicht", snapshot={}, openings=7)
    act(editor, "revoke", link)
    url = reverse("admin:timeline_sharelink_history", args=[link.pk])
    step = editor.get(url).context["steps"][0]
    editor.post(url, {"step": f"{step.model}:{step.pk}"})
    link.refresh_from_db()
    assert (link.revoked_at, link.openings) == (None, 7)


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("event/merge/?events=²", None),
        ("event/{pk}/rulings/", {"do": "undo", "ruling": "x"}),
        ("event/{pk}/rulings/", {"do": "split", "reason": "darum", "report": "²"}),
        ("event/{pk}/rulings/", {"do": "choose", "reason": "darum", "slot": "days", "value": '{"a": 1}'}),
        (
            "{pk}/rulings/",
            {"do": "choose", "reason": "darum", "slot": "days", "value": '["2022-02-30", null]'},
        ),
        ("event/{pk}/outcome/?q=%00", None),
        ("entity/{entity}/relink/?mention=²", None),
        ("entity/{entity}/identity/", {"do": "merge", "other": "x"}),
        ("entity/{entity}/identity/", {"do": "name", "name": "\x00"}),
    ],
)
def test_what_no_page_would_send_is_no_error_of_ours(
    editor: Client, event: Event, path: str, given: dict[str, str] | None
) -> None:
    entity = Entity.objects.create(key="anna", kind="person", name="Anna")
    url = "/admin/timeline/" + path.format(pk=event.pk, entity=entity.pk)
    answer = editor.get(url) if given is None else editor.post(url, given)
    assert answer.status_code in (200, 302, 404)
    event.refresh_from_db()
    assert event.earliest is None
