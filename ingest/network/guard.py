"""The egress guard: no link, redirect or feed makes this machine ask its own network.

The resolver decides, not the request: it hands out public addresses only, and the connection is made
to exactly what it hands out. So a name that resolves to another address the second time (DNS
rebinding), or an address in an odd spelling (`0x7f.1`, `2130706433`), comes to the same check.
"""

import socket
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final, Self

from aiohttp.abc import ResolveResult
from aiohttp.resolver import ThreadedResolver
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.settings import BaseSettings

from ingest.errors import GuardError, UsageError
from ingest.network.failures import RequestRefusedError
from ingest.network.hosts import Place, place_of, plain_host, read_place
from ingest.network.overrides import HostOverrides

_ALLOCATED: Final = IPv6Network("2000::/3")  # IANA gives out global unicast addresses from here alone
_NAT64: Final = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits
GUARDED_HANDLER: Final = "ingest.network.transport.GuardedDownloadHandler"
_FIX: Final = "name the host in ALLOW_HOSTS if it is meant"


def is_public(address: str) -> bool:
    """Whether an IPv4 or IPv6 address is one of the public internet; ValueError if it is no address.

    An IPv4 address inside an IPv6 one (mapped, 6to4, NAT64) is looked at itself.
    """
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        inner = _embedded(ip)
        return is_public(str(inner)) if inner else ip in _ALLOCATED and ip.is_global
    return ip.is_global and not ip.is_multicast


@lru_cache(1000)  # each request asks
def literal_address(host: str) -> str | None:
    """Read a host that is an address in any spelling: `10.0.0.1`, `0xa.1`, `167772161`, `::1`; else None."""
    try:
        return str(ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


@dataclass(frozen=True, slots=True)
class Egress:
    """The places that may have any address: those of ALLOW_HOSTS and the targets of HOST_OVERRIDES."""

    allowed: frozenset[Place] = frozenset()
    overrides: HostOverrides = field(default_factory=HostOverrides)

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Read ALLOW_HOSTS and HOST_OVERRIDES; UsageError if one cannot be meant so."""
        overrides = HostOverrides.from_settings(settings)
        try:
            named = {read_place(host) for host in settings.getlist("ALLOW_HOSTS")}
        except ValueError as error:
            fix = "list hosts, like intranet.example,10.0.0.5:8080"
            raise UsageError("ALLOW_HOSTS names no host", raw=error.args[0], fix=fix) from error
        return cls(frozenset(named) | overrides.targets, overrides)

    def allows(self, place: Place) -> bool:
        """Whether a place is named with its port, or its host with any port."""
        return place in self.allowed or Place(place.host, None) in self.allowed

    def refused_literal(self, place: Place) -> str | None:
        """Tell the address that a place names instead of a host, if it is neither public nor allowed."""
        address = literal_address(place.host)
        return None if address is None or is_public(address) or self.allows(place) else address


class GuardMiddleware:
    """Refuses what can be refused by its address alone, and words Scrapy's own refusals alike."""

    def __init__(self, egress: Egress) -> None:
        self.egress = egress

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raise UsageError for an unusable setting, before anything is requested."""
        _check_handlers(crawler.settings)
        return cls(Egress.from_settings(crawler.settings))

    def process_request(self, request: Request) -> None:
        """Scrapy's hook; raises RequestRefusedError.

        `*` of HOST_OVERRIDES does not open private addresses: no page has a reason to name one.
        """
        scheme = request.url.partition(":")[0].lower()
        if scheme not in {"http", "https"}:
            raise RequestRefusedError(f"only http and https are requested, not {scheme}", url=request.url)
        try:
            place = place_of(request.url)
        except ValueError as error:
            raise RequestRefusedError("no readable host in the address", url=request.url) from error
        if not place.host:
            raise RequestRefusedError("no host in the address", url=request.url)
        address = self.egress.refused_literal(place)
        if address and not self.egress.overrides.names(place):
            raise not_public(request, address)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Scrapy's hook: robots.txt and its like refuse with a GuardError too."""
        if isinstance(exception, IgnoreRequest) and not isinstance(exception, GuardError):
            raise RequestRefusedError(f"not requested: {exception}", url=request.url) from exception


class AddressRefusedError(OSError):
    """A name has no other address than one that is not public."""

    def __init__(self, address: str) -> None:
        super().__init__(f"the address {address} is not public")
        self.address = address


class GuardedResolver(ThreadedResolver):
    """The system's resolver, silent about addresses that are not public."""

    def __init__(self, egress: Egress) -> None:
        super().__init__()
        self.egress = egress

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Aiohttp's hook: resolve a name for one connection; raises OSError, AddressRefusedError among them."""
        found = await super().resolve(host, port, family)
        if self.egress.allows(Place(plain_host(host), port)):
            return found
        public = [one for one in found if is_public(one["host"])]
        if found and not public:
            raise AddressRefusedError(found[-1]["host"])
        return public


def _check_handlers(settings: BaseSettings) -> None:
    """Only our handler looks at the address that a connection is made to."""
    for scheme in ("http", "https"):
        if settings.getwithbase("DOWNLOAD_HANDLERS").get(scheme) != GUARDED_HANDLER:
            fix = f"set it to {GUARDED_HANDLER}"
            raise UsageError("requests are not guarded", field=f"DOWNLOAD_HANDLERS {scheme}", fix=fix)


def not_public(request: Request, address: str) -> RequestRefusedError:
    """Word the refusal of an address, with the page that led there."""
    led_from = request.meta.get("redirect_urls", [""])[0]
    where = f", where {led_from} redirects" if led_from else ""
    return RequestRefusedError(f"the address {address} is not public{where}", url=request.url, fix=_FIX)


def _embedded(ip: IPv6Address) -> IPv4Address | None:
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour
