"""`scrapy ingest`: the scheduled job; see docs/scheduling.md for its exit codes."""

import argparse
import traceback
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from ingest.command import AnsweringCommand

if TYPE_CHECKING:
    from ingest.job.run import Run


class Command(AnsweringCommand):
    """Runs the scheduled sources, or those named, in one process and under the lock."""

    json_form = "the run report instead of a summary"
    defaults: ClassVar[Mapping[str, Any]] = {}

    def syntax(self) -> str:
        """Return the arguments as help shows them."""
        return "[options] [SOURCE ...]"

    def short_desc(self) -> str:
        """Return the line in Scrapy's list of commands."""
        return "Run the scheduled sources (or those named) once: the job for cron, with a true exit code"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add `--worker`."""
        super().add_options(parser)
        parser.add_argument("--worker", action="store_true", help="take work from a shared queue: docs/cluster.md")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run, report, and set the exit code (0 to 5)."""
        from ingest.errors import IngestError
        from ingest.job.run import Run
        from ingest.job.shutdown import end_in_order, stoppable

        assert self.crawler_process is not None
        assert self.settings is not None
        if opts.worker:
            self.settings.set("WORKER", True, priority="cmdline")  # noqa: FBT003  # Scrapy's own signature
        try:
            names = self._sources(args)
            run = Run.join(self.settings)
        except IngestError as error:
            self.refuse(error)
            return
        try:
            end_in_order(run.report, self.crawler_process.crawlers)
            for name in [*names, *self._left_over(run)]:
                self.crawler_process.crawl(name)
            self.crawler_process.start()
            if self.crawler_process.bootstrap_failed:
                run.report.bug("a spider could not be started; see the log")
            with stoppable(run.report):
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
        from ingest.job.summary import summary

        self.say(run.report.as_json() if as_json else summary(run))
