import ipaddress
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.settings import Settings
from scrapy.utils.datatypes import LocalCache
from twisted.internet.address import IPv4Address, IPv6Address

from ingest.errors import UsageError
from ingest.network.guard import Egress, GuardedResolver, is_public, literal_address
from ingest.network.hosts import Place, place_of, plain_host, read_place


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104  # an address to refuse
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "fc00::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_private_addresses(address: str) -> None:
    """No address of a private, shared, local, multicast or reserved network is public, nor one inside it."""
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::"]
)
def test_public_addresses(address: str) -> None:
    """Addresses of the public internet pass, also inside an IPv6 address."""
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_embedding_changes_nothing(address: ipaddress.IPv4Address) -> None:
    """An IPv4 address is as public mapped, by NAT64 and by 6to4 as it is alone."""
    number = int(address)
    nat64 = ipaddress.IPv6Address((0x64FF9B << 96) | number)
    sixtofour = ipaddress.IPv6Address((0x2002 << 112) | (number << 80))
    assert {is_public(str(form)) for form in (nat64, sixtofour, f"::ffff:{address}")} == {is_public(str(address))}


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("::1", "::1"),
        ("news.example", None),
        ("", None),
    ],
)
def test_literal_addresses(host: str, address: str | None) -> None:
    """A host that is an address is known as one in every spelling that a resolver takes."""
    assert literal_address(host) == address


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("News.Example.", Place("news.example", None)),
        ("news.example:8080", Place("news.example", 8080)),
        ("新闻.example", Place("新闻.example".encode("idna").decode(), None)),
        ("10.0.0.1:80", Place("10.0.0.1", 80)),
        ("::1", Place("::1", None)),
        ("[::1]:80", Place("::1", 80)),
    ],
)
def test_places_are_read(text: str, place: Place) -> None:
    """A host of a setting is spelt as the host of a request."""
    assert read_place(text) == place


@pytest.mark.parametrize("text", ["", " ", "http://news.example", "news.example/x", "a@b", "news.example:x", "[::1"])
def test_places_that_are_none(text: str) -> None:
    """What is no host is refused."""
    with pytest.raises(ValueError, match=r".*"):
        read_place(text)


def test_places_of_urls() -> None:
    """A URL's place has its port, the scheme's own where it gives none."""
    assert place_of("https://News.Example/x?y") == ("news.example", 443)
    assert place_of("http://[::1]:8899/") == ("::1", 8899)
    assert Place("::1", 80).netloc == "[::1]:80"
    assert plain_host("新闻.example") == read_place("新闻.example").host


def test_egress_reads_settings() -> None:
    """ALLOW_HOSTS allows a host or one port of it; a target of HOST_OVERRIDES is allowed with its port."""
    egress = Egress.from_settings(
        Settings({"ALLOW_HOSTS": "a.example,b.example:81", "HOST_OVERRIDES": '{"*": "http://127.0.0.1:8899"}'})
    )
    assert egress.allows(Place("a.example", 443))
    assert egress.allows(Place("b.example", 81))
    assert not egress.allows(Place("b.example", 80))
    assert egress.allows(Place("127.0.0.1", 8899))
    assert not egress.allows(Place("127.0.0.1", 22))


def test_egress_refuses_nonsense() -> None:
    """A setting that names no host stops with a UsageError that shows it."""
    with pytest.raises(UsageError, match=r"ALLOW_HOSTS names no host.*http://x/"):
        Egress.from_settings(Settings({"ALLOW_HOSTS": ["http://x/"]}))


class Answers:
    """A resolver that answers each look-up with the next list of addresses."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def resolveHostName(self, receiver: Any, name: str, *_: object) -> None:  # noqa: N802  # Twisted's name
        """Twisted's hook."""
        self.asked.append(name)
        receiver.resolutionBegan(self)
        for address in self.answers.pop(0):
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, 80))
        receiver.resolutionComplete()


class Received:
    """What a connection gets to know."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.complete = False

    def resolutionBegan(self, _: object) -> None:  # noqa: N802  # Twisted's name, as the next two
        """Twisted's hook."""

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        """Twisted's hook."""
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        """Twisted's hook."""
        self.complete = True


def resolve(resolver: GuardedResolver, host: str) -> list[str]:
    """Look a host up as a connection does."""
    received = Received()
    resolver.resolveHostName(received, host, 80)  # type: ignore[arg-type]  # a receiver by its methods
    assert received.complete
    return received.addresses


def guarded(*answers: list[str], allow: str = "", cache_size: int = 0) -> GuardedResolver:
    """Put the guard before a resolver with these answers."""
    egress = Egress.from_settings(Settings({"ALLOW_HOSTS": allow}))
    return GuardedResolver(SimpleNamespace(nameResolver=Answers(*answers)), cache_size, egress)


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep Scrapy's cache of the process out of it."""
    monkeypatch.setattr("scrapy.resolver.dnscache", LocalCache(0))


def test_resolver_gives_public_addresses_only() -> None:
    """Of a name with both kinds of addresses the public ones are connected to."""
    resolver = guarded(["10.0.0.1", "1.1.1.1", "::1"])
    assert resolve(resolver, "mixed.example") == ["1.1.1.1"]
    assert resolver.refused_address(Place("mixed.example", 80)) is None


def test_resolver_withstands_rebinding() -> None:
    """A name that turns to a private address gets none, whatever it had before, and the address is known."""
    resolver = guarded(["1.1.1.1"], ["192.168.0.1"], [], ["1.1.1.1"])
    place = Place("turning.example", 80)
    assert resolve(resolver, "turning.example") == ["1.1.1.1"]
    assert resolve(resolver, "turning.example") == []
    assert resolver.refused_address(place) == "192.168.0.1"
    assert resolve(resolver, "turning.example") == []
    assert resolver.refused_address(place) is None
    assert resolve(resolver, "turning.example") == ["1.1.1.1"]


def test_resolver_lets_allowed_hosts_be() -> None:
    """A host of ALLOW_HOSTS keeps the address it has."""
    assert resolve(guarded(["10.0.0.1"], allow="intranet.example"), "Intranet.Example.") == ["10.0.0.1"]
    assert resolve(guarded(["10.0.0.1"], allow="intranet.example:81"), "intranet.example") == []


def test_resolver_checks_what_it_has_cached() -> None:
    """An answer from the cache is filtered like a fresh one."""
    resolver = guarded(["10.0.0.1", "1.1.1.1"], ["10.0.0.2"], cache_size=10)
    assert [resolve(resolver, "mixed.example") for _ in range(2)] == [["1.1.1.1"]] * 2
    assert [resolve(resolver, "private.example") for _ in range(2)] == [[], []]
    assert resolver.refused_address(Place("private.example", 80)) == "10.0.0.2"


def test_resolver_looks_up_the_name_of_the_url() -> None:
    """Twisted hands readable names over; the look-up is for the ASCII name that the URL has."""
    resolver = guarded(["1.1.1.1"], ["1.1.1.1"], ["1.1.1.1"])
    for host in ("straße.example", "☃.example", "a_b.example"):
        assert resolve(resolver, host) == ["1.1.1.1"]
    asked = cast("Any", resolver.original_resolver).asked
    assert asked == ["xn--strae-oqa.example", "xn--n3h.example", "a_b.example"]
