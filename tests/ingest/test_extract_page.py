"""Whole pages: ranks, origins and what a page says of itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extract.page import PageReading, read_page

URL = "https://news.example.com/a/1.html"
TEXT = "<p>　　河边的老桥今天重新开放，附近的居民一早就来到桥头，等着第一辆公共汽车从桥上驶过。</p>"
SEED = {
    "title": ["title::text"],
    "published": ["div.infos div.item:nth-child(1)"],
    "outlet": ["div.infos div.item:nth-child(2)"],
    "body": ["div#ContentBody", "div.Body"],
    "drop": ["div.ad_context3"],
}
PAGE = f"""<html><head><title>老桥今天重新开放_东方财富网</title></head><body>
<div class="infos"><div class=" item">2026年08月19日 17:46</div><div class="item">河谷新闻</div></div>
<div class="txtinfos" id="ContentBody"><!--文章主体-->{TEXT}
<div class="ad_context3"><script>ads()</script><p>广告</p></div><p class="em_media">（文章来源：河谷新闻）</p></div>
</body></html>"""


def page(head: str, body: str) -> bytes:
    """Return a page with three long paragraphs as text below the given body."""
    return f"<html><head>{head}</head><body>{body}<div class='article-content'>{TEXT * 3}</div></body></html>".encode()


def test_a_seeds_selectors_give_every_field() -> None:
    """Selectors fill title, time, outlet and body; the site's name and dropped parts go."""
    reading = read_page(PAGE.encode(), URL, selectors=SEED)
    assert reading.title == "老桥今天重新开放"
    assert reading.published == "2026年08月19日 17:46"
    assert reading.outlet == "河谷新闻"
    assert "河边的老桥" in reading.body
    assert "文章来源" in reading.body
    assert "广告" not in reading.body
    assert {reading.origins[field] for field in ("title", "published", "outlet", "body")} == {"selector"}


def test_the_same_page_is_read_without_selectors() -> None:
    """A page in the usual shape needs no seed."""
    reading = read_page(PAGE.encode(), URL)
    assert reading.title == "老桥今天重新开放"
    assert reading.published == "2026年08月19日 17:46"
    assert "河边的老桥" in reading.body


def test_linked_data_beats_meta_and_the_other_answer_is_kept() -> None:
    """JSON-LD ranks before meta; what meta said otherwise is kept for explain."""
    head = """<meta property="article:published_time" content="2026-03-02T08:00:00+08:00">
    <script type="application/ld+json">{"@type":"NewsArticle","headline":"Old bridge opens again",
    "datePublished":"2026-03-01T09:30:00+08:00","author":{"@type":"Person","name":"Ada Rivers"}}</script>"""
    reading = read_page(page(head, "<h1>Old bridge opens again</h1>"), URL)
    assert reading.published == "2026-03-01T09:30:00+08:00"
    assert reading.origins["published"] == "json-ld"
    assert ("meta", "2026-03-02T08:00:00+08:00") in reading.others["published"]
    assert reading.authors == ("Ada Rivers",)


def test_a_day_in_meta_gives_way_to_the_same_day_with_a_clock() -> None:
    """The visible time of day is not lost to a meta tag that has the day alone."""
    head = '<meta name="publishdate" content="2026-03-01">'
    body = "<h1>老桥今天重新开放</h1><p>2026-03-01 09:19 来源：河谷新闻</p>"
    reading = read_page(page(head, body), URL)
    assert reading.published == "2026-03-01 09:19"
    assert reading.outlet == "河谷新闻"


def test_the_update_is_not_the_publication() -> None:
    """A time labelled as an update goes to `modified`."""
    body = "<h1>Old bridge opens again</h1><p>Last updated: March 3, 2026</p><p>March 1, 2026 at 9:19 am</p>"
    reading = read_page(page("<title>Old bridge opens again</title>", body), URL)
    assert reading.published.startswith("March 1, 2026")
    assert reading.modified == "March 3, 2026"


def test_links_about_the_page_itself() -> None:
    """Canonical, AMP and the article's own next page are reported as absolute links."""
    head = '<link rel="canonical" href="/a/1.html"><link rel="amphtml" href="/amp/1.html">'
    reading = read_page(page(head, "<a href='1_2.html'>下一页</a><a href='2.html'>下一篇</a>"), URL)
    assert reading.canonical == URL
    assert reading.amp == "https://news.example.com/amp/1.html"
    assert reading.next_page == "https://news.example.com/a/1_2.html"


def test_text_in_script_data_is_read() -> None:
    """A page that a script builds is read from its JSON, and says so."""
    state = '{"props":{"article":{"title":"老桥","content":"' + TEXT * 5 + '"}}}'
    html = f"<html><body><div id=app></div><script id='__NEXT_DATA__' type='application/json'>{state}</script></body></html>"
    reading = read_page(html.encode(), URL)
    assert "河边的老桥" in reading.body
    assert reading.origins["body"] == "script"
    assert reading.notes


def test_a_page_without_text_says_that_it_needs_a_browser() -> None:
    """Nothing is invented for an empty shell; the note says what would be needed."""
    reading = read_page(b"<html><body><div id=app></div><script src=app.js></script></body></html>", URL)
    assert any("needs a browser" in note for note in reading.notes)


@settings(max_examples=40, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.lists(
            st.sampled_from(
                [b"<p>", b"</div>", b"<meta charset=hex>", b"<title>", b"<script type=application/ld+json>", b"{", b'"@type":',
                 b"</script>", b"\xff\xfe", b"\x00", "文".encode("gb18030"), b"<h1>", b"<!--", b"<base href='http://[x'>", "<a href='//['>下一页</a>".encode()]
            )
        ).map(b"".join),
    )
)  # fmt: skip
def test_hostile_bytes_never_raise(html: bytes) -> None:
    """Whatever the bytes, a reading comes back."""
    assert isinstance(read_page(html, URL, content_type="text/html; charset=rot13"), PageReading)


@pytest.mark.parametrize("part", ["<div>" * 5000, "<b>" * 5000, "<table><tr><td>" * 800])
def test_deep_nesting_is_read(part: str) -> None:
    """Thousands of open elements exhaust no stack."""
    assert isinstance(read_page((part + TEXT).encode(), URL), PageReading)


def test_thousands_of_comments_hide_no_text() -> None:
    """A page whose template leaves a comment at every turn is read like one without."""
    reading = read_page(
        page("<title>老桥今天重新开放</title>", "<!-- x -->" * 6_000 + "<h1>老桥今天重新开放</h1>"), URL
    )
    assert (reading.title, "河边的老桥" in reading.body) == ("老桥今天重新开放", True)
