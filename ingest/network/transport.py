"""The download handler: sends a request where it really goes and words what the guard stops."""

from typing import Any
from urllib.parse import urldefrag, urlsplit, urlunsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import CannotResolveHostError, DownloadCancelledError
from scrapy.http import Response, TextResponse

from ingest.network.failures import AnswerRefusedError, RequestRefusedError, after_tries
from ingest.network.guard import installed_resolver, not_public
from ingest.network.hosts import DEFAULT_PORTS, Place, place_of
from ingest.network.overrides import REAL_URL


class GuardedDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's handler behind HOST_OVERRIDES and the guard, for `http` and `https` alike.

    Everything above it sees the address that was asked for: middlewares, slots, signals, callbacks.
    """

    lazy = True

    async def download_request(self, request: Request) -> Response:
        """Scrapy's hook; raises GuardError for what the guard stops, else what Scrapy raises."""
        sent = _sent(request)
        try:
            response = await super().download_request(sent)
        except CannotResolveHostError:
            if address := installed_resolver().refused_address(place_of(sent.url)):
                raise not_public(request, address) from None  # the cause would only say "not found"
            raise
        except DownloadCancelledError as error:
            fix = "raise DOWNLOAD_MAXSIZE (FEED_MAXSIZE for a feed) if it is meant"
            what = f"the answer is too big{after_tries(request)}"
            raise AnswerRefusedError(what, url=request.url, fix=fix) from error
        except ValueError as error:  # Twisted's word for a host that is no host name
            raise RequestRefusedError("no readable host in the address", url=request.url) from error
        finally:
            if "download_latency" in sent.meta:  # AutoThrottle reads it off the request it knows
                request.meta["download_latency"] = sent.meta["download_latency"]
        return response if sent is request else _as_asked(response, request, sent)


def _sent(request: Request) -> Request:
    """Exchange the address for the real one; a proxy of the environment has no part in this."""
    real_url = request.meta.pop(REAL_URL, None)
    if real_url is None:
        return request
    sent = request.replace(url=real_url, meta={**request.meta, "proxy": None})
    sent.headers.setdefault("Host", _host_header(request.url))
    return sent


def _host_header(url: str) -> str:
    place = place_of(url)
    if place.port == DEFAULT_PORTS.get(urlsplit(url).scheme):
        place = Place(place.host, None)
    return place.netloc


def _as_asked(response: Response, request: Request, sent: Request) -> Response:
    """Put the asked address back, also where a redirect names the real server by its own."""
    changes: dict[str, Any] = {"url": urldefrag(request.url).url}
    location = response.headers.get("Location")
    if location is not None:
        changes["headers"] = response.headers.copy()
        changes["headers"]["Location"] = _asked_location(location.decode("latin-1"), request, sent)
    if isinstance(response, TextResponse):
        changes["encoding"] = None  # else the guess made for the raw body would stand as declared
    replaced: Response = response.replace(**changes)
    return replaced


def _asked_location(location: str, request: Request, sent: Request) -> str:
    try:
        parts = urlsplit(location)
        if not parts.netloc or place_of(location) != place_of(sent.url):
            return location
    except ValueError:  # the redirect limit words it
        return location
    asked = urlsplit(request.url)
    return urlunsplit((asked.scheme, asked.netloc, parts.path, parts.query, parts.fragment))
