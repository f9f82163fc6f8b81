"""Crises, the entities and events in them, and the evidence that every event rests on."""

from __future__ import annotations

import secrets
from datetime import date
from functools import partial
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.history import track_changes
from articles.models import Article, Paragraph, Revision


def reported_day(field: str) -> Func:
    """Return the newsroom's day of a moment; a generated column must spell out the zone, not read the settings."""
    return Func(
        F(field),
        template="(%(expressions)s AT TIME ZONE 'Europe/Berlin')::date",
        output_field=models.DateField(),
    )


def new_token() -> str:
    """Return an unguessable token of 32 characters for a share link."""
    return secrets.token_urlsafe(24)


@track_changes
class Entity(models.Model):
    """A person, state, organisation or place under one stable key."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        STATE = "state", _("Staat")
        ORGANISATION = "organisation", _("Organisation")
        PLACE = "place", _("Ort")

    key = models.SlugField(_("Schlüssel"), max_length=120, unique=True)
    kind = models.CharField(_("Art"), max_length=12, choices=Kind)
    name = models.CharField(_("Name"), max_length=200)
    name_en = models.CharField(_("englischer Name"), max_length=200, blank=True)
    description = models.CharField(_("Beschreibung"), max_length=300, blank=True)
    is_checked = models.BooleanField(_("geprüft"), default=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("aufgegangen in")
    )

    class Meta:
        verbose_name = _("Akteur oder Ort")
        verbose_name_plural = _("Akteure und Orte")
        ordering = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="entity_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.local_name

    def get_absolute_url(self) -> str:
        """Return the entity page's address."""
        return reverse("entity", args=[self.key])

    @property
    def local_name(self) -> str:
        """Return the name in the reader's language."""
        return (self.name_en if get_language() == "en" else "") or self.name


@track_changes
class EntityAlias(models.Model):
    """Another name under which texts mean the entity."""

    entity = models.ForeignKey(
        Entity, models.CASCADE, related_name="aliases", verbose_name=_("Akteur oder Ort")
    )
    name = models.CharField(_("Name"), max_length=200)
    language = models.CharField(_("Sprache"), max_length=10, default="de")

    class Meta:
        verbose_name = _("weiterer Name")
        verbose_name_plural = _("weitere Namen")
        ordering = ["name"]
        indexes: ClassVar = [models.Index(fields=["name"], name="alias_name")]  # linking a mention
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entity", "name", "language"], name="alias_once"),
        ]

    def __str__(self) -> str:
        return self.name


@track_changes
class Office(models.Model):
    """An office or membership, with the first and last day on which it was held."""

    entity = models.ForeignKey(
        Entity, models.CASCADE, related_name="offices", verbose_name=_("Akteur oder Ort")
    )
    title = models.CharField(_("Amt"), max_length=200)
    since = models.DateField(_("seit"), null=True, blank=True)
    until = models.DateField(_("bis"), null=True, blank=True)

    class Meta:
        verbose_name = _("Amt")
        verbose_name_plural = _("Ämter")
        ordering = ["since"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(since__lte=F("until")),
                name="office_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title


@track_changes
class Crisis(models.Model):
    """A dossier: the articles and events of one international crisis."""

    slug = models.SlugField(_("Kürzel"), max_length=80, unique=True)
    title = models.CharField(_("Titel"), max_length=200)
    title_en = models.CharField(_("englischer Titel"), max_length=200, blank=True)
    description = models.TextField(_("Beschreibung"), blank=True)
    description_en = models.TextField(_("englische Beschreibung"), blank=True)
    first_day = models.DateField(_("erster Tag"), null=True, blank=True)
    last_day = models.DateField(_("letzter Tag"), null=True, blank=True)
    shows_unchecked = models.BooleanField(_("ungeprüfte Ereignisse zeigen"), default=True)
    articles = models.ManyToManyField(Article, related_name="crises", blank=True, verbose_name=_("Artikel"))
    actors = models.ManyToManyField(
        Entity, through="CrisisActor", related_name="+", blank=True, verbose_name=_("Akteure")
    )

    class Meta:
        verbose_name = _("Krise")
        verbose_name_plural = _("Krisen")
        ordering = ["-last_day", "title"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(first_day__isnull=True)
                | Q(last_day__isnull=True)
                | Q(first_day__lte=F("last_day")),
                name="crisis_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.local_title

    def get_absolute_url(self) -> str:
        """Return the timeline's address."""
        return reverse("timeline", args=[self.slug])

    @property
    def local_title(self) -> str:
        """Return the title in the reader's language."""
        return (self.title_en if get_language() == "en" else "") or self.title

    @property
    def local_description(self) -> str:
        """Return the description in the reader's language."""
        return (self.description_en if get_language() == "en" else "") or self.description


class CrisisActor(models.Model):
    """An actor's lane in a crisis, in the editors' order."""

    crisis = models.ForeignKey(Crisis, models.CASCADE, verbose_name=_("Krise"))
    entity = models.ForeignKey(Entity, models.CASCADE, verbose_name=_("Akteur"))
    position = models.PositiveIntegerField(_("Stelle"), default=0)

    class Meta:
        verbose_name = _("Akteur der Krise")
        verbose_name_plural = _("Akteure der Krise")
        ordering = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["crisis", "entity"], name="crisis_actor_once"),
        ]

    def __str__(self) -> str:
        return str(self.entity)


class EventQuerySet(models.QuerySet["Event"]):
    """Named queries on events."""

    def visible(self) -> EventQuerySet:
        """Leave out what editors rejected and what went up in another event."""
        return self.exclude(review=Event.Review.REJECTED).filter(merged_into__isnull=True)

    def public(self) -> EventQuerySet:
        """Return what readers may see outside a crisis: unchecked events only if all their crises show such."""
        hidden = Crisis.objects.filter(shows_unchecked=False, events=models.OuterRef("pk"))
        return self.visible().exclude(models.Exists(hidden), review=Event.Review.EXTRACTED)

    def of_crisis(self, crisis: Crisis) -> EventQuerySet:
        """Return what readers of the crisis may see."""
        events = self.visible().filter(crises=crisis)
        return events if crisis.shows_unchecked else events.exclude(review=Event.Review.EXTRACTED)

    def between(self, first: date | None, last: date | None) -> EventQuerySet:
        """Return the events whose days touch the span; an undated one counts with the day of its first report."""
        events = self
        if first:
            events = events.filter(Q(latest__gte=first) | Q(latest__isnull=True, day__gte=first))
        if last:
            events = events.filter(Q(earliest__lte=last) | Q(earliest__isnull=True, day__lte=last))
        return events

    def with_details(self) -> EventQuerySet:
        """Fetch all that a line of the timeline shows, in seven queries however many events there are."""
        return self.select_related(
            "place", "meeting", "statement", "troopfigure", "announcement"
        ).prefetch_related(
            models.Prefetch("participations", Participation.objects.select_related("entity")),
            models.Prefetch(
                "evidence",
                Evidence.objects.select_related(
                    "paragraph", "revision__article__source", "revision__article__current_revision"
                ),
            ),
        )


@track_changes
class Event(models.Model):
    """Something that happened or was said, on some days, as articles report it."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Treffen")
        STATEMENT = "statement", _("Aussage")
        TROOP_FIGURE = "troop_figure", _("Truppenzahl")
        ANNOUNCEMENT = "announcement", _("Ankündigung")

    class Precision(models.TextChoices):
        DAY = "day", _("Tag")
        WEEK = "week", _("Woche")
        MONTH = "month", _("Monat")
        ABOUT = "about", _("ungefähr")

    class Review(models.TextChoices):
        EXTRACTED = "extracted", _("ungeprüft")
        ACCEPTED = "accepted", _("bestätigt")
        EDITED = "edited", _("bearbeitet")
        REJECTED = "rejected", _("verworfen")

    kind = models.CharField(_("Art"), max_length=12, choices=Kind)
    earliest = models.DateField(_("frühestens"), null=True, blank=True)
    latest = models.DateField(_("spätestens"), null=True, blank=True)
    precision = models.CharField(_("Genauigkeit"), max_length=5, choices=Precision, default=Precision.DAY)
    place = models.ForeignKey(
        Entity, models.PROTECT, null=True, blank=True, related_name="events_here", verbose_name=_("Ort")
    )
    crises = models.ManyToManyField(Crisis, related_name="events", blank=True, verbose_name=_("Krisen"))
    review = models.CharField(_("Prüfung"), max_length=9, choices=Review, default=Review.EXTRACTED)
    confidence = models.FloatField(_("Sicherheit"), default=0.5)
    extractor_version = models.CharField(
        _("Version der Extraktion"), max_length=20, blank=True, editable=False
    )
    first_reported_at = models.DateTimeField(_("zuerst gemeldet"), default=timezone.now)
    merged_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("aufgegangen in"),
    )
    entities = models.ManyToManyField(Entity, through="Participation", related_name="events")
    day = models.GeneratedField(  # where the event stands in a timeline: undated ones on the day of their first report
        expression=Coalesce("earliest", "latest", reported_day("first_reported_at")),
        output_field=models.DateField(),
        db_persist=True,
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ereignis")
        verbose_name_plural = _("Ereignisse")
        ordering = ["day", "first_reported_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["day", "first_reported_at", "id"], name="event_in_order"),  # the timeline
            models.Index(fields=["review", "-first_reported_at"], name="event_review"),  # the editors' list
            GistIndex(  # events that touch a span of days
                Func(F("earliest"), F("latest"), Value("[]"), function="daterange"), name="event_days"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(earliest__isnull=True) | Q(latest__isnull=True) | Q(earliest__lte=F("latest")),
                name="event_days_in_order",
            ),
            models.CheckConstraint(condition=Q(confidence__range=(0, 1)), name="event_confidence_is_a_share"),
        ]

    def __str__(self) -> str:
        from .describe import headline

        return headline(self)

    def get_absolute_url(self) -> str:
        """Return the event page's address."""
        return reverse("event", args=[self.pk])


class Particulars(models.Model):
    """What only events of one kind have."""

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, verbose_name=_("Ereignis"))

    class Meta:
        abstract = True


@track_changes
class Meeting(Particulars):
    """A meeting's format, status and length."""

    class Format(models.TextChoices):
        TALKS = "talks", _("Gespräch")
        SUMMIT = "summit", _("Gipfel")
        CALL = "call", _("Telefonat")
        VISIT = "visit", _("Besuch")
        CONFERENCE = "conference", _("Konferenz")
        SESSION = "session", _("Sitzung")
        OTHER = "other", _("Treffen")

    class Status(models.TextChoices):
        HELD = "held", _("stattgefunden")
        ONGOING = "ongoing", _("im Gange")
        PLANNED = "planned", _("geplant")
        PROPOSED = "proposed", _("vorgeschlagen")
        CANCELLED = "cancelled", _("abgesagt")

    format = models.CharField(_("Form"), max_length=10, choices=Format, default=Format.TALKS)
    status = models.CharField(_("Stand"), max_length=9, choices=Status, default=Status.HELD)
    duration_minutes = models.PositiveIntegerField(_("Dauer in Minuten"), null=True, blank=True)

    class Meta:
        verbose_name = _("Treffen")
        verbose_name_plural = _("Treffen")

    def __str__(self) -> str:
        return f"{self.get_format_display()}, {self.get_status_display()}"


@track_changes
class Statement(Particulars):
    """What was said, and how the article reports it."""

    class Mode(models.TextChoices):
        DIRECT = "direct", _("direkte Rede")
        INDIRECT = "indirect", _("indirekte Rede")
        REPORTED = "reported", _("berichtet")

    class Stance(models.TextChoices):
        ASSERTS = "asserts", _("erklärt")
        DENIES = "denies", _("bestreitet")
        CONFIRMS = "confirms", pgettext_lazy("Haltung", "bestätigt")
        DEMANDS = "demands", _("fordert")
        ANNOUNCES = "announces", _("kündigt an")
        WARNS = "warns", _("warnt")
        REJECTS = "rejects", _("lehnt ab")
        ASKS = "asks", _("fragt")
        FEARS = "fears", _("befürchtet")

    mode = models.CharField(_("Redeform"), max_length=8, choices=Mode)
    stance = models.CharField(_("Haltung"), max_length=9, choices=Stance, default=Stance.ASSERTS)
    words = models.TextField(_("Wortlaut"))
    cue = models.CharField(_("Redeverb"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Aussage")
        verbose_name_plural = _("Aussagen")

    def __str__(self) -> str:
        return self.words[:60]


@track_changes
class TroopFigure(Particulars):
    """A number of armed personnel or of equipment, as somebody states it."""

    class Qualifier(models.TextChoices):
        EXACT = "exact", _("genau")
        ABOUT = "about", _("rund")
        OVER = "over", _("mehr als")
        UNDER = "under", _("weniger als")
        AT_LEAST = "at_least", _("mindestens")
        UP_TO = "up_to", _("bis zu")
        BETWEEN = "between", _("zwischen")

    class Unit(models.TextChoices):
        PERSONNEL = "personnel", _("Soldaten")
        VEHICLES = "vehicles", _("Fahrzeuge")
        AIRCRAFT = "aircraft", _("Flugzeuge")
        SHIPS = "ships", _("Schiffe")
        OTHER = "other", _("Sonstiges")

    class Change(models.TextChoices):
        PRESENT = "present", _("stehen bereit")
        SENT = "sent", _("entsandt")
        PLANNED = "planned", _("geplant")
        WITHDRAWN = "withdrawn", _("abgezogen")
        READY = "ready", _("in Bereitschaft")
        KILLED = "killed", _("getötet")
        WOUNDED = "wounded", _("verwundet")
        CAPTURED = "captured", _("gefangen")

    low = models.PositiveBigIntegerField(_("von"))
    high = models.PositiveBigIntegerField(_("bis"), null=True, blank=True)
    qualifier = models.CharField(_("Zusatz"), max_length=8, choices=Qualifier, default=Qualifier.EXACT)
    unit = models.CharField(_("Einheit"), max_length=9, choices=Unit, default=Unit.PERSONNEL)
    change = models.CharField(_("Veränderung"), max_length=9, choices=Change, default=Change.PRESENT)
    wording = models.CharField(_("Wortlaut"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Truppenzahl")
        verbose_name_plural = _("Truppenzahlen")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(high__isnull=True) | Q(low__lte=F("high")), name="troop_figure_low_to_high"
            ),
        ]

    def __str__(self) -> str:
        return self.wording or str(self.low)


@track_changes
class Announcement(Particulars):
    """What was promised, for which days, and whether it came about."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("offen")
        KEPT = "kept", _("eingelöst")
        BROKEN = "broken", _("nicht eingelöst")

    what = models.TextField(_("Ankündigung"))
    due_earliest = models.DateField(_("angekündigt ab"), null=True, blank=True)
    due_latest = models.DateField(_("angekündigt bis"), null=True, blank=True)
    outcome = models.CharField(_("Ausgang"), max_length=6, choices=Outcome, default=Outcome.OPEN)

    class Meta:
        verbose_name = _("Ankündigung")
        verbose_name_plural = _("Ankündigungen")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(due_earliest__isnull=True)
                | Q(due_latest__isnull=True)
                | Q(due_earliest__lte=F("due_latest")),
                name="announcement_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.what[:60]


@track_changes
class Participation(models.Model):
    """An entity's part in an event."""

    class Role(models.TextChoices):
        PARTICIPANT = "participant", _("nimmt teil")
        SPEAKER = "speaker", _("spricht")
        ADDRESSEE = "addressee", _("wird angesprochen")
        ACTOR = "actor", _("stellt die Kräfte")
        CLAIMANT = "claimant", _("nennt die Zahl")
        ANNOUNCER = "announcer", _("kündigt an")

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="participations", verbose_name=_("Ereignis")
    )
    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="participations", verbose_name=_("Akteur")
    )
    role = models.CharField(_("Rolle"), max_length=11, choices=Role)
    position = models.PositiveIntegerField(_("Stelle"), default=0)

    class Meta:
        verbose_name = _("Beteiligung")
        verbose_name_plural = _("Beteiligungen")
        ordering = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "entity", "role"], name="participation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.entity} {self.get_role_display()}"


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
    values = models.JSONField(_("Angaben"), default=dict, blank=True)
    day_reason = models.CharField(_("Herleitung des Tages"), max_length=500, blank=True)
    reported_at = models.DateTimeField(_("gemeldet"))
    digest = models.CharField(  # the same for reports that say the same
        max_length=32, default="", editable=False
    )
    blocks = ArrayField(  # what a report of the same event must share
        models.CharField(max_length=160), default=list, editable=False
    )
    day = models.GeneratedField(
        expression=Coalesce("earliest", "latest", reported_day("reported_at")),
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
            GinIndex(fields=["blocks"], name="report_blocks"),
        ]
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
    role = models.CharField(_("Rolle"), max_length=11, choices=Participation.Role)
    position = models.PositiveIntegerField(_("Stelle"), default=0)

    class Meta:
        verbose_name = _("gemeldete Rolle")
        verbose_name_plural = _("gemeldete Rollen")
        ordering = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "entity", "role"], name="report_role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.entity} {self.get_role_display()}"


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
        indexes: ClassVar = [GinIndex(fields=["sentences"], name="provenance_sentences")]  # finding copies

    def __str__(self) -> str:
        return self.origin


class EntityMention(models.Model):
    """A place in an article that means an entity."""

    entity = models.ForeignKey(
        Entity, models.CASCADE, related_name="mentions", verbose_name=_("Akteur oder Ort")
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
            models.UniqueConstraint(fields=["paragraph", "start", "end", "entity"], name="mention_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="mention_in_order"),
        ]

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


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    """Named queries on share links."""

    def open(self) -> ShareLinkQuerySet:
        """Return the links that neither were revoked nor have expired."""
        now = timezone.now()
        return self.filter(revoked_at__isnull=True).filter(Q(expires_at__isnull=True) | Q(expires_at__gt=now))


@partial(track_changes, exclude=["openings"])  # a visit is no change
class ShareLink(models.Model):
    """A view of a timeline under an unguessable address, frozen as it was."""

    token = models.CharField(_("Schlüssel"), max_length=40, unique=True, default=new_token, editable=False)
    crisis = models.ForeignKey(Crisis, models.CASCADE, related_name="share_links", verbose_name=_("Krise"))
    title = models.CharField(_("Titel"), max_length=200)
    note = models.TextField(_("Anmerkung"), blank=True, max_length=2000)
    query = models.CharField(_("Filter"), max_length=1000, blank=True)
    snapshot = models.JSONField(_("eingefrorene Ansicht"), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("angelegt von"),
    )
    created_at = models.DateTimeField(_("angelegt"), auto_now_add=True)
    expires_at = models.DateTimeField(_("läuft ab"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("widerrufen"), null=True, blank=True)
    openings = models.PositiveIntegerField(_("Aufrufe"), default=0, editable=False)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("geteilte Ansicht")
        verbose_name_plural = _("geteilte Ansichten")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the shared address."""
        return reverse("share", args=[self.token])
