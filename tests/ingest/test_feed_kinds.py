"""Whole crawls of small sites: each kind of feed leads to posts, and an answer known already costs nothing."""

import gzip
from pathlib import Path
from textwrap import dedent

import pytest
from small_site import SmallSite

PAGE = """<html lang="zh-CN"><head><title>{title}_湖报</title></head><body><h1>{title}</h1>
<p class="info">2026-09-03 08:30 来源：湖报</p><div class="text">{text}</div></body></html>"""
TEXT = "<p>湖区周四开通新航线，第一班渡船上午八点半离岸，载着一百二十名乘客前往对岸的小镇。</p>" * 3
FIELDS = "{link: 'a::attr(href)', title: a}"
KINDS = {
    "feed": ("kind: feed, url: 'https://www.lake.example/feed'", "rss", ["/feed"]),
    "sitemap": ("kind: sitemap, url: 'https://www.lake.example/index.xml'", "sitemap", ["/index.xml", "/news.xml"]),
    "listing": (
        (
            f"kind: listing, url: 'https://www.lake.example/list', items: li, fields: {FIELDS}, pages: 3, "
            "next: 'a.more::attr(href)'"
        ),
        "listing",
        ["/list", "/list2"],
    ),
    "json": (
        "url: 'https://www.lake.example/list{page}.json', items: list, fields: {link: u, title: t}, pages: 5",
        "json",
        ["/list1.json", "/list2.json", "/list3.json"],
    ),
}


def pages() -> dict[str, bytes]:
    """Return a small site: two articles, named by each kind of feed."""
    link = "https://www.lake.example/a/{}.html"
    found = {f"/a/{n}.html": PAGE.format(title=f"渡船{n}号开航", text=TEXT) for n in (1, 2)}
    items = "".join(f"<item><title>渡船{n}号开航</title><link>{link.format(n)}</link></item>" for n in (1, 2))
    found["/feed"] = f'<rss version="2.0"><channel><title>湖</title>{items}</channel></rss>'
    found["/index.xml"] = "<sitemapindex><sitemap><loc>https://www.lake.example/news.xml</loc></sitemap></sitemapindex>"
    found["/news.xml"] = "".join(f"<url><loc>{link.format(n)}</loc></url>" for n in (1, 2)).join(
        ("<urlset>", "</urlset>")
    )
    found["/list"] = '<li><a href="/a/1.html">渡船1号开航</a></li><a class="more" href="/list2">更多</a>'
    found["/list2"] = '<li><a href="/a/2.html">渡船2号开航</a></li>'
    for n in (1, 2):
        found[f"/list{n}.json"] = f'{{"list": [{{"u": "{link.format(n)}", "t": "渡船{n}号开航"}}]}}'
    found["/list2.json"] = f"jQuery17({found['/list2.json']});"
    found["/list3.json"] = 'var page={"list": []};'
    served = {path: text.encode() for path, text in found.items()}
    return {**served, "/news.xml": gzip.compress(served["/news.xml"])}


def seed(folder: Path, feed: str) -> str:
    """Write the seed of a source without codes and return its folder."""
    folder.mkdir()
    text = f"""
        title: 湖报
        language: zh-CN
        zone: Asia/Shanghai
        links: [{{host: 'www.lake.example', path: '/a/*.html'}}]
        feeds: {{latest: {{{feed}}}}}
        article: {{page: {{kind: page, url: '{{link}}'}}}}
    """
    (folder / "lake.yaml").write_text(dedent(text), "utf-8")
    return str(folder)


@pytest.mark.parametrize("kind", KINDS)
def test_feed_leads_to_posts(job, tmp_path, kind) -> None:
    """Each kind of feed names both articles, page by page, and each becomes one post under the link's identity."""
    feed, _, wanted = KINDS[kind]
    with SmallSite(pages()) as site:
        job.server = site.url
        done = job.run("ingest", "lake", SEEDS_DIR=seed(tmp_path / "seeds", feed))
    assert done.returncode == 0, done.stdout + done.stderr
    posts = sorted(name for name in job.tree() if name.startswith("_posts/"))
    assert len(posts) == 2
    assert all(name.startswith("_posts/2026-09-03-lake.example-") for name in posts)
    assert [path for path in site.asked if path in wanted] == wanted


def test_shared_link_of_a_source_without_codes(job, tmp_path) -> None:
    """A link of a form without code is the source's, and gives the file that the feed gives."""
    folder = seed(tmp_path / "seeds", KINDS["feed"][0])
    with SmallSite(pages()) as site:
        job.server = site.url
        assert job.run("ingest", "lake", SEEDS_DIR=folder).returncode == 0
        before = job.tree()
        link = "https://www.lake.example/a/1.html?utm_source=x"
        done = job.run("crawl", "article", "-a", f"url={link}", SEEDS_DIR=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(job.tree()) == set(before)


def test_feed_that_has_not_changed_is_nothing_new(job, tmp_path) -> None:
    """The ETag of a feed's answer is sent the next time; 304 is "nothing new", also below `least`."""
    folder = seed(tmp_path / "seeds", KINDS["feed"][0] + ", least: 2")
    with SmallSite(pages()) as site:
        site.etags["/feed"] = '"one"'
        job.server = site.url
        first = job.run("ingest", "lake", SEEDS_DIR=folder)
        second = job.run("ingest", "lake", SEEDS_DIR=folder, RECHECK_HOURS="0")
    assert (first.returncode, second.returncode) == (0, 0), first.stdout + second.stdout
    assert site.asked.count("/feed") == 2
    report = job.reports()[-1]["sources"]["lake"]["feeds"]["latest"]
    assert (report["items"], report["error"]) == (0, "")


def test_thin_feed_is_asked_in_full_again(job, tmp_path) -> None:
    """An answer below what is expected is not remembered: each run says so until it is better."""
    folder = seed(tmp_path / "seeds", KINDS["feed"][0] + ", least: 3")
    with SmallSite(pages()) as site:
        site.etags["/feed"] = '"one"'
        job.server = site.url
        codes = [job.run("ingest", "lake", SEEDS_DIR=folder).returncode for _ in range(2)]
    assert codes == [5, 5]


def test_later_page_that_fails_loses_none_of_the_first(job, tmp_path) -> None:
    """When a later page fails the run says so, and what the first pages named is still read."""
    found = pages()
    del found["/list2"]
    with SmallSite(found) as site:
        job.server = site.url
        done = job.run("ingest", "lake", SEEDS_DIR=seed(tmp_path / "seeds", KINDS["listing"][0]))
    assert done.returncode == 5
    assert len([name for name in job.tree() if name.startswith("_posts/")]) == 1
