"""Every demo article comes out as its file says by hand: fields, people, blocks, or quarantine."""

import json
from collections import Counter
from pathlib import Path

import pytest
from scrapy.settings import Settings

from ingest import settings as project
from ingest.article import unpack
from ingest.demo.articles import read_articles
from ingest.demo.replica import Replica
from ingest.errors import QuarantineError
from ingest.ledger import Ledger
from ingest.seeds import read_seeds
from ingest.stages import finish
from pipelines.identity import link_id

ARTICLES = {article.name: article for article in read_articles()}
PUBLISHED = [name for name, article in ARTICLES.items() if not article.expect.quarantine]
HELD = [name for name, article in ARTICLES.items() if article.expect.quarantine]


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """All articles, ingested from the replica by both sources and finished again from the ledger's originals."""
    from tests.conftest import Job  # noqa: PLC0415  # a module of the test tree

    with Replica() as replica:
        job = Job(tmp_path_factory.mktemp("demo") / "site", replica.url)
        done = job.run("ingest", "eastmoney", "eastmoney-web")
        assert done.returncode == 4, done.stdout + done.stderr
    settings = Settings()
    settings.setmodule(project)
    seeds = read_seeds(Path("seeds"))
    ledger = Ledger(job.state / "ledger.sqlite")
    found = {}
    for demo in ARTICLES.values():
        original = ledger.original(ident(demo))
        if original is None:
            continue
        article = unpack(json.loads(original))
        reasons = ()
        try:
            finish(article, seeds[article.source], settings)
        except QuarantineError as error:
            reasons = error.reasons
        found[demo.name] = (article, reasons)
    ledger.close()
    return found, job


def ident(demo):
    """Return an article's id: NW and its code; a community article with a longer code goes by its link."""
    return f"NW{demo.code}" if len(demo.code) == 18 else link_id(f"http://caifuhao.eastmoney.com/news/{demo.code}")


def each(names):
    """Run a test once for each of the named articles."""
    return pytest.mark.parametrize("name", names)


@each(PUBLISHED)
def test_title(finished, name):
    """The title is the source's, whatever stands in it."""
    assert finished[0][name][0].title == ARTICLES[name].expect.title


@each(PUBLISHED)
def test_published(finished, name):
    """The instant is the time shown, in the source's zone."""
    assert finished[0][name][0].published.isoformat() == ARTICLES[name].expect.published


@each(PUBLISHED)
def test_outlet(finished, name):
    """The outlet is the one that the record or the source line names."""
    assert finished[0][name][0].outlet == ARTICLES[name].expect.outlet


@each(PUBLISHED)
def test_authors(finished, name):
    """The people credited are read with their roles, in order, and nobody else is."""
    article = finished[0][name][0]
    assert [(author.name, author.role) for author in article.authors] == list(ARTICLES[name].expect.authors)


@each(PUBLISHED)
def test_dateline(finished, name):
    """The dispatch head's place and date words are read where there is one."""
    dateline = finished[0][name][0].dateline
    found = (dateline.place, dateline.date_text) if dateline else None
    assert found == ARTICLES[name].expect.dateline


@each(PUBLISHED)
def test_blocks(finished, name):
    """The body has the paragraphs, headings, images, tables and lists that a reader of the page sees."""
    expect = ARTICLES[name].expect
    kinds = Counter(type(block).__name__ for block in finished[0][name][0].blocks)
    wanted = {
        "Paragraph": expect.paragraphs,
        "Heading": expect.headings,
        "Image": expect.images,
        "Table": expect.tables,
        "Listing": expect.lists,
    }
    assert {kind: kinds[kind] for kind in wanted} == wanted


@each([name for name in PUBLISHED if ARTICLES[name].expect.securities is not None])
def test_securities(finished, name):
    """The securities named are read with their exchange, in order of appearance, each once."""
    article = finished[0][name][0]
    assert tuple(security.symbol for security in article.securities) == ARTICLES[name].expect.securities


@each(PUBLISHED)
def test_fit_to_be_published(finished, name):
    """Nothing speaks against the article: no character of it is lost."""
    assert finished[0][name][1] == ()


@each(HELD)
def test_quarantine(finished, name):
    """What lacks the field that it cannot do without is in quarantine, and no post is made of it."""
    found, job = finished
    code = ARTICLES[name].code
    assert not any(code in post for post in job.tree())
    assert name not in found or found[name][1]
