"""Runs an article through the stages of ITEM_PIPELINES: within a crawl, and outside of one."""

from collections.abc import Callable
from functools import cached_property
from types import CoroutineType, SimpleNamespace
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from scrapy.utils.conf import build_component_list
from scrapy.utils.misc import load_object

from ingest.article import Article
from ingest.seeds import Seed

EXPORTER = "output.exporter.Exporter"


class LateStages:
    """Scrapy's item processor (setting ITEM_PROCESSOR), which builds the stages when the first article comes.

    A run with nothing new then never imports them, which is a third of its time. Our stages are plain
    functions, called in turn; only the exporter is waited for, as it writes several articles together.
    A stage with `open_spider` or `close_spider` needs Scrapy's own processor.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it; nothing else is yet."""
        return cls(crawler)

    async def open_spider_async(self) -> None:
        """Scrapy's hook; no stage has anything to open."""

    async def close_spider_async(self) -> None:
        """Scrapy's hook; no stage has anything to close."""

    async def process_item_async(self, item: Any) -> Any:
        """Scrapy's hook: all stages in their order."""
        for process in self._stages:
            item = process(item)
            if isinstance(item, CoroutineType):
                item = await item
        return item

    @cached_property
    def _stages(self) -> list[Callable[[Any], Any]]:
        paths = build_component_list(self.crawler.settings.getwithbase("ITEM_PIPELINES"))
        return [_built(path, self.crawler) for path in paths]


def finish(article: Article, seed: Seed, settings: BaseSettings) -> Article:
    """Run the article through all stages before the exporter and return it.

    Raises QuarantineError where the gate lets it not pass; the article is finished as far as it goes then.
    """
    spider = SimpleNamespace(name=seed.name, seed=seed, seeds={seed.name: seed})
    crawler = SimpleNamespace(spider=spider, settings=settings)
    for path in build_component_list(settings.getwithbase("ITEM_PIPELINES")):
        if path == EXPORTER:
            break
        article = _built(path, crawler)(article)
    return article


def _built(path: str, crawler: Any) -> Callable[[Any], Any]:
    kind: Any = load_object(path)
    stage = kind.from_crawler(crawler) if hasattr(kind, "from_crawler") else kind()
    process: Callable[[Any], Any] = stage.process_item
    return process
