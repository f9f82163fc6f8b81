"""Hold back floods of requests without keeping who sends them."""

from __future__ import annotations

import ipaddress
import time

from django.core.cache import BaseCache, caches
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from ninja.throttling import BaseThrottle

from config.clients import client_address

LIMIT = 300  # requests a window, by each process of the web server
WINDOW = 60  # seconds


class ClientThrottle(BaseThrottle):
    """So many requests a minute for each client.

    Ninja's own throttles keep their state in one object for all threads, and the times of all requests.
    """

    def allow_request(self, request: HttpRequest) -> bool:
        """Count the request, and say whether it may be answered."""
        return count(request, "api") <= LIMIT

    def wait(self) -> float:
        """Return the seconds until the next window."""
        return seconds_left()


def count(request: HttpRequest, what: str) -> int:
    """Return how often the client has asked for this in this minute, now included.

    Of its address only a keyed hash is kept, and all of them are forgotten with the first request of another minute.
    """
    counts = _counts_of(int(time.time() // WINDOW))
    key = f"{what}-{_name(client_address(request))}"
    if counts.add(key, 1, WINDOW):
        return 1
    try:
        return int(counts.incr(key))
    except ValueError:  # forgotten in between
        return 1


def seconds_left() -> float:
    """Return the seconds until the next window."""
    return WINDOW - time.time() % WINDOW


def _counts_of(minute: int) -> BaseCache:
    counts = caches["throttle"]
    if counts.get("minute") != minute:
        counts.clear()  # a cache in memory would keep even what has expired
        counts.set("minute", minute, None)
    return counts


def _name(address: str) -> str:
    """Return what the client is counted under; whoever has an IPv6 address has the whole network of 64 bits."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 6:
        address = str(ipaddress.ip_network((found, 64), strict=False))
    return salted_hmac(__name__, address, algorithm="sha256").hexdigest()
