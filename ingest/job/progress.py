"""What a run is doing, while it does it: a live line on a terminal, plain log lines elsewhere."""

import logging
import sys
from typing import TYPE_CHECKING, ClassVar, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.log import get_scrapy_root_handler

from ingest.job.report import OUTCOMES

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


class Progress:
    """A Scrapy extension: one line per source with feeds, outcomes and rate, redrawn in place.

    It is off when standard error is no terminal (Scrapy's LogStats then says the same in the log), when that
    terminal cannot move its cursor, and when the setting PROGRESS is false. The lines of all spiders of a run
    are one display; log lines go above it.
    """

    display: ClassVar["Bar | None"] = None
    lines: ClassVar[int] = 0

    def __init__(self, crawler: Crawler, bar: "Bar") -> None:
        self.crawler = crawler
        self.bar = bar
        crawler.signals.connect(self.opened, signal=signals.spider_opened)
        for outcome in (signals.item_scraped, signals.item_dropped, signals.item_error, signals.response_received):
            crawler.signals.connect(self.draw, signal=outcome)
        crawler.signals.connect(self.closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raise NotConfigured, Scrapy's way to leave an extension out, where nobody is looking."""
        if not (sys.stderr and sys.stderr.isatty() and crawler.settings.getbool("PROGRESS")):
            raise NotConfigured
        bar = cls.display = cls.display or _display()
        if not bar.console.is_interactive:  # such as TERM=dumb
            raise NotConfigured
        return cls(crawler, bar)

    def opened(self, spider: Spider) -> None:
        """Begin the line; the first one begins the display."""
        self.task = self.bar.add_task(spider.name, total=None)
        Progress.lines += 1
        self.bar.start()
        _log_to_terminal()

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
        """Take the line away, the last one with the display; the summary follows."""
        Progress.lines -= 1
        self.bar.remove_task(self.task)
        if not Progress.lines:
            self.bar.stop()
            _log_to_terminal()


def _display() -> "Bar":
    from rich.console import Console  # noqa: PLC0415  # only where it is shown
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415  # the same

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True, refresh_per_second=4)


def _log_to_terminal() -> None:
    """Send the log to standard error as it is now: while the display stands, rich has put its own in that place."""
    handler = get_scrapy_root_handler()
    if type(handler) is logging.StreamHandler:
        handler.setStream(sys.stderr)
