"""The picture on the timeline page."""

import re
from datetime import date, datetime

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from tests.factories import (
    make_announcement,
    make_crisis,
    make_entity,
    make_figure,
    make_meeting,
    make_statement,
)
from timeline import selection
from timeline.models import CrisisActor, Entity, Event, Office, Participation, Statement
from timeline.picture.figures import MOST_ROWS

pytestmark = pytest.mark.django_db
URL = "/crises/testkrise/"


@pytest.fixture
def crisis():
    return make_crisis(first_day=date(2022, 1, 1), last_day=date(2022, 2, 28))


@pytest.fixture
def usa(crisis):
    return make_state(crisis, "USA", 0)


@pytest.fixture
def russia(crisis):
    return make_state(crisis, "Russland", 1)


def make_state(crisis, name, position):
    state = make_entity(name, Entity.Kind.STATE)
    CrisisActor.objects.create(crisis=crisis, entity=state, position=position)
    return state


def page(client, query=""):
    return BeautifulSoup(client.get(URL + query).text, "lxml")


def names(soup):
    return [text.get_text() for text in soup.select(".drawing text.lane")]


def hints(soup):
    return [mark["xlink:title"] for mark in soup.select(".drawing a")]


def test_a_meeting_is_drawn_between_the_lanes_of_its_participants(client, crisis, usa, russia):
    blinken, lawrow = make_entity("Antony Blinken"), make_entity("Sergej Lawrow")
    event = make_meeting(blinken, lawrow, crisis=crisis)
    soup = page(client)
    assert names(soup) == ["USA", "Russland"]
    assert soup.select_one(".drawing .met .tie")
    assert soup.select_one(".drawing a")["href"] == f"#event-{event.pk}"
    assert hints(soup) == ["21. Januar 2022: Antony Blinken und Sergej Lawrow: Gespräch (ungeprüft)"]


def test_the_key_explains_the_signs_that_are_drawn_and_no_others(client, crisis, usa, russia):
    make_meeting(usa, russia, crisis=crisis, review="accepted")
    make_meeting(usa, russia, crisis=crisis, review="accepted", status="cancelled", day=date(2022, 2, 1))
    make_statement(usa, crisis=crisis)
    signs = [sign.get_text(strip=True) for sign in page(client).select(".key li")]
    assert signs == ["Treffen", "abgesagt", "Aussage", "blass: ungeprüft"]


def test_every_mark_leads_to_its_event_in_the_list(client, crisis, usa):
    make_statement(usa, crisis=crisis)
    make_announcement(usa, crisis=crisis)
    make_meeting(usa, crisis=crisis)
    soup = page(client)
    marks = soup.select(".drawing a")
    assert len(marks) == 3
    for mark in marks:
        assert soup.select_one(mark["href"])


def test_a_number_leads_to_the_events_of_its_day(client, crisis, usa):
    events = Event.objects.bulk_create(
        Event(kind="statement", earliest=date(2022, 1, 21), latest=date(2022, 1, 21)) for _ in range(150)
    )
    Statement.objects.bulk_create(Statement(event=event, words="Ja", mode="indirect") for event in events)
    Participation.objects.bulk_create(
        Participation(event=event, entity=usa, role="speaker") for event in events
    )
    crisis.events.set(events)
    soup = page(client)
    [mark] = soup.select(".drawing a")
    assert mark["href"] == f"{URL}?kind=statement&since=2022-01-21&until=2022-01-21&mark=usa~usa~59"
    assert hints(soup) == ["21. Januar 2022: 150 Aussagen, USA"]


@pytest.mark.parametrize("status", ["planned", "proposed", "cancelled"])
def test_it_tells_what_has_not_happened(client, crisis, usa, status):
    make_meeting(usa, crisis=crisis, status=status)
    shape = ".cross" if status == "cancelled" else ".hollow"
    assert page(client).select_one(f".drawing .met.{status} {shape}")


def test_it_tells_what_nobody_has_checked(client, crisis, usa):
    make_meeting(usa, crisis=crisis)
    make_meeting(usa, crisis=crisis, review="accepted", day=date(2022, 2, 1))
    assert len(page(client).select(".drawing .met.unchecked")) == 1


def test_an_announcement_is_filled_when_it_was_kept(client, crisis, usa):
    event = make_announcement(usa, crisis=crisis, due=(date(2022, 2, 1), date(2022, 2, 6)))
    event.announcement.verdict = "kept"
    event.announcement.save()
    assert page(client).select_one(".drawing .promised.kept .bracket")


def test_what_lies_outside_the_crisis_stands_at_the_edge(client, crisis, usa):
    make_meeting(usa, crisis=crisis)
    make_meeting(usa, crisis=crisis, day=date(1989, 11, 9))
    make_meeting(usa, crisis=crisis, day=date(2024, 5, 1))
    links = {link.get_text(): link["href"] for link in page(client).select(".picture-edges a")}
    assert links == {
        "← 1 früher": f"{URL}?until=2021-12-31",
        "1 später →": f"{URL}?since=2022-03-01",
    }


def test_the_figures_stand_in_a_table_too(client, crisis, usa, russia):
    make_figure(russia, 100_000, claimant=usa, crisis=crisis)
    make_figure(
        russia, 169_000, 190_000, claimant=usa, crisis=crisis, day=date(2022, 2, 18), qualifier="between"
    )
    soup = page(client)
    rows = [
        [cell.get_text() for cell in row.select("th, td")] for row in soup.select(".picture-figures tbody tr")
    ]
    assert rows == [
        ["21. Januar 2022", "rund 100.000 Soldaten", "Russland", "–", "USA"],
        ["18. Februar 2022", "169.000 bis 190.000 Soldaten", "Russland", "–", "USA"],
    ]
    assert soup.select_one(".drawing .claims .steps")
    assert soup.select_one(".drawing .claims .band")


def test_table_and_chart_name_the_same_claimants(client, crisis, usa, russia):
    belarus, anna = make_entity("Belarus", "state"), make_entity("Anna Bär")
    blinken = make_entity("Antony Blinken", key="antony-blinken")
    for day, claimant, place in ((1, blinken, None), (3, anna, None), (5, None, None), (7, blinken, belarus)):
        make_figure(russia, claimant=claimant, crisis=crisis, day=date(2022, 1, day), place=place)
    soup = page(client)
    claimants = [row.select("td")[-1].get_text() for row in soup.select(".picture-figures tbody tr")]
    assert claimants == ["Antony Blinken (USA)", "Anna Bär", "Urheber nicht genannt", "Antony Blinken (USA)"]
    labels = {label.get_text() for label in soup.select(".drawing .claimant")}
    assert len(labels) == 4
    assert {"Anna Bär", "Urheber nicht genannt"} < labels


def test_a_claimant_who_is_hardly_active_is_named_too(client, crisis, usa, russia, monkeypatch):
    monkeypatch.setattr(selection, "MOST_CAST", 1)
    for day in (1, 5):
        make_figure(russia, claimant=make_entity(f"Gast {day}"), crisis=crisis, day=date(2022, 1, day))
    soup = page(client)
    assert [row.select("td")[-1].get_text() for row in soup.select(".picture-figures tbody tr")] == [
        "Gast 1",
        "Gast 5",
    ]


def test_a_long_table_of_figures_ends_with_the_way_to_all_of_them(client, crisis, usa, russia):
    for number in range(MOST_ROWS + 1):
        make_figure(russia, 90_000 + number, claimant=usa, crisis=crisis)
    table = page(client).select_one(".picture-figures")
    assert len(table.select("tbody tr")) == MOST_ROWS
    assert f"Die frühesten {MOST_ROWS} Zahlen; alle Truppenzahlen" in " ".join(table.get_text().split())
    assert "?force=all" in table.select_one("p a")["href"]


def test_the_ledger_is_offered_for_all_forces_of_which_figures_are_known(client, crisis, usa, russia):
    make_figure(russia, crisis=crisis)
    make_figure(usa, crisis=crisis, unit="ships")
    links = {link.get_text(): link["href"] for link in page(client).select(".picture-ledger a")}
    ledger = f"{URL}figures/"
    assert links == {
        "Russland": f"{ledger}?force=russland",
        "USA": f"{ledger}?force=usa",
        "alle": f"{ledger}?force=all",
    }


def test_editors_offices_put_people_on_lanes(client, crisis, usa):
    anna = make_entity("Anna Bär")
    Office.objects.create(entity=anna, title="Außenministerin der USA", since=date(2022, 1, 1))
    make_statement(anna, crisis=crisis)
    assert names(page(client)) == ["USA"]


def test_who_has_no_lane_stands_with_the_others(client, crisis, usa):
    make_statement(make_entity("Anna Bär"), crisis=crisis)
    assert names(page(client)) == ["Weitere"]


def test_today_is_marked_while_the_crisis_goes_on(client):
    crisis = make_crisis()
    make_meeting(make_entity("Anna Bär"), crisis=crisis, day=timezone.localdate())
    assert "heute" in page(client).select_one(".drawing text.today")


def test_an_old_crisis_has_no_today(client, crisis, usa):
    make_meeting(usa, crisis=crisis)
    assert page(client).select_one(".drawing .today") is None


def test_the_strip_leads_to_the_weeks_and_keeps_the_filters(client, crisis, usa):
    make_meeting(usa, crisis=crisis)
    [bar] = page(client, "?kind=meeting").select(".across a")
    assert bar["href"] == f"{URL}?kind=meeting&since=2022-01-17&until=2022-01-23"
    assert bar["aria-label"] == "17. bis 23. Januar 2022: 1 Ereignis"


def test_a_bar_counts_what_its_view_shows_and_open_days_come_last(client, crisis, usa):
    make_meeting(usa, crisis=crisis)
    make_statement(usa, crisis=crisis, day=None, earliest=date(2022, 1, 3), latest=date(2022, 2, 20))
    bar = next(bar for bar in page(client).select(".across a") if "17. bis 23." in bar["aria-label"])
    assert bar["aria-label"].endswith(": 2 Ereignisse")
    view = page(client, bar["href"].removeprefix(URL))
    assert view.select_one(".results-count").get_text() == "2 Ereignisse"
    assert "21. Januar" in view.select(".day-heading")[0].get_text()
    assert "1 ohne genauen Tag" in view.select_one(".picture-edges").get_text()


@pytest.mark.parametrize(
    ("query", "active"),
    [
        ("", "Ganze Zeit"),
        ("?since=2022-01-01&until=2022-01-31", "Monat"),
        ("?since=2022-01-17&until=2022-01-23", "Woche"),
        ("?since=2022-01-21&until=2022-01-21", "Tag"),
    ],
)
def test_every_grain_is_a_link(client, crisis, usa, query, active):
    make_meeting(usa, crisis=crisis)
    soup = page(client, query)
    assert soup.select_one(".zoom [aria-current]").get_text() == active
    assert len(soup.select(".zoom li a")) == 4


def test_a_finer_grain_stays_within_the_coarser(client, crisis, usa):
    """The week of 1 February begins in January, and so do most of its events."""
    for day in (date(2022, 1, 31), date(2022, 2, 1), date(2022, 2, 1), date(2022, 2, 9)):
        make_meeting(usa, crisis=crisis, day=day)
    address, seen = "?since=2022-02-01&until=2022-02-28", []
    for grain in ("week", "day", "week", "month"):
        address = page(client, address).select_one(f"#zoom-{grain}")["href"].removeprefix(URL)
        seen.append(address)
    assert seen == [
        "?since=2022-02-07&until=2022-02-13",
        "?since=2022-02-09&until=2022-02-09",
        "?since=2022-02-07&until=2022-02-13",
        "?since=2022-02-01&until=2022-02-28",
    ]


def test_the_stretches_before_and_after_are_those_in_which_anything_happened(client, crisis, usa):
    for day in (date(2021, 11, 9), date(2022, 1, 21), date(2022, 2, 3)):
        make_meeting(usa, crisis=crisis, day=day)
    zoom = page(client, "?since=2022-01-01&until=2022-01-31").select_one(".zoom")
    assert zoom.select_one("[rel=prev]")["href"] == f"{URL}?since=2021-11-01&until=2021-11-30"
    assert zoom.select_one("[rel=next]")["href"] == f"{URL}?since=2022-02-01&until=2022-02-28"


def test_nothing_leads_to_where_nothing_happened(client, crisis, usa):
    make_meeting(usa, crisis=crisis)
    zoom = page(client, "?since=2022-01-01&until=2022-01-31").select_one(".zoom")
    assert not zoom.select("[rel]")


def test_a_crisis_without_events_has_no_picture(client, crisis):
    assert page(client).select_one(".picture") is None


def test_events_of_one_day_fill_the_picture(client, usa):
    crisis = make_crisis()
    crisis.first_day = crisis.last_day = None
    crisis.save()
    make_meeting(usa, crisis=crisis)
    labels = [text.get_text() for text in page(client).select(".drawing text:not([class])")]
    assert labels == ["Fr., 21."]


@pytest.mark.parametrize(
    "query",
    [
        "?since=9999-12-31",
        "?until=0001-01-01",
        "?since=0001-01-01&until=9999-12-31",
        "?since=2022-03-01&until=2022-01-01",
    ],
)
def test_no_span_breaks_it(client, crisis, usa, query):
    make_meeting(usa, crisis=crisis)
    assert client.get(URL + query).status_code == 200


def test_it_uses_no_inline_styles_or_scripts(client, crisis, usa):
    make_meeting(usa, crisis=crisis)
    html = str(page(client).select_one(".picture"))
    assert not re.search(r"\sstyle=|\son\w+=|<style|<script", html)


def test_names_from_outside_are_escaped(client, crisis):
    make_meeting(make_entity("<script>alert(1)</script>", Entity.Kind.STATE, key="boese"), crisis=crisis)
    make_statement(None, "<b>fett</b>", crisis=crisis)
    assert "<b>" not in client.get(URL).text
    assert "<script>alert" not in client.get(URL).text


def test_it_speaks_english(client, crisis, usa):
    make_meeting(usa, crisis=crisis, status="planned")
    client.cookies["django_language"] = "en"
    soup = page(client)
    assert hints(soup) == ["21 January 2022: USA: Talks (planned, unchecked)"]


def test_an_undated_statement_stands_on_the_day_of_its_report(client, crisis, usa):
    reported = datetime(2022, 1, 25, 12, tzinfo=timezone.get_current_timezone())
    make_statement(usa, crisis=crisis, day=None, first_reported_at=reported)
    assert hints(page(client))[0].startswith("25. Januar 2022")


@pytest.mark.parametrize(("language", "lane"), [("de", "Russland"), ("en", "Russia")])
def test_a_lane_that_only_its_people_brought_has_the_states_name(client, crisis, language, lane):
    make_statement(make_entity("Sergej Lawrow"), crisis=crisis)
    client.cookies["django_language"] = language
    assert names(page(client)) == [lane]
