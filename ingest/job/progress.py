"""What a run is doing, while it does it: a live line on a terminal, plain log lines elsewhere."""

import sys
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from ingest.job.report import OUTCOMES


class Progress:
    """A Scrapy extension: one line per source with feeds, outcomes and rate, redrawn in place.

    It is off when standard error is no terminal (Scrapy's LogStats then says the same in the log) and
    when the setting PROGRESS is false.
    """

    def __init__(self, crawler: Crawler) -> None:
        from rich.progress import Progress as Bar  # noqa: PLC0415  # only where it is shown
        from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415  # the same

        self.crawler = crawler
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        self.bar = Bar(*columns, transient=True, refresh_per_second=4)
        crawler.signals.connect(self.opened, signal=signals.spider_opened)
        for outcome in (signals.item_scraped, signals.item_dropped, signals.item_error, signals.response_received):
            crawler.signals.connect(self.draw, signal=outcome)
        crawler.signals.connect(self.closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raise NotConfigured, Scrapy's way to leave an extension out, where nobody is looking."""
        if not (sys.stderr.isatty() and crawler.settings.getbool("PROGRESS")):
            raise NotConfigured
        return cls(crawler)

    def opened(self, spider: Spider) -> None:
        """Begin the line."""
        self.task = self.bar.add_task(spider.name, total=None)
        self.bar.start()

    def draw(self) -> None:
        """Tell what has been counted so far."""
        spider = self.crawler.spider
        run = getattr(spider, "run", None)
        if spider is None or run is None:
            return
        part = run.report.source(spider.name)
        counted = " ".join(f"{part.counts[name]} {name}" for name in OUTCOMES if part.counts[name])
        done = sum(part.counts.values())
        rate = done / max(self.bar.tasks[self.task].elapsed or 0.0, 0.1)
        line = f"{spider.name}: {len(part.feeds)} feeds, {counted or 'nothing yet'}, {rate:.1f}/s"
        self.bar.update(self.task, description=line)

    def closed(self) -> None:
        """Take the line away; the summary follows."""
        self.bar.stop()
