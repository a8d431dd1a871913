"""Feeds that strangers' programs read: valid, with stable ids and offsets, and with nothing in them that acts."""

import json
from pathlib import Path

import feedparser
import jsonschema
import pytest

from output.feeds import Channel, Item, atom, json_feed
from output.reading import post_body, to_html

SCHEMA = json.loads(Path(__file__).with_name("json-feed-1.1.schema.json").read_text("utf-8"))
FACTS = {
    "title": "港口 <b>&amp; ]]> {{ site }}",
    "published": "2026-09-03T08:30:00+08:00",
    "modified": "2026-09-03T09:30:00+08:00",
    "outlet": "海屿日报",
    "category": "haiyuribao",
    "source_url": "http://news.example/a?b=1&c=2",
    "language": "zh-CN",
    "authors": ["林知远"],
    "description": "一句话 & 另一句",
    "securities": [{"symbol": "XNAS:SHPR", "name": "海屿航运"}],
}
BARE = {"published": "2026-09-02T23:59:59.5-05:00"}
ITEMS = [Item("NW202609030000000001", FACTS, "<p>正文 &amp; <strong>粗</strong></p>"), Item("甲 乙", BARE, "")]
OURS = Channel("海屿", "haiyuribao", "https://site.example", "/{category}/{year}/{month}/{day}/{id}.html")


@pytest.mark.parametrize("channel", [Channel("海屿"), Channel("海屿", "haiyuribao"), OURS])
@pytest.mark.parametrize("items", [ITEMS, ITEMS[1:], []])
def test_both_forms_are_valid(channel, items):
    """JSON Feed fits its schema, Atom is read by feedparser without a complaint, both with all items."""
    feed = json.loads(json_feed(channel, items))
    jsonschema.validate(feed, SCHEMA)
    read = feedparser.parse(atom(channel, items))
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.id
    assert read.feed.updated
    assert [entry.id for entry in read.entries] == [item["id"] for item in feed["items"]]
    assert all(entry.updated[-6] in "+-" for entry in read.entries)


def test_an_item_says_what_the_article_says():
    """Title, text, names and times come back as they went in, in both forms."""
    (told, bare) = json.loads(json_feed(OURS, ITEMS))["items"]
    assert told["title"] == FACTS["title"]
    assert told["date_published"] == FACTS["published"]
    assert told["url"] == "https://site.example/haiyuribao/2026/09/03/NW202609030000000001.html"
    assert told["external_url"] == FACTS["source_url"]
    assert told["_sharepress"]["securities"] == FACTS["securities"]
    assert bare["title"] == "甲 乙"
    (entry, _) = feedparser.parse(atom(OURS, ITEMS), sanitize_html=False).entries
    assert entry.title_detail.value == FACTS["title"]
    assert entry.content[0].value == ITEMS[0].html
    assert entry.author == "林知远"
    assert (entry.published, entry.updated) == (FACTS["published"], FACTS["modified"])


def test_ids_do_not_hang_on_the_address():
    """An item keeps its id when the site gets an address, or another."""
    forms = [json.loads(json_feed(channel, ITEMS))["items"] for channel in (Channel("x"), OURS)]
    assert [item["id"] for item in forms[0]] == [item["id"] for item in forms[1]]
    assert forms[0][0]["url"] == FACTS["source_url"]
    assert forms[0][0]["id"] == "urn:sharepress:NW202609030000000001"


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<img src="/local.png">',
    '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
    "[a](javascript:alert(1))",
    '<a href="jav&#09;ascript:alert(1)">a</a>',
    "<iframe src=//evil.example></iframe>",
    "<svg><script>alert(1)</script></svg>",
    "<style>*{background:url(//evil.example)}</style>",
    '<p style="background:url(//evil.example)" onclick="x()">a</p>',
    "<form action=//evil.example><input></form>",
    "<math><mi//xlink:href='data:x,<script>alert(4)</script>'>",
    "a\x00b\x0bc\ufffe",
]


@pytest.mark.parametrize("body", HOSTILE)
def test_a_body_that_acts_does_nothing(body):
    """Whatever a post holds, its HTML has no script, handler, style, frame, form or local address left."""
    html = to_html(body)
    for part in (
        "<script",
        "onerror",
        "onclick",
        "onload",
        'href="j',
        "<iframe",
        "<style",
        "style=",
        "<form",
        "<svg",
        '="data:',
        'src="/',
    ):
        assert part not in html.lower()
    read = feedparser.parse(atom(Channel("x"), [Item("a", BARE, html)]))
    assert not read.bozo


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\ntitle: a\n---\nb\n---\nc\n", "b\n---\nc\n"),
        ("b\n---\n", "b\n---\n"),
        ("---\nb", "---\nb"),
        ("---\n---\n", ""),
    ],
)
def test_a_posts_body_is_read_back(text, body):
    """Front matter is cut off at its second fence; a text without one is all body."""
    assert post_body(text) == body
