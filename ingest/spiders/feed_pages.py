"""Asks a feed's addresses, one after the other, and gathers what they name."""

from dataclasses import dataclass, field

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from ingest.discovery import discover
from ingest.discovery.found import Found
from ingest.errors import FeedError, ReadError
from ingest.ledger.entry import Record
from ingest.network.backoff import retry_request
from ingest.seeds import Feed
from ingest.task import conditional, validator_of

NOT_MODIFIED = 304


@dataclass(slots=True)
class FeedAnswer:
    """What a feed gave so far; it stays readable when a later page fails.

    `unchanged`: the server says that nothing is new since the validator that was sent. `validator` is the
    answer's own, where one address was all there is to ask.
    """

    records: list[Record] = field(default_factory=list)
    unchanged: bool = False
    validator: str = ""


async def ask_feed(crawler: Crawler, feed: Feed, answer: FeedAnswer, validator: str = "") -> None:
    """Fill `answer` from the feed's first address and those it leads to, `pages` at most.

    It ends where a page brings nothing that was not seen. Raises FeedError; what came before it is in `answer`.
    """
    first = feed.url.replace("{page}", "1")
    waiting, asked = [first], 0
    seen: set[str] = {first}
    most = feed.pages + (feed.kind == "sitemap")  # an index is no page of its own
    while waiting and asked < most:
        url, asked = waiting.pop(0), asked + 1
        response, found = await _page(crawler, feed, url, asked, validator if asked == 1 else "")
        if found is None:
            answer.unchanged = True
            return
        known = {tuple(record.items()) for record in answer.records}  # of earlier pages
        fresh = [record for record in found.records if tuple(record.items()) not in known]
        answer.records += fresh
        if fresh or feed.kind == "sitemap":
            waiting += [link for link in found.further if link not in seen]
            seen.update(found.further)
        answer.validator = validator_of(response.headers) if asked == 1 and not waiting else ""


async def _page(crawler: Crawler, feed: Feed, url: str, number: int, validator: str) -> tuple[Response, Found | None]:
    """Return one address's answer and what is in it, None when it has not changed."""
    limit = {"download_maxsize": crawler.settings.getint("FEED_MAXSIZE")}
    request: Request | None = Request(url, headers=conditional(validator), meta=limit, dont_filter=True)
    while request:
        response = await crawler.engine.download_async(request)
        if response.status == NOT_MODIFIED and validator:
            return response, None
        if not 200 <= response.status < 300:
            raise FeedError(f"the feed answered with status {response.status}", url=url)
        try:
            return response, discover(feed, response.body, response.url, number)
        except ReadError as error:
            request = _again(crawler, response.request, error)
            if request is None:
                raise FeedError(f"the feed cannot be read: {error.what}", url=url, fix=error.fix) from error
    raise AssertionError  # pragma: no cover  # the loop returns or raises


def _again(crawler: Crawler, request: Request | None, error: ReadError) -> Request | None:
    spider = crawler.spider
    return retry_request(request, reason=error.what, spider=spider) if request and spider else None
