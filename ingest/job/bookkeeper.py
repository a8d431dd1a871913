"""Writes every outcome of an article into the ledger, the quarantine and the report."""

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from ingest.article import Article, pack
from ingest.errors import IngestError, QuarantineError
from ingest.job import quarantine
from ingest.job.report import ArticleReport
from ingest.job.run import Run

MOST_LINKS = 1000  # so many links' articles are each named in the report
MOST_WAITING = 100  # as each run names them again


class Bookkeeper:
    """A Scrapy extension that listens to what becomes of items."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        for listener, signal in (
            (self.opened, signals.spider_opened),
            (self.scraped, signals.item_scraped),
            (self.dropped, signals.item_dropped),
            (self.item_failed, signals.item_error),
            (self.spider_failed, signals.spider_error),
            (self.closed, signals.spider_closed),
        ):
            crawler.signals.connect(listener, signal=signal)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it for a crawler whose spider has a `run`."""
        return cls(crawler)

    def opened(self) -> None:
        """Keep records below LOG_LEVEL from being made; Scrapy's handler would drop them, hundreds an article."""
        for name in (None, "scrapy"):
            logging.getLogger(name).setLevel(self.crawler.settings["LOG_LEVEL"])

    @property
    def run(self) -> Run:
        """The run that the crawler's spider works in."""
        run: Run = self.crawler.spider.run  # type: ignore[union-attr]
        return run

    def scraped(self, item: Article) -> None:
        """Count a written or unchanged article; it leaves quarantine if it was in."""
        links = getattr(self.crawler.spider, "links", ())
        self.run.report.note(item.source, _told(item, item.outcome, ""), named=0 < len(links) <= MOST_LINKS)
        with self._books():
            quarantine.release(self.run.state / "quarantine", item.source, item.id)

    def dropped(self, item: Article, exception: BaseException) -> None:
        """Put an unfit article into quarantine."""
        reasons = exception.reasons if isinstance(exception, QuarantineError) else (str(exception),)
        why = "; ".join(reasons)
        told = _told(item, "quarantined", why)
        self.run.report.note(item.source, told)
        original = json.dumps(pack(item), ensure_ascii=False).encode("utf-8", "surrogatepass")
        with self._books():
            quarantine.hold(self.run.state / "quarantine", item, reasons)
            told.newly = self.run.ledger.quarantine(item.id, item.source, why, original)

    def item_failed(self, item: Article, failure: Failure) -> None:
        """Note an article that a stage failed at: expected errors are its own, others are bugs."""
        why = failure.getErrorMessage()
        if not isinstance(failure.value, IngestError):
            self.run.report.bug(f"{item.source} {item.id}: {type(failure.value).__name__}: {why}")
        self.run.report.note(item.source, _told(item, "failed", why))
        with self._books():
            self.run.ledger.fail(item.id, why)

    def spider_failed(self, failure: Failure, spider: Spider) -> None:
        """Note what ends a spider's work: a ledger that cannot be used says so itself, anything else is a bug."""
        kind = "" if isinstance(failure.value, IngestError) else f"{type(failure.value).__name__}: "
        self.run.report.bug(f"{spider.name}: {kind}{failure.getErrorMessage()}")

    def closed(self, spider: Spider, reason: str) -> None:
        """Add up what the source cost; a stop that nobody asked for is named."""
        if self.crawler.spider is None or getattr(self.crawler.spider, "run", None) is None:
            return
        self.run.report.source(spider.name).count_traffic(self.crawler.stats)
        if not getattr(spider, "links", ()) and self.run.books.leads:
            with self._books():
                self._note_waiting(spider.name)
        if reason != "finished":
            self.run.report.stopped_by = self.run.report.stopped_by or reason

    def _note_waiting(self, source: str) -> None:
        """Tell what earlier runs could not finish and this one left alone, so that nothing unpublished goes untold."""
        report = self.run.report
        tried = {told.id for told in report.source(source).articles}
        for entry in self.run.ledger.waiting(source, time.time()):
            if entry.id not in tried:
                link = next((record["link"] for record in entry.records.values() if record.get("link")), "")
                again = datetime.fromtimestamp(entry.due or 0, UTC).isoformat(timespec="minutes")
                told = ArticleReport(
                    entry.id, link, "waiting", reason=f"{entry.error or 'not read yet'}; tried again at {again}"
                )
                told.newly = False
                report.note(source, told, named=report.source(source).counts["waiting"] < MOST_WAITING)

    @contextmanager
    def _books(self) -> Iterator[None]:
        """Make the run fail when its books cannot be kept: what a listener raises, Scrapy only logs."""
        try:
            yield
        except IngestError as error:  # said in one line, there and with the article
            self.run.report.bug(str(error))
        except Exception as error:
            self.run.report.bug(str(error))
            raise


def _told(item: Article, outcome: str, reason: str) -> ArticleReport:
    link: Any = item.source_url or item.link_raw or item.url
    return ArticleReport(
        item.id, link, outcome, feed=item.feed, file=item.file, reason=reason, difference=item.difference
    )
