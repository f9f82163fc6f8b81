"""What becomes of meetings, figures and sentences over time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.timeline.stories import DAY, Count, Story, Talk, on, tell
from timeline.chronicle.following import changed_evidence, ledger_of, put_off_to, turns, unconfirmed
from timeline.chronicle.variants import standing_reports, variants
from timeline.models import Event

pytestmark = pytest.mark.django_db


def story(number: int, *tells: Talk | Count, after: int = 0, **values: object) -> Story:
    return Story(f"https://blatt{number}.example/a", tells, after, source=f"Blatt {number}", **values)  # type: ignore[arg-type]


def test_a_meetings_status_is_told_turn_by_turn() -> None:
    tell(story(1, Talk(status="proposed"), after=-3))
    tell(story(2, Talk(status="planned"), after=-2))
    tell(story(3, Talk(status="planned"), after=-1))
    tell(story(4, Talk(status="held")))
    tell(story(5, Talk(status="planned"), after=1))
    event = Event.objects.get()
    assert [turn.status for turn in turns(standing_reports(event))] == ["proposed", "planned", "held"]
    assert event.meeting.status == "held"


def test_a_planned_day_that_passed_without_a_report_is_a_task() -> None:
    tell(story(1, Talk(status="planned"), after=-3))
    assert not unconfirmed(Event.objects.all(), DAY)
    assert unconfirmed(Event.objects.all(), DAY + timedelta(days=1))
    tell(story(2, Talk(status="cancelled"), after=-1))
    assert not unconfirmed(Event.objects.all(), DAY + timedelta(days=1))


def test_a_meeting_put_off_leads_to_the_one_that_made_up_for_it() -> None:
    tell(story(1, Talk(status="cancelled", place=None, format="call"), after=-3))
    tell(story(2, Talk(place=None, format="call", days=on(2)), after=2))
    first, second = Event.objects.order_by("earliest")
    assert put_off_to(first) == second
    assert put_off_to(second) is None


def test_differing_values_stand_side_by_side_with_their_origins() -> None:
    tell(story(1, Talk(minutes=90, sentence="Anderthalb Stunden sprachen die beiden.")))
    tell(story(2, Talk(minutes=90, sentence="Nach neunzig Minuten war alles gesagt.")))
    tell(story(3, Talk(minutes=120, place=None, sentence="Zwei Stunden saßen sie zusammen.")))
    event = Event.objects.get()
    found = variants(standing_reports(event))
    assert list(found) == ["duration_minutes"]
    assert [(one.value, len(one.origins)) for one in found["duration_minutes"]] == [(90, 2), (120, 1)]
    assert event.meeting.duration_minutes == 90


def test_a_newer_figure_of_one_claimant_succeeds_and_of_another_contradicts() -> None:
    tell(story(1, Count(94_300, "ukraine"), Count(175_000, "usa")))
    tell(story(2, Count(115_000, "ukraine", on(9)), after=9))
    by_number = {event.troopfigure.low: event for event in Event.objects.all()}
    ledger = ledger_of(by_number[115_000])
    assert ledger.earlier == (by_number[94_300],)
    assert ledger.contradicting == (by_number[175_000],)
    assert ledger_of(by_number[94_300]).later == (by_number[115_000],)


def test_a_sentence_that_the_newest_revision_lacks_is_shown_with_its_new_wording() -> None:
    tell(story(1, Talk(sentence="Die Minister sprachen zwei Stunden in Genf.")))
    tell(story(1, Talk(sentence="Die Minister sprachen neunzig Minuten in Genf.")))
    ((before, after),) = changed_evidence(Event.objects.get())
    assert (before.sentence, after and after.sentence) == (
        "Die Minister sprachen zwei Stunden in Genf.",
        "Die Minister sprachen neunzig Minuten in Genf.",
    )


def test_a_sentence_that_is_still_there_is_not_changed() -> None:
    tell(story(1, Talk()))
    tell(story(1, Talk(), extra=("Am Rand war noch etwas los.",)))
    assert changed_evidence(Event.objects.get()) == []


def test_a_call_days_later_is_not_the_one_that_was_planned() -> None:
    tell(story(1, Talk(place=None, format="call", status="planned", days=on(1))))
    tell(story(2, Talk(place=None, format="call", days=on(9)), after=9))
    assert put_off_to(Event.objects.order_by("earliest").first()) is None  # type: ignore[arg-type]
