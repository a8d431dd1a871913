"""The replica itself: one small server that answers for every Eastmoney host.

It looks at the Host header and the path, so that requests sent there by HOST_OVERRIDES are answered
as by the host they were meant for. Tests and the demo run it in a thread of its own:

    with Replica() as replica:
        crawl(HOST_OVERRIDES={"*": replica.url})
"""

import asyncio
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from ingest.demo.answers import answer_request
from ingest.demo.articles import DemoArticle, read_articles
from ingest.demo.faults import Fault, send
from ingest.demo.holdings import Holdings, hold_articles, hold_records

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
CLOCK = datetime(2026, 9, 8, 18, 0, tzinfo=BEIJING)
"""The demo's present: its articles stand in the days before it, whatever day it really is."""


class Replica:
    """A server with the given articles (by default the demo's) as the source has them at `now`.

    The same articles and the same `now` give the same bytes. `requests` lists the (host, path with
    query) pairs seen. `faults` maps a part of a path with its query to faults for the next answers
    there, each used once and in order.
    """

    def __init__(self, articles: Sequence[DemoArticle] | None = None, *, now: datetime | None = None) -> None:
        self.requests: list[tuple[str, str]] = []
        self.faults: dict[str, list[Fault]] = {}
        self.port = 0
        self._articles = read_articles() if articles is None else tuple(articles)
        self._held = Holdings()
        self._asked = threading.Condition()
        self._runner: web.ServerRunner | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self.serve_articles(now or CLOCK)

    @property
    def url(self) -> str:
        """Where it listens, without a final slash."""
        return f"http://127.0.0.1:{self.port}"

    def serve_articles(self, now: datetime) -> None:
        """Serve the articles as the source has them at `now`, later ones not yet."""
        self._held = hold_articles(self._articles, now.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S"))

    def serve_records(self, rows: Iterable[Mapping[str, Any]], *, least: int = 0) -> None:
        """Serve the given records in place of the articles; see `hold_records` for their form.

        Lists give `least` items though fewer are asked for, so that a run of many needs no many feeds.
        """
        self._held = hold_records(rows)
        self._held.least = least

    def wait_for(self, reached: Callable[[], object], timeout_s: float = 60.0) -> bool:
        """Wait, in another thread than the server's, until a condition holds; it is looked at with each request."""
        with self._asked:
            return bool(self._asked.wait_for(reached, timeout_s))

    async def start(self, port: int = 0) -> int:
        """Listen on the loopback address; 0 takes a free port. Gives the port."""
        server = web.Server(self._handle, handler_cancellation=True, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self.port = self._runner.addresses[0][1]
        return self.port

    async def stop(self) -> None:
        """Stop listening and break off what is still being answered."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="replica", daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self.start(), self._loop).result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._loop is None or self._thread is None:
            return
        asyncio.run_coroutine_threadsafe(self.stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        with self._asked:
            self.requests.append((request.host, request.path_qs))
            self._asked.notify_all()
        answer = answer_request(self._held, request.host, request.path, request.query)
        return await send(request, answer, self._next_fault(request.path_qs))

    def _next_fault(self, path_qs: str) -> Fault:
        for part, waiting in self.faults.items():
            if waiting and part in path_qs:
                return waiting.pop(0)
        return Fault()
