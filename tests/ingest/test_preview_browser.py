"""The preview in a real browser, over both hostile sets and over hostile HTML that was ingested: only text is seen."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from records_many import many_records

from output.safety import clean_scalar
from tests.conftest import ROOT
from tests.output.browser import CHROMIUM, Seen, look
from tests.output.hostile_evasions import BODIES, TAGS
from tests.output.hostile_records import TEXTS, records
from tests.output.hostile_site import publish_all, site_settings
from tests.output.rendered import shown_images, shown_texts

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (apt-get install)")


@contextmanager
def previewed(folder: Path) -> Iterator[str]:
    """Run `scrapy preview` over an output folder; its address."""
    command = [sys.executable, "-m", "scrapy", "preview", "-s", f"OUTPUT_DIR={folder}"]
    with subprocess.Popen(  # noqa: S603  # our own command
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            yield re.search(r"http://[0-9.:]+", process.stdout.readline())[0]  # type: ignore[index]  # else it fails
        finally:
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors, errors


def squeezed(text: str) -> str:
    """Text without white space, which HTML does not keep."""
    return "".join(text.split())


def assert_tame(page: Seen, where: str) -> None:
    """Nothing ran, nothing that acts is in the page, and no link leads to another scheme."""
    assert (page.scripts, page.shown["acting"], page.shown["handlers"]) == ([], [], []), where
    assert set(page.shown["links"]) <= {"http:", "https:", "mailto:"}, where
    assert page.shown["overflow"] <= 0, where


@pytest.mark.parametrize("swapped", [False, True])
def test_hostile_articles_are_text(tmp_path, swapped):
    """Each article's page shows the source's title, text and names, and asks for its pictures alone."""
    # of two names alone no address can be made: browsers read them as folders
    articles = [article for article in records(swapped=swapped) if article.id not in (".", "..")]
    publish_all(site_settings(tmp_path / "site", "jekyll"), articles)
    with previewed(tmp_path / "site") as address:
        pages = [f"/article/{quote(article.id, safe='')}" for article in articles]
        seen = look(pages, address, tmp_path / "chromium")
    for article, page in zip(articles, seen, strict=True):
        where = repr(article.title)
        assert_tame(page, where)
        title = squeezed(clean_scalar(article.title))
        assert squeezed(page.shown["title"]) == title, where
        assert squeezed(page.shown["head"]) == title, where
        assert squeezed(page.shown["text"]) == squeezed("".join(shown_texts(article.blocks))), where
        assert page.shown["alts"] == [alt for _, alt in shown_images(article.blocks)], where
        images = [f"Image {src}" for src, _ in shown_images(article.blocks)]
        assert [one.replace("&amp;", "&") for one in page.requests] == images, where
        assert squeezed(page.shown["stocks"]) == f"600000.SH{title}", where
        assert squeezed(page.shown["meta"]).count(title) >= 1, where
        assert page.shown["explained"].strip(), where


def test_lists_and_searches_are_text(tmp_path):
    """The lists name every article as its source does; whatever is searched for stands there as it was typed."""
    articles = records(swapped=False)
    publish_all(site_settings(tmp_path / "site", "jekyll"), articles)
    texts = TEXTS[::3]
    searches = [f"/?q={quote(text, errors='replace')}" for text in texts]
    odd = [f"/?after={quote(text, errors='replace')}" for text in texts[:9]]
    with previewed(tmp_path / "site") as address:
        seen = look(["/", *searches, *odd], address, tmp_path / "chromium")
    for text, page in zip(texts, seen[1:], strict=False):
        assert_tame(page, repr(text))
        assert page.requests == [], repr(text)
        wanted = squeezed(clean_scalar(text.replace("\ud800", "?")))
        assert squeezed(page.shown["wanted"]) == wanted
        assert squeezed(page.shown["title"]) == (f"“{wanted}”" if wanted else "全部文章Allarticles")
    for page in (seen[0], *seen[len(texts) + 1 :]):
        assert_tame(page, page.shown["place"])
        assert page.requests == []
    titles = {squeezed(clean_scalar(article.title)) for article in articles}
    listed = {squeezed(title) for page in seen for title in page.shown["listed"]}
    assert listed <= titles
    assert len(listed) > len(titles) / 3


def test_hostile_html_is_read_as_its_words(job, replica, tmp_path):
    """What a source sends as HTML ends as the words it shows, beside an explanation that names what was dropped."""
    rows = many_records(len(BODIES))
    for row, (body, _), title in zip(rows, BODIES, TAGS, strict=False):
        row["text"], row["title"] = f"<p>头一段文字在这里说明。</p>{body}<p>最后一段文字在这里结束。</p>", title
    replica.serve_records(rows)
    done = job.run("ingest", "eastmoney")
    assert done.returncode == 0, done.stdout
    with previewed(tmp_path / "site") as address:
        seen = look([f"/article/{row['code']}" for row in rows], address, tmp_path / "chromium")
    for row, (body, words), page in zip(rows, BODIES, seen, strict=True):
        assert_tame(page, body)
        assert squeezed(page.shown["title"]) == squeezed(clean_scalar(row["title"])), body
        assert squeezed(page.shown["text"]) == squeezed(f"头一段文字在这里说明。{words}最后一段文字在这里结束。"), body
        assert all(one.startswith("Image http") for one in page.requests), body
