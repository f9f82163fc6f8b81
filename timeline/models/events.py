"""Events, as all reports of them together have them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.apps import apps
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.query import ModelIterable
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.history import track_changes

from .crises import Crisis
from .entities import Entity

if TYPE_CHECKING:
    from .evidence import Evidence

NEWSROOM = ZoneInfo("Europe/Berlin")
CHUNK = 1_000  # events that are taken back at once


def reported_day(field: str) -> Func:
    """Return the newsroom's day of a moment; a generated column must spell out the zone, not read the settings."""
    return Func(
        F(field),
        template="(%(expressions)s AT TIME ZONE 'Europe/Berlin')::date",
        output_field=models.DateField(),
    )


def told_until() -> models.Subquery:
    """Return the last day of an event's crises; of one that goes on, the last of all days."""
    ends = Crisis.objects.filter(events=models.OuterRef("pk")).order_by().values("events")
    return models.Subquery(
        ends.annotate(last=models.Max(Coalesce("last_day", Value(date.max)))).values("last")
    )


class EventQuerySet(models.QuerySet["Event"]):
    """Named queries on events; with `as_of` set, the events that they fetch are as they were known then."""

    as_of: datetime | None = None

    def _clone(self) -> EventQuerySet:
        clone: EventQuerySet = super()._clone()  # type: ignore[misc]
        clone.as_of = self.as_of
        return clone

    def _fetch_all(self) -> None:
        is_fresh = self._result_cache is None
        super()._fetch_all()
        if is_fresh:
            self._take_back(self._result_cache or [])

    def _iterator(self, use_chunked_fetch: bool, chunk_size: int | None) -> Iterator[Event]:
        found = super()._iterator(use_chunked_fetch, chunk_size)  # type: ignore[misc]
        if self.as_of is None:
            yield from found
        while self.as_of and (chunk := list(islice(found, chunk_size or CHUNK))):
            self._take_back(chunk)
            yield from chunk

    def _take_back(self, found: list[Any]) -> None:
        if self.as_of and issubclass(self._iterable_class, ModelIterable):
            from .known import take_back

            take_back(found, self.as_of)

    def visible(self) -> EventQuerySet:
        """Leave out what editors rejected and what went up in another event: what is left may still be for editors alone."""
        return self.exclude(review=Event.Review.REJECTED).filter(merged_into__isnull=True)

    def public(self, as_of: datetime | None = None) -> EventQuerySet:
        """Return what readers may see somewhere, or what was known of it then: what a crisis shows, or what is in none."""
        return self._entered(_entries().known(as_of).shown())

    def heir_of(self, pk: int) -> Event | None:
        """Return which of these events the one with this key went up in, at the end of the chain."""
        event = Event.objects.filter(pk=pk).first()
        while event and event.merged_into:
            event = event.merged_into
        return self.filter(pk=event.pk).first() if event and event.pk != pk else None

    def once_public(self) -> EventQuerySet:
        """Return what readers may see somewhere, and what they could at an earlier time, before articles took it back."""
        return self._entered(_entries().shown())

    def of_crisis(self, crisis: Crisis, as_of: datetime | None = None) -> EventQuerySet:
        """Return what readers of the crisis may see, or what was known of it then."""
        return self._entered(_entries().of_crisis(crisis, as_of))

    def _entered(self, entries: Any) -> EventQuerySet:
        return self.filter(models.Exists(entries.filter(event=models.OuterRef("pk"))))

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
        evidence = apps.get_model("timeline", "Evidence")  # its model points to this one
        particulars = ("meeting", "statement", "troopfigure", "announcement", "redemption")
        found = self.select_related("place", *particulars).annotate(told_until=told_until())
        if self.as_of is None:  # else they come with the states
            found = found.prefetch_related(
                models.Prefetch("participations", Participation.objects.select_related("entity"))
            )
        return found.prefetch_related(
            models.Prefetch(
                "evidence",
                evidence.objects.select_related(
                    "paragraph",
                    "revision__provenance",
                    "revision__article__source",
                    "revision__article__current_revision",
                ).defer("revision__provenance__sentences"),
            ),
        )


def _entries() -> Any:
    return apps.get_model("timeline", "Entry").objects  # its model points to this one


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
    known_at: datetime | None = None  # the time to which this one was taken back (timeline.models.known)

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
        from timeline.headlines import headline

        return headline(self)

    def get_absolute_url(self) -> str:
        """Return the event page's address."""
        return reverse("event", args=[self.pk])

    @cached_property
    def told_until(self) -> date | None:
        """Return the last day of the event's crises, after which no article is read; a query, unless it came by `with_details`."""
        return Event.objects.filter(pk=self.pk).values_list(told_until(), flat=True).first()

    @property
    def shown_in(self) -> list[Crisis]:
        """Return the crises whose readers may see the event; no query if its crises are there."""
        is_checked = self.review != Event.Review.EXTRACTED
        return [crisis for crisis in self.crises.all() if is_checked or crisis.shows_unchecked]

    @property
    def told(self) -> list[Evidence]:
        """Return the evidence that readers see, of each article that of one revision; no query if it is there with articles."""
        from .evidence import told

        return told(self.evidence.all(), self.known_at)

    @property
    def page(self) -> str:
        """Return the address of the event as it is here: as of the time to which it was taken back."""
        return self.get_absolute_url() + (f"?{urlencode(self.known)}" if self.known_at else "")

    @property
    def known(self) -> dict[str, str]:
        """Return what addresses say of that time: the day if it is a day's end, nothing for today."""
        if self.known_at is None:
            return {}
        then = self.known_at.astimezone(NEWSROOM)
        return {"as_of": (then.date() if then.time() == time.max else then).isoformat()}


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
