"""Which events belong to which crises: those that the crisis's articles report, but for what editors decide."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from articles.models import Article
from timeline.models import Crisis, Event, Report

from .choices import choices_for

SLOT = "crisis:"  # of a ruling, before the crisis's key
Pair = tuple[int, int]  # an event and a crisis


def slot_of(crisis: Crisis) -> str:
    """Return the slot in which rulings say whether an event belongs to the crisis."""
    return f"{SLOT}{crisis.pk}"


def belong(event_ids: Collection[int]) -> None:
    """Put these events, all with reports, into the crises of the articles that report them, and take them out of all others.

    Drafts count only where nothing else reports an event. What editors decided goes before. Events without reports stay where editors
    put them: never pass them here.
    """
    decided = dict(_decided(event_ids))
    wanted = {pair for pair in _reported(event_ids) if decided.get(pair, True)}
    wanted |= {pair for pair, belongs in decided.items() if belongs}
    links = Event.crises.through
    stored = {(link.event_id, link.crisis_id): link.pk for link in links.objects.filter(event__in=event_ids)}
    if gone := [stored[pair] for pair in stored.keys() - wanted]:
        links.objects.filter(pk__in=gone).delete()
    links.objects.bulk_create(
        (links(event_id=event, crisis_id=crisis) for event, crisis in wanted - stored.keys()),
        ignore_conflicts=True,
    )


def reported_by(article_ids: Iterable[int]) -> list[int]:
    """Return the events that any revision of the articles reports."""
    reports = Report.objects.filter(revision__article__in=list(article_ids), event__isnull=False)
    return list(reports.order_by().values_list("event", flat=True).distinct())


def _reported(event_ids: Collection[int]) -> Iterator[Pair]:
    links = Crisis.articles.through.objects.filter(article__revisions__reports__event__in=event_ids)
    rows = links.values_list("article__revisions__reports__event", "crisis", "article__status").distinct()
    found = [(event, crisis, status != Article.Status.DRAFT) for event, crisis, status in rows]
    public = {event for event, _, is_public in found if is_public}
    yield from ((event, crisis) for event, crisis, is_public in found if is_public or event not in public)


def _decided(event_ids: Collection[int]) -> Iterator[tuple[Pair, bool]]:
    """Yield what editors decided on crises that there still are."""
    decided = [
        ((event, int(slot.removeprefix(SLOT))), bool(belongs))
        for event, chosen in choices_for(event_ids).items()
        for slot, belongs in chosen.items()
        if slot.startswith(SLOT)
    ]
    standing = Crisis.objects.in_bulk({crisis for (_, crisis), _ in decided}) if decided else {}
    yield from ((pair, belongs) for pair, belongs in decided if pair[1] in standing)
