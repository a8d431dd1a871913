"""`scrapy crawl`: Scrapy's command with an exit code that tells the truth."""

import argparse
import sys

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError

from ingest.errors import IngestError


class Command(ScrapyCrawl):
    """Runs one source's spider, or the links given with `-a url=`, under the lock of the output folder."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options; before the crawler process, which tells its configuration, there is."""
        from ingest.job.lines import leave_out_configuration

        super().process_options(args, opts)
        assert self.settings is not None
        leave_out_configuration(self.settings["LOG_LEVEL"])

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
            print(f"scrapy crawl: {error}", file=sys.stderr)
            self.exitcode = error.exit_code
            return
        end_in_order(run.report, self.crawler_process.crawlers)
        try:
            super().run(args, opts)
        finally:
            run.end()
        print(summary(run))
        self.exitcode = run.report.exit_code or self.exitcode
