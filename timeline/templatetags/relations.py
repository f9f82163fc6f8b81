"""Links between the views of a crisis."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django import template

from timeline.models import Crisis, Entity
from timeline.related import Link, views_of_entity

register = template.Library()


@register.simple_tag
def views_of(entity: Entity, crisis: Crisis) -> list[Link]:
    """Return the views of the actor in the crisis."""
    return views_of_entity(entity, crisis)


@register.filter
def as_known(as_of: date | None) -> str:
    """Return the query that leads to what was known on that day, or moment; nothing for today."""
    return f"?{urlencode({'as_of': as_of.isoformat()})}" if as_of else ""
