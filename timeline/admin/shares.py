"""Share links in the editors' admin: to look at and to revoke."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.editorial import EditorialAdmin
from timeline.models import ShareLink


@admin.register(ShareLink)
class ShareLinkAdmin(EditorialAdmin):
    """Frozen views; what they froze cannot be changed."""

    fields = (
        "title",
        "note",
        "crisis",
        "query",
        "expires_at",
        "revoked_at",
        "created_at",
        "created_by",
        "openings",
    )
    readonly_fields = ("crisis", "query", "created_at", "created_by", "openings")
    list_display = ("title", "crisis", "created_at", "expires_at", "revoked_at", "openings")
    list_filter = ("crisis", ("revoked_at", admin.EmptyFieldListFilter))
    list_select_related = ("crisis",)
    search_fields = ("title", "token")
    actions = ("revoke", "restore")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ShareLink]:
        """Leave the snapshots, which may be megabytes, where they are."""
        return super().get_queryset(request).defer("snapshot")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Share links are made on the timeline."""
        return False

    @admin.action(description=_("Ausgewählte widerrufen"), permissions=["change"])
    def revoke(self, request: HttpRequest, links: QuerySet[ShareLink]) -> None:
        """Close the links at once."""
        self.message_user(
            request, _("%d widerrufen") % links.filter(revoked_at=None).update(revoked_at=timezone.now())
        )

    @admin.action(description=_("Widerruf zurücknehmen"), permissions=["change"])
    def restore(self, request: HttpRequest, links: QuerySet[ShareLink]) -> None:
        """Open revoked links again."""
        self.message_user(request, _("%d wieder offen") % links.update(revoked_at=None))
