"""Headlines: without the site's name, whole, and of this article."""

import pytest

from ingest.extract.headlines import choose_title
from ingest.extract.page import read_page
from ingest.extract.titles import Site, clean_title

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
        ("Old bridge opens to long-distance walkers - The Valley Post", "Old bridge opens to long-distance walkers"),
        ("Spider-Man leaves the well-known bridge", "Spider-Man leaves the well-known bridge"),
        ("老桥重开：A股—H股谁受益", "老桥重开：A股—H股谁受益"),
        ("1-0！东山队客场取胜", "1-0！东山队客场取胜"),
        ("老橋今天重新開放 ｜即時新聞｜東山電子報", "老橋今天重新開放"),
        ("老桥今天重新开放|老桥|公交_河谷新闻网", "老桥今天重新开放"),
        ("專訪｜河谷鎮長談老橋重建", "專訪｜河谷鎮長談老橋重建"),
        ("温川·雷诺谈老桥新闻", "温川·雷诺谈老桥新闻"),
        ("老桥今天重新开放 - 20260301 - 要聞 - 東山新聞網", "老桥今天重新开放"),
        ("老桥今天重新开放-东山网·河谷在线", "老桥今天重新开放"),
        ("The old bridge opens again | Opinion", "The old bridge opens again"),
        ("Opinion | The old bridge opens again", "The old bridge opens again"),
        ("&quot;老桥&quot;今天重新开放_河谷新闻网", '"老桥"今天重新开放'),
        ("独家 | 老桥今天重新开放", "独家 | 老桥今天重新开放"),
        ("_河谷新闻网", "_河谷新闻网"),
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


def test_a_headline_ends_where_a_visible_line_ends() -> None:
    """A line that the page shows tells where the title's headline ends, whatever mark-up the line has."""
    head = "<title>老桥重开，公交/电车同日通车 - 通车直播 _ 东山</title>"
    html = f"<head>{head}</head><body><div>老桥重开，公交/电车同日通车</div><p>河边的老桥今天重新开放。</p></body>"
    assert read_page(html.encode(), "https://a.example/1").title == "老桥重开，公交/电车同日通车"


@pytest.mark.parametrize(
    ("shown", "title"),
    [
        ("老桥今天重新开放 【18:45】", "老桥今天重新开放"),
        ("老桥今天重新开放 (5/7)", "老桥今天重新开放"),
        ("河谷网 〉要闻 〉老桥今天重新开放", "老桥今天重新开放"),
        ("老桥今天重新开放 原创", "老桥今天重新开放"),
        ("老桥今天重新开放 (valley.example) 87", "老桥今天重新开放"),
        ("老桥今天重新开放(图)", "老桥今天重新开放(图)"),
    ],
)
def test_a_headline_leaves_what_is_no_part_of_it(shown: str, title: str) -> None:
    """The way to the page, a clock and a page number are no words of a headline; what it says of pictures is."""
    assert choose_title([("title", "老桥今天重新开放_河谷新闻网")], [(True, shown)], SITE) == (title, "headline")


def test_a_topic_above_the_headline_is_not_the_title() -> None:
    """A heading that only begins what machines are told twice over is the topic."""
    titles = [
        ("meta", "Bridges: the old one opens again after years"),
        ("title", "Bridges: the old one opens again after years"),
    ]
    assert choose_title(titles, [(True, "Bridges")], SITE)[0] == titles[0][1]


def test_a_short_headline_before_the_sites_name_is_no_topic() -> None:
    """Behind a separator stands the site, however long its name and motto are."""
    long = "Web courses - Riverside University Online"
    assert choose_title([("title", long)], [(True, "Web courses")], SITE)[0] == "Web courses"


def test_a_title_of_the_sites_name_alone_is_none() -> None:
    """Behind the dividing sign stands the site's name, where a page has no headline for machines."""
    assert choose_title([("title", "_河谷新闻网")], [(True, "老桥今天重新开放")], SITE)[0] == "老桥今天重新开放"


def test_a_title_cut_at_a_quote_is_completed() -> None:
    """An unescaped quote in a meta tag ends the attribute; the page's title has the rest."""
    html = '<head><meta property="og:title" content="居民称"老桥"今天重新开放"><title>居民称"老桥"今天重新开放</title></head><body></body>'
    assert read_page(html.encode(), "https://a.example/1").title == '居民称"老桥"今天重新开放'


def test_a_titles_ideographic_space_stays() -> None:
    """Typography is kept as the page has it; runs of other blanks are one."""
    html = "<head><title>老橋重開\u3000東山\n 同日通車 - 河谷網</title></head><body><h1>老橋重開\u3000東山  同日通車</h1></body>"
    assert read_page(html.encode(), "https://a.example/1").title == "老橋重開\u3000東山 同日通車"


def test_what_leads_to_a_front_page_names_the_site() -> None:
    """A title's last part is the site's when a link to a front page, or its logo, is called so; a like link is not."""
    text = "<p>河边的老桥今天重新开放，附近的居民一早就来到桥头，等着第一辆公共汽车从桥上驶过。</p>" * 3
    head = "<title>老桥今天重新开放-三叶草</title>"
    url = "https://a.example/1"
    assert read_page(f"{head}<a href='/'><img alt='三叶草'></a>{text}".encode(), url).title == "老桥今天重新开放"
    assert read_page(f"{head}<a href='/b/'>三叶草</a>{text}".encode(), url).title == "老桥今天重新开放-三叶草"


def test_a_mediums_name_before_a_colon_goes_where_the_page_shows_the_rest() -> None:
    """The same words stay where the headline itself has them."""
    assert clean_title("东山新闻：老桥今天重新开放", SITE, (), {"老桥今天重新开放"}) == "老桥今天重新开放"
    assert clean_title("东山新闻：老桥今天重新开放", SITE) == "东山新闻：老桥今天重新开放"


def test_an_offices_name_alone_is_no_title() -> None:
    """Where the title names the site alone, the element named like a headline is asked."""
    titles = [("title", "东山市人民政府门户网站")]
    assert choose_title(titles, [(False, "老桥今天重新开放")], SITE) == ("老桥今天重新开放", "headline")


def test_an_h1_of_a_sidebar_must_be_the_title() -> None:
    """A headline of another article, alike in words, stands in a sidebar; the page's own is in its title."""
    html = "<title>河边老桥改造后重新开放_河谷新闻网</title><p>河边老桥改造后重新开放</p>"
    html += "<div class=sidebar><h1>河边老桥改造引热议</h1></div>"
    assert read_page(html.encode(), "https://a.example/1").title == "河边老桥改造后重新开放"
    assert (
        choose_title([("title", "新闻详情")], [(False, "河边老桥改造后重新开放")], SITE)[0] == "河边老桥改造后重新开放"
    )
