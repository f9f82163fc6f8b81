"""An event's page as of an earlier day: what was known of it then, and nothing that came later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from tests.publishing import FRIDAY
from tests.timeline.stories import CRISIS, DAY, Count, Story, Talk, on, tell
from timeline.models import Event

pytestmark = pytest.mark.django_db


def story(number: int, *tells: Talk | Count, after: int = 0) -> Story:
    return Story(f"https://blatt{number}.example/a", tells, after, source=f"Blatt {number}")


def day(after: int) -> str:
    return (DAY + timedelta(days=after)).isoformat()


def page_of(client, event: Event, query: str = "") -> BeautifulSoup:
    return BeautifulSoup(client.get(event.get_absolute_url() + query).text, "lxml")


@pytest.fixture
def event() -> Event:
    """Return a meeting that was planned without a place at first, and cancelled by an editor and another article later."""
    tell(story(1, Talk(status="planned", place=None, days=on(5)), after=-3))
    tell(story(2, Talk(status="cancelled", days=on(5), minutes=90), after=2))
    tell(story(3, Talk(status="cancelled", days=on(5), minutes=60), after=3))
    return Event.objects.get()


def test_it_shows_evidence_particulars_and_participants_of_then(client, event):
    soup = page_of(client, event, f"?as_of={day(0)}")
    text = soup.get_text(" ", strip=True)
    assert "Stand vom 21. Januar 2022" in text
    assert "Beleg aus 1 Artikel " in text
    assert "Blatt 1" in text
    assert "geplant" in text
    assert "1 Artikel, 1 Quelle" in text
    for later in ("Blatt 2", "Blatt 3", "abgesagt", "Genf", "90 Minuten", "Unterschiedliche Angaben"):
        assert later not in text, later


def test_it_leads_to_today_and_stays_out_of_search_engines(client, event):
    soup = page_of(client, event, f"?as_of={day(0)}")
    notice = soup.select_one(".notice")
    assert notice.get_text(" ", strip=True) == "Stand vom 21. Januar 2022 – heutigen Stand zeigen"
    assert notice.a["href"] == event.get_absolute_url()
    assert soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert soup.find("link", rel="canonical")["href"] == f"http://testserver{event.get_absolute_url()}"


def test_todays_page_says_nothing_of_that(client, event):
    soup = page_of(client, event)
    assert not soup.select_one(".notice")
    assert not soup.find("meta", attrs={"name": "robots"})
    assert soup.find("link", rel="canonical")["href"] == f"http://testserver{event.get_absolute_url()}"
    assert "abgesagt" in soup.get_text()


def test_a_moment_of_a_day_can_be_asked_for(client, event):
    moment = (FRIDAY + timedelta(days=2, minutes=1)).isoformat().replace("+", "%2B")
    text = page_of(client, event, f"?as_of={moment}").get_text(" ", strip=True)
    assert "Stand vom 23. Januar 2022, 17:05 Uhr" in text
    assert "Blatt 2" in text
    assert "Blatt 3" not in text


def test_before_the_first_report_it_says_that_nothing_was_known(client, event):
    response = client.get(f"{event.get_absolute_url()}?as_of={day(-4)}")
    assert response.status_code == 404
    text = BeautifulSoup(response.text, "lxml").get_text(" ", strip=True)
    assert "Davon war noch nichts bekannt" in text
    assert "Stand vom 17. Januar 2022" in text
    assert "Antony Blinken" not in text


def test_what_is_no_day_is_passed_over_and_said(client, event):
    text = page_of(client, event, "?as_of=gestern").get_text(" ", strip=True)
    assert "Ein Teil der Adresse war nicht zu verstehen" in text
    assert "abgesagt" in text


def test_what_editors_decided_later_counts_for_no_time_before(client, event):
    Event.objects.update(review="edited", earliest=on(30).earliest, latest=on(30).latest)
    text = page_of(client, event, f"?as_of={day(0)}").get_text(" ", strip=True)
    assert "26. Januar 2022" in text
    assert "20. Februar 2022" not in text
    assert "bearbeitet" not in text


def test_later_figures_of_the_same_side_are_not_told(client):
    tell(story(1, Count(94_300, "ukraine", qualifier="exact")))
    tell(story(2, Count(127_000, "ukraine", days=on(9)), after=9))
    first = Event.objects.get(troopfigure__low=94_300)
    assert "127.000" in page_of(client, first).get_text()
    assert "127.000" not in page_of(client, first, f"?as_of={day(1)}").get_text()


@pytest.mark.parametrize("view", ["", "encounters/?a=usa&b=russland", "figures/", "embed/"])
def test_views_of_then_lead_to_pages_of_then(client, event, view):
    tell(story(4, Count(100_000, "usa")))
    separator = "&" if "?" in view else "?"
    address = f"/crises/{CRISIS}/{view}{separator}as_of={day(0)}"
    soup = BeautifulSoup(client.get(address).text, "lxml")
    links = {link["href"] for link in soup.select('a[href^="/events/"], a[href*="//testserver/events/"]')}
    assert links
    assert all(link.endswith(f"?as_of={day(0)}") for link in links)


def test_from_there_other_views_are_as_of_then_too(client, event):
    soup = page_of(client, event, f"?as_of={day(0)}")
    links = [link["href"] for link in soup.select("a.go[href^='/crises/']")]
    assert len(links) == 2
    assert all(f"as_of={day(0)}" in link for link in links)


def test_it_takes_no_more_queries_than_todays_page(client, event, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get(f"{event.get_absolute_url()}?as_of={day(9)}")
