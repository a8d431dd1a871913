"""The download handler: sends a request where it really goes, on aiohttp, and words what the guard stops.

Everything above the handler sees the address that was asked for: middlewares, slots, signals, callbacks.
Scrapy's signals about parts of an answer (`headers_received`, `bytes_received`) are not sent.
"""

import ssl
from functools import cached_property
from time import monotonic
from typing import Any
from urllib.parse import urldefrag, urlsplit, urlunsplit

from aiohttp import (
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientError,
    ClientPayloadError,
    ClientResponse,
    ClientSession,
    ClientSSLError,
    ClientTimeout,
    DummyCookieJar,
    InvalidURL,
    TCPConnector,
)
from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from yarl import URL

from ingest.network.failures import AnswerRefusedError, RequestRefusedError, TrustError, after_tries
from ingest.network.guard import AddressRefusedError, Egress, GuardedResolver, not_public
from ingest.network.hosts import DEFAULT_PORTS, Place, place_of

_OF_THE_REQUEST = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")  # aiohttp would add its own
_LONGEST_LINE = 64 * 1024  # bytes of a header; the default of 8 KiB is less than some sites' policies take


class GuardedDownloadHandler(BaseDownloadHandler):
    """Scrapy's download handler behind HOST_OVERRIDES and the guard, for `http` and `https` alike."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self._egress = Egress.from_settings(settings)
        self._most = settings.getint("DOWNLOAD_MAXSIZE")
        self._timeout_s = settings.getfloat("DOWNLOAD_TIMEOUT")
        self._session = ClientSession(
            connector=TCPConnector(
                resolver=GuardedResolver(self._egress),
                limit=0,  # the downloader's slots count
            ),
            cookie_jar=DummyCookieJar(),
            auto_decompress=False,  # limits.py does, up to a limit
            skip_auto_headers=_OF_THE_REQUEST,
            max_line_size=_LONGEST_LINE,
            max_field_size=_LONGEST_LINE,
        )

    async def download_request(self, request: Request) -> Response:
        """Scrapy's hook; raises GuardError for what the guard stops, else what Scrapy's handlers raise."""
        try:
            return await self._download(request)
        except TimeoutError as error:
            raise DownloadTimeoutError(_word(error)) from error
        except ClientConnectorDNSError as error:
            if isinstance(error.os_error, AddressRefusedError):
                raise not_public(request, error.os_error.address) from None  # the cause would only say "not found"
            raise CannotResolveHostError(_word(error)) from error
        except ClientSSLError as error:
            raise TrustError(_word(error)) from error
        except ClientConnectorError as error:
            raise DownloadConnectionRefusedError(_word(error)) from error
        except ClientPayloadError as error:
            raise ResponseDataLossError(_word(error)) from error
        except (InvalidURL, UnicodeError) as error:
            raise RequestRefusedError("no readable host in the address", url=request.url) from error
        except ClientError as error:
            raise DownloadFailedError(_word(error)) from error

    async def close(self) -> None:
        """Scrapy's hook: close all connections."""
        await self._session.close()

    async def _download(self, request: Request) -> Response:
        real_url = self._egress.overrides.real_url(request.url)
        sent = real_url or urldefrag(request.url).url
        if address := self._egress.refused_literal(place_of(sent)):
            raise not_public(request, address)
        headers = request.headers.to_tuple_list()
        if real_url and "Host" not in request.headers:
            headers.append(("Host", _host_header(request.url)))
        began = monotonic()
        async with self._session.request(
            request.method,
            URL(sent, encoded=True),
            data=request.body or None,
            headers=headers,
            timeout=ClientTimeout(request.meta.get("download_timeout", self._timeout_s)),
            ssl=self._tls if sent.startswith("https:") else True,
            allow_redirects=False,
        ) as answer:
            request.meta["download_latency"] = monotonic() - began
            body = await self._body(answer, request)
        return _response(answer, body, request, real_url)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        context.set_ciphers("DEFAULT")  # OpenSSL's; Python's shorter list leaves older hosts out
        if not self.crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES"):
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context

    async def _body(self, answer: ClientResponse, request: Request) -> bytes:
        most = request.meta.get("download_maxsize", self._most) or float("inf")
        size = answer.content_length or 0
        parts = []
        if size <= most:
            size = 0
            async for part in answer.content.iter_any():
                parts.append(part)
                size += len(part)
                if size > most:
                    break
        if size > most:
            answer.close()  # what else is on its way is not waited for
            fix = "raise DOWNLOAD_MAXSIZE (FEED_MAXSIZE for a feed) if it is meant"
            raise AnswerRefusedError(f"the answer is too big{after_tries(request)}", url=request.url, fix=fix)
        return b"".join(parts)


def _word(error: Exception) -> str:
    """Word a failure without the address, which HOST_OVERRIDES may have changed."""
    return ": ".join(filter(None, (type(error).__name__, getattr(error, "message", ""))))


def _response(answer: ClientResponse, body: bytes, request: Request, real_url: str | None) -> Response:
    headers = Headers(list(answer.raw_headers))
    location = headers.get("Location")
    if real_url and location is not None:
        headers["Location"] = _asked_location(location.decode("latin-1"), request.url, real_url)
    url = urldefrag(request.url).url
    kind: Any = responsetypes.from_args(headers=headers, url=url, body=body)
    version = answer.version or (1, 1)
    return kind(url, status=answer.status, headers=headers, body=body, protocol=f"HTTP/{version[0]}.{version[1]}")  # type: ignore[no-any-return]  # a Response


def _host_header(url: str) -> str:
    place = place_of(url)
    if place.port == DEFAULT_PORTS.get(urlsplit(url).scheme):
        place = Place(place.host, None)
    return place.netloc


def _asked_location(location: str, asked_url: str, real_url: str) -> str:
    """Put the asked address into a redirect that names the real server by its own."""
    try:
        parts = urlsplit(location)
        if not parts.netloc or place_of(location) != place_of(real_url):
            return location
    except ValueError:  # the redirect limit words it
        return location
    asked = urlsplit(asked_url)
    return urlunsplit((asked.scheme, asked.netloc, parts.path, parts.query, parts.fragment))
