"""`scrapy report`: the last runs, and how each source is."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

from ingest.command import AnsweringCommand

if TYPE_CHECKING:
    from ingest.report_page.figures import Figures


class Command(AnsweringCommand):
    """Reads run reports and ledger; requests nothing."""

    json_form = "the runs' reports and each source's health as data"

    requires_crawler_process = False

    def short_desc(self) -> str:
        """Return the line in Scrapy's list of commands."""
        return "Show the last runs, and which sources are late, thin, wrong or dead"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add `--html` and `--runs`."""
        super().add_options(parser)
        parser.add_argument("--html", metavar="PATH", help="write one page that needs no network")
        parser.add_argument("--runs", type=int, default=10, metavar="N", help="how many runs to show (default: 10)")

    def _write(self, path: str, figures: "Figures") -> None:
        from ingest.errors import IngestError
        from ingest.report_page import render
        from output.writer import write_atomic

        target = Path(path).absolute()
        try:
            write_atomic(target, render(figures).encode("utf-8", "backslashreplace"), root=target.parent)
        except IngestError as error:
            self.refuse(error)
            return
        self.say(f"written to {path}")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print two tables."""
        if args:
            raise UsageError
        from datetime import UTC, datetime

        from rich.table import Table
        from rich.text import Text

        from ingest.errors import IngestError
        from ingest.explanation import show
        from ingest.job.books import open_ledger
        from ingest.job.health import as_json, health_of, names_of, read_runs
        from ingest.job.report import OUTCOMES
        from ingest.job.run import folders
        from ingest.report_page.figures import gather

        assert self.settings is not None
        _, state = folders(self.settings)
        known = ["article", *(path.stem for path in Path(self.settings["SEEDS_DIR"]).glob("*.yaml"))]
        try:
            ledger = open_ledger(self.settings, state)
        except IngestError as error:
            self.refuse(error)
            return
        try:
            runs = read_runs(state / "runs")
            sources = [health_of(name, runs, ledger, datetime.now(UTC)) for name in names_of(runs, known, ledger)]
            if opts.html:
                self._write(opts.html, gather(runs, sources, ledger, state, datetime.now(UTC)))
                return
        finally:
            ledger.close()
        if opts.json:
            self.say(as_json(runs[: opts.runs], sources))
            return
        table = Table("run", "seconds", "exit", *OUTCOMES, title="Runs", title_justify="left")
        for told in runs[: opts.runs]:
            counts = [sum(part["counts"].get(name, 0) for part in told["sources"].values()) for name in OUTCOMES]
            table.add_row(told["started"], str(told["duration_s"]), str(told["exit_code"]), *map(str, counts))
        show(table)
        table = Table("source", "state", "last success", "last new", "usual pause", "reason", title="Sources")
        for health in sources:
            style = "green" if health.state == "ok" else "red"
            pause = f"{health.rhythm_s / 60:.0f} min" if health.rhythm_s else ""
            table.add_row(
                health.source, Text(health.state, style), health.last_success, health.last_new, pause, health.reason
            )
        show(table)
