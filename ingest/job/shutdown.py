"""SIGTERM and Ctrl-C end a run in order, and soon."""

import signal
from collections.abc import Callable, Collection
from types import FrameType
from typing import Any

from scrapy.crawler import Crawler

from ingest.job.report import RunReport

WITHIN_S = 2.0  # of the five seconds that a run has; the rest is for manifest, feeds and report


def end_in_order(report: RunReport, crawlers: Collection[Crawler]) -> None:
    """Arrange that a signal ends the reactor in order, within two seconds whatever is still under way.

    Scrapy's own handlers wait for the requests under way, which may take DOWNLOAD_TIMEOUT. What is
    cut off stays due in the ledger, so nothing is lost. To be called before the crawler process starts.
    """
    from twisted.internet import reactor  # noqa: PLC0415  # importing it installs it, which is Scrapy's to do

    loop: Any = reactor

    def arrange() -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            scrapys = signal.getsignal(number)
            if callable(scrapys):
                signal.signal(number, wrapped(scrapys))

    def wrapped(scrapys: Callable[[int, FrameType | None], Any]) -> Callable[[int, FrameType | None], None]:
        def handler(number: int, frame: FrameType | None) -> None:
            report.stopped_by = signal.Signals(number).name
            scrapys(number, frame)  # it installs its own for a second signal
            loop.callFromThread(loop.callLater, WITHIN_S, cut)

        return handler

    def cut() -> None:
        for crawler in crawlers:  # those that have ended are in no more, and have been counted
            if crawler.spider:
                report.source(crawler.spider.name).count_traffic(crawler.stats)
        if loop.running:
            loop.stop()

    # Scrapy installs its handlers at start-up; ours come after them
    loop.addSystemEventTrigger("after", "startup", loop.callLater, 0, arrange)
