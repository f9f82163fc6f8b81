"""An editor settles an overdue announcement in a real browser, by keyboard; readers see its bracket filled."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_announcement, make_article, make_crisis, make_entity, make_statement
from timeline.chronicle.redeeming import redeem
from timeline.editors import EDITORS
from timeline.models import Event

pytestmark = pytest.mark.browser
PASSWORD = "ein langes Passwort"
LONG = "Annabella-Charlotte von Hohenquellwasser-Untertalbergheimerin"
MADE = datetime(2022, 1, 21, 17, 4, tzinfo=ZoneInfo("Europe/Berlin"))
WHAT = "eine schriftliche Antwort auf die norwegischen Forderungen"


@pytest.fixture
def promise(transactional_db: None) -> Event:
    """An announcement whose days passed long ago, and what may have kept it."""
    crisis = make_crisis(title="Die Krise am Fluss", first_day=date(2022, 1, 1), last_day=date(2022, 2, 28))
    speaker = make_entity(LONG)
    article = make_article(f"{LONG} kündigte {WHAT} an.", crisis=crisis, published_at=MADE)
    shared = {"crisis": crisis, "day": MADE.date(), "first_reported_at": MADE}
    event = make_announcement(
        speaker, WHAT, due=(date(2022, 1, 24), date(2022, 1, 30)), article=article, **shared
    )
    told = "Schweden hat am Mittwoch schriftlich auf die norwegischen Forderungen geantwortet."
    later = make_article(told, crisis=crisis, published_at=MADE.replace(month=2))
    answer = "die Antwort auf die Forderungen liege vor"
    make_statement(speaker, answer, crisis=crisis, article=later, day=date(2022, 1, 26))
    redeem([event.pk])
    return event


def log_in(page: Page) -> None:
    anna = User.objects.create_user("anna", password=PASSWORD, is_staff=True)
    anna.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
    User.objects.filter(pk=anna.pk).update(is_superuser=True)  # the group's rights go with the emptied tables
    page.goto("/admin/")
    page.fill("input[name=username]", "anna")
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def test_a_task_is_settled_by_keyboard_and_shows_in_the_picture(
    live_server: LiveServer, page: Page, new_page: Callable[..., Page], promise: Event
) -> None:
    reader = new_page()
    reader.goto("/crises/testkrise/")
    expect(reader.locator(".drawing .overdue .bracket")).to_have_count(1)
    expect(reader.locator(f"#event-{promise.pk} .tag-status")).to_have_text("Ausgang nicht berichtet")
    log_in(page)
    page.goto(f"{reverse('admin:timeline_event_changelist')}?task=overdue")
    page.get_by_role("link", name="Ausgang nicht berichtet", exact=True).press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^Was wurde daraus?"))).to_be_visible()
    page.get_by_role("button", name=re.compile("^Dadurch eingelöst: ")).press("Enter")
    page.wait_for_url("**/event/?task=overdue")
    expect(page.get_by_role("link", name="Ausgang nicht berichtet", exact=True)).to_have_count(0)
    reader.reload()
    expect(reader.locator(".drawing .kept .bracket")).to_have_count(1)
    expect(reader.locator(f"#event-{promise.pk} .tag-status")).to_have_text("eingelöst")


def test_overdue_and_kept_can_be_told_without_colours(
    live_server: LiveServer, page: Page, promise: Event
) -> None:
    page.goto("/crises/testkrise/")
    bracket, key = page.locator(".drawing .overdue .bracket"), page.locator(".key .overdue .bracket")
    end = re.compile(r"m-3 -3l3 3 -3 3$")  # it runs on, and its end is an arrow
    expect(bracket).to_have_attribute("d", end)
    expect(key).to_have_attribute("d", end)
    expect(page.locator(".key li").filter(has=page.locator(".overdue"))).to_have_text(
        "Ausgang nicht berichtet"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_is_accessible(
    live_server: LiveServer,
    new_page: Callable[..., Page],
    promise: Event,
    assert_accessible: Callable[..., None],
    scheme: str,
    width: int,
) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    log_in(page)
    address = reverse("admin:timeline_event_outcome", args=[promise.pk])
    for query in ("", "?q=Nirgendwo"):
        page.goto(address + query)
        expect(page.get_by_role("button", name="Nicht eingelöst")).to_be_visible()
        assert_accessible(page, within="#content")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(promise.crises.get().get_absolute_url())
    assert_accessible(page, within=".picture")
