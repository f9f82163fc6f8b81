"""Who and what the chronicle speaks of: people, states, organisations and places."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.history import track_changes


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
