"""Makes a post again from what the ledger keeps of it: its original, finished by the same stages."""

import json
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.article import Article, unpack
from ingest.ledger.entry import Entry
from ingest.seeds import ANY_PAGE, Seed, read_seeds
from ingest.stages import finish
from output.companions import write_companion
from output.exporter import export
from output.writer import write_atomic

if TYPE_CHECKING:
    from ingest.job.run import Run


class Restorer:
    """Finishes stored originals again, with the seeds of SEEDS_DIR."""

    def __init__(self, run: "Run") -> None:
        self.run = run

    @cached_property
    def seeds(self) -> dict[str, Seed]:
        """The seeds by name, and the one for any page; SeedError lists all faults."""
        return {**read_seeds(Path(self.run.settings["SEEDS_DIR"])), ANY_PAGE.name: ANY_PAGE}

    def article(self, entry: Entry, *, corrected: bool = True) -> Article | None:
        """Return an article finished again, with the time of its correction if wanted; None without an original.

        Raises QuarantineError when the rules of today refuse it.
        """
        original = self.run.ledger.original(entry.id)
        if original is None:
            return None
        article = finish(unpack(json.loads(original)), self.seeds.get(entry.source, ANY_PAGE), self.run.settings)
        article.id = entry.id
        if corrected and entry.modified:
            article.modified = datetime.fromisoformat(entry.modified)
        return article

    def is_lost(self, entry: Entry) -> bool:
        """Whether an article's file or its category's page is missing though it should stand."""
        run = self.run
        if entry.state == "gone" and run.settings["WITHDRAWN"] == "remove":
            return False
        listing = run.ledger.listings.get(entry.id)
        page = run.profile.category_path(listing.slug) if listing and listing.slug else None
        return not (run.output / entry.file).exists() or bool(page and not (run.output / page).exists())

    def restore_companions(self) -> None:
        """Write the files beside the posts that their generator needs, but those that a user has taken over."""
        for place, text in self.run.profile.companions.items():
            write_companion(self.run.output / place, text, root=self.run.output)

    def restore(self, entry: Entry) -> bool:
        """Write a lost post and its category's page again, under its old name; False when no original is kept.

        Raises QuarantineError when the rules of today refuse it.
        """
        run = self.run
        article = self.article(entry, corrected=entry.state != "published")  # the exporter knows the time itself
        if article is None:
            return False
        if entry.state == "published":
            export(article, run)
            return True
        article.withdrawn = run.settings["WITHDRAWN"] == "mark"
        text = run.profile.render(article, run.profile.slug(article, run.slugs))
        text = text if run.profile.keeps_line_ends else text.replace("\r\n", "\n")
        write_atomic(run.output / entry.file, text.encode(), root=run.output)
        return True
