"""A seed's feeds -> the ledger: what each feed names, once, and what became of the feed itself."""

from collections.abc import Collection, Mapping

from scrapy.crawler import Crawler

from ingest.article import Article
from ingest.discovery.expectations import unmet
from ingest.job.report import FeedReport
from ingest.job.run import Run
from ingest.ledger.entry import Record
from ingest.links import claim
from ingest.seeds import Feed, Seed
from ingest.spiders.feed_pages import FeedAnswer, ask_feed
from ingest.spiders.validators import Validators
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
        validators = Validators(self.run.state)
        ask_less = not only and bool(self.run.ledger.arrivals(seed.name, 1))  # a lost ledger needs all again
        for name, feed in seed.feeds.items():
            if not feed.enabled:
                continue
            report = FeedReport(feed.url)
            if not only:
                self.run.report.source(seed.name).feeds[name] = report
            answer = await self._ask(seed, feed, report, validators.get(seed.name, name, feed) if ask_less else "")
            if report.error:
                self._log(seed, name, report.error)
            with self.run.together():
                for article, record in self._by_article(seed, feed, answer.records).items():
                    if not only or article in only:
                        report.new += self.run.ledger.note(article, seed.name, f"{seed.name}/{name}", record)
                        self._reserve_slug(seed, record)
            if not (only or answer.unchanged):  # last, so that a run killed before it asks for all again
                validators.keep(seed.name, name, feed, "" if report.error else answer.validator)

    async def _ask(self, seed: Seed, feed: Feed, report: FeedReport, validator: str) -> FeedAnswer:
        answer = FeedAnswer()
        try:
            await ask_feed(self.crawler, feed, answer, validator)
        except Exception as error:  # noqa: BLE001  # whatever stops one feed, the others are read
            report.error = str(error) or type(error).__name__
        report.items = len(answer.records)
        named = [record for record in answer.records if _names_article(seed, record)]
        if not (report.error or answer.unchanged):
            report.error = unmet(feed, answer.records, named)
        if not named:  # of no record an article can be made; the error says so
            answer.records = []
        return answer

    def _by_article(self, seed: Seed, feed: Feed, records: list[Record]) -> dict[str, Record]:
        """Return one record an article; where a feed lists one twice, each fills what the other lacks."""
        found: dict[str, Record] = {}
        for record in records:
            article = self._id(seed, feed, record)
            first = found.get(article, {})
            found[article] = {name: first.get(name) or text for name, text in {**first, **record}.items()}
        return {article: {**record, "rank": str(feed.rank)} for article, record in found.items()}

    def _id(self, seed: Seed, feed: Feed, record: Mapping[str, str]) -> str:
        code = code_of(seed, record.get("code", ""))
        if not code and "code" not in record and (found := claim([seed], record.get("link", ""))):
            code = found.code
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


def _names_article(seed: Seed, record: Mapping[str, str]) -> bool:
    return bool(code_of(seed, record.get("code", "")) or canonical_link(record.get("link", "")))
