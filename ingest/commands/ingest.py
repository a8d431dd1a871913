"""`scrapy ingest`: the scheduled job; see docs/scheduling.md for its exit codes."""

import argparse
import sys
import traceback
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand

if TYPE_CHECKING:
    from ingest.job.run import Run


class Command(ScrapyCommand):
    """Runs the scheduled sources, or those named, in one process and under the lock."""

    requires_project = True

    def syntax(self) -> str:
        """Return the arguments as help shows them."""
        return "[options] [SOURCE ...]"

    def short_desc(self) -> str:
        """Return the line in Scrapy's list of commands."""
        return "Run the scheduled sources (or those named) once: the job for cron, with a true exit code"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add `--json` and `--worker`."""
        super().add_options(parser)
        parser.add_argument("--worker", action="store_true", help="take work from a shared queue: docs/cluster.md")
        parser.add_argument("--json", action="store_true", help="print the run report instead of a summary")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options; before the crawler process, which tells its configuration, there is."""
        from ingest.job.lines import leave_out_configuration

        super().process_options(args, opts)
        assert self.settings is not None
        leave_out_configuration(self.settings["LOG_LEVEL"])

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run, report, and set the exit code (0 to 5)."""
        from ingest.errors import IngestError
        from ingest.job.run import Run
        from ingest.job.shutdown import end_in_order

        assert self.crawler_process is not None
        assert self.settings is not None
        if opts.worker:
            self.settings.set("WORKER", True, priority="cmdline")  # noqa: FBT003  # Scrapy's own signature
        try:
            names = self._sources(args)
            run = Run.join(self.settings)
        except IngestError as error:
            print(f"scrapy ingest: {error}", file=sys.stderr)
            self.exitcode = error.exit_code
            return
        try:
            for name in [*names, *self._left_over(run)]:
                self.crawler_process.crawl(name)
            end_in_order(run.report, self.crawler_process.crawlers)
            self.crawler_process.start()
            if self.crawler_process.bootstrap_failed:
                run.report.bug("a spider could not be started; see the log")
            run.archive()
        except Exception:  # noqa: BLE001  # whatever happened, the report and the exit code must tell it
            traceback.print_exc()
            run.report.bug(traceback.format_exc(limit=-1))
        finally:
            run.end()
        self._tell(run, as_json=opts.json)
        self.exitcode = run.report.exit_code

    def _sources(self, args: list[str]) -> list[str]:
        from ingest.errors import UsageError

        assert self.crawler_process is not None
        seeds = self.crawler_process.spider_loader.seeds  # type: ignore[attr-defined]  # ours, see settings
        unknown = [name for name in args if name not in seeds]
        if unknown:
            raise UsageError("no such source", raw=unknown[0], fix=f"known are {', '.join(seeds) or 'none'}")
        names = list(dict.fromkeys(args)) or [name for name, seed in seeds.items() if seed.scheduled]
        if not names:
            raise UsageError("no source is scheduled", fix="name one, or write `scheduled: true` into its seed")
        return names

    def _left_over(self, run: "Run") -> list[str]:
        """Links of no source that an earlier run could not finish are taken up too."""
        import time

        return ["article"] if run.ledger.is_due("article", time.time()) else []

    def _tell(self, run: "Run", *, as_json: bool) -> None:
        import json

        from ingest.job.summary import summary

        print(json.dumps(run.report.as_json(), ensure_ascii=False, indent=1) if as_json else summary(run))
