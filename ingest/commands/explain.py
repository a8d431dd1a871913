"""`scrapy explain`: why an article's fields came out as they did, and what its body lost and why."""

import argparse
import json
import tempfile
from typing import Any

from scrapy.exceptions import UsageError

from ingest.command import AnsweringCommand


class Command(AnsweringCommand):
    """Explains one article, by its id from what is ingested, or by a link that it fetches."""

    json_form = "plain data instead of a page"

    def syntax(self) -> str:
        """Return the arguments as help shows them."""
        return "[options] <link or id>"

    def short_desc(self) -> str:
        """Return the line in Scrapy's list of commands."""
        return "Show for one article each field's raw text, value and rule, and what the body lost"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add `--fetch`."""
        super().add_options(parser)
        parser.add_argument("--fetch", action="store_true", help="ask the source even if the article is ingested")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Find the raw article, finish it again, and show how."""
        from ingest.errors import IngestError, QuarantineError
        from ingest.explanation import as_json, page, show
        from ingest.stages import finish

        if len(args) != 1:
            raise UsageError
        assert self.settings is not None
        try:
            article, seed, state = self._article(args[0], fetch=opts.fetch)
        except IngestError as error:
            self.refuse(error)
            return
        reasons: list[str] = []
        try:
            finish(article, seed, self.settings)
        except QuarantineError as error:
            reasons = list(error.reasons)
        if opts.json:
            self.say(as_json(article, reasons))
        else:
            show(page(article, reasons, state))

    def _article(self, wanted: str, *, fetch: bool) -> Any:
        from ingest.errors import UsageError as Wrong
        from ingest.job.run import folders
        from ingest.links import claim, split_links
        from ingest.seeds import ANY_PAGE
        from pipelines.identity import article_id, link_id

        assert self.settings is not None
        assert self.crawler_process is not None
        seeds = {**self.crawler_process.spider_loader.seeds, ANY_PAGE.name: ANY_PAGE}  # type: ignore[attr-defined]  # ours
        link = "://" in wanted
        if link:
            wanted, *more = split_links(wanted, None)
            if more:
                raise Wrong("more than one link", raw=more[0], fix="ask about one article at a time")
            found = claim(seeds.values(), wanted)
            ident = article_id(found.seed, found.code) if found and found.code else link_id(wanted)
        else:
            ident = wanted
        _, state = folders(self.settings)
        known = None if fetch else _read(self.settings, state, ident)
        if known is None and not link:
            raise Wrong("no such article is ingested", raw=wanted, fix="give its link, or -s OUTPUT_DIR=…")
        article, told = known or self._fetched(wanted, ident)
        return article, seeds.get(article.source, ANY_PAGE), told

    def _fetched(self, link: str, ident: str) -> Any:
        from pathlib import Path

        from ingest.errors import FetchError
        from ingest.job.run import Run

        assert self.crawler_process is not None
        settings = self.crawler_process.settings
        with tempfile.TemporaryDirectory() as folder:
            for name, value in (("OUTPUT_DIR", folder), ("STATE_DIR", ""), ("LEDGER_URL", "")):
                settings.set(name, value, priority="cmdline")
            run = Run.join(settings)
            try:
                self.crawler_process.crawl("article", url=link)
                self.crawler_process.start()
            finally:
                run.end()
            known = _read(settings, Path(folder) / ".ingest", ident)
            if known is None:
                told = [part.reason for source in run.report.sources.values() for part in source.articles]
                raise FetchError("; ".join(told) or "the article could not be read", url=link)
            return known[0], "fetched now, not ingested"


def _read(settings: Any, state: Any, ident: str) -> Any:
    from ingest.article import unpack
    from ingest.errors import UsageError as Wrong
    from ingest.job.books import open_ledger

    try:
        ledger = open_ledger(settings, state)
    except Wrong:
        return None
    try:
        entry, original = ledger.get(ident), ledger.original(ident)
    finally:
        ledger.close()
    if entry is None or original is None:
        return None
    article = unpack(json.loads(original))
    article.id = ident
    return article, f"{entry.state} {entry.file}"
