"""The view's latest news as an Atom feed (RFC 4287): what was reported last comes first, whatever day it tells of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.reading.cleaning import clean, clean_lines
from timeline import describe
from timeline.api.records import event_record
from timeline.api.schemas import EventRecord, Evidence
from timeline.models import Event

from .changes import changes_of
from .texts import first_reported, source_line, standing
from .view import View, headline, sentences

ENTRIES = 100


class Feed(Atom1Feed):
    """An Atom feed whose entries lead to the articles that report the event."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write the entry, then a link to each article."""
        super().add_item_elements(handler, item)
        for article in item["articles"]:
            link = {"rel": "via", "href": article.url or article.page, "title": clean(article.outlet)}
            handler.addQuickElement("link", "", link)


def write(view: View) -> Iterator[str]:
    """Yield the feed."""
    latest = view.events().order_by("-first_reported_at", "-pk")[:ENTRIES]
    events = list(view.fetch(latest))
    changes = changes_of(events, view)
    feed = _feed(view)
    for event in events:
        feed.add_item(**_entry(event_record(event, view.site)), updateddate=changes[event.pk].last)
    yield feed.writeString("utf-8")


def _feed(view: View) -> Feed:
    return Feed(
        title=clean(view.title),
        link=view.address,
        description=None,
        subtitle=_("Was zuletzt gemeldet wurde, jedes Ereignis mit dem Satz, der es belegt."),
        language=get_language(),
        author_name="Krisenchronik",
        feed_url=view.requested,
        feed_guid=view.address,
    )


def _entry(record: EventRecord) -> dict[str, Any]:
    noted = standing(record)
    return {
        "title": clean(f"{headline(record)} ({noted})" if noted else headline(record)),
        "link": record.url,
        "unique_id": record.url,
        "description": clean_lines(_content(record)),
        "pubdate": record.first_reported_at,
        "categories": [str(Event.Kind(record.kind).label)],
        "articles": {one.article.id: one.article for one in record.evidence}.values(),
    }


def _content(record: EventRecord) -> SafeString:
    days = describe.format_when(record.earliest, record.latest, record.precision, record.day)
    return format_html(
        "<p>{}</p>{}<p>{}</p>",
        days,
        format_html_join("", "{}", ([quotation(one)] for one in sentences(record))),
        first_reported(record),
    )


def quotation(evidence: Evidence) -> SafeString:
    """Return the sentence as HTML, with a link to its article."""
    return format_html(
        '<blockquote lang="{}"><p>{}</p></blockquote><p><a href="{}">{}</a>: {}</p>',
        evidence.article.language,
        evidence.sentence,
        evidence.article.url or evidence.article.page,
        source_line(evidence),
        evidence.article.title,
    )
