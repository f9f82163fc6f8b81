"""The type of the requests that reader pages get."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class ReaderRequest(HttpRequest):
    """A request that knows whether htmx sent it."""

    htmx: HtmxDetails
