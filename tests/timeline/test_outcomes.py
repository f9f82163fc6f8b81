"""What became of announcements: everything that shows one says the same, on every day and as of every day."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date, datetime
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.core.cache import caches
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from tests.factories import (
    make_announcement,
    make_article,
    make_crisis,
    make_entity,
    make_evidence,
    make_meeting,
    make_report,
)
from timeline import modified
from timeline.chronicle.following import overdue
from timeline.chronicle.redeeming import redeem
from timeline.chronicle.remembering import remember
from timeline.chronicle.verdicts import decide
from timeline.filters import Filters
from timeline.models import Announcement, Crisis, Entity, Entry, Event, Participation, outcome_on
from timeline.picture import fetching
from timeline.sharing import freeze, thaw

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
URL = "/crises/testkrise/"
WHAT = "eine schriftliche Antwort auf die norwegischen Forderungen"
KEPT = "Schweden hat am Mittwoch schriftlich auf die norwegischen Forderungen geantwortet."
MADE = datetime(2022, 1, 21, 17, 4, tzinfo=BERLIN)
DUE = date(2022, 1, 24), date(2022, 1, 30)
LABELS = {
    "open": "offen",
    "overdue": "Ausgang nicht berichtet",
    "kept": "eingelöst",
    "broken": "nicht eingelöst",
    "moot": "hinfällig",
}


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(first_day=date(2022, 1, 1), last_day=date(2022, 2, 28))


@pytest.fixture
def event(crisis: Crisis) -> Event:
    """An announcement with one report, as articles make them."""
    article = make_article(f"Schweden kündigte {WHAT} an.", crisis=crisis, published_at=MADE)
    sweden = make_entity("Schweden", Entity.Kind.STATE)
    event = make_announcement(
        sweden, WHAT, due=DUE, crisis=crisis, day=MADE.date(), first_reported_at=MADE, review="accepted"
    )
    days = {"due_earliest": DUE[0].isoformat(), "due_latest": DUE[1].isoformat()}
    report = make_report(event, article, what=WHAT, earliest=MADE.date(), latest=MADE.date(), **days)
    report.roles.create(entity=sweden, role=Participation.Role.ANNOUNCER)
    make_evidence(event, article, report=report)
    remember([event.pk])
    return event


def tell_keeping(event: Event) -> None:
    """Publish an article on the 26th that tells that it came about."""
    published_at = datetime(2022, 1, 26, 20, 0, tzinfo=BERLIN)
    make_article(KEPT, crisis=event.crises.get(), source="Hafenblatt", published_at=published_at)
    redeem([event.pk])


@pytest.fixture
def travel(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the clock that the pages read."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def at(day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(2022, 1, day, hour, minute, tzinfo=BERLIN)


def seen(event: Event, query: str = "") -> dict[str, str]:
    """Return what each of all that shows announcements says became of it."""
    client = Client()
    page = BeautifulSoup(client.get(URL + query).text, "lxml")
    [bracket] = page.select(".drawing .promised:has(.bracket)")
    tag = page.select_one(f"#event-{event.pk} .tag-status")
    rows = csv.DictReader(StringIO(read(client, "csv", query).lstrip("\ufeff")), delimiter=";")
    [record] = json.loads(read(client, "json", query))["events"]
    [listed] = client.get("/api/v1/events", parameters(query)).json()["items"]
    [slide] = json.loads(read(client, "timeline.json", query))["events"]
    [appointment] = Calendar.from_ical(read(client, "ics", query)).walk("VEVENT")
    by_label = {label: value for value, label in LABELS.items()}
    return {
        "picture": str(bracket["class"][1]),
        "list": by_label[tag.get_text()] if tag else "open",
        "csv": by_label[next(rows)["Ankündigung: Ausgang"]],
        "json": record["announcement"]["outcome"],
        "api": listed["announcement"]["outcome"],
        "timelinejs": by_label[slide["text"]["text"].split("</p>")[0].removeprefix("<p>").split(", ")[0]],
        "calendar": by_label[str(appointment["summary"]).rsplit("(", 1)[1].split(")")[0].split(", ")[0]],
    }


def read(client: Client, key: str, query: str) -> str:
    return b"".join(client.get(f"{URL}export.{key}{query}")).decode()


def parameters(query: str) -> dict[str, str]:
    return {"crisis": "testkrise"} | dict(
        pair.split("=") for pair in query.removeprefix("?").split("&") if pair
    )


def particulars(event: Event) -> dict[str, str]:
    page = BeautifulSoup(Client().get(event.get_absolute_url()).text, "lxml")
    rows = page.select(".particulars > div")
    return {row.dt.get_text(): row.dd.get_text() for row in rows if row.dt and row.dd}


def printed(*options: str) -> list[str]:
    out = StringIO()
    call_command("chronicle", "--crisis", "testkrise", *options, stdout=out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    return [line["status"] for line in lines if line["kind"] == "announcement"]


def assert_all_say(expected: str, event: Event, query: str = "") -> None:
    assert set(seen(event, query).values()) == {expected}, seen(event, query)


@pytest.mark.parametrize(
    ("standing", "day", "expected"),
    [
        ("open", date(2022, 1, 30), "open"),
        ("open", date(2022, 1, 31), "overdue"),
        ("kept", date(2022, 1, 31), "kept"),
        ("broken", date(2022, 1, 31), "broken"),
        ("moot", date(2022, 1, 31), "moot"),
    ],
)
def test_only_what_is_open_becomes_overdue_and_on_the_day_after_its_last(
    standing: str, day: date, expected: str
) -> None:
    assert outcome_on(day, standing, DUE[1]) == expected


def test_without_a_last_day_nothing_is_overdue() -> None:
    assert outcome_on(date(2030, 1, 1), "open", None) == "open"


@pytest.mark.parametrize("verdict", ["", "broken", "moot", "kept"])
@pytest.mark.parametrize("is_kept", [False, True])
def test_everything_says_the_same(event: Event, verdict: str, is_kept: bool) -> None:
    if is_kept:
        tell_keeping(event)
    decide([event], verdict)
    expected = verdict or ("kept" if is_kept else "overdue")
    assert_all_say(expected, event)
    assert particulars(event)["Ausgang"] == LABELS[expected]
    assert printed() == [expected]
    assert Client().get(f"/api/v1/events/{event.pk}").json()["announcement"]["outcome"] == expected


def test_editors_may_say_that_a_sentence_keeps_nothing(event: Event) -> None:
    tell_keeping(event)
    decide([event], "open")
    assert_all_say("overdue", event)


def test_a_day_that_passes_shows_at_midnight_though_the_view_was_kept(
    event: Event, travel: Callable[[datetime], None]
) -> None:
    travel(at(30, 23, 59))
    assert_all_say("open", event)
    travel(at(31, 0, 0))
    assert_all_say("overdue", event)


def test_copies_kept_by_date_are_sent_anew_after_midnight(
    event: Event, client: Client, travel: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(modified, "FORM_SINCE", MADE)
    monkeypatch.setattr(modified, "_newest_times", tuple)
    Entry.objects.update(changed_at=MADE)
    addresses = [f"{URL}export.csv", f"{URL}export.ics", f"/api/v1/events/{event.pk}"]
    travel(at(30, 23, 59))
    kept = {address: client.get(address)["Last-Modified"] for address in addresses}
    for minute, expected in ((0, 200), (10, 200)):
        travel(at(31, 0, minute))
        for address in addresses:
            response = client.get(address, headers={"if-modified-since": kept[address]})
            assert response.status_code == expected, (address, minute)


def test_as_of_a_day_it_is_kept_only_where_that_was_known_by_then(event: Event) -> None:
    tell_keeping(event)
    decide([event], "broken")  # counts for no time before
    for day, expected in ((22, "open"), (25, "open"), (26, "kept"), (31, "kept")):
        assert_all_say(expected, event, f"?as_of=2022-01-{day}")
        assert printed("--as-of", at(day, 23).isoformat()) == [expected]


def test_overdue_is_judged_at_the_day_as_of_which_it_is_told(event: Event) -> None:
    for day, expected in ((30, "open"), (31, "overdue")):
        assert_all_say(expected, event, f"?as_of=2022-01-{day}")
        assert printed("--as-of", at(day, 23).isoformat()) == [expected]


def test_the_day_on_which_the_keeping_became_known_is_a_day_to_look_at(event: Event, client: Client) -> None:
    tell_keeping(event)
    links = BeautifulSoup(client.get(f"{URL}?as_of=2022-01-22").text, "lxml").select("a[href*='as_of=']")
    assert any("as_of=2022-01-26" in str(link["href"]) for link in links)


@pytest.mark.parametrize("few", [600, -1])
def test_many_events_are_drawn_by_the_same_outcomes(
    event: Event, crisis: Crisis, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(fetching, "FEW", few)
    sweden = event.entities.get()
    for number, verdict in enumerate(["kept", "broken", "moot", ""]):
        other = make_announcement(sweden, WHAT, due=DUE, crisis=crisis, day=date(2022, 2, 1 + number))
        decide([other], verdict)
    page = BeautifulSoup(Client().get(URL).text, "lxml")
    drawn = sorted(str(mark["class"][1]) for mark in page.select(".drawing .promised:has(.bracket)"))
    assert drawn == sorted(["overdue", "overdue", "kept", "broken", "moot"])


@pytest.mark.parametrize("verdict", ["", "kept", "broken", "moot"])
def test_the_key_explains_the_bracket(event: Event, client: Client, verdict: str) -> None:
    decide([event], verdict)
    page = BeautifulSoup(client.get(URL).text, "lxml")
    key = [item.get_text(strip=True) for item in page.select(".key li") if item.select(".promised")]
    assert key == ["Ankündigung", LABELS[verdict or "overdue"]]


def test_a_mark_says_what_became_of_it(event: Event, client: Client) -> None:
    page = BeautifulSoup(client.get(URL).text, "lxml")
    assert str(page.select_one(".drawing a")["xlink:title"]).endswith("(Ausgang nicht berichtet)")


def test_the_event_page_quotes_the_sentence_and_leads_to_what_it_reports(
    event: Event, client: Client
) -> None:
    tell_keeping(event)
    article = event.redemption.paragraph.revision.article
    answer = make_meeting(
        make_entity("Anna Bär"), crisis=event.crises.get(), article=article, review="accepted"
    )
    page = client.get(event.get_absolute_url()).text
    assert "Eingelöst, gemeldet am 26. Januar 2022:" in page
    assert KEPT in page
    assert answer.get_absolute_url() in page


def test_the_event_page_tells_of_an_earlier_day_what_was_known_then(event: Event, client: Client) -> None:
    tell_keeping(event)
    decide([event], "broken")
    pages = {day: client.get(f"{event.get_absolute_url()}?as_of=2022-01-{day}").text for day in (25, 26)}
    assert "Noch offen." in pages[25]
    assert KEPT not in pages[25]
    assert "Eingelöst, gemeldet am 26. Januar 2022:" in pages[26]
    assert "nicht eingelöst" not in pages[26]


def test_a_sentence_of_a_draft_is_not_quoted(event: Event, client: Client) -> None:
    tell_keeping(event)
    article = event.redemption.paragraph.revision.article
    article.status = "draft"
    article.save()
    page = client.get(event.get_absolute_url()).text
    assert "Eingelöst, gemeldet am 26. Januar 2022." in page
    assert KEPT not in page


def test_the_event_page_leads_to_what_editors_say_kept_it(event: Event, client: Client) -> None:
    answer = make_meeting(make_entity("Anna Bär"), crisis=event.crises.get(), review="accepted")
    decide([event], "kept", answer)
    page = client.get(event.get_absolute_url()).text
    assert "Eingelöst, so die Redaktion, durch:" in page
    assert answer.get_absolute_url() in page
    Event.objects.filter(pk=answer.pk).update(review="rejected")
    page = client.get(event.get_absolute_url()).text
    assert "Eingelöst, so die Redaktion." in page
    assert answer.get_absolute_url() not in page


def test_machines_are_told_who_says_so_and_since_when(event: Event) -> None:
    tell_keeping(event)
    told = Client().get(f"/api/v1/events/{event.pk}").json()["announcement"]
    assert (told["verdict"], told["kept_since"], told["kept_by"]) == ("", "2022-01-26T19:00:00Z", None)
    answer = make_meeting(make_entity("Anna Bär"), crisis=event.crises.get(), review="accepted")
    decide([event], "kept", answer)
    told = Client().get(f"/api/v1/events/{event.pk}").json()["announcement"]
    assert (told["verdict"], told["kept_by"]) == ("kept", answer.pk)


def test_a_calendar_shows_an_appointment_anew_when_its_days_have_passed(
    event: Event, travel: Callable[[datetime], None]
) -> None:
    def appointment() -> Any:
        [found] = Calendar.from_ical(read(Client(), "ics", "")).walk("VEVENT")
        return found

    Entry.objects.update(entered_at=MADE, changed_at=MADE)
    travel(at(30))
    before = appointment()
    travel(at(31))
    after = appointment()
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt == datetime(2022, 1, 31, tzinfo=BERLIN)
    assert (str(before["status"]), str(after["status"])) == ("TENTATIVE", "TENTATIVE")


def test_a_shared_view_keeps_what_was_so(
    event: Event, crisis: Crisis, travel: Callable[[datetime], None]
) -> None:
    travel(at(30))
    frozen = freeze(crisis, Filters())
    travel(at(31))
    view = thaw(json.loads(json.dumps(frozen)))
    assert [card.status for card in view.cards] == ["open"]
    assert view.picture
    assert "promised open" in view.picture.wide


def test_readers_are_told_that_it_changed(event: Event) -> None:
    Entry.objects.update(changed_at=MADE)
    tell_keeping(event)
    assert Entry.objects.known(None).get().changed_at > MADE
    Entry.objects.update(changed_at=MADE)
    decide([event], "broken")
    assert Entry.objects.known(None).get().changed_at > MADE


def test_the_default_view_takes_no_query_for_it(
    event: Event, crisis: Crisis, client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        other = make_announcement(
            event.entities.get(), WHAT, due=DUE, crisis=crisis, day=date(2022, 2, 1 + number % 20)
        )
        redeem([other.pk])
    with django_assert_max_num_queries(12):
        client.get(URL)


@pytest.mark.parametrize("verdict", ["broken", "open", ""])
def test_only_what_is_kept_is_kept_by_an_event(event: Event, verdict: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Announcement.objects.filter(event=event).update(verdict=verdict, kept_by=make_meeting())
    with pytest.raises(IntegrityError), transaction.atomic():
        Announcement.objects.filter(event=event).update(verdict="kept", kept_by=event)


@pytest.mark.parametrize(("last_day", "expected"), [(29, "open"), (30, "open"), (31, "overdue")])
def test_nothing_is_overdue_that_is_due_when_the_crisis_is_over(
    event: Event, crisis: Crisis, last_day: int, expected: str
) -> None:
    crisis.last_day = date(2022, 1, last_day)
    crisis.save()
    remember([event.pk])
    assert_all_say(expected, event)
    assert particulars(event)["Ausgang"] == LABELS[expected]
    assert bool(overdue(Event.objects.all(), date(2026, 1, 1))) is (expected == "overdue")


def test_a_crisis_that_goes_on_tells_of_all_that_comes(event: Event, crisis: Crisis) -> None:
    crisis.last_day = date(2022, 1, 29)
    crisis.save()
    assert Event.objects.with_details().get(pk=event.pk).announcement.outcome == "open"
    event.crises.add(make_crisis("andere"))
    for found in (Event.objects.with_details().get(pk=event.pk), Event.objects.get(pk=event.pk)):
        assert found.announcement.outcome == "overdue"
