import asyncio
import gzip

import pytest

from articles import fetch as fetching
from articles.fetch import Fetched, Fetcher, FetchError, PublicAddresses, is_public
from tests.publisher import HTML, PAGE, Publisher


@pytest.fixture
def publisher():
    server = Publisher()
    yield server
    server.close()


@pytest.fixture
def naps():
    return []


@pytest.fixture
def fetcher(publisher, naps):
    return Fetcher(publisher, sleep=naps.append)


def test_a_page_is_fetched_with_its_validators(publisher, fetcher):
    publisher.answers["/a"] = (
        200,
        {**HTML, "ETag": '"1"', "Last-Modified": "Thu, 09 Mar 2023 16:04:00 GMT"},
        b"<p>x",
    )
    answer = fetcher.fetch(publisher.url("/a#teil-2"))
    assert answer == Fetched(
        "page", publisher.url("/a"), b"<p>x", HTML["Content-Type"], '"1"', "Thu, 09 Mar 2023 16:04:00 GMT"
    )


def test_it_names_itself_and_keeps_the_hosts_name(publisher, fetcher):
    publisher.answers["/a"] = PAGE
    fetcher.fetch(publisher.url("/a"))
    _, headers = publisher.requests[-1]
    assert headers["User-Agent"].startswith("Krisenchronik/")
    assert headers["Host"] == f"publisher.example:{publisher.port}"
    assert "Cookie" not in headers


def test_an_unchanged_page_is_not_sent_again(publisher, fetcher):
    publisher.answers["/a"] = lambda headers: (
        (304, {}, b"") if headers.get("If-None-Match") == '"1"' else PAGE
    )
    assert fetcher.fetch(publisher.url("/a"), etag='"1"').outcome == "unchanged"
    assert fetcher.fetch(publisher.url("/a"), etag='"0"').outcome == "page"


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_reported_as_withdrawn(publisher, fetcher, status):
    publisher.answers["/weg"] = (status, HTML, b"weg")
    assert fetcher.fetch(publisher.url("/weg")) == Fetched("withdrawn", publisher.url("/weg"))


@pytest.mark.parametrize(("status", "is_temporary"), [(403, False), (451, False), (429, True), (503, True)])
def test_errors_say_whether_another_try_is_worth_it(publisher, fetcher, status, is_temporary):
    publisher.answers["/a"] = (status, HTML, b"")
    with pytest.raises(FetchError, match=str(status)) as error:
        fetcher.fetch(publisher.url("/a"))
    assert error.value.is_temporary is is_temporary


def test_redirects_are_followed_to_the_article(publisher, fetcher):
    publisher.answers |= {"/alt": (301, {"Location": "/neu"}, b""), "/neu": PAGE}
    assert fetcher.fetch(publisher.url("/alt")).url == publisher.url("/neu")


def test_endless_redirects_end(publisher, fetcher):
    publisher.answers["/a"] = (302, {"Location": "/a"}, b"")
    with pytest.raises(FetchError, match="zu oft"):
        fetcher.fetch(publisher.url("/a"))


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://169.254.169.254/latest",
        "http://[::1]/",
        "file:///etc/passwd",
        "ftp://publisher.example/",
        "http://leser:geheim@publisher.example/",
    ],
)
def test_no_redirect_leads_to_inner_addresses_or_other_schemes(publisher, fetcher, target):
    publisher.answers["/a"] = (302, {"Location": target}, b"")
    with pytest.raises(FetchError):
        fetcher.fetch(publisher.url("/a"))
    assert {path for path, _ in publisher.requests} <= {"/a", "/robots.txt"}


def test_robots_txt_is_respected_and_asked_for_once(publisher, fetcher):
    publisher.answers |= {
        "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /intern/*.html"),
        "/a": PAGE,
    }
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher.fetch(publisher.url("/intern/b.html"))
    fetcher.fetch(publisher.url("/a"))
    assert [path for path, _ in publisher.requests] == ["/robots.txt", "/a"]


def test_a_host_whose_robots_txt_fails_is_left_alone(publisher, fetcher):
    publisher.answers |= {"/robots.txt": (500, {}, b""), "/a": PAGE}
    with pytest.raises(FetchError) as error:
        fetcher.fetch(publisher.url("/a"))
    assert error.value.is_temporary


def test_a_host_is_given_time_between_requests(publisher, fetcher, naps):
    publisher.answers |= {
        "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: *\nCrawl-delay: 5"),
        "/a": PAGE,
    }
    fetcher.fetch(publisher.url("/a"))
    fetcher.fetch(publisher.url("/a"))
    assert len(naps) == 1
    assert 4 < naps[0] <= 5


def test_packed_pages_are_unpacked(publisher, fetcher):
    publisher.answers["/a"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE[2]))
    assert fetcher.fetch(publisher.url("/a")).data == PAGE[2]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, b"x" * 2001),
        ({"Content-Length": "99999999"}, b""),
        ({"Content-Encoding": "gzip"}, gzip.compress(b"\0" * 100_000)),
        ({"Content-Encoding": "br"}, b"x"),
        ({"Content-Encoding": "gzip"}, b"no gzip"),
        ({"Content-Type": "video/mp4"}, b"x"),
    ],
    ids=["large", "says it is large", "bomb", "unknown packing", "broken packing", "no text"],
)
def test_what_is_too_large_or_unreadable_is_refused(publisher, fetcher, monkeypatch, headers, body):
    monkeypatch.setattr(fetching, "MAX_BYTES", 2000)
    publisher.answers["/a"] = (200, {**HTML, **headers}, body)
    with pytest.raises(FetchError):
        fetcher.fetch(publisher.url("/a"))


def test_a_slow_host_is_given_up(publisher, fetcher, monkeypatch):
    publisher.answers["/a"] = (200, {**HTML, "Content-Length": "50"}, b"x")
    monkeypatch.setattr(fetching, "MAX_SECONDS", 0.5)
    with pytest.raises(FetchError, match=r"langsam|erreichen") as error:
        fetcher.fetch(publisher.url("/a"))
    assert error.value.is_temporary


@pytest.mark.parametrize(
    "url",
    [
        "",
        "kein Link",
        "file:///etc/passwd",
        "ftp://example.org/a",
        "javascript:alert(1)",
        "http://",
        "http://a:b@example.org/",
        "http://[::1",
        "https://example.org:99999999/",
    ],
)
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(FetchError):
        Fetcher().fetch(url)


INNER = [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "0.0.0.0", "0", "10.1.2.3",
    "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.8", "198.18.0.1", "224.0.0.1", "255.255.255.255",
    "::1", "::", "::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "fd00::1", "fe80::1", "fec0::1", "ff02::1", "64:ff9b::7f00:1",
    "2002:7f00:1::", "2002:a9fe:a9fe::", "2001:0:4136:e378:8000:63bf:80ff:fffe",
]  # fmt: skip


@pytest.mark.parametrize("host", INNER)
def test_inner_addresses_are_refused_in_every_form(host):
    with pytest.raises(FetchError):
        asyncio.run(PublicAddresses().resolve(host, 443))


@pytest.mark.parametrize(
    "host", ["http://127.0.0.1/", "http://2130706433/", "http://[::ffff:127.0.0.1]/", "http://0x7f.1/"]
)
def test_the_real_guard_stands_before_every_fetch(host):
    with pytest.raises(FetchError, match=r"öffentlich|finden"):
        Fetcher().fetch(host)


@pytest.mark.parametrize("port", [22, 25, 5432, 8000])
def test_only_the_ports_of_the_web_are_asked(port):
    with pytest.raises(FetchError, match="Port"):
        asyncio.run(PublicAddresses().resolve("93.184.216.34", port))


def test_a_host_with_one_inner_address_among_public_ones_is_refused():
    class TwoFaced(PublicAddresses):
        async def look_up(self, host, port):
            return ["93.184.216.34", "10.0.0.1"]

    with pytest.raises(FetchError, match="öffentlich"):
        asyncio.run(TwoFaced().resolve("example.org", 443))


@pytest.mark.parametrize(
    ("address", "expected"),
    [("93.184.216.34", True), ("2606:2800:220:1::1", True), ("64:ff9b::5db8:d822", True), ("keine", False)],
)
def test_public_addresses_are_told_from_others(address, expected):
    assert is_public(address) is expected


def test_a_name_is_looked_up_once_so_that_no_second_answer_counts(publisher):
    looked_up = []

    class Counting:
        async def resolve(self, host, port):
            looked_up.append(host)
            return await publisher.resolve(host, port)

    publisher.answers["/a"] = PAGE
    Fetcher(Counting(), sleep=lambda _: None).fetch(publisher.url("/a"))
    assert looked_up == ["publisher.example"] * 2  # robots.txt and the page, one connection each
