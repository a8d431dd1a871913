"""`scrapy new-source`: from an address to a seed with two recorded cases."""  # noqa: N999  # the command's name

import argparse
import subprocess
import sys
from pathlib import Path

from scrapy.exceptions import UsageError

from ingest.command import AnsweringCommand

MOST_CASES = 2


class Command(AnsweringCommand):
    """Looks at a page and its feed, writes the proposed seed, and records two of its articles."""

    def syntax(self) -> str:
        """Return the arguments as help shows them."""
        return "[options] <name> <address>"

    def short_desc(self) -> str:
        """Return the line in Scrapy's list of commands."""
        return "Propose a seed for a site by looking at a page and its feed, and record two cases"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add `--into`."""
        super().add_options(parser)
        parser.add_argument("--into", default="tests/cases", metavar="DIR", help="folder of all cases")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Look, write the seed, record the cases."""
        from ingest.errors import IngestError

        if len(args) != 2:
            raise UsageError
        try:
            path, links = self._seed(args[0], args[1], Path(opts.into))
        except IngestError as error:
            self.refuse(error)
            return
        print(f"{path}:\n\n{path.read_text(encoding='utf-8')}")
        recorded = 0
        for link in links[: 2 * MOST_CASES]:
            if recorded < MOST_CASES:
                recorded += self._record(args[0], link, opts)
        if recorded < MOST_CASES:
            print(f"only {recorded} of {MOST_CASES} cases could be recorded", file=sys.stderr)
            self.exitcode = 4

    def _seed(self, name: str, url: str, into: Path) -> tuple[Path, list[str]]:
        from ingest.authoring.proposal import Findings, look_at, word_seed
        from ingest.authoring.scouting import Ask, Scout
        from ingest.errors import UsageError as Wrong
        from ingest.job.preflight import unwritable
        from ingest.links import split_links
        from ingest.seeds import read_seed
        from ingest.seeds.reader import name_fault

        assert self.settings is not None
        assert self.crawler_process is not None
        if fault := name_fault(name):
            raise Wrong("no name for a source", raw=name, fix=fault.partition("; ")[2])
        path = Path(self.settings["SEEDS_DIR"]) / f"{name}.yaml"
        if path.exists():
            raise Wrong("there is such a source", raw=str(path), fix="choose another name, or edit the file")
        if fault := unwritable(path.parent) or unwritable(into):
            raise Wrong("no place for a seed and its cases", raw=fault, fix="mend SEEDS_DIR or --into")
        url, *more = split_links(url, None)
        if more:
            raise Wrong("more than one address", raw=more[0], fix="look at one page at a time")
        found: list[Findings] = []

        async def plan(ask: Ask) -> None:
            found.append(await look_at(url, ask))

        crawler = self.crawler_process.create_crawler(Scout)
        self.crawler_process.crawl(crawler, plan=plan)
        self.crawler_process.start()
        error = getattr(crawler.spider, "error", None)
        if error:
            raise error
        if not found:
            raise Wrong("the address could not be looked at", raw=url, fix="see the log with -s LOG_LEVEL=INFO")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(word_seed(name, url, found[0]), encoding="utf-8")
        read_seed(path)
        return path, found[0].articles

    def _record(self, name: str, link: str, opts: argparse.Namespace) -> bool:
        pairs = [part for pair in opts.set for part in ("-s", pair)]
        command = [sys.executable, "-m", "scrapy", "record", name, link, "--into", opts.into, *pairs]
        return subprocess.run(command, check=False).returncode == 0  # noqa: S603  # our own command
