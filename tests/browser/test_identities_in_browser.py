"""An editor says who is who in a real browser: merge, take apart, add a name, say who else is meant; on a phone and in the dark too."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_entity
from tests.timeline.namings import tell
from timeline.models import Entity, Participation

pytestmark = pytest.mark.browser
PASSWORD = "ein langes Passwort"
LONG = "Annabella-Charlotte von Hohenquellwasser-Untertalbergheimerin"


@pytest.fixture
def chronicle(transactional_db: None) -> dict[str, Entity]:
    """Two spellings that no rule unites, each in an article, and somebody with a long name."""
    tell("Mirza Kadijew", "Jan Öz")
    tell("Mirsa Chadijef", LONG)
    return {entity.name: entity for entity in Entity.objects.all()}


def log_in(page: Page) -> None:
    User.objects.create_superuser("anna", password=PASSWORD)
    page.goto("/admin/")
    page.fill("input[name=username]", "anna")
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def identity_of(entity: Entity) -> str:
    return reverse("admin:timeline_entity_identity", args=[entity.pk])


def test_two_entries_become_one_and_two_again(
    live_server: LiveServer, page: Page, chronicle: dict[str, Entity]
):
    log_in(page)
    page.goto(identity_of(chronicle["Mirsa Chadijef"]))
    page.get_by_role("button", name="Ist dasselbe: Mirza Kadijew").click()
    expect(page.get_by_text("Beide sind jetzt ein Eintrag.")).to_be_visible()
    assert Participation.objects.filter(entity=chronicle["Mirza Kadijew"]).count() == 2
    page.get_by_role("button", name=re.compile("^Trennen")).click()
    expect(page.get_by_text("Die Entscheidung ist zurückgenommen.")).to_be_visible()
    assert Participation.objects.filter(entity=chronicle["Mirza Kadijew"]).count() == 1


def test_a_mention_is_given_to_a_new_entry(live_server: LiveServer, page: Page, chronicle: dict[str, Entity]):
    log_in(page)
    page.goto(identity_of(chronicle["Jan Öz"]))
    page.get_by_role("link", name=re.compile("^Meint jemand anderen: Jan Öz")).click()
    page.get_by_label("im ganzen Artikel").check()
    page.get_by_role("button", name="So festhalten").click()
    expect(page.get_by_text("Die Stelle meint jetzt den anderen Eintrag.")).to_be_visible()
    assert Participation.objects.filter(entity__key="jan-oez-2").exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_are_accessible(
    live_server: LiveServer,
    new_page: Callable[..., Page],
    chronicle: dict[str, Entity],
    assert_accessible: Callable[..., None],
    scheme: str,
    width: int,
):
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    log_in(page)
    named = make_entity("Mirza Kadijev")
    mention = chronicle[LONG].mentions.get()
    mention.entity = named  # a name that the entry does not have yet
    mention.save()
    article = mention.paragraph.revision.article_id
    part = Participation.objects.first()
    assert part
    relink = reverse("admin:timeline_entity_relink", args=[named.pk])
    for address in (
        identity_of(chronicle["Mirza Kadijew"]),
        identity_of(named),
        f"{relink}?mention={mention.pk}&q=Jan",
        reverse("admin:timeline_entity_article", args=[article]),
        reverse("admin:timeline_event_rulings", args=[part.event_id]),
    ):
        page.goto(address)
        expect(page.locator("main, #content").first).to_be_visible()
        assert_accessible(page, within="#content")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
