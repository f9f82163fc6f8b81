"""The site by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from .conftest import World

pytestmark = pytest.mark.browser
STOPS = 60  # more presses of Tab than any of these pages has stops
FOCUSED = "(document.activeElement.innerText || document.activeElement.name || '').trim()"


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus begins with the words; the focus must be visible on the way."""
    for _stop in range(STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", f"the focus on {focused!r} cannot be seen"
        if focused.startswith(words):
            return
    pytest.fail(f"no stop begins with {words!r}")


def test_the_first_stop_skips_to_the_content(live_server: LiveServer, page: Page, world: World):
    page.goto("/crises/testkrise/")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Zum Inhalt"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_whole_walk_by_keyboard_alone(live_server: LiveServer, page: Page, world: World):
    page.goto("/")
    tab_to(page, "Lange Gespräche in Genf")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/articles/"))
    tab_to(page, "Man werde weiter")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/events/"))
    tab_to(page, "Anna Bär")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/entities/"))
    tab_to(page, "In der Chronik")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/crises/"))
    tab_to(page, "Treffen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 Ereignis")).to_be_visible()
    assert page.evaluate(FOCUSED).startswith("Treffen"), "the swap must not lose the focus"
    tab_to(page, "Ansicht teilen")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/share/"))
    tab_to(page, "title")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Geteilte Ansicht")).to_be_visible()


def test_the_timeline_is_moved_about_by_keyboard_alone(live_server: LiveServer, page: Page, world: World):
    page.goto("/crises/testkrise/")
    tab_to(page, "Woche")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("since=2022-01-17&until=2022-01-23"))
    assert page.evaluate(FOCUSED) == "Woche", "the swap must not lose the focus"
    tab_to(page, "Neueste zuerst")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("until=2022-01-23&order=newest"))
    assert page.evaluate(FOCUSED) == "Neueste zuerst"
    tab_to(page, "Ansicht teilen")


def test_a_marked_statement_is_one_stop_however_many_pieces_it_has(
    live_server: LiveServer, page: Page, world: World
):
    page.goto(world.article.get_absolute_url())
    stops = []
    for _stop in range(STOPS):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.getAttribute('href')"))
    in_text = page.locator(f".story-text a[href='/events/{world.meeting.pk}/']")
    assert in_text.count() > 1
    margin = page.locator(f".margin a[href='/events/{world.meeting.pk}/']").count()
    first_round = stops[: stops.index(None, 10)] if None in stops[10:] else stops
    assert first_round.count(f"/events/{world.meeting.pk}/") == 1 + margin


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_scrolls_sideways(
    live_server: LiveServer, new_page: Callable[..., Page], world: World, width: int
):
    page = new_page(viewport={"width": width, "height": 800})
    for path in (
        "/",
        "/articles/",
        world.article.get_absolute_url(),
        "/crises/testkrise/",
        "/entities/anna-bar/",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
