"""Which entries the names of articles lead to: spelled almost alike, or told by an office, in whatever order the articles come."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_entity
from tests.publishing import publish
from tests.timeline.namings import Who, groups, tell
from timeline.chronicle import record
from timeline.chronicle.drafts import Locator
from timeline.chronicle.entities import add_name, merge_entities, undo
from timeline.extraction.findings import Findings, FoundEntity, Mention
from timeline.models import Entity, EntityMention, EntityRuling, Event, Office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Walid Dschumblat", "Walid Dschumblatt"),
        ("Walid Dschumblatt", "Walid Jumblatt"),
        ("Karl-Heinz Öz", "Karl Heinz Oez"),
        ("Hanna J. Flint", "Hanna Flint"),
        ("Georgi Petrow", "Georgi Petrov"),
    ],
)
def test_names_spelled_almost_alike_mean_one_person(one: str, other: str) -> None:
    tell(one, "Vera Beispiel")
    tell(other, "Vera Beispiel")
    assert frozenset({one, other}) in groups()
    assert Event.objects.visible().count() == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Petrow", "Hanna Petrow"),
        ("Petrow", "Georgi Petrow"),
        ("Hanna J. Flint", "Hanna B. Flint"),
        ("Peter Meier", "Peter Maier"),
    ],
)
def test_other_names_stay_other_people(one: str, other: str) -> None:
    tell(one)
    tell(other)
    assert groups() == {frozenset({one}), frozenset({other})}


@pytest.mark.parametrize(
    ("one", "other"), [("Hafenbüro Süd", "Hafenbuero Süd"), ("Ost-Hügelau", "Osthügelau")]
)
def test_organisations_and_places_are_linked_by_spelling_too(one: str, other: str) -> None:
    tell(one, kind="organisation")
    tell(other, kind="organisation")
    assert groups() == {frozenset({one, other})}


def test_kinds_are_never_mixed() -> None:
    make_entity("Neu Hügelau", Entity.Kind.PLACE)
    tell("Neu-Hügelau", kind="organisation")
    assert not Entity.objects.filter(merged_into__isnull=False).exists()


SPELLINGS = (
    "Walid Dschumblat",
    "Walid Dschumblatt",
    "Walid Jumblatt",
    "Georgi Petrow",
    "Georgi Petrov",
    "Anna Petrow",
    "Hanna Petrow",
)


@given(st.permutations(SPELLINGS))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_articles_never_changes_which_names_are_one(names: list[str]) -> None:
    with transaction.atomic():
        for name in names:
            tell(name)
        found = groups()
        transaction.set_rollback(True)
    assert found == {
        frozenset(SPELLINGS[:3]),
        frozenset(SPELLINGS[3:5]),
        frozenset(SPELLINGS[5:6]),
        frozenset(SPELLINGS[6:]),
    }


def test_a_name_between_two_people_is_left_to_the_editors() -> None:
    for name in ("Hanna J. Flint", "Hanna B. Flint", "Hanna Flint"):
        tell(name)
    assert len(groups()) == 3


MINISTER = ("Georgi Petrow", "bulgarischer Außenminister")
OTHERS: tuple[tuple[Who, ...], ...] = (
    (MINISTER,),
    ((("Petrow", "Außenminister")), "Vera Beispiel"),
    (("Petrow", "bulgarischer Außenminister"), "Jan Öz"),
    (("Petrow", "Oppositionsführer"), "Mira Uhu"),
    ("Anna Petrow",),
)


@given(st.permutations(OTHERS))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_surname_with_an_office_means_its_holder_in_whatever_order(articles: list[tuple[Who, ...]]) -> None:
    with transaction.atomic():
        for people in articles:
            tell(*people)
        held = Entity.objects.get(name="Georgi Petrow").mentions.count()
        transaction.set_rollback(True)
    assert held == 3


def test_a_surname_with_an_office_of_two_means_neither() -> None:
    tell(MINISTER)
    tell(("Petrow", "Außenminister"), "Vera Beispiel")
    assert frozenset({"Georgi Petrow", "Petrow"}) in groups()
    tell(("Iwan Petrow", "serbischer Außenminister"))
    assert frozenset({"Georgi Petrow"}) in groups()


def test_the_editors_days_of_an_office_decide_who_is_meant() -> None:
    holder = make_entity("Georgi Petrow")
    Office.objects.create(
        entity=holder, title="Außenminister Bulgariens", since=date(2021, 1, 1), until=date(2022, 1, 31)
    )
    tell(("Petrow", "bulgarischer Außenminister"), "Vera Beispiel")
    tell(("Petrow", "bulgarischer Außenminister"), "Vera Beispiel", after=30)
    assert holder.mentions.count() == 1


def test_a_surname_with_an_office_that_does_nothing_is_linked_but_no_entry() -> None:
    tell(MINISTER)
    revision = publish("Außenminister Petrow schwieg.").revision
    found = FoundEntity("e1", "person", "Petrow", None, (Mention(14, 20, "e1", "name"),), "Außenminister")
    record(revision, Findings(entities=(found,)), Locator(revision.paragraphs.all()))
    assert Entity.objects.count() == 1
    assert EntityMention.objects.count() == 2


def test_what_an_editor_took_apart_is_not_united_again() -> None:
    tell("Walid Dschumblat")
    tell("Walid Dschumblatt")
    ruling = EntityRuling.objects.get()
    assert ruling.is_automatic
    undo(ruling, editor=User.objects.create_user("anna"))
    tell("Walid Dschumblatt", "Vera Beispiel")
    tell("Walid Dschumblat", "Vera Beispiel", after=1)
    assert Entity.objects.filter(merged_into__isnull=True).count() == 3


def test_checked_entries_are_never_united_by_rule() -> None:
    make_entity("Walid Dschumblat", is_checked=True)
    tell("Walid Dschumblatt")
    assert groups() == {frozenset({"Walid Dschumblatt"})}
    assert Entity.objects.get(merged_into__isnull=False).surviving.name == "Walid Dschumblat"
    make_entity("Walid Jumblatt", is_checked=True)
    tell("Walid Jumblatt")
    assert Entity.objects.filter(merged_into__isnull=True).count() == 2


def test_an_alias_leads_the_next_article_to_its_entity() -> None:
    anna = make_entity("Anna Bär")
    add_name(anna, "Die Hafenkönigin")
    tell("Die Hafenkönigin")
    assert anna.mentions.count() == 1


def test_a_merged_name_leads_to_what_it_went_up_in() -> None:
    kept, gone = make_entity("Anna Bär"), make_entity("Anna Berg")
    merge_entities(gone, into=kept)
    tell("Anna Berg")
    assert EntityMention.objects.get().entity == kept


def test_linking_takes_the_same_number_of_queries_however_many_are_found() -> None:
    def queries(*names: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            tell(*names)
        return len(captured)

    tell("Jan Öz")
    few = queries("Mira Abendstern", "Karin Quell")
    many = queries(
        *(
            f"{given} {surname}"
            for given in ("Lena", "Tobias", "Ruth")
            for surname in ("Rabe", "Uhu", "Zeisig")
        )
    )
    assert many <= few + 9  # one look at each new name, nothing for each stored one
