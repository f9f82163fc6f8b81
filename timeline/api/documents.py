"""The OpenAPI document, and the page that explains it to people."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_safe

from . import problems, throttling
from .operations import api

INTRODUCTION = _("Krisen, Ereignisse und ihre Belege zum Lesen durch Programme; ohne Anmeldung.")


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """Return the OpenAPI document, its descriptions in the reader's language."""
    return JsonResponse(document(get_language()), json_dumps_params={"ensure_ascii": False})


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Explain the API: addresses, parameters, fields and errors, made from the OpenAPI document."""
    described = document(get_language())
    context = {
        "operations": [_operation(path, item["get"]) for path, item in described["paths"].items()],
        "schemas": [_schema(name, schema) for name, schema in described["components"]["schemas"].items()],
        "problems": [
            {"code": code, "status": status, "title": title, "detail": detail}
            for code, (status, title, detail) in problems.PROBLEMS.items()
        ],
        "limit": throttling.LIMIT,
        "example": request.build_absolute_uri(reverse("api:list_events")),
    }
    return render(request, "api/docs.html", context)


@cache
def document(language: str | None) -> dict[str, Any]:
    """Return the OpenAPI document in the language that is active, which it is kept under."""
    schema = _polished(dict(api.get_openapi_schema()))
    schema["info"]["description"] = gettext(INTRODUCTION)
    schema["servers"] = [{"url": "/"}]
    for name in [*schema["components"]["schemas"]]:
        if name == "Paging" or name.endswith("Parameters"):  # spelt out at each address
            del schema["components"]["schemas"][name]
    for described in (
        *schema["components"]["schemas"].values(),
        *(item["get"] for item in schema["paths"].values()),
    ):
        described.pop("description", None)  # our docstrings
    return schema


def _operation(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    content = operation["responses"][200]["content"]["application/json"]["schema"]
    return {
        "path": path,
        "summary": operation["summary"],
        "parameters": [_field(one["name"], one, one["required"]) for one in operation["parameters"]],
        "answer": _type(content),
    }


def _schema(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    required = schema.get("required", ())
    fields = [_field(key, {"schema": value}, key in required) for key, value in schema["properties"].items()]
    return {"name": name, "fields": fields}


def _field(name: str, field: dict[str, Any], required: bool) -> dict[str, Any]:
    schema = field["schema"]
    return {
        "name": name,
        "required": required,
        "type": _type(schema),
        "choices": _choices(schema),
        "default": schema.get("default"),
        "description": schema.get("description", ""),
    }


def _type(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the type in a word, with the name of the schema that it leads to, if any."""
    options = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    inner = options[0]
    may_be_empty = len(options) < len(schema.get("anyOf", [schema]))
    if inner.get("type") == "array":
        return {**_type(inner["items"]), "is_list": True, "may_be_empty": may_be_empty}
    link = inner.get("$ref", "").rsplit("/", 1)[-1]
    return {
        "link": link,
        "word": link or inner.get("format") or inner.get("type"),
        "may_be_empty": may_be_empty,
    }


def _choices(schema: dict[str, Any]) -> list[str]:
    for one in (schema, schema.get("items", {}), *schema.get("anyOf", [])):
        if "enum" in one:
            return list(one["enum"])
    return []


def _polished(value: Any, name: str | int = "") -> Any:
    """Translate descriptions; leave out titles that only repeat names; name the media type of problems."""
    if isinstance(value, list):
        return [_polished(one) for one in value]
    if not isinstance(value, dict):
        return value
    polished: dict[Any, Any] = {}
    for key, inner in value.items():
        if key in ("description", "summary") and isinstance(inner, str):
            polished[key] = gettext(inner) if inner else inner
        elif key != "title" or not isinstance(inner, str) or name == "info":
            polished[key] = _polished(inner, key)
    if isinstance(name, int) and name >= 400:
        polished["content"] = {problems.MEDIA_TYPE: polished["content"]["application/json"]}
    return polished
