"""Spidermon, when SPIDERMON_ENABLED asks for it; nothing of it is imported else."""

from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class Monitors:
    """Puts a source's numbers into Scrapy's stats when its spider closes, then lets Spidermon judge them."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        crawler.signals.connect(self.closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Any:
        """Build it and Spidermon, in this order."""
        if not crawler.settings.getbool("SPIDERMON_ENABLED"):
            raise NotConfigured
        from spidermon.contrib.scrapy.extensions import Spidermon  # noqa: PLC0415  # the extra `monitor`

        monitors = cls(crawler)
        monitors.spidermon = Spidermon.from_crawler(crawler)  # type: ignore[attr-defined]  # kept alive with us
        return monitors

    def closed(self, spider: Spider) -> None:
        """Tell the stats what the source's part of the run says."""
        from ingest.monitoring.facts import PREFIX, facts_of  # noqa: PLC0415  # only where it is switched on

        run = getattr(spider, "run", None)
        if run is None:
            return
        for name, number in facts_of(run, spider.name).items():
            self.crawler.stats.set_value(PREFIX + name, number)
