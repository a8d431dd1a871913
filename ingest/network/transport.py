"""The download handler: sends a request where it really goes and words what the guard stops."""

import asyncio
import re
import ssl
import time
from ipaddress import ip_address
from typing import Any, Final, Self
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from ingest.network.client import Answer, Connection
from ingest.network.failures import AnswerRefusedError, RequestRefusedError, after_tries
from ingest.network.guard import installed_resolver, not_public
from ingest.network.hosts import DEFAULT_PORTS, Place, place_of
from ingest.network.overrides import REAL_URL

_LINE_END: Final = re.compile(rb"[\r\n\0]+")
IDLE_S: Final = 60.0  # a connection that was not used for so long is not trusted any more
MOST_PLACES: Final = 64  # with kept connections, before those that are too old are looked for
NEXT_ADDRESS_S: Final = 5.0  # for a connection, before the host's next address is tried


class GuardedDownloadHandler:
    """HTTP/1.1 behind HOST_OVERRIDES and the guard, for `http` and `https` alike.

    Everything above it sees the address that was asked for: middlewares, slots, signals, callbacks. A proxy
    of the environment has no part in this. It needs Scrapy's default reactor, asyncio's.
    """

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._most_bytes = settings.getint("DOWNLOAD_MAXSIZE")
        self._timeout_s = settings.getfloat("DOWNLOAD_TIMEOUT")
        self._verify = settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES", default=True)
        self._idle: dict[tuple[str, Place], list[tuple[float, Connection]]] = {}
        self._tls: ssl.SSLContext | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's hook."""
        return cls(crawler)

    async def close(self) -> None:
        """Scrapy's hook: close what is kept open."""
        self._close_idle(time.monotonic())

    async def download_request(self, request: Request) -> Response:
        """Scrapy's hook; raises GuardError for what the guard stops, else Scrapy's own errors."""
        sent = request.meta.pop(REAL_URL, None) or request.url
        try:
            place = place_of(sent)
            limit_s = request.meta.get("download_timeout", self._timeout_s)
            async with asyncio.timeout(limit_s or None):
                answer = await self._answer(request, sent, place)
        except TimeoutError as error:
            raise DownloadTimeoutError(f"more than {limit_s} seconds") from error
        except CannotResolveHostError:
            if address := installed_resolver().refused_address(place):
                raise not_public(request, address) from None  # the cause would only say "not found"
            raise
        except DownloadCancelledError as error:
            fix = "raise DOWNLOAD_MAXSIZE if it is meant"
            what = f"the answer is too big{after_tries(request)}"
            raise AnswerRefusedError(what, url=request.url, fix=fix) from error
        except ValueError as error:  # the codec's word for a host that is no host name
            raise RequestRefusedError("no readable host in the address", url=request.url) from error
        return _response(request, sent, answer)

    async def _answer(self, request: Request, sent: str, place: Place) -> Answer:
        """Ask over a kept connection; over a new one where there is none, or it turns out to be closed."""
        scheme = sent.partition(":")[0].lower()
        content = _content(request, sent)
        limit = int(request.meta.get("download_maxsize", self._most_bytes))
        while True:
            began = time.monotonic()
            connection = _kept(self._idle.get((scheme, place), []), began) or await self._connect(scheme, place)

            def note_latency(began: float = began) -> None:  # AutoThrottle reads it
                request.meta["download_latency"] = time.monotonic() - began

            try:
                answer = await connection.ask(content, request.method, limit, note_latency)
            except DownloadFailedError:
                if connection.used == 1 or connection.begun or request.method not in {"GET", "HEAD"}:
                    raise
                continue  # the server has closed it while nobody used it
            except BaseException:
                connection.close()  # the rest of an answer that nobody waits for
                raise
            if connection.free:
                self._idle.setdefault((scheme, place), []).append((time.monotonic(), connection))
            if len(self._idle) > MOST_PLACES:
                self._close_idle(time.monotonic() - IDLE_S)
            return answer

    def _close_idle(self, before: float) -> None:
        """Close what was not used since a time, and forget the places that have no other."""
        for key, kept in list(self._idle.items()):
            while kept and kept[0][0] <= before:
                kept.pop(0)[1].close()
            if not kept:
                del self._idle[key]

    async def _connect(self, scheme: str, place: Place) -> Connection:
        """Connect to the first of the place's addresses that takes it; the guard's resolver names them."""
        addresses = await _addresses(place)
        tls = self._context() if scheme == "https" else None
        error: Exception = CannotResolveHostError(place.host)
        for rest, address in zip(range(len(addresses) - 1, -1, -1), addresses, strict=True):
            try:
                async with asyncio.timeout(NEXT_ADDRESS_S if rest else None):
                    _, connection = await asyncio.get_running_loop().create_connection(
                        Connection, address, place.port or 0, ssl=tls, server_hostname=place.host if tls else None
                    )
            except ConnectionRefusedError as refused:
                error = DownloadConnectionRefusedError(str(refused))
            except OSError as failed:  # a failed handshake and the time for one address are such too
                error = DownloadFailedError(str(failed))
            else:
                return connection
        raise error

    def _context(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = ssl.create_default_context()
            if not self._verify:
                self._tls.check_hostname, self._tls.verify_mode = False, ssl.CERT_NONE
        return self._tls


class _Addresses:
    """Gathers what the resolver tells."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.all: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802  # Twisted's name, as the next two
        """Nothing is known yet."""

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self.found.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        if not self.all.done():
            self.all.set_result(self.found)


async def _addresses(place: Place) -> list[str]:
    """Return a place's addresses, IPv4 first."""
    receiver: Any = _Addresses()
    installed_resolver().resolveHostName(receiver, place.host, place.port or 0)
    found: list[str] = await receiver.all
    if not found:
        raise CannotResolveHostError(place.host)
    return sorted(dict.fromkeys(found), key=lambda address: ip_address(address.partition("%")[0]).version)


def _kept(idle: list[tuple[float, Connection]], now: float) -> Connection | None:
    while idle:
        since, connection = idle.pop()
        if connection.free and now - since < IDLE_S:
            return connection
        connection.close()
    return None


def _content(request: Request, sent: str) -> bytes:
    """Write a request out; no header can smuggle in another line."""
    parts = urlsplit(sent)
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    if not (target.isascii() and target.isprintable()) or " " in target:
        raise ValueError(target)  # Scrapy escapes these
    lines = [f"{request.method} {target} HTTP/1.1".encode()]
    if "Host" not in request.headers:
        lines.append(b"Host: " + _host_header(request.url).encode())
    if request.body:
        lines.append(b"Content-Length: %d" % len(request.body))
    for name, values in request.headers.items():
        lines += [name + b": " + _LINE_END.sub(b" ", value) for value in values]
    return b"\r\n".join([*lines, b"", request.body])


def _host_header(url: str) -> str:
    place = place_of(url)
    if place.port == DEFAULT_PORTS.get(urlsplit(url).scheme):
        place = Place(place.host, None)
    return place.netloc


def _response(request: Request, sent: str, answer: Answer) -> Response:
    """Make Scrapy's response, of the asked address also where a redirect names the real server by its own."""
    headers = Headers()
    for name, value in answer.headers:
        headers.appendlist(name, value)
    location = headers.get("Location")
    if location is not None and sent != request.url:
        headers["Location"] = _asked_location(location.decode("latin-1"), request, sent)
    url = request.url.partition("#")[0]
    kind = responsetypes.from_args(headers=headers, url=url, body=answer.body)
    return kind(url=url, status=answer.status, headers=headers, body=answer.body, protocol=f"HTTP/1.{answer.minor}")


def _asked_location(location: str, request: Request, sent: str) -> str:
    try:
        parts = urlsplit(location)
        if not parts.netloc or place_of(location) != place_of(sent):
            return location
    except ValueError:  # the redirect limit words it
        return location
    asked = urlsplit(request.url)
    return urlunsplit((asked.scheme, asked.netloc, parts.path, parts.query, parts.fragment))
