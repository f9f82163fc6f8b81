"""Another extraction of what is stored: what changes is told, what editors decided stays."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from tests.timeline.stories import Story, Talk, tell
from timeline.models import Event, Extraction, Report
from timeline.reextraction import queue, waiting

pytestmark = pytest.mark.django_db

GONE = "Es standen einmal zwei Minister am Ufer."  # no rule finds a meeting in this


@pytest.fixture(autouse=True)
def story() -> None:
    tell(Story("https://a.example/1", (Talk(sentence=GONE),)))


def reextract(*options: str) -> str:
    out = StringIO()
    call_command("reextract", *options, stdout=out)
    return out.getvalue()


def test_a_dry_run_tells_what_would_go_and_changes_nothing() -> None:
    printed = reextract("--crisis", "probe", "--dry-run")
    assert f"- https://a.example/1: Treffen: „{GONE}“" in printed
    assert "0 neu, 1 verschwunden, 0 geändert" in printed
    assert Event.objects.count() == Report.objects.count() == 1


def test_what_is_not_found_any_more_goes_and_is_reported() -> None:
    assert "1 verschwunden" in reextract("--article", "https://a.example/1")
    assert not Event.objects.exists()


@pytest.mark.parametrize("review", [Event.Review.ACCEPTED, Event.Review.EDITED, Event.Review.REJECTED])
def test_what_an_editor_has_looked_at_stays(review: Event.Review) -> None:
    Event.objects.update(review=review)
    reextract()
    event = Event.objects.get()
    assert (event.review, event.evidence.count()) == (review, 1)


def test_what_was_queued_is_gone_on_with() -> None:
    queue(waiting().model.objects.all())
    assert waiting().count() == 1
    reextract("--resume")
    assert not waiting().exists()
    assert not Extraction.objects.filter(extractor_version="").exists()


def test_only_the_chosen_articles_are_extracted_anew() -> None:
    assert "0 Fassungen" in reextract("--crisis", "andere")
    assert "0 Fassungen" in reextract("--since", "2022-02-01")
    assert Event.objects.count() == 1
