"""`scrapy ingest`: the scheduled job; see docs/scheduling.md for its exit codes."""

import argparse
import sys
import traceback
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand

if TYPE_CHECKING:
    from ingest.run import Run


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
        """Add `--json`."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print the run report instead of a summary")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run, report, and set the exit code (0 to 5)."""
        from ingest.errors import IngestError  # noqa: PLC0415  # a command is imported by every other one's call
        from ingest.run import Run  # noqa: PLC0415  # the same

        assert self.crawler_process is not None  # noqa: S101  # Scrapy's contract with its commands
        assert self.settings is not None  # noqa: S101  # the same
        try:
            names = self._sources(args)
            run = Run.join(self.settings)
        except IngestError as error:
            print(f"scrapy ingest: {error}", file=sys.stderr)
            self.exitcode = error.exit_code
            return
        try:
            for name in names:
                self.crawler_process.crawl(name)
            self.crawler_process.start()
            if self.crawler_process.bootstrap_failed:
                run.report.bug("a spider could not be started; see the log")
        except Exception:
            traceback.print_exc()
            run.report.bug(traceback.format_exc(limit=-1))
        finally:
            run.leave()
        self._tell(run, as_json=opts.json)
        self.exitcode = run.report.exit_code

    def _sources(self, args: list[str]) -> list[str]:
        from ingest.errors import UsageError  # noqa: PLC0415  # as above

        assert self.crawler_process is not None  # noqa: S101  # as above
        seeds = self.crawler_process.spider_loader.seeds  # type: ignore[attr-defined]  # ours, see settings
        unknown = [name for name in args if name not in seeds]
        if unknown:
            raise UsageError("no such source", raw=unknown[0], fix=f"known are {', '.join(seeds) or 'none'}")
        names = list(dict.fromkeys(args)) or [name for name, seed in seeds.items() if seed.scheduled]
        if not names:
            raise UsageError("no source is scheduled", fix="name one, or write `scheduled: true` into its seed")
        return names

    def _tell(self, run: "Run", *, as_json: bool) -> None:
        import json  # noqa: PLC0415  # as above

        from ingest.summary import summary  # noqa: PLC0415  # as above

        print(json.dumps(run.report.as_json(), ensure_ascii=False, indent=1) if as_json else summary(run))
