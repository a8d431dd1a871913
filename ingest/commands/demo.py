"""`scrapy demo`: the whole job against the embedded replica, into `demo-site/`."""

import argparse
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from ingest.commands.ingest import Command as IngestCommand

if TYPE_CHECKING:
    from ingest.job.run import Run

SOURCES = ["eastmoney", "eastmoney-web"]
EXPECTED = 4  # articles newly in quarantine
# A starter for each generator; sites of other profiles bring their own layouts.
STARTERS = Path(__file__).parents[2] / "examples"
BUILD = {
    "jekyll": "jekyll build --source {0} --destination {0}/_site",
    "hugo": "hugo --source {0}",
    "eleventy": "cd {0} && npm install && npm run build",
    "astro": "cd {0} && npm install && npm run build",
}
# The replica is ours and on this machine: nothing to be polite to.
LOOPBACK = {
    "OUTPUT_DIR": "demo-site",
    "LEDGER_URL": "",
    "LOG_LEVEL": "ERROR",
    "AUTOTHROTTLE_ENABLED": False,
    "DOWNLOAD_DELAY": 0,
}


class Command(IngestCommand):
    """Ingests two sources from a loopback server that answers like the real ones."""

    defaults: ClassVar[Mapping[str, Any]] = LOOPBACK

    def short_desc(self) -> str:
        """Return the line in Scrapy's list of commands."""
        return "Ingest from the embedded replica of Eastmoney into demo-site/; no network needed"

    def syntax(self) -> str:
        """Return the arguments as help shows them."""
        return "[options]"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Start the replica on a free port and send every host's requests there."""
        from ingest.demo.replica import Replica

        super().process_options(args, opts)
        assert self.settings is not None
        self.replica = Replica()
        self.replica.__enter__()
        overrides = json.dumps({"*": self.replica.url})
        self.settings.set("HOST_OVERRIDES", overrides, priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Ingest both sources; articles in quarantine are part of the show, so they are no failure."""
        assert self.settings is not None
        site = Path(self.settings["OUTPUT_DIR"])
        starter = STARTERS / self.settings["PROFILE"]
        if self.settings["PROFILE"] in BUILD and starter.is_dir():
            ignored = shutil.ignore_patterns("node_modules", "_site", "dist", ".*")
            shutil.copytree(starter, site, dirs_exist_ok=True, copy_function=_copy_new, ignore=ignored)
        try:
            super().run(args or SOURCES, opts)
        finally:
            self.replica.__exit__(None, None, None)
        self.exitcode = 0 if self.exitcode == EXPECTED else self.exitcode

    def _tell(self, run: "Run", *, as_json: bool) -> None:
        super()._tell(run, as_json=as_json)
        if as_json:
            return
        folder = run.output / run.profile.posts_dir
        posts = sorted(folder.glob("*.md"))
        some = posts[len(posts) // 2] if posts else run.output
        ident = "-".join(some.stem.split("-")[3:])
        counts = [part.counts for part in run.report.sources.values()]
        if any(one["changed"] for one in counts):
            self.say(
                "\nSome articles stand in the feeds of both sources. The one that was read second may know more of\n"
                "them; it then rewrites their one file, hence `changed` in a first run."
            )
        if run.report.exit_code == EXPECTED:
            self.say(
                "\nThe demo's source has broken records on purpose; they wait in quarantine, each with its reasons.\n"
                "`scrapy ingest` tells a scheduler so by exit code 4, the first time; the demo itself ends with 0."
            )
        self.say(
            f"\n{len(posts)} posts in {_near(folder)}, quarantine in {_near(run.state / 'quarantine')}\n"
            f"look at one:    less {_near(some)}\n"
            f"ask why it is so:  .venv/bin/scrapy explain {ident} -s OUTPUT_DIR={_near(run.output)}"
        )
        if run.profile.name in BUILD:
            self.say(f"build the site: {BUILD[run.profile.name].format(_near(run.output))}")


def _copy_new(source: str, target: str) -> str:
    if not Path(target).exists():
        shutil.copyfile(source, target)
    return target


def _near(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
