"""Readers take a view along by keyboard, and read how programs do."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from .conftest import World

pytestmark = pytest.mark.browser


def test_a_view_is_taken_along_by_keyboard(live_server: LiveServer, page: Page, world: World):
    page.goto("/crises/testkrise/?kind=meeting")
    page.get_by_text("Mitnehmen", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Tabelle (CSV)")).to_be_focused()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.startswith("testkrise-treffen-")
    assert "Anna Bär" in Path(download.value.path()).read_text("utf-8-sig")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_list_of_files_fits_the_page(live_server: LiveServer, page: Page, world: World, width: int):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/crises/testkrise/")
    page.get_by_text("Mitnehmen", exact=True).click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_text("Für Präsentationen").is_visible()


def test_the_apis_page_leads_from_an_answer_to_its_fields(live_server: LiveServer, page: Page):
    page.goto("/api/")
    page.get_by_role("link", name="EventPage").click()
    page.locator("#EventPage").get_by_role("link", name="EventRecord").click()
    expect(page.locator("#EventRecord")).to_be_in_viewport()
