"""What the head of a page tells social networks and sites that embed it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from timeline import social
from timeline.embedding import with_language

register = template.Library()


@register.inclusion_tag("timeline/_social.html", takes_context=True)
def social_card(
    context: dict[str, Any], page: str, title: str, query: str = "", can_be_embedded: bool = False
) -> dict[str, Any]:
    """Name the page's card, and where to ask how the page is embedded; `page` is its path."""
    request = context["request"]
    asked = {"url": request.build_absolute_uri(page + query), "format": "json"}
    return {
        "title": title,
        "image": request.build_absolute_uri(with_language(f"{page}card.png{query}")),
        "width": social.WIDTH,
        "height": social.HEIGHT,
        "json": request.build_absolute_uri(with_language(_question(asked))) if can_be_embedded else "",
        "xml": request.build_absolute_uri(with_language(_question({**asked, "format": "xml"}))),
    }


def _question(asked: dict[str, str]) -> str:
    return f"{reverse('oembed')}?{urlencode(asked)}"
