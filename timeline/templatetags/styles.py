"""Stylesheets within the page that they style."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
LINK = re.compile(
    r'url\("\.\./([^"]+)"\)'
)  # as our stylesheets, all in a folder of their own, name other files


@register.simple_tag(takes_context=True)
def inline_stylesheet(context: Context, path: str) -> SafeString:
    """Return the static file as a `<style>` element, which spares a first visit the wait for it.

    The request notes its hash, by which `config.middleware` lets it and no other style pass.
    """
    text, source = (_read.__wrapped__ if settings.DEBUG else _read)(path)
    context["request"].inline_style = source
    return format_html("<style>{}</style>", text)


@cache
def _read(path: str) -> tuple[SafeString, str]:
    """Return the stylesheet and its source expression of the content security policy."""
    found = finders.find(path)
    if not found:
        raise FileNotFoundError(path)
    text = LINK.sub(lambda match: f'url("{static(match[1])}")', Path(found).read_text(encoding="utf-8"))
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return mark_safe(text), f"'sha256-{digest}'"  # noqa: S308 - a file of ours
