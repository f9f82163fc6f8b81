import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.addresses import canonical_address, is_same_site

ARTICLE = "https://www.example.org/politik/gipfel-in-riga"
SAME = [
    "https://www.example.org/politik/gipfel-in-riga/",
    "http://www.example.org/politik/gipfel-in-riga",
    "HTTPS://WWW.Example.ORG/politik/gipfel-in-riga",
    "https://www.example.org:443/politik/gipfel-in-riga",
    "http://www.example.org:80/politik/gipfel-in-riga",
    "https://leser:geheim@www.example.org/politik/gipfel-in-riga",
    "https://www.example.org./politik/gipfel-in-riga",
    "https://www.example.org/politik//gipfel-in-riga",
    "https://www.example.org/politik/./archiv/../gipfel-in-riga",
    "https://www.example.org/politik/gipfel%2Din%2driga",
    "https://www.example.org/politik/gipfel-in-riga#kommentare",
    "https://www.example.org/politik/gipfel-in-riga?utm_source=brief&utm_medium=mail",
    "https://www.example.org/politik/gipfel-in-riga?fbclid=1&wt_mc=a.b&xing_share=news",
    "https://www.example.org/politik/gipfel-in-riga/amp",
    "https://www.example.org/politik/gipfel-in-riga/amp/",
    "https://www.example.org/amp/politik/gipfel-in-riga",
    "https://www.example.org/politik/gipfel-in-riga?amp=1",
    "https://www.example.org/politik/gipfel-in-riga?outputType=amp",
    "https://www.google.com/amp/s/www.example.org/politik/gipfel-in-riga",
    "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/politik/gipfel-in-riga",
    "  https://www.example.org/politik/gipfel-in-riga\n",
]


@pytest.mark.parametrize("address", [ARTICLE, *SAME])
def test_an_article_has_one_address_however_it_is_written(address):
    assert canonical_address(address) == ARTICLE


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a?b=2&a=1", "https://example.org/a?a=1&b=2"),
        ("https://example.org/artikel.php?id=7&ref=start", "https://example.org/artikel.php?id=7"),
        ("https://example.org/bericht.amp.html", "https://example.org/bericht.html"),
        ("https://amp.example.org/bericht", "https://example.org/bericht"),
        ("https://example.org/camp/ampel", "https://example.org/camp/ampel"),
        ("https://bücher.example/größe", "https://xn--bcher-kva.example/gr%C3%B6%C3%9Fe"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://example.org", "https://example.org/"),
    ],
)
def test_what_names_the_article_stays(address, expected):
    assert canonical_address(address) == expected


def test_relative_addresses_are_resolved():
    assert canonical_address("../b", base="https://example.org/x/a/") == "https://example.org/x/b"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "kein Link",
        "ftp://example.org/a",
        "javascript:alert(1)",
        "mailto:a@example.org",
        "http://[::1",
        "https://example.org:99999/",
    ],
)
def test_what_is_no_web_address_gives_nothing(address):
    assert canonical_address(address) == ""


@given(st.text(max_size=100))
def test_the_canonical_form_is_stable(text):
    once = canonical_address(f"https://example.org/{text}")
    assert canonical_address(once) == once


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("https://m.example.org/a", "https://www.example.org/b", True),
        ("https://example.org/a", "http://EXAMPLE.org:443/", True),
        ("https://example.org/a", "https://example.com/a", False),
        ("https://example.org/a", "", False),
    ],
)
def test_hosts_of_one_site_are_told_from_others(one, other, expected):
    assert is_same_site(one, other) is expected
