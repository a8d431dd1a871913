"""Scrapy's own caps on redirects and unpacked bytes, with a clear GuardError where one is reached.

Scrapy follows and unpacks in `process_response`, whose exceptions pass by every other middleware; so
these three raise the right one themselves.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from traceback import clear_frames
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware, RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from ingest.errors import FetchError
from ingest.network.backoff import retry_request
from ingest.network.failures import AnswerRefusedError, after_tries


class _WithoutReferer:
    """Sends no Referer, and does not warn that Scrapy's middleware for it is missing: it is, on purpose."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it as Scrapy does, without the look for that middleware."""
        made = cls(crawler.settings)  # type: ignore[call-arg]  # that of the redirect middlewares
        made.crawler = crawler  # type: ignore[attr-defined]  # as before
        return made


class LimitedRedirectMiddleware(_WithoutReferer, RedirectMiddleware):
    """Follows at most REDIRECT_MAX_TIMES redirects; a loop is not tried again, as each try is many."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]  # `spider` is gone
        """Scrapy's hook; raises AnswerRefusedError."""
        with _redirects_refused(request):
            return super().process_response(request, response)


class LimitedMetaRefreshMiddleware(_WithoutReferer, MetaRefreshMiddleware):
    """The same for redirects that stand in the page; none is looked for where its charset is none (`rot13`)."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]  # `spider` is gone
        """Scrapy's hook; raises AnswerRefusedError."""
        with _redirects_refused(request):
            try:
                return super().process_response(request, response)
            except (LookupError, UnicodeError):
                return response


class LimitedCompressionMiddleware(HttpCompressionMiddleware):
    """Unpacks in small steps and stops at DOWNLOAD_MAXSIZE; what can't be unpacked is tried again."""

    def __init__(self, *, crawler: Crawler) -> None:
        super().__init__(crawler=crawler)
        self._crawler = crawler

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]  # `spider` is gone
        """Scrapy's hook; raises AnswerRefusedError for a bomb and FetchError for a broken body."""
        try:
            return super().process_response(request, response)
        except IgnoreRequest as error:
            fix = "raise DOWNLOAD_MAXSIZE (FEED_MAXSIZE for a feed) if it is meant"
            what = f"the answer is too big when unpacked{after_tries(request)}"
            return self._again(request, AnswerRefusedError(what, url=request.url, fix=fix), error)
        except Exception as error:  # noqa: BLE001  # each decoder has errors of its own
            what = f"the answer could not be unpacked{after_tries(request)}"
            return self._again(request, FetchError(what, url=request.url), error)

    def _again(self, request: Request, failed: FetchError, cause: Exception) -> Request:
        spider = self._crawler.spider
        for error in (cause, cause.__cause__):
            clear_frames(error.__traceback__ if error else None)  # they hold megabytes of unpacked body
        again = retry_request(request, reason=failed, spider=spider) if spider else None
        if again is None:
            raise failed from cause
        return again


@contextmanager
def _redirects_refused(request: Request) -> Iterator[None]:
    first = request.meta.get("redirect_urls", [request.url])[0]
    try:
        yield
    except IgnoreRequest as error:
        raise AnswerRefusedError("more redirects than REDIRECT_MAX_TIMES allows", url=first) from error
    except ValueError as error:  # urljoin's and Request's word for what is no address
        raise AnswerRefusedError("a redirect to an unreadable address", url=first) from error
