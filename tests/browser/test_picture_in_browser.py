"""The picture of a crisis in a real browser: it leads to the list, follows it, shifts nothing and stays small."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import (
    make_article,
    make_crisis,
    make_entity,
    make_figure,
    make_meeting,
    make_place,
    make_statement,
)
from timeline.models import Crisis, CrisisActor, Event, Participation, Statement

pytestmark = pytest.mark.browser
ADDRESS = "/crises/testkrise/"
NODES = "document.querySelectorAll('*').length"
SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value; })
  .observe({ type: 'layout-shift', buffered: true });
"""


@pytest.fixture
def crisis(transactional_db: None) -> Crisis:
    crisis = make_crisis(title="Die Krise am Fluss", first_day=date(2022, 1, 1), last_day=date(2022, 3, 31))
    for position, name in enumerate(["USA", "Russland"]):
        CrisisActor.objects.create(crisis=crisis, entity=make_entity(name, "state"), position=position)
    return crisis


@pytest.fixture
def meeting(crisis: Crisis) -> Event:
    usa, russia = make_entity("USA"), make_entity("Russland")
    article = make_article(crisis=crisis)
    for days in (20, 40):
        make_figure(
            russia,
            1000 * days,
            claimant=usa,
            crisis=crisis,
            article=article,
            day=date(2022, 1, 1) + timedelta(days),
        )
    make_statement(usa, crisis=crisis, article=article)
    return make_meeting(usa, russia, crisis=crisis, article=article)


def fill(crisis: Crisis, number: int, days: int) -> None:
    states = [make_entity("USA"), make_entity("Russland")]
    first = date(2022, 1, 1)
    events = Event.objects.bulk_create(
        Event(kind="statement", earliest=day, latest=day)
        for day in (first + timedelta(days=n % days) for n in range(number))
    )
    Statement.objects.bulk_create(
        Statement(event=event, words="Man rede weiter", mode="indirect") for event in events
    )
    Participation.objects.bulk_create(
        Participation(event=event, entity=states[n % 2], role="speaker") for n, event in enumerate(events)
    )
    crisis.events.set(events)


def test_a_mark_leads_to_its_event_in_the_list(live_server: LiveServer, page: Page, meeting: Event):
    page.goto(ADDRESS)
    page.locator(f".drawing a[data-events='{meeting.pk}']").click()
    assert page.evaluate("location.hash") == f"#event-{meeting.pk}"
    expect(page.locator(f"#event-{meeting.pk}")).to_be_in_viewport()


def test_the_picture_follows_the_focus_in_the_list(live_server: LiveServer, page: Page, meeting: Event):
    page.goto(ADDRESS)
    mark = page.locator(f".drawing a[data-events='{meeting.pk}']")
    page.locator(f"#event-{meeting.pk} .headline a").focus()
    expect(mark).to_have_class("is-on")
    page.locator(".wordmark").focus()
    expect(mark).not_to_have_class("is-on")


def test_a_mark_tells_at_once_what_it_stands_for(live_server: LiveServer, page: Page, meeting: Event):
    other = make_meeting(
        make_entity("USA"), make_entity("Russland"), crisis=make_crisis(), place=make_place("Genf")
    )
    page.goto(ADDRESS)
    card = page.locator(".told")
    page.locator(f".drawing a[data-events~='{meeting.pk}'][data-events~='{other.pk}']").hover()
    expect(card).to_contain_text("21. Januar 2022: 2 Treffen")
    for event in (meeting, other):
        expect(card).to_contain_text(page.locator(f"#event-{event.pk} .headline").inner_text())
    page.locator(".wordmark").hover()
    expect(card).to_have_count(0)
    page.locator(f".drawing a[data-events~='{meeting.pk}'][data-events~='{other.pk}']").hover()
    expect(card).to_have_count(1)
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_the_strip_and_the_grains_work_by_keyboard(live_server: LiveServer, page: Page, meeting: Event):
    page.goto(ADDRESS)
    page.locator(".across a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?since=2022-01-17&until=2022-01-23")
    page.get_by_role("link", name="Tag", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?since=2022-01-21&until=2022-01-21")
    page.go_back()
    page.wait_for_url("**/?since=2022-01-17&until=2022-01-23")


def test_no_mark_is_a_stop_of_the_keyboard(live_server: LiveServer, page: Page, meeting: Event):
    page.goto(ADDRESS)
    assert page.locator(".drawing a").count() >= 4
    assert page.locator(".drawing a:not([tabindex='-1'])").count() == 0


def test_it_works_without_scripts(live_server: LiveServer, new_page: Callable[..., Page], meeting: Event):
    page = new_page(java_script_enabled=False)
    page.goto(ADDRESS)
    expect(page.locator(".drawing > svg")).to_be_visible()
    page.locator(".across a").first.click()
    expect(page.get_by_role("heading", name="Ereignisse")).to_be_visible()
    assert "since=2022-01-17" in page.url


def test_phones_get_a_strip_beside_the_list(
    live_server: LiveServer, new_page: Callable[..., Page], meeting: Event
):
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(ADDRESS)
    expect(page.locator(".drawing")).to_be_hidden()
    strip, day = page.locator(".upright").bounding_box(), page.locator(".day").first.bounding_box()
    assert strip
    assert day
    assert strip["x"] + strip["width"] <= day["x"]
    page.locator(".upright a").last.click()
    expect(page.get_by_role("heading", name="Ereignis")).to_be_visible()
    expect(page).to_have_url(re.compile("since="))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(
    live_server: LiveServer,
    new_page: Callable[..., Page],
    meeting: Event,
    assert_accessible: Callable[[Page], None],
    scheme: str,
):
    page = new_page(color_scheme=scheme, viewport={"width": 1280, "height": 1600})
    page.goto(f"{ADDRESS}?since=2022-01-01&until=2022-02-28")
    page.locator(".picture-figures > summary").click()
    assert_accessible(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_three_hundred_events_stay_small_and_shift_nothing(
    live_server: LiveServer, new_page: Callable[..., Page], crisis: Crisis, width: int
):
    fill(crisis, 300, days=80)
    page = new_page(viewport={"width": width, "height": 900})
    page.add_init_script(SHIFTS)
    page.goto(ADDRESS, wait_until="networkidle")
    assert page.evaluate("window.shift") == 0
    assert page.evaluate(NODES) < 4000


def test_five_thousand_events_of_one_day_make_few_shapes(live_server: LiveServer, page: Page, crisis: Crisis):
    fill(crisis, 5000, days=1)
    page.goto(ADDRESS)
    assert page.evaluate(NODES) < 4000
    assert page.locator(".drawing a").count() == 2
    assert page.locator(".drawing .bar").count() == 1


def test_names_of_sixty_characters_stay_beside_their_lanes(
    live_server: LiveServer, page: Page, crisis: Crisis
):
    name = "Gemeinsame Beobachtungsmission der Vereinigten Nachbarländer"
    state = make_entity(name, "organisation", key="lang")
    CrisisActor.objects.create(crisis=crisis, entity=state, position=2)
    make_statement(state, crisis=crisis)
    page.goto(ADDRESS)
    edge = page.locator(".drawing .line").first.bounding_box()
    assert edge
    for label in page.locator(".drawing text.lane").all():
        box = label.bounding_box()
        assert box
        assert box["x"] + box["width"] <= edge["x"]
