"""Outlet: the surest witness names it, and the provenance says which."""

import pytest

from ingest.article import Article, Provenance
from ingest.seeds import Seed
from pipelines.outlet import OutletStage, finish_outlet

LINE = Provenance("山雨晚报", "the source line")
BYLINE = Provenance("石桥日报", "the byline")


def seed(fallback: str = "", **aliases: str) -> Seed:
    """Return an invented seed with these other spellings and this fallback."""
    return Seed.model_validate(
        {
            "name": "shanyu",
            "title": "山雨社",
            "language": "zh-CN",
            "zone": "Asia/Shanghai",
            "identity": {"code": r"\d{9}", "link": "https://www.shanyu.example/{code}"},
            "feeds": {
                "news": {"url": "https://a.example/1", "items": "list", "fields": {"code": "id"}},
                "rolling": {
                    "url": "https://a.example/2",
                    "items": "list",
                    "fields": {"code": "id"},
                    "category": {"slug": "express", "title": "滚动"},
                },
            },
            "article": {"page": {"kind": "page", "url": "https://www.shanyu.example/{code}"}},
            "outlets": {"fallback": fallback, "aliases": aliases},
        }
    )


def article(outlet: str = "", feed: str = "news", **witnesses: Provenance) -> Article:
    """Return an article with this outlet in its record and these further witnesses."""
    return Article(source="shanyu", feed=feed, outlet_raw=outlet, provenance=dict(witnesses))


@pytest.mark.parametrize(
    ("item", "fallback", "outlet", "rule"),
    [
        (article("青川报", source_line=LINE, byline_outlet=BYLINE), "山雨社", "青川报", "the record's outlet"),
        (article("", source_line=LINE, byline_outlet=BYLINE), "山雨社", "山雨晚报", "the source line"),
        (article("", byline_outlet=BYLINE), "山雨社", "石桥日报", "the byline"),
        (article(" \u3000\u200b"), "山雨社", "山雨社", "the seed's fallback"),
    ],
)
def test_surest_witness_counts(item: Article, fallback: str, outlet: str, rule: str) -> None:
    """The record is asked first, then the source line, then the byline, then the seed; blanks are no name."""
    finish_outlet(item, seed(fallback))
    assert item.outlet == outlet
    assert item.provenance["outlet"].rule == rule


def test_no_witness_no_outlet() -> None:
    """What nobody names stays absent, and has no provenance."""
    item = article()
    finish_outlet(item, seed())
    assert item.outlet == ""
    assert "outlet" not in item.provenance


def test_article_without_a_seed() -> None:
    """A page of no source takes what its witnesses say."""
    item = article("", source_line=LINE)
    finish_outlet(item, None)
    assert item.outlet == "山雨晚报"
    assert item.category == ""


@pytest.mark.parametrize("raw", ["青川 报社", "  青川\u3000报社\n", "青川 \u200b 报社\ufeff"])
def test_other_spelling(raw: str) -> None:
    """An alias is looked up by the name without what cannot be seen; the raw text stays in the provenance."""
    item = article(raw)
    finish_outlet(item, seed(**{"青川 报社": "青川报"}))
    assert item.outlet == "青川报"
    assert item.provenance["outlet"].raw == raw


def test_alias_counts_for_every_witness() -> None:
    """The source line's spelling is finished like the record's."""
    item = article("", source_line=LINE)
    finish_outlet(item, seed(山雨晚报="山雨报"))
    assert item.outlet == "山雨报"


def test_name_is_kept_to_the_character() -> None:
    """Capitals, brackets, full-width signs and blanks inside a name stay, even double ones."""
    item = article(" Tech（新闻）  Web·号外 ")
    finish_outlet(item, seed())
    assert item.outlet == "Tech（新闻）  Web·号外"


@pytest.mark.parametrize(("feed", "category"), [("rolling", "express"), ("news", ""), ("", ""), ("nowhere", "")])
def test_category_of_the_feed(feed: str, category: str) -> None:
    """A feed's fixed category is the article's, whatever its outlet; other feeds have none."""
    item = article("青川报", feed=feed)
    finish_outlet(item, seed())
    assert item.category == category
    assert ("category" in item.provenance) is bool(category)


def test_stage_takes_the_seed_of_the_article() -> None:
    """An article is finished by the seed of its own source, and by none where that is unknown."""
    stage = OutletStage({"shanyu": seed("山雨社")})
    assert stage.process_item(article()).outlet == "山雨社"
    assert stage.process_item(Article(source="other")).outlet == ""


def test_a_text_is_no_outlet() -> None:
    """A record that puts a text where the name belongs leaves the word to the next witness."""
    article = Article("shanyu", outlet_raw="报" * 300, provenance={"source_line": LINE})
    finish_outlet(article, seed())
    assert article.outlet == LINE.raw
