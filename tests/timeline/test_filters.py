"""A timeline's state and its address."""

from datetime import date

import pytest
from django.http import QueryDict

from tests.factories import (
    make_article,
    make_crisis,
    make_entity,
    make_meeting,
    make_place,
    make_source,
    make_statement,
)
from timeline.filters import Filters
from timeline.forms import TimelineFilterForm
from timeline.models import Event

pytestmark = pytest.mark.django_db


def read(query):
    return TimelineFilterForm(QueryDict(query)).filters


def test_every_state_survives_its_address():
    anna, genf = make_entity("Anna Bär"), make_place("Genf")
    filters = Filters(
        kinds=("meeting", "statement"),
        entities=(anna, genf),
        since=date(2022, 1, 1),
        until=date(2022, 1, 31),
        words='"weiter reden" & mehr',
        source=make_source("Neue Elbpost"),
        status="planned",
        review="unchecked",
        order="newest",
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
        "source=Nirgendwo",
        "status=happy",
        "review=maybe",
        "q=" + "x" * 201,
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
    "words", ["verhandlung", "Verhandlungen genf", '"in Genf"', "Genf -Wien", "Wien or Genf"]
)
def test_words_are_looked_for_in_the_sentences_that_bear_an_event_out(words):
    article = make_article(
        "Die Verhandlungen in Genf dauerten lange.\n\nVon Verhandlungen in Wien war keine Rede."
    )
    event = make_meeting(article=article, words="Verhandlungen in Genf")
    make_meeting(article=make_article("Man traf sich in Wien."))
    assert event in Filters(words=words).apply(Event.objects.all())
    assert list(Filters(words="Rede").apply(Event.objects.all())) == []


@pytest.mark.parametrize("words", ["'", '"', "& | !", "%", "😀", "-"])
def test_odd_words_do_no_harm(words):
    assert list(Filters(words=words).apply(Event.objects.all())) == []


def test_a_source_keeps_what_it_reports():
    event = make_meeting(article=make_article(source="Elbpost"))
    make_meeting(article=make_article(source="Kurier"))
    assert list(Filters(source=make_source("Elbpost")).apply(Event.objects.all())) == [event]


def test_a_status_keeps_the_meetings_of_that_status():
    planned = make_meeting(status="planned")
    make_meeting()
    make_statement()
    assert list(Filters(status="planned").apply(Event.objects.all())) == [planned]


def test_the_review_parts_checked_from_unchecked():
    checked = {make_meeting(review="accepted"), make_meeting(review="edited")}
    unchecked = {make_meeting()}
    assert set(Filters(review="checked").apply(Event.objects.all())) == checked
    assert set(Filters(review="unchecked").apply(Event.objects.all())) == unchecked


def test_each_filter_in_force_can_be_lifted_alone():
    filters = Filters(
        ("meeting",), words="Genf", status="planned", source=make_source("Elbpost"), review="checked"
    )
    assert [part.label for part in filters.parts] == [
        "Treffen",
        "„Genf“",
        "Elbpost",
        "geplant",
        "nur geprüfte",
    ]
    assert all(len(part.lifted.parts) == 4 for part in filters.parts)


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
