"""Asks for a few pages one after the other, as a run does (guard, robots.txt, pace), and makes no articles of them."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeAlias

from scrapy import Request, Spider
from scrapy.http import Response

from ingest.errors import FetchError

Ask: TypeAlias = Callable[[str], Awaitable[Response]]
Plan: TypeAlias = Callable[[Ask], Awaitable[None]]


class Scout(Spider):
    """Runs a plan: a coroutine that is given `ask`, which returns an address's answer or raises FetchError.

    What the plan raises is in `error` afterwards, as Scrapy only logs what a spider raises.
    """

    name = "scout"
    error: Exception | None = None

    def __init__(self, plan: Plan, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.plan = plan

    async def start(self) -> AsyncIterator[Any]:
        """Run the plan; no request is left for the crawl itself."""
        try:
            await self.plan(self._ask)
        except Exception as error:  # noqa: BLE001  # told by who made the plan
            self.error = error
        return
        yield  # a generator, as Scrapy wants one

    async def _ask(self, url: str) -> Response:
        response: Response = await self.crawler.engine.download_async(Request(url, dont_filter=True))
        if not 200 <= response.status < 300:
            raise FetchError(f"the server answered with status {response.status}", url=url)
        return response
