"""`scrapy check-seeds`: whether all sources are as they should be."""  # noqa: N999  # the command's name

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.settings import SETTINGS_PRIORITIES

from ingest.errors import IngestError


class Command(ScrapyCommand):
    """Reads every seed, or those named, and tells all faults at once; requests nothing but with `--live`."""

    requires_project = True

    def syntax(self) -> str:
        """Return the arguments as help shows them."""
        return "[options] [SOURCE ...]"

    def short_desc(self) -> str:
        """Return the line in Scrapy's list of commands."""
        return "Check all seeds without a request; with --live try each and report"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add `--live`."""
        super().add_options(parser)
        parser.add_argument("--live", action="store_true", help="ask each feed and one article; never fails the check")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Keep the log out of the answer unless it is asked for."""
        super().process_options(args, opts)
        assert self.settings is not None
        if (self.settings.getpriority("LOG_LEVEL") or 0) < SETTINGS_PRIORITIES["cmdline"]:
            self.settings.set("LOG_LEVEL", "ERROR", priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print a line for each seed; exit 2 when one has a fault."""
        from ingest.authoring.live import try_seeds
        from ingest.authoring.scouting import Ask, Scout
        from ingest.seeds import read_seeds

        assert self.settings is not None
        assert self.crawler_process is not None
        try:
            seeds = read_seeds(Path(self.settings["SEEDS_DIR"]))
        except IngestError as error:
            print(error, file=sys.stderr)
            self.exitcode = error.exit_code
            return
        unknown = [name for name in args if name not in seeds]
        if unknown:
            print(f"no such source: {', '.join(unknown)}; known are {', '.join(seeds)}", file=sys.stderr)
            self.exitcode = 2
            return
        chosen = [seed for name, seed in seeds.items() if not args or name in args]
        for seed in chosen:
            kinds = ", ".join(f"{name} ({feed.kind})" for name, feed in seed.feeds.items()) or "shared links alone"
            print(f"{seed.name}: good; {'scheduled' if seed.scheduled else 'not scheduled'}; {kinds}")
        if opts.live:

            async def plan(ask: Ask) -> None:
                await try_seeds(chosen, ask, print)

            self.crawler_process.crawl(self.crawler_process.create_crawler(Scout), plan=plan)
            self.crawler_process.start()
