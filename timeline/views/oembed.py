"""What other sites learn when they ask how to embed one of our pages (oEmbed 1.0)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.views.decorators.http import require_safe

from articles.reading.cleaning import clean_lines
from timeline.embedding import describe_frame, with_language
from timeline.forms import TimelineFilterForm
from timeline.models import Crisis, ShareLink

from .languages import in_language_of_address

FORMATS = ("json", "xml")


class QuestionForm(forms.Form):
    """Reads what is asked."""

    url = forms.CharField(max_length=2000)
    maxwidth = forms.IntegerField(min_value=1, required=False)
    maxheight = forms.IntegerField(min_value=1, required=False)


@require_safe
@in_language_of_address
def oembed(request: HttpRequest) -> HttpResponse:
    """Describe the frame of the page that `url` names."""
    form = QuestionForm(request.GET)
    asked = request.GET.get("format", "json")
    if not form.is_valid():
        return HttpResponse(status=400)
    if asked not in FORMATS:
        return HttpResponse(status=501)  # as the specification says
    address, query = _read(request, form.cleaned_data["url"])
    described = _describe(request, address, query, form.cleaned_data)
    response = _as_xml(described) if asked == "xml" else JsonResponse(described)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=600"
    return response


def _read(request: HttpRequest, url: str) -> tuple[ResolverMatch, str]:
    """Return which of our pages the address names, and its query string."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or parts.netloc != request.get_host():
            raise Http404
        return resolve(parts.path), parts.query
    except (ValueError, Resolver404):
        raise Http404 from None


def _describe(
    request: HttpRequest, address: ResolverMatch, query: str, room: dict[str, Any]
) -> dict[str, Any]:
    if address.url_name == "share":
        link = get_object_or_404(ShareLink.objects.open().defer("snapshot"), **address.kwargs)
        title, query = link.title, ""
    elif address.url_name == "timeline":
        crisis = get_object_or_404(Crisis, **address.kwargs)
        filters = TimelineFilterForm(QueryDict(query)).filters
        title, query = ": ".join(filter(None, [crisis.local_title, filters.describe()])), filters.query
    else:
        raise Http404
    frame, card = (
        reverse(f"{kind}-{address.url_name}", kwargs=address.kwargs) + query for kind in ("embed", "card")
    )
    return describe_frame(
        address=request.build_absolute_uri(with_language(frame)),
        title=title,
        site=request.build_absolute_uri("/"),
        picture=request.build_absolute_uri(with_language(card)),
        room=(room["maxwidth"], room["maxheight"]),
    )


def _as_xml(described: dict[str, Any]) -> HttpResponse:
    root = ElementTree.Element("oembed")
    for name, value in described.items():
        ElementTree.SubElement(root, name).text = clean_lines(str(value))
    return HttpResponse(
        ElementTree.tostring(root, encoding="utf-8", xml_declaration=True), content_type="text/xml"
    )
