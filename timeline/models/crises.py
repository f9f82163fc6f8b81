"""Dossiers: the articles and events of one international crisis."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.history import track_changes
from articles.models import Article

from .entities import Entity


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

    def told_on(self, day: date) -> date:
        """Return the day, or the crisis's last one where that has passed: of what comes later, nothing is told here."""
        return min(day, self.last_day or day)

    def goes_on(self, today: date) -> bool:
        """Say whether the crisis is not over on that day, as far as editors know."""
        return self.last_day is None or self.last_day >= today

    @property
    def local_title(self) -> str:
        """Return the title in the reader's language."""
        return (self.title_en if get_language() == "en" else "") or self.title

    @property
    def local_description(self) -> str:
        """Return the description in the reader's language."""
        return (self.description_en if get_language() == "en" else "") or self.description


@track_changes
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
