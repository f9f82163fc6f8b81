"""Crises in the editors' admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest
from unfold.admin import TabularInline

from articles.editorial import EditorialAdmin
from timeline.crises import follow_articles
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

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: list[BaseModelFormSet], change: bool
    ) -> None:
        """Let the events of articles that came or went come and go with them."""
        crisis: Any = form.instance
        before = set(crisis.articles.values_list("pk", flat=True))
        super().save_related(request, form, formsets, change)
        follow_articles(before ^ set(crisis.articles.values_list("pk", flat=True)))
