"""Hold back floods of requests without keeping who sends them."""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac
from ninja.throttling import BaseThrottle

from config.clients import client_address

LIMIT = 300  # requests a window
WINDOW = 60  # seconds

# Where the clock of another server has come to the next minute already, it is the next minute for all.
COUNT = """
    WITH gone AS (
        DELETE FROM timeline_requestcount WHERE client IN (
            SELECT client FROM timeline_requestcount
            WHERE minute < %(minute)s AND client <> %(client)s FOR UPDATE SKIP LOCKED
        )
    )
    INSERT INTO timeline_requestcount AS known (client, minute, number) VALUES (%(client)s, %(minute)s, 1)
    ON CONFLICT (client) DO UPDATE SET minute = greatest(known.minute, excluded.minute),
        number = CASE WHEN known.minute < excluded.minute THEN 1 ELSE known.number + 1 END
    RETURNING number
"""


@dataclass(frozen=True)
class Allowance:
    """How much a client may ask for in a window, and how much of it is used."""

    policy: str
    limit: int
    used: int
    seconds_left: int

    @property
    def is_exceeded(self) -> bool:
        """Say whether the request is one too many."""
        return self.used > self.limit

    @property
    def headers(self) -> dict[str, str]:
        """Return what answers say of it, after draft-ietf-httpapi-ratelimit-headers."""
        remaining = max(self.limit - self.used, 0)
        told = {
            "RateLimit-Policy": f'"{self.policy}";q={self.limit};w={WINDOW}',
            "RateLimit": f'"{self.policy}";r={remaining};t={self.seconds_left}',
        }
        return told | ({"Retry-After": str(self.seconds_left)} if self.is_exceeded else {})


class ClientThrottle(BaseThrottle):
    """So many requests a minute for each client.

    Ninja's own throttles keep their state in one object for all threads of one process, and the times of all requests.
    """

    def allow_request(self, request: HttpRequest) -> bool:
        """Count the request, and say whether it may be answered."""
        return not count(request, "api", LIMIT).is_exceeded

    def wait(self) -> float:
        """Return the seconds of a window; how many are left of it, the allowance knows."""
        return WINDOW


def count(request: HttpRequest, policy: str, limit: int) -> Allowance:
    """Count the request with those of this client in this minute, whichever process they came to; the answer will say so.

    Of the client's address only a keyed hash is kept, and all of them are forgotten with the first request of another minute.
    """
    minute, second = divmod(time.time(), WINDOW)
    client = f"{policy}-{_name(client_address(request))}"
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"client": client, "minute": int(minute)})
        [number] = cursor.fetchone()
    allowance = Allowance(policy, limit, number, math.ceil(WINDOW - second))
    request.allowance = allowance  # type: ignore[attr-defined]
    return allowance


def tell_allowance(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Say in the headers of every answer that was counted, unchanged ones too, how many more there may be."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        allowance: Any = getattr(request, "allowance", None)
        for name, value in allowance.headers.items() if allowance else ():
            response[name] = value
        return response

    return answer


def _name(address: str) -> str:
    """Return what the client is counted under; whoever has an IPv6 address has the whole network of 64 bits."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 6:
        address = str(ipaddress.ip_network((found, 64), strict=False))
    return salted_hmac(__name__, address, algorithm="sha256").hexdigest()
