"""What went wrong, as problem documents after RFC 9457, in the reader's language with codes that stay."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import Throttled, ValidationError

from .schemas import FieldProblem, ProblemDetails

logger = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"

# code: (status, title, what to do)
PROBLEMS: dict[str, tuple[int, Any, Any]] = {
    "invalid-parameter": (
        400,
        _("Ein Parameter ist nicht zu verstehen"),
        _("Die Liste „errors“ sagt, welcher Parameter und warum."),
    ),
    "invalid-cursor": (
        400,
        _("Der Zeiger auf die Seite ist ungültig"),
        _("Beginnen Sie ohne „cursor“ von vorn und folgen Sie dann „next“."),
    ),
    "not-found": (
        404,
        _("Das gibt es nicht"),
        _("Unter dieser Adresse gibt es nichts, oder es ist nicht öffentlich."),
    ),
    "method-not-allowed": (
        405,
        _("Hier lässt sich nur lesen"),
        _("Die Schnittstelle kennt nur GET, HEAD und OPTIONS."),
    ),
    "too-many-requests": (
        429,
        _("Zu viele Anfragen"),
        _("Versuchen Sie es nach so vielen Sekunden wieder, wie „Retry-After“ sagt."),
    ),
    "too-many-events": (
        413,
        _("Zu viele Ereignisse für eine Datei"),
        _("Grenzen Sie die Ansicht ein, etwa auf ein Jahr, oder lesen Sie die Ereignisse seitenweise."),
    ),
    "busy": (
        503,
        _("Gerade werden zu viele Bilder gezeichnet"),
        _("Versuchen Sie es in einer Minute noch einmal."),
    ),
    "server-error": (500, _("Fehler auf unserer Seite"), _("Der Fehler ist vermerkt.")),
}

# How pydantic calls it: (our code, what to tell).
FIELD_PROBLEMS: dict[str, tuple[str, Any]] = {
    "unknown_parameter": ("unknown-parameter", _("Diesen Parameter gibt es hier nicht.")),
    "unknown_value": ("unknown-value", _("Das ist nicht bekannt.")),
    "moment_form": (
        "not-a-moment",
        _("Das ist kein Tag und kein Zeitpunkt mit Zeitzone, wie 2022-01-21T09:00:00Z."),
    ),
    "crisis_missing": ("missing", _("Was früher war, lässt sich nur für eine Krise abfragen.")),
    "not_together": ("not-together", _("„as_of“ und „changed_since“ schließen einander aus.")),
    "days_out_of_order": ("days-out-of-order", _("Das Ende liegt vor dem Anfang.")),
    "literal_error": ("not-a-choice", _("Möglich sind nur: %(expected)s.")),
    "int_parsing": ("not-a-number", _("Das ist keine ganze Zahl.")),
    "greater_than_equal": ("too-small", _("Die Zahl muss mindestens %(ge)s sein.")),
    "less_than_equal": ("too-large", _("Die Zahl darf höchstens %(le)s sein.")),
    "string_too_long": ("too-long", _("Höchstens %(max_length)s Zeichen sind möglich.")),
    "string_too_short": ("empty", _("Der Wert ist leer.")),
    "string_pattern_mismatch": ("not-allowed", _("Der Wert enthält unerlaubte Zeichen.")),
    "too_long": ("too-many", _("Höchstens %(max_length)s Werte sind möglich.")),
}
DAY_PROBLEM = ("not-a-day", _("Das ist kein Tag in der Form 2022-01-21."))
OTHER_PROBLEM = ("not-valid", _("Der Wert ist nicht zu verstehen."))


class ProblemError(Exception):
    """Something that the answer is a problem document for."""

    def __init__(self, code: str, errors: list[FieldProblem] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.errors = errors or []


def answer(request: HttpRequest, code: str, errors: list[FieldProblem] | None = None) -> HttpResponse:
    """Return the problem document."""
    status, title, detail = PROBLEMS[code]
    document = ProblemDetails(
        type=request.build_absolute_uri(f"{reverse('api-docs')}#{code}"),
        title=str(title),
        status=status,
        detail=str(detail),
        code=code,
        errors=errors or [],
    )
    return JsonResponse(
        document.model_dump(),
        status=status,
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )


def handle_problems(api: NinjaAPI) -> None:
    """Let the API answer with problem documents, whatever goes wrong."""
    api.add_exception_handler(ProblemError, _answer_problem)
    api.add_exception_handler(Http404, lambda request, error: answer(request, "not-found"))
    api.add_exception_handler(ValidationError, _answer_invalid)
    api.add_exception_handler(Throttled, _answer_throttled)
    api.add_exception_handler(Exception, _answer_failure)


def field_problem(parameter: str, kind: str, **values: Any) -> FieldProblem:
    """Return what is wrong with a parameter, by pydantic's or our own name for it."""
    code, text = DAY_PROBLEM if kind.startswith("date_") else FIELD_PROBLEMS.get(kind, OTHER_PROBLEM)
    return FieldProblem(parameter=parameter, code=code, detail=str(text) % values if values else str(text))


def _answer_problem(request: HttpRequest, error: Any) -> HttpResponse:
    return answer(request, error.code, error.errors)


def _answer_invalid(request: HttpRequest, error: Any) -> HttpResponse:
    return answer(request, "invalid-parameter", list(_field_problems(error.errors)))


def _field_problems(errors: list[dict[str, Any]]) -> Iterator[FieldProblem]:
    for error in errors:
        values = dict(error.get("ctx", {}))
        words = [part for part in error["loc"] if isinstance(part, str)]
        parameter = values.pop("parameter", "") or words[-1]
        if "expected" in values:
            values = {"expected": values["expected"].replace(" or ", f" {gettext('oder')} ").replace("'", "")}
        yield field_problem(parameter, error["type"], **values)


def _answer_throttled(request: HttpRequest, error: Any) -> HttpResponse:
    return answer(
        request, "too-many-requests"
    )  # when to come back stands in headers: throttling.tell_allowance


def _answer_failure(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    logger.error("%s %s failed", request.method, request.path, exc_info=error)  # type: ignore[arg-type]
    return answer(request, "server-error")
