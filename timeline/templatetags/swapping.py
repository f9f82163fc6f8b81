"""Links between views; those of `swap` change only the view within a page where scripts run."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from timeline.models import Crisis, Entity
from timeline.related import Link, views_of_entity

register = template.Library()


@register.simple_tag
def views_of(entity: Entity, crisis: Crisis) -> list[Link]:
    """Return the views of the actor in the crisis."""
    return views_of_entity(entity, crisis)


@register.simple_tag
def swap(address: str, key: str = "") -> SafeString:
    """Return the attributes of such a link; the key keeps the focus on it."""
    identity = format_html('id="to-{}" ', key) if key else ""
    return format_html(
        '{}href="{}" hx-get="{}" hx-target="#view" hx-push-url="true"', identity, address, address
    )
