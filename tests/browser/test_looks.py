"""How pages look where it is hardest: long names on narrow screens, large type, paper, and the reader's own colours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import (
    make_announcement,
    make_article,
    make_crisis,
    make_entity,
    make_figure,
    make_meeting,
    make_mention,
    make_place,
    make_statement,
)
from timeline import sharing
from timeline.filters import Filters
from timeline.models import Crisis, Event, ShareLink

pytestmark = pytest.mark.browser
TIMELINE = "/crises/testkrise/"
MISSION = "Gemeinsame Beobachtungsmission der Vereinigten Nachbarländer"
MINISTRY = "Bundesverteidigungsministeriumsstaatssekretärin Schmidt-Öztürk"
TEXT = f"""{MISSION} und {MINISTRY} haben sich am Freitag getroffen.

Man werde weiter miteinander reden. An der Grenze stehen 60.000 bis 190.000 Soldaten. Sie kündigte eine Antwort an."""
WIDER = """
() => [...document.querySelectorAll('main *')]
  .filter((one) => !one.closest('svg, thead, .visually-hidden') && one.checkVisibility())
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`)
"""
SHOWN = "(all) => all.filter((one) => one.checkVisibility({ contentVisibilityAuto: false })).length"
FILLING = """(one) => {
  const style = getComputedStyle(one, '::before');
  return [style.printColorAdjust, style.backgroundColor !== 'rgba(0, 0, 0, 0)'];
}"""
COVERED = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const one = document.activeElement.closest('.upright, .across') || document.activeElement;
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return one === document.body || one.contains(top) || (top && top.contains(one)) ? '' : one.textContent.trim();
}"""
COLOURS = "(one) => { const style = getComputedStyle(one); return [style.color, style.backgroundColor]; }"


@pytest.fixture
def crisis(transactional_db: None) -> Crisis:
    """A crisis of long names, with fifteen events on one day and an event of each kind on others."""
    crisis = make_crisis(
        title="Grenzschutzvereinbarungsverhandlungen am Schwarzwassersee", title_en="At the lake"
    )
    mission, ministry = make_entity(MISSION, "organisation"), make_entity(MINISTRY)
    place = make_place("Oberammergau-Unterwasserburg an der Großen Schwarzen Elster")
    article = make_article(TEXT, title="Verteidigungsministerinnen suchen Auswege", crisis=crisis)
    make_mention(mission, article, MISSION)
    for number in range(15):
        day = date(2022, 1, 21)
        make_statement(
            ministry, f"Man rede {number} Tage", crisis=crisis, article=article, words="Man werde", day=day
        )
    for number, status in enumerate(["held", "cancelled"]):
        day = date(2022, 2, 1) + timedelta(days=number)
        make_meeting(mission, ministry, status=status, place=place, crisis=crisis, article=article, day=day)
        make_figure(
            mission,
            60_000,
            190_000,
            claimant=ministry,
            crisis=crisis,
            article=article,
            words="60.000",
            day=day,
        )
    make_announcement(ministry, crisis=crisis, article=article, words="eine Antwort", day=date(2022, 2, 3))
    return crisis


def addresses(crisis: Crisis) -> list[str]:
    """Return an address of every kind of page that shows names."""
    link = ShareLink.objects.create(
        crisis=crisis, title=crisis.title, snapshot=sharing.freeze(crisis, Filters())
    )
    meeting = Event.objects.filter(kind="meeting").earliest("pk")
    mission, ministry = meeting.entities.order_by("pk")
    views = [
        "",
        "encounters/",
        f"encounters/?a={mission.key}&b={ministry.key}",
        "positions/",
        "figures/",
        "share/",
    ]
    return [
        "/",
        "/articles/",
        *(TIMELINE + view for view in views),
        crisis.articles.get().get_absolute_url(),
        mission.get_absolute_url(),
        meeting.get_absolute_url(),
        link.get_absolute_url(),
        f"{link.get_absolute_url()}embed/",
    ]


def wider_than_the_screen(page: Page, crisis: Crisis) -> dict[str, list[str]]:
    """Return what sticks out to the right, by address, with everything unfolded."""
    found = {}
    for address in addresses(crisis):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found[address] = page.evaluate(WIDER)
    return {address: elements for address, elements in found.items() if elements}


@pytest.mark.parametrize("width", [320, 390, 640, 1280])
def test_no_name_makes_a_page_wider_than_its_screen(
    live_server: LiveServer, new_page: Callable[..., Page], crisis: Crisis, width: int
):
    page = new_page(viewport={"width": width, "height": 800})
    assert wider_than_the_screen(page, crisis) == {}


def test_type_of_twice_the_size_fits_a_phone(
    live_server: LiveServer, new_page: Callable[..., Page], crisis: Crisis
):
    page = new_page(viewport={"width": 390, "height": 800})
    cdp = page.context.new_cdp_session(page)
    page.goto("/")
    cdp.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert wider_than_the_screen(page, crisis) == {}


@pytest.mark.parametrize("width", [390, 1280])
def test_what_has_the_focus_is_never_covered(
    live_server: LiveServer, new_page: Callable[..., Page], crisis: Crisis, width: int
):
    page = new_page(viewport={"width": width, "height": 600}, reduced_motion="reduce")
    page.goto(TIMELINE)
    for key in ["Tab"] * 60 + ["Shift+Tab"] * 40:
        page.keyboard.press(key)
        assert page.evaluate(COVERED) == ""


def test_paper_shows_what_the_screen_folds_and_where_it_is_from(
    live_server: LiveServer, page: Page, crisis: Crisis
):
    page.goto(f"{TIMELINE}?kind=statement")
    headlines = page.locator(".headline")
    assert headlines.count() == 15
    assert headlines.evaluate_all(SHOWN) < 15
    page.emulate_media(media="print")
    assert headlines.evaluate_all(SHOWN) == 15
    expect(page.locator(".printed")).to_contain_text(f"{live_server.url}{TIMELINE}?kind=statement")
    for left_out in (".filters", ".across", ".share-link", "#visit", ".standpoint ul"):
        expect(page.locator(left_out)).to_be_hidden()


def test_paper_tells_held_from_cancelled_meetings(live_server: LiveServer, page: Page, crisis: Crisis):
    page.goto(f"{TIMELINE}?kind=meeting")
    page.emulate_media(media="print")
    assert page.locator(".status-held").evaluate(FILLING) == ["exact", True]
    assert page.locator(".status-cancelled.event").evaluate(FILLING)[0] == "exact"


def test_no_event_is_torn_between_two_sheets(live_server: LiveServer, page: Page, crisis: Crisis):
    page.emulate_media(media="print")
    for address in addresses(crisis):
        page.goto(address)
        rules = page.locator(".events > li").evaluate_all(
            "(all) => all.map((one) => getComputedStyle(one).breakInside)"
        )
        assert set(rules) <= {"avoid"}, address


def test_readers_own_colours_leave_nothing_unreadable(
    live_server: LiveServer, new_page: Callable[..., Page], crisis: Crisis
):
    page = new_page(forced_colors="active", viewport={"width": 1280, "height": 800})
    page.goto(f"{TIMELINE}encounters/")
    ink, ground = page.locator(".facet[aria-current]").first.evaluate(COLOURS)
    assert ink != ground
    page.goto(f"{TIMELINE}?kind=meeting")
    ink, ground = page.locator(".chosen a").evaluate(COLOURS)
    assert ink != ground


def test_readers_own_colours_keep_the_marks_in_a_text(
    live_server: LiveServer, new_page: Callable[..., Page], crisis: Crisis
):
    page = new_page(forced_colors="active")
    page.goto(crisis.articles.get().get_absolute_url())
    lines = {
        kind: page.locator(f".story .mark-{kind}").first.evaluate(
            "(one) => { const s = getComputedStyle(one); return [s.textDecorationLine, s.textDecorationStyle, s.outlineStyle]; }"
        )
        for kind in ("meeting", "statement", "troop_figure")
    }
    assert lines["meeting"][:2] == ["underline", "solid"]
    assert lines["statement"][:2] == ["underline", "dashed"]
    assert lines["troop_figure"][2] == "solid"
