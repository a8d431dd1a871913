"""Finishes a raw article outside a crawl, by the same stages in the same order as within one."""

from types import SimpleNamespace
from typing import Any

from scrapy.settings import BaseSettings
from scrapy.utils.conf import build_component_list
from scrapy.utils.misc import load_object

from ingest.article import Article
from ingest.seeds import Seed

EXPORTER = "output.exporter.Exporter"


def finish(article: Article, seed: Seed, settings: BaseSettings) -> Article:
    """Run the article through all stages before the exporter and return it.

    Raises QuarantineError where the gate lets it not pass; the article is finished as far as it goes then.
    """
    spider = SimpleNamespace(name=seed.name, seed=seed, seeds={seed.name: seed})
    crawler = SimpleNamespace(spider=spider, settings=settings)
    for path in build_component_list(settings.getwithbase("ITEM_PIPELINES")):
        if path == EXPORTER:
            break
        stage: Any = load_object(path)
        article = (stage.from_crawler(crawler) if hasattr(stage, "from_crawler") else stage()).process_item(article)
    return article
