"""Whether articles tell that what was announced came about, and since when that is known."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from articles.models import Article
from articles.publishing import set_status
from tests.factories import make_crisis, make_evidence, make_report
from tests.timeline.stories import CRISIS, DAY, Story, on, tell
from timeline.chronicle.redeeming import redeem, redeem_forgotten
from timeline.crises import add_article
from timeline.models import Announcement, Event, Redemption

pytestmark = pytest.mark.django_db
PROMISED = "Die schriftliche Antwort auf die norwegischen Forderungen soll kommende Woche folgen."
KEPT = "Schweden hat am Mittwoch schriftlich auf die norwegischen Forderungen geantwortet."
KEPT_TOO = "Schweden antwortete am Mittwoch schriftlich auf die norwegischen Forderungen."
LATER = DAY + timedelta(days=60)


def report(number: int, *sentences: str, after: int = 0, crisis: str = CRISIS) -> Article:
    """Publish an article of these sentences and return it."""
    story = Story(f"https://blatt{number}.example/a", (), after, source=f"Blatt {number}", extra=sentences)
    return tell(story, crisis).article


def announced(what: str = PROMISED, first: int | None = 3, last: int | None = 9, beside: str = "") -> Event:
    """Return an announcement of what is to be done in those days, made on the Friday on which all begins."""
    article = report(1, what, *filter(None, [beside]))
    assert article.current_revision
    event = Event.objects.create(
        kind=Event.Kind.ANNOUNCEMENT, first_reported_at=article.current_revision.published_at
    )
    event.crises.set(article.crises.all())
    days = {"due_earliest": on(first or 0).earliest, "due_latest": None if last is None else on(last).latest}
    if first is None:
        days["due_earliest"] = None
    Announcement.objects.create(event=event, what=what, **days)
    redeem([event.pk])
    return event


def outcome(event: Event, known_at: datetime | None = None) -> str:
    """Return what is stored of the announcement's keeping, whatever the day."""
    announcement = Announcement.objects.select_related("event__redemption").get(pk=event.pk)
    announcement.event.known_at = known_at
    return str(announcement.standing)


def sentence(event: Event) -> str:
    return Redemption.objects.get(event=event).sentence


@pytest.mark.parametrize(
    ("told", "after", "expected"),
    [
        (KEPT, 5, "kept"),
        (KEPT_TOO, 5, "kept"),
        (KEPT, 11, "kept"),  # two days after the last day, for the papers to report it
        (KEPT, 2, "open"),  # before the days
        (KEPT, 12, "open"),
        (KEPT, 30, "open"),
        ("Die schriftliche Antwort auf die norwegischen Forderungen soll am Mittwoch folgen.", 5, "open"),
        ("Schweden hat die Forderungen am Mittwoch in Bergen zurückgewiesen.", 5, "open"),
    ],
)
def test_a_promise_is_kept_where_an_article_of_its_days_tells_so_in_its_words(
    told: str, after: int, expected: str
) -> None:
    event = announced()
    report(2, "Es regnete in Bergen.", told, after=after)
    assert outcome(event) == expected
    assert sentence(event) == (told if expected == "kept" else "")


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (
            "Am Montag soll der Reichstag Ulla Lindberg zur Präsidentin wählen.",
            "Der Reichstag wählte Ulla Lindberg.",
        ),
        ("Schweden will den Bericht kommende Woche abgeben.", "Schweden gab den Bericht am Dienstag ab."),
        (
            "Die Unterlagen sollen den Prüfern übergeben werden.",
            "Schweden übergab den Prüfern die Unterlagen.",
        ),
        (
            "Ulla Berg will nach Bergen fliegen und dort verhandeln.",
            "Berg flog nach Bergen und verhandelte dort.",
        ),
    ],
)
def test_verbs_are_known_in_all_their_forms(what: str, told: str) -> None:
    event = announced(what)
    report(2, told, after=5)
    assert sentence(event) == told


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (
            "Norwegen will den Vertrag mit Schweden unterzeichnen.",
            "Norwegen hat Schweden im Streit um Fische unterstützt.",
        ),
    ],
)
def test_other_deeds_with_a_like_beginning_keep_nothing(what: str, told: str) -> None:
    event = announced(what)
    report(2, told, after=5)
    assert outcome(event) == "open"


def test_the_article_that_tells_of_a_promise_may_tell_of_its_keeping_too() -> None:
    assert sentence(announced(first=0, beside=KEPT)) == KEPT


@pytest.mark.parametrize("first", ["the promise", "the news"])
def test_that_it_was_promised_is_not_its_keeping(first: str) -> None:
    retold = "Schweden hatte die schriftliche Antwort auf die norwegischen Forderungen zugesagt."
    event = announced() if first == "the promise" else None
    article = report(2, retold, after=5)
    other = Event.objects.create(kind=Event.Kind.ANNOUNCEMENT)
    evidence = make_evidence(other, article, retold)
    evidence.report = make_report(other, article)
    evidence.save()
    event = event or announced()
    redeem([event.pk])
    assert outcome(event) == "open"


def test_drafts_tell_of_no_keeping() -> None:
    event = announced()
    draft = report(2, KEPT, after=5)
    set_status(Article.objects.filter(pk=draft.pk), "draft")
    assert outcome(event) == "open"
    set_status(Article.objects.filter(pk=draft.pk), "published")
    assert outcome(event) == "kept"


def test_an_article_that_came_in_before_the_promise_counts_as_well() -> None:
    report(2, KEPT, after=5)
    assert outcome(announced()) == "kept"


@pytest.mark.parametrize("order", list(permutations((4, 5, 7))))
def test_the_first_sentence_is_kept_in_whatever_order_the_articles_come_in(order: tuple[int, ...]) -> None:
    event = announced()
    for after in order:
        report(after, KEPT_TOO if after == 4 else KEPT, after=after)
    assert sentence(event) == KEPT_TOO


def test_no_article_of_another_crisis_keeps_it() -> None:
    event = announced()
    article = report(2, KEPT, after=5, crisis="andere")
    assert outcome(event) == "open"
    add_article(make_crisis(CRISIS), article)
    assert outcome(event) == "kept"


def test_it_is_open_again_where_the_article_says_so_no_more() -> None:
    event = announced()
    report(2, KEPT, after=5)
    report(3, KEPT_TOO, after=6)
    report(2, "Schweden schwieg am Mittwoch.", after=5)
    assert sentence(event) == KEPT_TOO
    report(3, "Schweden schwieg auch danach.", after=6)
    assert outcome(event) == "open"
    assert sentence(event) == ""


def test_it_is_known_since_the_article_first_said_so() -> None:
    event = announced()
    report(2, KEPT, after=5)
    report(2, KEPT, "Mehr war nicht zu erfahren.", after=7)  # taken in today
    redemption = Redemption.objects.get()
    assert redemption.paragraph.revision.number == 2
    assert redemption.known_since.date() == DAY + timedelta(days=5)
    known = redemption.known_since
    assert outcome(event, known - timedelta(seconds=1)) == "open"
    assert outcome(event, known) == "kept"


@pytest.mark.parametrize(
    "days",
    [{"last": None}, {"first": None, "last": None}, {"what": "Die Antwort folgt."}],
)
def test_without_a_last_day_or_telling_words_nothing_keeps_it(days: dict[str, Any]) -> None:
    event = announced(**days)
    report(2, KEPT, "Die Antwort folgte.", after=5)
    assert outcome(event) == "open"


def test_without_a_first_day_it_may_be_kept_from_the_day_on_which_it_was_made() -> None:
    event = announced(first=None)
    report(2, KEPT, after=1)
    assert outcome(event) == "kept"


def test_what_came_in_by_other_ways_is_looked_for_later() -> None:
    event = announced()
    report(2, KEPT, after=5)
    Redemption.objects.all().delete()
    assert outcome(event) == "open"
    assert redeem_forgotten() == 1
    assert outcome(event) == "kept"
    assert redeem_forgotten() == 0


def test_looking_again_writes_no_step_of_history() -> None:
    event = announced()
    report(2, KEPT, after=5)
    steps = Redemption.changes.rel.related_model.objects.count()  # type: ignore[attr-defined]
    redeem([event.pk])
    report(2, KEPT, after=5)
    assert Redemption.changes.rel.related_model.objects.count() == steps  # type: ignore[attr-defined]


def test_a_text_that_goes_takes_the_keeping_with_it() -> None:
    event = announced()
    report(2, KEPT, after=5).delete()
    assert outcome(event) == "open"
