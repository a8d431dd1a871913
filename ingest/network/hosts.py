"""One spelling for a host, so that a setting, a request and the resolver mean the same one."""

from functools import lru_cache
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from w3lib.url import safe_url_string

DEFAULT_PORTS = {"http": 80, "https": 443}


class Place(NamedTuple):
    """A host in lower case and ASCII (IDNA), without a final dot, and a port where one is known."""

    host: str
    port: int | None

    @property
    def netloc(self) -> str:
        """The place as a URL writes it: `host`, `host:port` or `[address]:port`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port is None else f"{host}:{self.port}"


def place_of(url: str) -> Place:
    """Tell the place that a URL names, with the scheme's own port where it gives none.

    Raises ValueError for a URL whose host or port cannot be read.
    """
    parts = urlsplit(url)
    return Place(plain_host(parts.hostname or ""), parts.port or DEFAULT_PORTS.get(parts.scheme))


def read_place(text: str) -> Place:
    """Read `host`, `host:port`, an IPv4 or IPv6 address, or `[address]:port`; ValueError if it is none."""
    netloc = text.strip()
    if ":" in netloc and _is_address(netloc):
        netloc = f"[{netloc}]"
    parts = urlsplit(safe_url_string(f"http://{netloc}"))
    if not parts.hostname or parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError(text)
    return Place(plain_host(parts.hostname), parts.port)


@lru_cache(1000)  # each request asks for its host several times, and the codec is slow
def plain_host(host: str) -> str:
    """Spell a host's name in ASCII and lower case, without a final dot.

    Raises UnicodeError, a ValueError, for a name with an empty or overlong label, as the system's resolver would.
    """
    return host.rstrip(".").encode("idna").decode("ascii").lower()


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
