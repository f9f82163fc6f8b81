"""Editors merge entries, take wrong merges apart, and say that a place means somebody else; nothing is lost on the way."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from articles.ingest import rewrite
from articles.models import Revision
from articles.reading.page import Paragraph
from tests.factories import (
    make_crisis,
    make_entity,
    make_meeting,
    make_place,
)
from tests.publishing import publish
from tests.timeline.namings import findings_of, groups, tell
from timeline.chronicle import record
from timeline.chronicle.drafts import Locator
from timeline.chronicle.entities import IdentityError, add_name, merge_entities, relink, undo
from timeline.chronicle.rulings import choose
from timeline.models import (
    CrisisActor,
    Entity,
    EntityAlias,
    EntityMention,
    EntityRuling,
    Event,
    EventState,
    Extraction,
    Office,
    Participation,
    ReportRole,
)
from timeline.reextraction import extract_anew
from timeline.tasks import extract_now

pytestmark = pytest.mark.django_db


def entity(name: str) -> Entity:
    return Entity.objects.get(name=name)


def casts() -> set[frozenset[str]]:
    """Return who takes part in the events that stand."""
    return {
        frozenset(part.entity.name for part in event.participations.all())
        for event in Event.objects.visible()
    }


def test_merged_entries_are_one_in_all_events_and_articles() -> None:
    tell("Anna Berg", "Jan Öz")
    tell("Bella Tal", "Jan Öz")
    merge_entities(entity("Bella Tal"), into=entity("Anna Berg"))
    assert casts() == {frozenset({"Anna Berg", "Jan Öz"})}
    assert frozenset({"Anna Berg", "Bella Tal"}) in groups()


def test_a_merge_taken_back_leaves_everything_as_it_was() -> None:
    tell("Anna Berg", "Jan Öz")
    tell("Bella Tal", "Jan Öz")
    gone, kept = entity("Bella Tal"), entity("Anna Berg")
    EntityAlias.objects.create(entity=gone, name="Die Talkönigin")
    Office.objects.create(entity=gone, title="Hafenmeisterin")
    CrisisActor.objects.create(crisis=make_crisis(), entity=gone)
    before = everything()
    ruling = merge_entities(gone, into=kept, editor=User.objects.create_user("anna"))
    assert {alias.name for alias in kept.aliases.all()} == {"Die Talkönigin", "Bella Tal"}
    assert everything() != before
    undo(ruling)
    assert everything() == before


def everything() -> list[object]:
    """Return who has what, in words."""
    return [
        casts(),
        groups(),
        {(alias.entity.name, alias.name) for alias in EntityAlias.objects.all()},
        {(office.entity.name, office.title) for office in Office.objects.all()},
        {actor.entity.name for actor in CrisisActor.objects.all()},
        {(role.entity.name, role.role, role.report_id) for role in ReportRole.objects.all()},
        {(part.entity.name, part.role, part.event_id) for part in Participation.objects.all()},
    ]


def test_what_both_had_returns_to_both() -> None:
    crisis, place = make_crisis(), make_place("Bergen")
    kept, gone = make_entity("Anna Berg"), make_entity("Bella Tal")
    for one in (kept, gone):
        CrisisActor.objects.create(crisis=crisis, entity=one)
        EntityAlias.objects.create(entity=one, name="Die Ministerin")
    event = make_meeting(kept, gone, place=place, review=Event.Review.EDITED)
    before = everything()
    ruling = merge_entities(gone, into=kept)
    assert casts() == {frozenset({"Anna Berg"})}
    assert CrisisActor.objects.get().entity == kept
    undo(ruling)
    assert everything() == before
    assert event.participations.count() == 2


def test_what_came_in_the_meantime_goes_to_whom_its_words_name() -> None:
    tell("Anna Berg", "Jan Öz")
    tell("Bella Tal", "Jan Öz")
    kept, gone = entity("Anna Berg"), entity("Bella Tal")
    ruling = merge_entities(gone, into=kept)
    EntityAlias.objects.create(entity=kept, name="Die Bergkönigin")
    tell("Bella Tal", "Mira Uhu", after=20)
    tell("Anna Berg", "Karl Specht", after=40)
    undo(ruling)
    assert frozenset({"Bella Tal", "Mira Uhu"}) in casts()
    assert frozenset({"Anna Berg", "Karl Specht"}) in casts()
    assert [alias.entity for alias in EntityAlias.objects.all()] == [kept]


def test_an_extraction_that_knows_the_merged_names_still_tells_them_apart_later() -> None:
    kept, gone = make_entity("Anna Bergtal", is_checked=True), make_entity("Bella Quellwasser")
    ruling = merge_entities(gone, into=kept)
    extract_now(
        publish("Die Ministerin Bella Quellwasser sprach lange. Quellwasser schwieg danach.").revision
    )
    assert {mention.entity for mention in EntityMention.objects.all()} == {kept}
    undo(ruling)
    assert {mention.entity for mention in EntityMention.objects.all()} == {gone}


def test_a_chain_of_merges_comes_apart_in_any_order() -> None:
    for name in ("Anna Berg", "Bella Tal", "Clara Fluss"):
        tell(name, "Jan Öz")
    anna, bella, clara = map(entity, ("Anna Berg", "Bella Tal", "Clara Fluss"))
    before = (casts(), groups())
    first = merge_entities(anna, into=bella)
    second = merge_entities(bella, into=clara)
    assert casts() == {frozenset({"Clara Fluss", "Jan Öz"})}
    undo(first)
    assert casts() == {frozenset({"Anna Berg", "Jan Öz"}), frozenset({"Clara Fluss", "Jan Öz"})}
    undo(second)
    assert (casts(), groups()) == before


def test_events_of_wrongly_merged_people_part_again() -> None:
    tell("Anna Berg", "Jan Öz")
    tell("Bella Tal", "Jan Öz")
    ruling = merge_entities(entity("Bella Tal"), into=entity("Anna Berg"))
    assert Event.objects.visible().count() == 1
    undo(ruling)
    assert Event.objects.visible().count() == 2


def test_addresses_of_merged_entries_lead_on_until_they_are_taken_apart(client) -> None:
    kept, gone = make_entity("Anna Berg"), make_entity("Bella Tal", is_checked=True)
    ruling = merge_entities(gone, into=kept)
    answer = client.get(gone.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (302, kept.get_absolute_url())
    undo(ruling)
    assert client.get(gone.get_absolute_url()).status_code == 200


def test_a_timeline_filtered_by_a_merged_entry_shows_what_it_went_up_in(client) -> None:
    crisis, kept, middle, gone = make_crisis(), *map(make_entity, ("Anna Berg", "Bella Tal", "Clara Fluss"))
    make_meeting(kept, make_entity("Jan Öz"), crisis=crisis)
    merge_entities(gone, into=middle)
    merge_entities(middle, into=kept)
    assert "Jan Öz" in client.get(f"{crisis.get_absolute_url()}?entity={gone.key}").text
    assert client.get(gone.get_absolute_url())["Location"] == kept.get_absolute_url()


def test_a_place_that_editors_chose_stays_chosen_when_it_is_merged() -> None:
    tell("Anna Berg", "Jan Öz")
    old, new = make_place("Hügelau"), make_place("Hügelau-Mitte")
    event = Event.objects.get()
    choose(event, "place", old.key, reason="Ortstermin.")
    merge_entities(old, into=new)
    tell("Anna Berg", "Jan Öz", after=1)
    assert {one.place for one in Event.objects.visible()} >= {new}


@pytest.mark.parametrize(("kind", "name"), [("place", "Bergen"), ("person", "Anna Berg")])
def test_only_two_entries_of_one_kind_are_merged(kind: str, name: str) -> None:
    anna = make_entity("Anna Berg")
    with pytest.raises(IdentityError):
        merge_entities(make_entity(name, kind), into=anna)


def test_a_bare_surname_becomes_no_name_of_the_person() -> None:
    anna = make_entity("Anna Berg")
    merge_entities(make_entity("Berg", key="berg-artikel-1"), into=anna)
    assert not anna.aliases.exists()


def test_one_mention_means_somebody_else_and_stays_so() -> None:
    revision = tell("Anna Berg", "Jan Öz")
    other = make_entity("Anna Berg", key="anna-berg-2")
    mention = EntityMention.objects.get(entity__key="anna-berg")
    assert mention.named
    ruling = relink(mention.named, to=other, mention=mention)
    assert Participation.objects.filter(entity=other).exists()
    again(revision, "Anna Berg", "Jan Öz")
    assert {part.entity for part in Participation.objects.all()} == {other, entity("Jan Öz")}
    undo(ruling)
    assert not EntityMention.objects.filter(entity=other).exists()
    assert not Participation.objects.filter(entity=other).exists()


def test_a_mention_stays_what_an_editor_said_even_if_it_is_found_to_name_another() -> None:
    revision = tell("Anna Berg", "Jan Öz")
    other, third = make_entity("Clara Fluss"), make_entity("Annabella Berg")
    mention = EntityMention.objects.get(entity__key="anna-berg")
    relink(mention.entity, to=other, mention=mention)
    add_name(third, "Anna Berg")
    Entity.objects.filter(key="anna-berg").update(name="Anna Bergwerk")
    again(revision, "Anna Berg", "Jan Öz")
    assert EntityMention.objects.get(named=third).entity == other


def again(revision: Revision, *people: str) -> None:
    """Record the article's findings again, as a better version would."""
    Extraction.objects.update(extractor_version="0")
    record(revision, findings_of(people), Locator(revision.paragraphs.all()))


def test_a_whole_article_means_somebody_else_in_later_revisions_too() -> None:
    revision = tell("Anna Berg", "Jan Öz")
    tell("Anna Berg", "Mira Uhu")
    other = make_entity("Anna Berg", key="anna-berg-2")
    relink(entity_by_key("anna-berg"), to=other, article=revision.article)
    again(revision, "Anna Berg", "Jan Öz")
    assert other.mentions.count() == 1
    assert entity_by_key("anna-berg").mentions.count() == 1


def entity_by_key(key: str) -> Entity:
    return Entity.objects.get(key=key)


def test_a_part_in_an_event_is_somebody_elses() -> None:
    tell("Anna Berg", "Jan Öz")
    tell("Anna Berg", "Mira Uhu")
    other = make_entity("Anna Berg", key="anna-berg-2")
    part = Participation.objects.get(entity__name="Anna Berg", event__participations__entity__name="Jan Öz")
    ruling = relink(part.entity, to=other, participation=part)
    assert Participation.objects.get(entity=other).event_id == part.event_id
    assert Participation.objects.filter(entity__key="anna-berg").count() == 1
    undo(ruling)
    assert Participation.objects.filter(entity__key="anna-berg").count() == 2


def test_a_part_given_to_somebody_else_stays_so_when_extracted_again_and_in_a_later_revision() -> None:
    revision = tell("Anna Berg", "Jan Öz")
    other = make_entity("Anna Berg", key="anna-berg-2")
    part = Participation.objects.get(entity__key="anna-berg")
    relink(part.entity, to=other, participation=part)
    again(revision, "Anna Berg", "Jan Öz")
    assert Participation.objects.get(entity=other).event_id == part.event_id
    paragraphs = [Paragraph("text", one.text) for one in revision.paragraphs.all()]
    rewrite(revision.article, "Neuer Titel", "", [*paragraphs, Paragraph("text", "Mehr ist nicht bekannt.")])
    newest = revision.article.revisions.latest("number")
    record(newest, findings_of(["Anna Berg", "Jan Öz"]), Locator(newest.paragraphs.all()))
    assert newest != revision
    assert {role.entity.key for role in ReportRole.objects.all()} == {"anna-berg-2", "jan-oez"}


def test_a_part_in_an_edited_event_is_somebody_elses_too() -> None:
    anna, other = make_entity("Anna Berg"), make_entity("Bella Tal")
    event = make_meeting(anna, make_entity("Jan Öz"), review=Event.Review.EDITED)
    ruling = relink(anna, to=other, participation=event.participations.get(entity=anna))
    assert event.participations.filter(entity=other).exists()
    undo(ruling)
    assert event.participations.filter(entity=anna).exists()


def test_taking_a_merge_apart_leaves_what_an_editor_said_of_single_articles() -> None:
    first = tell("Anna Berg", "Jan Öz")
    tell("Bella Tal", "Mira Uhu")
    anna, bella = entity("Anna Berg"), entity("Bella Tal")
    clara = make_entity("Clara Fluss")
    relink(anna, to=clara, article=first.article)
    ruling = merge_entities(anna, into=bella)
    assert clara.mentions.count() == 1
    undo(ruling)
    assert clara.mentions.count() == 1
    assert bella.mentions.count() == 1


def test_a_name_is_added_once_and_taken_back() -> None:
    anna = make_entity("Anna Berg")
    ruling = add_name(anna, " Die Bergkönigin ")
    assert ruling
    assert add_name(anna, "Die Bergkönigin") is None
    assert add_name(anna, "  ") is None
    undo(ruling)
    undo(ruling)
    assert not anna.aliases.exists()


def test_a_name_that_an_editor_added_is_found_in_the_next_article() -> None:
    anna = make_entity("Anna Bergtal")
    add_name(anna, "Hafenkönigin Mimmi")
    extract_now(publish("Am Freitag sprach Hafenkönigin Mimmi lange mit den Fischern.").revision)
    assert [str(mention) for mention in anna.mentions.all()] == ["Hafenkönigin Mimmi"]


def test_decisions_know_who_made_and_who_undid_them() -> None:
    anna, ben = (User.objects.create_user(name) for name in ("anna", "ben"))
    ruling = merge_entities(make_entity("Anna Berg"), into=make_entity("Bella Tal"), editor=anna)
    undo(ruling, editor=ben)
    stored = EntityRuling.objects.get()
    assert (stored.made_by, stored.undone_by, stored.is_automatic) == (anna, ben, False)


def test_another_extraction_of_stored_articles_keeps_merges() -> None:
    extract_now(publish("Der Fischer Anna Bergtal sprach mit der Fischerin Bella Quellwasser.").revision)
    kept, gone = entity("Anna Bergtal"), entity("Bella Quellwasser")
    merge_entities(gone, into=kept)
    extract_anew(publish("Der Fischer Anna Bergtal sprach mit der Fischerin Bella Quellwasser.").revision)
    assert {mention.entity for mention in EntityMention.objects.all()} == {kept}


def test_what_was_known_on_a_day_follows_merges_and_their_undoing() -> None:
    tell("Anna Berg", "Jan Öz")
    tell("Bella Tal", "Jan Öz")
    before = known_then()
    assert len(before) == 2
    ruling = merge_entities(entity("Bella Tal"), into=entity("Anna Berg"))
    assert all(names == {"Anna Berg", "Jan Öz"} for names in known_then())
    undo(ruling)
    assert sorted(map(sorted, known_then())) == sorted(map(sorted, before))


def known_then() -> list[set[str]]:
    """Return who took part, as each event that stands was known after its last report."""
    names = dict(Entity.objects.values_list("pk", "name"))
    states = EventState.objects.filter(until=None, event__in=Event.objects.visible())
    return [{names[pk] for _, pk in state.roles} for state in states]
