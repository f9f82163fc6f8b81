"""Encounters, positions and figures in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_article, make_crisis, make_entity, make_figure, make_meeting, make_statement
from timeline.models import Crisis, Event

pytestmark = pytest.mark.browser
BASE = "/crises/testkrise"
LONG = "Ständige Konferenz der Beauftragten für Verhandlungen am Fluss"
TEXT = "Man werde die Truppen nicht verlegen, sagte Bär. Es stehen 169.000 bis 190.000 Soldaten bereit."


@dataclass(frozen=True)
class Talks:
    """A crisis with encounters, positions and figures."""

    crisis: Crisis
    first: Event
    last: Event


@pytest.fixture
def talks(transactional_db: None) -> Talks:
    """Return a crisis in which two meet, one speaks twice, and two sides count."""
    crisis = make_crisis(title="Die Krise am Fluss", first_day=date(2022, 1, 1), last_day=date(2022, 2, 24))
    anna, ben, body = (
        make_entity("Anna Bär"),
        make_entity("Ben Öz"),
        make_entity(LONG, "organisation", key="lang"),
    )
    shared = {"crisis": crisis, "article": make_article(TEXT, crisis=crisis)}
    make_meeting(anna, ben, **shared)
    make_meeting(anna, ben, format="call", day=date(2022, 2, 12), **shared)
    make_meeting(anna, ben, body, status="planned", day=date(2022, 2, 24), **shared)
    make_meeting(body, ben, status="cancelled", **shared)
    first = make_statement(
        anna, "Man werde die Truppen nicht verlegen", words="Man werde die Truppen", **shared
    )
    last = make_statement(anna, "Die Truppen werden verlegt", day=date(2022, 2, 2), **shared)
    russia = make_entity("Russland", "state")
    words = "169.000 bis 190.000 Soldaten"
    make_figure(russia, 169_000, 190_000, claimant=body, qualifier="between", words=words, **shared)
    make_figure(
        russia, 94_300, claimant=make_entity("Ukraine", "state"), qualifier="exact", words=words, **shared
    )
    return Talks(crisis, first, last)


def addresses(talks: Talks) -> list[str]:
    """Return an address of every state that looks different."""
    return [
        f"{BASE}/encounters/",
        f"{BASE}/encounters/?by=people",
        f"{BASE}/encounters/?a=lang",
        f"{BASE}/encounters/?a=anna-bar&b=ben-oz",
        f"{BASE}/encounters/?a=anna-bar&b=russland",
        f"{BASE}/positions/",
        f"{BASE}/positions/?person=anna-bar&q=Truppen",
        f"{BASE}/positions/?person=anna-bar&left={talks.first.pk}",
        f"{BASE}/positions/?person=anna-bar&left={talks.first.pk}&right={talks.last.pk}",
        f"{BASE}/figures/",
        f"{BASE}/figures/?force=all&what=all",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_view_is_accessible(
    live_server: LiveServer,
    new_page: Callable[..., Page],
    talks: Talks,
    assert_accessible: Callable[[Page], None],
    scheme: str,
    width: int,
):
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    for address in addresses(talks):
        page.goto(address)
        for details in page.locator("details:not([open]) > summary").all():
            if details.is_visible():
                details.click()
        assert_accessible(page)


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_view_scrolls_sideways(
    live_server: LiveServer, new_page: Callable[..., Page], talks: Talks, width: int
):
    page = new_page(viewport={"width": width, "height": 800})
    for address in addresses(talks):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_choosing_two_actors_swaps_the_view_and_the_back_button_brings_it_back(
    live_server: LiveServer, page: Page, talks: Talks
):
    page.goto(f"{BASE}/encounters/")
    page.evaluate("window.stayed = true")
    page.get_by_label("Wer", exact=True).select_option("anna-bar")
    expect(page.get_by_role("heading", name="Wen Anna Bär traf: 1")).to_be_visible()
    page.get_by_label("mit wem").select_option("ben-oz")
    expect(page.get_by_role("status")).to_contain_text("Letzter Kontakt 12 Tage vor dem Ende der Krise")
    expect(page).to_have_url(re.compile(r"\?a=anna-bar&b=ben-oz$"))
    expect(page).to_have_title(re.compile("Anna Bär – Ben Öz"))
    page.get_by_role("link", name=re.compile("^In größerer Runde")).click()
    expect(page).to_have_url(re.compile("show=round"))
    assert page.evaluate("window.stayed")
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", name="Wen Anna Bär traf: 1")).to_be_visible()


def test_two_statements_are_set_side_by_side_without_a_script(
    live_server: LiveServer, new_page: Callable[..., Page], talks: Talks
):
    page = new_page(java_script_enabled=False)
    page.goto(f"{BASE}/positions/")
    page.get_by_role("link", name="Anna Bär").click()
    page.get_by_role("link", name=re.compile("^Vergleichen")).first.click()
    expect(page.get_by_text("Zum Vergleich gewählt")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Daneben stellen")).click()
    expect(page.get_by_role("heading", name=re.compile("Nebeneinander"))).to_be_visible()
    expect(page.get_by_text("12 Tage dazwischen")).to_be_visible()
    page.get_by_role("link", name="Vergleich beenden").click()
    expect(page.get_by_role("heading", name=re.compile("Nebeneinander"))).to_have_count(0)


def test_choosing_a_statement_far_down_brings_the_comparison_into_view(
    live_server: LiveServer, new_page: Callable[..., Page], talks: Talks
):
    page = new_page(viewport={"width": 390, "height": 600})
    page.goto(f"{BASE}/positions/?person=anna-bar&left={talks.first.pk}")
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name=re.compile("^Daneben stellen")).click()
    expect(page.get_by_role("heading", name=re.compile("Nebeneinander"))).to_be_in_viewport()
    assert page.evaluate("window.stayed")


def test_the_form_of_encounters_needs_no_script(
    live_server: LiveServer, new_page: Callable[..., Page], talks: Talks
):
    page = new_page(java_script_enabled=False)
    page.goto(f"{BASE}/encounters/?a=anna-bar")
    page.get_by_label("mit wem").select_option("ben-oz")
    page.get_by_role("button", name="Zeigen").first.click()
    expect(page.get_by_role("heading", name=re.compile("^Anna Bär .* Ben Öz$"))).to_be_visible()


def test_a_point_of_the_chart_leads_to_its_sentence(live_server: LiveServer, page: Page, talks: Talks):
    page.goto(f"{BASE}/figures/")
    point = page.locator(".claims a").first
    target = point.get_attribute("href")
    assert target
    point.locator(".point").click()
    expect(page).to_have_url(re.compile(f"{target}$"))
    expect(page.locator(target).get_by_text("Soldaten bereit")).to_be_in_viewport()


def test_the_claims_of_all_others_stand_behind_each_side(live_server: LiveServer, page: Page, talks: Talks):
    page.goto(f"{BASE}/figures/")
    ghosts = page.locator("use.others")
    assert ghosts.count() == 2
    box = ghosts.first.bounding_box()
    assert box
    assert box["width"] > 100


@pytest.mark.parametrize("view", ["", "figures/"])
def test_the_way_to_other_views_keeps_the_day_however_it_was_chosen(
    live_server: LiveServer, page: Page, talks: Talks, view: str
):
    page.goto(f"{BASE}/{view}?as_of=2025-01-01")
    other = page.get_by_role("navigation", name="Ansichten der Krise").get_by_role("link", name="Positionen")
    expect(other).to_have_attribute("href", f"{BASE}/positions/?as_of=2025-01-01")
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="Zurück zu heute").click()
    expect(other).to_have_attribute("href", f"{BASE}/positions/")
    assert page.evaluate("window.stayed")


def test_the_square_of_encounters_fits_beside_long_names(
    live_server: LiveServer, new_page: Callable[..., Page], talks: Talks
):
    body = make_entity(LONG, "organisation", key="lang")
    others = [make_entity(f"{LONG} {number}", "organisation", key=f"lang-{number}") for number in range(9)]
    make_meeting(body, *others, crisis=talks.crisis)
    page = new_page(viewport={"width": 1000, "height": 800})
    page.goto(f"{BASE}/encounters/")
    expect(page.locator(".matrix")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1000
