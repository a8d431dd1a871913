"""The stage that dates an article: published is the time shown, modified is kept apart."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Self
from zoneinfo import ZoneInfo

from scrapy.crawler import Crawler

from ingest.article import Article, Provenance
from ingest.seeds import Seed
from pipelines.dates.engine import read_date, source_zone
from pipelines.dates.reading import DateReading

_ORDERS = {"yes": True, "no": False}


def _instant(reading: DateReading, zone: ZoneInfo) -> datetime:
    """Return the reading in the article's zone; a day alone is its midnight there, marked by its precision."""
    if isinstance(reading.value, datetime):
        return reading.value.astimezone(zone)
    return datetime.combine(reading.value, time(), tzinfo=zone)


def _noted(reading: DateReading, article: Article) -> Provenance:
    """Say how a date was read; `zone_by` is the step whose page told the zone, where no seed names one."""
    origin = article.provenance.get("origin")
    by = origin.facts.get("zone", "") if origin and reading.zone == article.zone else ""
    facts = {"zone": reading.zone, "precision": reading.precision, "reference": reading.reference}
    facts |= {"zone_by": by} if by else {}
    return Provenance(reading.raw, reading.rule, facts)


def finish_dates(article: Article, *, day_first: bool | None = None, formats: Sequence[str] = ()) -> None:
    """Set `published` and `modified` from their raw texts, with their provenance, read at the fetch time.

    Both are aware and in the article's zone. A text that says no certain date leaves None, and no
    provenance; the raw text stays beside it for the gate to show. ValueError for an article of no known zone.
    """
    zone = source_zone(article.zone)
    for field in ("published", "modified"):
        reading = read_date(
            getattr(article, f"{field}_raw"),
            zone=article.zone,
            reference=article.fetched_at,
            day_first=day_first,
            formats=formats,
        )
        if reading:
            setattr(article, field, _instant(reading, zone))
            article.provenance[field] = _noted(reading, article)


class DatesStage:
    """Dates each article with what its seed says of formats and of day and month, else with the page's order."""

    def __init__(self, seeds: Mapping[str, Seed]) -> None:
        self.seeds = seeds

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the order and the formats from the seeds that the spider knows."""
        return cls(getattr(crawler.spider, "seeds", {}))

    def process_item(self, item: Article) -> Article:
        seed = self.seeds.get(item.source)
        order = getattr(seed, "day_first", None)
        order = _ORDERS.get(item.day_first_raw) if order is None else order
        finish_dates(item, day_first=order, formats=getattr(seed, "date_formats", ()))
        return item
