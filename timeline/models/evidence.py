"""What each revision reports, the sentences that say so, and what editors ruled on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from articles.history import track_changes
from articles.models import Article, Paragraph, Revision

from .entities import Entity
from .events import Event, Participation

# Of reports and of evidence: those of articles that readers may read, and those that no newer revision has taken the place of.
READABLE = ~Q(revision__article__status=Article.Status.DRAFT)
STANDING = Q(revision__superseded_at=None)


def readable(as_of: datetime | None = None) -> Q:
    """Return the condition that readers can read what a report or a piece of evidence says, or could at that time."""
    if as_of is None:
        return READABLE & STANDING
    return READABLE & (STANDING | Q(revision__superseded_at__gt=as_of)) & Q(reported_at__lte=as_of)


def told(evidence: Iterable[Evidence], as_of: datetime | None = None) -> list[Evidence]:
    """Return what readers can read of it: what editors found, or what reports rest on, in each article's newest text that stands.

    The function `timeline_readable` in the migrations says the same for entries.
    """
    readable = [one for one in evidence if one.is_readable(as_of)]
    newest: dict[int, int] = {}
    for one in readable:
        article = one.revision.article_id
        newest[article] = max(newest.get(article, 0), one.revision.number)
    return [one for one in readable if one.revision.number == newest[one.revision.article_id]]


def names_what_it_means(named: str, meant: str) -> pgtrigger.Trigger:
    """Let a new row name the entry that it means, unless it was told another."""
    return pgtrigger.Trigger(
        name=f"{named}_is_{meant}",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        condition=pgtrigger.Condition(f'NEW."{named}_id" IS NULL'),
        func=f"NEW.{named}_id = NEW.{meant}_id; RETURN NEW;",
    )


class Report(models.Model):
    """What one revision says of an event: the values as this article has them, from which the event's are settled."""

    event = models.ForeignKey(  # null only while a new report is being brought together with others
        Event, models.CASCADE, null=True, related_name="reports", verbose_name=_("Ereignis")
    )
    is_pinned = models.BooleanField(_("von der Redaktion zugeordnet"), default=False)
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="reports", verbose_name=_("Fassung"))
    kind = models.CharField(_("Art"), max_length=12, choices=Event.Kind)
    earliest = models.DateField(_("frühestens"), null=True, blank=True)
    latest = models.DateField(_("spätestens"), null=True, blank=True)
    place = models.ForeignKey(
        Entity, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Ort")
    )
    named_place = models.ForeignKey(  # the entry that the words name, whatever it went up in
        Entity, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    values = models.JSONField(_("Angaben"), default=dict, blank=True)
    day_reason = models.CharField(_("Herleitung des Tages"), max_length=500, blank=True)
    reported_at = models.DateTimeField(_("gemeldet"))  # since when readers could know it from this revision
    said_since = models.DateTimeField(_("so gemeldet seit"))  # since when, from any revision of the article
    told_on = models.DateField(_("Tag der Nachricht"))  # of which the text says it is
    digest = models.CharField(  # the same for reports that say the same
        max_length=32, default="", editable=False
    )
    blocks = ArrayField(  # what a report of the same event must share
        models.CharField(max_length=160), default=list, editable=False
    )
    day = models.GeneratedField(
        expression=Coalesce("earliest", "latest", "told_on"),
        output_field=models.DateField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("Meldung")
        verbose_name_plural = _("Meldungen")
        ordering = ["reported_at", "pk"]
        indexes: ClassVar = [  # merging
            models.Index(fields=["kind", "day"], name="report_neighbours"),
            models.Index(fields=["digest"], name="report_digest"),
            GinIndex(fields=["blocks"], name="report_blocks", fastupdate=False),
        ]
        triggers: ClassVar = [names_what_it_means("named_place", "place")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(earliest__isnull=True) | Q(latest__isnull=True) | Q(earliest__lte=F("latest")),
                name="report_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.revision}"


class ReportRole(models.Model):
    """An entity's part in an event, as one report has it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="roles", verbose_name=_("Meldung"))
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="report_roles", verbose_name=_("Akteur"))
    named = models.ForeignKey(  # the entry that the words name, whatever it went up in
        Entity, models.PROTECT, null=True, editable=False, related_name="+"
    )
    role = models.CharField(_("Rolle"), max_length=11, choices=Participation.Role)
    position = models.PositiveIntegerField(_("Stelle"), default=0)

    class Meta:
        verbose_name = _("gemeldete Rolle")
        verbose_name_plural = _("gemeldete Rollen")
        ordering = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "named", "role"], name="report_role_once"),
        ]
        triggers: ClassVar = [names_what_it_means("named", "entity")]

    def __str__(self) -> str:
        return f"{self.entity} {self.get_role_display()}"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Named queries on evidence."""

    def readable(self, as_of: datetime | None = None) -> EvidenceQuerySet:
        """Return what readers can read, or could at that time, as `Evidence.is_readable` tells of one."""
        if as_of is None:
            return self.filter(READABLE, STANDING | Q(report=None))
        return self.filter(readable(as_of), report__isnull=False)


@track_changes
class Evidence(models.Model):
    """The words of an article that report an event, and the sentence around them, as offsets into a paragraph."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="evidence", verbose_name=_("Ereignis"))
    report = models.ForeignKey(
        Report,
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="evidence",
        verbose_name=_("Meldung"),
    )  # null where an editor found it
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="evidence", verbose_name=_("Fassung"))
    paragraph = models.ForeignKey(
        Paragraph, models.PROTECT, related_name="evidence", verbose_name=_("Absatz")
    )
    start = models.PositiveIntegerField(_("von Zeichen"))
    end = models.PositiveIntegerField(_("bis Zeichen"))
    sentence_start = models.PositiveIntegerField(_("Satz von Zeichen"))
    sentence_end = models.PositiveIntegerField(_("Satz bis Zeichen"))
    position = models.PositiveIntegerField(_("Stelle"), default=0)
    reported_at = models.DateTimeField(_("gemeldet"), db_index=True)
    rule = models.CharField(_("Regel"), max_length=100, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("Beleg")
        verbose_name_plural = _("Belege")
        ordering = ["reported_at", "revision", "position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event", "report", "paragraph", "start", "end"],
                nulls_distinct=False,
                name="evidence_once",
            ),
            models.CheckConstraint(
                condition=Q(start__lt=F("end"), sentence_start__lte=F("start"), end__lte=F("sentence_end")),
                name="evidence_inside_its_sentence",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="inside_its_paragraph",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM articles_paragraph AS paragraph
                        WHERE paragraph.id = NEW.paragraph_id
                          AND paragraph.revision_id = NEW.revision_id
                          AND NEW.sentence_end <= char_length(paragraph.text)
                    ) THEN
                        RAISE EXCEPTION 'evidence lies outside its paragraph' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        """Return the address of this very place in the article."""
        return f"{self.revision.get_absolute_url()}#e{self.event_id}"

    def is_readable(self, as_of: datetime | None = None) -> bool:
        """Tell whether readers can read this, or could at that time; what editors found counts for no time before today."""
        if self.revision.article.status == Article.Status.DRAFT:
            return False
        if self.report_id is None:
            return as_of is None
        replaced = self.revision.superseded_at
        is_known = as_of is None or self.reported_at <= as_of
        return is_known and (replaced is None or (as_of is not None and as_of < replaced))

    @property
    def words(self) -> str:
        """Return the words that report the event."""
        return self.paragraph.text[self.start : self.end]

    @property
    def sentence(self) -> str:
        """Return the sentence around the words."""
        return self.paragraph.text[self.sentence_start : self.sentence_end]


class RulingQuerySet(models.QuerySet["Ruling"]):
    """Named queries on rulings."""

    def standing(self) -> RulingQuerySet:
        """Leave out what was taken back."""
        return self.filter(undone_at__isnull=True)


class Ruling(models.Model):
    """An editor's decision on an event: reports split off, another event merged in, or a value chosen; with its reason, undoable."""

    class Kind(models.TextChoices):
        SPLIT = "split", _("abgetrennt")
        MERGE = "merge", _("zusammengelegt")
        VALUE = "value", _("Angabe entschieden")

    event = models.ForeignKey(Event, models.CASCADE, related_name="rulings", verbose_name=_("Ereignis"))
    other = models.ForeignKey(
        Event, models.SET_NULL, null=True, related_name="+", verbose_name=_("anderes Ereignis")
    )  # split off or merged in
    kind = models.CharField(_("Entscheidung"), max_length=5, choices=Kind)
    slot = models.CharField(_("Angabe"), max_length=30, blank=True)
    value = models.JSONField(_("Wert"), null=True, blank=True)
    reason = models.TextField(_("Begründung"), max_length=1000)
    before = models.JSONField(default=list, editable=False)  # [report, event, was it pinned], to undo
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("entschieden von"),
    )
    made_at = models.DateTimeField(_("entschieden"), auto_now_add=True)
    undone_at = models.DateTimeField(_("zurückgenommen"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("zurückgenommen von"),
    )

    objects = RulingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Entscheidung")
        verbose_name_plural = _("Entscheidungen")
        ordering = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event", "slot"],
                condition=Q(kind="value", undone_at__isnull=True),
                name="ruling_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.reason}"


class Provenance(models.Model):
    """Where a revision's text comes from: an agency, or an outlet's own research; copies of one text share their origin."""

    revision = models.OneToOneField(
        Revision, models.CASCADE, primary_key=True, related_name="provenance", verbose_name=_("Fassung")
    )
    agency = models.CharField(_("Agentur"), max_length=100, blank=True)
    sentences = ArrayField(  # a fingerprint of each longer sentence
        models.BigIntegerField(), default=list, editable=False
    )
    family = models.BigIntegerField(editable=False, db_index=True)  # the same for all copies of a text
    origin = models.CharField(_("Ursprung"), max_length=220)

    class Meta:
        verbose_name = _("Herkunft")
        verbose_name_plural = _("Herkünfte")
        indexes: ClassVar = [  # finding copies
            GinIndex(fields=["sentences"], name="provenance_sentences", fastupdate=False)
        ]

    def __str__(self) -> str:
        return self.origin


class EntityMention(models.Model):
    """A place in an article that means an entity."""

    entity = models.ForeignKey(
        Entity, models.CASCADE, related_name="mentions", verbose_name=_("Akteur oder Ort")
    )
    named = models.ForeignKey(  # the entry that the words name, whatever it went up in
        Entity, models.CASCADE, null=True, editable=False, related_name="+"
    )
    paragraph = models.ForeignKey(
        Paragraph, models.CASCADE, related_name="mentions", verbose_name=_("Absatz")
    )
    start = models.PositiveIntegerField(_("von Zeichen"))
    end = models.PositiveIntegerField(_("bis Zeichen"))
    form = models.CharField(_("Form"), max_length=12)

    class Meta:
        verbose_name = _("Nennung")
        verbose_name_plural = _("Nennungen")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paragraph", "start", "end", "named"], name="mention_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="mention_in_order"),
        ]
        triggers: ClassVar = [names_what_it_means("named", "entity")]

    def __str__(self) -> str:
        return self.paragraph.text[self.start : self.end]


class Extraction(models.Model):
    """When, and by which version, a revision was extracted; without one it still waits."""

    revision = models.OneToOneField(
        Revision, models.CASCADE, primary_key=True, related_name="extraction", verbose_name=_("Fassung")
    )
    extractor_version = models.CharField(_("Version der Extraktion"), max_length=20)
    extracted_at = models.DateTimeField(_("ausgewertet"), auto_now=True)

    class Meta:
        verbose_name = _("Auswertung")
        verbose_name_plural = _("Auswertungen")

    def __str__(self) -> str:
        return f"{self.revision} ({self.extractor_version})"
