"""People, states, organisations and places in the editors' admin."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from articles.editorial import EditorialAdmin
from timeline.chronicle.entities import merge_entities
from timeline.models import Entity, EntityAlias, Office


class AliasInline(TabularInline):
    """Other names under which texts mean the entity."""

    model = EntityAlias
    extra = 0


class OfficeInline(TabularInline):
    """Offices with the days on which they were held."""

    model = Office
    extra = 0


@admin.register(Entity)
class EntityAdmin(EditorialAdmin):
    """Entities with their aliases and offices."""

    fields = ("name", "name_en", "key", "kind", "description", "is_checked", "merged_into")
    readonly_fields = ("merged_into",)
    inlines = (AliasInline, OfficeInline)
    list_display = ("name", "kind", "key", "is_checked", "merged_into")
    list_filter = ("kind", "is_checked", ("merged_into", admin.EmptyFieldListFilter))
    list_select_related = ("merged_into",)
    search_fields = ("name", "name_en", "key", "aliases__name")
    actions = ("mark_checked", "merge")

    @admin.action(description=_("Als geprüft markieren"), permissions=["change"])
    def mark_checked(self, request: HttpRequest, entities: QuerySet[Entity]) -> None:
        """Say that the entities are who they seem to be."""
        self.message_user(request, _("%d geprüft") % entities.update(is_checked=True))

    @admin.action(
        description=_("Zu einem Eintrag zusammenführen (der älteste bleibt)"), permissions=["change"]
    )
    def merge(self, request: HttpRequest, entities: QuerySet[Entity]) -> None:
        """Let the oldest take over all that hangs on the others; their addresses lead on to it."""
        kept, *others = entities.order_by("-is_checked", "pk")
        if any(other.kind != kept.kind for other in others):
            self.message_user(
                request, _("Nur Einträge derselben Art lassen sich zusammenführen."), level="error"
            )
            return
        for other in others:
            merge_entities(other, into=kept)
        self.message_user(
            request, _("%(count)d in „%(name)s“ aufgegangen") % {"count": len(others), "name": kept}
        )
