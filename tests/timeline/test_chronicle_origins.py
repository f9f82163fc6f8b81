"""Copies of one text are one source, and the same text again adds nothing."""

from __future__ import annotations

import pytest

from tests.timeline.stories import Story, Talk, some_time, tell
from timeline.models import Event, Evidence, Provenance

pytestmark = pytest.mark.django_db

DETAILS = (
    "Die Begegnung der beiden Minister dauerte länger als zunächst vorgesehen.",
    "Über den Inhalt der Gespräche wurde zunächst nur wenig bekannt.",
    "Beobachter sprachen am Abend von einem vorsichtigen Schritt aufeinander zu.",
)


def story(number: int, **values: object) -> Story:
    return Story(f"https://blatt{number}.example/a", (Talk(),), source=f"Blatt {number}", **values)  # type: ignore[arg-type]


def origins() -> set[str]:
    return set(Provenance.objects.values_list("origin", flat=True))


def test_an_agency_text_in_ten_papers_is_one_event_with_ten_pieces_of_evidence_and_one_origin() -> None:
    for number in range(10):
        tell(story(number, credits=("dpa",), extra=DETAILS))
    assert Event.objects.count() == 1
    assert Evidence.objects.count() == 10
    assert origins() == {"agency:dpa"}


def test_a_copy_without_its_credit_has_the_origin_of_the_credited_one() -> None:
    tell(story(1, extra=DETAILS))
    tell(story(2, extra=DETAILS, credits=("AFP",)))
    assert origins() == {"agency:afp"}


def test_a_shortened_copy_is_known() -> None:
    tell(story(1, extra=DETAILS))
    tell(story(2, extra=DETAILS[:1], after=1))
    assert origins() == {"source:Blatt 1"}


def test_papers_with_texts_of_their_own_are_origins_of_their_own() -> None:
    tell(story(1, extra=DETAILS[:2]))
    tell(
        Story(
            "https://blatt2.example/a",
            (Talk(minutes=90),),
            source="Blatt 2",
            extra=("Der Hafen lag an diesem Tag in dichtem Nebel.",),
        )
    )
    assert origins() == {"source:Blatt 1", "source:Blatt 2"}


def test_a_new_revision_adds_evidence_and_no_event() -> None:
    tell(story(1))
    tell(story(1, extra=DETAILS))
    assert Event.objects.count() == 1
    assert Evidence.objects.count() == 2


def test_a_recalled_meeting_without_a_day_adds_to_the_known_event() -> None:
    tell(story(1))
    tell(Story("https://blatt2.example/b", (Talk(place=None, days=some_time()),), after=3))
    assert Event.objects.count() == 1
