"""What readers notice while one view takes the place of another: focus, title, language, waiting, failure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_article, make_crisis, make_entity, make_meeting, make_statement
from tests.timeline.stories import DAY, Story, Talk, on, tell
from timeline.models import Crisis
from timeline.views.timeline import EVENTS_PER_PAGE

pytestmark = pytest.mark.browser
ADDRESS = "/crises/testkrise/"
LOOKED_BACK = "/crises/probe/"
FIRST = date(2022, 1, 1)
MONTH = "since=2022-01-01&until=2022-01-31"


@pytest.fixture
def crisis(transactional_db: None) -> Crisis:
    """A crisis of more events than a page of the list holds."""
    crisis = make_crisis(
        title="Die Krise am Fluss",
        title_en="The crisis at the river",
        first_day=FIRST,
        last_day=FIRST + timedelta(days=89),
    )
    north, south = make_entity("Nordland", "state"), make_entity("Südland", "state")
    article = make_article(crisis=crisis)
    for number in range(EVENTS_PER_PAGE + 5):
        make_meeting(north, south, crisis=crisis, article=article, day=FIRST + timedelta(days=number * 2))
    make_statement(north, crisis=crisis, article=article)
    return crisis


@pytest.fixture
def timeline(live_server: LiveServer, page: Page, crisis: Crisis) -> Page:
    """The timeline, as soon as it swaps views."""
    page.goto(ADDRESS)
    page.wait_for_function("() => window.htmx")
    return page


@pytest.fixture
def looking_back(live_server: LiveServer, page: Page, transactional_db: None) -> Page:
    """The timeline of a crisis of which something became known on three days."""
    for number in range(3):
        talk = Talk(status="held" if number else "planned", days=on(number * 2), minutes=30 + number)
        tell(Story(f"https://blatt{number}.example/a", (talk,), number * 3, source=f"Blatt {number}"))
    page.goto(LOOKED_BACK)
    page.wait_for_function("() => window.htmx")
    return page


def fail(route: Route) -> None:
    """Answer as a network that is gone."""
    route.abort("internetdisconnected")


def test_the_language_changes_where_the_reader_has_got_to(timeline: Page):
    timeline.locator("#zoom-month").click()
    timeline.wait_for_url(f"**/?{MONTH}")
    timeline.get_by_role("button", name="EN", exact=True).click()
    expect(timeline.get_by_role("heading", level=1)).to_have_text("The crisis at the river")
    expect(timeline).to_have_url(re.compile(re.escape(f"?{MONTH}") + "$"))


def test_the_title_tells_one_view_from_the_other(timeline: Page):
    timeline.locator("#zoom-month").click()
    expect(timeline).to_have_title("Die Krise am Fluss: Januar 2022 – Krisenchronik")
    timeline.go_back()
    expect(timeline).to_have_title("Die Krise am Fluss – Krisenchronik")


def test_lifting_a_filter_or_turning_a_page_leads_to_the_list(timeline: Page):
    timeline.goto(f"{ADDRESS}?kind=meeting")
    timeline.wait_for_function("() => window.htmx")
    timeline.locator("#lift-meeting").press("Enter")
    expect(timeline).to_have_url(re.compile(f"{ADDRESS}$"))
    expect(timeline.locator("#results")).to_be_focused()
    timeline.locator(".pagination [rel=next]").press("Enter")
    expect(timeline).to_have_url(re.compile(r"\?page=2$"))
    expect(timeline.locator("#results")).to_be_focused()
    timeline.keyboard.press("Tab")
    expect(timeline.locator("#order-oldest")).to_be_focused()


def test_looking_back_and_returning_leads_to_the_button_that_plays(looking_back: Page):
    looking_back.locator("#known-first").press("Enter")
    expect(looking_back.locator("#standpoint")).to_be_visible()
    expect(looking_back.locator("#play")).to_be_focused()
    looking_back.locator("#known-today").press("Enter")
    expect(looking_back.locator("#known-first")).to_be_visible()
    expect(looking_back.locator("#play")).to_be_focused()


def test_when_all_has_been_played_the_way_back_has_the_focus(looking_back: Page):
    looking_back.goto(f"{LOOKED_BACK}?as_of={DAY + timedelta(days=3)}")
    looking_back.wait_for_function("() => window.htmx")
    looking_back.locator("#play").press("Enter")
    expect(looking_back.locator("#play")).to_have_count(0)
    expect(looking_back.locator("#known-today")).to_be_focused()


def test_the_button_shows_by_its_sign_what_it_will_do(looking_back: Page):
    sign = "button => getComputedStyle(button, '::before').content"
    play = looking_back.locator("#play")
    still = play.evaluate(sign)
    play.press("Enter")
    expect(play).to_have_text("Anhalten")
    assert play.evaluate(sign) != still
    looking_back.keyboard.press("Escape")
    expect(play).to_have_text("Abspielen")
    assert play.evaluate(sign) == still


def test_what_could_not_be_fetched_is_said_and_tried_again(timeline: Page):
    timeline.evaluate("window.stayed = true")
    timeline.route(f"**/?{MONTH}", fail)
    timeline.locator("#zoom-month").click()
    failure = timeline.get_by_role("alert")
    expect(failure).to_contain_text("Die Ansicht ließ sich nicht laden.")
    expect(timeline.locator("#view")).not_to_have_attribute("aria-busy", "true")
    expect(timeline).to_have_url(re.compile(f"{ADDRESS}$"))
    timeline.unroute(f"**/?{MONTH}")
    failure.get_by_role("link", name="Noch einmal versuchen").click()
    timeline.wait_for_url(f"**/?{MONTH}")
    expect(failure).to_be_hidden()
    assert timeline.evaluate("window.stayed")


def test_playing_stops_where_nothing_more_can_be_fetched(looking_back: Page):
    looking_back.route("**/*as_of=*", fail)
    looking_back.locator("#play").press("Enter")
    expect(looking_back.get_by_role("alert")).to_be_visible()
    expect(looking_back.locator("#play")).to_have_text("Abspielen")


def test_a_view_that_takes_long_is_marked_as_busy_and_the_last_wish_counts(timeline: Page):
    held: list[Route] = []
    timeline.route(f"**/?{MONTH}", lambda route: held.append(route))
    timeline.locator("#zoom-month").click()
    expect(timeline.locator("#view")).to_have_attribute("aria-busy", "true")
    timeline.locator("#order-newest").click()
    timeline.wait_for_url("**/?order=newest")
    expect(timeline.locator("#view")).not_to_have_attribute("aria-busy", "true")
    expect(timeline.locator("#order-newest")).to_have_attribute("aria-current", "true")


def test_without_scripts_the_filters_leave_an_address_without_blanks(
    live_server: LiveServer, new_page: Callable[..., Page], crisis: Crisis
):
    page = new_page(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page.goto(f"{ADDRESS}?kind=meeting")
    page.locator("#finer").click()
    page.get_by_label("Bis", exact=True).fill("2022-01-10")
    page.get_by_role("button", name="Anwenden").click()
    expect(page).to_have_url(re.compile(r"\?kind=meeting&until=2022-01-10$"))


def test_on_paper_a_page_of_a_longer_list_says_so(timeline: Page):
    note = timeline.locator(".results-head .printed")
    expect(note).to_be_hidden()
    timeline.emulate_media(media="print")
    expect(note).to_have_text(re.compile(r"^Seite 1 von 2\. Das Ganze: /crises/testkrise/$"))


def test_phones_have_the_grains_the_figures_and_a_strip_with_knots(
    live_server: LiveServer,
    new_page: Callable[..., Page],
    crisis: Crisis,
    assert_accessible: Callable[[Page], None],
):
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(ADDRESS)
    page.wait_for_function("() => window.htmx")
    expect(page.locator(".drawing")).to_be_hidden()
    knots = page.locator(".upright .knots").get_attribute("d")
    assert knots
    assert knots.count("M") == EVENTS_PER_PAGE + 5
    page.locator("#zoom-month").click()
    page.wait_for_url(f"**/?{MONTH}")
    expect(page.locator("#zoom-after")).to_be_visible()
    assert_accessible(page)
