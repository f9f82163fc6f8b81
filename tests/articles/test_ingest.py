"""Storing pages: nothing twice, nothing lost, a changed text is a new revision."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.ingest import rewrite
from articles.models import Article, Paragraph, Revision
from articles.reading.page import Paragraph as PageParagraph
from articles.reading.page import ReadingError, RelatedLink
from tests.publishing import FRIDAY, publish

pytestmark = pytest.mark.django_db
ADDRESS = "https://hafenblatt.example/politik/genf"


def test_it_stores_a_page_with_all_it_holds() -> None:
    stored = publish(
        "Erster Absatz.",
        "Zweiter Absatz.",
        url=ADDRESS,
        kicker="Krise",
        credits=("dpa",),
        related=(RelatedLink("Mehr dazu"),),
    )
    article = Article.objects.get()
    assert stored.outcome == "new"
    assert article.url == ADDRESS
    assert article.source.name == "Hafenblatt"
    assert article.published_at == FRIDAY
    assert article.current_revision.kicker == "Krise"
    assert article.current_revision.credits == ["dpa"]
    assert [p.text for p in article.current_revision.paragraphs.all()] == [
        "Erster Absatz.",
        "Zweiter Absatz.",
    ]
    assert article.current_revision.related_links.get().title == "Mehr dazu"


def test_the_same_text_again_changes_nothing() -> None:
    publish("Ein Absatz.", url=ADDRESS)
    assert publish("Ein Absatz.", url=ADDRESS + "?utm_source=brief#oben").outcome == "unchanged"
    assert publish("Ein Absatz.").outcome == "unchanged"
    assert Revision.objects.count() == 1


def test_a_changed_text_is_a_new_revision_and_the_old_one_stays() -> None:
    publish("Ein Absatz.", url=ADDRESS)
    assert publish("Ein längerer Absatz.", url=ADDRESS).outcome == "changed"
    article = Article.objects.get()
    assert [revision.number for revision in article.revisions.all()] == [1, 2]
    assert article.current_revision.number == 2
    assert Paragraph.objects.count() == 2


def test_an_earlier_text_that_comes_again_does_not_push_the_newer_one_aside() -> None:
    publish("Ein Absatz.", url=ADDRESS)
    publish("Ein längerer Absatz.", url=ADDRESS)
    assert publish("Ein Absatz.", url=ADDRESS).outcome == "unchanged"
    assert Article.objects.get().current_revision.number == 2


def test_the_same_agency_text_in_two_papers_is_two_articles() -> None:
    publish("Ein Absatz.", source="Hafenblatt")
    publish("Ein Absatz.", source="Bergbote")
    assert Article.objects.count() == 2


def test_a_page_without_a_time_is_refused_and_leaves_nothing() -> None:
    with pytest.raises(ReadingError, match="Erscheinungsdatum"):
        publish("Ein Absatz.", published_at=None)
    assert not Article.objects.exists()


def test_it_queues_the_extraction_with_the_article() -> None:
    stored = publish("Ein Absatz.")
    job = ProcrastinateJob.objects.latest("id")
    assert job.task_name == "timeline.tasks.extract_revision"
    assert job.args == {"revision_id": stored.revision.pk}


def test_an_editors_text_becomes_a_revision_with_the_rest_as_it_was() -> None:
    article = publish("Ein Absatz.", url=ADDRESS, credits=("dpa",)).article
    revision = rewrite(article, "Gespräch am Genfersee", "", [PageParagraph("text", "Ein besserer Absatz.")])
    assert revision.number == 2
    assert revision.credits == ["dpa"]
    assert (
        rewrite(article, "Gespräch am Genfersee", "", [PageParagraph("text", "Ein besserer Absatz.")]) is None
    )
