"""Record what was found in a revision: mentions, reports with their evidence, and the events that these tell of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from articles.models import Revision
from timeline.extraction import EXTRACTOR_VERSION
from timeline.extraction.findings import Findings
from timeline.models import Entity, EntityMention, Event, Evidence, Extraction, Report, ReportRole

from .clustering import cluster
from .drafts import Draft, Locator, draft_reports
from .linking import Links, link_entities
from .matching import COMPARED, RETOLD, Told, likeness
from .settling import precision_of, settle

CHRONICLE_LOCK = 20220121  # one writer at a time brings reports together; any number extract


def record(revision: Revision, findings: Findings, locator: Locator) -> None:
    """Store the findings in one transaction, in place of what an earlier extraction of the revision left."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHRONICLE_LOCK])
        if is_recorded(revision):
            return
        links = link_entities(findings, revision, _taking_part(findings))
        _record_mentions(revision, findings, locator, links)
        touched = _record_reports(revision, draft_reports(findings, locator, links))
        bring_together(touched)
        Extraction.objects.update_or_create(
            revision=revision, defaults={"extractor_version": EXTRACTOR_VERSION}
        )


def is_recorded(revision: Revision) -> bool:
    """Tell whether this version's findings in the revision are stored."""
    return Extraction.objects.filter(revision=revision, extractor_version=EXTRACTOR_VERSION).exists()


def bring_together(reports: Iterable[Report]) -> None:
    """Assign the reports, and all that they may be related to, to events anew, and settle these."""
    done: set[int] = set()
    events: set[int] = set()
    for report in _with_roles(Report.objects.filter(pk__in=[report.pk for report in reports])):
        if report.pk in done:
            continue
        neighbourhood = _neighbourhood(report)
        done |= neighbourhood.keys()
        events |= {near.event_id for _, near in neighbourhood.values()}
        for group in cluster({key: told for key, (told, _) in neighbourhood.items()}):
            _assign([neighbourhood[key][1] for key in group])
    drop_empty(events)


def drop_empty(events: Iterable[int]) -> None:
    """Delete those of the events that no report tells of any more, unless an editor has looked at them."""
    Event.objects.filter(pk__in=events, review=Event.Review.EXTRACTED, reports__isnull=True).delete()


def _taking_part(findings: Findings) -> frozenset[str]:
    """Return the ids of the found entities that take part in an event."""
    ids: list[str | None] = []
    for meeting in findings.meetings:
        ids += [*meeting.participants, meeting.place]
    for figure in findings.troop_figures:
        ids += [figure.actor, figure.place, figure.claimed_by]
    for statement in findings.statements:
        ids += [statement.speaker.entity if statement.speaker else None, *statement.addressees]
    ids += [announcement.announcer for announcement in findings.announcements]
    return frozenset(found for found in ids if found)


def _record_mentions(revision: Revision, findings: Findings, locator: Locator, links: Links) -> None:
    EntityMention.objects.filter(paragraph__revision=revision).delete()
    mentions = []
    for found in findings.entities:
        for mention in found.mentions:
            place = locator.place(mention) if found.id in links else None
            if place:
                paragraph, start, end = place
                mentions.append(
                    EntityMention(
                        entity=links[found.id], paragraph=paragraph, start=start, end=end, form=mention.form
                    )
                )
    EntityMention.objects.bulk_create(mentions, ignore_conflicts=True)


def _record_reports(revision: Revision, drafts: Iterable[Draft]) -> list[Report]:
    """Store the drafts; one whose words an earlier extraction had keeps its report, and so its event and its review."""
    left = {_first_words(report): report for report in revision.reports.prefetch_related("evidence")}
    reports = []
    for draft in drafts:
        piece = draft.pieces[0]
        report = left.pop((draft.kind, piece.paragraph.pk, piece.start), None) or Report(
            revision=revision, kind=draft.kind, event=_new_event(draft, revision)
        )
        reports.append(_fill(report, draft))
    _forget(left.values())
    return reports


def _forget(reports: Iterable[Report]) -> None:
    """Delete reports that the text does not bear out any more, and settle their events without them."""
    reports = list(reports)
    Report.objects.filter(pk__in=[report.pk for report in reports]).delete()
    for event in Event.objects.filter(
        pk__in={report.event_id for report in reports}, reports__isnull=False
    ).distinct():
        settle(event)
    drop_empty(report.event_id for report in reports)


def _first_words(report: Report) -> tuple[str, int, int]:
    first = min(report.evidence.all(), key=lambda evidence: evidence.position)
    return report.kind, first.paragraph_id, first.start


def _new_event(draft: Draft, revision: Revision) -> Event:
    first, last = draft.days
    return Event.objects.create(
        kind=draft.kind,
        earliest=first,
        latest=last,
        precision=precision_of(first, last),
        place=draft.place,
        first_reported_at=revision.reported_at,
        extractor_version=EXTRACTOR_VERSION,
    )


def _fill(report: Report, draft: Draft) -> Report:
    report.earliest, report.latest = draft.days
    report.place = draft.place
    report.values = draft.values
    report.reported_at = report.revision.reported_at
    report.save()
    report.roles.all().delete()
    ReportRole.objects.bulk_create(
        ReportRole(report=report, entity=entity, role=role, position=position)
        for position, (role, entity) in enumerate(draft.roles)
    )
    if [(old.paragraph_id, old.start, old.end) for old in report.evidence.order_by("position")] == [
        (piece.paragraph.pk, piece.start, piece.end) for piece in draft.pieces
    ]:
        return report
    report.evidence.all().delete()
    Evidence.objects.bulk_create(
        Evidence(
            event_id=report.event_id,
            report=report,
            revision=report.revision,
            paragraph=piece.paragraph,
            start=piece.start,
            end=piece.end,
            sentence_start=piece.sentence_start,
            sentence_end=piece.sentence_end,
            position=position,
            reported_at=report.reported_at,
            rule=draft.rule,
        )
        for position, piece in enumerate(draft.pieces)
    )
    return report


Neighbourhood = dict[int, tuple[Told, Report]]


def _neighbourhood(report: Report) -> Neighbourhood:
    """Return all reports that are reached from this one over pairs that may tell of the same event."""
    found: Neighbourhood = {}
    fresh = {report.pk: (_told(report), report)}
    while fresh:
        found |= fresh
        asked = dict(fresh.values())
        fresh = {
            near.pk: (near_told, near)
            for told, reached in asked.items()
            for near in _nearby(reached)
            if near.pk not in found and ((near_told := _told(near)) == told or likeness(told, near_told))
        }
    return found


def _nearby(report: Report) -> Iterable[Report]:
    """Return the reports of the kind that share an entity in the same role and lie within reach in time."""
    reach = RETOLD + timedelta(days=1)
    first = (report.earliest or report.day) - reach
    last = (report.latest or report.earliest or report.day) + reach
    entities = [role.entity_id for role in report.roles.all()]
    nearby = Report.objects.filter(kind=report.kind, day__lte=last)
    nearby = nearby.filter(day__gte=first) | nearby.filter(latest__gte=first)
    if entities:
        nearby = nearby.filter(roles__entity__in=entities)
    return _with_roles(nearby.distinct())


def _with_roles(reports: QuerySet[Report]) -> QuerySet[Report]:
    return reports.select_related("place", "event").prefetch_related("roles__entity")


def _told(report: Report) -> Told:
    return Told(
        kind=report.kind,
        earliest=report.earliest,
        latest=report.latest,
        day=report.day,
        place=report.place.key if report.place else None,
        place_is_exact=bool(report.place and report.place.kind == Entity.Kind.PLACE),
        roles=frozenset((role.role, role.entity.key) for role in report.roles.all()),
        facts=tuple((slot, report.values.get(slot)) for slot in COMPARED[report.kind]),
    )


def _assign(reports: list[Report]) -> None:
    """Give the group one event: the one that an editor has looked at, else the oldest."""
    events = sorted(
        {report.event for report in reports},
        key=lambda event: (event.review == Event.Review.EXTRACTED, event.pk),
    )
    event = events[0]
    Report.objects.filter(pk__in=[report.pk for report in reports]).exclude(event=event).update(event=event)
    settle(event)
