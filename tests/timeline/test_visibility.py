"""One rule says which events there are for readers, whatever they open: pages, lists, files, the API, sitemaps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from articles.models import Article
from articles.publishing import set_status
from tests.factories import (
    GENEVA_DAY,
    make_article,
    make_crisis,
    make_entity,
    make_evidence,
    make_figure,
    make_meeting,
    make_mention,
    make_place,
    make_statement,
)
from tests.timeline.stories import Count, Story, Talk, tell
from timeline.models import Crisis, Entity, Entry, Event

pytestmark = pytest.mark.django_db
SECRET = "Der Hafen von Narwik bleibt bis Ostern gesperrt, sagte Vera Quast."


def places(event: Event, *crises: Crisis) -> dict[str, str]:
    """Return the addresses that show an event, each under its name."""
    own = event.get_absolute_url()
    named = {"page": own, "card": f"{own}card.png", "record": f"/api/v1/events/{event.pk}"}
    named |= {"events": "/api/v1/events", "evidence": "/api/v1/evidence", "front": "/"}
    named |= {"sitemap": "/sitemap-events.xml"}
    for crisis in crises:
        base = f"/crises/{crisis.slug}/"
        named |= {
            f"{crisis.slug}: {name}": address
            for name, address in {
                "timeline": base,
                "frame": f"{base}embed/",
                "table": f"{base}export.csv",
                "feed": f"{base}export.atom",
                "records": f"/api/v1/events?crisis={crisis.slug}",
                "sentences": f"/api/v1/evidence?crisis={crisis.slug}",
                "encounters": f"{base}encounters/",
            }.items()
        }
    return named


def showing(client: Client, word: str, named: dict[str, str]) -> set[str]:
    """Return the names of the addresses that are there and hold the word; a card has none, so that it counts if it is there."""
    found = set()
    for name, address in named.items():
        answer = client.get(address)
        text = (
            b"".join(answer).decode(errors="replace")
            if answer.streaming
            else answer.content.decode(errors="replace")
        )
        if answer.status_code == 200 and (name == "card" or word in text):
            found.add(name)
    return found


def hearing(name: str, **fields: object) -> Event:
    """Return a meeting of Anna and somebody of that name, which a published article tells of."""
    article = make_article(f"Anna Bär sprach mit {name}.", **fields.pop("article", {}))  # type: ignore[arg-type]
    people = make_entity("Anna Bär", is_checked=True), make_entity(name)
    return make_meeting(*people, article=article, **fields)


def test_what_only_a_draft_tells_is_nowhere(client: Client) -> None:
    crisis = make_crisis()
    hearing("Ben Öz", crisis=crisis)
    secret = hearing("Vera Quast", crisis=crisis, article={"status": "draft"})
    named = places(secret, crisis) | {"entity": "/entities/vera-quast/", "entities": "/sitemap-entities.xml"}
    named |= {"entity record": "/api/v1/entities/vera-quast", "words": "/crises/testkrise/?q=Quast"}
    assert showing(client, "Quast", named) <= {"words"}  # which repeats the question
    assert "0 Ereignisse<" in client.get(named["words"]).text
    assert "quast" not in client.get("/sitemap-entities.xml").text
    assert {
        client.get(named[name]).status_code for name in ("page", "record", "entity", "entity record")
    } == {404}


def test_an_article_that_becomes_a_draft_again_takes_its_events_along(client: Client) -> None:
    crisis = make_crisis()
    event = hearing("Vera Quast", crisis=crisis)
    named = places(event, crisis)
    assert showing(client, "Quast", named) == set(named) - {"sitemap"}
    set_status(Article.objects.all(), "draft")
    assert not Entry.objects.exists()
    assert not showing(client, "Quast", named)
    set_status(Article.objects.all(), "published")
    assert client.get(event.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("evidence", "is_shown"),
    [((), True), (("draft",), False), (("published",), True), (("draft", "withdrawn"), True)],
    ids=["by hand", "a draft", "an article", "a draft and a withdrawn article"],
)
def test_an_event_stands_by_hand_or_on_an_article_that_is_no_draft(
    evidence: tuple[str, ...], is_shown: bool
) -> None:
    event = make_statement(crisis=make_crisis())
    for status in evidence:
        make_evidence(event, make_article(status=status))
    assert Event.objects.public().filter(pk=event.pk).exists() == is_shown


def test_drafts_have_no_say_in_what_others_report(client: Client) -> None:
    """Neither in an event's values nor in its sources, its words, its crises, or since when it is known."""
    tell(Story("https://a.example/1", (Talk(minutes=90),), after=1, source="Elbpost"))
    draft = tell(
        Story("https://b.example/1", (Talk(minutes=120),), source="Neckar-Kurier"), crisis="geheim"
    ).article
    tell(Story("https://c.example/1", (Talk(minutes=120),), source="Isar-Bote"), crisis="geheim")
    set_status(Article.objects.exclude(source__name="Elbpost"), "draft")
    event = Event.objects.get()
    assert event.meeting.duration_minutes == 90
    assert event.first_reported_at.date() == GENEVA_DAY + timedelta(days=1)
    assert [crisis.slug for crisis in event.crises.all()] == ["probe"]
    assert event.states.count() == 1
    page = client.get(event.get_absolute_url()).text
    assert "Elbpost" in page
    assert "Kurier" not in page
    set_status(Article.objects.filter(pk=draft.pk), "published")
    event.refresh_from_db()
    assert event.first_reported_at.date() == GENEVA_DAY
    assert {crisis.slug for crisis in event.crises.all()} == {"probe", "geheim"}
    assert "Kurier" in client.get(event.get_absolute_url()).text


class TestUncheckedInTwoCrises:
    """One crisis shows unchecked events, the other does not."""

    @pytest.fixture
    def event(self) -> Event:
        event = hearing("Vera Quast", crisis=make_crisis("offen"))
        event.crises.add(make_crisis("streng", shows_unchecked=False))
        return event

    def test_it_is_seen_where_the_open_one_shows_it_and_nowhere_else(
        self, client: Client, event: Event
    ) -> None:
        named = places(event, *Crisis.objects.order_by("slug"))
        shown = showing(client, "Quast", named)
        assert {name for name in named if not name.startswith("streng") and name != "sitemap"} == shown
        assert f"/events/{event.pk}/" in client.get(named["sitemap"]).text

    def test_its_page_and_its_record_lead_to_the_open_one_alone(self, client: Client, event: Event) -> None:
        assert "/crises/streng/" not in client.get(event.get_absolute_url()).text
        assert "/crises/streng/" not in client.get("/entities/vera-quast/").text
        assert client.get(f"/api/v1/events/{event.pk}").json()["crises"] == ["offen"]

    def test_once_it_is_checked_both_show_it(self, client: Client, event: Event) -> None:
        Event.objects.update(review="accepted")
        named = places(event, *Crisis.objects.order_by("slug"))
        assert showing(client, "Quast", named) == set(named) - {"sitemap"}

    def test_an_unchecked_event_of_no_crisis_is_hidden_by_none(self, client: Client, event: Event) -> None:
        event.crises.clear()
        assert client.get(event.get_absolute_url()).status_code == 200

    def test_where_only_strict_ones_have_it_it_is_nowhere(self, client: Client, event: Event) -> None:
        event.crises.remove(Crisis.objects.get(slug="offen"))
        shown = showing(client, "Vera Quast", places(event, *Crisis.objects.all()))
        assert shown == {"front"}  # where the article itself stands
        assert "Gespräch zwischen" not in client.get("/").text


class TestEventsBesideAnEvent:
    """What an event's page says of others is what readers may see in the crises that show this one."""

    @pytest.fixture
    def crisis(self) -> Crisis:
        return make_crisis(shows_unchecked=False)

    def test_unchecked_figures_are_not_told_beside_a_checked_one(
        self, client: Client, crisis: Crisis
    ) -> None:
        norland, usa = make_entity("Norland", "state"), make_entity("Sudland", "state")
        shown = make_figure(norland, 100_000, claimant=usa, crisis=crisis, review="accepted")
        for low, claimant, day in ((777_000, make_entity("Ostland", "state"), 1), (888_000, usa, -3)):
            make_figure(norland, low, claimant=claimant, crisis=crisis, day=GENEVA_DAY + timedelta(days=day))
        page = client.get(shown.get_absolute_url()).text
        assert "777.000" not in page
        assert "888.000" not in page
        Event.objects.update(review="accepted")
        page = client.get(shown.get_absolute_url()).text
        assert "777.000" in page
        assert "888.000" in page

    def test_nor_is_an_unchecked_meeting_to_which_one_was_put_off(
        self, client: Client, crisis: Crisis
    ) -> None:
        people = make_entity("Anna Bär"), make_entity("Ben Öz")
        planned = make_meeting(*people, status="planned", crisis=crisis, review="accepted")
        later = make_meeting(*people, crisis=crisis, day=GENEVA_DAY + timedelta(days=5))
        Event.objects.filter(pk=later.pk).update(
            first_reported_at=planned.first_reported_at + timedelta(days=1)
        )
        assert "Womöglich verschoben" not in client.get(planned.get_absolute_url()).text
        Event.objects.update(review="accepted")
        assert "Womöglich verschoben" in client.get(planned.get_absolute_url()).text

    def test_nor_a_meeting_of_another_crisis(self, client: Client, crisis: Crisis) -> None:
        people = make_entity("Anna Bär"), make_entity("Ben Öz")
        planned = make_meeting(*people, status="planned", crisis=crisis, review="accepted")
        later = make_meeting(
            *people, crisis=make_crisis("andere"), day=GENEVA_DAY + timedelta(days=5), review="accepted"
        )
        Event.objects.filter(pk=later.pk).update(
            first_reported_at=planned.first_reported_at + timedelta(days=1)
        )
        assert "Womöglich verschoben" not in client.get(planned.get_absolute_url()).text


@pytest.mark.parametrize(
    ("known_from", "is_public"),
    [
        (lambda entity: make_mention(entity, make_article(SECRET, status="draft"), "Vera Quast"), False),
        (lambda entity: make_mention(entity, make_article(SECRET), "Vera Quast"), True),
        (lambda entity: make_statement(entity, article=make_article(SECRET, status="draft")), False),
        (lambda entity: make_statement(entity, review="rejected"), False),
        (lambda entity: make_statement(entity, crisis=make_crisis(shows_unchecked=False)), False),
        (lambda entity: make_statement(entity, crisis=make_crisis()), True),
        (lambda entity: Entity.objects.filter(pk=entity.pk).update(is_checked=True), True),
    ],
    ids=[
        "a draft",
        "an article",
        "a draft's event",
        "a rejected event",
        "a hidden event",
        "an event",
        "editors",
    ],
)
def test_names_are_given_out_if_readers_can_know_them(
    client: Client, known_from: Callable[[Entity], object], is_public: bool
) -> None:
    entity = make_entity("Vera Quast")
    known_from(entity)
    assert client.get(entity.get_absolute_url()).status_code == (200 if is_public else 404)
    assert client.get(f"/api/v1/entities/{entity.key}").status_code == (200 if is_public else 404)
    assert (entity.key in client.get("/sitemap-entities.xml").text) == is_public


def test_a_place_that_only_a_hidden_event_has_stays_inside(client: Client) -> None:
    make_meeting(place=make_place("Narwik"), crisis=make_crisis(shows_unchecked=False))
    assert client.get("/entities/narwik/").status_code == 404


def test_what_was_known_then_is_hidden_by_the_rule_of_today(client: Client) -> None:
    tell(Story("https://a.example/1", (Count(4_000, "usa"),)))
    event = Event.objects.get()
    address = f"{event.get_absolute_url()}?as_of={date(2022, 1, 25)}"
    assert client.get(address).status_code == 200
    Crisis.objects.update(shows_unchecked=False)
    assert client.get(address).status_code == 404
    Event.objects.update(review="accepted")
    assert client.get(address).status_code == 200
    set_status(Article.objects.all(), "draft")
    assert client.get(address).status_code == 404
