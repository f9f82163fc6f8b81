"""What every answer is sent with."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.urls import reverse

# Unfold's pages are driven by Alpine, which evaluates expressions in attributes, and carry inline styles.
ADMIN_POLICY = {"script-src": [SELF, UNSAFE_EVAL], "style-src": [SELF, UNSAFE_INLINE]}
FONTS = ("fonts/newsreader-latin.woff2", "fonts/libre-franklin-latin.woff2")


class ContentPolicyMiddleware(CSPMiddleware):
    """The strict policy of the settings, what the admin needs beyond it under its own address only, and the page's own stylesheet."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Return the parts that the header is built from."""
        parts = super().get_policy_parts(request, response, report_only)
        if _is_admin(request):
            parts.replace = {**ADMIN_POLICY, **(parts.replace or {})}
        if source := getattr(request, "inline_style", None):
            parts.update = {"style-src": [source], **(parts.update or {})}
        return parts


def announce_fonts(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Name the fonts of readers' pages in the header: a browser that has them by the time it has read the page lays it out once."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and "HX-Request" not in request.headers and not _is_admin(request):
            response.headers["Link"] = _fonts()
        return response

    return answer


def _is_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("admin:index"))


@cache
def _fonts() -> str:
    return ", ".join(
        f'<{static(path)}>; rel=preload; as=font; type="font/woff2"; crossorigin' for path in FONTS
    )
