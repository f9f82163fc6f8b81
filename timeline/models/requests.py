"""How often clients have asked in this minute."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestCount(models.Model):
    """How many requests for something a client has made in a minute; written by `timeline.api.throttling` alone.

    All workers of all web servers count here. The table is unlogged: after a crash everybody begins anew.
    """

    client = models.CharField(max_length=90, primary_key=True)  # for what, and a keyed hash of the address
    minute = models.BigIntegerField(db_index=True)  # since 1970
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("Zahl der Anfragen")
        verbose_name_plural = _("Zahlen der Anfragen")

    def __str__(self) -> str:
        return f"{self.client}: {self.number}"
