"""Error pages in the site's own clothes."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import override_settings
from django.urls import include, path


def forbidden(request):
    raise PermissionDenied


def suspicious(request):
    raise SuspiciousOperation


def broken(request):
    raise RuntimeError


urlpatterns = [
    path("", include("config.urls")),
    path("forbidden", forbidden),
    path("suspicious", suspicious),
    path("broken", broken),
]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/suspicious", 400, "Diese Anfrage war nicht zu verstehen"),
        ("/forbidden", 403, "Hier ist kein Zutritt"),
        ("/nowhere", 404, "Diese Seite gibt es nicht"),
        ("/broken", 500, "Da ist uns etwas misslungen"),
    ],
)
def test_errors_are_told_in_the_sites_own_clothes(client, address, status, words):
    client.raise_request_exception = False
    response = client.get(address)
    assert response.status_code == status
    assert words in response.text
    assert "Zur Startseite" in response.text
    assert 'class="masthead"' in response.text


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_told_so(client, settings):
    settings.ALLOWED_HOSTS = ["krisenchronik.example"]
    client.raise_request_exception = False
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "Diese Anfrage war nicht zu verstehen" in response.text
