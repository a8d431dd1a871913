"""Listens to a crawl of one link, and makes a case of what the source answered."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings

from ingest.article import Article
from ingest.authoring.cases import Case, Input, answer_of, write_answer, write_case
from ingest.authoring.redaction import redact
from ingest.job.run import Run
from ingest.ledger.entry import Record
from ingest.seeds import ApiText, Seed


class Recorder:
    """Keeps the answers that the steps of one article got; `bodies` is empty while there are none."""

    def __init__(self, crawler: Crawler) -> None:
        self.inputs: list[Input] = []
        self.bodies: dict[str, bytes] = {}
        self.id = self.link = ""
        self._clock = datetime.now(UTC).replace(microsecond=0)
        crawler.signals.connect(self.received, signal=signals.response_received)
        crawler.signals.connect(self.finished, signal=signals.item_scraped)
        crawler.signals.connect(self.finished, signal=signals.item_dropped)

    def received(self, response: Response, request: Request) -> None:
        """Take an answer that a step asked for; those of a further link go when the article's own page is asked."""
        step, task = request.cb_kwargs.get("step"), request.cb_kwargs.get("task")
        if not step or task is None or not 200 <= response.status < 300:
            return
        if self.id and self.id != task.id:
            self.inputs, self.bodies = [], {}
        self.id, self.link = task.id, task.record.get("link", "") or response.url
        self.inputs = [one for one in self.inputs if one.url != response.url]  # another try of the same
        before = sum(one.step == step for one in self.inputs)
        file = f"{step}-{before + 1}" if before else step
        file += ".json" if isinstance(task.seed.article[step], ApiText) else ".html"
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        self.inputs.append(Input(response.url, file, step=step, content_type=kind))
        self.bodies[file] = redact(response.body)

    def finished(self, item: Article) -> None:
        """Take the name that the article has come to, which only its page may have told."""
        self.id, self.link = item.id, item.link_raw or self.link

    def records(self, run: Run) -> dict[str, Record]:
        """Return what the feeds said of the article."""
        entry = run.ledger.get(self.id) if self.id else None
        known = entry.records if entry else {}
        return {
            key: {name: text for name, text in record.items() if text}
            for key, record in known.items()
            if not key.endswith("/link")
        }

    def write(
        self, into: Path, seed: Seed, records: dict[str, Record], settings: BaseSettings
    ) -> tuple[Path, dict[str, Any]]:
        """Write the case below a folder, with what comes of it as the answer's first draft; return both."""
        folder = into / seed.name / self.id
        write_case(folder, Case(self.link, self._clock, tuple(self.inputs), records), self.bodies)
        answer = answer_of(folder, seed, settings)
        write_answer(folder, answer)
        return folder, answer
