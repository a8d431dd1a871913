"""SIGTERM and Ctrl-C end a run in order, and soon, at whatever it is."""

import os
import signal
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from scrapy.crawler import Crawler

from ingest.job.report import RunReport

WITHIN_S = 1.0  # for what is under way, and again for manifest and feeds, of the five seconds that a run has
SIGNALS = (signal.SIGTERM, signal.SIGINT)


class _StoppedError(BaseException):
    """Raised by a signal inside `stoppable`, and caught there."""


def end_in_order(report: RunReport, crawlers: Collection[Crawler]) -> None:
    """Arrange that a signal ends the reactor in order, within a second whatever is still under way.

    Scrapy's own handlers wait for the requests under way, which may take DOWNLOAD_TIMEOUT. What is
    cut off stays due in the ledger, so nothing is lost. To be called before the crawler process starts;
    a signal that comes before the reactor runs takes effect as soon as it does.
    """
    from twisted.internet import reactor  # noqa: PLC0415  # importing it installs it, which is Scrapy's to do

    loop: Any = reactor
    early: list[int] = []
    for number in SIGNALS:
        signal.signal(number, lambda number, _: early.append(number))

    def arrange() -> None:
        for number in SIGNALS:
            scrapys = signal.getsignal(number)
            if callable(scrapys):
                signal.signal(number, _handler(report, crawlers, scrapys, loop))
        if early:
            os.kill(os.getpid(), early[0])

    # Scrapy installs its handlers by such a trigger at start-up; one that is added then comes after it
    loop.addSystemEventTrigger("after", "startup", lambda: loop.addSystemEventTrigger("after", "startup", arrange))


def _handler(
    report: RunReport, crawlers: Collection[Crawler], scrapys: Callable[[int, FrameType | None], Any], loop: Any
) -> Callable[[int, FrameType | None], None]:
    def cut() -> None:
        for crawler in crawlers:  # those that have ended are in no more, and have been counted
            if crawler.spider:
                report.source(crawler.spider.name).count_traffic(crawler.stats)
        if loop.running:
            loop.stop()

    def handler(number: int, frame: FrameType | None) -> None:
        report.stopped_by = signal.Signals(number).name
        scrapys(number, frame)  # it installs its own for a second signal
        loop.callFromThread(loop.callLater, WITHIN_S, cut)

    return handler


@contextmanager
def stoppable(report: RunReport) -> Iterator[None]:
    """Let a signal end at once what stands inside, where no reactor runs, and let it not last after an earlier one.

    For work that a kill may end at any instant, as the next run goes on with it.
    """

    def stop(number: int, _: FrameType | None) -> None:
        report.stopped_by = report.stopped_by or signal.Signals(number).name
        raise _StoppedError

    former = {number: signal.signal(number, stop) for number in (*SIGNALS, signal.SIGALRM)}
    if report.stopped_by:
        signal.setitimer(signal.ITIMER_REAL, WITHIN_S)
    try:
        yield
    except _StoppedError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in former.items():
            signal.signal(number, handler)
