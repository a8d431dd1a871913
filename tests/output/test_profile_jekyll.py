"""Profile `jekyll`: complete front matter in a fixed order, clean Markdown below."""

from datetime import datetime

import pytest
import yaml

from ingest.article import Article, Author, Dateline, Paragraph, Provenance, Run, Security
from ingest.errors import UsageError, WriteError
from output.profiles import load_profile


class Slugs:
    """A registry that gives one slug."""

    def slug(self, outlet: str) -> str:
        """Return it."""
        assert outlet
        return "jinguribao"


def full() -> Article:
    """Return an article with every field."""
    return Article(
        "grain",
        id="NW202203010000000001",
        source_url="https://n.example/a?id=1",
        title="稻谷：<b>丰收</b>",
        published=datetime.fromisoformat("2022-03-01T08:05:09+08:00"),
        modified=datetime.fromisoformat("2022-03-01T09:00:00+08:00"),
        blocks=(Paragraph((Run("甲{{ x }}"),)), Paragraph((Run("乙"),))),
        description="今年“丰收”。",
        authors=(Author("何稻香", "reporter", "记者"), Author("谷·丰", "photographer")),
        dateline=Dateline("金谷", "3月1日"),
        outlet="金谷日报",
        category="emnews",
        securities=(Security("600000.SH", "金谷股份"),),
    )


def written(article: Article) -> str:
    """Return the article's file."""
    profile = load_profile("jekyll")
    return profile.render(article, profile.slug(article, Slugs()))


def test_whole_file() -> None:
    """Every key in its place, then the body."""
    assert written(full()) == (
        "---\n"
        "layout: post\n"
        'title: "稻谷：&lt;b>丰收&lt;/b>"\n'
        "date: 2022-03-01 08:05:09 +0800\n"
        "categories: jinguribao\n"
        "tags: 金谷日报新闻\n"
        'permalink: "/posts/NW202203010000000001.html"\n'
        "source: 金谷日报\n"
        'source_url: "https://n.example/a?id=1"\n'
        "article_id: NW202203010000000001\n"
        'authors:\n- name: 何稻香\n  role: reporter\n- name: "谷·丰"\n  role: photographer\n'
        'dateline:\n  place: 金谷\n  date: "3月1日"\n'
        'securities:\n- symbol: "600000.SH"\n  name: 金谷股份\n'
        'description: "今年“丰收”。"\n'
        "last_modified_at: 2022-03-01 09:00:00 +0800\n"
        "---\n"
        "\n"
        "甲&#123;&#123; x &#125;&#125;\n\n乙\n"
    )  # fmt: skip


def test_absent_values_have_no_key() -> None:
    """What isn't known isn't written, not even as nothing."""
    article = full()
    article.modified = article.dateline = None
    article.authors = article.securities = ()
    article.description = ""
    keys = list(yaml.safe_load(written(article).split("---\n")[1]))
    assert keys == ["layout", "title", "date", "categories", "tags", "permalink", "source", "source_url", "article_id"]


def test_a_tag_is_one() -> None:
    """Jekyll splits a text at its blanks, so a name that holds one is a list."""
    article = full()
    article.outlet = "金谷 Daily"
    assert yaml.safe_load(written(article).split("---\n")[1])["tags"] == ["金谷 Daily新闻"]


def test_feed_category_without_an_outlet() -> None:
    """An article of a feed with a category of its own goes there when no outlet is known."""
    article = full()
    article.outlet = ""
    article.provenance["category"] = Provenance("滚动快讯", "feed")
    front = yaml.safe_load(written(article).split("---\n")[1])
    assert (front["categories"], front["tags"]) == ("emnews", "滚动快讯")
    assert "source" not in front


def test_no_category_at_all() -> None:
    """Neither outlet nor category: neither key."""
    article = full()
    article.outlet = article.category = ""
    front = yaml.safe_load(written(article).split("---\n")[1])
    assert not {"categories", "tags", "source"} & front.keys()


def test_category_pages() -> None:
    """A page of front matter alone for each outlet."""
    profile = load_profile("jekyll")
    page = "---\nlayout: category\ntitle: 金谷日报新闻\ncategory: jinguribao\n---\n"
    assert profile.category_page(full(), "jinguribao") == page
    assert profile.category_path("jinguribao") == "category/jinguribao.html"
    rolling = full()
    rolling.outlet = ""
    rolling.provenance["category"] = Provenance("滚动新闻", "the feed")
    assert "title: 滚动新闻\ncategory: emnews" in str(profile.category_page(rolling, "emnews"))
    assert profile.category_page(full(), "") is None
    assert profile.category_path("") is None


def test_refusals() -> None:
    """No option but the address is known, and nothing without a time is written."""
    with pytest.raises(UsageError, match="known is permalink"):
        load_profile("jekyll", {"x": "y"})
    article = full()
    article.published = None
    with pytest.raises(WriteError):
        written(article)
