"""What the site's answers and its login promise."""

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from config.clients import client_address
from config.middleware import ContentPolicyMiddleware

PASSWORD = "ein langes Passwort"


def policy_of(path):
    answer = ContentPolicyMiddleware(lambda request: HttpResponse())(RequestFactory().get(path))
    return dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))


def test_readers_pages_run_only_the_sites_own_scripts_and_styles():
    policy = policy_of("/")
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"


def test_the_admin_alone_may_do_what_its_theme_needs():
    policy = policy_of("/admin/")
    assert policy["script-src"] == "'self' 'unsafe-eval'"
    assert policy["style-src"] == "'self' 'unsafe-inline'"
    assert policy_of("/administration/")["script-src"] == "'self'"


@pytest.mark.django_db
def test_pages_name_their_fonts_in_the_header_and_what_is_swapped_into_them_does_not(client):
    link = client.get("/")["Link"]
    assert link.count("rel=preload; as=font") == 2
    assert "newsreader-latin" in link
    assert "Link" not in client.get("/", headers={"HX-Request": "true"})
    assert "Link" not in client.get("/admin/login/")
    assert "Link" not in client.get("/robots.txt")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "invented, 203.0.113.9", "203.0.113.9"),
        (2, "invented, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (1, "", "127.0.0.1"),
    ],
)
def test_only_trusted_proxies_say_who_the_client_is(proxies, forwarded, expected):
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})
    with override_settings(PROXIES=proxies):
        assert client_address(request) == expected


@pytest.fixture
def anna(db):
    return User.objects.create_user("anna", password=PASSWORD, is_staff=True)


def log_in(client, password, **headers):
    return client.post("/admin/login/", {"username": "anna", "password": password}, **headers)


def test_five_wrong_passwords_lock_the_account_for_that_address(client, anna):
    answers = [log_in(client, "falsch").status_code for _ in range(5)]
    assert answers[-1] == 429
    assert log_in(client, PASSWORD).status_code == 429


def test_somebody_elses_wrong_passwords_do_not_lock_an_editor_out(client, anna):
    for _ in range(5):
        log_in(client, "falsch", REMOTE_ADDR="203.0.113.9")
    assert log_in(client, PASSWORD).status_code == 302


def test_no_log_keeps_the_keys_of_shared_views(settings):
    assert settings.LOGGING["handlers"]["stderr"]["filters"] == ["keys"]
