"""The admin pages on which editors say who is who."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from tests.factories import make_article, make_entity, make_meeting, make_mention
from tests.publishing import publish
from tests.timeline.namings import tell
from timeline.chronicle.entities import merge_entities
from timeline.editors import EDITORS
from timeline.models import Entity, EntityMention, EntityRuling, Event, Participation
from timeline.tasks import extract_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Client:
    """A browser in which Anna, who edits, is logged in."""
    user = User.objects.create_user("anna", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client = Client()
    client.force_login(user)
    return client


def page_of(entity: Entity) -> str:
    return reverse("admin:timeline_entity_identity", args=[entity.pk])


def test_a_candidate_is_found_to_be_somebody_known_with_one_click(anna: Client) -> None:
    known = make_entity("Bella Quellwasser", is_checked=True)
    tell("Bella Quellwassser", "Jan Öz")
    EntityRuling.objects.all().delete()
    Entity.objects.update(merged_into=None)
    candidate = Entity.objects.get(name="Bella Quellwassser")
    shown = anna.get(page_of(candidate))
    assert [entity.name for entity in shown.context["suggested"]] == ["Bella Quellwasser"]
    answer = anna.post(page_of(candidate), {"do": "merge", "other": known.pk})
    assert answer["Location"] == page_of(known)
    assert [alias.name for alias in known.aliases.all()] == ["Bella Quellwassser"]
    assert Participation.objects.filter(entity=known).exists()
    ruling = EntityRuling.objects.get()
    assert str(ruling.made_by) == "anna"
    anna.post(page_of(known), {"do": "undo", "ruling": ruling.pk})
    assert not known.aliases.exists()
    assert not Participation.objects.filter(entity=known).exists()


def test_a_bare_surname_is_suggested_to_be_the_one_of_that_office(anna: Client) -> None:
    make_entity("Anna Petrow", description="Bürgermeisterin")
    holder = make_entity("Georgi Petrow", description="bulgarischer Außenminister")
    bare = make_entity("Petrow", key="petrow-artikel-1", description="Außenminister")
    assert anna.get(page_of(bare)).context["suggested"][0] == holder


def test_a_name_from_articles_is_added_with_one_click(anna: Client) -> None:
    entity, article = (
        make_entity("Anna Bär"),
        make_article("Die Hafenkönigin sprach. Anna Bär schwieg. Bärs Boot sank."),
    )
    for words in ("Hafenkönigin", "Anna Bär", "Bärs"):
        make_mention(entity, article, words)
    pages = (page_of(entity), reverse("admin:timeline_entity_article", args=[article.pk]))
    for page in pages:
        assert [one.name for one in anna.get(page).context["unlisted"]] == ["Hafenkönigin"]
    answer = anna.post(pages[0], {"do": "name", "name": "Hafenkönigin", "next": pages[1]})
    assert answer["Location"] == pages[1]
    assert [alias.name for alias in entity.aliases.all()] == ["Hafenkönigin"]
    for page in pages:
        assert anna.get(page).context["unlisted"] == []
    extract_now(publish("Gestern sprach Hafenkönigin lange.").revision)
    assert entity.mentions.filter(paragraph__text__startswith="Gestern").exists()


def test_the_event_lists_names_and_parts(anna: Client) -> None:
    tell("Anna Berg", "Jan Öz")
    event = Event.objects.get()
    shown = anna.get(reverse("admin:timeline_event_rulings", args=[event.pk]))
    assert {part.entity.name for part in shown.context["parts"]} == {"Anna Berg", "Jan Öz"}
    part = event.participations.get(entity__name="Anna Berg")
    url = reverse("admin:timeline_entity_relink", args=[part.entity_id]) + f"?participation={part.pk}"
    assert anna.get(url).status_code == 200
    anna.post(url, {"to": "new", "name": "Anna Berg"})
    assert {part.entity.key for part in event.participations.all()} >= {"anna-berg-2"}


def test_one_mention_or_the_whole_article_means_somebody_else(anna: Client) -> None:
    article = make_article("Anna Bär sprach. Dann schwieg Anna Bär.")
    entity, other = make_entity("Anna Bär"), make_entity("Bella Bär")
    mention = make_mention(entity, article, "Anna Bär")
    url = reverse("admin:timeline_entity_relink", args=[entity.pk]) + f"?mention={mention.pk}&q=bella"
    assert "Bella Bär" in anna.get(url).text
    anna.post(url, {"to": other.pk, "scope": "place"})
    assert EntityMention.objects.get().entity == other
    anna.post(page_of(entity), {"do": "undo", "ruling": EntityRuling.objects.get().pk})
    assert EntityMention.objects.get().entity == entity
    anna.post(url, {"to": other.pk, "scope": "article"})
    assert EntityRuling.objects.standing().get().places == []


def test_a_new_entry_needs_a_name(anna: Client) -> None:
    article, entity = make_article("Anna Bär sprach."), make_entity("Anna Bär")
    url = reverse("admin:timeline_entity_relink", args=[entity.pk]) + f"?article={article.pk}"
    assert "Ein neuer Eintrag braucht einen Namen." in anna.post(url, {"to": "new", "name": " "}).text
    assert Entity.objects.count() == 1


@pytest.mark.parametrize("query", ["", "?mention=", "?mention=x", "?mention=999", "?article=999"])
def test_a_place_that_is_not_there_is_not_found(anna: Client, query: str) -> None:
    url = reverse("admin:timeline_entity_relink", args=[make_entity("Anna Bär").pk])
    assert anna.get(url + query).status_code == 404


@pytest.mark.parametrize("data", [{"do": "nonsense"}, {"do": "name", "name": ""}, {}])
def test_nonsense_changes_nothing(anna: Client, data: dict[str, str]) -> None:
    entity = make_entity("Anna Bär")
    assert anna.post(page_of(entity), data).status_code == 302
    assert not EntityRuling.objects.exists()


def test_entries_of_two_kinds_are_refused_in_words(anna: Client) -> None:
    entity, place = make_entity("Anna Bär"), make_entity("Bärental", "place")
    answer = anna.post(page_of(entity), {"do": "merge", "other": place.pk}, follow=True)
    assert "derselben Art" in answer.text


def test_no_foreign_page_is_opened_after_a_decision(anna: Client) -> None:
    entity = make_entity("Anna Bär")
    answer = anna.post(page_of(entity), {"do": "name", "name": "Bärchen", "next": "https://evil.example/"})
    assert answer["Location"] == page_of(entity)


def test_who_does_not_edit_decides_nothing(client: Client) -> None:
    entity, article = make_entity("Anna Bär"), make_article()
    pages = [
        page_of(entity),
        reverse("admin:timeline_entity_relink", args=[entity.pk]) + f"?article={article.pk}",
        reverse("admin:timeline_entity_article", args=[article.pk]),
    ]
    for page in pages:
        assert client.get(page).status_code == 302
    client.force_login(User.objects.create_user("ben", is_staff=True))
    for page in pages:
        assert client.get(page).status_code == 403
    assert client.post(page_of(entity), {"do": "name", "name": "Bärchen"}).status_code == 403
    assert not EntityRuling.objects.exists()


def test_the_history_takes_a_merge_back_and_does_it_again(anna: Client) -> None:
    kept, gone = make_entity("Anna Bär"), make_entity("Bella Bär")
    event = make_meeting(gone, review=Event.Review.EDITED)
    merge_entities(gone, into=kept)
    url = reverse("admin:timeline_entity_history", args=[gone.pk])
    for holder in (gone, kept):
        step = next(step for step in anna.get(url).context["steps"] if step.model == "timeline.EntityChange")
        anna.post(url, {"step": f"{step.model}:{step.pk}"})
        assert event.participations.get().entity == holder


def test_the_entity_and_the_article_lead_to_the_pages(anna: Client) -> None:
    entity, article = make_entity("Anna Bär"), make_article()
    assert "Wer ist das?" in anna.get(reverse("admin:timeline_entity_change", args=[entity.pk])).text
    assert "Wer ist gemeint?" in anna.get(reverse("admin:articles_article_change", args=[article.pk])).text
    who = reverse("admin:articles_article_open_identities", args=[article.pk])
    assert anna.get(who)["Location"] == reverse("admin:timeline_entity_article", args=[article.pk])


def test_a_merged_entry_says_where_it_went(anna: Client) -> None:
    kept, gone = make_entity("Anna Bär"), make_entity("Bella Bär")
    merge_entities(gone, into=kept)
    assert "aufgegangen" in anna.get(page_of(gone)).text
    assert "Trennen" in anna.get(page_of(kept)).text
