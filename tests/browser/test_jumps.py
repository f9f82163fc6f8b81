"""Jumps into the list land exactly where they lead, however high what stands before the place turns out to be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import (
    make_article,
    make_crisis,
    make_entity,
    make_evidence,
    make_meeting,
    make_statement,
)
from timeline.models import Crisis, Event

pytestmark = pytest.mark.browser
ADDRESS = "/crises/testkrise/"
FIRST = date(2022, 1, 1)
EVENTS = 80
LONG = "Man habe lange gesprochen und werde in der kommenden Woche weiter miteinander reden, hieß es. " * 6
LANDED = """(id) => {
  const wanted = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
  const isAtEnd = document.documentElement.scrollHeight - innerHeight - scrollY < 2;
  const off = Math.round(document.getElementById(id).getBoundingClientRect().top - wanted);
  return isAtEnd && off > 0 ? 0 : off;
}"""


@pytest.fixture
def crisis(transactional_db: None) -> Crisis:
    """A crisis of events of very different heights, some days crowded."""
    crisis = make_crisis(first_day=FIRST, last_day=FIRST + timedelta(days=60))
    north, south = make_entity("Nordland", "state"), make_entity("Südland", "state")
    articles = [make_article(text, crisis=crisis) for text in ("Man sprach.", LONG.strip(), LONG.strip() * 2)]
    for number in range(EVENTS):
        day = FIRST + timedelta(days=number // 20 * 15 + (number % 20 if number % 3 else 0))
        if number % 4:
            event = make_statement(north, LONG * (number % 3), crisis=crisis, day=day)
        else:
            event = make_meeting(north, south, crisis=crisis, day=day)
        for article in articles[: 1 + number % 3]:
            make_evidence(event, article)
    return crisis


def slow_down(page: Page) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})


def keys_on(page: Page, number: int) -> list[str]:
    page.goto(f"{ADDRESS}?page={number}")
    keys: list[str] = page.locator(".event").evaluate_all("(all) => all.map(({ id }) => id)")
    return keys


@pytest.mark.parametrize("width", [390, 1280])
def test_an_address_opens_at_its_event(
    live_server: LiveServer, new_page: Callable[..., Page], crisis: Crisis, width: int
):
    page = new_page(viewport={"width": width, "height": 800})
    slow_down(page)
    for number in (1, 2, 3):
        for key in keys_on(page, number)[4::8]:
            page.goto("about:blank")
            page.goto(f"{ADDRESS}?page={number}#{key}", wait_until="networkidle")
            expect(page.locator(f"#{key}")).to_be_in_viewport()
            assert page.evaluate(LANDED, key) == 0, (number, key)


@pytest.mark.parametrize("width", [390, 1280])
def test_going_from_event_to_event_lands_at_each(
    live_server: LiveServer, new_page: Callable[..., Page], crisis: Crisis, width: int
):
    page = new_page(viewport={"width": width, "height": 800})
    slow_down(page)
    for key in keys_on(page, 1)[28:2:-7]:
        page.evaluate("(key) => { location.hash = key; }", key)
        expect(page.locator(f"#{key}")).to_be_in_viewport()
        assert page.evaluate(LANDED, key) == 0, key


def test_marks_lead_to_events_of_this_page_and_of_others(
    live_server: LiveServer, new_page: Callable[..., Page], crisis: Crisis
):
    page = new_page(viewport={"width": 1280, "height": 800})
    slow_down(page)
    page.goto(ADDRESS)
    page.wait_for_function("() => window.htmx")
    for event in Event.objects.filter(kind="meeting").order_by("-day", "-pk")[::4]:
        mark = page.locator(f".drawing a[href$='#event-{event.pk}']")
        if not mark.count():
            continue  # counted together with others
        mark.evaluate(
            "(one) => one.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))"
        )
        expect(page.locator(f"#event-{event.pk}")).to_be_in_viewport()
        expect(page.locator("#view")).not_to_have_attribute("aria-busy", "true")
        assert page.evaluate(LANDED, f"event-{event.pk}") == 0, event.pk
