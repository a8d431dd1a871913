"""Discovery: every kind of feed gives the same kind of records, and says where it goes on."""

import gzip
from typing import Any

import pytest
from pydantic import TypeAdapter

from ingest.discovery import discover
from ingest.discovery.syndication import read
from ingest.errors import ReadError
from ingest.seeds import Feed, SyndicationFeed

HERE = "https://www.lake.example/feed"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>湖报</title><link>https://www.lake.example/</link><description>湖</description>
<item><title>湖面 &amp;amp; 渡船</title><link>/a/1.html?utm_source=rss</link><pubDate>Thu, 03 Sep 2026 08:30:00 +0800</pubDate>
<dc:creator>林知远</dc:creator><description>&lt;p&gt;渡船 &lt;b&gt;开航&lt;/b&gt;&lt;/p&gt;</description>
<content:encoded>&lt;p&gt;渡船周四开航。&lt;/p&gt;</content:encoded></item>
<item><title>二</title><link>https://www.lake.example/video/2</link><guid>x</guid></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Lake</title><id>x</id>
<entry><title type="html">Ferry &lt;i&gt;sails&lt;/i&gt;</title><id>urn:1</id><link rel="alternate" href="/a/1"/>
<published>2026-09-03T08:30:00Z</published><updated>2026-09-03T09:00:00Z</updated>
<author><name>Ada Reed</name></author><author><name>Bo Lind</name></author><summary>It sails.</summary>
<source><title>Lake Wire</title></source></entry></feed>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Lake", "items": [{"id": "1", "url": "/a/1",
"title": "Ferry", "date_published": "2026-09-03T08:30:00Z", "authors": [{"name": "Ada Reed"}], "content_html": "<p>x</p>"}]}"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://www.lake.example/a/1</loc><lastmod>2026-09-01</lastmod></url>
<url><loc> https://www.lake.example/a/2 </loc><image:image><image:loc>https://www.lake.example/p.jpg</image:loc></image:image>
<news:news><news:publication><news:name>Lake Post</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-09-03T08:30:00+08:00</news:publication_date><news:title>Ferry</news:title></news:news></url>
<url><loc>https://www.lake.example/about</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://www.lake.example/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>
<sitemap><loc>https://www.lake.example/new.xml.gz</loc><lastmod>2026-09-03</lastmod></sitemap>
<sitemap><loc>https://www.lake.example/tags.xml</loc><lastmod>2026-09-03</lastmod></sitemap></sitemapindex>"""
LIST = """<html><head><base href="https://www.lake.example/news/"></head><body><ul class="list">
<li><a href="a1.html"> 湖面
 渡船 </a><span class="t">09-03 08:30</span></li><li><a href="/video/2">片</a></li><li><b>无链接</b></li></ul>
<a class="next" href="list_2.html">下一页</a></body></html>"""


def feed(**parts: Any) -> Feed:
    """Return a feed of a seed."""
    found: Feed = TypeAdapter(Feed).validate_python({"url": HERE, **parts})
    return found


def test_rss_entry_is_a_record() -> None:
    """An RSS item gives title, time, author, summary and whole link; mark-up inside a title or summary goes."""
    (first, second) = discover(feed(kind="feed"), RSS.encode(), HERE).records
    assert first == {
        "title": "湖面 & 渡船",
        "published": "Thu, 03 Sep 2026 08:30:00 +0800",
        "modified": "",
        "outlet": "",
        "authors": "林知远",
        "digest": "渡船 开航",
        "link": "https://www.lake.example/a/1.html?utm_source=rss",
    }
    assert second["published"] == ""


def test_full_text_is_the_body_only_on_request() -> None:
    """An entry's text is the article's only where the seed says so, as most feeds cut it."""
    record = discover(feed(kind="feed", full_text="true", match="/a/"), RSS.encode(), HERE).records
    assert [one["body"] for one in record] == ["<p>渡船周四开航。</p>"]


def test_atom_entry_is_a_record() -> None:
    """An Atom entry tells publication and update apart, names all its authors, and the outlet it is from."""
    (record,) = discover(feed(kind="feed"), ATOM.encode(), HERE).records
    assert (record["title"], record["published"], record["modified"]) == (
        "Ferry sails",
        "2026-09-03T08:30:00Z",
        "2026-09-03T09:00:00Z",
    )
    assert (record["authors"], record["outlet"]) == ("Ada Reed\nBo Lind", "Lake Wire")
    assert record["link"] == "https://www.lake.example/a/1"


def test_json_feed_is_a_feed() -> None:
    """JSON Feed is read by the same kind as RSS and Atom."""
    (record,) = discover(feed(kind="feed"), JSON_FEED.encode(), HERE).records
    assert (record["title"], record["authors"], record["link"]) == ("Ferry", "Ada Reed", "https://www.lake.example/a/1")


@pytest.mark.parametrize("packed", [False, True])
def test_sitemap_tells_what_it_knows(*, packed: bool) -> None:
    """A sitemap's newest entries come first; a day of change is no publication; pictures are no articles."""
    body = gzip.compress(SITEMAP.encode()) if packed else SITEMAP.encode()
    assert discover(feed(kind="sitemap", match="/a/"), body, HERE).records == [
        {
            "link": "https://www.lake.example/a/2",
            "title": "Ferry",
            "published": "2026-09-03T08:30:00+08:00",
            "outlet": "Lake Post",
        },
        {"link": "https://www.lake.example/a/1", "modified": "2026-09-01"},
    ]


def test_sitemap_of_years_is_cut_to_the_newest() -> None:
    """Of many entries `most` are taken, the newest."""
    (record,) = discover(feed(kind="sitemap", most=1), SITEMAP.encode(), HERE).records
    assert record["title"] == "Ferry"


def test_index_leads_to_its_newest_sitemaps() -> None:
    """An index has no articles; it names the sitemaps that `follow` lets through, the newest first."""
    found = discover(feed(kind="sitemap", follow="new|old"), INDEX.encode(), HERE)
    assert found.records == []
    assert found.further == ("https://www.lake.example/new.xml.gz", "https://www.lake.example/old.xml")


def test_sitemap_opens_no_entity() -> None:
    """An entity of a sitemap is not opened, whatever file it names."""
    body = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><urlset><url><loc>https://a.example/&e;</loc></url></urlset>'
    assert "root" not in str(discover(feed(kind="sitemap"), body, HERE).records)


def test_listing_gives_links_made_whole() -> None:
    """A listing's items give their fields, links by the page's base; an item without a link is none."""
    fields = {"link": "a::attr(href)", "title": ["h3", "a"], "published": "span.t::text"}
    asked = feed(kind="listing", items="ul.list li", fields=fields, match="news/", next="a.next::attr(href)", pages=2)
    found = discover(asked, LIST.encode("gb18030"), HERE)
    assert found.records == [
        {"link": "https://www.lake.example/news/a1.html", "title": "湖面 渡船", "published": "09-03 08:30"}
    ]
    assert found.further == ("https://www.lake.example/news/list_2.html",)


@pytest.mark.parametrize("wrapped", ["cb(@);", "/**/jQuery17_1(@)", "try{cb(@)}catch(e){}", "var x=@;", "x = @"])
def test_wrapped_json_list_is_a_list(wrapped: str) -> None:
    """A list in JSONP or in a variable is read as the bare one, with its next page."""
    body = wrapped.replace("@", '{"list": [{"u": "/a/1"}], "more": "?page=2"}')
    found = discover(feed(items="list", fields={"link": "u"}, next="more", pages=3), body.encode(), HERE)
    assert [record["link"] for record in found.records] == ["/a/1"]
    assert found.further == ("https://www.lake.example/feed?page=2",)


def test_json_list_may_name_its_next_page() -> None:
    """A JSON list's `next` is an address, whole or not."""
    asked = feed(items="list", fields={"link": "u"}, next="more", pages=3)
    found = discover(asked, b'{"list": [{"u": "https://a.example/1"}], "more": "?page=2"}', HERE)
    assert found.further == ("https://www.lake.example/feed?page=2",)


def test_numbered_pages_follow_each_other() -> None:
    """`{page}` in the address counts on while pages bring records."""
    asked = feed(url="https://a.example/{page}.json", items="list", fields={"link": "u"}, pages=3)
    assert discover(asked, b'{"list": [{"u": "x"}]}', HERE, 2).further == ("https://a.example/3.json",)
    assert discover(asked, b'{"list": []}', HERE, 2).further == ()


@pytest.mark.parametrize(
    ("parts", "body"),
    [
        ({"kind": "feed"}, b"<html><body>Not found</body></html>"),
        ({"kind": "feed"}, b""),
        ({"kind": "feed"}, b'{"items": []}'),
        ({"kind": "sitemap"}, b"<html><body>Not found</body></html>"),
        ({"kind": "sitemap"}, b""),
        ({"kind": "sitemap"}, b"\x1f\x8bbroken"),
        ({"kind": "listing", "items": "li", "fields": {"link": "a::attr(href)"}}, b"<p>redesigned</p>"),
    ],
)
def test_other_bytes_are_no_feed(parts: dict[str, Any], body: bytes) -> None:
    """What is no such feed is an error and no empty feed, so that the run says "broken"."""
    with pytest.raises(ReadError):
        discover(feed(**parts), body, HERE)


def test_empty_feed_is_no_fault() -> None:
    """A feed with no entries has none."""
    body = b'<rss version="2.0"><channel><title>x</title></channel></rss>'
    assert discover(feed(kind="feed"), body, HERE).records == []


def test_feed_of_attributes_is_refused() -> None:
    """A tag of tens of thousands of attributes would keep the XML reader busy for minutes."""
    attributes = " ".join(f'a{number}="1"' for number in range(50_000))
    body = f"<rss version='2.0' {attributes}><channel><item><link>x</link></item></channel></rss>".encode()
    with pytest.raises(ReadError, match="too many attributes"):
        read(SyndicationFeed(kind="feed", url="https://news.example/rss"), body, "https://news.example/rss")
