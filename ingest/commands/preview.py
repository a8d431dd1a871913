"""`scrapy preview`: look at the output folder in a browser, with no site generator at hand."""

import argparse

from scrapy.exceptions import UsageError

from ingest.command import AnsweringCommand


class Command(AnsweringCommand):
    """Serves list, search, article pages and their explanations on loopback until it is stopped."""

    requires_crawler_process = False

    def syntax(self) -> str:
        """Return the arguments as help shows them."""
        return "[options]"

    def short_desc(self) -> str:
        """Return the line in Scrapy's list of commands."""
        return "Show the output folder in a browser: articles, search, and why each field came out so"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add `--port`."""
        super().add_options(parser)
        parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1 (default: 0, a free one)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the address and serve until a signal; exit with 2 where there is nothing to show."""
        if args:
            raise UsageError
        import asyncio
        from pathlib import Path

        from ingest.errors import IngestError
        from ingest.job.run import folders
        from ingest.preview.library import Library
        from ingest.preview.server import serve
        from ingest.seeds import read_seeds

        assert self.settings is not None
        output, _ = folders(self.settings)
        try:
            library = Library(self.settings, read_seeds(Path(self.settings["SEEDS_DIR"])))
        except IngestError as error:
            self.refuse(error)
            return
        try:
            asyncio.run(serve(library, opts.port, lambda url: print(f"{output}: {url}  (Ctrl-C ends it)", flush=True)))
        except (OSError, OverflowError) as error:
            self.refuse(f"port {opts.port}: {error}")
        finally:
            library.close()
