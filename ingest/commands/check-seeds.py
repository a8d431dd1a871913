"""`scrapy check-seeds`: whether all sources are as they should be."""  # noqa: N999  # the command's name

import argparse
from pathlib import Path
from typing import Any

from ingest.command import AnsweringCommand
from ingest.errors import SeedError
from ingest.errors import UsageError as Wrong


class Command(AnsweringCommand):
    """Reads every seed, or those named, and tells all faults at once; requests nothing but with `--live`."""

    json_form = "sources, faults and what was found live, as data"

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

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print a line for each seed; exit 2 when one has a fault."""
        from ingest.authoring.live import try_seeds
        from ingest.authoring.scouting import Ask, Scout
        from ingest.seeds import read_seeds

        assert self.settings is not None
        assert self.crawler_process is not None
        told: dict[str, list[Any]] = {"sources": [], "faults": [], "live": []}
        try:
            seeds = read_seeds(Path(self.settings["SEEDS_DIR"]))
        except SeedError as error:
            self.refuse(error)
            if opts.json:
                self.say({**told, "faults": error.faults})
            return
        unknown = [name for name in args if name not in seeds]
        if unknown:
            self.refuse(Wrong("no such source", raw=unknown[0], fix=f"known are {', '.join(seeds)}"))
            return
        chosen = [seed for name, seed in seeds.items() if not args or name in args]
        for seed in chosen:
            feeds = {name: feed.kind for name, feed in seed.feeds.items()}
            told["sources"].append({"source": seed.name, "scheduled": seed.scheduled, "feeds": feeds})
            if not opts.json:
                kinds = ", ".join(f"{name} ({kind})" for name, kind in feeds.items()) or "shared links alone"
                self.say(f"{seed.name}: good; {'scheduled' if seed.scheduled else 'not scheduled'}; {kinds}")
        if opts.live:

            async def plan(ask: Ask) -> None:
                await try_seeds(chosen, ask, told["live"].append if opts.json else self.say)

            self.crawler_process.crawl(self.crawler_process.create_crawler(Scout), plan=plan)
            self.crawler_process.start()
        if opts.json:
            self.say(told)
