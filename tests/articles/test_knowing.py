"""Since when readers could know what a revision says, and until when it held."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from articles.ingest import rewrite, store
from articles.knowing import redate, supersede
from articles.models import Article, Revision
from articles.reading.page import Paragraph
from tests.publishing import FRIDAY, make_page, publish

pytestmark = pytest.mark.django_db
URL = "https://hafenblatt.example/1"


def take_in(text: str, **fields: object) -> Revision:
    return store(make_page(text, **fields), source_name="Hafenblatt", url=URL).revision


def is_now(moment: datetime) -> bool:
    return abs(moment - timezone.now()) < timedelta(minutes=1)


def hours(number: int) -> datetime:
    return FRIDAY + timedelta(hours=number)


def test_a_first_text_is_known_since_it_appeared_however_late_it_is_taken_in() -> None:
    assert take_in("Der Hafen ist offen.").reported_at == FRIDAY


@pytest.mark.parametrize(
    ("stated", "known_since"),
    [
        (hours(3), hours(3)),
        (hours(-3), FRIDAY),  # before it appeared
        (timezone.now() + timedelta(days=2), FRIDAY),  # after it was read
    ],
)
def test_a_first_text_that_was_changed_is_known_since_then(stated: datetime, known_since: datetime) -> None:
    assert take_in("Der Hafen ist offen.", changed_at=stated).reported_at == known_since


def test_a_later_text_is_known_since_it_says_it_was_changed() -> None:
    take_in("Der Hafen ist offen.")
    assert take_in("Der Hafen ist zu.", changed_at=hours(5)).reported_at == hours(5)


def test_a_later_text_that_names_a_later_hour_is_known_since_then() -> None:
    take_in("Der Hafen ist offen.")
    later = store(make_page("Der Hafen ist zu."), url=URL, source_name="Hafenblatt", published_at=hours(5))
    assert later.revision.reported_at == hours(5)


@pytest.mark.parametrize(
    "stated",
    [None, hours(2), hours(1), timezone.now() + timedelta(days=2)],
    ids=["none", "old", "older", "ahead"],
)
def test_a_later_text_without_a_time_of_its_own_is_known_since_it_was_taken_in(
    stated: datetime | None,
) -> None:
    take_in("Der Hafen ist offen.", changed_at=hours(2))
    assert is_now(take_in("Der Hafen ist zu.", changed_at=stated).reported_at)


def test_what_an_editor_corrects_is_known_from_now_on() -> None:
    first = take_in("Der Hafen ist offen.", changed_at=hours(2))
    corrected = rewrite(first.article, first.title, "", [Paragraph("text", "Der Hafen ist zu.")])
    assert corrected is not None
    assert corrected.changed_at == first.changed_at
    assert is_now(corrected.reported_at)


def test_a_text_that_was_read_takes_the_place_of_all_before() -> None:
    first, second, third = (take_in(f"Fassung {number}.", changed_at=hours(number)) for number in (1, 2, 3))
    supersede(third)
    supersede(second)
    held = dict(Revision.objects.values_list("number", "superseded_at"))
    assert held == {1: second.reported_at, 2: third.reported_at, 3: None}
    assert first.reported_at == hours(1)


def test_a_text_that_a_paywall_cuts_off_takes_the_place_of_cut_ones_alone() -> None:
    for number, is_truncated in enumerate((False, True, True, False), start=1):
        supersede(take_in(f"Fassung {number}.", changed_at=hours(number), is_truncated=is_truncated))
    held = dict(Revision.objects.values_list("number", "superseded_at"))
    assert held == {1: hours(4), 2: hours(3), 3: hours(4), 4: None}


def test_an_article_that_appeared_at_another_time_did_so_in_all_its_texts() -> None:
    article = publish("Der Hafen ist offen.", url=URL, has_time=False).article
    late, last = (
        take_in(f"Der Hafen ist {how}.", changed_at=changed)
        for how, changed in (("zu", hours(9)), ("frei", None))
    )
    supersede(late)
    supersede(last)
    redate(article, hours(8))
    last.refresh_from_db()
    rows = article.revisions.order_by("number").values_list(
        "published_at", "reported_at", "has_time", "superseded_at"
    )
    assert Article.objects.get().published_at == hours(8)
    assert list(rows) == [
        (hours(8), hours(8), True, hours(9)),
        (hours(8), hours(9), True, last.reported_at),
        (hours(8), last.reported_at, True, None),
    ]


def test_an_article_that_appeared_on_another_day_at_the_same_hour_has_no_better_known_hour() -> None:
    article = publish("Der Hafen ist offen.", url=URL, has_time=False).article
    redate(article, FRIDAY + timedelta(days=1))
    assert not article.revisions.get().has_time
