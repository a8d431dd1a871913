"""`scrapy crawl`: Scrapy's command with an exit code that tells the truth."""

import argparse
from collections.abc import Mapping
from typing import Any, ClassVar

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError

from ingest.command import AnsweringCommand
from ingest.errors import IngestError


class Command(AnsweringCommand, ScrapyCrawl):
    """Runs one source's spider, or the links given with `-a url=`, under the lock of the output folder."""

    json_form = "the run report instead of a summary"
    defaults: ClassVar[Mapping[str, Any]] = {}

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check links and lock before anything starts, then crawl as Scrapy does."""
        from ingest.job.run import Run
        from ingest.job.shutdown import end_in_order
        from ingest.job.summary import summary

        if len(args) != 1:
            raise UsageError
        assert self.crawler_process is not None
        assert self.settings is not None
        try:
            spider = self.crawler_process.spider_loader.load(args[0])
            spider(**opts.spargs)  # reads its links, and refuses what is none
            run = Run.join(self.settings)
        except KeyError as error:
            raise UsageError(error.args[0], print_help=False) from error
        except IngestError as error:
            self.refuse(error)
            return
        end_in_order(run.report, self.crawler_process.crawlers)
        try:
            super().run(args, opts)
        finally:
            run.end()
        self.say(run.report.as_json() if opts.json else summary(run))
        self.exitcode = run.report.exit_code or self.exitcode
