"""Share links: all forms of an article are one link, and what only leads on is left behind."""

from urllib.parse import quote

import pytest
from small_site import SmallSite

from ingest.links import split_links
from ingest.seeds import is_moved, one_form, unwrapped
from ingest.seeds.share_links import forms
from pipelines.identity import canonical_link, link_id

PAPER = "https://www.thepaper.cn/newsDetail_forward_12345678"
TENCENT = "https://news.qq.com/rain/a/20260903A01ABC00"
WEIBO = "https://weibo.com/ttarticle/p/show?id=2309404000000000000000"
TOUTIAO = "https://www.toutiao.com/article/7000000000000000001/"


@pytest.mark.parametrize(
    ("shared", "canonical"),
    [
        (
            "http://mp.weixin.qq.com/s?__biz=MzA5MDAwMDAwMA==&mid=2650000001&idx=1&sn=0a1b2c&chksm=88&scene=21&srcid=09&sharer_shareid=x#rd",
            "https://mp.weixin.qq.com/s?__biz=MzA5MDAwMDAwMA==&idx=1&mid=2650000001&sn=0a1b2c",
        ),
        (
            "https://mp.weixin.qq.com/s?sn=0a1b2c&idx=1&mid=2650000001&__biz=MzA5MDAwMDAwMA%3D%3D",
            "https://mp.weixin.qq.com/s?__biz=MzA5MDAwMDAwMA==&idx=1&mid=2650000001&sn=0a1b2c",
        ),
        ("https://mp.weixin.qq.com/s/Ab-C_d123?scene=1#wechat_redirect", "https://mp.weixin.qq.com/s/Ab-C_d123"),
        ("https://m.toutiao.com/i7000000000000000001/?app=news_article&timestamp=1", TOUTIAO),
        ("https://www.toutiao.com/a7000000000000000001/?tt_from=weixin", TOUTIAO),
        (
            "https://m.163.com/dy/article/ABCD1234EFGH5678.html?spss=x",
            "https://www.163.com/dy/article/ABCD1234EFGH5678.html",
        ),
        ("https://m.sohu.com/a/500000001_100000001?_trans_=000019_wzwza", "https://www.sohu.com/a/500000001_100000001"),
        ("https://view.inews.qq.com/a/20260903A01ABC00?uid=1&shareto=wx", TENCENT),
        ("https://new.qq.com/rain/a/20260903A01ABC00.html?pc", TENCENT),
        (
            "https://finance.sina.cn/2026-09-03/detail-iabcdef1234567.d.html?from=wap",
            "https://finance.sina.cn/2026-09-03/detail-iabcdef1234567.d.html",
        ),
        ("https://m.thepaper.cn/detail/12345678?from=timeline", PAPER),
        ("https://m.thepaper.cn/newsDetail_forward_12345678", PAPER),
        (
            "https://finance.caixin.com/2026-09-03/102000001.html?p0#page2",
            "https://finance.caixin.com/2026-09-03/102000001.html",
        ),
        (
            "https://xueqiu.com/1000000001/200000002?from=singlemessage&refer=status",
            "https://xueqiu.com/1000000001/200000002",
        ),
        ("https://weibo.com/ttarticle/x/m/show#/id=2309404000000000000000&_wb_client_=1", WEIBO),
        ("https://weibo.com/ttarticle/x/m/show/id/2309404000000000000000", WEIBO),
        ("https://weibo.com/ttarticle/p/show?id=2309404000000000000000&mod=zwenzhang", WEIBO),
        (
            "https://emcreative.eastmoney.com/app_fortune/article/index.html?artCode=20260903110357059987800&postId=1",
            "https://emcreative.eastmoney.com/app_fortune/article/index.html?artCode=20260903110357059987800",
        ),
        (
            "https://news.10jqka.com.cn/20260903/c670000001.shtml?from=app",
            "https://news.10jqka.com.cn/20260903/c670000001.shtml",
        ),
        (
            "https://api3.cls.cn/share/article/2400000?os=ios&sv=8.5.9&app=cailianpress",
            "https://www.cls.cn/detail/2400000",
        ),
        ("https://news.ifeng.com/c/8AbCdEfGhIj?ch=ref", "https://news.ifeng.com/c/8AbCdEfGhIj"),
        ("https://weibo.cn/sinaurl?f=w&u=https%3A%2F%2Fm.thepaper.cn%2Fdetail%2F12345678", PAPER),
        ("https://c.pc.qq.com/middle.html?pfurl=https%3A%2F%2Fm%2Ethepaper%2Ecn%2Fdetail%2F12345678&pfuin=0", PAPER),
        ("https://link.csdn.net/?target=https%3A%2F%2Fm.thepaper.cn%2Fdetail%2F12345678", PAPER),
        ("https://card.weibo.com/article/m/show/id/2309404000000000000000", WEIBO),
        ("https://www-lake-example.cdn.ampproject.org/c/s/www.lake.example/a/1", "https://www.lake.example/a/1"),
    ],
)
def test_shared_form_becomes_the_one_form(shared: str, canonical: str) -> None:
    """Whatever was hung on a link or put in front of it, the article has one link."""
    assert canonical_link(shared) == canonical
    assert canonical_link(canonical) == canonical
    assert link_id(shared) == link_id(canonical)


@pytest.mark.parametrize(
    "link",
    [
        "https://mp.weixin.qq.com/s?mid=1&idx=1",
        "https://www.toutiao.com/c/user/token/abc/",
        "https://news.example/detail/1?id=2",
        "https://weibo.cn/sinaurl?u=javascript:alert(1)",
        "http://[",
    ],
)
def test_other_links_stay(link: str) -> None:
    """What is of no known form, or lacks what would name its article, is left as it is."""
    assert one_form(link) == link
    assert unwrapped(link) == link


def test_wrapped_link_is_asked_where_it_leads() -> None:
    """A forwarding page is no article: the link inside is taken, each once."""
    inner = "https://www.lake.example/a/1?x=%E6%B9%96"
    wrapped = "https://link.zhihu.com/?target=https%3A//www.lake.example/a/1%3Fx%3D%25E6%25B9%2596"
    assert split_links(f"{wrapped} {inner}", None) == (inner,)


def test_wrapping_has_an_end() -> None:
    """A link that wraps itself over and over is not followed for ever."""
    link = "https://www.lake.example/a/1"
    for _ in range(9):
        link = f"https://weibo.cn/sinaurl?u={quote(link, safe='')}"
    assert unwrapped(link).startswith("https://weibo.cn/")


def test_table_is_whole() -> None:
    """Each line of the table is read, and its link asks for nothing that the line does not know."""
    assert len(forms()) > 40
    assert is_moved("https://t.cn/A6abc")
    assert not is_moved("https://www.lake.example/t.cn/A6abc")


def test_shortened_link_is_the_article_it_leads_to(job) -> None:
    """A shortener's link and the article's own give one file."""
    text = "<p>湖区周四开通新航线，第一班渡船上午八点半离岸，载着一百二十名乘客前往对岸的小镇。</p>" * 3
    page = f"<html><body><h1>渡船周四正式开航</h1><p>2026-09-03 08:30 来源：湖报</p><div>{text}</div></body></html>"
    with SmallSite({"/a/1.html": page.encode()}) as site:
        site.redirects["/A6abc"] = "https://www.lake.example/a/1.html?utm_source=weibo"
        job.server = site.url
        done = job.run("crawl", "article", "-a", "url=http://t.cn/A6abc")
    assert done.returncode == 0, done.stdout + done.stderr
    (name,) = [name for name in job.tree() if name.startswith("_posts/")]
    assert link_id("https://www.lake.example/a/1.html") in name
