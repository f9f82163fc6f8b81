"""Record what was found in a revision: mentions, reports with their evidence, and the events that these tell of."""

from __future__ import annotations

from collections.abc import Iterable

from articles.models import Revision
from timeline.extraction import EXTRACTOR_VERSION
from timeline.extraction.findings import Findings, Span
from timeline.models import EntityMention, Event, Evidence, Extraction, Report, ReportRole

from .accounts import mark, with_details
from .drafts import Draft, Locator, Piece, draft_reports
from .linking import Links, link_entities
from .locking import only_writer
from .merging import bring_together
from .origins import trace
from .settling import settle_all


def record(revision: Revision, findings: Findings, locator: Locator) -> None:
    """Store the findings in one transaction, in place of what an earlier extraction of the revision left."""
    with only_writer():
        if is_recorded(revision):
            return
        trace(revision, locator.text)
        links = link_entities(findings, revision, _taking_part(findings))
        _record_mentions(revision, findings, locator, links)
        written = _write_reports(revision, draft_reports(findings, locator, links))
        bring_together(report.pk for report, _ in written)
        _write_evidence(written)
        settle_all(_events_of_earlier(revision))
        Extraction.objects.update_or_create(
            revision=revision, defaults={"extractor_version": EXTRACTOR_VERSION}
        )


def is_recorded(revision: Revision) -> bool:
    """Tell whether this version's findings in the revision are stored."""
    return Extraction.objects.filter(revision=revision, extractor_version=EXTRACTOR_VERSION).exists()


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
            place = locator.place(Span(mention.start, mention.end)) if found.id in links else None
            if place:
                paragraph, start, end = place
                mentions.append(
                    EntityMention(
                        entity=links[found.id], paragraph=paragraph, start=start, end=end, form=mention.form
                    )
                )
    EntityMention.objects.bulk_create(mentions, ignore_conflicts=True)


def _write_reports(revision: Revision, drafts: Iterable[Draft]) -> list[tuple[Report, Draft]]:
    """Store the drafts; one whose words an earlier extraction had keeps its report, and so its event and its review."""
    left = {first_words(report): report for report in revision.reports.prefetch_related("evidence")}
    written = []
    for draft in drafts:
        report = left.pop((draft.kind, draft.pieces[0].paragraph.pk, draft.pieces[0].start), None)
        written.append((_filled(report or Report(revision=revision, kind=draft.kind), draft), draft))
    _forget(left.values())
    kept = [report for report, _ in written if report.pk]
    Report.objects.bulk_update(kept, ["earliest", "latest", "place", "values", "day_reason", "reported_at"])
    Report.objects.bulk_create(report for report, _ in written if not report.pk)
    _write_roles(written, kept)
    mark(with_details(Report.objects.filter(pk__in=[report.pk for report, _ in written])))
    return written


def _filled(report: Report, draft: Draft) -> Report:
    report.earliest, report.latest = draft.days
    report.place = draft.place
    report.values = draft.values
    report.day_reason = draft.day_reason
    report.reported_at = report.revision.reported_at
    return report


def _write_roles(written: Iterable[tuple[Report, Draft]], kept: Iterable[Report]) -> None:
    ReportRole.objects.filter(report__in=kept).delete()
    ReportRole.objects.bulk_create(
        ReportRole(report=report, entity=entity, role=role, position=position)
        for report, draft in written
        for position, (role, entity) in enumerate(draft.roles)
    )


def _events_of_earlier(revision: Revision) -> list[int | None]:
    """Return the events of the article's earlier revisions: their word counts less now."""
    earlier = Report.objects.filter(revision__article=revision.article_id).exclude(revision=revision)
    return list(earlier.values_list("event", flat=True).distinct())


def first_words(report: Report) -> tuple[str, int, int]:
    """Return by what a report is known again: where its first words stand."""
    first = min(report.evidence.all(), key=lambda evidence: evidence.position, default=None)
    return (report.kind, first.paragraph_id, first.start) if first else (report.kind, 0, report.pk)


def _forget(reports: Iterable[Report]) -> None:
    """Delete reports that are not found any more, and settle their events without them; what editors have looked at stays."""
    unseen = Report.objects.filter(
        pk__in=[report.pk for report in reports], is_pinned=False, event__review=Event.Review.EXTRACTED
    )
    events = {event for event in unseen.values_list("event", flat=True) if event}
    unseen.delete()
    settle_all(events)
    _drop_empty(events)


def _drop_empty(events: Iterable[int]) -> None:
    """Delete those of the events that no report tells of any more, unless an editor has looked at them."""
    Event.objects.filter(pk__in=events, review=Event.Review.EXTRACTED, reports__isnull=True).delete()


def _write_evidence(written: Iterable[tuple[Report, Draft]]) -> None:
    """Store the words that each report rests on, unless they are the ones it has."""
    reports = Report.objects.in_bulk([report.pk for report, _ in written])
    known: dict[int | None, list[tuple[int, int, int]]] = {}
    for evidence in Evidence.objects.filter(report__in=reports).order_by("position"):
        known.setdefault(evidence.report_id, []).append((evidence.paragraph_id, evidence.start, evidence.end))
    changed = [
        (reports[report.pk], draft)
        for report, draft in written
        if known.get(report.pk) != [(piece.paragraph.pk, piece.start, piece.end) for piece in draft.pieces]
    ]
    Evidence.objects.filter(report__in=[report for report, _ in changed]).delete()
    Evidence.objects.bulk_create(
        _evidence(report, draft, position, piece)
        for report, draft in changed
        for position, piece in enumerate(draft.pieces)
    )


def _evidence(report: Report, draft: Draft, position: int, piece: Piece) -> Evidence:
    return Evidence(
        event_id=report.event_id or 0,  # all reports are in events by now
        report=report,
        revision_id=report.revision_id,
        paragraph=piece.paragraph,
        start=piece.start,
        end=piece.end,
        sentence_start=piece.sentence_start,
        sentence_end=piece.sentence_end,
        position=position,
        reported_at=report.reported_at,
        rule=draft.rule,
    )
