"""`scrapy rebuild`: what was lost of an output folder, made again from the ledger; requests nothing."""

import argparse
import sys

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError


class Command(ScrapyCommand):
    """Writes lost posts, category pages, manifest and feeds again, under the lock; what stands stays."""

    requires_project = True
    requires_crawler_process = False

    def short_desc(self) -> str:
        """Return the line in Scrapy's list of commands."""
        return "Write lost posts, category pages, manifest and feeds again from the ledger; no network"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002  # Scrapy's own form
        """Restore, publish, and exit with 4 when some post could not be made again."""
        if args:
            raise UsageError
        from ingest.errors import IngestError
        from ingest.job.books import open_ledger
        from ingest.job.publishing import publish
        from ingest.job.restoring import Restorer
        from ingest.job.run import Run, folders

        assert self.settings is not None
        _, state = folders(self.settings)
        try:
            open_ledger(self.settings, state).close()
            run = Run.join(self.settings)
        except IngestError as error:
            print(f"scrapy rebuild: {error}", file=sys.stderr)
            self.exitcode = error.exit_code
            return
        restored, failed = 0, []
        try:
            restorer = Restorer(run)
            for entry in run.ledger.written():
                if restorer.is_lost(entry):
                    try:
                        done, why = restorer.restore(entry), "no original is kept"
                    except IngestError as error:
                        done, why = False, str(error)
                    restored += done
                    failed += [] if done else [f"{entry.id}: {why}"]
            restorer.restore_companions()
            publish(run, everything=True)
        except IngestError as error:
            failed.append(str(error))
        finally:
            run.end()
        print(f"{restored} restored, {len(failed)} failed; manifest and feeds are what the ledger says")
        for line in failed:
            print(f"  {line}", file=sys.stderr)
        self.exitcode = 4 if failed else run.report.exit_code
