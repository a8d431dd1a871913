"""The preview: everything can be found, everything is explained, nothing of a stranger's acts."""

import asyncio
import json
import re
import signal
import subprocess
import urllib.request
from datetime import UTC, datetime
from html import escape

import pytest
from aiohttp.test_utils import TestClient, TestServer
from lxml import html
from scrapy.utils.project import get_project_settings

from ingest.article import Article, Author, Security, pack
from ingest.ledger import Ledger
from ingest.preview.library import Library
from ingest.preview.server import application
from ingest.seeds import ANY_PAGE
from output.manifest import facts_of

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}&amp;"
BODY = f"**粗** 正文。\n\n{HOSTILE}\n\n[a](javascript:alert(1)) <iframe src=//evil.example></iframe>\n"


@pytest.fixture
def library(tmp_path):
    """A library with one hostile article and forty tame ones."""
    settings = get_project_settings().copy()
    settings.set("OUTPUT_DIR", str(tmp_path), priority="cmdline")
    Ledger(tmp_path / ".ingest" / "ledger.sqlite").close()
    found = Library(settings, {ANY_PAGE.name: ANY_PAGE})
    add(found, "hostile", HOSTILE, outlet=HOSTILE, name=HOSTILE, body=BODY)
    for number in range(40):
        add(found, f"a{number}", f"第{number}号船进港", outlet="海屿日报", name="海屿航运", minute=number + 1)
    yield found
    found.close()


def add(library, ident, title, *, outlet, name, body="正文。\n", minute=0):
    """Put an article where a run would have put it."""
    article = Article(
        ANY_PAGE.name,
        id=ident,
        title=title,
        title_raw=title,
        outlet=outlet,
        outlet_raw=outlet,
        link_raw="https://news.example/a",
        url="https://news.example/a",
        source_url="https://news.example/a",
        published_raw="2026-09-03T08:00:00+08:00",
        published=datetime(2026, 9, 3, 0, minute, tzinfo=UTC),
        body_raw=f"<p>{escape(body)}</p><p>责任编辑：{escape(name)}</p>",
        authors=(Author(name, "reporter"),),
        securities=(Security("XNAS:SHPR", name),),
        description=title,
    )
    file = f"_posts/2026-09-03-{ident}.md"
    library.ledger.assign(ident, article.source, file)
    published = article.published.isoformat()
    library.ledger.listings.put(ident, "haiyuribao", published, facts_of(article, "haiyuribao"))
    library.ledger.publish(ident, {"published": published, "content_hash": "x"}, json.dumps(pack(article)).encode())
    (library.output / "_posts").mkdir(exist_ok=True)
    (library.output / file).write_text(f"---\ntitle: x\n---\n{body}", encoding="utf-8")


def ask(library, *paths, **headers):
    """Return (status, headers, text) of each path."""

    async def talk():
        async with TestClient(TestServer(application(library), host="127.0.0.1")) as client:
            answers = []
            for path in paths:
                answer = await client.get(path, headers=headers)
                answers.append((answer.status, answer.headers, await answer.text()))
            return answers

    return asyncio.run(talk())


def test_every_article_is_in_the_list_newest_first(library):
    """Following the link to older ones shows each article once."""
    path, found = "/", []
    while path:
        ((status, _, text),) = ask(library, path)
        assert status == 200
        found += re.findall(r'href="/article/([^"]+)"', text)
        more = re.search(r'rel="next" href="([^"]+)"', text)
        path = more and more[1].replace("&amp;", "&")
    assert found == [*(f"a{number}" for number in range(39, -1, -1)), "hostile"]


@pytest.mark.parametrize(
    ("wanted", "number"),
    [("第7号", 1), ("海屿日报 第7号", 1), ("xnas:shpr", 30), ("海屿航运", 30), ("没有", 0), ("a39", 1)],
)
def test_search_finds_by_title_outlet_and_security(library, wanted, number):
    """Each word of a search must stand in the title, the outlet, the id or a security, whatever its case."""
    ((_, _, text),) = ask(library, f"/?q={wanted}")
    assert len(re.findall(r'href="/article/', text)) == number


def test_an_article_stands_beside_its_explanation(library):
    """Its page has title, byline, outlet, security, source and body, and each field with raw text and rule."""
    ((status, _, text), (_, _, told)) = ask(library, "/article/a7", "/explain/a7")
    assert status == 200
    for part in (
        "<h1>第7号船进港</h1>",
        "海屿日报",
        "海屿航运",
        "XNAS:SHPR",
        'href="https://news.example/a"',
        "<p>正文。</p>",
    ):
        assert part in text
    assert "as the source gives it" in text
    assert json.loads(told)["fields"]["title"]["raw"] == "第7号船进港"


def test_nothing_hostile_is_left(library):
    """Titles, names and words of a search are shown as text; of a body's HTML only what is allowed is left."""
    for status, headers, text in ask(library, "/?q=alert(1)", "/article/hostile", f"/?q={HOSTILE.replace('&', '%26')}"):
        assert status == 200
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        for element in html.fromstring(text).iter("*"):
            assert element.tag not in ("script", "iframe", "svg", "style")
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
            for address in (element.get("href", ""), element.get("src", "")):
                assert re.match(r"https://news\.example/|[/#](?!/)|$", address), address
        assert "&lt;script&gt;alert(1)" in text
        assert "{{ 7*7 }}" in text


def test_images_may_be_loaded_on_an_articles_page_alone(library):
    """The list asks nobody for anything; an article asks for its images."""
    ((_, page, _), (_, article, _)) = ask(library, "/", "/article/a1")
    assert "http:" not in page["Content-Security-Policy"]
    assert "img-src 'self' http: https:" in article["Content-Security-Policy"]


def test_another_hosts_name_is_refused(library):
    """A page of a stranger whose name was made to lead here reads nothing."""
    ((status, _, text),) = ask(library, "/", Host="evil.example")
    assert status == 403
    assert "号船" not in text


@pytest.mark.parametrize(
    "path",
    [
        "/article/nothing",
        "/explain/nothing",
        "/.ingest",
        "/ledger.sqlite",
        "/%2e%2e%2fetc%2fpasswd",
        "/_posts/a",
        "/feed.json",
    ],
)
def test_what_is_none_of_its_pages_is_not_found(library, path):
    """No other file of the folder, and none outside of it, is given out."""
    ((status, _, _),) = ask(library, path)
    assert status == 404


def test_feeds_are_given_out(library):
    """The files that the footer names are served as what they are, and not through a link."""
    (library.output / "feed.json").write_text("{}", encoding="utf-8")
    (library.output / "atom.xml").symlink_to(library.output / "feed.json")
    (told, linked) = ask(library, "/feed.json", "/atom.xml")
    assert told[0] == 200
    assert told[1]["Content-Type"].startswith("application/feed+json")
    assert linked[0] == 404


def test_a_lost_file_and_a_refused_article_are_said(library):
    """Without its file an article's page says so; one in quarantine shows the reasons."""
    (library.output / "_posts" / "2026-09-03-a1.md").unlink()
    original = json.dumps({"source": ANY_PAGE.name, "link_raw": "https://news.example/b"}).encode()
    library.ledger.quarantine("q1", ANY_PAGE.name, "no title", original)
    ((_, _, lost), (status, _, held)) = ask(library, "/article/a1", "/article/q1")
    assert "scrapy rebuild" in lost
    assert status == 200
    assert "no title" in held


def test_the_command_prints_its_address_and_ends_in_order(job):
    """`scrapy preview` serves what was ingested on a free port, until a signal ends it with 0."""
    assert job.run("preview").returncode == 2
    job.run("ingest", "eastmoney")
    process = subprocess.Popen(  # noqa: S603  # our own command
        job.command("preview"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        url = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())[0]
        with urllib.request.urlopen(url) as answer:  # noqa: S310  # loopback
            assert "/article/" in answer.read().decode()
        taken = job.run("preview", f"--port={url.rpartition(':')[2].strip('/')}")
        assert taken.returncode == 2
        assert "Traceback" not in taken.stderr
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors
