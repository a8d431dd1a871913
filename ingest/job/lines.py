"""What a run says in its log: plain lines, one an event, for who reads the log of a scheduled job."""

import logging
from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from ingest.errors import IngestError

CONFIGURATION = ("scrapy.utils.log", "scrapy.addons", "scrapy.crawler", "scrapy.middleware")
"""The loggers by which Scrapy tells its versions, settings and parts at each start: sixty lines, the same each time."""


WITH_TRACES = ("scrapy.core.engine", "scrapy.core.scraper", "scrapy.downloadermiddlewares.robotstxt")
"""The loggers by which Scrapy tells a failure with its trace, be it ever so expected."""


def keep_plain(level: str) -> None:
    """Keep Scrapy's own configuration, and traces of expected errors, out of the log unless DEBUG asks for all.

    By filters, as Scrapy's set-up of logging, which comes later, puts all levels back.
    """
    if level != "DEBUG":
        for name in CONFIGURATION:
            logging.getLogger(name).addFilter(_is_trouble)
        for name in WITH_TRACES:
            logging.getLogger(name).addFilter(_without_trace)


class PlainLines(LogFormatter):
    """Scrapy's log formatter (setting LOG_FORMATTER) that names an article instead of printing all of it."""

    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,  # noqa: ARG002  # Scrapy's own form
        spider: Spider | None = None,  # noqa: ARG002  # the same
    ) -> LogFormatterResult:
        """Word an article that goes into quarantine."""
        return _line(logging.WARNING, "%(article)s quarantined: %(why)s", item, getattr(exception, "what", exception))

    def item_error(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,  # noqa: ARG002  # Scrapy's own form
        spider: Spider | None = None,  # noqa: ARG002  # the same
    ) -> LogFormatterResult:
        """Word an article that a stage failed at; Scrapy adds the trace of a bug."""
        return _line(logging.ERROR, "%(article)s failed: %(why)s", item, exception)


def _is_trouble(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING


def _without_trace(record: logging.LogRecord) -> bool:
    if record.exc_info and isinstance(record.exc_info[1], IngestError):
        record.exc_info = None
        record.msg = str(record.msg).partition("\nTraceback (")[0]  # the engine words it a second time
    return True


def _line(level: int, text: str, item: Any, why: object) -> LogFormatterResult:
    named = " ".join(filter(None, (getattr(item, "source", ""), getattr(item, "id", ""))))
    return {"level": level, "msg": text, "args": {"article": named, "why": why}}
