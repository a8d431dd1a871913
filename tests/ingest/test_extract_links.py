"""The next page of one article, told from the next article and from a list's next page."""

import pytest

from ingest.extract.document import parse
from ingest.extract.links import next_page_of

HOST = "https://news.example.com"


@pytest.mark.parametrize(
    ("here", "link", "words"),
    [
        ("/a/7.html", "/a/7_2.html", "下一页"),
        ("/a/7.html", "/a/7_1.html", "下一页 &gt;"),
        ("/a/7_2.html", "/a/7_3.html", "下一頁"),
        ("/a?id=7", "/a?id=7&amp;page=2", "Next page"),
        ("/a?id=7&page=2", "/a?page=3&amp;id=7", "Next"),
        ("/2026/the-old-bridge/", "/2026/the-old-bridge/2/", "Next »"),
        ("/2026/the-old-bridge/2/", "/2026/the-old-bridge/3/", "Next"),
        ("/a/48213", "/a/48213/2", "Next"),
        ("/a/48213/2", "/a/48213/3", "Next"),
        ("/a/bridge", "/a/bridge/2", "Next page"),
        ("/a/bridge/2", "/a/bridge/3", "下一页"),
    ],
)
def test_the_next_page_of_the_article_is_found(here: str, link: str, words: str) -> None:
    """Paths and queries that differ by the page's number alone, counted from 0 or from 1."""
    tree = parse(f"<html><body><p>text</p><a href='{link}'>{words}</a></body></html>")
    found = next_page_of(tree, HOST + here)
    assert found.startswith(HOST)
    assert link.replace("&amp;", "&") == found.removeprefix(HOST)


@pytest.mark.parametrize(
    ("here", "link", "words"),
    [
        ("/a/7.html", "/a/8.html", "下一页"),
        ("/a/7_2.html", "/a/7.html", "下一页"),
        ("/a/7_2.html", "/a/7_4.html", "下一页"),
        ("/a/7.html", "/a/7_2.html", "下一篇"),
        ("/?p=15", "/?p=16", "Next"),
        ("/news/15", "/news/16", "Next"),
        ("/news/12345678", "/news/12345679", "Next"),
        ("/2026/09", "/2026/10", "Next"),
        ("/a/2026/15", "/a/2026/16", "Next"),
        ("/a/7.html", "https://other.example.net/a/7_2.html", "下一页"),
        ("/a/7.html", "/a/7.html#p2", "下一页"),
        ("/a/7.html", "http://[bad", "下一页"),
    ],
)
def test_other_links_are_no_next_page(here: str, link: str, words: str) -> None:
    """The next article, another host, the page itself, a page further on and a broken address are none."""
    tree = parse(f"<html><body><p>text</p><a rel=next href='{link}'>{words}</a></body></html>")
    if words == "下一篇":
        tree = parse(f"<html><body><p>text</p><a href='{link}'>{words}</a></body></html>")
    assert not next_page_of(tree, HOST + here)


def test_the_next_page_may_stand_at_a_sister_host() -> None:
    """A site's forms for desks and for pockets are one site."""
    tree = parse("<html><body><p>text</p><a href='https://m.n.example/a/7_2.html'>下一页</a></body></html>")
    assert next_page_of(tree, "https://www.n.example/a/7.html") == "https://m.n.example/a/7_2.html"
