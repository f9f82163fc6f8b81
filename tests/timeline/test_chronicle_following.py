"""What becomes of meetings, figures and sentences over time."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from tests.timeline.stories import CRISIS, DAY, Count, Story, Talk, on, tell
from timeline.chronicle.following import changed_evidence, fate_of, ledger_of, put_off_to, turns, unconfirmed
from timeline.chronicle.variants import standing_reports, variants
from timeline.models import Announcement, Event

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


def announced(what: str, first: int, last: int) -> Event:
    """Return an announcement of what is to be done in those days, made on the Friday on which all begins."""
    revision = tell(story(1, extra=(what,)))
    event = Event.objects.create(kind=Event.Kind.ANNOUNCEMENT, first_reported_at=revision.published_at)
    days = {"due_earliest": on(first).earliest, "due_latest": on(last).latest}
    Announcement.objects.create(event=event, what=what, **days)
    event.crises.set(revision.article.crises.all())
    return event


PROMISED = "Die schriftliche Antwort auf die norwegischen Forderungen soll kommende Woche folgen."


@pytest.mark.parametrize(
    ("sentence", "after", "fate"),
    [
        ("Schweden hat am Mittwoch schriftlich auf die norwegischen Forderungen geantwortet.", 5, "kept"),
        ("Schweden antwortete am Mittwoch schriftlich auf die norwegischen Forderungen.", 5, "kept"),
        ("Die schriftliche Antwort auf die norwegischen Forderungen soll am Mittwoch folgen.", 5, "overdue"),
        ("Schweden hat die Forderungen am Mittwoch in Bergen zurückgewiesen.", 5, "overdue"),
        ("Schweden hat am Mittwoch schriftlich auf die norwegischen Forderungen geantwortet.", 30, "overdue"),
    ],
)
def test_a_promise_is_kept_where_a_later_article_tells_so_in_its_words(
    sentence: str, after: int, fate: str
) -> None:
    event = announced(PROMISED, 3, 9)
    tell(story(2, extra=("Es regnete in Bergen.", sentence), after=after))
    promise = fate_of(event, DAY + timedelta(days=60))
    assert promise.fate == fate
    assert (promise.redeemed_by.sentence if promise.redeemed_by else "") == (
        sentence if fate == "kept" else ""
    )


def test_a_promise_is_open_until_its_last_day_has_passed() -> None:
    event = announced(PROMISED, 3, 9)
    assert fate_of(event, DAY + timedelta(days=9)).fate == "open"
    assert fate_of(event, DAY + timedelta(days=10)).fate == "overdue"


def test_a_call_days_later_is_not_the_one_that_was_planned() -> None:
    tell(story(1, Talk(place=None, format="call", status="planned", days=on(1))))
    tell(story(2, Talk(place=None, format="call", days=on(9)), after=9))
    assert put_off_to(Event.objects.order_by("earliest").first()) is None  # type: ignore[arg-type]


def test_the_printed_chronicle_tells_what_became_of_a_promise_but_not_before_it_was_known() -> None:
    announced(PROMISED, 3, 9)
    (line,) = (line for line in printed() if line["kind"] == "announcement")
    assert line["status"] == "overdue"
    then = printed("--as-of", on(2).earliest.isoformat())
    assert [line["status"] for line in then if line["kind"] == "announcement"] in ([], [None])


def printed(*options: str) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("chronicle", "--crisis", CRISIS, *options, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]
