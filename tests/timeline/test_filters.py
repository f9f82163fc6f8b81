"""A timeline's state and its address."""

from datetime import date

import pytest
from django.http import QueryDict

from tests.factories import make_crisis, make_entity, make_meeting, make_place, make_statement
from timeline.filters import Filters
from timeline.forms import TimelineFilterForm
from timeline.models import Event

pytestmark = pytest.mark.django_db


def read(query):
    return TimelineFilterForm(QueryDict(query)).filters


def test_every_state_survives_its_address():
    anna, genf = make_entity("Anna Bär"), make_place("Genf")
    filters = Filters(
        ("meeting", "statement"), (anna, genf), date(2022, 1, 1), date(2022, 1, 31), newest_first=True
    )
    assert read(filters.query.removeprefix("?")) == filters


def test_the_unfiltered_state_has_a_bare_address():
    assert Filters().query == ""
    assert read("kind=&since=&until=&order=") == Filters()


@pytest.mark.parametrize(
    "query",
    [
        "kind=nonsense",
        "entity=nobody",
        "since=gestern",
        "since=2022-02-30",
        "order=sideways",
        "entity=%00",
        "kind=%F0%9F%98%80",
        "since=99999-01-01",
        "until=2022-01-01&since=2022-01-01%00",
    ],
)
def test_what_cannot_be_read_is_left_out(query):
    assert read(query) in (Filters(), Filters(until=date(2022, 1, 1)))


def test_a_span_that_ends_before_it_begins_is_reported():
    form = TimelineFilterForm(QueryDict("since=2022-02-01&until=2022-01-01"))
    assert form.filters.until is None
    assert "until" in form.errors


def test_filters_are_described_in_words():
    filters = Filters(("meeting",), (make_entity("Anna Bär"),), date(2022, 1, 1), date(2022, 1, 31))
    assert filters.describe() == "Treffen · Anna Bär · Januar 2022"


def test_an_entity_matches_as_participant_and_as_place():
    genf = make_place("Genf")
    held_there, about_it = make_meeting(place=genf), make_meeting(genf)
    make_meeting()
    assert set(Filters(entities=(genf,)).apply(Event.objects.all())) == {held_there, about_it}


def test_several_entities_leave_what_they_share():
    anna, ben = make_entity("Anna"), make_entity("Ben")
    shared = make_meeting(anna, ben)
    make_statement(anna)
    assert list(Filters(entities=(anna, ben)).apply(Event.objects.all())) == [shared]


@pytest.mark.parametrize(
    ("earliest", "latest", "passes"),
    [
        (date(2022, 1, 10), date(2022, 1, 10), True),
        (date(2022, 1, 31), date(2022, 2, 6), True),
        (date(2021, 12, 1), date(2022, 3, 1), True),
        (date(2021, 12, 31), date(2021, 12, 31), False),
        (date(2022, 2, 1), None, False),
        (date(2022, 1, 5), None, True),
        (None, date(2022, 1, 5), True),
        (None, date(2021, 12, 5), False),
    ],
)
def test_a_span_keeps_what_touches_it(earliest, latest, passes):
    make_meeting(earliest=earliest, latest=latest, crisis=make_crisis())
    january = Filters(since=date(2022, 1, 1), until=date(2022, 1, 31))
    assert january.apply(Event.objects.all()).exists() == passes


@pytest.mark.parametrize(
    ("since", "value"), [("2022-01-21", 'value="2022-01-21"'), ("gestern", ""), ("2022-02-30", "")]
)
def test_a_date_field_only_holds_a_day(since, value):
    html = str(TimelineFilterForm(QueryDict(f"since={since}"))["since"])
    assert ("value" in html) == bool(value)
    assert value in html
