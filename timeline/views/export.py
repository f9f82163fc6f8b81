"""Give out a view of a timeline as a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe

from timeline.api import problems, throttling
from timeline.exports.formats import FORMATS, Format
from timeline.exports.view import View
from timeline.forms import TimelineFilterForm
from timeline.keeping import with_stamp
from timeline.modified import FORM_SINCE, last_change
from timeline.picture.raster import RasterBusyError

MOST_EVENTS = 25_000
FILES_A_MINUTE = 60  # for each client; a file costs more than a page
KEPT_SECONDS = 600  # for which a drawn picture is kept here
SECONDS = 300  # for which anybody may keep a file before asking again whether it still holds
PORTION = 64 * 1024  # bytes sent at once


@require_safe
def export(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """Give out the events that the address describes; a file unchanged since the last time is not made again."""
    format = FORMATS.get(key)
    if format is None:
        raise Http404
    with translation.override(_language(request)):
        crisis = get_object_or_404(with_stamp(), slug=slug)
        filters = TimelineFilterForm(request.GET).filters
        site = request.build_absolute_uri("/").removesuffix("/")
        view = View(crisis, filters, site, request.build_absolute_uri(), timezone.now())
        number = view.count()
        etag = _etag(request, format, crisis, number)
        changed_at = None if format.is_drawn else last_change(crisis)
        if unchanged := get_conditional_response(
            request, etag, int(changed_at.timestamp()) if changed_at else None
        ):
            return _headed(unchanged, view, format, etag, changed_at)
        if number > MOST_EVENTS and not format.is_bounded:
            return _refused(request, view, "too-many-events", number=number, most=MOST_EVENTS)
        if request.method == "HEAD":
            return _headed(HttpResponse(content_type=format.media_type), view, format, etag, changed_at)
        if throttling.count(request, "files", FILES_A_MINUTE).is_exceeded:
            return _refused(request, view, "too-many-requests")
        try:
            return _headed(_file(view, format, etag), view, format, etag, changed_at)
        except RasterBusyError:
            return _refused(request, view, "busy")


def _refused(request: HttpRequest, view: View, code: str, **numbers: int) -> HttpResponse:
    """Return a page for browsers, and a problem document for programs."""
    if request.get_preferred_type([problems.MEDIA_TYPE, "text/html"]) == problems.MEDIA_TYPE:
        response = problems.answer(request, code)
    else:
        status, title, _detail = problems.PROBLEMS[code]
        context = {"crisis": view.crisis, "filters": view.filters, "title": title, **numbers}
        response = render(request, "timeline/export_refused.html", context, status=status)
    if code == "busy":
        response["Retry-After"] = "60"
    patch_cache_control(response, no_store=True)
    return response


def _language(request: HttpRequest) -> str:
    """Return the language that the address names, since calendars and feed readers have no cookie; else the reader's."""
    named = request.GET.get("lang", "")
    return named if named in dict(settings.LANGUAGES) else translation.get_language() or ""


def _etag(request: HttpRequest, format: Format, crisis: Any, number: int) -> str:
    """Return what differs whenever the file does; the number sees what left the crisis, the day moves the picture's today."""
    state = (
        FORM_SINCE,
        format.key,
        crisis.pk,
        crisis.stamp,
        number,
        request.get_host(),
        request.META.get("QUERY_STRING", ""),
        translation.get_language(),
        timezone.localdate(),
    )
    return f'"{hashlib.sha256(repr(state).encode()).hexdigest()[:32]}"'


def _file(view: View, format: Format, etag: str) -> HttpResponseBase:
    if format.is_drawn:
        drawn = cache.get_or_set(f"file-{etag}", lambda: b"".join(_encoded(format.write(view))), KEPT_SECONDS)
        return HttpResponse(drawn, content_type=format.media_type)
    if format.is_bounded:
        return HttpResponse(b"".join(_encoded(format.write(view))), content_type=format.media_type)
    language = translation.get_language() or ""
    return StreamingHttpResponse(_portions(view, format, language), content_type=format.media_type)


def _portions(view: View, format: Format, language: str) -> Iterator[bytes]:
    """Yield the file in portions; by now the request's own language is no longer in force."""
    with translation.override(language):
        buffer = BytesIO()
        for piece in _encoded(format.write(view)):
            buffer.write(piece)
            if buffer.tell() >= PORTION:
                yield buffer.getvalue()
                buffer = BytesIO()
        yield buffer.getvalue()


def _encoded(pieces: Iterator[Any]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece.encode() if isinstance(piece, str) else piece


def _headed(
    response: HttpResponseBase, view: View, format: Format, etag: str, changed_at: datetime | None
) -> HttpResponseBase:
    response["ETag"] = etag
    if changed_at:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    response["Content-Disposition"] = _disposition(view, format)
    response["Content-Language"] = translation.get_language() or ""
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response


def _disposition(view: View, format: Format) -> str:
    """Return the file's name, with a plainer one for programs that read no others (RFC 6266)."""
    names = [f"{name}.{format.key}" for name in (view.plain_name, view.name)]
    plain, full = (content_disposition_header(not format.is_subscribed, name) or "" for name in names)
    return plain if plain == full else f"{plain}; {full.partition('; ')[2]}"
