"""Fetches pages and feeds from public addresses: bounded in size and time, polite, blind to inner networks."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Literal, Protocol

import httpx
from protego import Protego

USER_AGENT = "Krisenchronik/0.1 (reads news articles for a chronicle; respects robots.txt)"
MAX_BYTES = 10_000_000  # as sent, and again as unpacked
MAX_ROBOTS_BYTES = 500_000
MAX_SECONDS = 30.0  # for one request with all its redirects
MAX_REDIRECTS = 5
HOST_INTERVAL = 1.0  # seconds between two requests to one host
MAX_HOST_INTERVAL = 20.0  # a longer Crawl-delay is for crawlers of whole sites
ROBOTS_SECONDS = 3600.0  # how long a robots.txt is remembered
PORTS = frozenset((80, 443))
READABLE = (
    "text/",
    "application/xhtml+xml",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/json",
    "application/feed+json",
    "application/rdf+xml",
)
# What Python's tables count as global in some versions: protocol assignments, the old site-local range.
_NOT_PUBLIC = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "fec0::/10")))
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_REDIRECTS = frozenset((301, 302, 303, 307, 308))


class FetchError(Exception):
    """The address gave nothing to read; the message says why, in a form fit for editors."""

    def __init__(self, message: str, *, is_temporary: bool = False) -> None:
        super().__init__(message)
        self.is_temporary = is_temporary  # worth another try later


@dataclass(frozen=True)
class Fetched:
    """What an address answered; etag and last_modified go into the next request for it."""

    outcome: Literal["page", "unchanged", "withdrawn"]
    url: str  # the address that answered in the end
    data: bytes = b""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""


class Guard(Protocol):
    """Decides which network address a host may be reached at."""

    async def resolve(self, host: str, port: int) -> str:
        """Return the IP address to connect to; raise FetchError where there is none that may be reached."""


class PublicAddresses:
    """Lets through only hosts all of whose addresses are public."""

    async def resolve(self, host: str, port: int) -> str:
        """Return the first address of a host; raise FetchError where one of them is not public."""
        if port not in PORTS:
            raise FetchError(f"Der Port {port} ist nicht erlaubt.")
        addresses = await self.look_up(host, port)
        if not addresses or not all(is_public(address) for address in addresses):
            raise FetchError(f"{host} liegt nicht im öffentlichen Internet.")
        return addresses[0]

    async def look_up(self, host: str, port: int) -> list[str]:
        """Return the IP addresses of a host; decimal, octal and short forms are read as the system reads them."""
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"{host} ist nicht zu finden.", is_temporary=True) from error
        return [str(item[4][0]) for item in found]


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the public internet, also where it wraps another one."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner:
            return is_public(str(inner))
    is_special = ip.is_multicast or ip.is_reserved or any(ip in network for network in _NOT_PUBLIC)
    return ip.is_global and not is_special


class _GuardedTransport(httpx.AsyncBaseTransport):
    """Connects to the very address that the guard has checked, so that no second look-up can differ."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._inner = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.raw_host.decode("ascii")
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        address = await self._guard.resolve(host.strip("[]"), port)
        request.extensions = {**request.extensions, "sni_hostname": host}
        request.url = request.url.copy_with(host=address)
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


class Fetcher:
    """Fetches addresses, politely: what robots.txt forbids is left, and hosts are given time between requests."""

    def __init__(self, guard: Guard | None = None, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._guard = guard or PublicAddresses()
        self._sleep = sleep
        self._robots: dict[str, tuple[float, Protego | None]] = {}
        self._next_slot: dict[str, float] = {}
        self._lock = threading.Lock()

    def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        """Return what an address answers; raise FetchError where that is nothing to read.

        With the etag and last_modified of an earlier answer, an unchanged page is not sent again.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        address = _parse(url)
        for _ in range(MAX_REDIRECTS + 1):
            self._check_robots(address)
            self._wait_for(address)
            answer = self._get(address, {name: value for name, value in headers.items() if value})
            if isinstance(answer, Fetched):
                return answer
            address = answer
        raise FetchError("Die Adresse leitet zu oft weiter.")

    def _get(self, url: httpx.URL, headers: dict[str, str]) -> Fetched | httpx.URL:
        try:
            return asyncio.run(_request(url, headers, self._guard))
        except TimeoutError as error:
            raise FetchError(f"{url.host} antwortet zu langsam.", is_temporary=True) from error
        except httpx.TimeoutException as error:
            raise FetchError(f"{url.host} antwortet zu langsam.", is_temporary=True) from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise FetchError(f"{url.host} ist nicht zu erreichen.", is_temporary=True) from error

    def _wait_for(self, url: httpx.URL) -> None:
        """Keep the interval between two requests to one host, across threads."""
        interval = HOST_INTERVAL
        if robots := self._robots.get(_origin(url), (0, None))[1]:
            interval = min(max(HOST_INTERVAL, robots.crawl_delay(USER_AGENT) or 0), MAX_HOST_INTERVAL)
        with self._lock:
            now = time.monotonic()
            slot = max(now, self._next_slot.get(url.host, now))
            self._next_slot[url.host] = slot + interval
        if slot > now:
            self._sleep(slot - now)

    def _check_robots(self, url: httpx.URL) -> None:
        origin = _origin(url)
        fetched_at, robots = self._robots.get(origin, (float("-inf"), None))
        if time.monotonic() - fetched_at > ROBOTS_SECONDS:
            robots = self._fetch_robots(url)
            self._robots[origin] = (time.monotonic(), robots)
        if robots and not robots.can_fetch(str(url), USER_AGENT):
            raise FetchError(f"{url.host} erlaubt den Abruf dieser Adresse nicht (robots.txt).")

    def _fetch_robots(self, url: httpx.URL) -> Protego | None:
        """Return a host's rules; none where it has no robots.txt. A host that cannot answer is not asked for more."""
        address = url.copy_with(raw_path=b"/robots.txt", fragment="")
        for _ in range(MAX_REDIRECTS + 1):
            try:
                answer = self._get(address, {})
            except FetchError as error:
                if error.is_temporary:
                    raise
                return None
            if isinstance(answer, Fetched):
                return Protego.parse(answer.data[:MAX_ROBOTS_BYTES].decode("utf-8", errors="replace"))
            address = answer
        return None


def _parse(url: str) -> httpx.URL:
    try:
        address = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError("Das ist keine gültige Adresse.") from error
    return _checked(address)


def _checked(address: httpx.URL) -> httpx.URL:
    """Return an address that may be asked for at all, without what only a browser needs."""
    if address.scheme not in ("http", "https") or not address.host:
        raise FetchError("Nur Adressen mit http:// oder https:// können abgerufen werden.")
    if address.userinfo:
        raise FetchError("Adressen mit Zugangsdaten werden nicht abgerufen.")
    return address.copy_with(fragment=None)


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


async def _request(url: httpx.URL, headers: dict[str, str], guard: Guard) -> Fetched | httpx.URL:
    """Ask once; return the answer, or the address to go on to."""
    headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip", "Accept-Language": "de", **headers}
    client = httpx.AsyncClient(transport=_GuardedTransport(guard), timeout=10, trust_env=False)
    async with asyncio.timeout(MAX_SECONDS), client, client.stream("GET", url, headers=headers) as response:
        return await _read(response, url)


async def _read(response: httpx.Response, url: httpx.URL) -> Fetched | httpx.URL:
    status = response.status_code
    if status in _REDIRECTS and "location" in response.headers:
        return _checked(url.join(response.headers["location"]))
    if status == 304:
        return Fetched("unchanged", str(url))
    if status in (404, 410):
        return Fetched("withdrawn", str(url))
    if status != 200:
        temporary = status in (408, 425, 429) or status >= 500
        raise FetchError(f"{url.host} antwortet mit dem Fehler {status}.", is_temporary=temporary)
    content_type = response.headers.get("content-type", "")
    if content_type and not content_type.lower().startswith(READABLE):
        raise FetchError(f"Die Adresse liefert keinen Text, sondern {content_type.partition(';')[0]}.")
    return Fetched(
        "page",
        str(url),
        await _body(response),
        content_type,
        response.headers.get("etag", ""),
        response.headers.get("last-modified", ""),
    )


async def _body(response: httpx.Response) -> bytes:
    """Return the unpacked body; stop as soon as it, packed or unpacked, is larger than allowed."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", ""):
        raise FetchError(f"Die Seite ist in einer unbekannten Form gepackt ({encoding}).")
    inflate = zlib.decompressobj(wbits=31) if "gzip" in encoding else None
    body = bytearray()
    try:
        async for chunk in _limited(response):
            body += inflate.decompress(chunk, MAX_BYTES + 1 - len(body)) if inflate else chunk
            _check_size(len(body))
    except zlib.error as error:
        raise FetchError("Die Seite kam beschädigt an.", is_temporary=True) from error
    return bytes(body)


async def _limited(response: httpx.Response) -> AsyncIterator[bytes]:
    _check_size(int(response.headers.get("content-length", "0") or 0))
    received = 0
    async for chunk in response.aiter_raw():
        received += len(chunk)
        _check_size(received)
        yield chunk


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise FetchError(f"Die Seite ist zu groß (erlaubt sind {MAX_BYTES // 10**6} MB).")


_fetcher = Fetcher()


def fetch(url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
    """Fetch an address with this process's one fetcher, which keeps robots.txt and intervals in mind."""
    return _fetcher.fetch(url, etag=etag, last_modified=last_modified)
