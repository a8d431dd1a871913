"""A seed's feeds -> the ledger: what each feed names, once, and what became of the feed itself."""

from collections.abc import Collection, Mapping

from scrapy import Request
from scrapy.crawler import Crawler

from ingest.article import Article
from ingest.discovery import discover
from ingest.entry import Record
from ingest.errors import FeedError, ReadError
from ingest.network.backoff import retry_request
from ingest.report import FeedReport
from ingest.run import Run
from ingest.seeds import JsonFeed, Seed
from pipelines.identity import article_id, canonical_link, code_of, link_id
from pipelines.outlet import finish_outlet


class Feeds:
    """Reads the feeds of seeds for one spider."""

    def __init__(self, crawler: Crawler, run: Run) -> None:
        self.crawler = crawler
        self.run = run

    async def read_all(self, seed: Seed, only: Collection[str] = ()) -> None:
        """Note what the seed's feeds name, or the records of the given articles alone.

        One feed's failure is reported and leaves the others alone. A look-up for given articles may fail
        without harm, so it is not reported.
        """
        for name, feed in seed.feeds.items():
            if not feed.enabled:
                continue
            report = FeedReport(feed.url)
            if not only:
                self.run.report.source(seed.name).feeds[name] = report
            try:
                records = await self._records(feed)
            except Exception as error:  # noqa: BLE001  # whatever stops one feed, the others are read
                report.error = str(error) or type(error).__name__
                self._log(seed, name, report.error)
                continue
            report.items = len(records)
            if len(records) < feed.least:
                report.error = f"expected at least {feed.least} articles, found {len(records)}"
                self._log(seed, name, report.error)
            for article, record in self._by_article(seed, feed, records).items():
                if not only or article in only:
                    report.new += self.run.ledger.note(article, seed.name, f"{seed.name}/{name}", record)
                    self._reserve_slug(seed, record)

    async def _records(self, feed: JsonFeed) -> list[Record]:
        request: Request | None = Request(feed.url, dont_filter=True)
        while request:
            response = await self.crawler.engine.download_async(request)
            if not 200 <= response.status < 300:
                raise FeedError(f"the feed answered with status {response.status}", url=feed.url)
            try:
                return discover(feed, response.body)
            except ReadError as error:
                request = self._again(response.request, error)
                if request is None:
                    raise FeedError(f"the feed cannot be read: {error.what}", url=feed.url) from error
        raise AssertionError  # pragma: no cover  # the loop returns or raises

    def _again(self, request: Request | None, error: ReadError) -> Request | None:
        spider = self.crawler.spider
        return retry_request(request, reason=error.what, spider=spider) if request and spider else None

    def _by_article(self, seed: Seed, feed: JsonFeed, records: list[Record]) -> dict[str, Record]:
        """Return one record an article; where a feed lists one twice, each fills what the other lacks."""
        found: dict[str, Record] = {}
        for record in records:
            article = self._id(seed, feed, record)
            first = found.get(article, {})
            found[article] = {name: first.get(name) or text for name, text in {**first, **record}.items()}
        return {article: {**record, "rank": str(feed.rank)} for article, record in found.items()}

    def _id(self, seed: Seed, feed: JsonFeed, record: Mapping[str, str]) -> str:
        code = code_of(seed, record.get("code", ""))
        if code:
            return code if self.run.profile.keeps_feeds_apart and feed.category else article_id(seed, code)
        # a record that names no article still must not vanish: the gate puts it into quarantine
        link = record.get("link", "")
        return link_id(link if canonical_link(link) else f"{seed.name} {sorted(record.items())}")

    def _reserve_slug(self, seed: Seed, record: Mapping[str, str]) -> None:
        """Give outlets their slugs in the order of the feeds, so that it does not hang on which text comes first."""
        if record.get("outlet"):
            article = Article(seed.name, outlet_raw=record["outlet"])
            finish_outlet(article, seed)
            self.run.profile.slug(article, self.run.slugs)

    def _log(self, seed: Seed, name: str, error: str) -> None:
        spider = self.crawler.spider
        if spider:
            spider.logger.error("%s feed %s: %s", seed.name, name, error)
