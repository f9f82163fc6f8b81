"""What was known of events on any day, as the timeline asks for it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from tests.publishing import FRIDAY
from tests.timeline.stories import DAY, Count, Story, Talk, on, tell
from timeline.chronicle.asof import known_events
from timeline.chronicle.remembering import remember_forgotten
from timeline.models import Crisis, Entry, Event, EventState
from timeline.sample import load

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


def story(number: int, *tells: Talk | Count, after: int = 0) -> Story:
    return Story(f"https://blatt{number}.example/a", tells, after, source=f"Blatt {number}")


def entries(after: int) -> list[Entry]:
    crisis = Crisis.objects.get()
    return list(Entry.objects.of_crisis(crisis, FRIDAY + timedelta(days=after)))


def statuses(after: int) -> list[str]:
    return [entry.status for entry in entries(after)]


def test_an_event_that_was_cancelled_later_shows_as_planned() -> None:
    tell(story(1, Talk(status="planned", days=on(5)), after=-3))
    tell(story(2, Talk(status="cancelled", days=on(5)), after=2))
    assert Event.objects.get().meeting.status == "cancelled"
    assert [statuses(after) for after in (-4, -3, 1, 2, 9)] == [
        [],
        ["planned"],
        ["planned"],
        ["cancelled"],
        ["cancelled"],
    ]


def test_days_and_participants_rest_on_what_was_published_until_then() -> None:
    tell(story(1, Talk(place=None), after=1))
    for number in (2, 3):
        tell(story(number, Talk(minutes=90), after=number))
    states = list(EventState.objects.order_by("since"))
    assert [state.place and state.place.key for state in states] == [None, "genf", "genf"]
    assert [state.particulars["duration_minutes"] for state in states] == [None, 90, 90]


def test_what_an_editor_has_entered_counts_for_no_time_before() -> None:
    tell(story(1, Talk(status="planned"), after=-3))
    event = Event.objects.get()
    event.meeting.status = "cancelled"
    event.meeting.save()
    Event.objects.update(review="edited", earliest=date(2030, 1, 1), latest=date(2030, 1, 1))
    [then] = entries(0)
    assert (then.status, then.day, then.review) == ("planned", DAY, "edited")
    [now] = Entry.objects.known(None)
    assert (now.status, now.day) == ("cancelled", date(2030, 1, 1))


def test_a_rejected_event_was_never_known() -> None:
    tell(story(1, Talk(), after=-3))
    Event.objects.update(review="rejected")
    assert not Entry.objects.exists()
    Event.objects.update(review="accepted")
    assert {entry.review for entry in Entry.objects.all()} == {"accepted"}
    assert len(entries(0)) == 1


def test_states_go_with_their_event_and_its_crisis() -> None:
    tell(story(1, Talk(), after=-3))
    event = Event.objects.get()
    event.crises.clear()
    assert not Entry.objects.exclude(crisis=None).exists()
    assert EventState.objects.exists()
    event.delete()
    assert not EventState.objects.exists()


def test_what_was_stored_without_the_writer_is_remembered_later() -> None:
    tell(story(1, Talk(), after=-3))
    EventState.objects.all().delete()
    assert not entries(0)
    assert remember_forgotten() == 1
    assert len(entries(0)) == 1
    assert remember_forgotten() == 0


def test_states_hold_what_weighing_all_reports_until_then_gives() -> None:
    """Except where reports of one event of today were several events then: these stay one."""
    load(lambda entries: islice(entries, 20))
    crisis = Crisis.objects.get()
    compared = 0
    for day in (date(2022, 1, 10), date(2022, 1, 26), date(2022, 2, 12)):
        as_of = datetime.combine(day, time.max, BERLIN)
        known = [*known_events(crisis, as_of)]
        parts = [one.event.pk for one in known]
        states = {
            state.event_id: state
            for state in EventState.objects.filter(
                entries__in=Entry.objects.of_crisis(crisis, as_of)
            ).select_related("place")
        }
        assert set(parts) == set(states)
        for one in known:
            if parts.count(one.event.pk) == 1:
                state = states[one.event.pk]
                assert {name: getattr(state, name) for name in one.values.fields} == one.values.fields
                assert state.particulars == one.values.particulars
                assert [tuple(role) for role in state.roles] == list(one.values.roles)
                compared += 1
    assert compared > 100
