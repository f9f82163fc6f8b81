"""The language of the interface."""

import pytest

pytestmark = pytest.mark.django_db


def test_pages_are_german_even_for_browsers_that_ask_for_english(client):
    response = client.get("/", headers={"accept-language": "en-US,en"})
    assert response["Content-Language"] == "de"
    assert "Neueste Artikel" in response.text


def test_a_reader_can_choose_english_and_stays_on_the_page(client):
    response = client.post("/language/", {"language": "en", "next": "/articles/?q=Genf"})
    assert response.url == "/articles/?q=Genf"
    page = client.get("/").text
    assert '<html lang="en">' in page
    assert "Latest articles" in page


def test_choosing_a_language_needs_no_cookie_beforehand(client):
    client.handler.enforce_csrf_checks = True
    assert client.post("/language/", {"language": "en", "next": "/"}).status_code == 302
    assert "csrftoken" not in client.get("/").cookies


@pytest.mark.parametrize("cookie", ["fr", "xx-nonsense", "", "de\x00"])
def test_an_unknown_language_in_the_cookie_means_german(client, cookie):
    client.cookies["django_language"] = cookie
    assert client.get("/")["Content-Language"] == "de"


def test_nobody_is_led_to_a_foreign_site(client):
    response = client.post("/language/", {"language": "en", "next": "https://example.org/"})
    assert response.url == "/"
