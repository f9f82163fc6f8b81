"""Moving about in a timeline by links, wheel, pinch and drag: only the view is swapped, each state is an address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_article, make_crisis, make_entity, make_meeting, make_statement
from timeline.models import Crisis, CrisisActor, Event

pytestmark = pytest.mark.browser
ADDRESS = "/crises/testkrise/"
FIRST = date(2022, 1, 1)


@pytest.fixture
def crisis(transactional_db: None) -> Crisis:
    """A crisis of ninety days with a meeting on every tenth, and a statement."""
    crisis = make_crisis(title="Die Krise am Fluss", first_day=FIRST, last_day=FIRST + timedelta(days=89))
    usa, russia = make_entity("USA", "state"), make_entity("Russland", "state")
    for position, state in enumerate((usa, russia)):
        CrisisActor.objects.create(crisis=crisis, entity=state, position=position)
    article = make_article(crisis=crisis)
    for days in range(0, 90, 10):
        make_meeting(usa, russia, crisis=crisis, article=article, day=FIRST + timedelta(days=days))
    make_statement(usa, crisis=crisis, article=article)
    return crisis


@pytest.fixture
def timeline(live_server: LiveServer, page: Page, crisis: Crisis) -> Iterator[Page]:
    """The timeline, which must not be loaded anew."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(ADDRESS)
    page.wait_for_function("() => window.htmx")
    page.evaluate("window.stayed = true")
    yield page
    assert page.evaluate("window.stayed")


def middle_of_drawing(page: Page) -> tuple[float, float]:
    box = page.locator(".drawing").bounding_box()
    assert box
    return box["x"] + box["width"] * 0.55, box["y"] + box["height"] * 0.3


def turn_wheel(page: Page, pixels: int) -> None:
    page.mouse.move(*middle_of_drawing(page))
    page.mouse.wheel(0, pixels)


def days_shown(page: Page) -> int:
    since, until = re.findall(r"=(\d{4}-\d\d-\d\d)", page.url)
    return (date.fromisoformat(until) - date.fromisoformat(since)).days + 1


def test_grains_and_bars_swap_only_the_view_and_keep_the_focus(timeline: Page):
    for key, address in (
        ("zoom-month", "since=2022-01-01&until=2022-01-31"),
        ("zoom-week", "since=2022-01-17&until=2022-01-23"),
    ):
        timeline.locator(f"#{key}").focus()
        timeline.keyboard.press("Enter")
        timeline.wait_for_url(f"**/?{address}")
        expect(timeline.locator(f"#{key}")).to_be_focused()
    bar = timeline.locator(".across a").first
    bar.focus()
    timeline.keyboard.press("Enter")
    expect(timeline).to_have_url(re.compile("since=2022-01-01"))
    expect(bar).to_be_focused()
    expect(timeline.locator("#announcement")).to_have_text("1 Ereignis")


def test_the_back_button_brings_each_stretch_back(timeline: Page):
    timeline.locator("#zoom-month").click()
    timeline.wait_for_url("**/?since=2022-01-01&until=2022-01-31")
    timeline.locator("#zoom-day").click()
    timeline.wait_for_url("**/?since=2022-01-21&until=2022-01-21")
    timeline.go_back()
    expect(timeline.locator("#zoom-month")).to_have_attribute("aria-current", "true")
    timeline.go_back()
    expect(timeline.locator("#zoom-whole")).to_have_attribute("aria-current", "true")


@pytest.mark.parametrize(("width", "strip"), [(1280, ".across"), (390, ".upright")])
def test_another_stretch_is_read_from_its_beginning(
    live_server: LiveServer, new_page: Callable[..., Page], crisis: Crisis, width: int, strip: str
):
    page = new_page(viewport={"width": width, "height": 700})
    page.goto(ADDRESS)
    page.wait_for_function("() => window.htmx")
    page.locator(".day").nth(7).evaluate("day => day.scrollIntoView()")
    page.locator(f"{strip} a").nth(5).click()
    expect(page).to_have_url(re.compile("since="))
    expect(page.locator("#results")).to_be_in_viewport()
    expect(page.locator(".event").first).to_be_in_viewport()


def test_filters_stay_where_they_are_pointed_at(timeline: Page):
    facet = timeline.locator("#by-meeting")
    timeline.set_viewport_size({"width": 1280, "height": 400})
    timeline.locator(".day").nth(2).evaluate("day => day.scrollIntoView()")
    before = timeline.evaluate("scrollY")
    facet.evaluate("(one) => one.click()")
    expect(timeline.get_by_role("heading", name="9 Ereignisse")).to_be_attached()
    assert timeline.evaluate("scrollY") == before


def test_what_was_opened_stays_open_while_moving_about(timeline: Page):
    timeline.set_viewport_size({"width": 800, "height": 900})
    timeline.locator("#filters > summary").click()
    timeline.locator("#by-meeting").click()
    expect(timeline.get_by_role("heading", name="9 Ereignisse")).to_be_visible()
    expect(timeline.locator("#filters")).to_have_attribute("open", "")


def test_the_wheel_zooms_with_control_and_scrolls_without(timeline: Page):
    turn_wheel(timeline, 120)
    timeline.wait_for_function("() => scrollY > 50")
    timeline.evaluate("scrollTo(0, 0)")
    timeline.keyboard.down("Control")
    for _turn in range(4):
        turn_wheel(timeline, -100)
    timeline.keyboard.up("Control")
    expect(timeline).to_have_url(re.compile(r"\?since=.*&until="))
    closer = days_shown(timeline)
    assert closer < 60
    timeline.keyboard.down("Control")
    for _turn in range(12):
        turn_wheel(timeline, 100)
    timeline.keyboard.up("Control")
    expect(timeline).to_have_url(re.compile(r"testkrise/$"))


def test_a_drag_moves_along_by_as_many_days_and_follows_no_mark(timeline: Page):
    timeline.locator("#zoom-month").click()
    timeline.wait_for_url("**/?since=2022-01-01&until=2022-01-31")
    x, y = middle_of_drawing(timeline)
    timeline.mouse.move(x, y)
    timeline.mouse.down()
    timeline.mouse.move(x - 300, y, steps=6)
    timeline.mouse.up()
    expect(timeline).not_to_have_url(re.compile("since=2022-01-01"))
    assert days_shown(timeline) == 31
    assert "#" not in timeline.url


def test_two_fingers_zoom_where_the_picture_is_shown(
    live_server: LiveServer, new_page: Callable[..., Page], crisis: Crisis
):
    page = new_page(viewport={"width": 1280, "height": 900}, has_touch=True)
    page.goto(ADDRESS)
    page.wait_for_function("() => window.htmx")
    x, y = middle_of_drawing(page)
    fingers = page.context.new_cdp_session(page)
    for name, apart in (("touchStart", 40), ("touchMove", 80), ("touchMove", 160), ("touchEnd", 0)):
        points = [{"x": x - apart, "y": y, "id": 0}, {"x": x + apart, "y": y, "id": 1}] if apart else []
        fingers.send("Input.dispatchTouchEvent", {"type": name, "touchPoints": points})
    expect(page).to_have_url(re.compile(r"\?since=.*&until="))
    assert days_shown(page) < 60


def test_a_mark_whose_event_is_not_on_the_page_leads_to_it(timeline: Page, crisis: Crisis):
    article = make_article(crisis=crisis)
    usa = make_entity("USA", "state")
    for _number in range(120):
        make_statement(usa, crisis=crisis, article=article, day=FIRST)
    late = Event.objects.get(kind="meeting", earliest=FIRST + timedelta(days=80))
    timeline.locator("#zoom-whole").click()
    expect(timeline.get_by_role("heading", name="130 Ereignisse")).to_be_visible()
    timeline.locator(f".drawing a[href$='#event-{late.pk}']").click()
    expect(timeline.locator(f"#event-{late.pk}")).to_be_in_viewport()
    assert timeline.evaluate("document.querySelector(':target').id") == f"event-{late.pk}"


def test_a_mark_opens_the_fold_in_which_its_event_lies(timeline: Page, crisis: Crisis):
    article = make_article(crisis=crisis)
    usa = make_entity("USA", "state")
    said = [
        make_statement(usa, crisis=crisis, article=article, day=FIRST + timedelta(days=5)) for _n in range(20)
    ]
    timeline.locator("#zoom-whole").click()
    folded = timeline.locator(".more .event").last
    expect(folded).to_be_hidden()
    timeline.evaluate("(id) => { location.hash = id; }", folded.get_attribute("id"))
    expect(folded).to_be_in_viewport()
    assert len(said) == 20


def test_the_list_and_the_strip_show_what_the_picture_points_at(timeline: Page):
    mark = timeline.locator(".drawing a[data-events]").first
    mark.hover()
    first = timeline.locator(f"#event-{mark.get_attribute('data-events')}")
    expect(first).to_have_class(re.compile("is-on"))
    timeline.mouse.move(5, 5)
    expect(first).not_to_have_class(re.compile("is-on"))


@pytest.mark.parametrize(("width", "strip", "along"), [(1280, ".across", "x1"), (390, ".upright", "y1")])
def test_the_strip_follows_the_list_as_it_is_scrolled(
    live_server: LiveServer, new_page: Callable[..., Page], crisis: Crisis, width: int, strip: str, along: str
):
    page = new_page(viewport={"width": width, "height": 700})
    page.goto(ADDRESS)
    line = page.locator(f"{strip} .here")
    page.locator(".day").nth(2).evaluate("day => day.scrollIntoView()")
    expect(line).to_have_attribute(along, re.compile(r"%$"))
    before = float((line.get_attribute(along) or "").rstrip("%"))
    page.locator(".day").nth(6).evaluate("day => day.scrollIntoView()")
    expect(line).not_to_have_attribute(along, f"{before}%")
    assert float((line.get_attribute(along) or "").rstrip("%")) > before
    expect(page.locator(strip)).to_be_in_viewport()
