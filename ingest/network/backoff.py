"""Trying again: after a passing fault, later each time, at random moments, and never by sleeping.

The wait before try n is random between 0 and BACKOFF_INITIAL_S * 2 ** (n - 1), at most BACKOFF_MAX_S
(tenacity's `wait_random_exponential`, full jitter), or what `Retry-After` says (RFC 9110, 10.2.3). It
is written on the request, and the scheduler of `waiting.py` keeps the request until then.
"""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Headers, Response
from scrapy.settings import BaseSettings
from scrapy.utils.asyncio import sleep
from scrapy.utils.misc import load_object
from scrapy.utils.response import response_status_message
from tenacity import RetryCallState, Retrying, wait_random_exponential

from ingest.errors import GuardError, UsageError
from ingest.network.brakes import Brakes
from ingest.network.failures import AnswerRefusedError, fetch_error
from ingest.network.waiting import NOT_BEFORE, WaitingScheduler

_SLOWING = frozenset({429, 503})


def retry_request(
    request: Request, *, reason: str | Exception, spider: Spider, retry_after_s: float | None = None
) -> Request | None:
    """Order another try of a request, for a middleware, a callback or an errback to return.

    A callback calls it for what only it can see: JSON that ends too early, an error page with status
    200, an empty text. None when RETRY_TIMES tries were made again: then it raises its own error.
    Counts and stats are those of Scrapy's retries (`retry/count`, `retry/reason_count/<reason>`,
    `retry/max_reached`); meta `dont_retry` and `max_retry_times` hold.
    """
    if request.meta.get("dont_retry"):
        return None
    again = get_retry_request(request, spider=spider, reason=reason)
    if again is not None:
        settings = spider.crawler.settings
        wait_s = retry_after_s if retry_after_s is not None else jitter_s(again.meta["retry_times"], settings)
        again.meta[NOT_BEFORE] = monotonic() + wait_s
    return again


def jitter_s(attempt: int, settings: BaseSettings) -> float:
    """Draw the wait, in seconds, that follows a number of failed tries."""
    wait = wait_random_exponential(
        multiplier=_seconds(settings, "BACKOFF_INITIAL_S", 1.0), max=_seconds(settings, "BACKOFF_MAX_S", 60.0)
    )
    state = RetryCallState(Retrying(), None, (), {})
    state.attempt_number = attempt
    return float(wait(state))


def retry_after_s(headers: Headers, now: datetime) -> float | None:
    """Read `Retry-After`: seconds, or an HTTP date less the answer's own `Date`; None if there is none.

    The server's clock is taken for its dates, so that a wrong clock on either side does no harm.
    """
    text = (headers.get("Retry-After") or b"").decode("latin-1").strip()
    if text.isascii() and text.isdecimal():
        return float(text)
    until = _http_date(text)
    if until is None:
        return None
    sent = _http_date((headers.get("Date") or b"").decode("latin-1"))
    return max(0.0, (until - (sent or now)).total_seconds())


class BackoffMiddleware:
    """Takes the place of Scrapy's RetryMiddleware, and slows a whole host on 429 and 503.

    A status that stays bad goes on as a response, which `failures.StatusMiddleware` turns into a
    StatusError; a connection that stays bad reaches the errback as a FetchError.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.codes = {int(code) for code in settings.getlist("RETRY_HTTP_CODES")}
        self.faults = tuple(load_object(fault) for fault in settings.getlist("RETRY_EXCEPTIONS"))
        self.ceiling_s = _seconds(settings, "RETRY_AFTER_MAX_S", 60.0)
        self.brakes = Brakes(
            initial_s=_seconds(settings, "BACKOFF_INITIAL_S", 1.0) / 4,
            most_s=_seconds(settings, "BACKOFF_MAX_S", 60.0),
            wait_s=lambda notches: jitter_s(notches, settings),
        )

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raise UsageError for an unusable setting, before anything is requested."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.keep_pace, signal=signals.response_downloaded)
        return middleware

    async def process_request(self, request: Request) -> None:
        """Scrapy's hook: awaits the rest of a wait; only what bypasses the scheduler, robots.txt, has one."""
        wait_s = request.meta.pop(NOT_BEFORE, 0.0) - monotonic()
        if wait_s > 0:
            await sleep(wait_s)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Scrapy's hook: another try for a status that may pass."""
        if response.status not in self.codes:
            return response
        reason, asked_s = response_status_message(response.status), self._asked_s(response)
        return retry_request(request, reason=reason, spider=self._spider, retry_after_s=asked_s) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Scrapy's hook: another try, or a FetchError that says how many there were.

        A refused answer is asked for again, and a redirect to a refused address from its beginning:
        both can be a moment's fault of the server. A request refused in itself is not.
        """
        if isinstance(exception, AnswerRefusedError):
            return retry_request(request, reason=exception, spider=self._spider)
        if isinstance(exception, GuardError) and request.meta.get("redirect_urls"):
            return retry_request(_before_redirects(request), reason=exception, spider=self._spider)
        if not isinstance(exception, self.faults):
            return None
        again = retry_request(request, reason=exception, spider=self._spider)
        if again is None:
            raise fetch_error(request, exception) from exception
        return again

    def keep_pace(self, response: Response, request: Request) -> None:
        """Scrapy's signal `response_downloaded`, sent before the slot sends its next request."""
        key, engine = request.meta.get("download_slot", ""), self.crawler.engine
        slot = engine.downloader.slots.get(key) if engine else None
        if engine is None or slot is None:
            return
        if response.status not in _SLOWING:
            slot.delay = self.brakes.release(key, slot.delay, monotonic())
            return
        self.crawler.stats.inc_value("backoff/host_paused")
        slot.delay, until = self.brakes.tighten(key, slot.delay, monotonic(), self._asked_s(response))
        slot.lastseen = max(slot.lastseen, until - slot.delay / 2)  # holds what already queues in the slot
        if isinstance(engine.scheduler, WaitingScheduler):
            engine.scheduler.pause(key, until)

    def _asked_s(self, response: Response) -> float | None:
        asked_s = retry_after_s(response.headers, datetime.now(UTC))
        return None if asked_s is None else min(asked_s, self.ceiling_s)

    @property
    def _spider(self) -> Spider:
        if self.crawler.spider is None:
            raise RuntimeError("a request without a spider")
        return self.crawler.spider


def _before_redirects(request: Request) -> Request:
    first = request.meta["redirect_urls"][0]
    kept = {key: value for key, value in request.meta.items() if not key.startswith("redirect_")}
    kept.pop("download_slot", None)
    return request.replace(url=first, meta=kept)


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _seconds(settings: BaseSettings, name: str, default: float) -> float:
    try:
        seconds = settings.getfloat(name, default)
    except (TypeError, ValueError) as error:
        raise UsageError(f"{name} is no number of seconds", raw=settings.get(name)) from error
    if not seconds >= 0:
        raise UsageError(f"{name} is no number of seconds", raw=settings.get(name))
    return seconds
