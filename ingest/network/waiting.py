"""Waiting without holding anything: requests that are not due yet stay in the scheduler.

A middleware that awaits the end of a delay keeps its request among the downloader's active ones
(CONCURRENT_REQUESTS), and sixteen requests that wait for one host stop all other hosts. Here they
are neither active nor in a slot; the spider is not idle while they wait, and no timer runs but one.
"""

from heapq import heappop, heappush
from itertools import count
from time import monotonic

from scrapy import Request, Spider
from scrapy.core.scheduler import Scheduler
from scrapy.utils.asyncio import CallLaterResult, call_later
from twisted.internet.defer import Deferred

NOT_BEFORE = "ingest_not_before"
"""Meta key: the `time.monotonic()` before which a request is not sent."""


class WaitingScheduler(Scheduler):
    """Scrapy's scheduler, giving out what is due: by the request's own time and by its host's pause."""

    def open(self, spider: Spider) -> Deferred[None] | None:
        """Scrapy's hook."""
        self._held: list[tuple[float, int, Request]] = []
        self._order = count()
        self._pauses: dict[str, float] = {}
        self._timer: CallLaterResult | None = None
        return super().open(spider)

    def close(self, reason: str) -> Deferred[None] | None:
        """Scrapy's hook; what still waits is left to the next run, as the ledger knows it."""
        self._stop_timer()
        return super().close(reason)

    def pause(self, slot: str, until: float) -> None:
        """Give out no request of a download slot before `until`, a `time.monotonic()`."""
        self._pauses[slot] = max(until, self._pauses.get(slot, 0.0))

    def __len__(self) -> int:
        return super().__len__() + len(self._held)

    def next_request(self) -> Request | None:
        """Scrapy's hook: the next request that is due, those first that have waited."""
        now = monotonic()
        while self._held and self._held[0][0] <= now:
            request = heappop(self._held)[2]
            if self._is_due(request, now):
                return request
        while (request_or_none := super().next_request()) is not None:
            if self._is_due(request_or_none, now):
                return request_or_none
        self._start_timer(now)
        return None

    def _is_due(self, request: Request, now: float) -> bool:
        due = max(request.meta.get(NOT_BEFORE, 0.0), self._pauses.get(self._slot(request), 0.0))
        if due > now:
            heappush(self._held, (due, next(self._order), request))
        return bool(due <= now)

    def _slot(self, request: Request) -> str:
        engine = self.crawler.engine if self.crawler else None
        return engine.downloader.get_slot_key(request) if engine else ""

    def _start_timer(self, now: float) -> None:
        self._stop_timer()
        if self._held:
            self._timer = call_later(self._held[0][0] - now, self._wake_engine)

    def _stop_timer(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _wake_engine(self) -> None:
        self._timer = None
        engine = self.crawler.engine if self.crawler else None
        slot = engine._slot if engine else None  # noqa: SLF001  # the engine has no public way to be woken
        if slot:
            slot.nextcall.schedule()
