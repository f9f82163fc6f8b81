"""Views in frames of other sites: their addresses, the code to paste, and what oEmbed says of them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from . import social

WIDTH, HEIGHT = 720, 640  # of a frame that nobody gives others
FITTING = "js/fit.js"  # no digest in its name, unlike other files: the code is pasted once and stays


def with_language(address: str) -> str:
    """Return the address with the reader's language in it, unless it is the site's own: frames know no cookies."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'lang': language})}"


def frame_code(address: str, title: str, width: int | str = "100%", height: int = HEIGHT) -> SafeString:
    """Return the `<iframe>` that shows the embedded page."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="border:0"></iframe>',
        address,
        title,
        width,
        height,
    )


def with_fitting(frame: SafeString, site: str) -> SafeString:
    """Return the frame with the script that gives it the height of its page; without, it scrolls."""
    script = urljoin(site, urljoin(settings.STATIC_URL, FITTING))
    return format_html('{}\n<script src="{}" async></script>', frame, script)


def describe_frame(
    *, address: str, title: str, site: str, picture: str, room: tuple[int | None, int | None]
) -> dict[str, Any]:
    """Return what oEmbed 1.0 says of an embedded page; `room` is the widest and the highest that the asker takes."""
    width, height = min(room[0] or WIDTH, WIDTH), min(room[1] or HEIGHT, HEIGHT)
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": "Krisenchronik",
        "provider_url": site,
        "cache_age": 3600,
        "html": frame_code(address, title, width, height),
        "width": width,
        "height": height,
        **_thumbnail(picture, room),
    }


def _thumbnail(picture: str, room: tuple[int | None, int | None]) -> dict[str, Any]:
    """Return the picture where it fits; the specification forbids a wider or higher one."""
    width, height = social.WIDTH, social.HEIGHT
    if (room[0] or width) < width or (room[1] or height) < height:
        return {}
    return {"thumbnail_url": picture, "thumbnail_width": width, "thumbnail_height": height}
