"""Where reports contradict each other."""

from datetime import date

import pytest

from tests.factories import make_article, make_figure, make_meeting, make_place, make_report, make_revision
from timeline.differences import course, differences, newest_of_each_article

pytestmark = pytest.mark.django_db


def shown(event):
    reports = newest_of_each_article(event.reports.order_by("pk"))
    return {
        one.label: [(account.value, *account.sources) for account in one.accounts]
        for one in differences(reports)
    }


def test_reports_that_agree_show_no_difference():
    event = make_meeting()
    for source in ("Elbpost", "Kurier"):
        make_report(
            event, make_article(source=source), status="held", duration_minutes=90, place=make_place()
        )
    assert shown(event) == {}


def test_values_stand_side_by_side_the_most_widely_reported_first():
    event = make_meeting()
    for source, minutes in (("Elbpost", 100), ("Kurier", 90), ("Bote", 90)):
        make_report(event, make_article(source=source), duration_minutes=minutes)
    assert shown(event) == {"Dauer": [("90 Minuten", "Kurier", "Bote"), ("100 Minuten", "Elbpost")]}


def test_what_only_some_give_is_no_difference():
    event = make_meeting()
    make_report(
        event, make_article(), duration_minutes=90, earliest=date(2022, 1, 21), latest=date(2022, 1, 21)
    )
    make_report(event, make_article(source="Kurier"))
    assert shown(event) == {}


def test_days_and_places_are_compared():
    event = make_meeting()
    day, next_day = date(2022, 1, 21), date(2022, 1, 22)
    make_report(event, make_article(), earliest=day, latest=day, place=make_place("Genf"), status="planned")
    make_report(
        event,
        make_article(source="Kurier"),
        earliest=next_day,
        latest=next_day,
        place=make_place("Wien"),
    )
    assert shown(event) == {
        "Wann": [("21. Januar 2022", "Elbpost"), ("22. Januar 2022", "Kurier")],
        "Ort": [("Genf", "Elbpost"), ("Wien", "Kurier")],
    }


def test_a_more_precise_day_contradicts_nobody():
    event = make_meeting()
    day = date(2022, 1, 17)
    make_report(event, make_article(), earliest=day, latest=day)
    make_report(event, make_article(source="Kurier"), earliest=date(2022, 1, 1), latest=date(2022, 1, 31))
    assert shown(event) == {}


def test_the_course_of_a_meeting_is_told_step_by_step():
    event = make_meeting(status="cancelled")
    for status in ("proposed", "planned", "planned", "cancelled"):
        make_report(event, make_article(), status=status)
    assert [step.label for step in course(event.reports.order_by("pk"))] == [
        "vorgeschlagen",
        "geplant",
        "abgesagt",
    ]


def test_a_meeting_that_always_stood_the_same_has_no_course():
    event = make_meeting()
    for _number in range(2):
        make_report(event, make_article(), status="held")
    assert course(event.reports.order_by("pk")) == []


def test_figures_are_compared_as_readers_know_them():
    event = make_figure()
    make_report(event, make_article(), low=100_000, qualifier="about", unit="personnel")
    make_report(
        event, make_article(source="Kurier"), low=100_000, high=130_000, qualifier="between", unit="personnel"
    )
    assert shown(event) == {
        "Zahl": [("rund 100.000 Soldaten", "Elbpost"), ("100.000 bis 130.000 Soldaten", "Kurier")]
    }


def test_an_article_speaks_by_its_newest_revision():
    event = make_meeting()
    article = make_article()
    make_report(event, article, duration_minutes=90)
    make_revision(article)
    make_report(event, article, duration_minutes=100)
    assert shown(event) == {}


def test_the_event_page_shows_them(client):
    event = make_meeting()
    for source, minutes in (("Elbpost", 100), ("Kurier", 90)):
        make_report(event, make_article(source=source), duration_minutes=minutes)
    make_report(event, make_article(source="Geheim", status="draft"), duration_minutes=80, status="planned")
    make_report(event, make_article(), status="planned")
    make_report(event, make_article(), status="held")
    page = client.get(event.get_absolute_url()).text
    assert "Unterschiedliche Angaben" in page
    assert "Wie es dazu kam" in page
    assert "100 Minuten" in page
    assert "Geheim" not in page
