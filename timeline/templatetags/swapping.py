"""Links that change only the view within a page where scripts run, and open the same address where they do not."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def swap(address: str, key: str = "") -> SafeString:
    """Return the attributes of such a link; the key keeps the focus on it."""
    identity = format_html('id="to-{}" ', key) if key else ""
    return format_html(
        '{}href="{}" hx-get="{}" hx-target="#view" hx-push-url="true"', identity, address, address
    )
