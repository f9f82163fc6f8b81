"""What editors decide stays, whatever comes after, until they take it back."""

from __future__ import annotations

import pytest

from tests.timeline.stories import Story, Talk, on, tell
from timeline.chronicle.rulings import RulingError, choose, merge, split, undo
from timeline.models import Event, Report, Ruling

pytestmark = pytest.mark.django_db


def story(number: int, *tells: Talk, after: int = 0) -> Story:
    return Story(f"https://blatt{number}.example/a", tells or (Talk(),), after, source=f"Blatt {number}")


def groups() -> list[list[str]]:
    """Return the addresses of the articles that report each visible event."""
    return sorted(
        sorted(report.revision.article.url for report in event.reports.all())
        for event in Event.objects.visible()
    )


def url(number: int) -> str:
    return f"https://blatt{number}.example/a"


@pytest.fixture
def event() -> Event:
    for number in (1, 2, 3):
        tell(story(number))
    return Event.objects.get()


def report_of(number: int) -> Report:
    return Report.objects.get(revision__article__url=url(number))


def test_what_was_split_stays_apart_when_more_is_reported(event: Event) -> None:
    split(event, [report_of(3).pk], reason="Zwei Gespräche an einem Tag.")
    assert groups() == [[url(1), url(2)], [url(3)]]
    tell(story(4))
    assert len(groups()) == 2
    assert sum(map(len, groups())) == 4


def test_a_split_is_undone(event: Event) -> None:
    other = split(event, [report_of(3).pk], reason="Irrtum.")
    undo(Ruling.objects.get())
    assert groups() == [[url(1), url(2), url(3)]]
    other.refresh_from_db()
    assert other.merged_into == event
    assert not Report.objects.filter(is_pinned=True).exists()


def test_a_split_off_event_has_values_of_its_own() -> None:
    tell(story(1, Talk(minutes=90)))
    tell(story(2, Talk(minutes=60)))
    other = split(Event.objects.get(), [report_of(2).pk], reason="Zwei Gespräche.")
    other.refresh_from_db()
    assert other.meeting.duration_minutes == 60
    assert other.evidence.count() == 1


def test_what_was_merged_stays_together_when_more_is_reported() -> None:
    tell(story(1))
    tell(story(2, Talk(days=on(1))))
    first, second = Event.objects.order_by("pk")
    merge(first, [second], reason="Beide Blätter meinen dieselbe Nacht.")
    tell(story(3))
    tell(story(4, Talk(days=on(1))))
    assert groups() == [[url(1), url(2), url(3), url(4)]]
    second.refresh_from_db()
    assert second.merged_into == first


def test_a_merge_is_undone() -> None:
    tell(story(1))
    tell(story(2, Talk(days=on(1))))
    first, second = Event.objects.order_by("pk")
    merge(first, [second], reason="Irrtum.")
    undo(Ruling.objects.get())
    assert groups() == [[url(1)], [url(2)]]
    second.refresh_from_db()
    assert (second.merged_into, second.earliest) == (None, on(1).earliest)


def test_events_of_two_kinds_are_never_merged(event: Event) -> None:
    with pytest.raises(RulingError):
        merge(event, [Event.objects.create(kind=Event.Kind.STATEMENT)], reason="Irrtum.")


def test_an_event_is_never_split_off_whole(event: Event) -> None:
    with pytest.raises(RulingError):
        split(event, event.reports.values_list("pk", flat=True), reason="Irrtum.")


def test_a_chosen_value_stands_against_a_majority_until_it_is_taken_back() -> None:
    tell(story(1, Talk(minutes=60)))
    event = Event.objects.get()
    choose(event, "duration_minutes", 60, reason="Das Protokoll nennt eine Stunde.")
    tell(story(2, Talk(minutes=90, sentence="Anderthalb Stunden lang saßen die beiden am Freitag zusammen.")))
    tell(story(3, Talk(minutes=90, sentence="Nach neunzig Minuten gingen die Minister in Genf auseinander.")))
    event.meeting.refresh_from_db()
    assert event.meeting.duration_minutes == 60
    undo(Ruling.objects.get())
    event.meeting.refresh_from_db()
    assert event.meeting.duration_minutes == 90


def test_days_and_places_can_be_chosen(event: Event) -> None:
    choose(event, "days", ["2022-01-20", "2022-01-20"], reason="Ortszeit.")
    choose(event, "place", None, reason="Der Ort ist umstritten.")
    event.refresh_from_db()
    assert (str(event.earliest), event.precision, event.place) == ("2022-01-20", "day", None)


def test_a_later_choice_replaces_the_earlier_one(event: Event) -> None:
    choose(event, "duration_minutes", 60, reason="Erste Angabe.")
    choose(event, "duration_minutes", 75, reason="Nach Rückfrage.")
    event.meeting.refresh_from_db()
    assert event.meeting.duration_minutes == 75
    assert Ruling.objects.standing().count() == 1
