"""The egress guard: no link, redirect or feed makes this machine ask its own network.

The resolver decides, not the request: it hands out public addresses only, and the connection is made
to exactly what it hands out. So a name that resolves to another address the second time (DNS
rebinding), or an address in an odd spelling (`0x7f.1`, `2130706433`), comes to the same check.
"""

import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Any, Final, Self, cast

import idna
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingHostnameResolver
from scrapy.settings import BaseSettings
from scrapy.utils.datatypes import LocalCache

from ingest.errors import GuardError, UsageError
from ingest.network.failures import RequestRefusedError
from ingest.network.hosts import Place, place_of, plain_host, read_place
from ingest.network.overrides import HostOverrides

if TYPE_CHECKING:
    from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver

_ALLOCATED: Final = IPv6Network("2000::/3")  # IANA gives out global unicast addresses from here alone
_NAT64: Final = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits
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


class GuardMiddleware:
    """Refuses what can be refused by its address alone, and words Scrapy's own refusals alike."""

    def __init__(self, egress: Egress) -> None:
        self.egress = egress

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raise UsageError for an unusable setting, before anything is requested."""
        return cls(Egress.from_settings(crawler.settings))

    def process_request(self, request: Request) -> None:
        """Scrapy's hook; raises RequestRefusedError, and UsageError when the resolver is not in place.

        `*` of HOST_OVERRIDES does not open private addresses: no page has a reason to name one.
        """
        installed_resolver()
        scheme = request.url.partition(":")[0].lower()
        if scheme not in {"http", "https"}:
            raise RequestRefusedError(f"only http and https are requested, not {scheme}", url=request.url)
        try:
            place = place_of(request.url)
        except ValueError as error:
            raise RequestRefusedError("no readable host in the address", url=request.url) from error
        if not place.host:
            raise RequestRefusedError("no host in the address", url=request.url)
        address = literal_address(place.host)
        if address is None or is_public(address) or self.egress.allows(place):
            return
        if not self.egress.overrides.names(place):
            raise not_public(request, address)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Scrapy's hook: robots.txt and its like refuse with a GuardError too."""
        if isinstance(exception, IgnoreRequest) and not isinstance(exception, GuardError):
            raise RequestRefusedError(f"not requested: {exception}", url=request.url) from exception


class GuardedResolver(CachingHostnameResolver):
    """Scrapy's caching resolver, silent about addresses that are not public.

    One serves the whole process (`TWISTED_DNS_RESOLVER`); Scrapy builds it from the project's settings.
    """

    def __init__(self, reactor: Any, cache_size: int, egress: Egress | None = None) -> None:
        super().__init__(reactor, cache_size)
        self.egress = egress or Egress()
        self._refused: LocalCache[Place, str] = LocalCache(1000)

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        """Scrapy's hook; `crawler` is the whole process here, and only its settings are read."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.egress = Egress.from_settings(crawler.settings)
        return resolver

    def refused_address(self, place: Place) -> str | None:
        """Tell the address that kept the last look-up of a place empty, None if it was not the guard."""
        return self._refused.get(place)

    def resolveHostName(  # noqa: N802  # Twisted's name
        self,
        resolutionReceiver: "IResolutionReceiver",  # noqa: N803  # Twisted's name, as the next ones
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: "Sequence[type[IAddress]] | None" = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> "IHostResolution":
        """Twisted's hook: resolve a name, or a literal address, for one connection."""
        name = _ascii_name(hostName)
        place = Place(name.lower().rstrip("."), portNumber)
        receiver = resolutionReceiver
        if not self.egress.allows(place):
            self._refused.pop(place, None)
            receiver = cast("IResolutionReceiver", _PublicOnly(receiver, self._refused, place))
        return super().resolveHostName(receiver, name, portNumber, addressTypes, transportSemantics)


class _PublicOnly:
    """Passes public addresses on; notes the refused one of a place that has no other."""

    def __init__(self, receiver: Any, refused: LocalCache[Place, str], place: Place) -> None:
        self._receiver = receiver
        self._refused = refused
        self._place = place
        self._passed = False
        self._last = ""

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802  # Twisted's name, as the next two
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if is_public(address.host):
            self._passed = True
            self._receiver.addressResolved(address)
        else:
            self._last = address.host

    def resolutionComplete(self) -> None:  # noqa: N802
        if self._last and not self._passed:
            self._refused[self._place] = self._last
        self._receiver.resolutionComplete()


def installed_resolver() -> GuardedResolver:
    """Give the resolver that connections really use; UsageError if it is not the guard's."""
    from twisted.internet import reactor  # noqa: PLC0415  # importing it installs a reactor

    resolver = cast("Any", reactor).nameResolver
    if not isinstance(resolver, GuardedResolver):
        fix = "set it to ingest.network.guard.GuardedResolver"
        raise UsageError("requests are not guarded", field="TWISTED_DNS_RESOLVER", fix=fix)
    return resolver


def not_public(request: Request, address: str) -> RequestRefusedError:
    """Word the refusal of an address, with the page that led there."""
    led_from = request.meta.get("redirect_urls", [""])[0]
    where = f", where {led_from} redirects" if led_from else ""
    return RequestRefusedError(f"the address {address} is not public{where}", url=request.url, fix=_FIX)


def _ascii_name(host: str) -> str:
    """Turn the name back that Twisted has made readable; the system's codec would look `ß` up as `ss`."""
    try:
        return host if host.isascii() else idna.encode(host).decode("ascii")
    except idna.IDNAError:  # an emoji, say: only the older standard has these
        return plain_host(host)


def _embedded(ip: IPv6Address) -> IPv4Address | None:
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour
