"""Record what was found in a revision: mentions, reports with their evidence, and the events that these tell of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from articles.knowing import supersede
from articles.models import Revision
from timeline.extraction import EXTRACTOR_VERSION
from timeline.extraction.findings import Findings, Span
from timeline.models import EntityMention, Event, Evidence, Extraction, Report, ReportRole
from timeline.models.events import NEWSROOM

from .accounts import MARKS, Accounts, mark, told_by, with_parts
from .drafts import Draft, Locator, Piece, draft_reports
from .linking import Links, link_entities
from .locking import only_writer
from .merging import homes_of, regroup
from .origins import trace
from .redeeming import redeem_by
from .settling import settle_all
from .told import Told

FILLED = [
    *("earliest", "latest", "place", "named_place", "values", "day_reason"),
    *("reported_at", "said_since", "told_on", *MARKS),
]


class Written(NamedTuple):
    """A report as it is stored, the draft that it was made of, and what it says."""

    report: Report
    draft: Draft
    told: Told


def record(revision: Revision, findings: Findings, locator: Locator) -> None:
    """Store the findings in one transaction, in place of what an earlier extraction of the revision left."""
    with only_writer():
        if is_recorded(revision):
            return
        trace(revision, locator.text)
        links = link_entities(findings, revision, _taking_part(findings), locator.text)
        _record_mentions(revision, findings, locator, links)
        earlier = Earlier(revision)
        written = _write_reports(revision, draft_reports(findings, locator, links), earlier)
        touched = regroup(_changed_accounts(written, earlier))
        _write_evidence(written, _events_of(written))
        _tick_off(revision)
        settle_all({*touched, *_events_of_article(revision), *earlier.events})
        _drop_empty(earlier.events)
        redeem_by(revision)


def _tick_off(revision: Revision) -> None:
    """Note that the revision is read, so that what the article's earlier ones said no longer stands."""
    if revision.number > 1 or revision.pk != revision.article.current_revision_id:
        supersede(revision)
        _date_back(revision)
    done = Extraction(revision=revision, extractor_version=EXTRACTOR_VERSION)
    Extraction.objects.bulk_create(
        [done],
        update_conflicts=True,
        unique_fields=["revision"],
        update_fields=["extractor_version", "extracted_at"],
    )


def _date_back(revision: Revision) -> None:
    """Let what several revisions of the article report alike be said since the first of these."""
    reports = list(Report.objects.filter(revision__article=revision.article_id))
    since: dict[str, datetime] = {}
    for report in reports:
        since[report.digest] = min(since.get(report.digest, report.reported_at), report.reported_at)
    moved = [report for report in reports if report.said_since != since[report.digest]]
    for report in moved:
        report.said_since = since[report.digest]
    Report.objects.bulk_update(moved, ["said_since"])


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
    spans = Counter((mention.start, mention.end) for found in findings.entities for mention in found.mentions)
    mentions = []
    for found in findings.entities:
        for mention in found.mentions:
            place = locator.place(Span(mention.start, mention.end)) if found.id in links else None
            if place:
                paragraph, start, end = place
                named = links[found.id]
                is_alone = spans[mention.start, mention.end] == 1
                meant = links.meanings.at(named, (paragraph.text, start, end), is_alone=is_alone)
                mentions.append(
                    EntityMention(
                        entity=meant,
                        named=named,
                        paragraph=paragraph,
                        start=start,
                        end=end,
                        form=mention.form,
                    )
                )
    EntityMention.objects.bulk_create(mentions, ignore_conflicts=True)


class Earlier:
    """What an earlier extraction of the revision left: its reports, what they said, and their events."""

    def __init__(self, revision: Revision) -> None:
        reports = list(with_parts(revision.reports.all()).prefetch_related("evidence"))
        self.accounts: Accounts = {report.digest: told_by(report) for report in reports}
        self.events = {report.event_id for report in reports}
        self._left = {first_words(report): report for report in reports}

    def report_for(self, draft: Draft) -> Report | None:
        """Take out the report whose words are the draft's: it keeps its event and its review."""
        return self._left.pop((draft.kind, draft.pieces[0].paragraph.pk, draft.pieces[0].start), None)

    def forget_the_rest(self) -> None:
        """Delete the reports that are not found any more; those that editors have looked at stay."""
        gone = [report.pk for report in self._left.values()]
        if gone:
            unseen = Report.objects.filter(pk__in=gone, event__review=Event.Review.EXTRACTED)
            unseen.filter(is_pinned=False).delete()


def _write_reports(revision: Revision, drafts: Iterable[Draft], earlier: Earlier) -> list[Written]:
    """Store the drafts; a new one that says what a stored report says goes to its event at once."""
    written = []
    for draft in drafts:
        report = earlier.report_for(draft) or Report(revision=revision, kind=draft.kind)
        written.append(Written(report, draft, _filled(report, draft)))
    fresh = [report for report, _, _ in written if not report.pk]
    kept = [report for report, _, _ in written if report.pk]
    homes = homes_of(report.digest for report in fresh)
    for report in fresh:
        report.event_id = homes.get(report.digest)
    earlier.forget_the_rest()
    Report.objects.bulk_update(kept, FILLED)
    Report.objects.bulk_create(fresh)
    _write_roles(written, kept)
    return written


def _filled(report: Report, draft: Draft) -> Told:
    report.earliest, report.latest = draft.days
    report.place, report.named_place = draft.place, draft.named_place
    report.values = draft.values
    report.day_reason = draft.day_reason
    report.reported_at = report.said_since = report.revision.reported_at
    report.told_on = report.revision.told_at.astimezone(NEWSROOM).date()
    return mark(report, [(role, entity.key) for role, entity in draft.roles])


def _write_roles(written: Iterable[Written], kept: Sequence[Report]) -> None:
    if kept:
        ReportRole.objects.filter(report__in=kept).delete()
    ReportRole.objects.bulk_create(
        ReportRole(report=report, entity=entity, named=named, role=role, position=position)
        for report, draft, _ in written
        for position, ((role, entity), named) in enumerate(zip(draft.roles, draft.named, strict=True))
    )


def _changed_accounts(written: Iterable[Written], earlier: Earlier) -> Accounts:
    """Return what nobody has reported before, and what the revision does not say any more: all else leaves the events' extent as it is."""
    now = {report.digest: (report, told) for report, _, told in written}
    gone = {digest: told for digest, told in earlier.accounts.items() if digest not in now}
    return gone | {
        digest: told
        for digest, (report, told) in now.items()
        if report.event_id is None or (report.event_id in earlier.events and digest not in earlier.accounts)
    }


def _events_of(written: Iterable[Written]) -> dict[int, int]:
    """Return in which events the reports are by now."""
    keys = [report.pk for report, _, _ in written]
    return dict(Report.objects.filter(pk__in=keys).order_by().values_list("pk", "event"))


def _events_of_article(revision: Revision) -> set[int | None]:
    """Return the events of all the article's revisions: the word of the earlier ones counts less now."""
    reports = Report.objects.filter(revision__article=revision.article_id).order_by()
    return set(reports.values_list("event", flat=True).distinct())


def first_words(report: Report) -> tuple[str, int, int]:
    """Return by what a report is known again: where its first words stand."""
    first = min(report.evidence.all(), key=lambda evidence: evidence.position, default=None)
    return (report.kind, first.paragraph_id, first.start) if first else (report.kind, 0, report.pk)


def _drop_empty(events: Iterable[int | None]) -> None:
    """Delete those of the events that no report tells of any more, unless an editor has looked at them."""
    keys = [event for event in events if event]
    empty = Event.objects.filter(pk__in=keys, review=Event.Review.EXTRACTED, merged_into__isnull=True)
    if keys:
        empty.filter(reports__isnull=True).delete()


def _write_evidence(written: Sequence[Written], events: Mapping[int, int]) -> None:
    """Store the words that each report rests on, unless they are the ones it has."""
    known: dict[int | None, list[tuple[datetime, int, int, int]]] = {}
    for one in Evidence.objects.filter(report__in=events).order_by("position"):
        place = (one.reported_at, one.paragraph_id, one.start, one.end)
        known.setdefault(one.report_id, []).append(place)
    changed = [
        (report, draft)
        for report, draft, _ in written
        if known.get(report.pk) != [(report.reported_at, *_place_of(piece)) for piece in draft.pieces]
    ]
    if known:
        Evidence.objects.filter(report__in=[report for report, _ in changed]).delete()
    Evidence.objects.bulk_create(
        _evidence(report, events[report.pk], draft, position, piece)
        for report, draft in changed
        for position, piece in enumerate(draft.pieces)
    )


def _place_of(piece: Piece) -> tuple[int, int, int]:
    return piece.paragraph.pk, piece.start, piece.end


def _evidence(report: Report, event: int, draft: Draft, position: int, piece: Piece) -> Evidence:
    return Evidence(
        event_id=event,
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
