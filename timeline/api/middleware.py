"""What every answer of the API is sent with."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers

from . import problems

PREFIX = "/api/v1/"
SECONDS = 60  # for which anybody may keep an answer before asking again whether it still holds


def answer_programs(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer programs as they expect it: HEAD like GET, problems as documents, in the language that they ask for."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return get_response(request)
        if request.method == "HEAD":
            request.method = "GET"  # the web server leaves the body out
        with translation.override(translation.get_language_from_request(request)):
            response = _with_problem(request, get_response(request))
            response.headers["Content-Language"] = translation.get_language() or ""
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        response.headers["X-Robots-Tag"] = "noindex"
        if response.status_code == 200:
            patch_cache_control(response, public=True, max_age=SECONDS)
        else:
            patch_cache_control(response, no_store=True)
        return response

    return answer


def _with_problem(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Return the response, or a problem document in place of Django's own pages."""
    if response.get("Content-Type", "").startswith(problems.MEDIA_TYPE):
        return response
    if response.status_code == 405:
        problem = problems.answer(request, "method-not-allowed")
        problem["Allow"] = "GET, HEAD, OPTIONS"
        return problem
    return problems.answer(request, "not-found") if response.status_code == 404 else response
