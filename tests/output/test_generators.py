"""The four generators build the demo and a hostile set without a word, and a browser finds them harmless.

What is not installed is skipped: `jekyll`, `hugo` and `chromium` are looked for on the PATH; Eleventy, Astro and
html-validate where `npm ci` puts them, in `examples/` and `.ci/html/`.
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import feedparser
import jsonschema
import pytest

from ingest.article import Article
from ingest.demo.replica import Replica
from output.paths import safe_id
from output.profiles import load_profile
from output.safety import clean_scalar
from tests.output.browser import CHROMIUM, look, served
from tests.output.hostile_records import record, records
from tests.output.hostile_site import publish_all, site_settings
from tests.output.rendered import dangers, read_back, shown_images, shown_texts

ROOT = Path(__file__).parents[2]
CHECKER = ROOT / ".ci/html/node_modules/.bin/html-validate"
FEED_SCHEMA = json.loads(Path(__file__).with_name("json-feed-1.1.schema.json").read_text("utf-8"))
COMPLAINT = re.compile(r"\b(warn(ing)?s?|errors?|fail(ed|ure)?)\b", re.IGNORECASE)
# The preset that asks for what the standard asks; a `>` in text is no fault of HTML, and Astro writes it so.
RULES = {"extends": ["html-validate:standard"], "rules": {"no-raw-characters": "off"}}


@dataclass(frozen=True)
class Generator:
    """How a site is built, where it ends up, and how addresses end."""

    name: str
    command: tuple[str, ...]
    built: str
    ending: str = "/"

    @property
    def program(self) -> str | None:
        """Where it is installed."""
        if self.command[0] in {"jekyll", "hugo"}:
            return shutil.which(self.command[0])
        local = ROOT / "examples" / self.name / "node_modules/.bin" / self.command[0]
        return str(local) if local.exists() and shutil.which("node") else None


GENERATORS = [
    Generator("jekyll", ("jekyll", "build", "--disable-disk-cache"), "_site", ".html"),
    Generator("hugo", ("hugo", "--panicOnWarning"), "public"),
    Generator("eleventy", ("eleventy",), "_site"),
    Generator("astro", ("astro", "build"), "dist"),
]


@dataclass
class Site:
    """A built site with its articles, and what the generator said."""

    generator: Generator
    folder: Path
    records: list[Article]
    archived: Article
    said: str
    code: int
    posts: list[str] = field(default_factory=list)

    @property
    def built(self) -> Path:
        """Where the pages are."""
        return self.folder / self.generator.built

    def address(self, article_id: str) -> str:
        """Address of an article's page."""
        return f"/posts/{safe_id(article_id)}{self.generator.ending}"

    def page(self, article_id: str) -> Path:
        """File of an article's page."""
        return self.built / (self.address(article_id)[1:] + ("index.html" if self.generator.ending == "/" else ""))


@pytest.fixture(scope="module", params=GENERATORS, ids=lambda generator: generator.name)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo and the hostile set in one site of this generator, built once."""
    generator = request.param
    program = generator.program
    if program is None:
        how = (
            "apt-get install" if generator.command[0] == generator.name in {"jekyll", "hugo"} else "npm ci in examples/"
        )
        pytest.skip(f"{generator.name} is not installed ({how})")
    folder = tmp_path_factory.mktemp(generator.name) / "site"
    with Replica() as replica:
        settings = (f"OUTPUT_DIR={folder}", f"PROFILE={generator.name}", f'HOST_OVERRIDES={{"*": "{replica.url}"}}')
        words = [part for setting in settings for part in ("-s", setting)]
        done = run([sys.executable, "-m", "scrapy", "demo", *words], ROOT)
    assert done.returncode == 0, done.stdout
    posts = [path.stem[11:] for path in (folder / load_profile(generator.name).posts_dir).glob("*.md")]
    articles = records(swapped=generator.name in {"hugo", "astro"})
    old = record(1000, "旧闻一则", "往事")
    publish_all(site_settings(folder, generator.name), articles, [old])
    modules = ROOT / "examples" / generator.name / "node_modules"
    shutil.rmtree(modules / ".astro", ignore_errors=True)  # Astro's memory of another site
    if modules.exists():
        (folder / "node_modules").symlink_to(modules)
    build = run([program, *generator.command[1:]], folder)
    yield Site(generator, folder, articles, old, build.stdout, build.returncode, posts)
    shutil.rmtree(folder)


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program of the machine's own; both its outputs are in `stdout`."""
    return subprocess.run(  # noqa: S603 - see above
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=170,
        check=False,
        env={**os.environ, "ASTRO_TELEMETRY_DISABLED": "1", "NO_COLOR": "1", "CI": "1"},
    )


def squeezed(text: str) -> str:
    """Text without white space, which HTML does not keep."""
    return "".join(text.split())


def test_builds_without_a_word(site: Site) -> None:
    """The generator ends well and neither warns nor complains."""
    assert site.code == 0, site.said
    complaints = [line for line in site.said.splitlines() if COMPLAINT.search(line)]
    assert not complaints, "\n".join(complaints)


def test_every_post_appears(site: Site) -> None:
    """Each article of the demo and of the hostile set has its page, in the list and by itself."""
    missing = [one for one in [*site.posts, *(article.id for article in site.records)] if not site.page(one).is_file()]
    assert not missing
    assert len(site.posts) > 20
    listed = set(re.findall(r'href="([^"]+)"', (site.built / "index.html").read_text("utf-8")))
    listed = {html.unescape(address) for address in listed}
    for one in [*site.posts, *(article.id for article in site.records)]:
        assert {site.address(one), quote(site.address(one), safe="/~")} & listed, one


def test_archived_post_keeps_its_address(site: Site) -> None:
    """A post in the archive folder is at its old address, and no longer in the list."""
    assert "旧闻一则" in site.page(site.archived.id).read_text("utf-8")
    assert "旧闻一则" not in (site.built / "index.html").read_text("utf-8")


def test_nothing_left_the_folder(site: Site) -> None:
    """No hostile identity or outlet made a page outside its place."""
    places = {path.relative_to(site.built).parts[0] for path in site.built.rglob("*.html")}
    assert places <= {"index.html", "posts", "category", "categories"}


def test_feeds_are_in_the_built_site(site: Site) -> None:
    """Manifest and feeds of site and outlets are published as they were written, valid, with every hostile article."""
    written = [site.folder / name for name in ("index.ndjson", "feed.json", "atom.xml")]
    written += sorted((site.folder / "feeds").iterdir())
    assert len(written) > 100
    for path in written:
        content = (site.built / path.relative_to(site.folder)).read_bytes()
        assert content == path.read_bytes(), path.name
        if path.suffix == ".json":
            jsonschema.validate(json.loads(content), FEED_SCHEMA)
        elif path.suffix == ".xml":
            read = feedparser.parse(content)
            assert not read.bozo, path.name
            assert all(entry.updated[-6] in "+-" and entry.published[-6] in "+-" for entry in read.entries)
    items = json.loads((site.built / "feed.json").read_text("utf-8"))["items"]
    told = {item["_sharepress"]["id"]: item for item in items}
    for article in site.records:
        item = told[article.id]
        assert squeezed(item["title"]) == squeezed(clean_scalar(article.title))
        assert not dangers(item["content_html"]), article.title
        shown = "".join(read_back(item["content_html"]).texts)
        assert squeezed(shown) == squeezed("".join(shown_texts(article.blocks))), article.title


def test_pages_name_their_feeds(site: Site) -> None:
    """The list names the site's feeds and an outlet's page its own before them; all of them are there."""
    outlet = next(path for path in site.built.glob("categor*/**/*.html") if "daoxiangribao" in str(path))
    for page, count in ((site.built / "index.html", 2), (outlet, 4)):
        text = page.read_text("utf-8")
        links = re.findall(r"<link [^>]*>", text)
        named = [re.sub(r'.* href="([^"]+)".*', r"\1", link) for link in links if 'rel="alternate"' in link]
        assert len(named) == count, page
        assert re.findall(r'<a class="feed" href="([^"]+)"', text) == named[:1]
        assert all((site.built / address[1:]).is_file() for address in named)
    assert "/feeds/daoxiangribao." in named[0]


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (apt-get install)")
def test_browser_finds_nothing_but_text(site: Site, tmp_path: Path) -> None:
    """No script runs, nothing is asked for but the articles' pictures, and the reader sees the source's characters."""
    with served(site.built) as address:
        pages = [quote(site.address(article.id)) for article in site.records]
        seen = look([*pages, "/"], address, tmp_path / "chromium")
    *articles, index = seen
    for number, (article, page) in enumerate(zip(site.records, articles, strict=True)):
        where = f"{number}: {article.title!r}"
        assert (page.scripts, page.shown["acting"], page.shown["handlers"]) == ([], [], []), where
        images = [f"Image {src}" for src, _ in shown_images(article.blocks)]
        assert [one.replace("&amp;", "&") for one in page.requests] == images, where
        assert set(page.shown["links"]) <= {"http:", "https:", "mailto:"}, where
        assert page.shown["overflow"] <= 0, where
        title = squeezed(clean_scalar(article.title))
        assert squeezed(page.shown["title"]) == title, where
        assert squeezed(page.shown["text"]) == squeezed("".join(shown_texts(article.blocks))), where
        assert squeezed(page.shown["description"]) == squeezed(clean_scalar(article.description)), where
        assert squeezed(page.shown["head"]).startswith(title), where
        assert page.shown["alts"] == [alt for _, alt in shown_images(article.blocks)], where
        assert squeezed(page.shown["meta"]).count(title) >= 3, where
        assert squeezed(page.shown["stocks"]) == f"{title}600000.SH", where
    assert (index.scripts, index.requests, index.shown["acting"], index.shown["overflow"]) == ([], [], [], 0)
    titles = {squeezed(text) for text in index.shown["listed"]}
    assert {squeezed(clean_scalar(article.title)) for article in site.records} <= titles


@pytest.mark.skipif(not CHECKER.exists(), reason="html-validate is not installed (npm ci in .ci/html)")
def test_pages_are_valid_html(site: Site, tmp_path: Path) -> None:
    """The checker finds no fault in the list, in a page of an outlet, and in articles of the demo and hostile ones."""
    config = tmp_path / "rules.json"
    config.write_text(json.dumps(RULES), encoding="utf-8")
    outlet = next(path for path in site.built.glob("categor*/**/*.html") if path.parent.name != "categories")
    articles = [site.page(one) for one in [*site.posts[:25], *(article.id for article in site.records[:25])]]
    done = run(
        [str(CHECKER), "--config", str(config), *map(str, [site.built / "index.html", outlet, *articles])], tmp_path
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_one_style_sheet() -> None:
    """The starters share one style sheet to the byte, and one table of roles."""
    sheets = {
        path.read_bytes() for path in (ROOT / "examples").glob("*/**/assets/site.css") if "_site" not in path.parts
    }
    assert len(sheets) == 1
