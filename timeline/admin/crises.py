"""Crises in the editors' admin."""

from __future__ import annotations

from django.contrib import admin
from unfold.admin import TabularInline

from articles.editorial import EditorialAdmin
from timeline.models import Crisis, CrisisActor


class ActorInline(TabularInline):
    """The actors' lanes, in order."""

    model = CrisisActor
    extra = 0
    autocomplete_fields = ("entity",)


@admin.register(Crisis)
class CrisisAdmin(EditorialAdmin):
    """Dossiers with their actors and articles."""

    fields = (
        "title",
        "title_en",
        "slug",
        "description",
        "description_en",
        ("first_day", "last_day"),
        "shows_unchecked",
        "articles",
    )
    inlines = (ActorInline,)
    list_display = ("title", "first_day", "last_day", "shows_unchecked")
    search_fields = ("title", "title_en", "slug")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("articles",)
