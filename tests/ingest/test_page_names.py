"""Articles of several pages are joined, and every link of an article leads to one file; crawled on a small site."""

from pathlib import Path
from textwrap import dedent

import pytest
from small_site import SmallSite

from ingest.links import own_link
from pipelines.identity import link_id

HOME = "https://www.lake.example"
SENTENCES = (
    "湖区周四开通新航线，第一班渡船上午八点半离岸，载着一百二十名乘客前往对岸的小镇。",
    "船长说，风平浪静的日子里只要四十分钟，遇到大风就改走北面的旧航道。",
    "对岸的小镇为此修了新码头，候船室里摆着三排木椅和一只旧钟。",
)


def page(number: int, links: str = "", head: str = "", words: str = "") -> bytes:
    """Return one page of an article with a text of its own."""
    text = "".join(f"<p>{words}第{number}页。{line}</p>" for line in SENTENCES)
    told = f"<html lang='zh-CN'><head><title>渡船周四正式开航_湖报</title>{head}</head><body><h1>渡船周四正式开航</h1>"
    return f"{told}<p>2026-09-03 08:30 来源：湖报</p><div class='text'>{text}</div>{links}</body></html>".encode()


def onward(path: str) -> str:
    """Return a pager's link."""
    return f"<div class='pager'><a href='{path}'>下一页</a></div>"


def crawl(job, pages: dict[str, bytes], path: str, **settings: str) -> tuple[int, str, SmallSite]:
    """Crawl one link of a small site as any article page."""
    with SmallSite(pages) as site:
        job.server = site.url
        done = job.run("crawl", "article", "-a", f"url={HOME}{path}", **settings)
    return done.returncode, done.stdout + done.stderr, site


def posts(job) -> dict[str, str]:
    """Return the posts by file name."""
    return {Path(name).name: text.decode() for name, text in job.tree().items() if name.startswith("_posts/")}


def test_pages_are_joined_in_order(job) -> None:
    """All pages of an article are one post, each asked once, in the order in which they follow each other."""
    pages = {
        "/a/1001.html": page(1, onward("/a/1001_2.html")),
        "/a/1001_2.html": page(2, onward("/a/1001_3.html")),
        "/a/1001_3.html": page(3),
    }
    code, told, site = crawl(job, pages, "/a/1001.html")
    assert code == 0, told
    (text,) = posts(job).values()
    places = [text.index(f"第{number}页。{line}") for number in (1, 2, 3) for line in SENTENCES]
    assert places == sorted(places)
    assert [path for path in site.asked if path.startswith("/a/")] == list(pages)


def test_ring_of_pages_ends(job) -> None:
    """Pages that lead to each other are each read once; a page whose text is there already ends the article."""
    pages = {
        "/a/1001.html": page(1, onward("/a/1001_2.html")),
        "/a/1001_2.html": page(2, onward("/a/1001_3.html")),
        "/a/1001_3.html": page(1, onward("/a/1001.html")),
    }
    code, told, site = crawl(job, pages, "/a/1001.html")
    assert code == 0, told
    (text,) = posts(job).values()
    assert text.count(SENTENCES[0]) == 2
    assert len([path for path in site.asked if path.startswith("/a/")]) == 3


@pytest.mark.parametrize("second", [None, b"<html><body></body></html>"])
def test_article_is_never_published_cut(job, second: bytes | None) -> None:
    """Where a later page is missing or has no text the article fails and is asked for again, first page and all."""
    pages = {"/a/1001.html": page(1, onward("/a/1001_2.html"))}
    pages |= {"/a/1001_2.html": second} if second else {}
    code, told, _ = crawl(job, pages, "/a/1001.html")
    assert code == 4, told
    assert posts(job) == {}
    code, told, _ = crawl(job, {**pages, "/a/1001_2.html": page(2)}, "/a/1001.html")
    assert code == 0, told
    assert len(posts(job)) == 1


def test_article_of_too_many_pages_fails(job, tmp_path) -> None:
    """More pages than the seed allows are a failure that says so; `pages: 1` takes the first alone."""
    pages = {f"/a/1001_{n}.html": page(n, onward(f"/a/1001_{n + 1}.html")) for n in range(2, 5)}
    pages["/a/1001.html"] = page(1, onward("/a/1001_2.html"))
    text = """
        title: 湖报
        language: zh-CN
        zone: Asia/Shanghai
        links: [{{host: 'www.lake.example', path: '/a/*.html'}}]
        article: {{page: {{kind: page, url: '{{link}}', pages: {most}}}}}
    """
    for most, wanted in ((3, 4), (1, 0)):
        (tmp_path / "lake.yaml").write_text(dedent(text.format(most=most)), "utf-8")
        code, told, _ = crawl(job, pages, "/a/1001.html", SEEDS_DIR=str(tmp_path))
        assert code == wanted, told
        assert ("more than 3 pages" in told) == (most == 3)
    assert len(posts(job)) == 1


@pytest.mark.parametrize("path", ["/m/1001.html", "/a/1001.html?amp=1", "/s/xyz", "/a/1001.html"])
def test_each_link_leads_to_one_file(job, path: str) -> None:
    """Mobile, AMP and redirected forms give the file of the article's own link, with the text of its own page."""
    canonical = f"<link rel='canonical' href='{HOME}/a/1001.html'>"
    pages = {
        "/a/1001.html": page(1, head=canonical),
        "/a/1001.html?amp=1": page(1, head=canonical, words="快版"),
        "/m/1001.html": page(1, head=canonical, words="手机版"),
    }
    with SmallSite(pages) as site:
        site.redirects["/s/xyz"] = f"{HOME}/a/1001.html?from=app"
        job.server = site.url
        done = job.run("crawl", "article", "-a", f"url={HOME}{path}")
    assert done.returncode == 0, done.stdout + done.stderr
    ((name, text),) = posts(job).items()
    assert link_id(f"{HOME}/a/1001.html") in name
    assert "版第" not in text


def test_page_whose_own_page_fails_is_taken_itself(job) -> None:
    """Where the canonical page does not answer, the text that is there is published under the article's own name."""
    pages = {"/m/1001.html": page(1, head=f"<link rel='canonical' href='{HOME}/a/1001.html'>", words="手机版")}
    code, told, _ = crawl(job, pages, "/m/1001.html")
    assert code == 0, told
    ((name, text),) = posts(job).items()
    assert link_id(f"{HOME}/a/1001.html") in name
    assert "手机版" in text


def test_page_that_names_a_source_is_its_article(job, tmp_path) -> None:
    """A link that no source knows, whose page names one that a source does, is that source's article by its code."""
    canonical = f"<link rel='canonical' href='{HOME}/a/1001.html'>"
    pages = {"/x/1001": page(1, head=canonical, words="手机版"), "/a/1001.html": page(1, head=canonical)}
    text = """
        title: 湖报
        language: zh-CN
        zone: Asia/Shanghai
        identity: {code: '\\d{4}', id: 'lake-{code}', link: 'https://www.lake.example/a/{code}.html'}
        links: [{host: 'www.lake.example', path: '/a/{code}.html'}]
        article: {page: {kind: page, url: 'https://www.lake.example/a/{code}.html'}}
    """
    (tmp_path / "lake.yaml").write_text(dedent(text), "utf-8")
    with SmallSite(pages) as site:
        job.server = site.url
        done = job.run("crawl", "article", "-a", "url=https://m.lake.example/x/1001", SEEDS_DIR=str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    ((name, post),) = posts(job).items()
    assert name == "2026-09-03-lake-1001.md"
    assert "手机版" not in post


def test_feed_of_further_names_is_read_once(job, tmp_path) -> None:
    """A feed that lists mobile links makes the articles' own files, and a second run asks for none of them again."""
    canonical = f"<link rel='canonical' href='{HOME}/a/1001.html'>"
    pages = {"/m/1001.html": page(1, head=canonical), "/a/1001.html": page(1, head=canonical)}
    pages["/feed"] = (
        f"<rss version='2.0'><channel><title>湖</title><item><title>渡船周四正式开航</title>"
        f"<link>{HOME}/m/1001.html</link></item></channel></rss>"
    ).encode()
    text = """
        title: 湖报
        language: zh-CN
        zone: Asia/Shanghai
        links: [{host: 'www.lake.example', path: '/*/*.html'}]
        feeds: {latest: {kind: feed, url: 'https://www.lake.example/feed'}}
        article: {page: {kind: page, url: '{link}'}}
    """
    (tmp_path / "lake.yaml").write_text(dedent(text), "utf-8")
    with SmallSite(pages) as site:
        job.server = site.url
        runs = [job.run("ingest", "lake", SEEDS_DIR=str(tmp_path), RECHECK_HOURS="0") for _ in range(2)]
    assert [run.returncode for run in runs] == [0, 0], runs[0].stdout + runs[1].stdout
    assert [name for name in posts(job) if link_id(f"{HOME}/a/1001.html") in name] == list(posts(job))
    assert (site.asked.count("/m/1001.html"), site.asked.count("/a/1001.html")) == (1, 1)


@pytest.mark.parametrize(
    ("asked", "canonical", "own"),
    [
        ("https://m.lake.example/a/12345", f"{HOME}/x/12345.html", True),
        (f"{HOME}/n/storm-hits-town/amp", f"{HOME}/n/storm-hits-town/", True),
        (f"{HOME}/n/storm-hits-town?outputType=amp", f"{HOME}/n/storm-hits-town", True),
        (f"{HOME}/show?id=77&from=x", f"{HOME}/a/77.html", True),
        (f"{HOME}/a/story_2.html", f"{HOME}/a/story.html", True),
        (f"{HOME}/story/123456", f"{HOME}/story/123456/some-words", True),
        (f"{HOME}/a/77.html", "https://www.hill.example/a/77.html", False),
        (f"{HOME}/a/77.html", f"{HOME}/", False),
        (f"{HOME}/a/77.html", f"{HOME}/index.html", False),
        (f"{HOME}/sports/storm-hits-town", f"{HOME}/sports", False),
        (f"{HOME}/20260903/77.html", f"{HOME}/20260903/", False),
        (f"{HOME}/a/77.html", "javascript:void(0)", False),
    ],
)
def test_page_names_itself_within_reason(asked: str, canonical: str, own: bool) -> None:  # noqa: FBT001  # a row of facts
    """A canonical link counts on its own site and for this article; a front page, a section or another site does not."""
    assert own_link(asked, asked, canonical) == (canonical if own else asked)


def test_redirect_to_the_front_page_names_nothing() -> None:
    """A server that sends what it has no more to its front page has not renamed the article."""
    assert own_link(f"{HOME}/a/77.html", f"{HOME}/", "") == f"{HOME}/a/77.html"
    assert own_link("https://s.example/x", f"{HOME}/a/77.html", "") == f"{HOME}/a/77.html"
