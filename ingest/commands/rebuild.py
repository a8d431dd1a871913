"""`scrapy rebuild`: what was lost of an output folder, made again from the ledger; requests nothing."""

import argparse
import sys

from scrapy.exceptions import UsageError

from ingest.command import AnsweringCommand


class Command(AnsweringCommand):
    """Writes lost posts, category pages, manifest and feeds again, under the lock; what stands stays."""

    json_form = "how many were restored, and what failed and why, as data"

    requires_crawler_process = False

    def short_desc(self) -> str:
        """Return the line in Scrapy's list of commands."""
        return "Write lost posts, category pages, manifest and feeds again from the ledger; no network"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
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
            self.refuse(error)
            return
        restored, failed = 0, list[str]()
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
            run.report.bug(str(error))
        finally:
            run.end()
        self.exitcode = run.report.exit_code or (4 if failed else 0)
        if opts.json:
            self.say({"restored": restored, "failed": failed, "errors": run.report.errors})
            return
        self.say(f"{restored} restored, {len(failed)} failed; manifest and feeds are what the ledger says")
        for line in [*run.report.errors, *failed]:
            print(f"  {line}", file=sys.stderr)
