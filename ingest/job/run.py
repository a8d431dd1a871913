"""A run over one output folder: the lock, the ledger and the report that all its spiders share."""

import json
import logging
import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar, Self

from scrapy.settings import BaseSettings
from scrapy.utils.asyncio import sleep

from ingest.article import Article, pack, unpack
from ingest.errors import IngestError, UsageError, WriteError
from ingest.job.books import open_books
from ingest.job.lock import command_line
from ingest.job.preflight import check_settings
from ingest.job.publishing import publish
from ingest.job.report import RunReport
from ingest.job.shutdown import stoppable
from ingest.ledger.entry import Entry
from ingest.seeds import Seed
from ingest.stages import finish
from output import retention
from output.manifest import facts_of
from output.profiles import load_profile
from output.writer import clear_leftovers, remove, write_atomic

logger = logging.getLogger(__name__)

LOOK_AGAIN_S = 0.5  # while others are at work on what may come back
LEFTOVER_S = 60  # where others write too: from making a file to locking it


class Run:
    """What the spiders of one process share. `join` gives the folder's run, the last `leave` ends it.

    Joining raises UsageError for settings that cannot be meant so, LockHeldError when another process works
    on the folder, WriteError when its disk or its ledger cannot be used.
    """

    _open: ClassVar[dict[Path, Self]] = {}

    def __init__(self, settings: BaseSettings) -> None:
        check_settings(settings)
        self.settings = settings
        self.output, self.state = output, state = folders(settings)
        self.profile = load_profile(settings["PROFILE"], settings.getdict("PROFILE_OPTIONS"))
        self.keep_days = settings.getint("KEEP_DAYS")
        self.recheck_s = settings.getfloat("RECHECK_HOURS") * 3600
        with ExitStack() as opened:
            self.books = open_books(settings, output, state, opened)
            for folder in (output, state, state / "quarantine"):
                clear_leftovers(folder, age_s=LEFTOVER_S if settings["LEDGER_URL"] else 0)
            self._opened = opened.pop_all()
        self.ledger, self.slugs = self.books.ledger, self.books.slugs
        self.report = RunReport(command_line(), settings["PROFILE"], helps=not self.books.leads)
        self.pages: set[str] = set()
        self._members = 0

    @classmethod
    def join(cls, settings: BaseSettings) -> Self:
        """Return the run over the settings' OUTPUT_DIR, opened if it is not yet."""
        output, _ = folders(settings)
        run = cls._open.get(output)
        if run is None:
            run = cls._open[output] = cls(settings)
        run._members += 1
        return run

    def leave(self) -> None:
        """End one membership; the last one ends the run."""
        self._members -= 1
        if self._members <= 0:
            self.end()

    def end(self) -> None:
        """Write manifest, feeds and report, close the ledger and let the lock go, whoever is still a member; once."""
        if self._open.pop(self.output, None) is None:
            return
        with self._going_on("manifest and feeds could not be written"), stoppable(self.report):
            self._publish()
        with self._going_on("the run report could not be written"):
            if self.report.tells:
                self.report.write(self.state / "runs")
        with self._going_on("the metrics could not be written"):
            self._measure()
        with self._going_on("the ledger could not be closed"):
            self._opened.close()

    @contextmanager
    def _going_on(self, what: str) -> Iterator[None]:
        """Note what goes wrong, an expected error in one line, and end the run all the same."""
        try:
            yield
        except Exception as error:  # the rest of the end must come
            logger.log(logging.ERROR, "%s: %s", what, error, exc_info=not isinstance(error, IngestError))
            self.report.bug(f"{what}: {error}")

    async def due(self, source: str) -> AsyncIterator[Entry]:
        """Yield a source's articles that want to be read, oldest wish first.

        Where several machines share the work, go on until none has any that may come back; a worker also waits for
        a run that leads, WORKER_WAIT_S long for the first.
        """
        patience = time.monotonic() + (0 if self.books.leads else self.settings.getfloat("WORKER_WAIT_S"))
        try:
            while True:
                for entry in self.ledger.due(source, time.time()):
                    patience = 0
                    yield entry
                others = self.ledger.leased(source) or self.books.others_lead()
                if not others and time.monotonic() >= patience:
                    return
                patience = 0 if others else patience
                await sleep(LOOK_AGAIN_S)
        except UsageError as error:  # another run has taken the lead, and writes another site
            self.report.refuse(str(error))

    def _publish(self) -> None:
        if self.books.lead_lost():
            self.report.bug("another run has taken the lead; the manifest is its to write")
        elif self.books.leads:
            publish(self)

    def _measure(self) -> None:
        if self.settings["METRICS_FILE"]:
            from ingest.monitoring.metrics import write_metrics  # noqa: PLC0415  # needs the extra `monitor`

            write_metrics(self, Path(self.settings["METRICS_FILE"]))

    def known(self, article_id: str) -> Entry | None:
        """Return what the ledger knows of an article."""
        return self.ledger.get(article_id)

    def together(self) -> AbstractContextManager[None]:
        """Store all that is remembered inside at once: less work for many articles."""
        return self.ledger.together()

    def assign(self, article: Article, file: str) -> None:
        """Remember an article's file name before the file is written."""
        self.ledger.assign(article.id, article.source, file)

    def wrote(self, article: Article, content_hash: str) -> None:
        """Remember an article's file after it is written, and when to look whether it was corrected."""
        assert article.published is not None  # noqa: S101  # the gate lets no other pass
        fields: dict[str, object] = {
            "rank": article.rank,
            "content_hash": content_hash,
            "published": article.published.astimezone(UTC).isoformat(),
            "modified": article.modified.isoformat() if article.modified else "",
            "etag": article.validator,
            "due": next_check(article.published.timestamp(), time.time(), self.recheck_s),
        }
        original = json.dumps(pack(article), ensure_ascii=False).encode("utf-8", "surrogatepass")
        slug = self.profile.slug(article, self.slugs)
        # before the row that says "published": a kill between the two leaves an article that is read again
        self.ledger.listings.put(article.id, slug, str(fields["published"]), facts_of(article, slug))
        self.ledger.publish(article.id, fields, original)

    def unchanged(self, entry: Entry) -> None:
        """Note that the source has said that nothing changed, and when to ask again."""
        published = datetime.fromisoformat(entry.published).timestamp()
        self.ledger.publish(entry.id, {"due": next_check(published, time.time(), self.recheck_s)})

    def withdraw(self, entry: Entry, seed: Seed, settings: BaseSettings) -> None:
        """Do with a withdrawn article's file what WITHDRAWN says: keep, mark or remove."""
        wanted, original = settings["WITHDRAWN"], self.ledger.original(entry.id)
        if not entry.file or wanted == "keep":
            return
        if wanted == "remove":
            self.ledger.listings.hide(entry.id)
            remove(self.output / entry.file, root=self.output)
        elif original:
            article = finish(unpack(json.loads(original)), seed, settings)
            article.withdrawn = True
            if entry.modified:
                article.modified = datetime.fromisoformat(entry.modified)
            slug = self.profile.slug(article, self.slugs)
            text = self.profile.render(article, slug)
            self.ledger.listings.put(entry.id, slug, entry.published, facts_of(article, slug))
            write_atomic(self.output / entry.file, text.encode(), root=self.output)

    def archive(self) -> None:
        """Move the posts older than KEEP_DAYS to the profile's archive; 0 keeps all in place."""
        if self.keep_days <= 0 or not self.books.leads:
            return
        before = datetime.now(UTC) - timedelta(days=self.keep_days)
        for entry in self.ledger.older_than(before.isoformat()):
            try:
                place = retention.archive(self.output, entry.file, self.profile)
                self.report.archived += 1
            except WriteError as error:
                if os.path.lexists(self.output / entry.file):
                    self.report.bug(str(error))
                    continue
                place = f"{self.profile.archive_dir}/{Path(entry.file).name}"  # removed; `rebuild` writes it there
            self.ledger.archive(entry.id, place)


def next_check(published: float, now: float, within_s: float) -> float | None:
    """Return when an article is read again: after half its age, ten minutes at least, while it is young."""
    age = now - published
    return now + max(600.0, age / 2) if age < within_s else None


def folders(settings: BaseSettings) -> tuple[Path, Path]:
    """Return OUTPUT_DIR and STATE_DIR, absolute; STATE_DIR is `.ingest` inside OUTPUT_DIR unless set."""
    output = Path(os.path.abspath(settings["OUTPUT_DIR"]))  # noqa: PTH100  # resolve() would follow a link
    state = settings["STATE_DIR"]
    return output, Path(os.path.abspath(state)) if state else output / ".ingest"  # noqa: PTH100  # the same
