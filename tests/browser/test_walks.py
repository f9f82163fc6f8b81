"""Whole walks through the site in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from timeline.editors import EDITORS

from .conftest import World

pytestmark = pytest.mark.browser
STATEMENT = "Anna Bär: Man werde weiter miteinander reden"


@pytest.fixture
def editor(live_server: LiveServer, new_page: Callable[..., Page], world: World) -> Page:
    """A browser in which an editor is logged in to the admin."""
    anna = User.objects.create_user("anna", password="geheim", is_staff=True)
    anna.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
    page = new_page()
    page.goto("/admin/")
    page.get_by_label("Benutzername").fill("anna")
    page.locator("input[name=password]").fill("geheim")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/admin/$"))
    return page


def reject(editor: Page, event: int) -> None:
    """Reject an event by the admin's bulk action."""
    editor.goto("/admin/timeline/event/")
    editor.locator(f"input[name=_selected_action][value='{event}']").check()
    editor.locator("select[name=action]").first.select_option("reject")
    editor.locator("button[name=index]").first.click()
    editor.wait_for_load_state()


def share(page: Page, title: str) -> str:
    """Share the timeline view on the page; return the address."""
    page.get_by_role("link", name="Ansicht teilen").click()
    page.get_by_label("Titel").fill(title)
    page.get_by_role("button", name="Link anlegen").click()
    page.wait_for_url(re.compile("/share/"))
    return page.get_by_label("Adresse dieser Ansicht").input_value()


def walk_to_the_timeline(page: Page) -> None:
    """Walk from the front page by article, marked statement, event and entity to the timeline filtered by it."""
    page.goto("/")
    page.get_by_role("link", name="Lange Gespräche in Genf").click()
    page.get_by_role("article").get_by_role("link", name="Man werde weiter miteinander reden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(STATEMENT)
    page.get_by_role("link", name="Anna Bär", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anna Bär")
    page.get_by_role("link", name=re.compile("In der Chronik")).click()
    expect(page.get_by_role("heading", name="3 Ereignisse")).to_be_visible()


def test_from_the_front_page_to_a_shared_view_that_outlives_its_events(
    live_server: LiveServer, page: Page, new_page: Callable[..., Page], editor: Page, world: World
):
    walk_to_the_timeline(page)
    address = share(page, "Was Anna Bär tat")

    other = new_page()
    other.goto(address)
    expect(other.get_by_role("heading", level=1)).to_have_text("Was Anna Bär tat")
    expect(other.get_by_role("heading", name=STATEMENT)).to_be_visible()

    reject(editor, world.statement.pk)
    page.goto("/crises/testkrise/")
    expect(page.get_by_role("heading", name="3 Ereignisse")).to_be_visible()
    expect(page.get_by_text(STATEMENT)).to_have_count(0)
    other.reload()
    expect(other.get_by_role("heading", name=STATEMENT)).to_be_visible()
    expect(other.get_by_text("Seitdem 1 Änderung")).to_be_visible()


def test_the_whole_walk_needs_no_script(live_server: LiveServer, new_page: Callable[..., Page], world: World):
    page = new_page(java_script_enabled=False)
    walk_to_the_timeline(page)
    page.locator("#by-meeting").click()
    expect(page.get_by_role("heading", name="1 Ereignis")).to_be_visible()
    page.get_by_role("link", name="Genauer eingrenzen").click()
    page.get_by_label("Von").fill("2023-01-01")
    page.get_by_role("button", name="Anwenden").click()
    expect(page.get_by_text("Keine Ereignisse in dieser Auswahl.")).to_be_visible()
    page.get_by_role("link", name="Alle Ereignisse zeigen").click()
    expect(page.get_by_role("heading", name="4 Ereignisse")).to_be_visible()
    address = share(page, "Ohne Skript")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ohne Skript")
    expect(page.get_by_role("button", name="Kopieren")).to_be_hidden()


def test_evidence_opens_the_article_at_the_very_place(live_server: LiveServer, page: Page, world: World):
    page.set_viewport_size({"width": 800, "height": 300})
    page.goto("/crises/testkrise/?kind=statement")
    page.get_by_role("link", name=re.compile("Elbpost")).click()
    place = page.locator(f"#e{world.statement.pk}")
    expect(place).to_be_in_viewport()
    assert place.evaluate("element => element.matches(':target')")
    plain = page.locator(f"#e{world.meeting.pk}")
    background = "element => getComputedStyle(element).backgroundColor"
    assert place.evaluate(background) != plain.evaluate(background)


def test_filters_swap_the_list_and_the_back_button_brings_it_back(
    live_server: LiveServer, page: Page, world: World
):
    page.goto("/crises/testkrise/")
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name=re.compile("^Aussage")).click()
    expect(page.get_by_role("heading", name="1 Ereignis")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?kind=statement$"))
    expect(page).to_have_title(re.compile("Aussage"))
    expect(page.locator("#announcement")).to_have_text("1 Ereignis")
    page.get_by_role("link", name="Neueste zuerst").click()
    expect(page).to_have_url(re.compile("kind=statement.*order=newest"))
    assert page.evaluate("window.stayed")
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", name="4 Ereignisse")).to_be_visible()
    expect(page).to_have_url(re.compile("/crises/testkrise/$"))
    page.go_forward()
    expect(page.get_by_role("heading", name="1 Ereignis")).to_be_visible()


def test_the_address_of_a_shared_view_can_be_copied(
    live_server: LiveServer, new_page: Callable[..., Page], world: World
):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/crises/testkrise/")
    address = share(page, "Zum Kopieren")
    page.get_by_role("button", name="Kopieren").first.click()
    expect(page.get_by_role("button", name="Kopiert")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address


def test_a_reader_chooses_english_and_german_again(live_server: LiveServer, page: Page, world: World):
    page.goto("/crises/testkrise/")
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The crisis at the river")
    expect(page.get_by_text("Meeting between Anna Bär and Ben Öz in Geneva")).to_be_visible()
    page.get_by_role("button", name="DE", exact=True).click()
    expect(page.get_by_text("Treffen von Anna Bär und Ben Öz in Genf")).to_be_visible()
