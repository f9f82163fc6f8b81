"""People, states, organisations and places in the editors' admin."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from articles.editorial import EditorialAdmin
from timeline.chronicle.entities import merge_entities, undo
from timeline.models import Entity, EntityAlias, EntityRuling, Office

from .identities import IdentityMixin


class AliasInline(TabularInline):
    """Other names under which texts mean the entity."""

    model = EntityAlias
    extra = 0


class OfficeInline(TabularInline):
    """Offices with the days on which they were held."""

    model = Office
    extra = 0


@admin.register(Entity)
class EntityAdmin(IdentityMixin, EditorialAdmin):
    """Entities with their aliases and offices."""

    fields = ("name", "name_en", "key", "kind", "description", "is_checked", "merged_into")
    inlines = (AliasInline, OfficeInline)
    list_display = ("name", "kind", "key", "is_checked", "merged_into")
    list_filter = ("kind", "is_checked", ("merged_into", admin.EmptyFieldListFilter))
    list_select_related = ("merged_into",)
    search_fields = ("name", "name_en", "key", "aliases__name")
    actions = ("mark_checked", "merge")

    def get_readonly_fields(self, request: HttpRequest, obj: Entity | None = None) -> tuple[str, ...]:
        """Keep the key of a stored entity: addresses and the lexicon lead to it."""
        return ("key", "merged_into") if obj else ("merged_into",)

    @admin.action(description=_("Als geprüft markieren"), permissions=["change"])
    def mark_checked(self, request: HttpRequest, entities: QuerySet[Entity]) -> None:
        """Say that the entities are who they seem to be."""
        self.message_user(request, _("%d geprüft") % entities.update(is_checked=True))

    @admin.action(
        description=_("Zu einem Eintrag zusammenführen (der älteste bleibt)"), permissions=["change"]
    )
    def merge(self, request: HttpRequest, entities: QuerySet[Entity]) -> None:
        """Let the oldest take over all that hangs on the others; their addresses lead on to it."""
        chosen = list(entities.filter(merged_into__isnull=True).order_by("-is_checked", "pk"))
        if len(chosen) < 2 or len({entity.kind for entity in chosen}) > 1:
            self.message_user(
                request, _("Nur Einträge derselben Art lassen sich zusammenführen."), level="error"
            )
            return
        kept, *others = chosen
        for other in others:
            merge_entities(other, into=kept, editor=request.user)
        self.message_user(
            request, _("%(count)d in „%(name)s“ aufgegangen") % {"count": len(others), "name": kept}
        )

    def undo_step(self, request: HttpRequest, model: str, pk: int) -> None:
        """Take a merge back, or do it again, with all that it moved; any other change as everywhere."""
        entity = Entity.objects.filter(changes=pk).first() if model == "timeline.EntityChange" else None
        before = entity.changes.get(pk=pk).merged_into_id if entity else None  # type: ignore[attr-defined]
        if entity is None or before == entity.merged_into_id:
            super().undo_step(request, model, pk)
            _refresh_sounds(entity)
            return
        merges = EntityRuling.objects.standing().filter(kind=EntityRuling.Kind.MERGE, other=entity)
        for ruling in merges:
            undo(ruling, editor=request.user)
        if before:
            merge_entities(entity, into=Entity.objects.get(pk=before), editor=request.user)


def _refresh_sounds(entity: Entity | None) -> None:
    """Store the names under their sounds again: the history does not hold these."""
    if entity:
        Entity.objects.get(pk=entity.pk).save(update_fields=["name"])
