import asyncio
import ipaddress
import socket
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.settings import Settings

from ingest.errors import UsageError
from ingest.network.guard import AddressRefusedError, Egress, GuardedResolver, is_public, literal_address
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


def resolve(*answers: list[str], host: str, allow: str = "") -> list[list[str]]:
    """Look a host up as a connection does, once for each answer of the system; a refused address stands in `<>`."""

    async def look_up() -> list[list[str]]:
        resolver = GuardedResolver(Egress.from_settings(Settings({"ALLOW_HOSTS": allow})))
        asked: list[str] = []
        given = iter(answers)

        async def system(name: str, port: int, **_: object) -> list[Any]:
            asked.append(name)
            kinds = ((socket.AF_INET6 if ":" in one else socket.AF_INET, one) for one in next(given))
            ends = {socket.AF_INET: (port,), socket.AF_INET6: (port, 0, 0)}
            return [(kind, socket.SOCK_STREAM, 0, "", (one, *ends[kind])) for kind, one in kinds]

        resolver._loop = SimpleNamespace(getaddrinfo=system)  # type: ignore[assignment]  # all that is asked of it
        found = []
        for _ in answers:
            try:
                found.append([one["host"] for one in await resolver.resolve(host, 80, socket.AF_UNSPEC)])
            except AddressRefusedError as error:
                found.append([f"<{error.address}>"])
        assert set(asked) == {host}
        return found

    return asyncio.run(look_up())


def test_resolver_gives_public_addresses_only() -> None:
    """Of a name with both kinds of addresses the public ones are connected to."""
    assert resolve(["10.0.0.1", "1.1.1.1", "::1"], host="mixed.example") == [["1.1.1.1"]]


def test_resolver_withstands_rebinding() -> None:
    """A name that turns to a private address gets none, whatever it had before, and the address is known."""
    answers = (["1.1.1.1"], ["192.168.0.1"], [], ["1.1.1.1"])
    assert resolve(*answers, host="turning.example") == [["1.1.1.1"], ["<192.168.0.1>"], [], ["1.1.1.1"]]


def test_resolver_lets_allowed_hosts_be() -> None:
    """A host of ALLOW_HOSTS keeps the address it has, on the ports that are meant."""
    assert resolve(["10.0.0.1"], host="Intranet.Example.", allow="intranet.example") == [["10.0.0.1"]]
    assert resolve(["10.0.0.1"], host="intranet.example", allow="intranet.example:81") == [["<10.0.0.1>"]]


def test_literals_are_refused_in_any_spelling() -> None:
    """What names a private address itself is refused, also where the resolver is not asked."""
    egress = Egress.from_settings(Settings({"ALLOW_HOSTS": "10.0.0.5:81"}))
    assert egress.refused_literal(Place("0xa.1", 80)) == "10.0.0.1"
    assert egress.refused_literal(Place("10.0.0.5", 80)) == "10.0.0.5"
    assert egress.refused_literal(Place("10.0.0.5", 81)) is None
    assert egress.refused_literal(Place("1.1.1.1", 80)) is None
    assert egress.refused_literal(Place("a.example", 80)) is None
