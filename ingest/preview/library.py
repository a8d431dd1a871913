"""What the preview shows: a search over the ledger's listings, a post as HTML, and why it is as it is."""

import json
from dataclasses import dataclass
from typing import Any

from scrapy.settings import BaseSettings

from ingest.article import unpack
from ingest.errors import QuarantineError, WriteError
from ingest.explanation import as_json
from ingest.job.books import open_ledger
from ingest.job.run import folders
from ingest.ledger.listings import Listing
from ingest.seeds import ANY_PAGE, Seed
from ingest.stages import finish
from output.reading import post_body, to_html
from output.writer import read

PAGE = 30


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a search, newest first; `after` names the place where the next page begins, "" for none."""

    listings: list[Listing]
    after: str = ""


class Library:
    """Reads one output folder and its ledger; writes and requests nothing. `close` when done.

    Raises UsageError when nothing was ingested there.
    """

    def __init__(self, settings: BaseSettings, seeds: dict[str, Seed]) -> None:
        self.settings = settings
        self.seeds = seeds
        self.output, state = folders(settings)
        self.ledger = open_ledger(settings, state)

    def close(self) -> None:
        """Close the ledger."""
        self.ledger.close()

    def search(self, wanted: str, after: str = "") -> Found:
        """Return the articles in whose title, outlet or securities each word of a search stands."""
        words = wanted.casefold().split()
        published, _, last = after.partition(" ")
        place = (published, last) if last else None
        found: list[Listing] = []
        while listings := self.ledger.listings.older(place, 500):
            for listing in listings:
                if all(word in _text(listing) for word in words):
                    if len(found) == PAGE:
                        return Found(found, f"{found[-1].published} {found[-1].id}")
                    found.append(listing)
            place = (listings[-1].published, listings[-1].id)
        return Found(found)

    def html(self, file: str) -> str | None:
        """Return a post's body as clean HTML; None when the file is missing or a link."""
        content = self.file(file)
        return None if content is None else to_html(post_body(content.decode("utf-8", "replace")))

    def file(self, name: str) -> bytes | None:
        """Return a file below OUTPUT_DIR; None when it is missing or a link."""
        try:
            return read(self.output / name, root=self.output) if name else None
        except WriteError:
            return None

    def explain(self, article_id: str) -> dict[str, Any] | None:
        """Return what `scrapy explain --json` says of an article; None when nothing is kept of it."""
        entry, original = self.ledger.get(article_id), self.ledger.original(article_id)
        if entry is None or original is None:
            return None
        article, reasons = unpack(json.loads(original)), list[str]()
        article.id = article_id
        try:
            finish(article, self.seeds.get(article.source, ANY_PAGE), self.settings)
        except QuarantineError as error:
            reasons = list(error.reasons)
        return as_json(article, reasons)


def _text(listing: Listing) -> str:
    facts = listing.facts
    names = [part for security in facts.get("securities", []) for part in security.values()]
    return "\n".join([listing.id, facts.get("title", ""), facts.get("outlet", ""), *names]).casefold()
