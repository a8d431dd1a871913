"""Remembers each host's robots.txt for a day, so that a run with nothing new asks for feeds alone.

RFC 9309, 2.4: a crawler may cache robots.txt, and should not use a copy older than 24 hours. Scrapy
asks for it anew in every process, which every five minutes is most of what an idle run would request.
"""

import json
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse

from ingest.errors import WriteError
from ingest.network.hosts import place_of
from output.writer import write_atomic

FRESH_S = 24 * 3600
LONGEST = 500 * 1024  # RFC 9309, 2.5: a parser may stop there


class RobotsMemoryMiddleware:
    """Answers Scrapy's own question for robots.txt from `STATE_DIR/robots.json` while the copy is fresh."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._known: dict[str, Any] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it for a crawler whose spider has a `run`; without one it does nothing."""
        return cls(crawler)

    def process_request(self, request: Request) -> Response | None:
        """Give the remembered answer, if it is of the last 24 hours."""
        if not _is_robots(request):
            return None
        known = self._memory().get(_key(request))
        if known is None or not _is_fresh(known):
            return None
        body = known["text"].encode("utf-8", "surrogatepass")
        return TextResponse(request.url, status=known["status"], body=body, request=request)

    def process_response(self, request: Request, response: Response) -> Response:
        """Remember a final answer; a server's fault is none."""
        if not _is_robots(request) or response.status >= 500 or response.status == 429 or self._file() is None:
            return response
        memory = self._memory()
        if _key(request) not in memory or not _is_fresh(memory[_key(request)]):
            text = response.body[:LONGEST].decode("utf-8", "replace")
            memory[_key(request)] = {"at": time.time(), "status": response.status, "text": text}
            self._save()
        return response

    def _file(self) -> Path | None:
        run = getattr(self.crawler.spider, "run", None)
        return run.state / "robots.json" if run else None

    def _memory(self) -> dict[str, Any]:
        if self._known is None:
            self._known = {}
            file = self._file()
            if file and file.exists():
                try:
                    told = json.loads(file.read_text(encoding="utf-8"))
                    self._known = {key: copy for key, copy in told.items() if _is_copy(copy)}
                except (OSError, ValueError, AttributeError, RecursionError):
                    self._known = {}  # it is asked for again, and written anew
        return self._known

    def _save(self) -> None:
        file = self._file()
        if file:
            content = json.dumps(self._known, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8", "replace")
            with suppress(WriteError):  # it is asked for again; what it says holds for this run all the same
                write_atomic(file, content, root=file.parent)


def _is_copy(copy: Any) -> bool:
    match copy:
        case {"at": int() | float(), "status": int(), "text": str()}:
            return True
    return False


def _is_fresh(copy: Mapping[str, Any]) -> bool:
    """Whether a copy is of the last 24 hours; one from the future is of a clock that was wrong."""
    return bool(0 <= time.time() - copy["at"] <= FRESH_S)


def _is_robots(request: Request) -> bool:
    return bool(request.meta.get("dont_obey_robotstxt")) and request.url.endswith("/robots.txt")


def _key(request: Request) -> str:
    place = place_of(request.url)
    return f"{request.url.partition(':')[0]}://{place.host}:{place.port or ''}"
