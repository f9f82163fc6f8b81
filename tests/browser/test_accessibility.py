"""axe-core finds nothing on any page, and no foreign host is ever asked for anything."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from timeline import sharing
from timeline.filters import Filters
from timeline.models import ShareLink

from .conftest import World

pytestmark = pytest.mark.browser


def addresses(world: World) -> list[str]:
    """Return an address of every kind of page."""
    link = ShareLink.objects.create(
        crisis=world.crisis, title="Geteilt", snapshot=sharing.freeze(world.crisis, Filters())
    )
    article = world.article
    return [
        "/",
        "/articles/",
        "/articles/?q=nichts",
        article.get_absolute_url(),
        f"{article.get_absolute_url()}#e{world.statement.pk}",
        f"/articles/{article.pk}/revisions/1/",
        f"/articles/{article.pk}/changes/1/2/",
        "/crises/testkrise/",
        "/crises/testkrise/?kind=meeting&since=2023-01-01",
        "/crises/testkrise/?since=nonsense",
        "/crises/testkrise/?as_of=2022-01-26",
        "/crises/testkrise/?changed_since=2022-01-26T10:00Z",
        "/crises/testkrise/share/",
        "/api/",
        "/entities/anna-bar/",
        world.meeting.get_absolute_url(),
        link.get_absolute_url(),
        "/nowhere/",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_is_accessible(
    live_server: LiveServer,
    new_page: Callable[..., Page],
    world: World,
    assert_accessible: Callable[[Page], None],
    scheme: str,
    width: int,
):
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    for address in addresses(world):
        page.goto(address)
        for details in page.locator("details:not([open]) > summary").all():
            if details.is_visible():
                details.click()
        assert_accessible(page)


def test_pages_ask_only_our_own_host_and_break_no_policy(live_server: LiveServer, page: Page, world: World):
    hosts, complaints = set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for address in addresses(world):
        page.goto(address)
    assert hosts == {urlsplit(live_server.url).netloc}
    assert [words for words in complaints if "404" not in words] == []
