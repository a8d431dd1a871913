"""`scrapy record`: keeps what a source answers for one article, as a case that is tested for ever."""

import argparse
import tempfile
from pathlib import Path
from typing import Any

from scrapy.exceptions import UsageError

from ingest.command import AnsweringCommand

CASES = "tests/cases"


class Command(AnsweringCommand):
    """Fetches an article by its link and writes it with a first-draft answer below tests/cases/."""

    def syntax(self) -> str:
        """Return the arguments as help shows them."""
        return "[options] <source> <link>"

    def short_desc(self) -> str:
        """Return the line in Scrapy's list of commands."""
        return "Record an article of a source as a case: inputs, clock, first-draft answer"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add `--into`."""
        super().add_options(parser)
        parser.add_argument("--into", default=CASES, metavar="DIR", help=f"folder of all cases (default: {CASES})")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl the one link into a folder that is thrown away, and keep what came."""
        from ingest.errors import IngestError

        if len(args) != 2:
            raise UsageError
        try:
            folder, answer = self._recorded(args[0], args[1], Path(opts.into))
        except IngestError as error:
            self.refuse(error)
            return
        print(f"{folder}: look at answer.json and correct it; then pytest -k {folder.name}")
        for name, value in answer.items():
            shown = f"{len(value)} blocks" if name == "body" else value
            print(f"  {name}: {shown}")

    def _recorded(self, source: str, link: str, into: Path) -> tuple[Path, dict[str, Any]]:
        from ingest.authoring.recording import Recorder
        from ingest.errors import FetchError, UsageError
        from ingest.job.preflight import unwritable
        from ingest.job.run import Run

        assert self.settings is not None
        assert self.crawler_process is not None
        try:
            spider = self.crawler_process.spider_loader.load(source)
        except KeyError as error:
            raise UsageError("no such source", raw=source, fix="scrapy list names all") from error
        spider(url=link)  # refuses what is no link of this source
        if fault := unwritable(into):
            raise UsageError("no place for a case", field="--into", raw=fault, fix="name a folder")
        with tempfile.TemporaryDirectory() as scratch:
            for name, value in (("OUTPUT_DIR", scratch), ("STATE_DIR", ""), ("LEDGER_URL", "")):
                self.settings.set(name, value, priority="cmdline")
            crawler = self.crawler_process.create_crawler(source)
            run = Run.join(crawler.settings)
            recorder = Recorder(crawler)
            try:
                self.crawler_process.crawl(crawler, url=link, look_up="1")
                self.crawler_process.start()
                records = recorder.records(run)
            finally:
                run.end()
        if not recorder.bodies:
            told = [part.reason for one in run.report.sources.values() for part in one.articles]
            raise FetchError("; ".join(told) or "nothing was answered", url=link)
        return recorder.write(into, spider.seed, records, crawler.settings)  # type: ignore[attr-defined]  # ours
