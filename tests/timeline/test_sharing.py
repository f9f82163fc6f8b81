"""Freezing views and reading them again."""

import json
from datetime import date

import pytest
from django.utils.translation import override

from tests.factories import make_article, make_crisis, make_entity, make_meeting, make_place, make_statement
from timeline import sharing
from timeline.cards import Card, make_card
from timeline.filters import Filters
from timeline.models import Crisis, Event, ShareLink

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    crisis = make_crisis(title="Testkrise", title_en="Test crisis")
    return make_meeting(
        make_entity("Anna Bär"),
        crisis=crisis,
        article=make_article(),
        words="am Freitag in Genf",
        place=make_place(),
        status="planned",
    )


def freeze(**filters):
    return json.loads(json.dumps(sharing.freeze(make_crisis(), Filters(**filters))))


def test_a_card_survives_json_unchanged(meeting):
    card = make_card(Event.objects.with_details().get())
    assert Card.from_json(json.loads(json.dumps(card.as_json()))) == card


def test_a_frozen_view_stays_when_everything_behind_it_changes(meeting):
    snapshot = freeze()
    Event.objects.update(review="rejected", earliest=date(1999, 1, 1), latest=date(1999, 1, 1))
    make_entity("Anna Bär").participations.all().delete()
    (card,) = sharing.thaw(snapshot).cards
    assert card.headline == "Geplant: Treffen mit Anna Bär in Genf"
    assert card.days == "21. Januar 2022"
    assert (card.status, card.status_label) == ("planned", "")
    assert [piece.text for piece in card.quotes[0].pieces if piece.is_evidence] == ["am Freitag in Genf"]


def test_a_view_frozen_when_headlines_did_not_say_how_a_meeting_stands_says_so_beside_them(meeting):
    snapshot = json.dumps(freeze()).replace("Geplant: ", "")
    (card,) = sharing.thaw(json.loads(snapshot)).cards
    assert (card.headline, card.status_label) == ("Treffen mit Anna Bär in Genf", "geplant")


def test_a_frozen_view_speaks_both_languages(meeting):
    view = sharing.thaw(freeze(kinds=("meeting",)))
    with override("en"):
        assert (view.crisis_title, view.filtered_by) == ("Test crisis", "Meeting")
        assert view.cards[0].headline == "Planned: meeting with Anna Bär in Geneva"


def test_only_what_passes_the_filter_is_frozen(meeting):
    make_statement(crisis=make_crisis())
    assert [card.kind for card in sharing.thaw(freeze(kinds=("statement",))).cards] == ["statement"]


def test_a_view_of_too_many_events_is_refused(meeting, monkeypatch):
    monkeypatch.setattr(sharing, "MAX_EVENTS", 0)
    with pytest.raises(sharing.SharingError):
        sharing.freeze(make_crisis(), Filters())


def test_a_link_of_the_first_format_is_still_read(meeting):
    old = {
        key: value
        for key, value in freeze().items()
        if key in ("titles", "filters", "newest_first", "events")
    }
    view = sharing.thaw({**old, "format": 1})
    assert (len(view.cards), view.picked, view.picture, view.span) == (1, [], None, "")


def test_highlights_that_the_view_does_not_hold_are_left_out(meeting):
    snapshot = sharing.freeze(make_crisis(), Filters(), [meeting.pk, 999])
    assert [card.pk for card in sharing.thaw(snapshot).picked] == [meeting.pk]


def test_a_frozen_picture_names_the_day_instead_of_calling_it_today(meeting):
    view = sharing.thaw(freeze())
    assert ">heute<" not in view.picture.wide
    assert view.picture.wide != view.picture.narrow


def test_a_frozen_picture_speaks_both_languages(meeting):
    view = sharing.thaw(freeze())
    german = view.picture.summary
    with override("en"):
        assert view.picture.summary != german


def test_the_picture_leads_to_the_page_that_lists_the_event():
    drawing = '<a href="#event-7"/><a href="#event-8"/><a href="/crises/x/?since=2022-01-01"/>'
    led = sharing.lead_into_list(drawing, {7: 1, 8: 2}, 1)
    assert 'href="#event-7"' in led
    assert 'href="?page=2#event-8"' in led
    assert 'href="/crises/x/?since=2022-01-01"' in led


@pytest.mark.parametrize(
    ("filters", "fields", "span"),
    [
        ({}, {}, "21. Januar 2022"),
        ({"since": date(2022, 1, 1)}, {}, "1. bis 21. Januar 2022"),
        ({}, {"first_day": date(2022, 1, 20), "last_day": date(2022, 1, 24)}, "20. bis 24. Januar 2022"),
    ],
)
def test_a_frozen_view_says_which_days_it_shows(meeting, filters, fields, span):
    Crisis.objects.filter(slug="testkrise").update(title="Testkrise", **fields)
    assert sharing.thaw(freeze(**filters)).span == span


def test_an_empty_view_can_be_frozen():
    view = sharing.thaw(freeze())
    assert (view.cards, view.picture, view.span) == ((), None, "")


def test_freezing_takes_the_same_queries_however_many_events(meeting, django_assert_max_num_queries):
    for _number in range(20):
        make_statement(make_entity(), crisis=make_crisis(), article=make_article())
    crisis = make_crisis()
    with django_assert_max_num_queries(24):
        sharing.freeze(crisis, Filters())


def test_openings_are_counted_without_a_history_entry():
    link = ShareLink.objects.create(crisis=make_crisis(), title="Ansicht", snapshot={})
    assert sharing.count_opening(link)
    assert sharing.count_opening(link)
    link.refresh_from_db()
    assert link.openings == 2
    assert link.changes.count() == 0
