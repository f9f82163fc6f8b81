"""Grouping events by days."""

from datetime import UTC, date, datetime

import pytest

from tests.factories import make_figure, make_meeting, make_statement
from timeline.cards import make_card
from timeline.days import FOLDED_FROM, Cut, cut, group_by_days
from timeline.models import Event
from timeline.order import Order

pytestmark = pytest.mark.django_db
MONDAY = date(2022, 1, 24)


def groups(**options):
    events = Event.objects.order_by("day", "first_reported_at", "pk").with_details()
    return group_by_days((make_card(event) for event in events), **options)


def test_events_of_one_day_share_a_heading():
    make_meeting(day=MONDAY)
    make_statement(day=MONDAY)
    (group,) = groups()
    assert (group.note, group.heading, group.day) == ("Montag", "24. Januar 2022", MONDAY)
    assert len(group.cards) == 2


def test_uncertain_days_stand_after_the_day_they_begin_on():
    make_meeting(earliest=MONDAY, latest=date(2022, 1, 30))
    make_meeting(day=MONDAY)
    assert [group.heading for group in groups()] == ["24. Januar 2022", "24. bis 30. Januar 2022"]


def test_undated_events_come_last_on_the_day_they_were_reported():
    make_statement(day=None, first_reported_at=datetime(2022, 1, 24, 8, tzinfo=UTC))
    make_meeting(day=MONDAY)
    assert [(group.note, group.heading) for group in groups()] == [
        ("Montag", "24. Januar 2022"),
        ("Tag offen, gemeldet", "24. Januar 2022"),
    ]


def test_newest_first_turns_the_days_around():
    make_meeting(day=MONDAY)
    make_meeting(day=date(2022, 1, 25))
    assert [group.day for group in groups(order=Order(newest_first=True))] == [date(2022, 1, 25), MONDAY]


def test_the_weightiest_events_of_a_crowded_day_stand_open():
    for _number in range(20):
        make_statement(day=MONDAY)
    make_figure(day=MONDAY)
    make_meeting(day=MONDAY)
    (group,) = groups()
    assert [card.kind for card in group.shown[:3]] == ["meeting", "troop_figure", "statement"]
    assert (len(group.shown), len(group.folded)) == (FOLDED_FROM, 22 - FOLDED_FROM)


def test_a_single_event_is_never_folded_away():
    for _number in range(FOLDED_FROM + 1):
        make_statement(day=MONDAY)
    assert groups()[0].folded == ()


NUMBERS = {MONDAY: 3, date(2022, 1, 25): 50, date(2022, 1, 26): 7}


@pytest.mark.parametrize(
    ("start", "stop", "newest_first", "expected"),
    [
        (0, 40, False, Cut(is_continued=False, rest=13)),
        (40, 60, False, Cut(is_continued=True, rest=0)),
        (3, 53, False, Cut(is_continued=False, rest=0)),
        (10, 50, False, Cut(is_continued=True, rest=3)),
        (0, 40, True, Cut(is_continued=False, rest=17)),
    ],
)
def test_a_page_knows_how_it_cuts_the_days(start, stop, newest_first, expected):
    assert cut(NUMBERS, start, stop, Order(newest_first)) == expected


def test_a_day_that_goes_on_from_the_page_before_is_not_folded():
    for _number in range(20):
        make_statement(day=MONDAY)
    (group,) = groups(at=Cut(is_continued=True, rest=4))
    assert (len(group.shown), group.folded, group.rest) == (20, (), 4)
