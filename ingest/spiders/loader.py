"""Makes a spider of each seed, so that Scrapy's own commands know the sources by their file names."""

import builtins
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from ingest.errors import SeedError
from ingest.links import claim
from ingest.seeds import ANY_PAGE, Seed, read_seeds
from ingest.spiders.article import ArticleSpider
from ingest.spiders.seed import SeedSpider


class SeedSpiderLoader:
    """Scrapy's spider loader over SEEDS_DIR.

    The files are read when a spider is first asked for. Bad ones raise Scrapy's UsageError, which its
    commands print before they exit with 2; nothing has been requested then.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Return a loader over the settings' SEEDS_DIR."""
        return cls(Path(settings["SEEDS_DIR"]))

    @cached_property
    def seeds(self) -> dict[str, Seed]:
        """The seeds by name; scrapy.exceptions.UsageError lists all faults of all files."""
        try:
            return read_seeds(self.folder)
        except SeedError as error:
            raise UsageError(f"the seeds have faults:\n{error}", print_help=False) from error

    def list(self) -> list[str]:
        """Return the names of all spiders: the seeds', and `article`."""
        return [*self.seeds, ArticleSpider.name]

    def load(self, spider_name: str) -> type[Spider]:
        """Return the spider of a name; KeyError for an unknown one."""
        if spider_name == ArticleSpider.name:
            return type("ArticleSpider", (ArticleSpider,), {"seeds": {**self.seeds, ANY_PAGE.name: ANY_PAGE}})
        seed = self.seeds.get(spider_name)
        if seed is None:
            raise KeyError(f"Spider not found: {spider_name}; known are {', '.join(self.list())}")
        name = "".join(part.title() for part in spider_name.split("-")) + "Spider"
        body = {"name": spider_name, "seed": seed, "seeds": self.seeds, "custom_settings": _settings(seed)}
        return type(name, (SeedSpider,), body)

    def find_by_request(self, request: Request) -> builtins.list[str]:
        """Return the one source that claims a request's link, so that `scrapy shell <link>` uses its spider."""
        found = claim(self.seeds.values(), request.url)
        return [found.seed.name] if found else []


def _settings(seed: Seed) -> dict[str, Any]:
    """Return the settings that a seed's `polite` part changes, with its reason on record there."""
    if seed.polite is None:
        return {}
    settings: dict[str, Any] = {"ROBOTSTXT_OBEY": seed.polite.obey_robots}
    if seed.polite.delay_s is not None:
        settings["DOWNLOAD_DELAY"] = seed.polite.delay_s
    return settings
