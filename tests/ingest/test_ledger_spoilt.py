"""A ledger that somebody has edited by hand: one line says which row makes no sense and what to do, exit code 1."""

import sqlite3

import pytest
from ledger_rows import published
from records_many import many_records

from ingest.errors import WriteError
from ingest.ledger import Ledger

SOURCE = "eastmoney"
SPOILT = [
    ("article", "records = 'kaputt'"),
    ("article", "records = '[1]'"),
    ("article", "records = '{\"shanyu/news\": 5}'"),
    ("article", "file = x'ff00'"),
    ("article", "rank = 'kaputt'"),
    ("article", "changed = 'kaputt'"),
]


@pytest.fixture
def ledger(tmp_path) -> Ledger:
    """Return a ledger with one published article."""
    ledger = Ledger(tmp_path / "ledger.sqlite")
    published(ledger)
    ledger.listings.put("A1", "shanyu", "2022-03-04T01:00:00+00:00", {"published": "2022-03-04T09:00:00+08:00"})
    return ledger


@pytest.mark.parametrize(("table", "change"), SPOILT)
def test_a_row_that_makes_no_sense_is_named(ledger: Ledger, table: str, change: str) -> None:
    """Whatever reads the row says so in the ledger's own words."""
    ledger._db.execute(f"UPDATE {table} SET {change}")  # noqa: S608  # the test's own words
    with pytest.raises(WriteError, match=r"row that makes no sense: .*ledger.sqlite: 'article A1'; move the file away"):
        ledger.get("A1")


@pytest.mark.parametrize("facts", ["kaputt", "[1]", '{"title": 5}'])
def test_a_listing_that_makes_no_sense_is_named(ledger: Ledger, facts: str) -> None:
    """What manifest and feeds are made of is held to the same."""
    ledger._db.execute("UPDATE listing SET facts = ?", (facts,))
    with pytest.raises(WriteError, match="listing A1"):
        ledger.listings.get("A1")


def test_an_original_or_a_time_that_makes_no_sense_is_named(ledger: Ledger) -> None:
    """An original that cannot be unpacked, and a first sight that is no time."""
    ledger._db.execute("INSERT INTO original VALUES ('A1', 'kaputt')")
    with pytest.raises(WriteError, match="original A1"):
        ledger.original("A1")
    ledger._db.execute("UPDATE article SET first_seen = 'kaputt'")
    with pytest.raises(WriteError, match="first_seen of shanyu"):
        ledger.arrivals("shanyu")


def test_a_run_over_a_spoilt_ledger(job, replica) -> None:
    """No trace, exit code 1, and the report of the run names the row; with the file away the next run is whole."""
    replica.serve_records(many_records(3))
    assert job.run("ingest", SOURCE).returncode == 0
    before = job.tree()
    with sqlite3.connect(job.state / "ledger.sqlite") as ledger:
        ledger.execute("UPDATE article SET records = 'kaputt', due = 1")
    ledger.close()
    done = job.run("ingest", SOURCE)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "makes no sense" in job.reports()[-1]["errors"][0]
    for words in (("rebuild", "--json"), ("explain", "NW202609017000000000")):
        done = job.run(*words)
        assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
        assert "makes no sense" in done.stdout + done.stderr
    for path in job.state.glob("ledger.sqlite*"):
        path.unlink()
    assert job.run("ingest", SOURCE).returncode == 0
    assert job.tree() == before


def test_a_spoilt_slug_registry_stops_the_run_before_it_begins(job, replica) -> None:
    """Nothing was read, so it is no run with failed articles (4)."""
    job.state.mkdir(parents=True)
    (job.state / "slugs.json").write_text("[1]", encoding="utf-8")
    done = job.run("ingest", SOURCE)
    assert (done.returncode, replica.requests) == (1, [])
    (line,) = done.stderr.splitlines()
    assert "delete it to give the slugs anew" in line
