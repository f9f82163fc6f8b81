"""Where a view of a timeline can be taken along."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from timeline.exports.formats import FORMATS, Format
from timeline.filters import Filters
from timeline.models import Crisis

register = template.Library()


@register.inclusion_tag("timeline/_exports.html")
def exports(crisis: Crisis, filters: Filters) -> dict[str, Any]:
    """Show every file that the view can be had as, and what it is good for."""
    return {"files": [(format, _address(format, crisis, filters)) for format in FORMATS.values()]}


@register.inclusion_tag("timeline/_export_links.html")
def export_links(crisis: Crisis, filters: Filters) -> dict[str, Any]:
    """Tell programs of the files to which they can subscribe."""
    subscribed = [format for format in FORMATS.values() if format.is_subscribed]
    title = f"{crisis.local_title}: {filters.describe()}" if filters.is_narrowed else crisis.local_title
    return {
        "title": title,
        "files": [(format, _address(format, crisis, filters)) for format in subscribed],
    }


def _address(format: Format, crisis: Crisis, filters: Filters) -> str:
    """Return the file's address; it names the reader's language, since programs have no cookie."""
    language = get_language() or settings.LANGUAGE_CODE
    query = filters.query
    if language != settings.LANGUAGE_CODE:
        query += f"{'&' if query else '?'}lang={language}"
    return reverse("export", args=[crisis.slug, format.key]) + query
