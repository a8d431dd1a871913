"""The stage dates an article and notes how."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from ingest.article import Article, Provenance
from pipelines.dates.stage import DatesStage, finish_dates

FETCHED = datetime.fromisoformat("2024-05-15T02:00:00+00:00")


def article(**fields: Any) -> Article:
    """Return an invented article, fetched at 10:00 in Shanghai."""
    return Article(source="jiangwan", fetched_at=FETCHED, **fields)


def test_published_and_modified_are_kept_apart() -> None:
    """Each is read from its own raw text, in the article's zone, with its provenance."""
    item = article(published_raw="2023-11-05 08:07:06", modified_raw="2023-11-05T01:00:00Z")
    finish_dates(item)
    assert item.published is not None
    assert item.modified is not None
    assert item.published.isoformat() == "2023-11-05T08:07:06+08:00"
    assert item.modified.isoformat() == "2023-11-05T09:00:00+08:00"
    noted = item.provenance["published"]
    assert (noted.raw, noted.rule) == ("2023-11-05 08:07:06", "date and clock")
    assert noted.facts == {"zone": "Asia/Shanghai", "precision": "second", "reference": ""}
    assert item.provenance["modified"].facts["zone"] == "UTC"


def test_day_alone_is_midnight_and_says_so() -> None:
    """A day without a clock is the article's midnight, which its precision tells from a real one."""
    item = article(published_raw="2023年11月5日")
    finish_dates(item)
    assert item.published is not None
    assert item.published.isoformat() == "2023-11-05T00:00:00+08:00"
    assert item.provenance["published"].facts["precision"] == "day"


def test_a_page_of_no_source_tells_order_and_zone() -> None:
    """The page's order of day and month counts where no seed has one, and the provenance names who told the zone."""
    item = article(published_raw="3/5/2024 8:07", day_first_raw="yes", zone="Europe/London")
    item.provenance["origin"] = Provenance("", "a shared link", {"zone": "page"})
    DatesStage({}).process_item(item)
    assert item.published is not None
    assert item.published.isoformat() == "2024-05-03T08:07:00+01:00"
    assert item.provenance["published"].facts["zone_by"] == "page"
    DatesStage({"jiangwan": SimpleNamespace(day_first=False, date_formats=())}).process_item(item)  # type: ignore[dict-item]  # all that is asked for
    assert item.published.isoformat() == "2024-03-05T08:07:00+00:00"


def test_fetch_time_is_the_reference() -> None:
    """A relative time is read at the fetch, and the provenance keeps that clock."""
    item = article(published_raw="今天 08:07")
    finish_dates(item)
    assert item.published is not None
    assert item.published.isoformat() == "2024-05-15T08:07:00+08:00"
    assert item.provenance["published"].facts["reference"] == FETCHED.isoformat()


def test_zone_of_the_text_is_converted() -> None:
    """A time told in another zone is written in the article's own."""
    item = article(published_raw="Dec 5, 2023 4:08 pm EST", zone="Europe/London")
    finish_dates(item)
    assert item.published is not None
    assert item.published.isoformat() == "2023-12-05T21:08:00+00:00"
    assert item.published.utcoffset() == timedelta(0)


@pytest.mark.parametrize("raw", ["", "0000-00-00", "版权所有 2001-2023", "明天"])
def test_unreadable_text_leaves_none(raw: str) -> None:
    """A text that says no certain date sets nothing and notes nothing; the raw text stays."""
    item = article(published_raw=raw)
    finish_dates(item)
    assert item.published is None
    assert item.provenance == {}
    assert item.published_raw == raw


def test_unknown_zone_of_the_article_is_an_error() -> None:
    """An article of no known zone is a fault of its seed, not a date to be guessed."""
    with pytest.raises(ValueError, match="no zone"):
        finish_dates(article(published_raw="", zone="Mars/Olympus"))


def crawler(seeds: dict[str, Any]) -> Any:
    """Return what the stage asks of a crawler."""
    return SimpleNamespace(spider=SimpleNamespace(seeds=seeds))


def test_stage_asks_the_seed_of_the_article() -> None:
    """Order and formats come from the seed by whose name the article goes."""
    seeds = {"jiangwan": SimpleNamespace(day_first=True, date_formats=("%Y!%m!%d",))}
    stage = DatesStage.from_crawler(crawler(seeds))
    first = stage.process_item(article(published_raw="05/11/2023"))
    second = stage.process_item(article(published_raw="2023!11!05"))
    assert first.published is not None
    assert first.published == second.published


def test_stage_works_without_a_word_of_the_seed() -> None:
    """An article of no known seed is read with the defaults: what is ambiguous stays unread."""
    for stage in (DatesStage.from_crawler(crawler({})), DatesStage.from_crawler(SimpleNamespace(spider=None))):  # type: ignore[arg-type]  # all it asks
        assert stage.process_item(article(published_raw="05/11/2023")).published is None
        assert stage.process_item(article(published_raw="2023-11-05")).published is not None
