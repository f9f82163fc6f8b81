"""Who and what the chronicle speaks of: people, states, organisations and places."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.history import track_changes
from articles.models import Article
from timeline.extraction.entities.spelling import sounds_of


def _with_sounds(kwargs: dict[str, Any]) -> dict[str, Any]:
    """Write the sounds along with a name that is one of the only fields to be written."""
    fields = kwargs.get("update_fields")
    return kwargs | {"update_fields": {*fields, "sounds"}} if fields and "name" in fields else kwargs


def sounds_field() -> ArrayField:
    """Return the field with the keys under which an index finds names that are spelled alike; set on saving."""
    return ArrayField(models.TextField(), db_default=[], editable=False)


class EntityQuerySet(models.QuerySet["Entity"]):
    """Named queries on entities."""

    def public(self) -> EntityQuerySet:
        """Return whom editors have checked or readers meet somewhere; whom only drafts and hidden events name stays inside."""
        event, mention = (apps.get_model("timeline", name) for name in ("Event", "EntityMention"))
        events = event.objects.public()
        mentions = mention.objects.exclude(paragraph__revision__article__status=Article.Status.DRAFT)
        return self.filter(
            Q(is_checked=True)
            | Q(merged_into__isnull=False)
            | Exists(mentions.filter(entity=OuterRef("pk")))
            | Exists(events.filter(participations__entity=OuterRef("pk")))
            | Exists(events.filter(place=OuterRef("pk")))
        )


@partial(track_changes, exclude=["sounds"])
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
    sounds = sounds_field()

    objects = EntityQuerySet.as_manager()

    class Meta:
        verbose_name = _("Akteur oder Ort")
        verbose_name_plural = _("Akteure und Orte")
        ordering = ["name"]
        indexes: ClassVar = [  # linking a mention: by the exact name, and by one that is spelled alike
            models.Index(Lower("name"), name="entity_name"),
            GinIndex(fields=["sounds"], name="entity_sounds"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="entity_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.local_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the entry under the sounds of its name."""
        self.sounds = sounds_of(self.kind, self.name)  # type: ignore[arg-type]
        super().save(*args, **_with_sounds(kwargs))

    def get_absolute_url(self) -> str:
        """Return the entity page's address."""
        return reverse("entity", args=[self.key])

    @property
    def local_name(self) -> str:
        """Return the name in the reader's language."""
        from timeline.chronicle.naming import name_in

        return name_in(get_language(), self.key, self.name, self.name_en)

    @property
    def surviving(self) -> Entity:
        """Return the entry in which this one went up, or itself."""
        entity = self
        while entity.merged_into:
            entity = entity.merged_into
        return entity


@partial(track_changes, exclude=["sounds"])
class EntityAlias(models.Model):
    """Another name under which texts mean the entity."""

    entity = models.ForeignKey(
        Entity, models.CASCADE, related_name="aliases", verbose_name=_("Akteur oder Ort")
    )
    name = models.CharField(_("Name"), max_length=200)
    language = models.CharField(_("Sprache"), max_length=10, default="de")
    sounds = sounds_field()

    class Meta:
        verbose_name = _("weiterer Name")
        verbose_name_plural = _("weitere Namen")
        ordering = ["name"]
        indexes: ClassVar = [  # as for the names of entities
            models.Index(Lower("name"), name="alias_name"),
            GinIndex(fields=["sounds"], name="alias_sounds"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entity", "name", "language"], name="alias_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the name under its sounds."""
        self.sounds = sounds_of(self.entity.kind, self.name)  # type: ignore[arg-type]
        super().save(*args, **_with_sounds(kwargs))


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

    def was_held_on(self, day: date) -> bool:
        """Tell whether the office was held on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class EntityRulingQuerySet(models.QuerySet["EntityRuling"]):
    """Named queries on decisions about entities."""

    def standing(self) -> EntityRulingQuerySet:
        """Leave out what was taken back."""
        return self.filter(undone_at__isnull=True)


class EntityRuling(models.Model):
    """A decision on who is who, by an editor or by rule, with all that it takes to undo it."""

    class Kind(models.TextChoices):
        MERGE = "merge", _("zusammengeführt")
        RELINK = "relink", _("meint jemand anderen")
        ALIAS = "alias", _("Name aufgenommen")

    kind = models.CharField(_("Entscheidung"), max_length=6, choices=Kind)
    entity = models.ForeignKey(
        Entity, models.CASCADE, related_name="rulings", verbose_name=_("Akteur oder Ort")
    )
    other = models.ForeignKey(  # what went up in the entity, or whom its name means here
        Entity, models.CASCADE, null=True, related_name="rulings_from", verbose_name=_("anderer Eintrag")
    )
    name = models.CharField(_("Name"), max_length=200, blank=True)
    articles = models.ManyToManyField(Article, related_name="+", blank=True, verbose_name=_("Artikel"))
    places = models.JSONField(
        default=list, editable=False
    )  # [paragraph, start, end]; none: all of the article
    moved = models.JSONField(default=dict, editable=False)  # what editors had hung on the other, to undo
    is_automatic = models.BooleanField(_("nach Schreibweise oder Amt"), default=False)
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

    objects = EntityRulingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Entscheidung über Akteure und Orte")
        verbose_name_plural = _("Entscheidungen über Akteure und Orte")
        ordering = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["other"],
                condition=Q(kind="merge", undone_at__isnull=True),
                name="merged_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name or self.other}"
