"""Views of a timeline under an unguessable address."""

from __future__ import annotations

import hashlib
import secrets
from functools import partial

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.history import track_changes

from .crises import Crisis


def new_token() -> str:
    """Return an unguessable token of 32 characters for a share link."""
    return secrets.token_urlsafe(24)


def hash_of(secret: str) -> str:
    """Return what is kept of a secret; a copy of the database must not revoke links."""
    return hashlib.sha256(secret.encode()).hexdigest()


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    """Named queries on share links."""

    def open(self) -> ShareLinkQuerySet:
        """Return the links that neither were revoked nor have expired."""
        now = timezone.now()
        return self.filter(revoked_at__isnull=True).filter(Q(expires_at__isnull=True) | Q(expires_at__gt=now))


@partial(track_changes, exclude=["openings", "secret_hash"])  # a visit is no change, and the secret stays
class ShareLink(models.Model):
    """A view of a timeline under an unguessable address, frozen as it was."""

    token = models.CharField(_("Schlüssel"), max_length=40, unique=True, default=new_token, editable=False)
    crisis = models.ForeignKey(Crisis, models.CASCADE, related_name="share_links", verbose_name=_("Krise"))
    title = models.CharField(_("Titel"), max_length=200)
    note = models.TextField(_("Anmerkung"), blank=True, max_length=2000)
    query = models.TextField(_("Filter"), blank=True)
    snapshot = models.JSONField(_("eingefrorene Ansicht"), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("angelegt von"),
    )
    created_at = models.DateTimeField(_("angelegt"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("läuft ab"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("widerrufen"), null=True, blank=True)
    secret_hash = models.CharField(max_length=64, blank=True, editable=False)
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

    @property
    def is_open(self) -> bool:
        """Say whether readers may see the view: it neither was revoked nor has expired."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > timezone.now())

    def new_secret(self) -> str:
        """Return a new secret with which whoever shared the view can revoke it; only its hash is kept."""
        secret = new_token()
        self.secret_hash = hash_of(secret)
        return secret

    def is_secret(self, secret: str) -> bool:
        """Say whether this is the link's secret."""
        return secrets.compare_digest(self.secret_hash, hash_of(secret))

    def revoke(self) -> None:
        """Close the link at once; revoking again changes nothing."""
        if self.revoked_at is None:
            self.revoked_at = timezone.now()
            self.save(update_fields=["revoked_at"])
