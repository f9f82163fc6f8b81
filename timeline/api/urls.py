"""Addresses of the API; what it does not know is answered by the middleware."""

from django.urls import path
from django.views.generic import RedirectView

from . import documents
from .operations import api

urlpatterns = [
    path("", documents.docs, name="api-docs"),
    path("v1/", RedirectView.as_view(pattern_name="api-docs")),
    path("v1/openapi.json", documents.openapi, name="api-openapi"),
    path("v1/", api.urls),
]
