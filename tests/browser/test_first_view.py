"""What a first view of 300 events costs: few requests, few bytes, few nodes, no layout shift, and no headline cut."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, Response
from pytest_django.live_server_helper import LiveServer

from tests.busy import fill
from tests.factories import make_crisis, make_entity
from timeline.models import Crisis
from timeline.views.timeline import EVENTS_PER_PAGE

pytestmark = pytest.mark.browser
ADDRESS = "/crises/testkrise/"
MOST_BYTES = 75_000
MOST_REQUESTS = 6
MOST_NODES = 4_000
FIRST = date(2022, 1, 1)
STATES = ["Nordland", "Südland", "Gemeinsame Beobachtungsmission der Vereinigten Nachbarländer", "Ostmark"]
SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value; })
  .observe({ type: 'layout-shift', buffered: true });
"""
CUT = """
async () => {
  const cut = [];
  for (const headline of document.querySelectorAll('.headline')) {
    headline.scrollIntoView({ behavior: 'instant' });
    await new Promise(requestAnimationFrame);
    const words = document.createRange();
    words.selectNodeContents(headline);
    const [text, box] = [words, headline.closest('li')].map((one) => one.getBoundingClientRect());
    const isWhole = text.height && text.left >= box.left - 1 && text.right <= Math.min(box.right, innerWidth) + 1
      && text.bottom <= box.bottom && headline.scrollWidth <= headline.clientWidth + 1;
    if (!isWhole || headline.textContent.includes('…')) cut.push(headline.textContent);
  }
  return cut;
}
"""


@pytest.fixture
def crisis(transactional_db: None) -> Crisis:
    """A crisis of three hundred events of every kind over ninety days, ten to an article."""
    crisis = make_crisis(title="Die Krise am Fluss", first_day=FIRST, last_day=FIRST + timedelta(days=89))
    fill(crisis, [make_entity(name, "state") for name in STATES], 300, FIRST)
    return crisis


@pytest.mark.parametrize("width", [390, 1280])
def test_it_is_small_and_shifts_nothing(
    live_server: LiveServer, new_page: Callable[..., Page], crisis: Crisis, width: int
):
    page = new_page(viewport={"width": width, "height": 900})
    page.add_init_script(SHIFTS)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(ADDRESS, wait_until="networkidle")
    assert len(answers) <= MOST_REQUESTS, [answer.url for answer in answers]
    assert all(answer.url.startswith(live_server.url) for answer in answers)
    texts = [answer.body() for answer in answers if not answer.url.endswith(".woff2")]
    assert sum(len(gzip.compress(text)) for text in texts) <= MOST_BYTES
    assert page.evaluate("document.querySelectorAll('*').length") < MOST_NODES
    assert page.evaluate("window.shift") == 0


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_every_headline_is_whole(
    live_server: LiveServer, new_page: Callable[..., Page], crisis: Crisis, width: int
):
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(ADDRESS)
    assert page.locator(".headline").count() == EVENTS_PER_PAGE
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(
    live_server: LiveServer,
    new_page: Callable[..., Page],
    crisis: Crisis,
    assert_accessible: Callable[[Page], None],
    scheme: str,
):
    page = new_page(color_scheme=scheme, viewport={"width": 1280, "height": 700})
    page.goto(ADDRESS)
    assert_accessible(page)
