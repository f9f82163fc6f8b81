"""Addresses of articles: one canonical form however an address is written."""

from __future__ import annotations

import re
from functools import cache
from posixpath import normpath
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from articles.reading.wording import load_words

MAX_LENGTH = 2000
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Caches that serve another house's page name its host in the path: "/c/s/example.org/page", "/amp/s/example.org/page".
_AMP_CACHE = re.compile(r"^/(?:amp|c|v|a)/(?P<secure>s/)?(?P<host>[\w-]+(?:\.[\w-]+)+)(?P<path>/.*|$)")
_AMP_CACHE_HOSTS = re.compile(r"(?:^|\.)(?:google\.\w+(?:\.\w+)?|ampproject\.org|bing-amp\.com)$")
_AMP_PATH = re.compile(r"/amp(?=/|$)|[._-]amp(?=\.html?$)|\.amp$", re.IGNORECASE)
_AMP_HOST = re.compile(r"^(?:amp\.(?=[^.]+\.[^.]+)|www\.amp\.)", re.IGNORECASE)
_AMP_QUERY = {"amp", "outputtype", "_amp", "amp_js_v", "usqp", "amp_gsa"}


def canonical_address(address: str, base: str = "") -> str:
    """Return the one form of an article's address, or nothing where it is no web address.

    "HTTP://Example.ORG:80/a/b/?utm_source=x&id=7#top" -> "https://example.org/a/b?id=7"
    """
    try:
        parts = urlsplit(urljoin(base, address.strip()))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in _DEFAULT_PORTS or "." not in host or len(address) > MAX_LENGTH:
        return ""
    if _AMP_CACHE_HOSTS.search(host) and (cached := _AMP_CACHE.match(parts.path)):
        return canonical_address(f"https://{cached['host']}{cached['path']}?{parts.query}")
    port_part = f":{port}" if port and port not in _DEFAULT_PORTS.values() else ""
    netloc = _canonical_host(host) + port_part
    return urlunsplit(("https", netloc, _canonical_path(parts.path), _canonical_query(parts.query), ""))


def is_same_site(one: str, other: str) -> bool:
    """Tell whether two addresses belong to one site, whatever its hosts are called.

    "https://m.example.org/a", "https://www.example.org/b" -> True
    """
    hosts = [canonical_address(address).split("/")[2:3] for address in (one, other)]
    sites = [host[0].split(".")[-2:] for host in hosts if host]
    return len(sites) == 2 and sites[0] == sites[1]


def _canonical_host(host: str) -> str:
    host = _AMP_HOST.sub("", host.rstrip("."))
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()


def _canonical_path(path: str) -> str:
    path = _AMP_PATH.sub("", path)
    path = normpath("/" + path.lstrip("/"))  # dot segments, doubled and trailing slashes
    return quote(unquote(path, errors="surrogateescape"), safe="/:@!$&'()*+,;=~-._", errors="surrogateescape")


def _canonical_query(query: str) -> str:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return query
    return urlencode(sorted((name, value) for name, value in pairs if not _is_tracking(name.lower())))


def _is_tracking(name: str) -> bool:
    return name in _AMP_QUERY or bool(_tracking_names().fullmatch(name))


@cache
def _tracking_names() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name).replace(r"\*", ".*") for name in load_words("tracking.txt")))
