"""From findings to events: one event for many reports, and nothing that editors decided is lost."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from articles.models import Revision
from tests.publishing import FRIDAY, publish
from timeline.chronicle import record
from timeline.chronicle.drafts import Locator
from timeline.extraction.findings import (
    DayRange,
    Findings,
    FoundEntity,
    FoundMeeting,
    FoundStatement,
    FoundTroopFigure,
    Mention,
    Span,
    Speaker,
)
from timeline.extraction.statements.drafts import RELAYED
from timeline.models import Entity, EntityMention, Event, Evidence, Extraction
from timeline.tasks import extract_revision

pytestmark = pytest.mark.django_db

THAT_DAY = DayRange(date(2022, 1, 21), date(2022, 1, 21))
TALKS = "Antony Blinken und Sergej Lawrow sprachen in Genf."


def entities(text: str) -> tuple[FoundEntity, ...]:
    known = [
        ("e1", "person", "Antony Blinken", "antony-blinken"),
        ("e2", "person", "Sergej Lawrow", "sergej-lawrow"),
        ("e3", "place", "Genf", "genf"),
        ("e4", "person", "Vera Beispiel", None),
    ]
    return tuple(
        FoundEntity(
            id_, kind, name, key, (Mention(text.find(name), text.find(name) + len(name), id_, "name"),)
        )
        for id_, kind, name, key in known
        if name in text
    )


def meeting(text: str, **values: Any) -> FoundMeeting:
    start = text.find(TALKS)
    fields = {
        "format": "talks",
        "status": "held",
        "participants": ("e1", "e2"),
        "place": "e3",
        "days": THAT_DAY,
    }
    return FoundMeeting((Span(start, start + len(TALKS)),), **(fields | values))


def report(revision: Revision, **findings: Any) -> None:
    """Record findings as an extraction of the revision would."""
    locator = Locator(revision.paragraphs.all())
    record(revision, Findings(entities=entities(locator.text), **findings), locator)


def report_talks(
    *texts: str, source: str = "Hafenblatt", published_at: datetime = FRIDAY, **values: Any
) -> Revision:
    revision = publish(*(texts or (TALKS,)), source=source, published_at=published_at).revision
    report(revision, meetings=(meeting(Locator(revision.paragraphs.all()).text, **values),))
    return revision


def test_a_meeting_becomes_an_event_with_people_place_days_and_its_sentence() -> None:
    report_talks("Zuvor war nichts.", TALKS + " Danach schwiegen sie.", duration_minutes=90)
    event = Event.objects.get()
    assert (event.kind, event.earliest, event.latest, event.precision) == (
        "meeting",
        THAT_DAY[0],
        THAT_DAY[0],
        "day",
    )
    assert event.place.key == "genf"
    assert event.meeting.duration_minutes == 90
    assert [part.entity.key for part in event.participations.all()] == ["antony-blinken", "sergej-lawrow"]
    evidence = event.evidence.get()
    assert (evidence.words, evidence.sentence, evidence.paragraph.position) == (TALKS, TALKS, 1)


def test_two_papers_report_one_event() -> None:
    report_talks(source="Hafenblatt")
    report_talks("Am Freitag: " + TALKS, source="Bergbote", place=None, duration_minutes=90)
    event = Event.objects.get()
    assert event.evidence.count() == 2
    assert event.place.key == "genf"
    assert event.meeting.duration_minutes == 90


def test_a_second_extraction_of_the_same_version_changes_nothing() -> None:
    revision = report_talks()
    report(revision)
    assert Event.objects.count() == Evidence.objects.count() == 1


def test_a_planned_meeting_that_was_held_is_one_event_with_its_latest_status() -> None:
    report_talks(source="Bergbote", published_at=FRIDAY - timedelta(days=2), status="planned")
    report_talks(source="Hafenblatt")
    event = Event.objects.get()
    assert event.meeting.status == "held"
    assert event.first_reported_at == FRIDAY - timedelta(days=2)


def test_what_was_rejected_stays_rejected_when_reported_again() -> None:
    report_talks(source="Hafenblatt")
    Event.objects.update(review=Event.Review.REJECTED)
    report_talks(source="Bergbote")
    assert Event.objects.get().review == Event.Review.REJECTED
    assert not Event.objects.visible().exists()


def test_what_was_edited_keeps_its_values_and_gains_the_evidence() -> None:
    report_talks(source="Hafenblatt", duration_minutes=90)
    Event.objects.update(review=Event.Review.EDITED, place=None)
    report_talks(source="Bergbote", duration_minutes=120)
    event = Event.objects.get()
    assert (event.place, event.meeting.duration_minutes, event.evidence.count()) == (None, 90, 2)


def test_a_better_extraction_keeps_the_editors_decision() -> None:
    revision = report_talks()
    Event.objects.update(review=Event.Review.ACCEPTED)
    Extraction.objects.update(extractor_version="0")
    report(revision, meetings=(meeting(TALKS, duration_minutes=95),))
    event = Event.objects.get()
    assert (event.review, event.meeting.duration_minutes) == (Event.Review.ACCEPTED, 95)


def test_what_a_better_extraction_does_not_find_goes_unless_an_editor_saw_it() -> None:
    revision = report_talks()
    Extraction.objects.update(extractor_version="0")
    report(revision)
    assert not Event.objects.exists()


def test_a_statement_running_over_paragraphs_has_evidence_in_each() -> None:
    revision = publish("Antony Blinken sagte: „Das ist gut.", "Es wird besser.“").revision
    text = Locator(revision.paragraphs.all()).text
    spans = (Span(text.find("„"), len(text)),)
    report(revision, statements=(FoundStatement(spans, "direct", speaker=Speaker(0, 14, "e1")),))
    event = Event.objects.get()
    assert [evidence.words for evidence in event.evidence.all()] == ["„Das ist gut.", "Es wird besser.“"]
    assert event.statement.words == "„Das ist gut. Es wird besser.“"
    assert event.day == FRIDAY.date()


def test_a_quoted_fragment_inside_indirect_speech_is_no_event_of_its_own() -> None:
    text = "Antony Blinken sagte, man habe „keine Eile“ mit der Antwort."
    revision = publish(text).revision
    outer = FoundStatement((Span(22, len(text) - 1),), "indirect", speaker=Speaker(0, 14, "e1"))
    inner = FoundStatement(
        (Span(text.find("„"), text.find("“") + 1),), "direct", speaker=Speaker(0, 14, "e1")
    )
    report(revision, statements=(inner, outer))
    assert Event.objects.get().statement.mode == "indirect"


def test_each_claim_of_a_figure_stays_apart() -> None:
    for source, claimant in (("Hafenblatt", "e1"), ("Bergbote", "e2")):
        revision = publish(
            "Antony Blinken und Sergej Lawrow zählten 100.000 Soldaten.", source=source
        ).revision
        found = FoundTroopFigure(
            Span(42, 59),
            100_000,
            100_000,
            "exact",
            "personnel",
            "present",
            claimed_by=claimant,
            days=THAT_DAY,
        )
        report(revision, troop_figures=(found,))
    assert Event.objects.count() == 2


def test_an_unknown_person_becomes_an_entity_to_be_checked() -> None:
    text = "Vera Beispiel schwieg."
    report(publish(text).revision)
    person = Entity.objects.get()
    assert (person.key, person.is_checked) == ("vera-beispiel", False)
    assert str(EntityMention.objects.get()) == "Vera Beispiel"


def test_two_people_are_never_merged_on_a_bare_surname() -> None:
    for source in ("Hafenblatt", "Bergbote"):
        text = "Beispiel warnte."
        revision = publish(text, source=source).revision
        found = FoundEntity("e1", "person", "Beispiel", None, (Mention(0, 8, "e1", "name"),))
        statement = FoundStatement((Span(0, 15),), "reported", speaker=Speaker(0, 8, "e1"))
        record(
            revision, Findings(entities=(found,), statements=(statement,)), Locator(revision.paragraphs.all())
        )
    assert Entity.objects.count() == 2


def test_the_database_refuses_evidence_outside_its_paragraph() -> None:
    report_talks()
    evidence = Evidence.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(sentence_end=len(TALKS) + 1)


def test_a_name_that_an_editor_adds_is_found_in_the_next_article() -> None:
    person = Entity.objects.create(key="vera-beispiel", kind="person", name="Vera Beispiel", is_checked=True)
    person.aliases.create(name="die Hafenkönigin")
    stored = publish("Am Abend schwieg die Hafenkönigin.")
    extract_revision(stored.revision.pk)
    assert [str(mention) for mention in EntityMention.objects.filter(entity=person)] == ["die Hafenkönigin"]


def test_headlines_tell_where_but_are_no_evidence() -> None:
    revision = publish("Danach schwiegen sie.", title=TALKS).revision
    locator = Locator(revision.paragraphs.all(), ["", revision.title])
    assert locator.text == TALKS + "\n\nDanach schwiegen sie."
    assert locator.pieces([Span(0, len(TALKS))]) == ()
    assert [piece.start for piece in locator.pieces([Span(0, len(locator.text))])] == [0]
    record(revision, Findings(entities=entities(locator.text), meetings=(meeting(TALKS),)), locator)
    assert not Event.objects.exists()


def test_what_a_medium_passes_on_is_the_statement_of_whom_it_quotes() -> None:
    text = "„Das ist gut“, sagte Antony Blinken dem Hafenblatt zufolge."
    spans = (Span(0, 13),)
    quoted = FoundStatement(spans, "direct", speaker=Speaker(21, 35, "e1"))
    relayed = FoundStatement(spans, "direct", speaker=Speaker(40, 50, None), rule=RELAYED)
    report(publish(text).revision, statements=(relayed, quoted))
    assert [part.entity.key for part in Event.objects.get().participations.all()] == ["antony-blinken"]


def test_a_span_of_years_is_no_day_of_a_meeting() -> None:
    report_talks(days=DayRange(date(2011, 1, 21), date(2022, 1, 21)))
    assert Event.objects.get().earliest is None
