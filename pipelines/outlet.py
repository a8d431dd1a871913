"""Outlet: the medium an article comes from, by the surest witness that names one."""

import re
from collections.abc import Mapping
from typing import Any, Self

from ingest.article import Article, Provenance
from ingest.seeds import Seed
from pipelines.identity import INVISIBLE, one_line

LONGEST = 200  # characters; a record that gives more put a text where the name belongs


def finish_outlet(article: Article, seed: Seed | None) -> None:
    """Set outlet from the record, else from the body's source line, else from the byline.

    A record is asked first because it is the source's own field; the byline last because a reporter of
    one house may write for another. What none of them names stays absent, or becomes the seed's fallback.
    What is too long for a name is none.
    """
    witnesses = [Provenance(article.outlet_raw, "the record's outlet")]
    witnesses += [article.provenance[name] for name in ("source_line", "byline_outlet") if name in article.provenance]
    fallback = seed.outlets.fallback if seed else ""
    witnesses.append(Provenance(fallback, "the seed's fallback"))
    for witness in witnesses:
        # blanks inside a name stay as they are, even double ones: they are part of old slugs
        name = re.sub(r"[\t-\r]+", " ", INVISIBLE.sub("", witness.raw)).strip()
        if 0 < len(name) <= LONGEST:
            article.outlet = seed.outlets.aliases.get(one_line(name), name) if seed else name
            article.provenance["outlet"] = Provenance(witness.raw, witness.rule)
            break
    feed = seed.feeds.get(article.feed) if seed else None
    if feed and feed.category:
        article.category = feed.category.slug
        article.provenance["category"] = Provenance(feed.category.title, f"the feed {article.feed}")


class OutletStage:
    """Joins `finish_outlet` to Scrapy."""

    def __init__(self, seeds: Mapping[str, Seed]) -> None:
        self.seeds = seeds

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        return cls(getattr(crawler.spider, "seeds", {}))

    def process_item(self, item: Article) -> Article:
        finish_outlet(item, self.seeds.get(item.source))
        return item
