"""An article's text with everything marked that was found in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, When
from django.utils.safestring import SafeString

from articles.models import Paragraph, Revision

from .cards import Card, make_card
from .marking import Mark, mark_spans
from .models import EntityMention, Event, Evidence

UNMARKED_FORMS = ["pronoun"]  # every "er" and "sie" a link would be noise


@dataclass(frozen=True)
class MarkedParagraph:
    """A paragraph as the reader page shows it."""

    kind: str
    html: SafeString


@dataclass(frozen=True)
class AnnotatedText:
    """A revision's text, and the events that it reports in the order of the text."""

    paragraphs: tuple[MarkedParagraph, ...]
    events: tuple[Card, ...]


def annotate(revision: Revision) -> AnnotatedText:
    """Return the text with marks, in six queries however long it is."""
    events = {event.pk: event for event in _events(revision)}
    marks: dict[int, list[Mark]] = defaultdict(list)
    order: dict[int, None] = {}
    for evidence, anchor in anchored(revision):
        if event := events.get(evidence.event_id):
            mark = Mark(evidence.start, evidence.end, event.kind, event.get_absolute_url(), anchor)
            marks[evidence.paragraph_id].append(mark)
            order[event.pk] = None
    for paragraph_id, entity_marks in _entity_marks(revision).items():
        marks[paragraph_id] += entity_marks
    return AnnotatedText(
        tuple(_marked(paragraph, marks[paragraph.pk]) for paragraph in revision.paragraphs.all()),
        tuple(make_card(events[pk]) for pk in order if events[pk].is_public),
    )


def anchored(revision: Revision) -> list[tuple[Evidence, str]]:
    """Return the revision's evidence in the order of the text, each with its anchor: e7, and e7-2 for the next place."""
    evidence = revision.evidence.order_by("paragraph__position", "start", "pk")
    seen: dict[int, int] = defaultdict(int)
    anchors = []
    for item in evidence:
        seen[item.event_id] += 1
        number = seen[item.event_id]
        anchors.append((item, f"e{item.event_id}" if number == 1 else f"e{item.event_id}-{number}"))
    return anchors


def _events(revision: Revision) -> list[Any]:
    """Return the events, too, that an earlier text reported and no article does any more: their pages say so."""
    is_public = Exists(Event.objects.public().filter(pk=OuterRef("pk")))
    events = Event.objects.once_public().annotate(is_public=is_public).with_details()
    return list(events.filter(pk__in=revision.evidence.values("event_id")))


def _entity_marks(revision: Revision) -> dict[int, list[Mark]]:
    """Return a mark for each entity's first mention by name in each paragraph, else its first mention."""
    mentions = (
        EntityMention.objects.filter(paragraph__revision=revision)
        .exclude(form__in=UNMARKED_FORMS)
        .select_related("entity")
        .order_by("paragraph", Case(When(form="name", then=0), default=1), "start")
    )
    marks: dict[int, dict[int, Mark]] = defaultdict(dict)
    for mention in mentions:
        mark = Mark(mention.start, mention.end, "entity", mention.entity.get_absolute_url())
        marks[mention.paragraph_id].setdefault(mention.entity_id, mark)
    return {paragraph_id: list(found.values()) for paragraph_id, found in marks.items()}


def _marked(paragraph: Paragraph, marks: list[Mark]) -> MarkedParagraph:
    return MarkedParagraph(paragraph.kind, mark_spans(paragraph.text, marks))
