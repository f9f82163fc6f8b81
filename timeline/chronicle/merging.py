"""Bring reports together with all that they are related to: which reports tell of one event is decided here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db import connection
from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When

from timeline.models import Event, Evidence, Report, Ruling

from .accounts import Accounts, accounts_of
from .clustering import cluster
from .neighbourhood import neighbours_of
from .settling import gather_evidence, settle_all
from .told import Told

Group = frozenset[str]  # the digests of reports of one event
Homes = Mapping[
    str, Counter[int | None]
]  # in which events the reports of a digest are now (None: in none yet), and how many


def bring_together(report_ids: Iterable[int]) -> None:
    """Assign the reports, and all that they may be related to, to events anew, and settle these."""
    reports = Report.objects.filter(pk__in=list(report_ids))
    touched = regroup(accounts_of(reports))
    settle_all(touched | set(reports.values_list("event", flat=True)))


def regroup(accounts: Accounts) -> set[int]:
    """Group the accounts anew with all that they are, or before they went were, related to; return the events that gained or lost reports.

    The events are not settled yet, and new ones have no row until they are.
    """
    related = neighbours_of(accounts)
    homes = _homes(related.accounts)
    standing = {
        digest: _held(told, homes[digest]) if digest in related.edge else told
        for digest, told in related.accounts.items()
        if digest in homes
    }
    groups = cluster(standing)
    targets = _with_new_events(_allotted(groups, homes, standing))
    return _move(targets, homes)


def _held(told: Told, home: Counter[int | None]) -> Told:
    """Return the account as if an editor had put it where it is."""
    return replace(told, pinned_to=told.pinned_to or next(iter(home)))


def homes_of(digests: Iterable[str]) -> dict[str, int]:
    """Return in which event the reports are that say the same; all of a digest are in one."""
    rows = Report.objects.filter(digest__in=list(digests), event__isnull=False)
    return dict(rows.order_by().values_list("digest", "event").distinct())


def _homes(digests: Iterable[str]) -> Homes:
    homes: dict[str, Counter[int | None]] = defaultdict(Counter)
    rows = Report.objects.filter(digest__in=list(digests)).values_list("digest", "event")
    for digest, event, count in rows.annotate(Count("pk")).order_by():
        homes[digest][event] = count
    return homes


def _allotted(groups: Sequence[Group], homes: Homes, accounts: Accounts) -> dict[Group, int | None]:
    """Give each group one of its events, and no event to two groups.

    An editor's assignment goes first, then the events that editors have looked at, then those where most of the reports are already.
    """
    counts = {group: sum((homes[digest] for digest in group), Counter()) for group in groups}
    pins = {group: {accounts[digest].pinned_to for digest in group} for group in groups}
    reviewed = _reviewed(event for counted in counts.values() for event in counted if event)
    claims = [
        (event not in pins[group], event not in reviewed, -count, event, min(group), group)
        for group, counted in counts.items()
        for event, count in counted.items()
        if event
    ]
    allotted: dict[Group, int] = {}
    for *_, event, _, group in sorted(claims, key=lambda claim: claim[:-1]):
        if group not in allotted and event not in allotted.values():
            allotted[group] = event
    return {group: allotted.get(group) for group in groups}


def _reviewed(events: Iterable[int]) -> frozenset[int]:
    decided = Exists(Ruling.objects.standing().filter(event=OuterRef("pk")))
    seen = Event.objects.filter(~Q(review=Event.Review.EXTRACTED) | decided, pk__in=set(events))
    return frozenset(seen.values_list("pk", flat=True))


def _with_new_events(allotted: Mapping[Group, int | None]) -> dict[Group, int]:
    """Reserve an event for each group that has none."""
    orphans = [group for group, event in allotted.items() if event is None]
    return {group: event for group, event in allotted.items() if event} | dict(
        zip(orphans, _reserved(len(orphans)), strict=True)
    )


def _reserved(count: int) -> list[int]:
    """Return numbers for new events: their rows are written complete, once, when they are settled."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [Event._meta.db_table, count],
        )
        return [number for (number,) in cursor.fetchall()]


def _move(targets: Mapping[Group, int], homes: Homes) -> set[int]:
    """Put each group's reports into its event; return the events that gained or lost some."""
    wrong = {
        group: event
        for group, event in targets.items()
        if any(set(homes[digest]) != {event} for digest in group)
    }
    if not wrong:
        return set()
    moved = Report.objects.filter(digest__in=[digest for group in wrong for digest in group])
    moved.update(
        event_id=Case(*(When(digest__in=group, then=Value(event)) for group, event in wrong.items()))
    )
    left = {event for group in wrong for digest in group for event in homes[digest] if event}
    if left:
        _close(left)
        gather_evidence(wrong.values())
    return left | set(wrong.values())


def _close(event_ids: set[int]) -> None:
    """Let the addresses of events whose reports all went to other events lead on to one of these."""
    gone = Event.objects.filter(pk__in=event_ids, reports__isnull=True)
    heirs = Evidence.objects.filter(event__in=gone, report__isnull=False).order_by("-pk")
    for event, heir in heirs.values_list("event", "report__event"):
        Event.objects.filter(Q(pk=event) | Q(merged_into=event)).update(merged_into=heir)
