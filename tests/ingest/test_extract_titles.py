"""Headlines: without the site's name, whole, and of this article."""

import pytest

from ingest.extract.page import read_page
from ingest.extract.titles import Site, choose_title, clean_title

SITE = Site.of(["河谷新闻网", "The Valley Post"], "https://www.valleypost.example/a/1.html")


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("老桥今天重新开放_河谷新闻网", "老桥今天重新开放"),
        ("老桥今天重新开放-河谷新闻网", "老桥今天重新开放"),
        ("老桥今天重新开放--财经--河谷新闻网", "老桥今天重新开放"),
        ("老桥今天重新开放|河谷新闻网", "老桥今天重新开放"),
        ("老桥今天重新开放_社会新闻_东山网", "老桥今天重新开放"),
        ("老桥今天重新开放_新浪财经_新浪网", "老桥今天重新开放"),
        ("The old bridge opens again - The Valley Post", "The old bridge opens again"),
        ("The old bridge opens again | Valley Post", "The old bridge opens again"),
        ("The Valley Post: news | The old bridge opens again", "The old bridge opens again"),
        ("Spider-Man leaves the well-known bridge", "Spider-Man leaves the well-known bridge"),
        ("老桥重开：A股—H股谁受益", "老桥重开：A股—H股谁受益"),
        ("1-0！东山队客场取胜", "1-0！东山队客场取胜"),
    ],
)
def test_only_the_sites_name_goes(title: str, clean: str) -> None:
    """The name goes on evidence alone; dashes that belong to the headline stay."""
    assert clean_title(title, SITE) == clean


def test_the_visible_headline_beats_a_shortened_one() -> None:
    """What readers see wins over a title for machines that is like it."""
    titles = [("meta", "Old bridge opens: what to know"), ("title", "Old bridge opens: what to know | The Valley Post")]
    assert choose_title(
        titles, [(True, "The Valley Post"), (True, "The old bridge opens again: what you should know")], SITE
    ) == (
        "The old bridge opens again: what you should know",
        "headline",
    )


def test_a_sidebars_heading_is_no_title() -> None:
    """A heading that no title bears out is passed over."""
    assert (
        choose_title([("title", "老桥今天重新开放_河谷新闻网")], [(False, "热点排行"), (True, "河谷要闻推荐")], SITE)[0]
        == "老桥今天重新开放"
    )


def test_a_title_cut_at_a_quote_is_completed() -> None:
    """An unescaped quote in a meta tag ends the attribute; the page's title has the rest."""
    html = '<head><meta property="og:title" content="居民称"老桥"今天重新开放"><title>居民称"老桥"今天重新开放</title></head><body></body>'
    assert read_page(html.encode(), "https://a.example/1").title == '居民称"老桥"今天重新开放'
