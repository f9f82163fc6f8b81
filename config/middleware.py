"""What every answer is sent with."""

from __future__ import annotations

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

# Unfold's pages are driven by Alpine, which evaluates expressions in attributes, and carry inline styles.
ADMIN_POLICY = {"script-src": [SELF, UNSAFE_EVAL], "style-src": [SELF, UNSAFE_INLINE]}


class ContentPolicyMiddleware(CSPMiddleware):
    """The strict policy of the settings, what the admin needs beyond it under its own address only, and the page's own stylesheet."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Return the parts that the header is built from."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith(reverse("admin:index")):
            parts.replace = {**ADMIN_POLICY, **(parts.replace or {})}
        if source := getattr(request, "inline_style", None):
            parts.update = {"style-src": [source], **(parts.update or {})}
        return parts
