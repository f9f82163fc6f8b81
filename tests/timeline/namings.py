"""Small articles in which people, or things, of given names met; to try on them whom names mean."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from articles.models import Revision
from tests.publishing import FRIDAY, publish
from timeline.chronicle import record
from timeline.chronicle.drafts import Locator
from timeline.extraction.findings import Findings, FoundEntity, FoundMeeting, Mention, Span
from timeline.models import EntityMention

Who = str | tuple[str, str]  # a person's name, with an office


def tell(*people: Who, after: int = 0, kind: str = "person") -> Revision:
    """Publish an article in which these met, and record it."""
    text = " und ".join(name for name, _ in map(_introduced, people)) + " trafen sich."
    revision = publish(text, published_at=FRIDAY + timedelta(days=after)).revision
    record(revision, findings_of(people, kind), Locator(revision.paragraphs.all()))
    return revision


def findings_of(people: Iterable[Who], kind: str = "person") -> Findings:
    """Return what is found in such an article."""
    introduced = list(map(_introduced, people))
    text = " und ".join(name for name, _ in introduced) + " trafen sich."
    found = tuple(
        FoundEntity(name, kind, name, None, (_mention(text, name),), office)  # type: ignore[arg-type]
        for name, office in introduced
    )
    meeting = FoundMeeting((Span(0, len(text)),), "talks", "held", tuple(one.id for one in found))
    return Findings(entities=found, meetings=(meeting,))


def _introduced(who: Who) -> tuple[str, str | None]:
    return who if isinstance(who, tuple) else (who, None)


def _mention(text: str, name: str) -> Mention:
    start = text.index(name)
    return Mention(start, start + len(name), name, "name")


def groups() -> set[frozenset[str]]:
    """Return which words mean the same."""
    found: dict[int, set[str]] = {}
    for mention in EntityMention.objects.select_related("paragraph"):
        found.setdefault(mention.entity_id, set()).add(str(mention))
    return {frozenset(words) for words in found.values()}
