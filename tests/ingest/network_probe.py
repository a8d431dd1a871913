"""Run by the network tests in a process of its own: crawls the URLs given as JSON, prints what came of each.

One line of JSON in: `{"settings": {...}, "urls": [...], "bad_texts": [...]}`. A body that is one of
`bad_texts` is a content fault, for which the callback asks for another try, as a spider does.
"""

import json
import re
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

from ingest.network.backoff import retry_request

SETTINGS = {
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
        "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
        "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
        "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
        "ingest.network.guard.GuardMiddleware": 60,
        "ingest.network.backoff.BackoffMiddleware": 550,
        "ingest.network.limits.LimitedMetaRefreshMiddleware": 580,
        "ingest.network.limits.LimitedCompressionMiddleware": 590,
        "ingest.network.limits.LimitedRedirectMiddleware": 600,
    },
    "SPIDER_MIDDLEWARES": {
        "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
        "ingest.network.failures.StatusMiddleware": 50,
    },
    "DOWNLOAD_HANDLERS": {
        "http": "ingest.network.transport.GuardedDownloadHandler",
        "https": "ingest.network.transport.GuardedDownloadHandler",
    },
    "SCHEDULER": "ingest.network.waiting.WaitingScheduler",
    "HTTPPROXY_ENABLED": False,
    "RETRY_TIMES": 2,
    "RETRY_HTTP_CODES": [408, 429, 500, 502, 503, 504, *range(520, 530)],
    "BACKOFF_INITIAL_S": 0.002,
    "BACKOFF_MAX_S": 0.01,
    "REDIRECT_MAX_TIMES": 3,
    "DOWNLOAD_MAXSIZE": 1_000_000,
    "METAREFRESH_MAXDELAY": 2,
    "TELNETCONSOLE_ENABLED": False,
    "LOG_LEVEL": "ERROR",
}


class Probe(Spider):
    """Asks for every URL and notes the answer or the failure."""

    name = "probe"
    urls: list[str]
    bad_texts: list[str]
    seen: dict[str, dict[str, Any]]

    async def start(self) -> AsyncIterator[Request]:
        """Ask for all at once."""
        for url in self.urls:
            yield Request(url, self.parse, errback=self.failed, dont_filter=True, cb_kwargs={"asked": url})

    def parse(self, response: Response, asked: str) -> Iterator[Request]:
        """Note an answer, or order another try of a bad text."""
        text = response.body.decode("utf-8", "replace")
        if text in self.bad_texts and response.request is not None:
            again = retry_request(response.request, reason="bad text", spider=self)
            if again is not None:
                yield again
                return
        self.seen[asked] = {
            "text": text[:200],
            "url": response.url,
            "request": response.request.url if response.request else "",
            "meta": sorted(key for key in response.meta if key.startswith("ingest_")),
            "slot": response.meta["download_slot"],
        }

    def failed(self, failure: Any) -> None:
        """Note a failure."""
        error = failure.value
        self.seen[failure.request.cb_kwargs["asked"]] = {
            "kinds": [kind.__name__ for kind in type(error).__mro__],
            "error": str(error),
            "status": getattr(getattr(error, "response", None), "status", None),
        }


def main() -> None:
    """Crawl and print."""
    order = json.load(sys.stdin)
    process = CrawlerProcess({**SETTINGS, **order["settings"]}, install_root_handler=True)
    crawler = process.create_crawler(Probe)
    seen: dict[str, dict[str, Any]] = {}
    process.crawl(crawler, urls=order["urls"], bad_texts=order.get("bad_texts", []), seen=seen)
    process.start()
    stats = crawler.stats.get_stats() if crawler.stats else {}
    # of this process alone: getrusage counts what the parent had when it started us
    peak_mb = int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))[1]) / 1024
    json.dump({"seen": seen, "stats": stats, "peak_mb": peak_mb}, sys.stdout, default=str)


if __name__ == "__main__":
    main()
