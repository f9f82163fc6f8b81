"""What was known grows day by day at a keystroke, and a returning reader is told what is new."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_meeting
from tests.timeline.stories import DAY, Story, Talk, on, tell
from timeline.models import Crisis

pytestmark = pytest.mark.browser
ADDRESS = "/crises/probe/"


@pytest.fixture
def crisis(transactional_db: None) -> Crisis:
    """A crisis of which something became known on four days."""
    for number in range(4):
        talk = Talk(status="held" if number else "planned", days=on(number * 2), minutes=30 + number)
        tell(Story(f"https://blatt{number}.example/a", (talk,), number * 3, source=f"Blatt {number}"))
    return Crisis.objects.get()


def known_on(after: int) -> re.Pattern[str]:
    return re.compile(f"as_of={DAY + timedelta(days=after)}$")


def test_knowledge_grows_day_by_day_until_it_is_paused(
    live_server: LiveServer, page: Page, crisis: Crisis
) -> None:
    page.goto(ADDRESS)
    play = page.get_by_role("button", name="Abspielen")
    steps = page.evaluate("history.length")
    play.press("Enter")
    expect(page).to_have_url(known_on(3))
    pause = page.get_by_role("button", name="Anhalten")
    expect(pause).to_be_focused()
    expect(page.locator("#announcement")).to_have_text("")  # nothing is said while it runs
    pause.press("Enter")
    expect(page.get_by_role("button", name="Abspielen")).to_be_focused()
    expect(page.locator("#announcement")).to_contain_text("Stand vom 24. Januar 2022")
    assert page.evaluate("history.length") == steps + 1
    page.wait_for_timeout(2000)
    expect(page).to_have_url(known_on(3))
    page.go_back()
    expect(page.locator("#known-first")).to_be_visible()


def test_it_ends_by_itself_where_all_is_known(live_server: LiveServer, page: Page, crisis: Crisis) -> None:
    page.goto(f"{ADDRESS}?as_of={DAY + timedelta(days=6)}")
    page.get_by_role("button", name="Abspielen").click()
    expect(page).to_have_url(known_on(9))
    expect(page.locator("#announcement")).to_contain_text("Stand vom 30. Januar 2022")
    expect(page.locator("#play")).to_have_count(0)


def test_a_returning_reader_is_told_what_is_new_and_can_be_forgotten(
    live_server: LiveServer, page: Page, crisis: Crisis
) -> None:
    page.goto(ADDRESS)
    visit = page.locator("#visit")
    expect(page.locator("#visit-memory")).to_contain_text("ohne Konto und ohne Cookie")
    expect(visit).to_be_empty()
    expect(visit).to_be_hidden()
    page.evaluate("localStorage.setItem('visit-probe', JSON.stringify({ seen: '2026-01-01T10:00:00Z' }))")
    page.reload()
    visit.get_by_role("link", name="4 neu, 0 geändert, 0 zurückgezogen").click()
    expect(page).to_have_url(re.compile(r"changed_since=2026-01-01T10"))
    expect(page.locator(".tag-news")).to_have_count(4)
    page.get_by_role("button", name="Vergessen").click()
    assert page.evaluate("localStorage.getItem('visit-probe')") == '"off"'
    assert not page.context.cookies()
    page.goto(ADDRESS)
    expect(page.get_by_role("button", name="Wieder merken")).to_be_visible()
    expect(visit).to_be_empty()


def test_who_turned_the_list_round_finds_it_so_again(
    live_server: LiveServer, page: Page, crisis: Crisis
) -> None:
    page.goto(ADDRESS)
    expect(page.locator("#order-newest")).to_have_attribute("aria-current", "true")
    page.locator("#order-oldest").click()
    expect(page.locator("#order-oldest")).to_have_attribute("aria-current", "true")
    page.goto(f"{ADDRESS}?kind=meeting")
    expect(page).to_have_url(re.compile(r"\?kind=meeting&order=oldest$"))
    for asked in ("?order=newest", "?page=1", "#results"):  # the address says what is meant
        page.goto("about:blank")
        page.goto(ADDRESS + asked)
        page.wait_for_function("() => window.htmx")
        expect(page).to_have_url(re.compile(re.escape(asked) + "$"))
        expect(page.locator("#order-newest")).to_have_attribute("aria-current", "true")
    page.get_by_role("button", name="Vergessen").click()
    page.goto(ADDRESS)
    page.wait_for_function("() => window.htmx")
    expect(page.locator("#order-newest")).to_have_attribute("aria-current", "true")


def test_today_has_its_line_and_the_strip_does_not_follow_what_is_folded(
    live_server: LiveServer, page: Page, crisis: Crisis
) -> None:
    for days in range(1, 6):
        make_meeting(crisis=crisis, day=timezone.localdate() + timedelta(days=days), status="planned")
    page.goto(ADDRESS)
    expect(page.locator("#today")).to_contain_text("Heute")
    expect(page.locator("#ahead .event").first).to_be_hidden()
    page.evaluate("scrollBy(0, 1)")
    expect(page.locator(".across .here")).to_have_attribute("x1", "-9999")
    page.locator("#ahead > summary").click()
    expect(page.locator("#ahead .event").first).to_be_visible()
